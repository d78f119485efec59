"""Times at which people are met, and who comes when: one after the other, so that nobody stands in a queue."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.rounds import operations, queries
from pulang.areas.rounds.facts import SlotFacts
from pulang.areas.rounds.rules import (
    SLOTS_MOST,
    AppointmentEvent,
    refuse_no_appointment,
    refuse_unfit_slot,
    times,
)
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import Code, Day, Text
from pulang.flows.verbs import Verb
from pulang.flows.verification import round_of
from pulang.kernel.days import in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context

Hour = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
SlotCode = Annotated[Text, Field(min_length=1, max_length=40)]


class OfferSlots(What):
    """So many times one after the other on a day of a round, at a place that names no programme."""

    programme: Code
    round: Code
    code: Code
    meets_on: Day
    starts: Hour
    minutes: Annotated[int, Field(strict=True, ge=5, le=240)] = 30
    count: Annotated[int, Field(strict=True, ge=1, le=SLOTS_MOST)] = 1
    place: Annotated[Text, Field(min_length=1, max_length=80)]
    capacity: Annotated[int, Field(strict=True, ge=1, le=20)] = 1


class BookAppointment(AboutCase):
    """A time is kept for her; a later one moves it."""

    slot: SlotCode


class CancelAppointment(AboutCase):
    """She does not come at the time kept for her. No reason is asked, and nothing is lost."""


def offer_slots(*, by: Actor, at: datetime, ref: str, what: OfferSlots) -> Receipt:
    """This will offer times in a round; refuses days outside it, days that have passed, and times past midnight."""
    with act(by, "rounds.slot.offer", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(None)
        found = round_of(what.programme, what.round)
        if not max(found.opens_on, stamp.happened_on) <= what.meets_on <= found.last_day:
            words = _OUTSIDE.format(first=in_words(found.opens_on), last=in_words(found.last_day))
            raise Refusal("slot-outside-round", words, field="meets_on")
        starts = times(what.starts, minutes=what.minutes, count=what.count)
        slots = [
            SlotFacts(f"{what.code}-{place}", what.round, what.meets_on, at_, what.place, what.capacity)
            for place, at_ in enumerate(starts, start=1)
        ]
        operations.offer(programme=what.programme, slots=slots, stamp=stamp)
        trail.note(subject=what.code)
    return trail.done()


def book_appointment(*, by: Actor, at: datetime, ref: str, what: BookAppointment) -> Receipt:
    """This will keep a time for her, in place of one she had; refuses one that is full or has passed."""
    with act(by, "rounds.appointment.book", at, ref=ref, what=what, programme=what.programme) as trail:
        case = case_of(trail, what)
        slot = queries.slot(what.programme, what.slot)
        operations.hold_slot(programme=what.programme, code=slot.code)
        with context.counting():
            taken = queries.taken(what.programme).get(slot.code, 0)
        held = queries.appointment(case.id, now(trail))
        refuse_unfit_slot(slot, taken=taken, day=trail.day(None), held=held)
        operations.appoint(
            case=case.id,
            programme=case.programme,
            slot=slot.code,
            event=AppointmentEvent.BOOKED,
            stamp=trail.stamp(what.happened_on),
        )
    return trail.done()


def cancel_appointment(*, by: Actor, at: datetime, ref: str, what: CancelAppointment) -> Receipt:
    """This will give her time back to others; refuses where none is kept."""
    with act(by, "rounds.appointment.cancel", at, ref=ref, what=what, programme=what.programme) as trail:
        case = case_of(trail, what)
        held = queries.appointment(case.id, now(trail))
        refuse_no_appointment(held)
        assert held is not None, "an appointment that is cancelled was booked"
        operations.appoint(
            case=case.id,
            programme=case.programme,
            slot=held.slot.code,
            event=AppointmentEvent.CANCELLED,
            stamp=trail.stamp(what.happened_on),
        )
    return trail.done()


_OUTSIDE = Words(
    id="Hari itu di luar putarannya atau sudah lewat. Putaran ini berlangsung {first} sampai {last}.",
    en="That day is outside the round or has passed. The round runs from {first} to {last}.",
)

VERBS = (
    Verb("rounds.slot.offer", OfferSlots, offer_slots),
    Verb("rounds.appointment.book", BookAppointment, book_appointment),
    Verb("rounds.appointment.cancel", CancelAppointment, cancel_appointment),
)
