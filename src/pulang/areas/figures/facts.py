"""Published figures as values: who is counted, a cell, the tables of one release, a release."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any


class Table(Enum):
    """All the tables there are, each one way; nobody adds one by asking."""

    CHOICE = "CHOICE"
    STAGE = "STAGE"
    PROVINCE = "PROVINCE"
    DISTRICTS = "DISTRICTS"  # the cities, and the regencies, of a province that is shown
    ARRIVAL = "ARRIVAL"


class Why(Enum):
    """Why a number is not shown."""

    FEW = "FEW"
    ONE_DISTRICT = "ONE_DISTRICT"
    SHIELDS = "SHIELDS"  # with it, another number or the growth since an earlier release could be worked out


@dataclass(frozen=True, slots=True)
class Group:
    """Verified people in one situation from one district; nobody else is counted."""

    choice: str
    stage: str
    district: str  # the regency's or city's code, or the province's, or empty
    arrived: str  # the quarter in which they arrived, or empty
    people: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the public sees it: what it counts, in atoms, and its rounded number; None is hidden.

    Atoms are the parts that cells of all releases are made of: what is one cell today may have been two.
    """

    table: Table
    unit: str
    atoms: tuple[str, ...]
    shown: int | None


@dataclass(frozen=True, slots=True)
class Tables:
    """The counts of one release: the total, rounded by itself, and every cell."""

    quarter: str
    total: int | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A number that is not shown, and why; this is for the office, never published."""

    table: Table | None
    unit: str
    why: Why


@dataclass(frozen=True, slots=True)
class Counted:
    """What may be published of a quarter, and what was hidden to get there."""

    tables: Tables
    hidden: tuple[Hidden, ...]


@dataclass(frozen=True, slots=True)
class Exposed:
    """A number that what is published pins down too closely: between `low` and `high`, of one quarter or since it."""

    quarter: str
    since: str  # the earlier quarter, when it is the growth that is exposed
    table: Table | None
    unit: str
    low: int
    high: int
    atoms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A prepared release: the frozen content, who prepared it, and why an earlier one is replaced."""

    programme: str
    quarter: str
    revision: int
    reason: str
    prepared_by: str
    method: int
    digest: str
    content: dict[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Release:
    """A release as everybody may read it; it is never changed, only followed by a later revision."""

    programme: str
    quarter: str
    revision: int
    reason: str
    method: int
    digest: str
    published_on: date
    content: dict[str, Any] = field(hash=False)
