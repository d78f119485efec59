"""Reads a sheet of an xlsx workbook (ECMA-376) as a stream; formulas are never reckoned, their last value is read."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pulang.kernel.cells import EMPTY, FAULT, Cell, Kind, Row
from pulang.storage.sheets.cells import (
    COLUMNS_MOST,
    STRINGS_MOST,
    Counter,
    Merge,
    Merges,
    Sheet,
    broken,
    day,
    number,
    text,
    too_large,
)
from pulang.storage.sheets.gate import links, opened
from pulang.storage.sheets.markup import gathered

_BLOCK: Final = 2**18
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_REF: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_DAYS_BUILT_IN: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_QUIET: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')


@dataclass(slots=True)
class _Book:
    """Sheets in their order with the part each is in, and whether days are counted from 1904."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)  # name, relation, hidden
    from_1904: bool = False

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "sheet":
            relation = next((value for key, value in said.items() if key.endswith(":id")), "")
            self.sheets.append((said.get("name", ""), relation, said.get("state", "visible") != "visible"))
        elif name == "workbookPr":
            self.from_1904 = said.get("date1904", "0") in {"1", "true"}

    def end(self, name: str) -> None:
        """This will need nothing at the end of a tag."""

    def text(self, said: str) -> None:
        """This will need no text."""

    def taken(self) -> list[None]:
        """This will give nothing before the end."""
        return []


@dataclass(slots=True)
class _Relations(_Book):
    """Where each relation leads."""

    targets: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "Relationship":
            outside = said.get("TargetMode") == "External" and not said.get("Type", "").endswith("/hyperlink")
            if outside or said.get("Type", "").endswith("/externalLink"):
                raise links()
            self.targets[said.get("Id", "")] = said.get("Target", "")


