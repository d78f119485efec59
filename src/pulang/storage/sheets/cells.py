"""What a table holds once it is read, how much of it is taken, and the sentences for what is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pulang.kernel.cells import EMPTY, FAULT, Cell, Kind, Row
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

FILE_MOST: Final = 10 * 2**20  # bytes as they are sent
OLD_FILE_MOST: Final = 6 * 2**20  # the same for xls, which is read whole
PARTS_MOST: Final = 160 * 2**20  # bytes of all parts once they are unpacked
STRINGS_MOST: Final = 32 * 2**20  # bytes of the part that is held in memory
TAGS_MOST: Final = 12_000_000  # signs "<" in all parts: some four for every cell
ENTRIES_MOST: Final = 2_000
ROWS_MOST: Final = 50_000
LAST_ROW: Final = 200_000
COLUMNS_MOST: Final = 256
CELLS_MOST: Final = 2_000_000
TEXT_MOST: Final = 2_000
MERGES_MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that is open for reading, once, from its first row on; `others` are the sheets left unread."""

    kind: str
    name: str
    rows: Iterator[Row]
    others: tuple[str, ...] = ()


_TOO_LARGE = Words(
    id="Berkas ini terlalu besar: paling banyak {rows} baris dan {columns} kolom. Bagi menjadi beberapa berkas.",
    en="This file is too large: {rows} rows and {columns} columns at most. Split it into several files.",
)
_BROKEN = Words(
    id="Berkas ini tidak dapat dibaca sebagai lembar hitung. Buka di program lembar hitung, lalu simpan lagi.",
    en="This file cannot be read as a spreadsheet. Open it in a spreadsheet program and save it again.",
)


def too_large() -> Refusal:
    """This will give the refusal of a file that holds, or claims to hold, more than is ever read."""
    return Refusal("sheet-too-large", _TOO_LARGE.format(rows=ROWS_MOST, columns=COLUMNS_MOST), field="file")


def broken() -> Refusal:
    """This will give the refusal of a file that is not what its first bytes say."""
    return Refusal("sheet-broken", _BROKEN, field="file")


def text(said: str) -> Cell:
    """This will give a cell of text; refuses one longer than any that is meant for a person."""
    plain = said.replace("\xa0", " ").strip()
    if len(plain) > TEXT_MOST:
        raise too_large()
    return Cell(Kind.TEXT, plain) if plain else EMPTY


_EXACT: Final = 2**53  # from here on a number in a spreadsheet leaves whole numbers out


def number(said: str) -> Cell:
    """This will give a number in plain digits, whole where it is whole."""
    try:
        value = float(said)
    except ValueError:
        return FAULT
    if value.is_integer() and abs(value) < 10**21:
        return Cell(Kind.NUMBER, said if said.isdigit() and value < _EXACT else str(int(value)))
    return Cell(Kind.NUMBER, repr(value)) if abs(value) != float("inf") and value == value else FAULT  # noqa: PLR0124


_FIRST_1900: Final = date(1899, 12, 30)
_FIRST_1904: Final = date(1904, 1, 1)
_LEAP_THAT_WAS_NONE: Final = 60  # spreadsheets count a 29 February 1900, which was no day


def day(serial: float, *, from_1904: bool) -> Cell:
    """This will give the day a serial number stands for; a number before the calendar's begin is a fault."""
    whole = int(serial)
    if from_1904:
        first = _FIRST_1904
    elif whole == _LEAP_THAT_WAS_NONE or whole < 1:
        return FAULT
    else:
        first = _FIRST_1900 if whole > _LEAP_THAT_WAS_NONE else _FIRST_1900 + timedelta(days=1)
    try:
        return Cell(Kind.DAY, (first + timedelta(days=whole)).isoformat())
    except (OverflowError, ValueError):
        return FAULT


@dataclass(slots=True)
class Counter:
    """Counts what has been read, and stops a file that goes on for too long."""

    rows: int = 0
    cells: int = 0

    def take(self, row: Row) -> Row | None:
        """This will give a row that holds something, without its empty end; refuses one too many."""
        filled = max((place for place, cell in enumerate(row.cells, 1) if cell.kind is not Kind.EMPTY), default=0)
        if not filled:
            return None
        self.rows += 1
        self.cells += filled
        if self.rows > ROWS_MOST or self.cells > CELLS_MOST or filled > COLUMNS_MOST or row.number > LAST_ROW:
            raise too_large()
        return Row(row.number, row.cells[:filled], row.hidden, row.lent)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows are counted from 1 as people see them, columns from 0, both ends belong to it."""

    top: int
    bottom: int
    left: int
    right: int


class Merges:
    """Lends the value of a merged range to the cells it covers, row after row."""

    def __init__(self, ranges: list[Merge]) -> None:
        if len(ranges) > MERGES_MOST:
            raise too_large()
        self._coming = sorted(ranges, key=lambda one: one.top, reverse=True)
        self._open: list[tuple[Merge, Cell]] = []

    def fill(self, row: Row) -> Row:
        """This will give the row with what merged ranges lend it; rows come in the order of their numbers."""
        cells, lent = list(row.cells), set(row.lent)
        while self._coming and self._coming[-1].top <= row.number:
            merge = self._coming.pop()
            value = cells[merge.left] if merge.top == row.number and merge.left < len(cells) else EMPTY
            if value.kind is not Kind.EMPTY:
                self._open.append((merge, value))
        self._open = [one for one in self._open if one[0].bottom >= row.number]
        for merge, value in self._open:
            for place in range(merge.left, min(merge.right + 1, COLUMNS_MOST)):
                cells.extend([EMPTY] * (place + 1 - len(cells)))
                if cells[place].kind is Kind.EMPTY:
                    cells[place] = value
                    lent.add(place)
        return Row(row.number, tuple(cells), row.hidden, frozenset(lent))
