"""The way home: planned to the door of the home district, ticketed, and expected there only if she wants it."""

from datetime import date, datetime
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.accounts.rules import AgencyKind, Role
from pulang.areas.cases import operations as case_operations
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseFile, CaseRef
from pulang.areas.cases.rules import ChoiceKind
from pulang.areas.journeys import operations, queries
from pulang.areas.journeys.facts import ItineraryFacts, Leg
from pulang.areas.journeys.rules import ItineraryEvent, Mode, ReceiverEvent, faults, same_regency
from pulang.areas.places import queries as places
from pulang.flows import restricting, ticketing
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import CaseNumber, Code, Day, Rupiah, Short, Text
from pulang.flows.objecting import refuse_while_objecting
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

Stop = Annotated[Text, Field(min_length=1, max_length=80)]
Region = Annotated[Text, Field(min_length=2, max_length=13)]


class PlanLeg(BaseModel):
    """One part of the way; `from` and `to` are region codes or names of harbours, stations and terminals."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, serialize_by_alias=True)

    mode: Mode
    start: Stop = Field(alias="from")
    to: Stop
    departs: Day
    arrives: Day
    fare: Rupiah | None = None


class PlanItinerary(What):
    """A person's whole way to `reaches`, in her home regency."""

    programme: Code
    case: CaseNumber
    reaches: Region
    departs_on: Day
    arrives_on: Day
    legs: Annotated[tuple[PlanLeg, ...], Field(max_length=20)] = ()
    happened_on: Day | None = None


class ConfirmTickets(What):
    """Every ticket of the planned way is booked; `proof` is the paper it rests on, never a code that shows her name."""

    programme: Code
    case: CaseNumber
    proof: Annotated[Text, Field(max_length=120)] = ""
    happened_on: Day | None = None


class DropItinerary(What):
    """The planned way is given up."""

    programme: Code
    case: CaseNumber
    reason: Short = ""
    happened_on: Day | None = None


class Acknowledge(What):
    """The receiving office expects her; without `agency` it is the office of whoever records it."""

    programme: Code
    case: CaseNumber
    agency: Code | None = None
    happened_on: Day | None = None


class WithdrawAcknowledgment(What):
    """The receiving office takes its word back."""

    programme: Code
    case: CaseNumber
    agency: Code | None = None
    reason: Short = ""
    happened_on: Day | None = None


def plan_itinerary(*, by: Actor, at: datetime, ref: str, what: PlanItinerary) -> Receipt:
    """This will plan a person's way; refuses one that ends elsewhere, on other days, or that she did not choose."""
    with act(by, "journeys.itinerary.plan", at, ref=ref, what=what, programme=what.programme) as trail:
        case = _case(trail, what.programme, what.case)
        file = cases.case_file(case.number, _now(trail))
        on = trail.day(what.happened_on)
        reaches = _destination(what, file)
        _refuse_unchosen(file)
        _refuse_other_days(what, file, on)
        operations.mark_itinerary(
            programme=what.programme,
            case=case.id,
            event=ItineraryEvent.PLANNED,
            reaches=reaches,
            departs_on=what.departs_on,
            arrives_on=what.arrives_on,
            legs=_legs(what, reaches),
            stamp=trail.stamp(what.happened_on),
        )
    return trail.done()


def confirm_tickets(*, by: Actor, at: datetime, ref: str, what: ConfirmTickets) -> Receipt:
    """This will confirm the tickets of a planned way; refuses where none is planned or they are confirmed."""
    with act(by, "journeys.itinerary.confirm", at, ref=ref, what=what, programme=what.programme) as trail:
        case = _case(trail, what.programme, what.case)
        plan = _plan(trail, case)
        if plan.event == ItineraryEvent.TICKETS_CONFIRMED.value:
            raise Refusal("tickets-already-confirmed", _CONFIRMED)
        stamp = trail.stamp(what.happened_on)
        operations.mark_itinerary(
            programme=what.programme,
            case=case.id,
            event=ItineraryEvent.TICKETS_CONFIRMED,
            reaches=plan.reaches,
            departs_on=plan.departs_on,
            arrives_on=plan.arrives_on,
            legs=plan.legs,
            stamp=stamp,
        )
        ticketing.bought(case, proof=what.proof, stamp=stamp)
    return trail.done()


