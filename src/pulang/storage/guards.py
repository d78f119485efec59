"""Makes the database keep the rules by itself: grants, append-only triggers, row security, balanced entries.

Runs as the owner after every migration and is safe to repeat. What it sets up is checked by `missing`.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import sql

from pulang.storage import leaves, watch
from pulang.storage.context import padded_keys
from pulang.storage.policies import Policy, policies_of
from pulang.storage.postgres.roles import GUESTS
from pulang.storage.tables import BALANCED, BALANCED_AT_ONCE, FILLED, TABLES, Kind, Shows, Table, rights_of

# An act takes its number before its line is written, so that book rows can point to it.
_NUMBERED_BY_THE_APPLICATION = frozenset({"audit_act"})

_KEEP_KEY = """
INSERT INTO pulang_context_key (id, inner_key, outer_key) VALUES ('1', %s, %s)
ON CONFLICT (id) DO UPDATE SET inner_key = EXCLUDED.inner_key, outer_key = EXCLUDED.outer_key
"""


# Functions of earlier versions that no policy asks any more.
_OF_EARLIER = (
    "pulang_cases()",
    "pulang_hidden()",
    "pulang_locked()",
    "pulang_locked_numbers()",
    "pulang_names(jsonb, text[])",
    "pulang_check_balance()",
)


@cache
def digest() -> str:
    """This will name these guards: it changes with every function, policy or decision."""
    tables = sorted((name, *_decided(name, table)) for name, table in TABLES.items())
    decided = f"{_functions()}{tables!r}{BALANCED!r}{FILLED!r}"
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
        for name, function in BALANCED.items():
            if name in present:
                cursor.execute(_balance_trigger(name, function))
        for gone in _OF_EARLIER:
            cursor.execute(f"DROP FUNCTION IF EXISTS {gone}")


@cache
def _functions() -> str:
    folder = Path(__file__).parent / "sql"
    return (
        "\n".join((folder / f"{name}.sql").read_text(encoding="utf-8") for name in ("guards", "ledger", "trail"))
        + leaves.functions()
    )


def _tables(cursor: Any) -> set[str]:  # noqa: ANN401 - Django's cursor or the driver's
    cursor.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
    )
    return {row[0] for row in cursor.fetchall()}


def _decided(name: str, table: Table) -> tuple[str, ...]:
    granted = (f"{role}: {sorted(rights_of(role, table))}" for role in GUESTS)
    return (str(table.added_to), *granted, *map(repr, policies_of(name, table)))


def _statements(name: str, table: Table) -> Iterator[sql.Composed]:
    into = {"table": sql.Identifier(name)}
    yield from _grants(name, table)
    yield sql.SQL("DROP TRIGGER IF EXISTS pulang_append_only ON {table}").format(**into)
    yield sql.SQL("DROP TRIGGER IF EXISTS pulang_not_emptied ON {table}").format(**into)
    if table.added_to:
        yield sql.SQL(
            "CREATE TRIGGER pulang_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION pulang_refuse_change()"
        ).format(**into)
        yield sql.SQL(
            "CREATE TRIGGER pulang_not_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION pulang_refuse_change()"
        ).format(**into)
    for trigger, function in FILLED.get(name, {}).items():
        yield sql.SQL(
            "DROP TRIGGER IF EXISTS {trigger} ON {table}; "
            "CREATE TRIGGER {trigger} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
        ).format(trigger=sql.Identifier(trigger), function=sql.Identifier(function), **into)
    if table.names_a_case and table.shows is not Shows.CASES:
        yield sql.SQL("SELECT pulang_bind_to_case({name})").format(name=sql.Literal(name))
    if table.personal:
        yield sql.SQL("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY").format(**into)
        yield sql.SQL("ALTER TABLE {table} FORCE ROW LEVEL SECURITY").format(**into)
        yield sql.SQL("SELECT pulang_drop_policies({name})").format(name=sql.Literal(name))
        for policy in policies_of(name, table):
            yield from _policy(name, policy)


def _grants(name: str, table: Table) -> Iterator[sql.Composed]:
    guests = sql.SQL(", ").join(sql.Identifier(role) for role in GUESTS)
    yield sql.SQL("REVOKE ALL ON {table} FROM PUBLIC, {guests}").format(table=sql.Identifier(name), guests=guests)
    for role in GUESTS:
        rights = rights_of(role, table)
        into = {"table": sql.Identifier(name), "role": sql.Identifier(role)}
        if rights:
            yield sql.SQL("GRANT {rights} ON {table} TO {role}").format(
                rights=sql.SQL(", ".join(sorted(rights))), **into
            )
        if "INSERT" in rights and (table.kind is Kind.PLUMBING or name in _NUMBERED_BY_THE_APPLICATION):
            yield sql.SQL("SELECT pulang_grant_sequences({name}, {who})").format(
                name=sql.Literal(name), who=sql.Literal(role)
            )


def _policy(name: str, policy: Policy) -> Iterator[sql.Composed]:
    into = {"table": sql.Identifier(name), "policy": sql.Identifier(policy.name)}
    head = sql.SQL("CREATE POLICY {policy} ON {table} AS {kind} FOR {command} TO {to}").format(
        kind=sql.SQL("RESTRICTIVE" if policy.restrictive else "PERMISSIVE"),
        command=sql.SQL(policy.command),
        to=sql.SQL(", ").join(map(sql.Identifier, policy.to)),
        **into,
    )
    using = [sql.SQL("USING ({})").format(sql.SQL(policy.using))] if policy.using else []
    checks = [sql.SQL("WITH CHECK ({})").format(sql.SQL(policy.checks))] if policy.checks else []
    yield sql.SQL(" ").join([head, *using, *checks])


_AT_COMMIT = (
    "CREATE CONSTRAINT TRIGGER pulang_balanced AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
)
_AT_ONCE = "CREATE TRIGGER pulang_balanced AFTER INSERT ON {table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT"


def _balance_trigger(name: str, function: str) -> sql.Composed:
    asked = _AT_ONCE if name in BALANCED_AT_ONCE else _AT_COMMIT
    return sql.SQL(
        "DROP TRIGGER IF EXISTS pulang_balanced ON {table}; " + asked + " EXECUTE FUNCTION {function}()"
    ).format(table=sql.Identifier(name), function=sql.Identifier(function))


def missing_here() -> list[str]:
    """This will say the same of the database the application is connected to."""
    with connection.cursor() as cursor:
        return missing(cursor)


def missing(cursor: Any) -> list[str]:  # noqa: ANN401 - Django's cursor or the driver's
    """This will name everything the database does not guard as `storage.tables` decides; empty is good."""
    return list(watch.faults(cursor, _functions()))
