"""Every policy counts: dropped or opened, `guards.missing` says so, and somebody sees or writes otherwise.

Each mutant lives in one transaction of the server's superuser, who then speaks as the application, and is undone.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from psycopg import errors, sql
from pytest_django.plugin import DjangoDbBlocker
from tests import databases
from tests import world as cast
from tests.asvs import asvs
from tests.flows.test_guards import fill
from tests.rows.ground import PERSONAL, claim, look

from pulang.storage import context, guards
from pulang.storage.context import SYSTEM_VIEW
from pulang.storage.policies import Policy, policies_of
from pulang.storage.postgres import roles
from pulang.storage.tables import TABLES

Raw = psycopg.Connection


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, None]]:
    """A row in every personal table; no case is locked yet."""
    with django_db_blocker.unblock():
        name = databases.copy(database_template)
        try:
            with databases.pointed_at(name):
                fill()
            yield name, None
        finally:
            databases.drop(name)


WHO = (
    cast.COORDINATOR,
    cast.CASE_WORKER,
    cast.REGISTRAR,
    cast.HEAD,
    cast.MINISTRY_REVIEWER,
    cast.PARTNER_WORKER,
    cast.STRANGER,
)
SYSTEM = "pulang"
PLACES = 3
_HALVES = {"SELECT": "USING (true)", "INSERT": "WITH CHECK (true)", "UPDATE": "USING (true) WITH CHECK (true)"}


def speaking(raw: Raw, role: str) -> None:
    raw.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))


def counted(raw: Raw, statement: sql.Composed) -> int | str:
    """How many rows a statement gives or touches, or why it is refused; it is undone."""
    try:
        with raw.transaction(force_rollback=True):
            return raw.execute(statement).rowcount
    except errors.InsufficientPrivilege as refused:
        return str(refused)


def probed(raw: Raw, table: str, columns: str) -> dict[tuple[str, str], int | str]:
    """What each of some people sees, changes and adds in a table, and what the other roles of the database see."""
    asked = " ".join(policy.using + policy.checks for policy in policies_of(table, TABLES[table]))
    free = next(column for column in columns.split(", ") if column.strip('"') not in asked)
    into = {"table": sql.Identifier(table), "columns": sql.SQL(columns), "free": sql.SQL(free)}
    reads = sql.SQL("SELECT 1 FROM {table}").format(**into)
    # It reads nothing of what it changes, or the policy for reading would answer instead.
    changes = sql.SQL("UPDATE {table} SET {free} = (SELECT {free} FROM kept_aside.{table} LIMIT 1)").format(**into)
    found: dict[tuple[str, str], int | str] = {}
    for who in (*WHO, SYSTEM):
        speaking(raw, roles.APP)
        claim(raw, context.signed(replace(SYSTEM_VIEW, names=True))) if who == SYSTEM else look(raw, who)
        found[who, "reads"], found[who, "changes"] = counted(raw, reads), counted(raw, changes)
        for place in range(PLACES):
            row = sql.SQL(
                "INSERT INTO {table} ({columns}) SELECT {columns} FROM kept_aside.{table} "
                "ORDER BY 1 OFFSET {place} LIMIT 1"
            ).format(place=sql.Literal(place), **into)
            found[who, f"adds {place}"] = counted(raw, row)
        raw.execute("RESET ROLE")
    for role in (roles.OWNER, roles.SEALER):
        speaking(raw, role)
        found[role, "reads"] = counted(raw, reads)
        raw.execute("RESET ROLE")
    return found


def laid_open(raw: Raw, table: str) -> str:
    """Lets the application try everything row security decides about, with a copy of the rows to add again."""
    columns = raw.execute(
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = %s::regclass "
        "AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a'",
        [table],
    ).fetchone()
    assert columns is not None
    keys = raw.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('f', 'u', 'p', 'c')", [table]
    ).fetchall()
    name = sql.Identifier(table)
    raw.execute(sql.SQL("CREATE SCHEMA kept_aside; CREATE TABLE kept_aside.{0} AS TABLE public.{0}").format(name))
    raw.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER ALL").format(name))
    for (key,) in keys:
        raw.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {} CASCADE").format(name, sql.Identifier(key)))
    raw.execute(
        sql.SQL(
            "GRANT USAGE ON SCHEMA kept_aside TO {1}; GRANT SELECT ON kept_aside.{0} TO {1}; "
            "GRANT SELECT, INSERT, UPDATE ON {0} TO {1}"
        ).format(name, sql.Identifier(roles.APP))
    )
    return str(columns[0])


def mutants(policy: Policy) -> list[sql.Composed]:
    """The policy dropped and, where it is one that narrows, opened to everything."""
    into: dict[str, Any] = {"policy": sql.Identifier(policy.name)}
    dropped = sql.SQL("DROP POLICY {policy} ON ").format(**into)
    if policy.using == "true" or policy.restrictive:
        return [dropped]
    opened = sql.SQL("ALTER POLICY {policy} ON ").format(**into)
    return [dropped, opened]


_LOCKED = """
INSERT INTO cases_lock (case_id, programme_id, event, first, second, reason, act_id, happened_on, recorded_at)
SELECT c.id, c.programme_id, 'SET', %s, %s, '', (SELECT max(seq) FROM audit_act), '2019-03-04', now() FROM cases_case c
"""


@asvs("V8.2.2")
@pytest.mark.parametrize("table", PERSONAL)
def test_every_policy_is_missed(admin: Raw, table: str) -> None:
    survivors = {policy.name for policy in policies_of(table, TABLES[table])}
    with admin.transaction(force_rollback=True):
        columns = laid_open(admin, table)
        survivors -= killed(admin, table, columns, restrictive=False)
        admin.execute(_LOCKED, [cast.COORDINATOR, cast.CASE_WORKER])
        survivors -= killed(admin, table, columns, restrictive=True)

    assert survivors == set()


def killed(raw: Raw, table: str, columns: str, *, restrictive: bool) -> set[str]:
    """The policies of which every mutant is missed by somebody; locks are looked at where there are some."""
    before = probed(raw, table, columns)
    found = set()
    for policy in policies_of(table, TABLES[table]):
        if policy.restrictive is not restrictive:
            continue
        noticed = []
        for start in mutants(policy):
            ending = _HALVES.get(policy.command, "") if "ALTER" in start.as_string(raw) else ""
            with raw.transaction(force_rollback=True):
                raw.execute(start + sql.Identifier(table) + sql.SQL(f" {ending}"))
                noticed.append(probed(raw, table, columns) != before)
        if all(noticed):
            found.add(policy.name)
    return found


def changes(table: str, policy: Policy) -> list[sql.Composed]:
    """Every way in which a policy can be weakened: dropped, opened, half opened, spoken for everybody."""
    name, target = sql.Identifier(policy.name), sql.Identifier(table)
    ways = [
        sql.SQL("DROP POLICY {} ON {}").format(name, target),
        sql.SQL("ALTER POLICY {} ON {} TO public").format(name, target),
    ]
    for word, condition in {"using": policy.using, "with check": policy.checks}.items():
        if condition and condition != "true":
            ways += [
                sql.SQL("ALTER POLICY {} ON {} {} ({})").format(name, target, sql.SQL(word), sql.SQL(other))
                for other in ("true", f"({condition}) OR 1 = 1")
            ]
    return ways


def rounds() -> list[dict[str, sql.Composed]]:
    """Every change to every policy once, as few at a time as there are tables: a round changes a table once at most."""
    by_table = {
        table: [way for policy in policies_of(table, TABLES[table]) for way in changes(table, policy)]
        for table in PERSONAL
    }
    return [
        {table: ways[place] for table, ways in by_table.items() if place < len(ways)}
        for place in range(max(map(len, by_table.values())))
    ]


@asvs("V8.2.2")
@pytest.mark.parametrize("changed", rounds())
def test_every_policy_that_changes_is_reported(admin: Raw, changed: dict[str, sql.Composed]) -> None:
    with admin.transaction(force_rollback=True):
        for change in changed.values():
            admin.execute(change)
        with admin.cursor() as cursor:
            faults = guards.missing(cursor)

    assert {fault.partition(":")[0] for fault in faults} == set(changed)


def test_there_is_a_change_for_every_policy() -> None:
    every = sum(len(changes(table, policy)) for table in PERSONAL for policy in policies_of(table, TABLES[table]))

    assert sum(len(changed) for changed in rounds()) == every > 2 * len(PERSONAL)
