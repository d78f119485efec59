"""Lines of case facts as they come from the books."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CaseLine:
    """The facts of one case as one line, with the days its answers stand since and until."""

    case: UUID
    line: str
    opened_on: date
    choice_on: date | None
    consent_lost_on: date | None
    duplicate_on: date | None
    objection_on: date | None
    itinerary_on: date | None
    move_on: date | None
    good_until: date | None
    programme: str
    origin: str
    number: str


@dataclass(frozen=True, slots=True)
class Situation:
    """Cases that share one line of facts: how many, and the earliest day for each kind of since."""

    line: str
    cases: int
    opened_on: date
    choice_on: date | None
    consent_lost_on: date | None
    duplicate_on: date | None
    objection_on: date | None
    itinerary_on: date | None
    move_on: date | None
