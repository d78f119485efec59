"""One person's way home and ticket, an accepted plan, and the receiving office's word, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Leg:
    """One part of the way: by what, from where to where, from which day to which, for how much."""

    mode: str
    start: str
    to: str
    departs: date
    arrives: date
    fare: int | None = None
    leaves: str = ""  # local time with its clock, "07:30 WITA", where a timetable says it
    comes: str = ""


@dataclass(frozen=True, slots=True)
class ItineraryFacts:
    """The latest word on one person's way: planned, ticketed or dropped."""

    event: str
    reaches: str
    departs_on: date | None
    arrives_on: date | None
    legs: tuple[Leg, ...]
    on: date


@dataclass(frozen=True, slots=True)
class ReceiverFacts:
    """The latest word of the office that receives the person."""

    agency: str
    event: str
    on: date


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """The latest word on one person's ticket under a plan; `amount` is in whole rupiah, for all who travel with her."""

    case: UUID
    plan: str
    event: str
    escort: str
    amount: int
    proof: str
    meets: str


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """What somebody said some months after she arrived, or that nobody reached her; what was not asked is empty."""

    month: int
    outcome: str
    safety: str
    whereabouts: str
    income: str
    support: str
    outlook: str
    on: date


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """A search for a better plan: where it stands in percent of its time, the best so far, and what it found."""

    number: str
    programme: str
    as_of: date
    seconds: int
    begun_at: datetime
    state: str
    share: int
    home: int
    cost: int
    stopping: bool
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EscortFacts:
    """One escort of an accepted plan: the way there and back, and what both cost with the fee."""

    code: str
    there: tuple[Leg, ...]
    back: tuple[Leg, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan that somebody accepted."""

    number: str
    source: str
    cost: int
    people: int
    escorts: tuple[EscortFacts, ...]
    on: date
