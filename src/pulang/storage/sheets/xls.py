"""Reads a sheet of an old xls workbook (BIFF), after its records have been counted."""

import io
import struct
from collections.abc import Iterator
from typing import Any, Final

import olefile
import xlrd

from pulang.kernel.cells import EMPTY, FAULT, Cell, Kind, Row
from pulang.storage.sheets.cells import (
    CELLS_MOST,
    OLD_FILE_MOST,
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
from pulang.storage.sheets.gate import links, locked, macros

_FILEPASS, _SUPBOOK, _SELF, _BOUNDSHEET = 0x002F, 0x01AE, 0x0401, 0x0085
_ONE: Final = frozenset({0x0006, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x0201, 0x00D6})
_MANY: Final = {0x00BD: 6, 0x00BE: 2}  # MULRK and MULBLANK: the bytes each of their cells takes
# What a library that was written for honest files raises on others.
_ODD: Final = (
    xlrd.XLRDError,
    struct.error,
    AssertionError,
    IndexError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    MemoryError,
)


def read(content: bytes, sheet: str = "") -> Sheet:
    """This will open the first sheet that is shown, or the one that is named; refuses one that is not there."""
    _refuse_unfit(content)
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        named = book.sheet_names()
        chosen = sheet or next((each for place, each in enumerate(named) if not book.sheet_by_index(place).visibility))
        opened = book.sheet_by_name(chosen)
    except (*_ODD, StopIteration) as odd:
        raise broken() from odd
    return Sheet("xls", chosen, _rows(opened, from_1904=bool(book.datemode)), tuple(n for n in named if n != chosen))


def _refuse_unfit(content: bytes) -> None:
    if len(content) > OLD_FILE_MOST:
        raise too_large()
    try:
        with olefile.OleFileIO(content) as whole:
            if whole.exists("EncryptedPackage"):
                raise locked()
            if whole.exists("_VBA_PROJECT_CUR") or whole.exists("VBA"):
                raise macros()
            name = next((each for each in ("Workbook", "Book") if whole.exists(each)), "")
            if not name:
                raise broken()
            records = whole.openstream(name).read()
    except (OSError, IndexError, struct.error, ValueError) as odd:
        raise broken() from odd
    _refuse_records(records)


def _refuse_records(records: bytes) -> None:
    """This will walk over the records without reading them: locked, linked, and more cells than are ever read."""
    at, cells, end = 0, 0, len(records)
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", records, at)
        if kind in _ONE:
            cells += 1
        elif kind in _MANY:
            cells += max(0, size - 6) // _MANY[kind]
        elif kind == _FILEPASS:
            raise locked()
        elif kind == _SUPBOOK and size > 4 and records[at + 6 : at + 8] != struct.pack("<H", _SELF):  # noqa: PLR2004
            raise links()
        elif kind == _BOUNDSHEET and size > 5 and records[at + 9] in {1, 6}:  # noqa: PLR2004 - macro sheet, module
            raise macros()
        if cells > CELLS_MOST:
            raise too_large()
        at += 4 + size


def _rows(sheet: Any, *, from_1904: bool) -> Iterator[Row]:  # noqa: ANN401 - xlrd publishes no types
    merges = Merges([Merge(top + 1, bottom, left, right - 1) for top, bottom, left, right in sheet.merged_cells])
    counted = Counter()
    try:
        for place in range(sheet.nrows):
            about = sheet.rowinfo_map.get(place)
            cells = tuple(_cell(each, from_1904=from_1904) for each in sheet.row(place))
            filled = counted.take(merges.fill(Row(place + 1, cells, bool(about and about.hidden))))
            if filled is not None:
                yield filled
    except _ODD as odd:
        raise broken() from odd


def _cell(cell: Any, *, from_1904: bool) -> Cell:  # noqa: ANN401 - xlrd publishes no types
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return text(cell.value)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return number(repr(cell.value))
    if cell.ctype == xlrd.XL_CELL_DATE:
        return day(cell.value, from_1904=from_1904)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(Kind.YES_NO, str(int(cell.value)))
    return FAULT if cell.ctype == xlrd.XL_CELL_ERROR else EMPTY
