"""Copies as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NamedTuple


class Column(Enum):
    """All that a copy can ever hold. There is none for where she lives, how to reach her, her account, or notes."""

    NUMBER = "NUMBER"
    STAGE = "STAGE"
    OPENED_ON = "OPENED_ON"
    ORIGIN = "ORIGIN"
    HOME = "HOME"
    CONSENT_UNTIL = "CONSENT_UNTIL"
    NAME = "NAME"
    NIK = "NIK"
    BIRTH_DATE = "BIRTH_DATE"


class Verdict(Enum):
    """What the second person said."""

    APPROVED = "APPROVED"
    REFUSED = "REFUSED"


class State(Enum):
    """Where a copy stands."""

    WAITING = "WAITING"
    REFUSED = "REFUSED"
    APPROVED = "APPROVED"
    FAILED = "FAILED"
    READY = "READY"
    GONE = "GONE"


class Bearer(NamedTuple):
    """A copy by its number, whom it was made for, who asked for it and who approved it."""

    number: str
    recipient: str
    asked_by: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: who wants which columns of which cases, for what, and who is to receive them."""

    number: str
    programme: str
    requested_by: str
    agency: str
    recipient: str
    receiver: str
    purpose: str
    columns: tuple[Column, ...]
    origin: str
    stage: str
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class Export:
    """A request and what became of it. `rows` and `digest` stay when the file is gone."""

    request: Request
    state: State
    decided_by: str
    decided_at: datetime | None
    rows: int | None
    digest: str
    made_at: datetime | None
    ends_at: datetime | None
    failed: str
    told: bool  # the password was shown
