"""Reads accepted plans, itineraries, tickets and the receiving office's word as of a day."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pulang.areas.journeys.facts import (
    EscortFacts,
    FollowUpFacts,
    ItineraryFacts,
    Leg,
    PlanFacts,
    ReceiverFacts,
    SearchFacts,
    TicketFacts,
)
from pulang.areas.journeys.planning.offices import NetworkFacts, Service, StopFacts
from pulang.areas.journeys.planning.problem import Place
from pulang.areas.journeys.rules import LIVING
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
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


_TICKETS = """
SELECT DISTINCT ON (t.case_id) t.case_id, t.plan, t.event, t.escort, t.amount, t.proof, t.meets
FROM journeys_ticket t
WHERE {narrowed} AND t.happened_on <= %(day)s AND t.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = t.act_id AND s.recorded_at < %(known)s)
ORDER BY t.case_id, t.happened_on DESC, t.act_id DESC
"""
_RETURNED = """
SELECT coalesce(sum(t.amount), 0) FROM journeys_ticket t
WHERE t.plan = %(plan)s AND t.event = 'RETURNED' AND t.happened_on <= %(day)s AND t.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = t.act_id AND s.recorded_at < %(known)s)
"""
_PLANS = """
SELECT p.number, p.source_id, p.cost, p.people, p.escorts, p.happened_on
FROM journeys_plan p
WHERE p.programme_id = %(programme)s AND p.happened_on <= %(day)s AND p.recorded_at < %(known)s
"""
_UNKNOWN_PLAN = Words(
    id="Rencana dengan nomor itu tidak ada di program ini.", en="This programme has no plan with that number."
)


def tickets(cases: Collection[UUID], moment: Moment) -> tuple[TicketFacts, ...]:
    """This will give the latest word on the tickets of these cases that have one, in the order of their keys."""
    statement = _TICKETS.format(narrowed="t.case_id = ANY(%(cases)s)")
    found = sql.rows(statement, cases=list(cases), day=moment.day, known=moment.known_before)
    return tuple(TicketFacts(*row) for row in found)


def living(programme: str, moment: Moment) -> tuple[TicketFacts, ...]:
    """This will give every ticket of a programme that is tied or bought and not given back; to be asked counting."""
    statement = _TICKETS.format(narrowed="t.programme_id = %(programme)s")
    found = sql.rows(statement, programme=programme, day=moment.day, known=moment.known_before)
    return tuple(each for each in (TicketFacts(*row) for row in found) if each.event in LIVING)


def returned(plan: str, moment: Moment) -> int:
    """This will give how much money a plan needs no more because tickets were given back; to be asked counting."""
    row = sql.one(_RETURNED, plan=plan, day=moment.day, known=moment.known_before)
    return int(row[0]) if row else 0


def plans(programme: str, moment: Moment) -> tuple[PlanFacts, ...]:
    """This will give the plans that were accepted by a day, the newest first."""
    found = sql.rows(
        f"{_PLANS} ORDER BY p.happened_on DESC, p.act_id DESC LIMIT 200",
        programme=programme,
        day=moment.day,
        known=moment.known_before,
    )
    return tuple(_plan(row) for row in found)


def plan(number: str, programme: str, moment: Moment) -> PlanFacts:
    """This will give one accepted plan; refuses a number that is not this programme's."""
    row = sql.one(
        f"{_PLANS} AND p.number = %(number)s",
        number=number,
        programme=programme,
        day=moment.day,
        known=moment.known_before,
    )
    if row is None:
        raise Refusal("unknown-plan", _UNKNOWN_PLAN, field="plan")
    return _plan(row)


def _plan(row: tuple[Any, ...]) -> PlanFacts:
    number, source, cost, people, escorts, on = row
    found = tuple(
        EscortFacts(each["code"], legs_of(each["there"]), legs_of(each["back"]), each["cost"])
        for each in json.loads(escorts)
    )
    return PlanFacts(number, source, cost, people, found, on)


def itinerary(case: UUID, moment: Moment) -> ItineraryFacts | None:
    """This will give the latest word on a person's way home; None where none was planned."""
    row = sql.prepared_one(_ITINERARY, case=case, day=moment.day, known=moment.known_before)
    if row is None:
        return None
    event, reaches, departs_on, arrives_on, legs, on = row
    return ItineraryFacts(event, reaches, departs_on, arrives_on, legs_of(json.loads(legs)), on)


def receiver(case: UUID, moment: Moment) -> ReceiverFacts | None:
    """This will give the latest word of an office that receives the person; None where none was given."""
    row = sql.one(_RECEIVER, case=case, day=moment.day, known=moment.known_before)
    return None if row is None else ReceiverFacts(*row)


_CANCELLED = """
SELECT c.mode, c.start, c.to, c.departs, c.leaves FROM journeys_cancellation c
WHERE c.programme_id = %(programme)s AND c.happened_on <= %(day)s AND c.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
"""
_TOLD = """
SELECT DISTINCT ON (i.case_id) i.case_id, i.legs
FROM journeys_itinerary i
WHERE i.case_id = ANY(%(cases)s) AND i.event <> 'DROPPED' AND i.happened_on <= %(day)s AND i.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = i.act_id AND s.recorded_at < %(known)s)
ORDER BY i.case_id, i.happened_on DESC, i.act_id DESC
"""


