"""Complaints as values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """One thing that happened to a complaint: filed, answered or reopened; `words` is the key of its text."""

    code: str
    programme: str
    event: str
    on: date
    by: str
    stance: str
    role: str
    topic: str
    against: str
    desk: str
    restricted: bool
    instance: int
    due_on: date | None
    words: UUID


@dataclass(frozen=True, slots=True)
class Pattern:
    """The same complaint against the same office, more than twice within half a year; nobody is in it."""

    topic: str
    against: str
    times: int
