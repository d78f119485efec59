"""Times offered, appointments and frozen lists as values; never an identity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """A time at which people of a round are met, one after the other and never in a queue."""

    code: str
    round: str
    meets_on: date
    starts: str
    place: str
    capacity: int


@dataclass(frozen=True, slots=True)
class AppointmentFacts:
    """The latest word on one case's appointment."""

    event: str
    slot: SlotFacts


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One case on a frozen list: what verifying it had come to, by which evidence, and whether it registered late."""

    case: UUID
    number: str
    outcome: str
    kind: str
    late: bool


@dataclass(frozen=True, slots=True)
class ListFacts:
    """A list a round left behind: it never changes."""

    round: str
    last_day: date
    counts: Mapping[str, int]
    digest: str
    method: Mapping[str, str]
    decided_by: str
    agency: str
    frozen_on: date
