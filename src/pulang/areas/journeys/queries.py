"""Reads itineraries and the receiving office's word as of a day."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from pulang.areas.journeys.facts import ItineraryFacts, Leg, ReceiverFacts
from pulang.kernel.moments import Moment
from pulang.storage import sql

_ITINERARY = """
SELECT i.event, i.reaches, i.departs_on, i.arrives_on, i.legs, i.happened_on
FROM journeys_itinerary i
WHERE i.case_id = %(case)s AND i.happened_on <= %(day)s AND i.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = i.act_id AND s.recorded_at < %(known)s)
ORDER BY i.happened_on DESC, i.act_id DESC
LIMIT 1
"""
_RECEIVER = """
SELECT r.agency_id, r.event, r.happened_on
FROM journeys_receiver r
WHERE r.case_id = %(case)s AND r.happened_on <= %(day)s AND r.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = r.act_id AND s.recorded_at < %(known)s)
ORDER BY r.happened_on DESC, r.act_id DESC
LIMIT 1
"""


def itinerary(case: UUID, moment: Moment) -> ItineraryFacts | None:
    """This will give the latest word on a person's way home; None where none was planned."""
    row = sql.one(_ITINERARY, case=case, day=moment.day, known=moment.known_before)
    if row is None:
        return None
    event, reaches, departs_on, arrives_on, legs, on = row
    return ItineraryFacts(event, reaches, departs_on, arrives_on, tuple(_leg(leg) for leg in json.loads(legs)), on)


def receiver(case: UUID, moment: Moment) -> ReceiverFacts | None:
    """This will give the latest word of an office that receives the person; None where none was given."""
    row = sql.one(_RECEIVER, case=case, day=moment.day, known=moment.known_before)
    return None if row is None else ReceiverFacts(*row)


def _leg(said: dict[str, Any]) -> Leg:
    return Leg(
        mode=said["mode"],
        start=said["from"],
        to=said["to"],
        departs=date.fromisoformat(said["departs"]),
        arrives=date.fromisoformat(said["arrives"]),
        fare=said["fare"],
    )
