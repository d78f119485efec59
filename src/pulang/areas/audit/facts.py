"""Lines of the act book as values."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Told:
    """One act of a programme as a list of them shows it; `said` is the day it is true for, where it says one."""

    seq: int
    id: str
    at: datetime
    agency: str
    verb: str
    subject: str
    said: str
    struck: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One act as it was written down; `payload` holds no personal value, `sealed` holds those it had."""

    seq: int
    id: str
    at: datetime
    by: str
    agency: str
    verb: str
    programme: str
    subject: str
    payload: dict[str, Any]
    sealed: bytes | None
    sealed_for: UUID | None
    fingerprint: bytes
    sealed_fingerprint: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One decision about personal data: who asked through which door, about whom, for what, and what was decided.

    It names fields and never their values. `session` is the beginning of a hash, so that what one session or one
    machine's key did can be found again, and the session itself cannot. Codes are those of `rules`.
    """

    at: datetime | None  # unsaid: the instant at which the database writes it
    actor: str
    agency: str
    roles: tuple[str, ...]
    session: str
    door: str
    purpose: str
    action: str
    kind: str
    case: UUID | None
    person: UUID | None
    number: str
    programme: str
    fields: tuple[str, ...]
    count: int
    cases: tuple[UUID, ...]
    decision: str
    reason: str
    request: str


@dataclass(frozen=True, slots=True)
class SealFacts:
    """A seal as it stands in the database or in a checkpoint file."""

    number: int
    at: datetime
    count: int
    total: int
    merkle: bytes
    root: bytes
    key: str
    signature: bytes

    @property
    def micros(self) -> int:
        """This will give the instant as whole microseconds since 1970, in which no time zone can hide."""
        since = self.at - datetime(1970, 1, 1, tzinfo=UTC)
        return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


@dataclass(frozen=True, slots=True)
class SealedFacts:
    """What a seal holds of one book: how many rows, their leaves in order, which are gone or changed, the oldest."""

    seal: int
    count: int
    leaves: bytes
    missing: tuple[int, ...]
    changed: tuple[int, ...]
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Stray:
    """A row that no seal holds: whether it pretends to be old, whether its leaf is right, since when it waits."""

    row: int
    backdated: bool
    sound: bool
    written_at: datetime | None


@dataclass(frozen=True, slots=True)
class Suspects:
    """Whose looks and acts are asked for: accounts, machines' keys by their marks, agencies; in a period."""

    since: datetime
    until: datetime
    actors: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one case or one programme: the names of the fields, how often, first and last."""

    key: Any
    fields: tuple[str, ...]
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Acted:
    """Acts of one verb about one subject: the names of what was said, and whether something was sealed."""

    subject: str
    verb: str
    fields: tuple[str, ...]
    sealed: bool
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Looked:
    """Looks at one case on one day by one agency, in one role, for one purpose."""

    day: date
    agency: str
    roles: tuple[str, ...]
    purpose: str
    action: str
    denied: bool
    times: int
    agency_name: str  # empty for the system itself, and for the person


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look as the keeper of the book reads it."""

    seq: int
    at: datetime
    actor: str
    agency: str
    door: str
    purpose: str
    action: str
    kind: str
    number: str
    count: int
    denied: bool
    reason: str


@dataclass(frozen=True, slots=True)
class LookFilter:
    """What the keeper narrows the book to."""

    programme: str
    actor: str = ""
    case: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An act as it is pointed to: its id, what it did, when, and which act struck it."""

    id: str
    verb: str
    at: datetime
    struck_by: str | None
