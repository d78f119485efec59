"""What the models say is what the migrations make, and Django finds nothing wrong with either."""

from django.apps import apps
from django.core import checks
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils.translation import override


def test_the_migrations_make_what_the_models_say() -> None:
    loader = MigrationLoader(None)

    with override(None):  # the names of others' models are translated, and no change
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = detector.changes(graph=loader.graph)

    assert {area: [one.operations for one in made] for area, made in changes.items()} == {}
    assert loader.detect_conflicts() == {}


def test_no_two_constraints_share_a_name_and_nothing_else_is_wrong() -> None:
    assert [found for found in checks.run_checks() if found.is_serious()] == []
