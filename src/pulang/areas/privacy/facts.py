"""Requests, deletions, letters of authorities and purges as values; codes are those of `rules`."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DeletionFacts:
    """What an office was asked to delete, and whether it said that it has."""

    case: UUID
    number: str
    programme: str
    agency: str
    purpose: str
    asked_on: date
    due_at: datetime
    confirmed_on: date | None

    def overdue(self, at: datetime) -> bool:
        """This will be true when the office should have confirmed by now."""
        return self.confirmed_on is None and at >= self.due_at


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One event of a request; `detail` is how she was known, or the ground of a refusal."""

    event: str
    on: date
    by: str
    detail: str
    note: str


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request of a person with everything that became of it, in order."""

    case: UUID
    number: str
    programme: str
    ref: str
    kind: str
    due_at: datetime
    lines: tuple[RequestLine, ...]

    @property
    def event(self) -> str:
        """This will give the latest event."""
        return self.lines[-1].event

    @property
    def received_on(self) -> date:
        """This will give the day the clock began."""
        return self.lines[0].on

    @property
    def open(self) -> bool:
        """This will be true while she has no answer yet: the law's clock runs."""
        return self.event in {"RECEIVED", "CHECKED", "DECIDED"}

    def overdue(self, at: datetime) -> bool:
        """This will be true when she should have had her answer by now."""
        return self.open and at >= self.due_at

    def by(self, event: str) -> str:
        """This will give who recorded an event, or nothing where it did not happen."""
        return next((line.by for line in reversed(self.lines) if line.event == event), "")


@dataclass(frozen=True, slots=True)
class OfficialLine:
    """One event of an authority's letter about a person."""

    event: str
    on: date
    by: str
    fields: tuple[str, ...]
    note: str
    silent_until: date | None


@dataclass(frozen=True, slots=True)
class OfficialFacts:
    """An authority's letter about one person, with everything that became of it, in order."""

    case: UUID
    number: str
    programme: str
    ref: str
    authority: str
    letter: str
    basis: str
    lines: tuple[OfficialLine, ...]

    @property
    def event(self) -> str:
        """This will give the latest event."""
        return self.lines[-1].event

    @property
    def received_on(self) -> date:
        """This will give the day the letter came."""
        return self.lines[0].on

    def of(self, event: str) -> OfficialLine | None:
        """This will give the line of an event, or None where it did not happen."""
        return next((line for line in reversed(self.lines) if line.event == event), None)

    @property
    def silent_until(self) -> date | None:
        """This will give the day until which a court forbids telling her."""
        return next((line.silent_until for line in reversed(self.lines) if line.silent_until), None)

    @property
    def told(self) -> bool:
        """This will be true when she knows of it."""
        return any(line.event == "TOLD" for line in self.lines)

    def to_be_told(self, day: date) -> bool:
        """This will be true when it is decided, nothing forbids telling her, and she was not told."""
        decided = self.event in {"GIVEN", "REFUSED"}
        return decided and not self.told and (self.silent_until is None or self.silent_until <= day)


@dataclass(frozen=True, slots=True)
class PurgeFacts:
    """A purge of identities of one programme that was proposed, and what became of it."""

    ref: str
    programme: str
    rule: str
    cut_on: date
    affected: int
    proposed_by: str
    proposed_on: date
    event: str


@dataclass(frozen=True, slots=True)
class Keep:
    """How long one thing is kept, why, and what happens at its end."""

    id: str
    what_id: str
    what_en: str
    keep_for: str
    action: str
    basis: str
    tables: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A consent that ran out while something still rests on it."""

    case: UUID
    number: str
    programme: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """How many letters of authorities came in a quarter of a year, and what became of them."""

    year: int
    quarter: int
    received: int
    given: int
    refused: int