def drop_itinerary(*, by: Actor, at: datetime, ref: str, what: DropItinerary) -> Receipt:
    """This will give a planned way up, and her ticket back; refuses where none is planned or an objection is open."""
    with act(by, "journeys.itinerary.drop", at, ref=ref, what=what, programme=what.programme) as trail:
        case = _case(trail, what.programme, what.case)
        _plan(trail, case)
        refuse_while_objecting(trail, (case,))
        stamp = trail.stamp(what.happened_on)
        operations.mark_itinerary(
            programme=what.programme,
            case=case.id,
            event=ItineraryEvent.DROPPED,
            stamp=stamp,
        )
        ticketing.give_back(trail, case, stamp)
    return trail.done()


def acknowledge(*, by: Actor, at: datetime, ref: str, what: Acknowledge) -> Receipt:
    """This will record that an office expects a person; refuses when she chose that no office is told."""
    with act(by, "journeys.receiver.acknowledge", at, ref=ref, what=what, programme=what.programme) as trail:
        case = _case(trail, what.programme, what.case)
        wish = cases.case_file(case.number, _now(trail)).wish
        if wish is not None and wish.discreet:
            raise Refusal("discreet-mode", _DISCREET)
        restricting.refuse_paused(case, _now(trail))
        operations.mark_receiver(
            programme=what.programme,
            case=case.id,
            agency=_office(by, what.agency),
            event=ReceiverEvent.ACKNOWLEDGED,
            stamp=trail.stamp(what.happened_on),
        )
    return trail.done()


def withdraw(*, by: Actor, at: datetime, ref: str, what: WithdrawAcknowledgment) -> Receipt:
    """This will take a receiving office's word back; refuses where that office has not given it."""
    with act(by, "journeys.receiver.withdraw", at, ref=ref, what=what, programme=what.programme) as trail:
        case = _case(trail, what.programme, what.case)
        office = _office(by, what.agency)
        known = queries.receiver(case.id, _now(trail))
        if known is None or (known.agency, known.event) != (office, ReceiverEvent.ACKNOWLEDGED.value):
            raise Refusal("not-acknowledged", _NOT_ACKNOWLEDGED, field="agency")
        operations.mark_receiver(
            programme=what.programme,
            case=case.id,
            agency=office,
            event=ReceiverEvent.WITHDRAWN,
            stamp=trail.stamp(what.happened_on),
        )
    return trail.done()


_NO_HOME: Final = Words(
    id="Kabupaten asal belum tercatat di berkas ini; catat dulu, baru susun perjalanannya.",
    en="The home district is not recorded in this case; record it first, then plan the way.",
)
_NOT_HOME: Final = Words(
    id="Perjalanan harus sampai kabupaten atau kota asalnya, {home}, bukan hanya sampai {reaches}.",
    en="The way must reach her home regency or city, {home}, not only {reaches}.",
)
_NOT_CHOSEN: Final = Words(
    id="Ia belum memilih pulang dengan dukungan. Catat dulu pilihannya; perjalanan mengikuti pilihan.",
    en="She has not chosen to return with support. Record her choice first; the journey follows it.",
)
_NOT_BEFORE: Final = Words(
    id="Ia minta berangkat paling awal {day}. Pindahkan tanggalnya, atau tanyakan hari lain.",
    en="She asked to leave on {day} at the earliest. Move the date, or ask her for other days.",
)
_NOT_AFTER: Final = Words(
    id="Ia minta berangkat paling lambat {day}. Pindahkan tanggalnya, atau tanyakan hari lain.",
    en="She asked to leave on {day} at the latest. Move the date, or ask her for other days.",
)
_ARRIVES_EARLY: Final = Words(
    id="Tiba sebelum berangkat; periksa kedua tanggal.", en="It arrives before it departs; check both dates."
)
_PAST: Final = Words(
    id="Hari berangkat {day} sudah lewat ketika rencana ini dibuat.",
    en="The day of departure, {day}, had passed when this plan was made.",
)
_NO_PLAN: Final = Words(
    id="Belum ada rencana perjalanan yang berlaku untuk berkas ini.", en="There is no planned way for this case."
)
_CONFIRMED: Final = Words(id="Tiketnya sudah dikonfirmasi.", en="The tickets are confirmed already.")
_DISCREET: Final = Words(
    id="Ia memilih pulang tanpa pemberitahuan: tidak ada kantor yang diberi tahu, jadi tidak ada yang dicatat.",
    en="She chose to return without notice: no office is told, so nothing is recorded.",
)
_NOT_ACKNOWLEDGED: Final = Words(id="Dinas itu belum menyatakan siap menerima.", en="That office has not acknowledged.")
_OTHER_OFFICE: Final = Words(
    id="Anda hanya dapat mencatat untuk dinas Anda sendiri.", en="You can only record this for your own office."
)
_NO_RECEIVER: Final = Words(
    id="Instansi itu bukan dinas yang menerima warga.", en="That agency is no office that receives people."
)
_RECEIVERS: Final = frozenset(
    {AgencyKind.RECEIVING_OFFICE.value, AgencyKind.CITY_OFFICE.value, AgencyKind.PROVINCE_OFFICE.value}
)


