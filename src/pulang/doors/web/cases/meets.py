"""Where and when somebody is met: windows, times that have room, and what stands about one case's appointment."""

from dataclasses import astuple
from datetime import date
from typing import Final

from pulang.areas.boards.facts import Beside
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseFile, RoundFacts
from pulang.areas.cases.rules import AttemptReason, next_round
from pulang.areas.rounds import queries, rules
from pulang.areas.rounds.facts import AppointmentFacts, SlotFacts
from pulang.doors.web.labels import Labels
from pulang.kernel.days import in_words
from pulang.kernel.moments import Moment
from pulang.kernel.words import Words
from pulang.storage.context import counting

ATTEMPT_REASONS: Labels = {
    AttemptReason.AWAY: Words(id="Sedang tidak di tempat", en="Was away"),
    AttemptReason.NO_SAFE_WAY: Words(id="Belum ada cara aman menghubunginya", en="No safe way to reach her yet"),
    AttemptReason.NOT_FOUND: Words(id="Belum tahu di mana menemuinya", en="Not known where to meet her"),
    AttemptReason.SHE_ASKED_LATER: Words(id="Ia minta waktu lain", en="She asked for another time"),
    AttemptReason.PAPERS_TO_FOLLOW: Words(id="Suratnya menyusul", en="Papers are to follow"),
    AttemptReason.DOES_NOT_AGREE: Words(
        id="Keterangan belum cocok satu sama lain", en="What was said does not agree yet"
    ),
    AttemptReason.ATTESTER_MISSING: Words(id="Kurang satu saksi", en="One attester is missing"),
}
_NONE: Final = Words(id="Belum ada", en="None yet")
_NEXT: Final = Words(id="Belum ada; putaran berikutnya {window}", en="None yet; the next round: {window}")
_NOW: Final = Words(
    id="Belum ada; putaran sedang berjalan sampai {last}", en="None yet; a round is under way until {last}"
)
_PASSED: Final = Words(id="{when} – sudah lewat", en="{when} – has passed")


def window(one: RoundFacts) -> Words:
    """This will say from when to when a round runs."""
    return Words(id="{first} sampai {last}", en="{first} to {last}").format(
        first=in_words(one.opens_on), last=in_words(one.closes_on)
    )


def coming(programme: str, day: date) -> RoundFacts | None:
    """This will give the round that runs or comes next."""
    return next_round(cases.rounds(programme=programme), day)


def free(programme: str, day: date) -> tuple[tuple[SlotFacts, int], ...]:
    """This will give the times still to come that have room, with how many places are left."""
    with counting():
        taken = queries.taken(programme)
    offered = ((slot, slot.capacity - taken.get(slot.code, 0)) for slot in queries.slots(programme, first=day))
    return tuple((slot, left) for slot, left in offered if left > 0)


def appointed(file: CaseFile, at: Moment) -> tuple[AppointmentFacts | None, Words]:
    """This will give the appointment of a case that stands, and what is said about it."""
    return _told(queries.appointment(file.ref.id, at), coming(file.ref.programme, at.day), at.day)


def beside_meets(beside: Beside, day: date) -> tuple[AppointmentFacts | None, Words]:
    """This will give the same from what was read with the file."""
    meeting, near = beside.meeting, beside.window
    return _told(
        AppointmentFacts(meeting.event, SlotFacts(*astuple(meeting)[1:])) if meeting else None,
        RoundFacts(*astuple(near)) if near else None,
        day,
    )


def when_of(nearest: RoundFacts, day: date, *, now: Words, later: Words) -> Words:
    """This will say of a round that it is under way (`now`, until `{last}`), or when it comes (`later`, `{window}`)."""
    if nearest.opens_on <= day:
        return now.format(last=in_words(nearest.closes_on))
    return later.format(window=window(nearest))


def _told(
    held: AppointmentFacts | None, nearest: RoundFacts | None, day: date
) -> tuple[AppointmentFacts | None, Words]:
    if held is None or not rules.booked(held):
        return None, when_of(nearest, day, now=_NOW, later=_NEXT) if nearest else _NONE
    said = rules.when(held.slot)
    return held, said if held.slot.meets_on >= day else _PASSED.format(when=said)
