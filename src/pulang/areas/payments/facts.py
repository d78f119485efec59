"""Batches of payments as values: tokens and amounts, never a name; what a bank's files hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from pulang.kernel.words import Words


class Way(Enum):
    """How a line of a batch reaches the person: through an account, or in an envelope by appointment."""

    TRANSFER = "TRANSFER"
    CASH = "CASH"


class Outcome(Enum):
    """What came of a line. It reached her, or the money stands in its source again; one of the two, once."""

    HELD = "HELD"  # never sent: her consent or her account ended meanwhile
    PAID = "PAID"
    FAILED = "FAILED"
    RETURNED = "RETURNED"  # the bank sent it back after it had been paid
    COLLECTED = "COLLECTED"
    UNCOLLECTED = "UNCOLLECTED"


class FileKind(Enum):
    """A file for the bank, or what the bank answered."""

    SENT = "SENT"
    RESULT = "RESULT"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a batch before anything came of it."""

    token: str
    way: Way
    amount: int


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line of a batch as the treasurer sees it: no person, only the end of an account."""

    payment: str
    token: str
    way: Way
    amount: int
    tail: str
    sent_on: date | None
    outcome: Outcome | None
    outcome_on: date | None
    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """What one person is paid in a batch, kind by kind; known to those who see the case."""

    case: UUID
    token: str
    kind: str
    decree: str
    amount: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last try to pay one kind to one person: whether it is over without having reached her."""

    case: UUID
    kind: str
    attempt: int
    token: str
    over: bool


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file that went to the bank or came back: when, by which layout, how many lines, how much, its digest."""

    payment: str
    kind: FileKind
    layout: str
    lines: int
    total: int
    digest: str
    on: date


class ProofKind(Enum):
    """In which form a proof is kept; known by its content, whatever the file is called."""

    PDF = "PDF"
    JPEG = "JPEG"
    PNG = "PNG"


@dataclass(frozen=True, slots=True)
class ProofFacts:
    """A document that proves a payment: its form, its size, its digest, when it was filed; `kept` while it is here."""

    key: int
    payment: str
    kind: ProofKind
    size: int
    digest: str
    on: date
    kept: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a bank's answer, and where in the file it stands."""

    place: int
    token: str
    amount: int
    outcome: Outcome
    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file for a bank: its heading and what it holds."""

    head: str
    holds: str
    optional: bool = False  # the file may come without it


@dataclass(frozen=True, slots=True)
class Answer:
    """How a bank's answer is laid out; a column that holds nothing of ours, such as a name, is read past."""

    encoding: str
    delimiter: str
    columns: tuple[Column, ...]
    thousands: str
    outcomes: Mapping[str, Outcome]
    closing: str  # first word of the line with the count and the total


@dataclass(frozen=True, slots=True)
class Booked:
    """One line of a bank statement: its day, the amount, in or out, and the number of ours it bears, if any.

    The bank's own number and the balance after the line stand in it where its statement tells them; by these a copy
    is told from a second transfer.
    """

    place: int
    on: date
    amount: int
    came_in: bool
    mark: str
    reference: str = ""
    balance: int | None = None


class Fault(Enum):
    """Why a line of a statement, or one of ours, has no other half."""

    NO_MARK = "NO_MARK"
    NOT_OURS = "NOT_OURS"
    NOT_ARRIVED = "NOT_ARRIVED"
    OTHER_AMOUNT = "OTHER_AMOUNT"
    TWICE = "TWICE"
    NOT_BOOKED = "NOT_BOOKED"


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A difference between the bank and the books: the number it is about, the day, the amount and why."""

    mark: str
    on: date
    amount: int
    came_in: bool
    fault: Fault


@dataclass(frozen=True, slots=True)
class Statement:
    """How a bank lays a statement out: its columns hold DATE, OUT, IN and TEXT, perhaps REFERENCE and BALANCE.

    The closing line sums OUT and IN.
    """

    encoding: str
    delimiter: str
    columns: tuple[Column, ...]
    thousands: str
    days: str  # as strptime reads them
    closing: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A bank's two files: what we send, and what comes back."""

    code: str
    name: Words
    delimiter: str
    columns: tuple[Column, ...]
    closing: str
    answer: Answer
    statement: Statement


@dataclass(frozen=True, slots=True)
class Sum:
    """Aid of one kind under one decree: for how many people it stands, what was asked, and what came of it."""

    decree: str
    kind: str
    people: int
    asked: int
    reached: int
    back: int
    under_way: int


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where an envelope waits for a person."""

    token: str
    on: date
    place: str