def _now(trail: Trail) -> Moment:
    return moment(trail.day(None))


def _case(trail: Trail, programme: str, number: str) -> CaseRef:
    """This will find a case, keep other acts from writing about it meanwhile, and note it."""
    case = cases.find(number, programme)
    case_operations.hold(case=case.id)
    trail.note(subject=case.number, case=case.id)
    return case


def _plan(trail: Trail, case: CaseRef) -> ItineraryFacts:
    plan = queries.itinerary(case.id, _now(trail))
    if plan is None or plan.event == ItineraryEvent.DROPPED.value:
        raise Refusal("no-itinerary", _NO_PLAN)
    return plan


def _destination(what: PlanItinerary, file: CaseFile) -> str:
    """This will give the dotted code of where the way ends; refuses unknown places and any but her home regency."""
    try:
        reached = places.place(code=what.reaches)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.words, field="reaches") from refusal
    if not file.home:
        raise Refusal("home-unknown", _NO_HOME)
    if not same_regency(reached.code, file.home):
        home = places.place(code=file.home)
        raise Refusal(
            "not-home",
            _NOT_HOME.format(home=home.regency_name or home.name, reaches=reached.full_name),
            field="reaches",
        )
    return reached.code


def _refuse_unchosen(file: CaseFile) -> None:
    if file.choice is None or file.choice.choice != ChoiceKind.RETURN.value:
        raise Refusal("return-not-chosen", _NOT_CHOSEN)


def _refuse_other_days(what: PlanItinerary, file: CaseFile, on: date) -> None:
    wish = file.wish
    if what.arrives_on < what.departs_on:
        raise Refusal("arrives-before-departing", _ARRIVES_EARLY, field="arrives_on")
    if what.departs_on < on:
        raise Refusal("departure-has-passed", _PAST.format(day=in_words(what.departs_on)), field="departs_on")
    if wish is not None and wish.not_before is not None and what.departs_on < wish.not_before:
        raise Refusal("before-her-days", _NOT_BEFORE.format(day=in_words(wish.not_before)), field="departs_on")
    if wish is not None and wish.not_after is not None and what.departs_on > wish.not_after:
        raise Refusal("after-her-days", _NOT_AFTER.format(day=in_words(wish.not_after)), field="departs_on")


def _legs(what: PlanItinerary, reaches: str) -> tuple[Leg, ...]:
    legs = tuple(Leg(leg.mode.value, leg.start, leg.to, leg.departs, leg.arrives, leg.fare) for leg in what.legs)
    for place, leg in enumerate(legs, start=1):
        for name, stop in (("from", leg.start), ("to", leg.to)):
            if stop[:1].isdigit():
                _refuse_unknown_stop(stop, f"legs.{place}.{name}")
    wrong = faults(legs, reaches=reaches, departs_on=what.departs_on, arrives_on=what.arrives_on)
    if wrong:
        raise Refusal("legs-do-not-fit", wrong[0], field="legs")
    return legs


def _refuse_unknown_stop(code: str, field: str) -> None:
    try:
        places.place(code=code)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.words, field=field) from refusal


def _office(by: Actor, said: str | None) -> str:
    """This will give the office that speaks; a receiving officer speaks only for her own."""
    office = accounts.agency(said or by.agency)
    if office.kind not in _RECEIVERS:
        raise Refusal("not-a-receiving-office", _NO_RECEIVER, field="agency")
    if by.agency != office.code and by.roles == {Role.RECEIVING_OFFICER.value}:
        raise Refusal("another-office", _OTHER_OFFICE, field="agency")
    return office.code


VERBS = (
    Verb("journeys.itinerary.plan", PlanItinerary, plan_itinerary),
    Verb("journeys.itinerary.confirm", ConfirmTickets, confirm_tickets),
    Verb("journeys.itinerary.drop", DropItinerary, drop_itinerary),
    Verb("journeys.receiver.acknowledge", Acknowledge, acknowledge),
    Verb("journeys.receiver.withdraw", WithdrawAcknowledgment, withdraw),
)
