"""Writes a table as a workbook that only opens with its password, every cell of it text."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import msoffcrypto
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

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