def cancelled(programme: str, moment: Moment) -> frozenset[tuple[str, str, str, date, str]]:
    """This will give the departures that do not run: mode, from, to, local day and hour."""
    found = sql.rows(_CANCELLED, programme=programme, day=moment.day, known=moment.known_before)
    return frozenset((row[0], row[1], row[2], row[3], row[4]) for row in found)


def last_told(cases: Collection[UUID], moment: Moment) -> dict[UUID, tuple[Leg, ...]]:
    """This will give the way each of these people was told last, dropped since or not."""
    found = sql.rows(_TOLD, cases=list(cases), day=moment.day, known=moment.known_before)
    return {row[0]: legs_of(json.loads(row[1])) for row in found}


_CHECKED_IN = """
SELECT EXISTS (
    SELECT 1 FROM journeys_checkin c
    WHERE c.case_id = %(case)s AND c.happened_on = %(day)s AND c.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
)
"""


def checked_in(case: UUID, moment: Moment) -> bool:
    """This will be true when she was there to leave on this very day."""
    row = sql.one(_CHECKED_IN, case=case, day=moment.day, known=moment.known_before)
    return bool(row and row[0])


def follow_ups_of(said: str) -> tuple[FollowUpFacts, ...]:
    """This will read follow-ups as `boards.followed` gives them."""
    return tuple(FollowUpFacts(**{**line, "on": date.fromisoformat(line["on"])}) for line in json.loads(said))


def legs_of(said: Iterable[dict[str, Any]]) -> tuple[Leg, ...]:
    """This will read legs as they are kept in the books."""
    return tuple(_leg(leg) for leg in said)


def _leg(said: dict[str, Any]) -> Leg:
    return Leg(
        mode=said["mode"],
        start=said["from"],
        to=said["to"],
        departs=date.fromisoformat(said["departs"]),
        arrives=date.fromisoformat(said["arrives"]),
        fare=said["fare"],
        leaves=said.get("leaves", ""),
        comes=said.get("comes", ""),
    )


_SEARCH = """
SELECT s.number, s.programme_id, s.as_of, s.seconds, s.begun_at, s.state, s.share, s.home, s.cost, s.stopping, s.result
FROM journeys_search s WHERE {which} ORDER BY s.begun_at DESC, s.number LIMIT 1
"""


def search(number: str, programme: str) -> SearchFacts:
    """This will give one search for a better plan; refuses a number that is not this programme's."""
    found = _search("s.number = %(number)s AND s.programme_id = %(programme)s", number=number, programme=programme)
    if found is None:
        raise Refusal("unknown-search", _UNKNOWN_SEARCH, field="search")
    return found


def searching(programme: str, *, since: datetime) -> SearchFacts | None:
    """This will give the search that waits or runs in a programme, begun after an instant; None where there is none."""
    living = "s.programme_id = %(programme)s AND s.state IN ('WAITING', 'RUNNING') AND s.begun_at > %(since)s"
    return _search(living, programme=programme, since=since)


def _search(which: str, **values: object) -> SearchFacts | None:
    row = sql.one(_SEARCH.replace("{which}", which), **values)
    return None if row is None else replace(SearchFacts(*row), result=json.loads(row[-1]))


_UNKNOWN_SEARCH = Words(
    id="Pencarian itu tidak ada di sini, atau hasilnya sudah dihapus. Susun lagi rencananya.",
    en="There is no such search here, or what it found was deleted. Please plan again.",
)


_STANDS = """
WHERE x.programme_id = %(programme)s AND x.happened_on <= %(day)s AND x.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id AND s.recorded_at < %(known)s)
ORDER BY x.id LIMIT 5000
"""
_STOPS = f"SELECT x.code, x.name, x.zone, x.latitude, x.longitude, x.district FROM journeys_stop x {_STANDS}"  # noqa: S608 - our own words
_SERVICES = f"""
SELECT x.code, x.mode, x.start, x.to, x.days, x.leaves, x.minutes, x.fare, x.charter, x.seats, x.first, x.last, x.source
FROM journeys_service x {_STANDS}
"""  # noqa: S608 - our own words
_ENDS = f"SELECT x.code, x.last FROM journeys_serviceend x {_STANDS}"  # noqa: S608 - our own words


def network_of(programme: str, moment: Moment) -> NetworkFacts:
    """This will give what a programme's office made of its network by a day."""
    asked = {"programme": programme, "day": moment.day, "known": moment.known_before}
    stops = tuple(
        StopFacts(Place(code, name, zone, float(latitude), float(longitude), district[:2]), district)
        for code, name, zone, latitude, longitude, district in sql.rows(_STOPS, **asked)
    )
    services = tuple(Service(*row) for row in sql.rows(_SERVICES, **asked))
    return NetworkFacts(stops, services, dict(sql.rows(_ENDS, **asked)))
