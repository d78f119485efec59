"""What a table of an office holds once it is read: rows of cells, each saying what kind of value the file calls it."""

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Kind(Enum):
    """What the file says a cell is; a number is never taken for text, nor text for a day."""

    EMPTY = "EMPTY"
    TEXT = "TEXT"
    NUMBER = "NUMBER"
    DAY = "DAY"
    YES_NO = "YES_NO"
    FAULT = "FAULT"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text as it stands, a number as plain digits, a day as 1990-02-01, true or false."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row under the number a person sees beside it; `lent` are the columns whose value a merged range lends."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False
    lent: frozenset[int] = frozenset()


EMPTY: Final = Cell(Kind.EMPTY, "")
FAULT: Final = Cell(Kind.FAULT, "")
