"""Writes workbooks: a table that only opens with its password, a file given back with remarks, a template."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Final

import msoffcrypto
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from pulang.kernel.cells import Kind, Row

_HEIGHT, _HIGHER = 16.5, 17.25  # points, one dot apart: nobody sees the difference, every program keeps it
_WIDTH: Final = 24
# A workbook has a maker and programs that show him; ours says nothing.
_SILENT: Final = {
    "title": "",
    "subject": "",
    "author": "",
    "manager": "",
    "company": "",
    "keywords": "",
    "comments": "",
}
_NOTHING_RECKONED: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What goes into a workbook: heads, rows of text, a foot that is printed on every page, which rows are higher."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    foot: str
    higher: Sequence[bool] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a workbook of sums: its name, its heads, its rows of text and whole numbers."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str | int]]


def summed(sheets: Sequence[Sheet]) -> bytes:
    """This will write a workbook of sums, which names no person and so opens without a password."""
    book_file = BytesIO()
    book = xlsxwriter.Workbook(book_file, _NOTHING_RECKONED)
    book.set_properties(_SILENT)
    bold, amount = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    for one in sheets:
        sheet = book.add_worksheet(one.name)
        sheet.write_row(0, 0, one.heads, bold)
        for line, row in enumerate(one.rows, start=1):
            for place, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(line, place, value, amount)
                else:
                    sheet.write_string(line, place, value)
        sheet.set_column(0, len(one.heads) - 1, _WIDTH)
        sheet.freeze_panes(1, 0)
    book.close()
    return book_file.getvalue()


def locked(table: Table, password: str) -> bytes:
    """This will give the workbook encrypted as office programs do it themselves (AES-256, ECMA-376 agile)."""
    locked_book = BytesIO()
    OOXMLFile(BytesIO(_open(table))).encrypt(password, locked_book)
    return locked_book.getvalue()


def _open(table: Table) -> bytes:
    book_file = BytesIO()
    book = xlsxwriter.Workbook(book_file, _NOTHING_RECKONED)
    book.set_properties(_SILENT)
    sheet = book.add_worksheet("Data")
    # "@" is the format of text; the quote prefix keeps it text when somebody edits the cell.
    plain = book.add_format({"num_format": "@", "quote_prefix": True})
    bold = book.add_format({"num_format": "@", "quote_prefix": True, "bold": True})
    for place, head in enumerate(table.heads):
        sheet.write_string(0, place, head, bold)
    for line, row in enumerate(table.rows, start=1):
        for place, value in enumerate(row):
            sheet.write_string(line, place, value, plain)
    sheet.write_string(len(table.rows) + 2, 0, table.foot, bold)
    for line, higher in enumerate(table.higher):
        sheet.set_row(line, _HIGHER if higher else _HEIGHT)
    sheet.set_column(0, len(table.heads) - 1, _WIDTH)
    sheet.set_footer(f"&C{table.foot.replace('&', '&&')}")
    sheet.freeze_panes(1, 0)
    book.close()
    return book_file.getvalue()


def opened(content: bytes, password: str) -> bytes:
    """This will give the workbook inside, for whoever holds its password; raises for another one."""
    book = msoffcrypto.OfficeFile(BytesIO(content))
    book.load_key(password=password)
    plain = BytesIO()
    book.decrypt(plain)
    return plain.getvalue()


def heights_higher(heights: Sequence[float | None]) -> tuple[bool, ...]:
    """This will say which of these rows are the higher ones."""
    middle = (_HEIGHT + _HIGHER) / 2
    return tuple(height is not None and height > middle for height in heights)


def marked(rows: Iterable[Row], *, head: int, title: str, remarks: Mapping[int, str]) -> bytes:
    """This will write a table again as it is, row for row, with a column of remarks behind it.

    `head` is the row of the headings; a column that bears the title already is written over. A number stays a number:
    what lost digits must not come back as sound text.
    """
    book_file = BytesIO()
    book = xlsxwriter.Workbook(book_file, {**_NOTHING_RECKONED, "in_memory": False, "constant_memory": True})
    book.set_properties(_SILENT)
    sheet = book.add_worksheet("Data")
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    bold = book.add_format({"num_format": "@", "bold": True})
    rows = tuple(rows)
    place = _place_of(rows, head, title)
    for row in rows:
        for at, cell in enumerate(row.cells):
            if at != place and at not in row.lent:
                _put(sheet, row.number - 1, at, cell.kind, cell.text, {Kind.DAY: day, Kind.TEXT: text})
        said = title if row.number == head else remarks.get(row.number, "")
        if said:
            sheet.write_string(row.number - 1, place, said, bold)
    book.close()
    return book_file.getvalue()


def _place_of(rows: Sequence[Row], head: int, title: str) -> int:
    heads = next((row.cells for row in rows if row.number == head), ())
    found = next((at for at, cell in enumerate(heads) if cell.text == title), None)
    return max((len(row.cells) for row in rows), default=0) if found is None else found


def _put(
    sheet: Any,  # noqa: ANN401 - xlsxwriter publishes no types
    line: int,
    at: int,
    kind: Kind,
    text: str,
    formats: Mapping[Kind, object],
) -> None:
    if kind is Kind.NUMBER:
        sheet.write_number(line, at, float(text))
    elif kind is Kind.DAY:
        sheet.write_datetime(line, at, date.fromisoformat(text), formats[Kind.DAY])
    elif kind is Kind.YES_NO:
        sheet.write_boolean(line, at, text == "1")
    elif kind is Kind.TEXT:
        sheet.write_string(line, at, text, formats[Kind.TEXT])


_TEMPLATE_ROWS: Final = 2000  # so many rows are text from the start, and offer their lists


def template(heads: Sequence[str], lists: Mapping[str, Sequence[str]], help_lines: Sequence[str]) -> bytes:
    """This will write an empty table to fill in: every column is text, and those with a list offer it."""
    book_file = BytesIO()
    book = xlsxwriter.Workbook(book_file, _NOTHING_RECKONED)
    book.set_properties(_SILENT)
    sheet, told = book.add_worksheet("Data"), book.add_worksheet("Petunjuk")
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"num_format": "@", "bold": True})
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, bold)
        if head in lists:
            choices = {"validate": "list", "source": list(lists[head]), "error_type": "warning"}
            sheet.data_validation(1, at, _TEMPLATE_ROWS, at, choices)
    sheet.set_column(0, len(heads) - 1, _WIDTH, text)
    sheet.freeze_panes(1, 0)
    for line, said in enumerate(help_lines):
        told.write_string(line, 0, said)
    told.set_column(0, 0, 100)
    book.close()
    return book_file.getvalue()
