"""Makes the database keep the rules by itself: grants, append-only triggers, row security, balanced entries.

Runs as the owner after every migration and is safe to repeat. What it sets up is checked by `missing`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import sql

from pulang.storage.tables import BALANCED, TABLES, Kind, Shows, Table

_GRANTS = {
    Kind.BOOK: "SELECT, INSERT",
    Kind.KEPT: "SELECT, INSERT, UPDATE",
    Kind.PLUMBING: "SELECT, INSERT, UPDATE, DELETE",
    Kind.STILL: "SELECT",
}

# An act takes its number before its line is written, so that book rows can point to it.
_NUMBERED_BY_THE_APPLICATION = frozenset({"audit_act"})

# "Sees everything" is asked as "is none of the narrower reaches": PostgreSQL takes an equality with a value it does
# not know for one row in two hundred, and would plan a pass over a million cases as if it were a handful.
# `pulang_reach` raises on anything it does not know, so a wrong value can never read as everything.
_REACHES_CASE = """
(SELECT pulang_reach()) <> ALL ('{{PROGRAMMES,CASES,NONE}}')
OR ((SELECT pulang_reach()) = 'PROGRAMMES' AND programme_id = ANY ((SELECT pulang_programmes())::text[]))
OR ((SELECT pulang_reach()) = 'CASES' AND {case} = ANY ((SELECT pulang_cases())::uuid[]))
"""
_REACHES_PERSON = """
(SELECT pulang_reach()) <> ALL ('{{PROGRAMMES,CASES,NONE}}')
OR ((SELECT pulang_reach()) <> 'NONE' AND EXISTS (SELECT 1 FROM cases_case c WHERE c.person_id = {person}))
"""
_REACHES_ACT = """
(SELECT pulang_reach()) <> ALL ('{PROGRAMMES,CASES,NONE}')
OR by = (SELECT pulang_ctx('actor'))
OR ((SELECT pulang_reach()) = 'PROGRAMMES' AND programme = ANY ((SELECT pulang_programmes())::text[]))
"""
_MAY_ADD_PERSON = "(SELECT pulang_reach()) IN ('ALL', 'PROGRAMMES')"

# For each way of showing: who sees a row, and who may add one.
_POLICIES: dict[Shows, tuple[str, str]] = {
    Shows.CASES: (_REACHES_CASE.format(case="id"), _REACHES_CASE.format(case="id")),
    Shows.BY_CASE: (_REACHES_CASE.format(case="case_id"), _REACHES_CASE.format(case="case_id")),
    Shows.ABOUT_CASE: (
        f"case_id IS NULL OR {_REACHES_CASE.format(case='case_id')}",
        f"(case_id IS NULL AND (SELECT pulang_ctx('actor')) <> '') OR {_REACHES_CASE.format(case='case_id')}",
    ),
    Shows.PERSONS: (_REACHES_PERSON.format(person="people_person.id"), _MAY_ADD_PERSON),
    Shows.BY_PERSON: (_REACHES_PERSON.format(person="people_blindindex.person_id"), _MAY_ADD_PERSON),
    Shows.NAMES: ("", _MAY_ADD_PERSON),  # the reading half names its own table, see `_policies`
    Shows.ACTS: (_REACHES_ACT, "by = (SELECT pulang_ctx('actor'))"),
}


def apply(owner: Any) -> None:  # noqa: ANN401 - Django's connection or the driver's
    """This will bring grants, triggers and policies of every table to what `storage.tables` decides."""
    functions = (Path(__file__).parent / "sql" / "guards.sql").read_text(encoding="utf-8")
    with owner.cursor() as cursor:
        cursor.execute(functions)
        present = _tables(cursor)
        for name, table in TABLES.items():
            if name in present:
                for statement in _statements(name, table):
                    cursor.execute(statement)
        for name in BALANCED:
            if name in present:
                cursor.execute(_balance_trigger(name))


def _tables(cursor: Any) -> set[str]:  # noqa: ANN401 - Django's cursor or the driver's
    cursor.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
    )
    return {row[0] for row in cursor.fetchall()}


def _statements(name: str, table: Table) -> Iterator[sql.Composed]:
    into = {"table": sql.Identifier(name)}
    yield sql.SQL("REVOKE ALL ON {table} FROM PUBLIC, pulang_app").format(**into)
    yield sql.SQL("GRANT {rights} ON {table} TO pulang_app").format(rights=sql.SQL(_GRANTS[table.kind]), **into)
    if table.kind is Kind.PLUMBING or name in _NUMBERED_BY_THE_APPLICATION:
        yield sql.SQL("SELECT pulang_grant_sequences({name})").format(name=sql.Literal(name))
    yield sql.SQL("DROP TRIGGER IF EXISTS pulang_append_only ON {table}").format(**into)
    yield sql.SQL("DROP TRIGGER IF EXISTS pulang_not_emptied ON {table}").format(**into)
    if table.kind is Kind.BOOK:
        yield sql.SQL(
            "CREATE TRIGGER pulang_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION pulang_refuse_change()"
        ).format(**into)
        yield sql.SQL(
            "CREATE TRIGGER pulang_not_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION pulang_refuse_change()"
        ).format(**into)
    if table.personal:
        yield from _policies(name, table)


def _policies(name: str, table: Table) -> Iterator[sql.Composed]:
    into = {"table": sql.Identifier(name)}
    sees, adds = _POLICIES[table.shows]
    if table.shows is Shows.NAMES:
        person = _REACHES_PERSON.format(person=f"{name}.person_id")
        sees = f"(SELECT pulang_ctx('names')) = 'yes' AND ({person})"
    yield sql.SQL("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY").format(**into)
    yield sql.SQL("ALTER TABLE {table} FORCE ROW LEVEL SECURITY").format(**into)
    for policy, head in {
        "pulang_sees": sql.SQL("FOR SELECT TO pulang_app USING ({sees})"),
        "pulang_adds": sql.SQL("FOR INSERT TO pulang_app WITH CHECK ({adds})"),
        "pulang_updates": sql.SQL("FOR UPDATE TO pulang_app USING ({sees}) WITH CHECK ({adds})"),
        "pulang_keeps": sql.SQL("FOR ALL TO pulang_owner, pulang_backup USING (true) WITH CHECK (true)"),
    }.items():
        yield sql.SQL("DROP POLICY IF EXISTS {policy} ON {table}").format(policy=sql.Identifier(policy), **into)
        body = head.format(sees=sql.SQL(sees), adds=sql.SQL(adds))
        create = sql.SQL("CREATE POLICY {policy} ON {table} {body}")
        yield create.format(policy=sql.Identifier(policy), body=body, **into)


def _balance_trigger(name: str) -> sql.Composed:
    return sql.SQL(
        "DROP TRIGGER IF EXISTS pulang_balanced ON {table}; "
        "CREATE CONSTRAINT TRIGGER pulang_balanced AFTER INSERT ON {table} "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pulang_check_balance()"
    ).format(table=sql.Identifier(name))


_FOUND = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
       EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'pulang_append_only'
               AND t.tgenabled IN ('O', 'A')),
       ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid),
       pg_catalog.has_table_privilege('pulang_app', c.oid, 'UPDATE')
       OR pg_catalog.has_table_privilege('pulang_app', c.oid, 'DELETE')
       OR pg_catalog.has_table_privilege('pulang_app', c.oid, 'TRUNCATE')
FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
ORDER BY c.relname
"""


def missing_here() -> list[str]:
    """This will say the same of the database the application is connected to."""
    with connection.cursor() as cursor:
        return missing(cursor)


def missing(cursor: Any) -> list[str]:  # noqa: ANN401 - Django's cursor or the driver's
    """This will name everything the database does not guard as `storage.tables` decides; empty is good."""
    cursor.execute(_FOUND)
    faults: list[str] = []
    for name, forced, append_only, policies, changeable in cursor.fetchall():
        table = TABLES.get(name)
        if table is None:
            faults.append(f"{name}: no decision")
            continue
        if table.personal and not forced:
            faults.append(f"{name}: row security is not forced")
        if table.personal and not {"pulang_sees", "pulang_adds"} <= set(policies):
            faults.append(f"{name}: a policy is missing")
        if table.kind is Kind.BOOK and not append_only:
            faults.append(f"{name}: the append-only trigger is missing")
        if table.kind is Kind.BOOK and changeable:
            faults.append(f"{name}: the application may change a book")
    return faults
