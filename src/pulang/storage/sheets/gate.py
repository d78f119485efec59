"""The gate: what a file is by its first bytes, and whether anything in it is more than a table.

Nothing is unpacked to disk and no part is held whole. The sizes a zip announces bind it (`zipfile` reads no further),
so a bomb is refused before its first byte is unpacked; what remains is counted tag by tag before it is understood.
"""

import re
import zipfile
from enum import Enum
from io import BytesIO
from typing import Final

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.sheets.cells import ENTRIES_MOST, FILE_MOST, PARTS_MOST, TAGS_MOST, broken, too_large


class Format(Enum):
    """The forms of table that are read."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    CSV = "csv"


_MACROS = Words(
    id="Berkas ini berisi makro. Simpan sebagai .xlsx biasa tanpa makro, lalu kirim lagi.",
    en="This file holds macros. Save it as a plain .xlsx without macros and send it again.",
)
_LINKS = Words(
    id="Berkas ini mengambil isi dari berkas atau layanan lain. Salin nilainya saja ke berkas baru, lalu kirim lagi.",
    en="This file takes content from other files or services. Copy the values only into a new file and send that.",
)
_LOCKED = Words(
    id="Berkas ini berkata sandi. Simpan tanpa kata sandi, lalu kirim lagi.",
    en="This file is locked with a password. Save it without one and send it again.",
)
_OTHER_KIND = Words(
    id="Berkas ini bukan lembar hitung yang dikenal. Kirim sebagai .xlsx, .ods, .xls atau .csv.",
    en="This file is no spreadsheet that is known here. Send it as .xlsx, .ods, .xls or .csv.",
)
_EMPTY = Words(id="Berkas ini kosong.", en="This file is empty.")

_BLOCK: Final = 2**18
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_XLSX_CODE: Final = re.compile(r"(?i)vbaproject|vbadata|macrosheets/|dialogsheets/|activex/|ctrlprops/")
_XLSX_LINKS: Final = re.compile(r"(?i)externallinks/|connections\.xml|querytables/|embeddings/|/model/|webextensions/")
_ODS_CODE: Final = re.compile(r"(?i)^(basic|scripts)/")
_ODS_LINKS: Final = re.compile(r"(?i)^object ")
_MARKUP: Final = (b"<!doctype", b"<html", b"<?xml", b"<table", b"{\\rtf", b"%pdf")


def macros() -> Refusal:
    """This will give the refusal of a file that could do something when it is opened."""
    return Refusal("sheet-macros", _MACROS, field="file")


def links() -> Refusal:
    """This will give the refusal of a file whose values come from somewhere else."""
    return Refusal("sheet-links", _LINKS, field="file")


def locked() -> Refusal:
    """This will give the refusal of a file that only its password opens."""
    return Refusal("sheet-locked", _LOCKED, field="file")


def other_kind() -> Refusal:
    """This will give the refusal of what is no table at all."""
    return Refusal("sheet-other-kind", _OTHER_KIND, field="file")


def format_of(content: bytes) -> Format:
    """This will say what a file is, by its content and never by its name; refuses what is no table, or too large."""
    if not content:
        raise Refusal("sheet-empty", _EMPTY, field="file")
    if len(content) > FILE_MOST:
        raise too_large()
    if content.startswith(b"PK\x03\x04"):
        return _format_of_zip(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Format.XLS
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((*_MARKUP, b"pk\x05\x06")) or (b"\x00" in content[:4096] and not _is_utf16(content)):
        raise other_kind()
    return Format.CSV


def _is_utf16(content: bytes) -> bool:
    return content.startswith((b"\xff\xfe", b"\xfe\xff"))


def _format_of_zip(content: bytes) -> Format:
    with opened(content) as book:
        names = book.namelist()
        if "[Content_Types].xml" in names and any(name.lower() == "xl/workbook.xml" for name in names):
            found, code, links_ = Format.XLSX, _XLSX_CODE, _XLSX_LINKS
        elif "mimetype" in names and book.getinfo("mimetype").file_size == len(_ODS) and book.read("mimetype") == _ODS:
            found, code, links_ = Format.ODS, _ODS_CODE, _ODS_LINKS
        else:
            raise other_kind()
        if any(code.search(name) for name in names):
            raise macros()
        if any(links_.search(name) for name in names):
            raise links()
        _refuse_flood(book, [name for name in names if name.lower().endswith((".xml", ".rels"))])
    return found


def opened(content: bytes) -> zipfile.ZipFile:
    """This will open a zip without unpacking anything; refuses bombs, locked parts and what is no zip."""
    try:
        book = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as problem:
        raise broken() from problem
    parts = book.infolist()
    if len(parts) > ENTRIES_MOST or sum(part.file_size for part in parts) > PARTS_MOST:
        raise too_large()
    if any(part.flag_bits & 1 for part in parts):
        raise locked()
    if len({part.filename for part in parts}) != len(parts):
        raise broken()  # two parts of one name: what is looked at need not be what is read
    return book


def _refuse_flood(book: zipfile.ZipFile, names: list[str]) -> None:
    """This will count tags, which is far cheaper than reading them, and refuse entities, which no table needs."""
    tags = 0
    for name in names:
        try:
            with book.open(name) as part:
                while block := part.read(_BLOCK):
                    tags += block.count(b"<")
                    if tags > TAGS_MOST:
                        raise too_large()
                    if b"<!" in block and (b"<!DOCTYPE" in block or b"<!ENTITY" in block):
                        raise broken()
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as problem:
            raise broken() from problem
