"""A bank's file as rows: text in the layout's encoding, cut at the layout's sign, or refused with the line."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pulang.areas.payments.facts import Answer, Layout, Statement
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

Row = tuple[int, list[str]]

BYTES_MOST: Final = 1_000_000
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]")
_NO_TEXTS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")  # a workbook, an older one, a PDF

EMPTY: Final = Words(
    id="Berkas dari bank ini kosong. Tidak ada yang dicatat.", en="The bank's file is empty. Nothing was recorded."
)
TOO_LARGE: Final = Words(
    id="Berkas dari bank ini lebih dari 1 MB; mungkin bukan berkas yang dimaksud. Tidak ada yang dicatat.",
    en="The bank's file is larger than 1 MB; perhaps it is not the one you meant. Nothing was recorded.",
)
NO_TEXT: Final = Words(
    id="Ini buku kerja Excel, arsip atau PDF, apa pun nama berkasnya. Minta CSV dari bank, atau simpan sebagai CSV. "
    "Tidak ada yang dicatat.",
    en="This is an Excel workbook, an archive or a PDF, whatever the file is called. Ask the bank for CSV, or save it "
    "as CSV. Nothing was recorded.",
)
ENCODING: Final = Words(
    id="Baris {line}: bukan teks {encoding}. Minta bank menyimpannya sebagai {encoding}. Tidak ada yang dicatat.",
    en="Line {line}: it is not {encoding} text. Ask the bank to save it as {encoding}. Nothing was recorded.",
)
UNSEEN: Final = Words(
    id="Baris {line}: ada tanda yang tidak terlihat ({sign}), jadi berkasnya rusak atau bukan teks {encoding}. "
    "Minta bank menyimpannya sebagai {encoding}. Tidak ada yang dicatat.",
    en="Line {line}: there is a sign that nobody can see ({sign}), so the file is damaged or not {encoding} text. "
    "Ask the bank to save it as {encoding}. Nothing was recorded.",
)
QUOTES: Final = Words(
    id="Baris {line}: tanda kutipnya tidak berpasangan, atau satu kolom terlalu panjang. Tidak ada yang dicatat.",
    en="Line {line}: its quotation marks do not pair, or one column is too long. Nothing was recorded.",
)
LAYOUT: Final = Words(
    id="Baris {line}: judul kolomnya {found}, sedangkan tata letak “{layout}” meminta {wanted}. "
    "Tidak ada yang dicatat.",
    en="Line {line}: its headings are {found}, while the layout “{layout}” asks for {wanted}. Nothing was recorded.",
)
DELIMITER: Final = Words(
    id="Baris {line}: kolomnya dipisahkan {found}, sedangkan tata letak “{layout}” memakai {wanted}. "
    "Pilih tata letak yang sesuai. Tidak ada yang dicatat.",
    en="Line {line}: its columns are separated by {found}, while the layout “{layout}” uses {wanted}. "
    "Choose the layout that fits. Nothing was recorded.",
)
AFTER_TOTAL: Final = Words(
    id="Baris {line}: masih ada isi sesudah baris penutup “{closing}”. Tidak ada yang dicatat.",
    en="Line {line}: something follows the closing line “{closing}”. Nothing was recorded.",
)
NO_LINES: Final = Words(
    id="Baris {line}: tidak ada satu baris pun antara judul kolom dan baris penutup. Tidak ada yang dicatat.",
    en="Line {line}: there is not one line between the headings and the closing line. Nothing was recorded.",
)
TOO_MANY: Final = Words(
    id="Baris {line}: satu berkas berisi paling banyak {most} baris. Minta bank membaginya. Tidak ada yang dicatat.",
    en="Line {line}: one file holds at most {most} lines. Ask the bank to split it. Nothing was recorded.",
)
_SIGNS: Final[Mapping[str, Words]] = {
    ",": Words(id="koma", en="commas"),
    ";": Words(id="titik koma", en="semicolons"),
    "\t": Words(id="tab", en="tabs"),
    "|": Words(id="garis tegak", en="upright bars"),
}


def parts(
    content: bytes, layout: Layout, shape: Answer | Statement, *, most: int, no_total: Words
) -> tuple[list[str], list[Row], Row]:
    """This will take a bank's file apart: what its columns hold, its lines and its closing line.

    Refuses what is not as the layout says, a file without lines and one with more than `most`.
    """
    rows = list(_rows(_decoded(content, shape.encoding), shape.delimiter))
    if not rows:
        raise Refusal("bank-file-empty", EMPTY, field="content")
    holds = _holds(rows[0], layout, shape)
    end = next((place for place, (_, cells) in enumerate(rows) if cells[0].strip() == shape.closing), None)
    if end is None:
        said = no_total.format(line=rows[-1][0], closing=shape.closing)
        raise Refusal("bank-file-no-total", said, field="content")
    if rows[end + 1 :]:
        said = AFTER_TOTAL.format(line=rows[end + 1][0], closing=shape.closing)
        raise Refusal("bank-file-after-total", said, field="content")
    lines = rows[1:end]
    if not lines:
        raise Refusal("bank-file-no-lines", NO_LINES.format(line=rows[end][0]), field="content")
    if len(lines) > most:
        raise Refusal("bank-file-too-many", TOO_MANY.format(line=lines[most][0], most=most), field="content")
    return holds, lines, rows[end]


def _holds(first: Row, layout: Layout, shape: Answer | Statement) -> list[str]:
    """This will say what each column holds; a column that may be missing is asked for by its heading."""
    line, cells = first
    found = [cell.strip() for cell in cells]
    here = [column for column in shape.columns if not column.optional or column.head in found]
    if found == [column.head for column in here]:
        return [column.holds for column in here]
    other = next((sign for sign in _SIGNS if len(found) == 1 and sign in found[0]), "")
    if other:
        signs = {"found": _SIGNS[other], "wanted": _SIGNS.get(shape.delimiter, shape.delimiter)}
        raise Refusal("bank-file-layout", DELIMITER.format(line=line, layout=layout.name, **signs), field="content")
    wanted = [f"({column.head})" if column.optional else column.head for column in shape.columns]
    said = LAYOUT.format(line=line, found=_shown(found), wanted=_shown(wanted), layout=layout.name)
    raise Refusal("bank-file-layout", said, field="content")


def _decoded(content: bytes, encoding: str) -> str:
    if len(content) > BYTES_MOST:
        raise Refusal("bank-file-too-large", TOO_LARGE, field="content")
    if content.startswith(_NO_TEXTS):
        raise Refusal("bank-file-no-text", NO_TEXT, field="content")
    name = encoding.upper()
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode(encoding).replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise Refusal("bank-file-encoding", ENCODING.format(line=line, encoding=name), field="content") from None
    # A file in another encoding may well decode into signs that nobody can see.
    strange = _UNSEEN.search(text)
    if strange is not None:
        line, sign = text[: strange.start()].count("\n") + 1, f"U+{ord(strange[0]):04X}"
        said = UNSEEN.format(line=line, sign=sign, encoding=name)
        raise Refusal("bank-file-encoding", said, field="content")
    return text


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    table = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in table:
            if any(cell.strip() for cell in cells):
                yield table.line_num, cells
            begins = table.line_num + 1
    except csv.Error:
        raise Refusal("bank-file-quotes", QUOTES.format(line=begins), field="content") from None


def _shown(heads: Sequence[str]) -> str:
    return ", ".join(short(head) for head in heads[:12]) or "–"


def short(text: str) -> str:
    """This will show what stands in a cell, as much as it takes to find it."""
    plain = "".join(sign if sign.isprintable() else "·" for sign in text[:24])
    return f"{plain}…" if len(text) > 24 else plain  # noqa: PLR2004
