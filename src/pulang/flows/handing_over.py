"""People change hands on the way and at its end: one side gives, the other acknowledges, and what differs is said.

A handover takes nothing from anybody: whoever is not there is looked for with care, and whoever returns discreetly is
in no handover at all; her own word that she is safe is enough.
"""

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.accounts.rules import Relation
from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import HandoverLine
from pulang.areas.cases import operations as case_operations
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.cases.rules import Movement, refuse_out_of_order
from pulang.areas.journeys import operations
from pulang.areas.journeys.operations import Side
from pulang.areas.journeys.rules import HANDOVER_PREFIX, Difference, HandoverEvent
from pulang.flows import standing
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import CaseNumber, Code, Day, Text, YesNo
from pulang.flows.verbs import Verb
from pulang.kernel import refs
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same
from pulang.storage import context
from pulang.storage.books import Stamp
from pulang.storage.keeper import keeper

TOGETHER_MOST: Final = 500
MARK_SIGNS: Final = 20
HandoverNumber = Annotated[Text, Field(min_length=3, max_length=20)]
Cases = Annotated[tuple[CaseNumber, ...], Field(max_length=TOGETHER_MOST)]


class NotThere(BaseModel):
    """One case that was not there, and what is known about it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    case: CaseNumber
    why: Difference


class Give(What):
    """People are given into another agency's hands at a place: on the way, or (`final`) at its end."""

    programme: Code
    handover: HandoverNumber
    to: Code
    place: Annotated[Text, Field(min_length=1, max_length=80)]
    final: YesNo
    cases: Annotated[tuple[CaseNumber, ...], Field(min_length=1, max_length=TOGETHER_MOST)]
    witness: Annotated[Text, Field(max_length=120)] = ""


class Acknowledge(What):
    """The other side says who is there (`arrived`), who is not, and who came without being on the list."""

    programme: Code
    handover: HandoverNumber
    arrived: Cases = ()
    missing: Annotated[tuple[NotThere, ...], Field(max_length=TOGETHER_MOST)] = ()
    unlisted: Cases = ()
    happened_on: Day | None = None


class TellArrival(AboutCase):
    """She sent word that she is there and safe; how and through whom is asked of nobody."""


@dataclass(frozen=True, slots=True)
class Handover:
    """A handover as far as the reader sees its people: both sides, what differs, and who was heard of since."""

    number: str
    on: date
    final: bool
    place: str
    giver: str
    gave: str
    to: str
    witness: str
    given: tuple[str, ...]
    received: tuple[str, ...]
    received_on: date | None
    differences: tuple[tuple[str, Difference], ...]
    heard: tuple[str, ...]

    @property
    def unheard(self) -> tuple[tuple[str, Difference], ...]:
        """This will give the differences about whom nothing was heard since."""
        return tuple((case, why) for case, why in self.differences if case not in self.heard)

    @property
    def waits(self) -> bool:
        """This will be true while the other side has said nothing."""
        return self.received_on is None


def give(*, by: Actor, at: datetime, ref: str, what: Give) -> Receipt:
    """This will record that people were given over; refuses discreet journeys, and whom that agency has not in care."""
    with act(by, "journeys.handover.give", at, ref=ref, what=what, programme=what.programme) as trail:
        number = refs.parse(what.handover, prefix=HANDOVER_PREFIX)
        to = accounts.agency(what.to).code
        with context.counting():
            if boards.handovers(what.programme, now(trail), number=number, limit=1):
                raise Refusal("handover-used", _USED, field="handover")
        found = _held(trail, what.programme, what.cases)
        _refuse_waiting(what.programme, found, now(trail))
        for case in found:
            _refuse_unfit(case, to, now(trail))
        side = Side(number, HandoverEvent.GIVEN, what.final, what.place, by.agency, to, by.code, what.witness)
        operations.hand_over(
            programme=what.programme, side=side, cases=[case.id for case in found], stamp=trail.stamp(None)
        )
        trail.note(subject=number)
    return trail.done()


