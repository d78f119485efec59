"""Whose rows a table shows to which role of the database: the row security that `storage.guards` sets and compares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pulang.storage.postgres import roles
from pulang.storage.tables import Part, Shows, Table, rights_of

# "Sees everything" is asked as "is none of the narrower reaches": PostgreSQL takes an equality with a value it does
# not know for one row in two hundred, and would plan a pass over a million cases as if it were a handful.
# `pulang_reach` raises on anything it does not know, so a wrong value can never read as everything.
_ALL = "(SELECT pulang_reach()) <> ALL ('{PROGRAMMES,CASES,PERSON,NONE}')"
_PROGRAMMES = "(SELECT pulang_reach()) = 'PROGRAMMES'"
_OF_PROGRAMME = "programme_id = ANY ((SELECT pulang_programmes())::text[])"
# Her own case, under whose number the person herself looks.
_HERS = "{case} = (SELECT pulang_own_case())"
_IN_CARE = "{case} = ANY ((SELECT pulang_in_care('{purposes}'))::uuid[])"
_CARE = "(SELECT pulang_looks('care'))"

# Those of the lead office who work on cases or watch over them; a reviewer of the ministry looks at neither.
_WORKS = "(SELECT pulang_looks('acts') OR pulang_looks('care'))"
_AT_WORK = f"{_PROGRAMMES} AND {_WORKS}"


def _by_reach(**shown: str) -> str:
    """This will give the condition that everything is reached, or what is shown to each of the narrower reaches.

    The reach is asked for once: every `SELECT` is begun for itself and proves the context anew. PostgreSQL takes a
    `CASE` for true of every second row, and something that is not null for true of nearly all.
    """
    cases = " ".join(f"WHEN '{reach}' THEN {condition}" for reach, condition in {"ALL": "true", **shown}.items())
    return f"nullif(CASE (SELECT pulang_reach()) {cases} ELSE false END, false) IS NOT NULL"


# For which purposes a single case is given whole, and for which it is not.
_PARTNER = "{PARTNER}"
_ANY_CARER = "{PARTNER,RECEIVING_OFFICE}"


def _reaches_case(part: Part, case: str) -> str:
    """This will give the condition under which rows of this part of a case are shown."""
    purposes = _ANY_CARER if part is Part.SHEET else _PARTNER
    in_care = _IN_CARE.replace("{case}", case).replace("{purposes}", purposes)
    if part is Part.CARE:
        return _by_reach(PROGRAMMES=f"{_CARE} AND {_OF_PROGRAMME}", CASES=f"{_CARE} AND {in_care}")
    if part is Part.OFFICE:
        return _by_reach(PROGRAMMES=f"{_WORKS} AND {_OF_PROGRAMME}")
    return _by_reach(PROGRAMMES=_OF_PROGRAMME, CASES=in_care, PERSON=_HERS.replace("{case}", case))


_REACHES_PERSON = "{all} OR ((SELECT pulang_reach()) <> 'NONE' AND {has_case})".format(
    all=_ALL.replace("{", "{{").replace("}", "}}"),
    has_case="EXISTS (SELECT 1 FROM cases_case c WHERE c.person_id = {person})",
)
# The act book holds what was asked in every act about a case: for those of the lead office who work on it or watch over
# it. Everybody else finds her own acts.
_REACHES_ACT = f"""
{_ALL}
OR by = (SELECT pulang_ctx('actor'))
OR ({_AT_WORK} AND programme = ANY ((SELECT pulang_programmes())::text[]))
"""
# Nobody is shown his own looks for being his: that a refused number stands under a programme would tell it exists.
_REACHES_LOOK = _by_reach(
    PROGRAMMES="programme = ANY ((SELECT pulang_programmes())::text[])", PERSON=_HERS.replace("{case}", "case_id")
)
_OWN = "((SELECT pulang_reach()) <> 'NONE' AND agency_id = (SELECT pulang_ctx('agency')))"
_REACHES_PROGRAMME = _by_reach(PROGRAMMES=_OF_PROGRAMME)
_ONES_OWN = "actor = (SELECT pulang_ctx('actor'))"
_SYSTEM = "(SELECT pulang_ctx('actor')) = 'pulang'"
_MAY_ADD_PERSON = "(SELECT pulang_reach()) = ANY ('{ALL,PROGRAMMES}')"
# Nobody adds to a person, or takes her into a case, whom she does not reach already.
_MAY_ADD_TO_PERSON = f"{_ALL} OR ({_PROGRAMMES} AND pulang_may_enter(person_id))"

_MAY_REVEAL = "pulang_may_reveal(case_id, person_id, programme_id::text, basis::text)"
_OF_AN_EMERGENCY = """
EXISTS (SELECT 1 FROM reveals_emergency e
        WHERE e.id = {table}.emergency_id AND e.actor = {table}.asked_by AND e.case_id = {table}.case_id)
