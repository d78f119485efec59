"""Writes itineraries and the receiving office's word."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pulang.areas.journeys.facts import Leg
from pulang.areas.journeys.models import Itinerary, Receiver
from pulang.areas.journeys.rules import ItineraryEvent, ReceiverEvent
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
def mark_receiver(*, programme: str, case: UUID, agency: str, event: ReceiverEvent, stamp: Stamp) -> None:
    """This will write that an office expects a person, or takes that back."""
    Receiver.objects.create(
        programme_id=programme, case_id=case, agency_id=agency, event=event.value, **stamp.columns()
    )


def _plain(leg: Leg) -> dict[str, object]:
    return {
        "mode": leg.mode,
        "from": leg.start,
        "to": leg.to,
        "departs": leg.departs.isoformat(),
        "arrives": leg.arrives.isoformat(),
        "fare": leg.fare,
    }
