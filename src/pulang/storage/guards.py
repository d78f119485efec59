"""Makes the database keep the rules by itself: grants, append-only triggers, row security, balanced entries.

Runs as the owner after every migration and is safe to repeat. What it sets up is checked by `missing`.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import sql

from pulang.storage.context import padded_keys
from pulang.storage.tables import BALANCED, TABLES, Kind, Shows, Table

_GRANTS = {
    Kind.BOOK: "SELECT, INSERT",
    Kind.KEPT: "SELECT, INSERT, UPDATE",
    Kind.PLUMBING: "SELECT, INSERT, UPDATE, DELETE",
    Kind.STILL: "SELECT",
    Kind.HIDDEN: "",
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
_GUARDING = frozenset({"pulang_sees", "pulang_adds", "pulang_updates", "pulang_keeps"})
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


_KEEP_KEY = """
INSERT INTO pulang_context_key (id, inner_key, outer_key) VALUES ('1', %s, %s)
ON CONFLICT (id) DO UPDATE SET inner_key = EXCLUDED.inner_key, outer_key = EXCLUDED.outer_key
"""


@cache
def digest() -> str:
    """This will name these guards: it changes with every function, policy or decision."""
    decided = f"{_functions()}{sorted(TABLES.items())!r}{_POLICIES!r}{_GRANTS!r}{BALANCED!r}"
    return hashlib.sha256(decided.encode()).hexdigest()


def are_current(owner: Any) -> bool:  # noqa: ANN401 - Django's connection or the driver's
    """This will be true when the database has the guards of this code; an upgrade may change them alone."""
    with owner.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regprocedure('pulang_claims()'), 'pg_proc')")
        row = cursor.fetchone()
    return row is not None and row[0] == digest()


def apply(owner: Any) -> None:  # noqa: ANN401 - Django's connection or the driver's
    """This will bring grants, triggers and policies of every table to what `storage.tables` decides."""
    with owner.cursor() as cursor:
        cursor.execute(_functions())
        cursor.execute(_KEEP_KEY, padded_keys())
        cursor.execute(sql.SQL("COMMENT ON FUNCTION pulang_claims() IS {}").format(sql.Literal(digest())))
        present = _tables(cursor)
        for name, table in TABLES.items():
            if name in present:
                for statement in _statements(name, table):
                    cursor.execute(statement)
        for name in BALANCED:
            if name in present:
                cursor.execute(_balance_trigger(name))


@cache
def _functions() -> str:
    return (Path(__file__).parent / "sql" / "guards.sql").read_text(encoding="utf-8")


def _tables(cursor: Any) -> set[str]:  # noqa: ANN401 - Django's cursor or the driver's
    cursor.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
    )
    return {row[0] for row in cursor.fetchall()}


def _statements(name: str, table: Table) -> Iterator[sql.Composed]:
    into = {"table": sql.Identifier(name)}
    yield sql.SQL("REVOKE ALL ON {table} FROM PUBLIC, pulang_app").format(**into)
    if _GRANTS[table.kind]:
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
       ARRAY(SELECT t.tgname::text FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
             WHERE t.tgrelid = c.oid AND t.tgenabled IN ('O', 'A')
               AND f.proname = CASE t.tgname WHEN 'pulang_balanced' THEN 'pulang_check_balance'
                                             ELSE 'pulang_refuse_change' END),
       ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid),
       EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname <> 'pulang_keeps'
               AND 'true' IN (pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid))),
       ARRAY(SELECT r.name FROM unnest(%(of_tables)s::text[]) r (name)
             WHERE pg_catalog.has_table_privilege('pulang_app', c.oid, r.name)
             UNION SELECT r.name FROM unnest(%(of_columns)s::text[]) r (name)
             WHERE pg_catalog.has_any_column_privilege('pulang_app', c.oid, r.name))
FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
ORDER BY c.relname
"""
_OF_TABLES = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
_OF_COLUMNS = ["SELECT", "INSERT", "UPDATE", "REFERENCES"]
_FUNCTIONS = """
SELECT p.proname, p.prosrc FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'pulang\\_%%' ORDER BY p.proname
"""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the database itself says of a table."""

    name: str
    forced: bool
    triggers: list[str]
    policies: list[str]
    wide_open: bool
    rights: list[str]


def missing_here() -> list[str]:
    """This will say the same of the database the application is connected to."""
    with connection.cursor() as cursor:
        return missing(cursor)


def missing(cursor: Any) -> list[str]:  # noqa: ANN401 - Django's cursor or the driver's
    """This will name everything the database does not guard as `storage.tables` decides; empty is good."""
    cursor.execute(_FOUND, {"of_tables": _OF_TABLES, "of_columns": _OF_COLUMNS})
    found = [_Found(*row) for row in cursor.fetchall()]
    cursor.execute(_FUNCTIONS, {})
    written = _functions()
    return [
        *(f"{here.name}: {fault}" for here in found for fault in _faults(here, TABLES.get(here.name))),
        *(f"{name}: not the function it was" for name, body in cursor.fetchall() if body not in written),
    ]


def _faults(here: _Found, table: Table | None) -> Iterator[str]:
    if table is None:
        yield "no decision"
        return
    if table.personal:
        yield from _shown(here)
    if table.kind is Kind.BOOK and not {"pulang_append_only", "pulang_not_emptied"}.issubset(here.triggers):
        yield "the append-only trigger is missing"
    if here.name in BALANCED and "pulang_balanced" not in here.triggers:
        yield "the trigger that asks for balance is missing"
    more = sorted(set(here.rights) - set(_GRANTS[table.kind].split(", ")))
    if more and table.kind is Kind.BOOK:
        yield "the application may change a book"
    elif more:
        yield f"the application may do more than was decided: {', '.join(more)}"


def _shown(here: _Found) -> Iterator[str]:
    if not here.forced:
        yield "row security is not forced"
    if not _GUARDING.issubset(here.policies):
        yield "a policy is missing"
    if here.wide_open or not _GUARDING.issuperset(here.policies):
        yield "a policy shows more than was decided"
