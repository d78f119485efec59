"""Writes accepted plans, itineraries, tickets, and the receiving office's word."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from pulang.areas.journeys.facts import EscortFacts, Leg, PlanFacts, TicketFacts
from pulang.areas.journeys.models import (
    Cancellation,
    Checkin,
    FollowUp,
    Handover,
    Itinerary,
    Plan,
    Receiver,
    Search,
    ServiceEnd,
    Support,
    Ticket,
)
from pulang.areas.journeys.models import Service as ServiceRow
from pulang.areas.journeys.models import Stop as StopRow
from pulang.areas.journeys.planning.offices import Service, StopFacts
from pulang.areas.journeys.rules import (
    Difference,
    HandoverEvent,
    ItineraryEvent,
    Reached,
    ReceiverEvent,
    SearchState,
    SupportKind,
    SupportState,
    TicketEvent,
)
from pulang.storage import sql
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def mark_itinerary(
    *,
    programme: str,
    case: UUID,
    event: ItineraryEvent,
    stamp: Stamp,
    reaches: str = "",
    departs_on: date | None = None,
    arrives_on: date | None = None,
    legs: Sequence[Leg] = (),
) -> None:
    """This will write what became of a person's way home; every line stands whole, so the latest one is enough."""
    Itinerary.objects.create(
        programme_id=programme,
        case_id=case,
        event=event.value,
        reaches=reaches,
        departs_on=departs_on,
        arrives_on=arrives_on,
        legs=[_plain(leg) for leg in legs],
        **stamp.columns(),
    )


@needs_transaction
def check_in(*, programme: str, case: UUID, stamp: Stamp) -> None:
    """This will write that she is there to leave."""
    Checkin.objects.create(programme_id=programme, case_id=case, **stamp.columns())


@dataclass(frozen=True, slots=True)
class Side:
    """What every line of one side of a handover says: its number, where, from and to whom, who records it."""

    number: str
    event: HandoverEvent
    final: bool
    place: str
    agency: str
    to: str
    actor: str
    witness: str


@needs_transaction
def hand_over(
    *, programme: str, side: Side, cases: Iterable[UUID], stamp: Stamp, why: Difference | None = None
) -> None:
    """This will write one side of a handover, a line a case."""
    columns = stamp.columns()
    Handover.objects.bulk_create(
        Handover(
            programme_id=programme,
            case_id=case,
            number=side.number,
            event=side.event.value,
            final=side.final,
            place=side.place,
            agency_id=side.agency,
            to_id=side.to,
            actor=side.actor,
            witness=side.witness,
            why=why.value if why else "",
            **columns,
        )
        for case in cases
    )


@needs_transaction
def cancel(*, programme: str, leg: Leg, reason: str, stamp: Stamp) -> None:
    """This will write that a departure does not run."""
    Cancellation.objects.create(
        programme_id=programme,
        mode=leg.mode,
        start=leg.start,
        to=leg.to,
        departs=leg.departs,
        leaves=leg.leaves,
        reason=reason,
        **stamp.columns(),
    )


@needs_transaction
def mark_support(
    *, programme: str, case: UUID, kind: SupportKind, state: SupportState, agency: str, stamp: Stamp
) -> None:
    """This will write how far a step of support is."""
    Support.objects.create(
        programme_id=programme,
        case_id=case,
        kind=kind.value,
        state=state.value,
        agency_id=agency or None,
        **stamp.columns(),
    )


@needs_transaction
def begin_search(*, number: str, programme: str, actor: str, as_of: date, seconds: int, at: datetime) -> None:
    """This will write that a better plan is to be sought."""
    Search.objects.create(
        number=number,
        programme_id=programme,
        actor=actor,
        as_of=as_of,
        seconds=seconds,
        begun_at=at,
        state=SearchState.WAITING.value,
    )


_TAKE_SEARCH = """
UPDATE journeys_search SET state = 'RUNNING'
WHERE number = (
    SELECT s.number FROM journeys_search s WHERE s.state = 'WAITING' AND s.begun_at > %(since)s
    ORDER BY s.begun_at, s.number LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING number, programme_id
"""
_TELL_SEARCH = """
UPDATE journeys_search SET share = %(share)s, home = %(home)s, cost = %(cost)s
WHERE number = %(number)s RETURNING stopping
"""
_END_SEARCH = """
UPDATE journeys_search SET state = %(state)s, share = 100, home = %(home)s, cost = %(cost)s, result = %(result)s
WHERE number = %(number)s
"""
_STOP_SEARCH = "UPDATE journeys_search SET stopping = true WHERE number = %(number)s"
_FORGET_SEARCHES = """
UPDATE journeys_search SET result = '{}' WHERE begun_at <= %(before)s AND result <> '{}'::jsonb
"""


@needs_transaction
def take_search(*, since: datetime) -> tuple[str, str] | None:
    """This will take the search that waits longest, for one worker alone: its number and programme."""
    found = sql.one(_TAKE_SEARCH, since=since)
    return None if found is None else (found[0], found[1])


@needs_transaction
def tell_search(*, number: str, share: int, home: int, cost: int) -> bool:
    """This will write how far a search is; gives whether somebody asked it to stop."""
    found = sql.one(_TELL_SEARCH, number=number, share=share, home=home, cost=cost)
    return bool(found and found[0])


