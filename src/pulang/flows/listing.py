"""The case list, told in the same words and numbers as the programme's status."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from pulang.areas.boards import queries as boards
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import LIST_SHEET_SHOWS, LIST_SHOWS, Among, Filters, Listed, Listing
from pulang.areas.cases.rules import ChoiceKind
from pulang.areas.readiness import queries as readiness
from pulang.areas.readiness.assessment import CaseAnswer, assess_line, held, stage_of
from pulang.areas.readiness.gates import CASE_BY_ID, ON_THE_SHEET, PROGRAMME_BY_ID
from pulang.areas.readiness.rules import Stage
from pulang.flows import assessing, looking
from pulang.flows.status import Status, status
from pulang.kernel.moments import moment
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


def listed(code: str, asked: Asked, *, page: int, day: date, sheet: bool = False) -> Listing:
    """This will give a page of cases with the stage and first wait that the status counts them under.

    A stored answer knows only the case; what the programme still waits for holds its cases back. Refuses an
    unknown stage or gate. The page is written down as one look at all the cases on it. With `sheet` it is a receiving
    office's: without where people lived, and without what is waited for at the lead office.
    """
    if sheet and asked.gate not in {"", *ON_THE_SHEET}:
        raise _unknown("gate", asked.gate)
    if sheet and asked.site:
        raise _unknown("site", asked.site)
    found = status(code, as_of=day)
    of_programme = asked.gate in PROGRAMME_BY_ID
    if asked.gate and not of_programme and asked.gate not in CASE_BY_ID:
        raise _unknown("gate", asked.gate)
    filters = Filters(origin=asked.origin, site=asked.site, q=asked.q)
    if (asked.choice or asked.stage or asked.gate) and readiness.of_another_basis(code, assessing.basis(), limit=1):
        filters = replace(filters, cases=_by_the_books(found, asked, day))
    elif asked.choice or asked.stage or asked.gate:
        gate = "" if of_programme else asked.gate
        filters = replace(filters, choice=asked.choice, gate=gate, among=_stored(found, asked))
    total = _total(database_name(), code, found.state, context.current()) if filters == Filters() else None
    listing = cases.listing(programme=code, filters=filters, basis=assessing.basis(), page=page, total=total)
    fields = LIST_SHEET_SHOWS if sheet else LIST_SHOWS
    looking.note(action="case.listed", programme=code, fields=fields, cases=[row.id for row in listing.rows])
    rows = _rows(listing.rows, found, day)
    return replace(listing, rows=tuple(map(_on_the_sheet, rows)) if sheet else rows)


def _on_the_sheet(row: Listed) -> Listed:
    waits_for = row.waits_for if row.waits_for in ON_THE_SHEET else ""
    return replace(row, alias="", site="", block="", waits_for=waits_for)


def leafed(code: str, page: int) -> Listing:
    """This will give a page of all cases as `listed` asks for it, without counting them."""
    return cases.listing(programme=code, filters=Filters(), basis=assessing.basis(), page=page, total=0)


def _stored(found: Status, asked: Asked) -> tuple[Among, ...]:
    """This will say which stored answers a stage and a gate of the programme leave."""
    among = []
    if asked.stage:
        among.append(_among(found, _at_stage(found, _stage(asked.stage))))
    if asked.gate in PROGRAMME_BY_ID:
        among.append(_among(found, _held_by(found, asked.gate)))
    return tuple(among)


def _by_the_books(found: Status, asked: Asked, day: date) -> tuple[UUID, ...]:
    """This will judge every case of the programme and name those that fit, while some stored answer is of old rules."""
    fits: list[Callable[[CaseAnswer], bool]] = []
    if asked.choice:
        fits.append(lambda answer: answer.choice == asked.choice)
    if asked.stage:
        fits.append(_at_stage(found, _stage(asked.stage)))
    if asked.gate in PROGRAMME_BY_ID:
        fits.append(_held_by(found, asked.gate))
    elif asked.gate:
        fits.append(lambda answer: asked.gate in answer.gates)
    with context.judging():  # the list shows of these what the view reaches
        lines = boards.lines_of_programme(found.programme.code, moment(day))
    judged = ((line.case, assess_line(line.line, found.procedure)) for line in lines)
    return tuple(case for case, answer in judged if all(one(answer) for one in fits))


def _rows(rows: tuple[Listed, ...], found: Status, day: date) -> tuple[Listed, ...]:
    """This will put in each row what the programme says of its situation; a row without an answer asks the books."""
    lines = _lines_of([row.id for row in rows if not row.facts], day)
    told = _told_before(database_name(), found.programme.code, found.state, found.as_of)
    shown = []
    for row in rows:
        line = row.facts or lines.get(row.id, "")
        if line:
            choice, stage, waits_for = told.get(line) or told.setdefault(line, _told(line, found))
            shown.append(replace(row, facts=line, choice=choice, stage=stage, waits_for=waits_for))
        else:
            shown.append(row)  # registered for a later day than the one looked at
    return tuple(shown)


def _lines_of(cases: Sequence[UUID], day: date) -> dict[UUID, str]:
    """This will give the facts of rows that came without: not for this view to read, or not stored by today's rules."""
    if not cases:
        return {}
    whole = context.current().whole
    with context.judging():
        kept = {} if whole else readiness.kept_lines(cases, assessing.basis())
        missing = [case for case in cases if case not in kept]
        books = boards.lines_of(missing, moment(day)) if missing else ()
    return {**kept, **{line.case: line.line for line in books}}


@lru_cache(maxsize=4096)
def _total(_database: str, code: str, _state: int, _view: View) -> int:
    """This will count the cases a view reaches; the same acts and the same view leave the same number."""
    return cases.count(programme=code)


@lru_cache(maxsize=64)
def _told_before(_database: str, _code: str, _state: int, _day: date) -> dict[str, tuple[str, str, str]]:
    """This will give a place to keep what was told: people in the same situation of one programme wait for the same."""
    return {}


def _told(line: str, found: Status) -> tuple[str, str, str]:
    """This will give choice, stage and first wait of a situation: what the programme waits for comes first."""
    answer = assess_line(line, found.procedure)
    holding = [f.gate for stage, f in found.findings if f.blocks and held(answer, f.gate, stage)]
    return answer.choice, stage_of(answer, found.findings).value, next(iter((*holding, *answer.gates)), "")


def _at_stage(found: Status, wanted: Stage) -> Callable[[CaseAnswer], bool]:
    return lambda answer: stage_of(answer, found.findings) is wanted


def _held_by(found: Status, gate: str) -> Callable[[CaseAnswer], bool]:
    stages = [stage for stage, finding in found.findings if finding.gate == gate]
    return lambda answer: any(held(answer, gate, stage) for stage in stages)


def _among(found: Status, fits: Callable[[CaseAnswer], bool]) -> Among:
    """This will name every kind of answer that fits; cases with a waiver are told apart line by line."""
    pairs = [
        (choice, stage.value)
        for choice in _CHOICES
        for stage in Stage
        if fits(CaseAnswer(stage, (), choice, frozenset()))
    ]
    with context.judging():
        waived = readiness.lines_of_waived(found.programme.code)
    fitting = [case for line, cases_ in waived.items() if fits(assess_line(line, found.procedure)) for case in cases_]
    return Among(
        tuple(choice for choice, _ in pairs),
        tuple(stage for _, stage in pairs),
        waived=tuple(case for cases_ in waived.values() for case in cases_),
        fitting=tuple(fitting),
    )


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