"""
# A complaint is shown to whoever made it, under its code, and to the desk it lies at; some to few there.
_AT_DESK = f"""
{_ALL}
OR code = (SELECT pulang_ctx('actor'))
OR ({_PROGRAMMES} AND desk_id = (SELECT pulang_ctx('agency'))
    AND (NOT restricted OR (SELECT pulang_looks('restricted'))))
"""
# What was found of an institution is shown to its own people and to those who judge institutions, wherever they are.
_OF_CONDUCT = f"""
{_ALL}
OR ((SELECT pulang_reach()) <> 'NONE' AND partner_id = (SELECT pulang_ctx('agency')))
OR ({_PROGRAMMES} AND (SELECT pulang_looks('conduct')))
"""
_ANY_FIELD = "''::text"


def _opens(field: str) -> str:
    """This will give the condition under which a sealed value of `{table}.person_id` opens."""
    living = f"pulang_is_revealed(person_id, {field}, %s)"
    reached = f"{living % 'false'} AND ({_REACHES_PERSON.format(person='{table}.person_id')})"
    return f"((SELECT pulang_ctx('names')) = 'yes' AND ({_SYSTEM} OR ({reached}) OR {living % 'true'}))"


# Tables whose rows belong to an account or a whole programme: who sees a row, and who may add one.
_BY_ACCOUNT: Final[dict[Shows, tuple[str, str]]] = {
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
    Shows.OF_PROGRAMME: (_REACHES_PROGRAMME, _REACHES_PROGRAMME),
    Shows.BY_PROGRAMME: (_REACHES_PROGRAMME, f"{_ONES_OWN} AND ({_REACHES_PROGRAMME})"),
    Shows.CONDUCT: (_OF_CONDUCT, _OF_CONDUCT),
    Shows.DESKS: (_AT_DESK, _AT_DESK),
    Shows.ACTS: (_REACHES_ACT, "by = (SELECT pulang_ctx('actor'))"),
    Shows.LOOKS: (_REACHES_LOOK, "actor = (SELECT pulang_ctx('actor'))"),
}


def _reads_and_adds(name: str, table: Table) -> tuple[str, str]:
    """This will give who sees a row, and who may add one."""
    if table.shows is Shows.CASES or table.of_one_case:
        return _of_case(table)
    reads, adds = _BY_ACCOUNT[table.shows] if table.shows in _BY_ACCOUNT else _of_person(table)
    return reads.replace("{table}", name), adds.replace("{table}", name)


def _of_case(table: Table) -> tuple[str, str]:
    if table.shows is Shows.CASES:
        adds = f"{_ALL} OR ({_PROGRAMMES} AND {_OF_PROGRAMME} AND pulang_may_enter(person_id))"
        return _reaches_case(table.part, "id"), adds
    reaches = _reaches_case(table.part, "case_id")
    if table.shows is Shows.OWN_OR_BY_CASE:
        reaches = f"{_OWN} OR {reaches}"
    if table.shows is not Shows.ABOUT_CASE:
        return reaches, reaches
    return f"case_id IS NULL OR {reaches}", f"(case_id IS NULL AND (SELECT pulang_ctx('actor')) <> '') OR {reaches}"


def _of_person(table: Table) -> tuple[str, str]:
    if table.shows is Shows.PERSONS:
        return _REACHES_PERSON.format(person="{table}.id"), _MAY_ADD_PERSON
    # A sealed value opens while a reveal of it lives, for nobody but the account that asked for it. The key opens with
    # any field, and for the length of a sealing (`storage.context.sealing`) to whoever seals a new value.
    if table.shows is Shows.NAMES:
        return _opens("field::text"), _MAY_ADD_TO_PERSON
    if table.shows is Shows.KEYS:
        sealing = "(SELECT pulang_ctx('names')) = 'seal:' || person_id::text"
        return f"{sealing} OR {_opens(_ANY_FIELD)}", _MAY_ADD_TO_PERSON
    reaches = _REACHES_PERSON.format(person="{table}.person_id")
    if table.part is Part.CARE:
        reaches = f"(SELECT pulang_reach() = 'ALL' OR pulang_looks('care')) AND ({reaches})"
    return reaches, _MAY_ADD_TO_PERSON


_UNLOCKED = "(SELECT pulang_unlocked())"


def _unlocked(table: Table) -> str:
    """This will give the condition that no locked case is named; empty where none can be."""
    if table.shows is Shows.ACTS:
        return f"{_UNLOCKED} OR pulang_act_is_open(subject, payload)"
    if table.shows is Shows.LOOKS:
        listed = "EXISTS (SELECT 1 FROM unnest(audit_look.cases) k (id) WHERE NOT pulang_is_open(k.id))"
        return f"{_UNLOCKED} OR (pulang_is_open(case_id) AND NOT {listed})"
    if not table.names_a_case:
        return ""
    return f"{_UNLOCKED} OR ({' AND '.join(f'pulang_is_open({column})' for column in table.cases)})"


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: for which command and roles, which rows it shows (`using`), which it lets in (`checks`)."""

    name: str
    command: str
    to: tuple[str, ...]
    using: str = ""
    checks: str = ""
    restrictive: bool = False  # AND: no other policy can widen it

    @property
    def meaning(self) -> tuple[str, ...]:
        """This will give what the database should say of the policy, however it writes the same condition."""
        command = f"RESTRICTIVE {self.command}" if self.restrictive else self.command
        return (self.name, command, ",".join(sorted(self.to)), plain(self.using), plain(self.checks))