@needs_transaction
def end_search(*, number: str, state: SearchState, home: int = 0, cost: int = 0, result: Mapping[str, object]) -> None:
    """This will write what a search found, or why it found nothing."""
    sql.run(_END_SEARCH, number=number, state=state.value, home=home, cost=cost, result=json.dumps(result))


@needs_transaction
def stop_search(*, number: str) -> None:
    """This will ask a search to end with the best it has."""
    sql.run(_STOP_SEARCH, number=number)


@needs_transaction
def forget_searches(*, before: datetime) -> int:
    """This will delete what old searches found; that they were stays. Gives how many."""
    return sql.run(_FORGET_SEARCHES, before=before)


@needs_transaction
def widen(*, programme: str, stops: Iterable[StopFacts], services: Iterable[Service], stamp: Stamp) -> None:
    """This will write places and services an office adds to its network; a code used before is refused."""
    columns = stamp.columns()
    StopRow.objects.bulk_create(
        StopRow(
            programme_id=programme,
            code=one.place.code,
            name=one.place.name,
            zone=one.place.zone,
            district=one.district,
            latitude=round(Decimal(str(one.place.latitude)), 5),
            longitude=round(Decimal(str(one.place.longitude)), 5),
            **columns,
        )
        for one in stops
    )
    ServiceRow.objects.bulk_create(ServiceRow(programme_id=programme, **asdict(one), **columns) for one in services)


@needs_transaction
def end_service(*, programme: str, code: str, last: date, reason: str, stamp: Stamp) -> None:
    """This will write the last day a service runs on."""
    ServiceEnd.objects.create(programme_id=programme, code=code, last=last, reason=reason, **stamp.columns())


@needs_transaction
def follow_up(
    *, programme: str, case: UUID, month: int, outcome: Reached, answers: Mapping[str, str], stamp: Stamp
) -> None:
    """This will write what somebody said some months after she arrived."""
    FollowUp.objects.create(
        programme_id=programme, case_id=case, month=month, outcome=outcome.value, **answers, **stamp.columns()
    )


@needs_transaction
def mark_receiver(*, programme: str, case: UUID, agency: str, event: ReceiverEvent, stamp: Stamp) -> None:
    """This will write that an office expects a person, or takes that back."""
    Receiver.objects.create(
        programme_id=programme, case_id=case, agency_id=agency, event=event.value, **stamp.columns()
    )


@dataclass(frozen=True, slots=True)
class Way:
    """What an accepted plan says of one case: where she ends, her legs, and her ticket."""

    case: UUID
    reaches: str
    legs: tuple[Leg, ...]
    escort: str
    amount: int
    meets: str


@needs_transaction
def accept(*, programme: str, plan: PlanFacts, ways: Iterable[Way], stamp: Stamp) -> None:
    """This will write an accepted plan with everybody's itinerary and ticket; a number used before is refused."""
    columns = stamp.columns()
    Plan.objects.create(
        programme_id=programme,
        number=plan.number,
        source_id=plan.source,
        cost=plan.cost,
        people=plan.people,
        escorts=[_plain_escort(each) for each in plan.escorts],
        **columns,
    )
    found = tuple(ways)
    Itinerary.objects.bulk_create(
        Itinerary(
            programme_id=programme,
            case_id=way.case,
            event=ItineraryEvent.PLANNED.value,
            reaches=way.reaches,
            departs_on=way.legs[0].departs,
            arrives_on=way.legs[-1].arrives,
            legs=[_plain(leg) for leg in way.legs],
            **columns,
        )
        for way in found
    )
    Ticket.objects.bulk_create(
        Ticket(
            programme_id=programme,
            case_id=way.case,
            plan=plan.number,
            event=TicketEvent.TIED.value,
            escort=way.escort,
            amount=way.amount,
            meets=way.meets,
            **columns,
        )
        for way in found
    )


@needs_transaction
def mark_ticket(
    *, programme: str, ticket: TicketFacts, event: TicketEvent, amount: int, stamp: Stamp, proof: str = ""
) -> None:
    """This will write that a ticket was bought, or given back: then `amount` is what the plan needs no more."""
    Ticket.objects.create(
        programme_id=programme,
        case_id=ticket.case,
        plan=ticket.plan,
        event=event.value,
        escort=ticket.escort,
        amount=amount,
        proof=proof or ticket.proof,
        meets=ticket.meets,
        **stamp.columns(),
    )


def _plain_escort(one: EscortFacts) -> dict[str, object]:
    return {
        "code": one.code,
        "there": [_plain(leg) for leg in one.there],
        "back": [_plain(leg) for leg in one.back],
        "cost": one.cost,
    }


def _plain(leg: Leg) -> dict[str, object]:
    times = {"leaves": leg.leaves, "comes": leg.comes} if leg.leaves else {}
    return {
        "mode": leg.mode,
        "from": leg.start,
        "to": leg.to,
        "departs": leg.departs.isoformat(),
        "arrives": leg.arrives.isoformat(),
        "fare": leg.fare,
        **times,
    }