def acknowledge(*, by: Actor, at: datetime, ref: str, what: Acknowledge) -> Receipt:
    """This will record the other side's word; whoever gave cannot receive, and nobody given is passed over.

    At the end of the way those who are there have arrived, which opens their aid.
    """
    with act(by, "journeys.handover.acknowledge", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        asked = handover(what.programme, refs.parse(what.handover, prefix=HANDOVER_PREFIX), now(trail))
        _refuse_side(by, what.programme, asked)
        _refuse_passed_over(asked, what)
        side = Side(
            asked.number, HandoverEvent.RECEIVED, asked.final, asked.place, asked.to, asked.to, by.code, asked.witness
        )
        there = _held(trail, what.programme, what.arrived)
        unlisted = _held(trail, what.programme, what.unlisted)
        ids = [case.id for case in there]
        operations.hand_over(programme=what.programme, side=side, cases=ids, stamp=stamp)
        extra = [case.id for case in unlisted]
        operations.hand_over(programme=what.programme, side=side, cases=extra, stamp=stamp, why=Difference.UNLISTED)
        _note_missing(trail, what, side, stamp)
        if asked.final:
            for case in (*there, *unlisted):
                _arrive(case, trail, stamp)
        trail.note(subject=asked.number)
    return trail.done()


def tell_arrival(*, by: Actor, at: datetime, ref: str, what: TellArrival) -> Receipt:
    """This will record that she sent word of her arrival; refuses where she has not left."""
    with act(by, "journeys.arrival.tell", at, ref=ref, what=what, programme=what.programme) as trail:
        _arrive(case_of(trail, what), trail, trail.stamp(what.happened_on))
    return trail.done()


def handover(programme: str, number: str, at: Moment) -> Handover:
    """This will give one handover; refuses one that is not there, or in which the reader sees nobody."""
    lines = boards.handovers(programme, at, number=number)
    if not any(line.event == HandoverEvent.GIVEN.value for line in lines):
        raise Refusal("unknown-handover", _UNKNOWN, field="handover")
    return _told(lines)


def handovers(programme: str, at: Moment) -> tuple[Handover, ...]:
    """This will give the handovers of a programme in which the reader sees somebody, the newest first."""
    lines = boards.handovers(programme, at)
    grouped = (tuple(group) for _, group in groupby(lines, key=lambda line: line.number))
    return tuple(_told(group) for group in grouped if any(line.event == HandoverEvent.GIVEN.value for line in group))


def mark_of(number: str) -> str:
    """This will give what stands beside a handover's number on its paper; without the keyring nobody can make it up."""
    return keeper().fingerprint(content=f"handover|{number}".encode()).hex()[:MARK_SIGNS]


def confirmed(number: str, mark: str) -> date | None:
    """This will give the day of the handover a paper names, when number and mark are both ours; else None."""
    try:
        found = refs.parse(number, prefix=HANDOVER_PREFIX)
    except Refusal:
        return None
    if not hmac.compare_digest(mark_of(found), mark.lower()):
        return None
    with context.looking(standing.view_of(SYSTEM)):
        return boards.handed_over_on(found)


def _told(lines: Sequence[HandoverLine]) -> Handover:
    given = [line for line in lines if line.event == HandoverEvent.GIVEN.value]
    answered = [line for line in lines if line.event != HandoverEvent.GIVEN.value]
    first = given[0]
    return Handover(
        number=first.number,
        on=first.on,
        final=first.final,
        place=first.place,
        giver=first.agency,
        gave=first.actor,
        to=first.to,
        witness=first.witness,
        given=tuple(line.case for line in given),
        received=tuple(line.case for line in answered if line.event == HandoverEvent.RECEIVED.value),
        received_on=answered[0].on if answered else None,
        differences=tuple((line.case, Difference(line.why)) for line in answered if line.why),
        heard=tuple(line.case for line in answered if line.heard),
    )


def _held(trail: Trail, programme: str, numbers: Collection[str]) -> tuple[CaseRef, ...]:
    """This will find cases, keep other acts off them in the order of their keys, and have them assessed again."""
    found = {case.id: case for case in (cases.find(number, programme) for number in numbers)}
    for case in sorted(found.values(), key=lambda one: str(one.id)):
        case_operations.hold(case=case.id)
    trail.touched.update(found)
    return tuple(found.values())


def _refuse_waiting(programme: str, found: Collection[CaseRef], at: Moment) -> None:
    """This will refuse whoever was given over already while the other side has said nothing about it."""
    waiting = {case for one in handovers(programme, at) if one.waits for case in one.given}
    twice = sorted(waiting & {case.number for case in found})
    if twice:
        raise Refusal("handed-over-already", _WAITS.format(cases=same(", ".join(twice))), field="cases")


def _refuse_unfit(case: CaseRef, to: str, at: Moment) -> None:
    last = cases.last_move(case.id, at)
    if last is None or last.move != Movement.DEPARTED.value:
        raise Refusal("not-on-the-way", _NOT_LEFT.format(case=same(case.number)), field="cases")
    wish = cases.case_file(case.number, at).wish
    if wish is not None and wish.discreet:
        raise Refusal("discreet-mode", _DISCREET.format(case=same(case.number)), field="cases")
    if all(line.agency != to for line in cases.assigned(case.id, at)):
        raise Refusal("not-in-its-care", _NOT_IN_CARE.format(case=same(case.number)), field="to")


def _refuse_side(by: Actor, programme: str, asked: Handover) -> None:
    if not asked.waits:
        raise Refusal("acknowledged-already", _TWICE, field="handover")
    if by.code == asked.gave:
        raise Refusal("handover-needs-two-sides", _TWO_SIDES)
    if by.agency != asked.to and standing.relation(by, programme) is not Relation.LEAD:
        raise Refusal("another-office", _OTHER_OFFICE)


def _refuse_passed_over(asked: Handover, what: Acknowledge) -> None:
    said = [cases.numbered(number) for number in (*what.arrived, *(one.case for one in what.missing))]
    passed = sorted(set(asked.given) - set(said))
    if passed:
        raise Refusal("somebody-passed-over", _PASSED.format(cases=same(", ".join(passed))), field="arrived")
    if len(said) != len(set(said)) or set(said) - set(asked.given):
        raise Refusal("not-on-the-list", _NOT_LISTED, field="arrived")


def _note_missing(trail: Trail, what: Acknowledge, side: Side, stamp: Stamp) -> None:
    absent = replace(side, event=HandoverEvent.NOT_THERE)
    for one in what.missing:
        (case,) = _held(trail, what.programme, (one.case,))
        operations.hand_over(programme=what.programme, side=absent, cases=(case.id,), stamp=stamp, why=one.why)


def _arrive(case: CaseRef, trail: Trail, stamp: Stamp) -> None:
    last = cases.last_move(case.id, now(trail))
    refuse_out_of_order(
        Movement.ARRIVED,
        on=stamp.happened_on,
        last=Movement(last.move) if last else None,
        last_on=last.on if last else case.opened_on,
    )
    case_operations.record_move(case=case, move=Movement.ARRIVED, stamp=stamp)


_USED: Final = Words(id="Nomor serah terima itu sudah dipakai.", en="That number of a handover is already used.")
_WAITS: Final = Words(
    id="Sudah diserahkan dan menunggu jawaban penerima: {cases}. Tunggu jawabannya, atau jawab dulu serah terima itu.",
    en="Given over already, and waiting for the receiver: {cases}. Wait for the answer, or answer that handover first.",
)
_UNKNOWN: Final = Words(id="Serah terima itu tidak ada di sini.", en="There is no such handover here.")
_NOT_LEFT: Final = Words(
    id="{case} tidak sedang dalam perjalanan. Catat dulu keberangkatannya.",
    en="{case} is not on the way. Record her departure first.",
)
_DISCREET: Final = Words(
    id="{case} memilih pulang tanpa pemberitahuan: tidak ada serah terima. Kabarnya sendiri bahwa ia aman sudah cukup.",
    en="{case} chose to return without notice: there is no handover. Her own word that she is safe is enough.",
)
_NOT_IN_CARE: Final = Words(
    id="{case} belum diserahkan kepada instansi itu dengan persetujuannya. Serahkan dulu, atau pilih instansi lain.",
    en="{case} is not in that agency's care with her consent. Give the case into its care first, or choose another.",
)
_TWICE: Final = Words(id="Serah terima ini sudah dijawab.", en="This handover was answered already.")
_TWO_SIDES: Final = Words(
    id="Serah terima dinyatakan oleh dua pihak: yang menyerahkan tidak menerimanya sendiri.",
    en="A handover takes two sides: whoever gave does not receive.",
)
_OTHER_OFFICE: Final = Words(id="Serah terima ini untuk instansi lain.", en="This handover is for another agency.")
_PASSED: Final = Words(
    id="Belum disebut: {cases}. Sebutkan setiap orang: ada, atau tidak ada dan apa yang diketahui.",
    en="Not named yet: {cases}. Name everybody: there, or not there and what is known.",
)
_NOT_LISTED: Final = Words(
    id="Ada nomor yang disebut dua kali atau tidak ada dalam serah terima ini.",
    en="A number is named twice, or is not in this handover.",
)

VERBS = (
    Verb("journeys.handover.give", Give, give),
    Verb("journeys.handover.acknowledge", Acknowledge, acknowledge),
    Verb("journeys.arrival.tell", TellArrival, tell_arrival),
)
