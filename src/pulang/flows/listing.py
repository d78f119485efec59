"""The case list, told in the same words and numbers as the programme's status."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import LIST_SHOWS, Among, Filters, Listing
from pulang.areas.cases.rules import ChoiceKind
from pulang.areas.readiness.assessment import CaseAnswer, assess_line, held, stage_of
from pulang.areas.readiness.gates import CASE_BY_ID, PROGRAMME_BY_ID
from pulang.areas.readiness.rules import Stage
from pulang.flows import looking
from pulang.flows.status import Status, status
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context
from pulang.storage.context import View
from pulang.storage.sql import database_name

_CHOICES = ("", *(kind.value for kind in ChoiceKind))


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see of a programme's cases; an empty text does not narrow."""

    choice: str = ""
    stage: str = ""
    gate: str = ""
    origin: str = ""
    site: str = ""
    q: str = ""


def listed(code: str, asked: Asked, *, page: int, day: date) -> Listing:
    """This will give a page of cases with the stage and first wait that the status counts them under.

    A stored answer knows only the case; what the programme still waits for holds its cases back. Refuses an
    unknown stage or gate. The page is written down as one look at all the cases on it.
    """
    found = status(code, as_of=day)
    among = []
    if asked.stage:
        among.append(_among(code, found, _at_stage(found, _stage(asked.stage))))
    of_programme = asked.gate in PROGRAMME_BY_ID
    if of_programme:
        among.append(_among(code, found, _held_by(found, asked.gate)))
    elif asked.gate and asked.gate not in CASE_BY_ID:
        raise _unknown("gate", asked.gate)
    filters = Filters(
        choice=asked.choice,
        among=tuple(among),
        gate="" if of_programme else asked.gate,
        origin=asked.origin,
        site=asked.site,
        q=asked.q,
    )
    total = _total(database_name(), code, found.state, context.current()) if filters == Filters() else None
    listing = cases.listing(programme=code, filters=filters, page=page, total=total)
    looking.note(action="case.listed", programme=code, fields=LIST_SHOWS, cases=[row.id for row in listing.rows])
    told: dict[str, tuple[str, str]] = {}  # people in the same situation wait for the same
    rows = []
    for row in listing.rows:
        stage, of_the_programme = told.get(row.facts) or told.setdefault(row.facts, _told(row.facts, found))
        rows.append(replace(row, stage=stage, waits_for=of_the_programme or row.waits_for))
    return replace(listing, rows=tuple(rows))


@lru_cache(maxsize=4096)
def _total(_database: str, code: str, _state: int, _view: View) -> int:
    """This will count the cases a view reaches; the same acts and the same view leave the same number."""
    return cases.count(programme=code)


def _told(line: str, found: Status) -> tuple[str, str]:
    """This will give the stage of a situation, and the first gate of the programme that holds it."""
    answer = assess_line(line, found.procedure)
    holding = (f.gate for stage, f in found.findings if f.blocks and held(answer, f.gate, stage))
    return stage_of(answer, found.findings).value, next(holding, "")


def _at_stage(found: Status, wanted: Stage) -> Callable[[CaseAnswer], bool]:
    return lambda answer: stage_of(answer, found.findings) is wanted


def _held_by(found: Status, gate: str) -> Callable[[CaseAnswer], bool]:
    stages = [stage for stage, finding in found.findings if finding.gate == gate]
    return lambda answer: any(held(answer, gate, stage) for stage in stages)


def _among(code: str, found: Status, fits: Callable[[CaseAnswer], bool]) -> Among:
    """This will name every kind of answer that fits; cases with a waiver are told apart line by line."""
    pairs = [
        (choice, stage.value)
        for choice in _CHOICES
        for stage in Stage
        if fits(CaseAnswer(stage, (), choice, frozenset()))
    ]
    lines = (line for line in cases.waived_lines(code) if fits(assess_line(line, found.procedure)))
    return Among(tuple(choice for choice, _ in pairs), tuple(stage for _, stage in pairs), tuple(lines))


def refuse_strange_stage(text: str) -> None:
    """This will refuse a stage nobody knows; none at all narrows nothing."""
    if text:
        _stage(text)


def _stage(text: str) -> Stage:
    try:
        return Stage(text)
    except ValueError as problem:
        raise _unknown("stage", text) from problem


def _unknown(field: str, text: str) -> Refusal:
    words = Words(id="Saringan “{text}” tidak dikenal.", en="The filter “{text}” is not known.")
    return Refusal("unknown-filter", words.format(text=text[:40]), field=field)
