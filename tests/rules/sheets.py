"""Workbooks made for tests, honest ones and traps; nothing of them is taken from anybody."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import openpyxl
import xlsxwriter

_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_BOOK = b'<workbook xmlns:r="r"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
_RELATIONS = b'<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'


def xlsx(rows: Iterable[Iterable[Any]], **options: Any) -> bytes:
    """A workbook as a spreadsheet program writes it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet("Data")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for line, row in enumerate(rows):
        for at, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(line, at, value, day)
            elif isinstance(value, str):
                sheet.write_string(line, at, value)
            elif value is not None:
                sheet.write(line, at, value)
    book.close()
    return file.getvalue()


def with_openpyxl(rows: Iterable[Iterable[Any]], *, merged: Iterable[str] = (), hidden: Iterable[int] = ()) -> bytes:
    """The same from another writer, with merged ranges and hidden rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for each in merged:
        sheet.merge_cells(each)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return file.getvalue()


def raw_xlsx(sheet: bytes, more: Mapping[str, bytes] | None = None) -> bytes:
    """A workbook around a sheet's own markup."""
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _RELATIONS,
            "xl/worksheets/sheet1.xml": sheet,
            **(more or {}),
        }
    )


def ods(rows: str, more: Mapping[str, bytes] | None = None) -> bytes:
    """An ods workbook around its rows' own markup."""
    content = f"""<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"><office:body><office:spreadsheet>
 <table:table table:name="Data">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"""
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content.encode(), **(more or {})})


def ods_row(*cells: str, repeated: int = 1) -> str:
    """A row of an ods table; a cell that begins with `<` is taken as markup."""
    made = [
        cell
        if cell.startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    ]
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(made)}</table:table-row>'


def records(*said: tuple[int, bytes]) -> bytes:
    """Records of an old workbook, one after the other."""
    return b"".join(struct.pack("<HH", kind, len(content)) + content for kind, content in said)


_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def xls(rows: list[list[str | float]], *, from_1904: bool = False) -> bytes:
    """An old workbook (BIFF8): column A merged in its last two rows, the last row hidden, numbers shown as days."""
    globals_ = [
        (0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)),
        (0x0022, struct.pack("<H", from_1904)),
        (0x0031, struct.pack("<HHHHHBBBBBB", 200, 0, 0, 400, 0, 0, 0, 0, 0, 1, 0) + b"A"),
        *[(0x00E0, struct.pack("<HH", 0, each) + b"\0" * 16) for each in (0, 14)],
    ]
    about = (0x0085, struct.pack("<IBBBB", 0, 0, 0, 4, 0) + b"Data")
    at = len(records(*globals_, about, (0x000A, b"")))
    about = (0x0085, struct.pack("<IBBBB", at, 0, 0, 4, 0) + b"Data")
    last = len(rows) - 1
    cells = [(0x0208, struct.pack("<HHHHHHI", last, 0, 3, 255, 0, 0, 0x20))]  # the last row is hidden
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, float):
                cells.append((0x0203, struct.pack("<HHHd", line, column, 1, value)))
            elif value:
                cells.append((0x0204, struct.pack("<HHHHB", line, column, 0, len(value), 0) + value.encode()))
    merged = (0x00E5, struct.pack("<HHHHH", 1, last - 1, last, 0, 0))
    sheet = [(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)), *cells, merged, (0x000A, b"")]
    return _in_a_container(records(*globals_, about, (0x000A, b""), *sheet).ljust(4096, b"\0"))


def _in_a_container(stream: bytes) -> bytes:
    """A compound file (MS-CFB) of one stream that is long enough to have sectors of its own."""
    count = -(-len(stream) // _SECTOR)
    chain = [_FAT, _END, *range(3, count + 2), _END]  # sector 0 is the table, 1 the directory, the rest the stream
    table = struct.pack("<128I", *(chain + [_FREE] * (128 - len(chain))))
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header = magic + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    entries = _entry("Root Entry", 5, child=1, first=_END, size=0) + _entry("Workbook", 2, first=2, size=len(stream))
    directory = entries.ljust(_SECTOR, b"\0")
    return header + table + directory + stream.ljust(count * _SECTOR, b"\0")


def _entry(name: str, kind: int, *, child: int = _FREE, first: int, size: int) -> bytes:
    said = (name + "\0").encode("utf-16-le")
    return (
        said.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(said), kind, 1, _FREE, _FREE, child)
        + b"\0" * 36
        + struct.pack("<IQ", first, size)
    )
