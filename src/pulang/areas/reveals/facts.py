"""Reveals, emergencies and samples as values."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Open:
    """A field that shows for one account now: for what, until when, and how many whole minutes are left."""

    field: str
    purpose: str
    basis: str
    closes_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class WordFacts:
    """What followed an emergency."""

    step: str
    upheld: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EmergencyFacts:
    """An emergency with what followed it; `live` while it still opens something."""

    id: int
    case_id: UUID
    person: UUID
    programme: str
    number: str
    actor: str
    agency: str
    reason: str
    explained: str
    asked_at: datetime
    live: bool
    words: tuple[WordFacts, ...] = ()

    def said(self, step: str) -> WordFacts | None:
        """This will give the word of one step, or None while it is waited for."""
        return next((word for word in self.words if word.step == step), None)


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """Cases drawn for verification on a day: how many, among how many, from which seed."""

    id: int
    programme: str
    actor: str
    drawn_on: date
    size: int
    among: int
    seed: str
    numbers: tuple[str, ...]