@dataclass(slots=True)
class _Styles(_Book):
    """Which formats of cells show a day."""

    codes: dict[int, str] = field(default_factory=dict)
    formats: list[int] = field(default_factory=list)
    inside: bool = False

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[int(said.get("numFmtId", "0"))] = said.get("formatCode", "")[:200]
        elif name == "cellXfs":
            self.inside = True
        elif name == "xf" and self.inside:
            self.formats.append(int(said.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        self.inside = self.inside and name != "cellXfs"

    def days(self) -> frozenset[int]:
        """This will give the places of those formats."""
        return frozenset(place for place, code in enumerate(self.formats) if self._is_day(code))

    def _is_day(self, code: int) -> bool:
        if code in self.codes:
            plain = _QUIET.sub("", self.codes[code]).lower()
            return "d" in plain or "y" in plain or "mmm" in plain
        return code in _DAYS_BUILT_IN


@dataclass(slots=True)
class _Strings(_Book):
    """The texts that cells point to."""

    found: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    spoken: int = 0
    on: bool = False

    def start(self, name: str, said: dict[str, str]) -> None:  # noqa: ARG002 - the parser's shape
        if name == "si":
            self.parts = []
        elif name == "rPh":
            self.spoken += 1
        self.on = name == "t" and not self.spoken

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append("".join(self.parts))
        elif name == "rPh":
            self.spoken -= 1
        self.on = False

    def text(self, said: str) -> None:
        if self.on:
            self.parts.append(said)


_PLAIN: Final[dict[str, Callable[[str], Cell]]] = {
    "str": text,
    "inlineStr": text,
    "b": lambda value: Cell(Kind.YES_NO, value.strip()),
    "d": lambda value: Cell(Kind.DAY, value[:10]),
    "e": lambda _value: FAULT,
}


class _Rows:
    """Makes rows out of the tags of a sheet."""

    def __init__(self, strings: list[str], days: frozenset[int], *, from_1904: bool) -> None:
        self._strings, self._days, self._from_1904 = strings, days, from_1904
        self._done: list[Row] = []
        self._cells: list[Cell] = []
        self._number, self._hidden = 0, False
        self._at, self._kind, self._style = 0, "", 0
        self._value: list[str] = []
        self._on = False

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "c":
            found = _REF.fullmatch(said.get("r", ""))
            self._at = column_of(found[1]) if found else len(self._cells)
            self._kind, self._style = said.get("t", "n"), int(said.get("s", "0"))
            self._value = []
        elif name in {"v", "t"}:
            self._on = True
        elif name == "row":
            self._number = int(said.get("r", self._number + 1))
            self._hidden = said.get("hidden", "0") in {"1", "true"}
            self._cells = []

    def text(self, said: str) -> None:
        if self._on:
            self._value.append(said)

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._on = False
        elif name == "c" and self._value:
            self._put(self._cell("".join(self._value)))
        elif name == "row":
            self._done.append(Row(self._number, tuple(self._cells), self._hidden))

    def _put(self, cell: Cell) -> None:
        if cell.kind is Kind.EMPTY:
            return
        if self._at >= COLUMNS_MOST:
            raise too_large()
        self._cells.extend([EMPTY] * (self._at + 1 - len(self._cells)))
        self._cells[self._at] = cell

    def _cell(self, value: str) -> Cell:
        if self._kind in _PLAIN:
            return _PLAIN[self._kind](value)
        if self._kind == "s":
            return text(self._strings[int(value)])
        found = number(value)
        if found.kind is Kind.NUMBER and self._style in self._days:
            return day(float(found.text), from_1904=self._from_1904)
        return found

    def taken(self) -> list[Row]:
        done, self._done = self._done, []
        return done


def column_of(letters: str) -> int:
    """This will give the place of a column, counted from 0, out of its letters."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def read(content: bytes, sheet: str = "") -> Sheet:
    """This will open the first sheet that is shown, or the one that is named; refuses one that is not there."""
    book = opened(content)
    about, relations = _Book(), _Relations()
    _all(book, "xl/workbook.xml", about)
    _all(book, "xl/_rels/workbook.xml.rels", relations)
    shown = [one for one in about.sheets if one[0] == sheet] if sheet else [one for one in about.sheets if not one[2]]
    if not shown or shown[0][1] not in relations.targets:
        raise broken()
    name, relation, _ = shown[0]
    target = relations.targets[relation]
    part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    others = tuple(other for other, _, hidden in about.sheets if other != name and not hidden)
    return Sheet("xlsx", name, _rows(book, part, from_1904=about.from_1904), others)


def _all(book: zipfile.ZipFile, part: str, into: _Book) -> None:
    try:
        for _ in gathered(book, part, into):
            pass
    except (ValueError, IndexError) as odd:
        raise broken() from odd


def _rows(book: zipfile.ZipFile, part: str, *, from_1904: bool) -> Iterator[Row]:
    if part not in book.namelist():
        raise broken()
    strings, days = _shared(book)
    merges, counted, last = Merges(list(_merged(book, part))), Counter(), 0
    try:
        for row in gathered(book, part, _Rows(strings, days, from_1904=from_1904)):
            if row.number <= last:
                raise broken()
            last = row.number
            filled = counted.take(merges.fill(row))
            if filled is not None:
                yield filled
    except (ValueError, IndexError) as odd:
        raise broken() from odd


def _shared(book: zipfile.ZipFile) -> tuple[list[str], frozenset[int]]:
    """This will read the texts that cells point to, and which formats show a day."""
    strings, styles, names = _Strings(), _Styles(), set(book.namelist())
    if "xl/sharedStrings.xml" in names:
        if book.getinfo("xl/sharedStrings.xml").file_size > STRINGS_MOST:
            raise too_large()
        _all(book, "xl/sharedStrings.xml", strings)
    if "xl/styles.xml" in names:
        _all(book, "xl/styles.xml", styles)
    return strings.found, styles.days()


def _merged(book: zipfile.ZipFile, part: str) -> Iterator[Merge]:
    """This will find the merged ranges, which stand behind the rows they are about."""
    rest = b""
    with book.open(part) as stream:
        while block := stream.read(_BLOCK):
            block = rest + block  # a range may lie across two blocks
            end = 0
            for found in _MERGED.finditer(block):
                left, top, right, bottom = (each.decode() for each in found.groups())
                yield Merge(int(top), int(bottom), column_of(left), column_of(right))
                end = found.end()
            rest = block[max(end, len(block) - 80) :]
