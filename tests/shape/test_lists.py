"""Nothing is forgotten: every gate, flow, verb, table, refusal and address stands in the list it belongs to."""

import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey
from django.urls import URLPattern, URLResolver, get_resolver

from pulang import flows
from pulang.areas.accounts.rules import LOOKS, RIGHTS
from pulang.areas.readiness import gates
from pulang.doors.api import acts, cases, programmes
from pulang.doors.jobs.reference import refusals
from pulang.flows import catalog
from pulang.flows.verbs import Verb
from pulang.storage.constraints import SENTENCES
from pulang.storage.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
AREAS = "pulang.areas."


# --- gates and verbs


def names_in(package: Any) -> set[str]:
    return {module.name for module in iter_modules(package.__path__)}


def test_every_gate_module_is_listed_under_its_own_name() -> None:
    listed = gates.BY_ID
    written = {name: import_module(f"{gates.__name__}.{name}").GATE for name in names_in(gates)}

    assert {gate_id.replace("-", "_") for gate_id in listed} == set(written)
    assert all(gate is listed[name.replace("_", "-")] for name, gate in written.items())


def test_every_kind_of_aid_is_listed() -> None:
    kinds = import_module("pulang.areas.aid.kinds")

    assert {kind.__module__.rpartition(".")[2] for kind in kinds.KINDS} == names_in(kinds)


def test_every_shipped_procedure_names_gates_that_exist() -> None:
    for file in (ROOT / "src/pulang/areas/readiness/procedures").glob("*.toml"):
        for step in tomllib.loads(file.read_text(encoding="utf-8")).get("step", ()):
            assert {*step.get("programme", ()), *step.get("case", ())} <= set(gates.BY_ID), file.name


def verbs_of_every_flow() -> Iterator[Verb]:
    for name in sorted(names_in(flows)):
        yield from getattr(import_module(f"{flows.__name__}.{name}"), "VERBS", ())


def test_every_right_has_its_flow_and_every_flow_its_right() -> None:
    written = [verb.name for verb in verbs_of_every_flow()]

    assert sorted(written) == sorted(catalog.verbs()) == sorted(RIGHTS)


def test_every_verb_is_named_area_noun_verb() -> None:
    areas = {path.name for path in (ROOT / "src/pulang/areas").iterdir() if path.is_dir()}

    assert [name for name in RIGHTS if name.partition(".")[0] not in areas or name.count(".") != 2] == []


def test_every_personal_field_of_an_act_is_one_of_its_fields() -> None:
    for verb in catalog.verbs().values():
        assert verb.asks.personal | verb.asks.derived <= set(verb.asks.model_fields), verb.name


# --- tables


def test_every_table_has_a_decision_and_every_decision_its_table() -> None:
    every = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"django_migrations"}
    # The guards make the key of the contexts; django_site comes along once allauth uses sites.
    unmanaged = {"django_site", "pulang_context_key"}

    assert every - set(TABLES) == set()
    assert set(TABLES) - every - unmanaged == set()


# The areas whose rows others may point to; `audit` because every row names its act.
POINTED_AT = {"places", "people", "cases", "partners", "accounts", "programmes", "funds", "audit"}


def foreign_keys() -> Iterator[ForeignKey[Any, Any]]:
    for model in apps.get_models():
        if model.__module__.startswith(AREAS):
            yield from (field for field in model._meta.get_fields() if isinstance(field, ForeignKey))


def test_a_key_into_another_area_is_one_way_and_to_few_areas() -> None:
    crossing = [key for key in foreign_keys() if key.model._meta.app_label != key.related_model._meta.app_label]

    assert crossing
    assert [str(key) for key in crossing if key.remote_field.related_name != "+"] == []
    assert [str(key) for key in crossing if key.related_model._meta.app_label not in POINTED_AT] == []


def test_every_constraint_an_act_may_meet_has_a_sentence_or_is_a_bug() -> None:
    """A sentence without its constraint is never read."""
    named = {each.name for model in apps.get_models() for each in model._meta.constraints}
    by_postgresql = {name for name in SENTENCES if name.endswith(("_key", "_pkey"))}
    by_trigger = {"entry_sums_to_zero", "people_a_day_are_capped", "one_emergency_at_a_time"}

    assert set(SENTENCES) - named - by_postgresql - by_trigger == set()


# --- what is written about it


def written(*names: str) -> str:
    return "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in names)


def test_every_refusal_and_every_gate_is_in_the_reference() -> None:
    said = written("reference/refusals.md", "reference/gates.md")

    assert [each.code for each in refusals.found() if f"`{each.code}`" not in said] == []
    assert [gate for gate in gates.BY_ID if f"## {gate}\n" not in said] == []


def test_every_verb_is_in_the_reference() -> None:
    said = written("reference/acts.md")

    assert [verb for verb in RIGHTS if f"### {verb}\n" not in said] == []


# --- addresses

# Of allauth, whose own views ask for a signed-in user themselves; each is named here.
ALLAUTH = ("allauth.",)


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, Any]]:
    for each in (resolver or get_resolver()).url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each, path)
        else:
            assert isinstance(each, URLPattern)
            yield path, each.callback


def test_every_address_declares_a_right() -> None:
    undeclared = [
        path
        for path, view in addresses()
        if not getattr(view, "right", "") and not getattr(view, "__module__", "").startswith(ALLAUTH)
    ]

    assert undeclared == []


def test_every_declared_right_exists() -> None:
    known = {"anyone", "signed-in", "token", *LOOKS, *RIGHTS}

    assert {str(view.right) for _, view in addresses() if hasattr(view, "right")} - known == set()


def test_every_operation_of_the_api_declares_its_right_and_scope() -> None:
    operations: list[Any] = [
        operation.view_func
        for router in (programmes.router, cases.router, acts.router)
        for view in router.path_operations.values()
        for operation in view.operations
    ]

    assert len(operations) == 7
    assert {(each.right, each.scope.value) for each in operations} <= {
        ("programme", "read"),
        ("counts", "read"),
        ("cases", "read"),
        ("act", "act"),
    }
