"""A workbook as values: what its columns mean, what a row says, how many rows became what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from uuid import UUID

from pulang.kernel.words import Words


class Column(Enum):
    """What a column of a workbook can say; there is none for occupation or health (rules 5 and 8)."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    NIK = "nik"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    ADDRESS = "address"
    ALIAS = "alias"
    HOME = "home"
    VILLAGE = "village"
    ORIGIN = "origin"
    SITE = "site"
    BLOCK = "block"
    CHILDREN = "children_with"
    ADULTS = "adults_with"
    PAPERS = "papers"
    CHOICE = "choice"
    INFORMED = "informed"
    COMPANION = "companion"
    CONSENTS = "consents"
    TEXT_VERSION = "text_version"
    LANGUAGE = "language"
    HAPPENED_ON = "happened_on"


class Order(Enum):
    """In which order a column writes its dates."""

    DAY_FIRST = "DAY_FIRST"
    MONTH_FIRST = "MONTH_FIRST"


class RowState(Enum):
    """What a row of a workbook is, before anything is written."""

    READY = "READY"
    MEND = "MEND"
    PERHAPS = "PERHAPS"
    KNOWN = "KNOWN"


class FileState(Enum):
    """What is being done with a workbook that was handed in."""

    KEPT = "KEPT"  # its columns are still to be confirmed
    TRYING = "TRYING"
    TRIED = "TRIED"
    ENTERING = "ENTERING"
    ENTERED = "ENTERED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Kept:
    """A workbook that was handed in: whose, what is done with it, how far that is, and whether it still opens."""

    number: str
    programme: str
    by: str
    kept_at: datetime
    ends_at: datetime
    state: FileState
    people: int
    done: int
    counts: Mapping[RowState, int]
    opens: bool

    @property
    def busy(self) -> bool:
        """This will be true while a worker has to do with it."""
        return self.state in {FileState.TRYING, FileState.ENTERING}


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands sealed of a workbook: its bytes, what its columns mean, what was found."""

    content: bytes
    meant: bytes
    found: bytes


@dataclass(frozen=True, slots=True)
class Begun:
    """A registration that somebody has begun: when, and which version of it is the last."""

    number: str
    programme: str
    by: str
    begun_at: datetime
    changed_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is read: its headings, what each column says, the row where people begin, how many there are."""

    headings: tuple[str, ...]
    columns: tuple[Column | None, ...]
    first: int
    orders: Mapping[int, Order] = field(default_factory=dict)
    swapped: frozenset[int] = frozenset()
    hidden: int = 0
    people: int = 0

    def heading(self, column: str) -> str:
        """This will give the heading of the column that says something, as the file writes it."""
        for said, heading in zip(self.columns, self.headings, strict=True):
            if said is not None and said.value == column:
                return heading
        return column


@dataclass(frozen=True, slots=True)
class Reading:
    """What one row says under the act's own names, and what is wrong with it."""

    line: int
    said: Mapping[str, object]
    problems: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """A workbook whose rows were registered: by whom, when, how many, and whether that was taken back."""

    number: str
    programme: str
    by: str
    at: datetime
    rows: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Entered:
    """A case that came from a row of a workbook, and the act that entered it."""

    case: UUID
    number: str
    act: int
    worked_on: bool
