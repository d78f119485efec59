"""The application connects as somebody who owns nothing, so no fault in it can lift a guard."""

from collections.abc import Callable

import psycopg
import pytest
from django.db import connection
from psycopg import errors
from tests import databases
from tests.asvs import asvs

from pulang.storage.postgres import roles

pytestmark = pytest.mark.django_db


@asvs("V13.2.2")
def test_tests_connect_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole "
            "FROM pg_roles WHERE rolname = current_user"
        )
        found = cursor.fetchone()

    assert found == ("pulang_app", False, False, False, False)


@asvs("V13.2.2")
@pytest.mark.parametrize("role", ["pulang_app", "pulang_jobs", "pulang_public", "pulang_sealer", "pulang_backup"])
def test_role_owns_nothing(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_shdepend WHERE deptype = 'o' AND refobjid = %s::regrole", [role])
        owned = cursor.fetchone()

    assert owned == (0,)


@asvs("V13.2.2")
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.mine ()",
        "CREATE SCHEMA mine",
        "CREATE TEMP TABLE mine ()",
        "SET ROLE pulang_owner",
        "SET SESSION AUTHORIZATION pulang_admin",
        "ALTER TABLE audit_act DISABLE TRIGGER ALL",
        "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
        "TRUNCATE audit_act",
        "COPY audit_act TO PROGRAM 'cat'",
    ],
)
def test_application_may_not(statement: str, raw_connections: Callable[[int], list[psycopg.Connection]]) -> None:
    (raw,) = raw_connections(1)

    with pytest.raises((errors.InsufficientPrivilege, errors.InvalidParameterValue)):
        raw.execute(statement)


def test_copies_are_guarded_like_the_first(own_database: str) -> None:
    with databases.connect(own_database) as raw, pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw.execute("CREATE TEMP TABLE mine ()")


def test_settings_the_application_gave_itself_are_gone_when_the_roles_are_made_anew(own_database: str) -> None:
    here = databases.cluster()
    with databases.connect(own_database) as raw:
        raw.execute("ALTER ROLE pulang_app SET work_mem = '5MB'")
    with here.admin() as admin:
        roles.make_roles(admin, {role: here.password(role) for role in roles.ROLES})
        found = admin.execute("SELECT rolconfig FROM pg_roles WHERE rolname = 'pulang_app'").fetchone()
        roles.keep_queries_private(admin)  # as every start does next

    assert found == (None,)
