"""One person's way home, and the receiving office's word, as values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Leg:
    """One part of the way: by what, from where to where, from which day to which, for how much."""

    mode: str
    start: str
    to: str
    departs: date
    arrives: date
    fare: int | None = None


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
