"""Many cases of an institution go on to another in one act: all of those named, or none."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import With
from pulang.areas.cases import operations
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.cases.rules import Purpose, refuse_wrong_carer
from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.flows import carers
from pulang.flows.about_case import now
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import CaseNumber, Code, Day
from pulang.flows.verbs import Verb
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import locks

TOGETHER_MOST: Final = 500
LOOKED_AT_MOST: Final = 100_000
_SHOWN_MOST: Final = 5


class MoveCases(What):
    """These cases leave an institution and go into the care of another, for as long as each consents."""

    programme: Code
    agency: Code
    to: Code
    cases: Annotated[tuple[CaseNumber, ...], Field(min_length=1, max_length=TOGETHER_MOST)]
    happened_on: Day | None = None


def move_cases(*, by: Actor, at: datetime, ref: str, what: MoveCases) -> Receipt:
    """This will move cases from one institution to another; refuses all when one cannot go.

    Refuses an institution that is not fit that day or has too little room, and a case that is not with the first
    institution, or whose consent has ended.
    """
    with act(by, "cases.assignment.move", at, ref=ref, what=what, programme=what.programme) as trail:
        locks.share_programme(what.programme)
        locks.institution(what.to)
        stamp = trail.stamp(what.happened_on)
        found = _held(trail, what)
        days = {stamp.happened_on, trail.day(None)}
        about = programmes.programme(what.programme)
        _refuse_unfit(what, about, days, found)
        movable = carers.movable(what.programme, what.agency, now(trail), limit=LOOKED_AT_MOST)
        can_go = {one.case: one for one in carers.fitting(movable, what.to, about, now(trail))}
        _refuse_any(sorted(case.number for case in found if case.id not in can_go), "case-cannot-move", _STAYS)
        for case in found:
            _move(case, what, can_go, trail)
    return trail.done()


def _move(case: CaseRef, what: MoveCases, can_go: Mapping[UUID, With], trail: Trail) -> None:
    stamp = trail.stamp(what.happened_on)
    operations.end_assignments(case=case, purposes=(Purpose.PARTNER,), agency=what.agency, stamp=stamp)
    operations.assign(case=case, agency=what.to, purpose=Purpose.PARTNER, until=can_go[case.id].until, stamp=stamp)


def _held(trail: Trail, what: MoveCases) -> tuple[CaseRef, ...]:
    """This will find every case and keep other acts off it, in the order of the keys; refuses one named twice."""
    found = {case.id: case for case in (cases.find(number, what.programme) for number in what.cases)}
    if len(found) != len(what.cases):
        raise Refusal("case-named-twice", _TWICE, field="cases")
    locks.cases(found)
    trail.touched.update(found)
    trail.note(subject=what.to)
    return tuple(found.values())


def _refuse_unfit(what: MoveCases, about: ProgrammeFacts, days: Collection[date], found: Collection[CaseRef]) -> None:
    """This will refuse an institution that could not go on with any of them, or has no room for all."""
    if what.to == what.agency:
        raise Refusal("moved-to-itself", _SAME, field="to")
    refuse_wrong_carer(Purpose.PARTNER, accounts.agency(what.to).kind)
    homes = sorted(set(boards.homes_of([case.id for case in found]).values()))
    fit = [home for home in homes if not _lacks(what.to, about, days, home)]
    carers.refuse_unfit(what.to, about, days, homes=fit or homes[:1], field="to")
    carers.refuse_full(what.to, what.programme, days, many=len(found), field="to")


def _lacks(agency: str, about: ProgrammeFacts, days: Collection[date], home: str) -> bool:
    return any(carers.lacks_of(carers.known_of(agency, about.code, day), about, day, home=home) for day in days)


def _refuse_any(numbers: Collection[str], code: str, words: Words) -> None:
    if numbers:
        shown = ", ".join([*numbers][:_SHOWN_MOST]) + (" …" if len(numbers) > _SHOWN_MOST else "")
        raise Refusal(code, words.format(cases=shown), field="cases")


_TWICE: Final = Words(id="Satu berkas disebut dua kali.", en="A case is named twice.")
_SAME: Final = Words(
    id="Berkas itu sudah di lembaga ini; pilih lembaga lain.", en="They are with this institution; choose another."
)
_STAYS: Final = Words(
    id="Tidak dapat dialihkan: {cases}. Berkas itu tidak di lembaga ini, persetujuannya berakhir, atau daerah asalnya "
    "di luar perjanjian lembaga tujuan. Tidak ada yang dialihkan.",
    en="Cannot be moved: {cases}. It is not with this institution, the consent has ended, or the home region is "
    "outside the other institution's agreement. Nothing was moved.",
)


VERBS = (Verb("cases.assignment.move", MoveCases, move_cases),)
