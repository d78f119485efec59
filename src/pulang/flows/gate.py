"""On the day: who is there is checked in, whoever changes her mind stays with one word, the others leave together."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import operations as case_operations
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.cases.rules import ChoiceKind, Informed, Movement, refuse_out_of_order
from pulang.areas.journeys import operations, queries
from pulang.areas.journeys.facts import ItineraryFacts
from pulang.areas.journeys.rules import ItineraryEvent
from pulang.areas.readiness.rules import Stage
from pulang.flows import withdrawing
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import CaseNumber, Code
from pulang.flows.readying import refuse_unready
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same

TOGETHER_MOST: Final = 500
_BEFORE: Final = frozenset({None, Movement.REOPENED.value})


class CheckIn(AboutCase):
    """She is there, on the day her way begins."""


class ChangeMind(AboutCase):
    """She does not travel after all. No reason is asked, and nothing follows but that everything is free again."""


class Leave(What):
    """Those who are there leave together."""

    programme: Code
    cases: Annotated[tuple[CaseNumber, ...], Field(min_length=1, max_length=TOGETHER_MOST)]


def check_in(*, by: Actor, at: datetime, ref: str, what: CheckIn) -> Receipt:
    """This will record that she is there; refuses another day than hers, a condition not met, and doing it twice."""
    with act(by, "journeys.checkin.record", at, ref=ref, what=what, programme=what.programme) as trail:
        case, stamp = case_of(trail, what), trail.stamp(what.happened_on)
        _refuse_gone(case, trail)
        plan = _way(case, trail)
        if plan.departs_on != stamp.happened_on:
            raise Refusal("not-her-day", _OTHER_DAY.format(day=in_words(plan.departs_on or stamp.happened_on)))
        if queries.checked_in(case.id, now(trail)):
            raise Refusal("checked-in-already", _TWICE)
        refuse_unready(case.number, Stage.DEPARTED, day=stamp.happened_on)
        operations.check_in(programme=what.programme, case=case.id, stamp=stamp)
    return trail.done()


def change_mind(*, by: Actor, at: datetime, ref: str, what: ChangeMind) -> Receipt:
    """This will let her stay: her choice is open, her way dropped, her ticket given back. Refuses once she left."""
    with act(by, "journeys.mind.change", at, ref=ref, what=what, programme=what.programme) as trail:
        case, stamp = case_of(trail, what), trail.stamp(what.happened_on)
        _refuse_gone(case, trail)
        told = cases.case_file(case.number, now(trail)).choice
        case_operations.record_choice(
            case=case,
            choice=ChoiceKind.UNDECIDED,
            informed=Informed(told.informed) if told else Informed.NOT_INFORMED,
            pressure=False,
            companion=False,
            stamp=stamp,
        )
        withdrawing.drop_plan(trail, case, stamp)
    return trail.done()


def leave(*, by: Actor, at: datetime, ref: str, what: Leave) -> Receipt:
    """This will record that they left; refuses all where one is not checked in today, or not ready any more."""
    with act(by, "journeys.manifest.leave", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(None)
        found = {case.id: case for case in (cases.find(number, what.programme) for number in what.cases)}
        for case in sorted(found.values(), key=lambda one: str(one.id)):
            case_operations.hold(case=case.id)
        missing = [case.number for case in found.values() if not queries.checked_in(case.id, now(trail))]
        if missing:
            raise Refusal("not-checked-in", _NOT_HERE.format(cases=same(", ".join(missing))), field="cases")
        for case in found.values():
            _record_left(trail, case)
            case_operations.record_move(case=case, move=Movement.DEPARTED, stamp=stamp)
        trail.note(subject=what.programme)
        trail.touched.update(found)
    return trail.done()


def _record_left(trail: Trail, case: CaseRef) -> None:
    last, day = cases.last_move(case.id, now(trail)), trail.day(None)
    refuse_out_of_order(
        Movement.DEPARTED,
        on=day,
        last=Movement(last.move) if last else None,
        last_on=last.on if last else case.opened_on,
    )
    refuse_unready(case.number, Stage.DEPARTED, day=day)


def _way(case: CaseRef, trail: Trail) -> ItineraryFacts:
    plan = queries.itinerary(case.id, now(trail))
    if plan is None or plan.event == ItineraryEvent.DROPPED.value:
        raise Refusal("no-itinerary", _NO_WAY)
    return plan


def _refuse_gone(case: CaseRef, trail: Trail) -> None:
    last = cases.last_move(case.id, now(trail))
    if (last.move if last else None) not in _BEFORE:
        raise Refusal("left-already", _GONE)


_NO_WAY: Final = Words(
    id="Belum ada rencana perjalanan yang berlaku untuk berkas ini.", en="There is no planned way for this case."
)
_OTHER_DAY: Final = Words(
    id="Perjalanannya dimulai {day}, bukan hari ini. Periksa kartunya, atau pindahkan rencananya.",
    en="Her way begins on {day}, not today. Look at her card, or move the plan.",
)
_TWICE: Final = Words(id="Ia sudah tercatat hadir hari ini.", en="She is checked in today already.")
_GONE: Final = Words(
    id="Ia sudah berangkat atau berkasnya sudah berakhir. Bila ingin berhenti di jalan, hubungi pendampingnya.",
    en="She has left, or her case has ended. If she wants to stop on the way, call her escort or case worker.",
)
_NOT_HERE: Final = Words(
    id="Belum tercatat hadir hari ini: {cases}. Catat dulu, atau tinggalkan dari daftar; tidak ada yang dicatat.",
    en="Not checked in today: {cases}. Check them in first, or leave them out; nothing was recorded.",
)

VERBS = (
    Verb("journeys.checkin.record", CheckIn, check_in),
    Verb("journeys.mind.change", ChangeMind, change_mind),
    Verb("journeys.manifest.leave", Leave, leave),
)
