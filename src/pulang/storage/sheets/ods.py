"""Reads a table of an ods workbook (ISO/IEC 26300) as a stream; what is repeated is counted before it is made."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from pulang.kernel.cells import EMPTY, FAULT, Cell, Kind, Row
from pulang.storage.sheets.cells import COLUMNS_MOST, ROWS_MOST, Counter, Merge, Sheet, broken, number, text, too_large
from pulang.storage.sheets.gate import links, opened
from pulang.storage.sheets.markup import gathered

_LINKS = frozenset({"dde-source", "table-source", "cell-range-source", "dde-link", "scenario"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})


@dataclass(slots=True)
class _Names:
    """The names of the tables; refuses links, wherever they stand."""

    found: list[str] = field(default_factory=list)

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "table":
            self.found.append(said.get("table:name", ""))
        elif name in _LINKS:
            raise links()

    def end(self, name: str) -> None:
        """This will need nothing at the end of a tag."""

    def text(self, said: str) -> None:
        """This will need no text."""

    def taken(self) -> list[None]:
        """This will give nothing before the end."""
        return []


class _Rows:
    """Makes rows out of the tags of one table."""

    def __init__(self, table: str) -> None:
        self._table, self._here = table, False
        self._done: list[Row] = []
        self._number, self._repeats, self._hidden = 0, 1, False
        self._cells: list[Cell] = []
        self._lent: set[int] = set()
        self._place = 0
        self._said: dict[str, str] = {}
        self._lines: list[str] = []
        self._note = 0
        self._merges: list[tuple[Merge, Cell]] = []

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "table":
            self._here = said.get("table:name", "") == self._table
        elif not self._here:
            return
        elif name == "table-row":
            self._repeats = int(said.get("table:number-rows-repeated", "1"))
            self._hidden = said.get("table:visibility", "visible") != "visible"
            self._cells, self._lent, self._place = [], set(), 0
        elif name in _CELLS:
            self._said, self._lines = said, []
        elif name == "annotation":
            self._note += 1
        elif name == "p" and not self._note:
            self._lines.append("")
        elif name in {"s", "tab", "line-break"} and self._lines and not self._note:
            self._lines[-1] += " " * min(int(said.get("text:c", "1")), COLUMNS_MOST)

    def text(self, said: str) -> None:
        if self._here and self._lines and not self._note:
            self._lines[-1] += said

    def end(self, name: str) -> None:
        if not self._here:
            return
        if name in _CELLS:
            self._put(_cell(self._said, " ".join(self._lines)), covered=name == "covered-table-cell")
        elif name == "table-row":
            self._end_row()
        elif name == "annotation":
            self._note -= 1
        elif name == "table":
            self._here = False

    def _put(self, cell: Cell, *, covered: bool) -> None:
        times, first = int(self._said.get("table:number-columns-repeated", "1")), self._place
        self._place += times
        if covered:
            for place in range(first, min(self._place, COLUMNS_MOST)):
                value = next((v for m, v in self._merges if m.left <= place <= m.right), EMPTY)
                if value.kind is not Kind.EMPTY:
                    self._set(place, value)
                    self._lent.add(place)
            return
        if cell.kind is Kind.EMPTY:
            return
        if self._place > COLUMNS_MOST:
            raise too_large()
        for place in range(first, self._place):
            self._set(place, cell)
        rows, columns = (int(self._said.get(f"table:number-{each}-spanned", "1")) for each in ("rows", "columns"))
        if rows > 1 or columns > 1:
            merge = Merge(self._number + 1, self._number + rows, first, first + columns - 1)
            self._merges.append((merge, cell))

    def _set(self, place: int, cell: Cell) -> None:
        self._cells.extend([EMPTY] * (place + 1 - len(self._cells)))
        self._cells[place] = cell

    def _end_row(self) -> None:
        if self._cells and self._repeats > ROWS_MOST:
            raise too_large()
        for again in range(self._repeats if self._cells else 0):
            number_ = self._number + 1 + again
            self._done.append(Row(number_, tuple(self._cells), self._hidden, frozenset(self._lent)))
        self._number += self._repeats
        self._merges = [one for one in self._merges if one[0].bottom > self._number]

    def taken(self) -> list[Row]:
        done, self._done = self._done, []
        return done


def _cell(said: dict[str, str], shown: str) -> Cell:
    kind = said.get("office:value-type", "")
    if kind in {"float", "percentage", "currency"}:
        return number(said.get("office:value", ""))
    if kind == "date":
        return Cell(Kind.DAY, said.get("office:date-value", "")[:10])
    if kind == "boolean":
        return Cell(Kind.YES_NO, "1" if said.get("office:boolean-value") == "true" else "0")
    if shown.startswith("#") and said.get("table:formula"):
        return FAULT
    return text(shown)


def read(content: bytes, sheet: str = "") -> Sheet:
    """This will open the first table, or the one that is named; refuses one that is not there."""
    book, names = opened(content), _Names()
    try:
        for _ in gathered(book, "content.xml", names):
            pass
    except ValueError as odd:
        raise broken() from odd
    chosen = sheet or next(iter(names.found), "")
    if chosen not in names.found:
        raise broken()
    return Sheet("ods", chosen, _rows(book, chosen), tuple(name for name in names.found if name != chosen))


def _rows(book: zipfile.ZipFile, table: str) -> Iterator[Row]:
    counted = Counter()
    try:
        for row in gathered(book, "content.xml", _Rows(table)):
            filled = counted.take(row)
            if filled is not None:
                yield filled
    except ValueError as odd:
        raise broken() from odd