def policies_of(name: str, table: Table) -> Iterator[Policy]:
    """This will give the policies of a table whose rows are not everybody's."""
    if not table.personal:
        return
    sees, adds = _reads_and_adds(name, table)
    served = tuple(role for role in (roles.APP, roles.JOBS) if rights_of(role, table))
    yield Policy("pulang_sees", "SELECT", served, using=sees)
    yield Policy("pulang_adds", "INSERT", served, checks=adds)
    yield Policy("pulang_updates", "UPDATE", served, using=sees, checks=adds)
    yield Policy("pulang_keeps", "ALL", (roles.OWNER, roles.BACKUP), using="true", checks="true")
    if table.sealed:
        yield Policy("pulang_seals", "SELECT", (roles.SEALER,), using="true")
    unlocked = _unlocked(table)
    if unlocked:
        # An act about a case may be written by whoever does not see it any more: the one that locks it.
        command = "SELECT" if table.shows in {Shows.ACTS, Shows.LOOKS} else "ALL"
        yield Policy("pulang_locks", command, served, using=unlocked, restrictive=True)


# How PostgreSQL writes a condition back: with casts, names for subqueries, and brackets around everything.
_CAST = re.compile(r"::[a-z]+(\[\])?")
_NAMED = re.compile(r" as \w+")
_BLANK = re.compile(r"[\s()]+")


def plain(condition: str) -> str:
    """This will give a condition without what PostgreSQL adds when it writes one back."""
    return _BLANK.sub("", _NAMED.sub("", _CAST.sub("", condition.lower())))
