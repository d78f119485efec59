"""Contacts, questions and notices as values."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """How she may be reached, by her latest word; `address` is the key of what is sealed, none where nobody may."""

    way: str
    hours: str
    language: str
    address: UUID | None
    on: date


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question, or its answer; `words` is the key of its text."""

    number: str
    ref: str
    event: str
    on: date
    by: str
    due_on: date | None
    words: UUID


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """A question of hers with its answer, if there is one."""

    asked: QuestionLine
    answered: QuestionLine | None

    @property
    def due_on(self) -> date | None:
        """This will give the last day for an answer while there is none."""
        return None if self.answered else self.asked.due_on

    def late(self, today: date) -> bool:
        """This will be true when the answer is late."""
        return self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A notice that waits, went out or did not; nothing in it says to whom."""

    id: int
    case: UUID
    kind: str
    purpose: str
    version: str
    due_at: datetime
    state: str
    tries: int
    message: UUID | None


@dataclass(frozen=True, slots=True)
class LogLine:
    """How many notices of a kind and version came to one end on a day, and after how many tries at most."""

    on: date
    kind: str
    version: str
    state: str
    notices: int
    tries: int
