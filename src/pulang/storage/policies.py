"""Whose rows a table shows to which role of the database: the row security that `storage.guards` sets and compares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pulang.storage.postgres import roles
from pulang.storage.tables import Shows, Table

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
# Nobody is shown his own looks for being his: that a refused number stands under a programme would tell it exists.
_REACHES_LOOK = """
(SELECT pulang_reach()) <> ALL ('{PROGRAMMES,CASES,NONE}')
OR ((SELECT pulang_reach()) = 'PROGRAMMES' AND programme = ANY ((SELECT pulang_programmes())::text[]))
"""
_OWN = "((SELECT pulang_reach()) <> 'NONE' AND agency_id = (SELECT pulang_ctx('agency')))"
_REACHES_PROGRAMME = """
(SELECT pulang_reach()) <> ALL ('{PROGRAMMES,CASES,NONE}')
OR ((SELECT pulang_reach()) = 'PROGRAMMES' AND programme_id = ANY ((SELECT pulang_programmes())::text[]))
"""
_ONES_OWN = "actor = (SELECT pulang_ctx('actor'))"
_SYSTEM = "(SELECT pulang_ctx('actor')) = 'pulang'"
_MAY_ADD_PERSON = "(SELECT pulang_reach()) = ANY ('{ALL,PROGRAMMES}')"

_MAY_REVEAL = "pulang_may_reveal(case_id, person_id, programme_id::text, basis::text)"
_OF_AN_EMERGENCY = """
EXISTS (SELECT 1 FROM reveals_emergency e
        WHERE e.id = {table}.emergency_id AND e.actor = {table}.asked_by AND e.case_id = {table}.case_id)
"""
_ANY_FIELD = "''::text"


def _opens(field: str) -> str:
    """This will give the condition under which a sealed value of `{table}.person_id` opens."""
    living = f"pulang_is_revealed(person_id, {field}, %s)"
    person = _REACHES_PERSON.format(person="{table}.person_id")
    reached = f"{living % 'false'} AND ({person})"
    return f"((SELECT pulang_ctx('names')) = 'yes' AND ({_SYSTEM} OR ({reached}) OR {living % 'true'}))"


# For each way of showing: who sees a row, and who may add one. `{table}` is the table's own name.
_READS_AND_ADDS: Final[dict[Shows, tuple[str, str]]] = {
    Shows.CASES: (_REACHES_CASE.format(case="id"), _REACHES_CASE.format(case="id")),
    Shows.BY_CASE: (_REACHES_CASE.format(case="case_id"), _REACHES_CASE.format(case="case_id")),
    Shows.OWN_OR_BY_CASE: (
        f"{_OWN} OR {_REACHES_CASE.format(case='case_id')}",
        f"{_OWN} OR {_REACHES_CASE.format(case='case_id')}",
    ),
    Shows.ABOUT_CASE: (
        f"case_id IS NULL OR {_REACHES_CASE.format(case='case_id')}",
        f"(case_id IS NULL AND (SELECT pulang_ctx('actor')) <> '') OR {_REACHES_CASE.format(case='case_id')}",
    ),
    Shows.PERSONS: (_REACHES_PERSON.format(person="{table}.id"), _MAY_ADD_PERSON),
    Shows.BY_PERSON: (_REACHES_PERSON.format(person="{table}.person_id"), _MAY_ADD_PERSON),
    # A sealed value opens while a reveal of it lives, for nobody but the account that asked for it. The key opens with
    # any field, and for the length of a sealing (`storage.context.sealing`) to whoever seals a new value.
    Shows.NAMES: (_opens("field::text"), _MAY_ADD_PERSON),
    Shows.KEYS: (
        f"(SELECT pulang_ctx('names')) = 'seal:' || person_id::text OR {_opens(_ANY_FIELD)}",
        _MAY_ADD_PERSON,
    ),
    Shows.REVEALS: (
        f"{_ONES_OWN} OR {_REACHES_PROGRAMME}",
        f"{_ONES_OWN} AND (SELECT pulang_ctx('names')) = 'yes' AND {_MAY_REVEAL}",
    ),
    Shows.EMERGENCIES: (
        f"{_ONES_OWN} OR {_REACHES_PROGRAMME}",
        f"{_ONES_OWN} AND pulang_may_reveal(case_id, person_id, programme_id::text, ''::text)",
    ),
    Shows.ANSWERS: (
        f"{_ONES_OWN} OR asked_by = (SELECT pulang_ctx('actor')) OR {_REACHES_PROGRAMME}",
        f"{_ONES_OWN} AND ({_REACHES_PROGRAMME}) AND {_OF_AN_EMERGENCY}",
    ),
    Shows.BY_PROGRAMME: (_REACHES_PROGRAMME, f"{_ONES_OWN} AND ({_REACHES_PROGRAMME})"),
    Shows.ACTS: (_REACHES_ACT, "by = (SELECT pulang_ctx('actor'))"),
    Shows.LOOKS: (_REACHES_LOOK, "actor = (SELECT pulang_ctx('actor'))"),
}


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: for which command and roles, which rows it shows (`using`), which it lets in (`checks`)."""

    name: str
    command: str
    to: tuple[str, ...]
    using: str = ""
    checks: str = ""

    @property
    def meaning(self) -> tuple[str, ...]:
        """This will give what the database should say of the policy, however it writes the same condition."""
        return (self.name, self.command, ",".join(sorted(self.to)), plain(self.using), plain(self.checks))


def policies_of(name: str, table: Table) -> Iterator[Policy]:
    """This will give the policies of a table whose rows are not everybody's."""
    if not table.personal:
        return
    sees, adds = (_of(name, half) for half in _READS_AND_ADDS[table.shows])
    yield Policy("pulang_sees", "SELECT", (roles.APP,), using=sees)
    yield Policy("pulang_adds", "INSERT", (roles.APP,), checks=adds)
    yield Policy("pulang_updates", "UPDATE", (roles.APP,), using=sees, checks=adds)
    yield Policy("pulang_keeps", "ALL", (roles.OWNER, roles.BACKUP), using="true", checks="true")
    if table.sealed:
        yield Policy("pulang_seals", "SELECT", (roles.SEALER,), using="true")


def _of(name: str, condition: str) -> str:
    return condition.replace("{table}", name)


# How PostgreSQL writes a condition back: with casts, names for subqueries, and brackets around everything.
_CAST = re.compile(r"::[a-z]+(\[\])?")
_NAMED = re.compile(r" as \w+")
_BLANK = re.compile(r"[\s()]+")


def plain(condition: str) -> str:
    """This will give a condition without what PostgreSQL adds when it writes one back."""
    return _BLANK.sub("", _NAMED.sub("", _CAST.sub("", condition.lower())))
