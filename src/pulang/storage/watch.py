"""Compares what the database guards with what was decided; it changes nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pulang.storage.policies import plain, policies_of
from pulang.storage.postgres.roles import APP, BACKUP, GUESTS
from pulang.storage.tables import BALANCED, FILLED, TABLES, VIEWS, Shows, Table, rights_of

EVERYBODY = "public"  # PostgreSQL's word for any role at all
_ASKED = {
    "roles": [EVERYBODY, *GUESTS],
    "of_tables": ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"],
    "of_columns": ["SELECT", "INSERT", "UPDATE", "REFERENCES"],
}
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
    policies: list[list[str]]
    rights: list[str]
    bound: bool


def faults(cursor: Any, functions: str) -> Iterator[str]:  # noqa: ANN401 - Django's cursor or the driver's
    """This will name every difference between the database and what is decided; `functions` is how they are written."""
    cursor.execute(_read("found"), _ASKED)
    for here in [_Found(*row) for row in cursor.fetchall()]:
        for fault in _of_table(here, TABLES.get(here.name)):
            yield f"{here.name}: {fault}"
    cursor.execute(_FUNCTIONS, {})
    for name, body in cursor.fetchall():
        if body not in functions:
            yield f"{name}: not the function it was"
    yield from _beside(cursor, functions)


_DEFINER = re.compile(r"CREATE OR REPLACE FUNCTION (pulang_\w+)\((?:(?!AS \$).)*?SECURITY DEFINER", re.DOTALL)


def _beside(cursor: Any, functions: str) -> Iterator[str]:  # noqa: ANN401 - Django's cursor or the driver's
    """This will name whatever could look past row security and stands in no list."""
    definers = set(_DEFINER.findall(functions))
    asked = {"definers": sorted(definers), "backup": BACKUP, "roles": list(GUESTS)}
    cursor.execute(_read("beside"), asked)
    for kind, name, says, sound in cursor.fetchall():
        if kind == "view" and not (name in VIEWS and says == "v"):
            yield f"{name}: no decision"
        elif kind == "view" and not sound:
            yield f"{name}: looks with its owner's eyes"
        elif kind == "function" and (name in definers) != (says == "definer"):
            yield f"{name}: not the function it was"
        elif kind == "function" and not sound:
            yield f"{name}: anybody may call it, or it trusts a search path"
        elif kind == "schema":
            yield f"{name}: a schema of somebody else's"
        elif kind == "role" and says:
            yield f"{name}: {says}"


def _read(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def _of_table(here: _Found, table: Table | None) -> Iterator[str]:
    if table is None:
        yield "no decision"
        return
    if table.personal and not here.forced:
        yield "row security is not forced"
    yield from _of_policies(here, table)
    if table.added_to and not {"pulang_append_only", "pulang_not_emptied"}.issubset(here.triggers):
        yield "the append-only trigger is missing"
    if here.name in BALANCED and f"pulang_balanced={BALANCED[here.name]}" not in here.triggers:
        yield "the trigger that asks for balance is missing"
    if {f"{trigger}={function}" for trigger, function in FILLED.get(here.name, {}).items()} - set(here.triggers):
        yield "a trigger that fills new rows is missing"
    if table.names_a_case and table.shows is not Shows.CASES and not here.bound:
        yield "a row may name a case of another programme"
    yield from _of_rights(here, table)


def _of_policies(here: _Found, table: Table) -> Iterator[str]:
    decided = {policy.name: policy.meaning for policy in policies_of(here.name, table)}
    found = {
        name: (name, command, to, plain(using), plain(checks)) for name, command, to, using, checks in here.policies
    }
    if decided.keys() - found.keys():
        yield "a policy is missing"
    if any(decided.get(name) != meaning for name, meaning in found.items()):
        yield "a policy shows more than was decided"


def _of_rights(here: _Found, table: Table) -> Iterator[str]:
    everybody = _held(here, EVERYBODY)
    if everybody:
        yield f"everybody may do more than was decided: {', '.join(sorted(everybody))}"
    for role in GUESTS:
        held, decided = _held(here, role), rights_of(role, table)
        more, fewer = sorted(held - decided - everybody), sorted(decided - held)
        who = "the application" if role == APP else role
        if {"INSERT", "UPDATE", "DELETE", "TRUNCATE"}.intersection(more) and table.added_to:
            yield f"{who} may change a book"
        elif more:
            yield f"{who} may do more than was decided: {', '.join(more)}"
        if fewer:
            yield f"{who} may do less than was decided: {', '.join(fewer)}"


def _held(here: _Found, role: str) -> set[str]:
    return {right.removeprefix(f"{role}:") for right in here.rights if right.startswith(f"{role}:")}
