"""One small world for everything that tries the row security: filled once, then only looked at or undone."""

from collections.abc import Iterator

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker
from tests import databases
from tests.rows import ground
from tests.rows.ground import Ground

from pulang.storage.postgres import roles


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, Ground]]:
    """A database with two programmes, cases in care and a locked one; what happened there is in the second value."""
    with django_db_blocker.unblock():
        name = databases.copy(database_template)
        try:
            with databases.pointed_at(name):
                made = ground.fill()
            yield name, made
        finally:
            databases.drop(name)


@pytest.fixture
def made(filled: tuple[str, Ground]) -> Ground:
    return filled[1]


@pytest.fixture
def app(filled: tuple[str, Ground]) -> Iterator[psycopg.Connection]:
    with databases.connect(filled[0]) as raw:
        yield raw
        raw.rollback()


@pytest.fixture
def owner(filled: tuple[str, Ground]) -> Iterator[psycopg.Connection]:
    with databases.connect(filled[0], roles.OWNER) as raw:
        yield raw
        raw.rollback()


@pytest.fixture
def admin(filled: tuple[str, Ground]) -> Iterator[psycopg.Connection]:
    """The server's superuser: only to show that a statement does something where it is allowed."""
    with databases.cluster().admin(filled[0]) as raw:
        raw.autocommit = False
        yield raw
        raw.rollback()
