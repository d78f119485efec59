"""What is read of workbooks and what stands before the gate: traps are refused before they cost anything."""

import time
import tracemalloc
import zipfile
from datetime import date
from io import BytesIO

import pytest
from tests.asvs import asvs
from tests.rules.sheets import ods, ods_row, raw_xlsx, records, with_openpyxl, xls, xlsx, zipped

from pulang.kernel.cells import Kind
from pulang.kernel.refusals import Refusal
from pulang.storage.sheets.cells import FILE_MOST, PARTS_MOST
from pulang.storage.sheets.reading import opened
from pulang.storage.sheets.xls import _refuse_records


def _values(content: bytes) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in opened(content).rows]


def _refused(content: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        list(opened(content).rows)
    return refused.value.code


# --- what is read


def test_text_stays_text_and_numbers_numbers() -> None:
    rows = list(opened(xlsx([["NIK", "Anak"], ["3578014107850001", 2], [357801410785000, 1.5]])).rows)

    assert [(cell.kind, cell.text) for cell in rows[1].cells] == [(Kind.TEXT, "3578014107850001"), (Kind.NUMBER, "2")]
    assert [(cell.kind, cell.text) for cell in rows[2].cells] == [
        (Kind.NUMBER, "357801410785000"),
        (Kind.NUMBER, "1.5"),
    ]


@pytest.mark.parametrize("from_1904", [False, True])
def test_days_are_the_same_days_in_both_calendars_of_spreadsheets(*, from_1904: bool) -> None:
    content = xlsx([[date(1990, 2, 1), date(1904, 1, 2)]], default_date_format="dd/mm/yyyy", date_1904=from_1904)

    assert _values(content) == [("1990-02-01", "1904-01-02")]


def test_merged_ranges_lend_their_value_and_hidden_rows_are_known() -> None:
    content = with_openpyxl(
        [["Blok", "Nama"], ["A", "Sari"], [None, "Dewi"], [None, "Eko"], ["B", "Tono"]], merged=["A2:A4"], hidden=[3]
    )

    rows = list(opened(content).rows)

    assert [row.cells[0].text for row in rows] == ["Blok", "A", "A", "A", "B"]
    assert [row.lent for row in rows] == [frozenset(), frozenset(), {0}, {0}, frozenset()]
    assert [row.number for row in rows if row.hidden] == [3]


def test_an_ods_table_is_read_with_repeats_spans_and_notes() -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="1990-02-01"/>'
    noted = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>catatan</text:p></office:annotation>'
        "<text:p>Sari<text:s text:c='2'/>Dewi</text:p></table:table-cell>"
    )
    spanned = 'table:number-rows-spanned="2" office:value-type="string"'
    tall = f"<table:table-cell {spanned}><text:p>A</text:p></table:table-cell>"
    content = ods(
        ods_row("Blok", "Nama", "Lahir")
        + ods_row("<table:table-cell/>", repeated=3)
        + ods_row(tall, noted, day)
        + ods_row("<table:covered-table-cell/>", "Eko")
        + ods_row("<table:table-cell table:number-columns-repeated='16384'/>", repeated=1_048_000)
    )

    rows = list(opened(content).rows)

    assert _values(content) == [("Blok", "Nama", "Lahir"), ("A", "Sari  Dewi", "1990-02-01"), ("A", "Eko")]
    assert [row.number for row in rows] == [1, 5, 6]


@pytest.mark.parametrize(("from_1904", "day"), [(False, "1990-02-01"), (True, "1994-02-02")])
def test_an_old_workbook_is_read_with_its_merged_and_hidden_rows(*, from_1904: bool, day: str) -> None:
    content = xls([["Blok", "Nama", "Lahir"], ["A", "Sari", 32905.0], ["", "Dewi", ""]], from_1904=from_1904)

    rows = list(opened(content).rows)

    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Blok", "Nama", "Lahir"],
        ["A", "Sari", day],
        ["A", "Dewi"],
    ]
    assert rows[1].cells[2].kind is Kind.DAY
    assert (rows[2].lent, rows[2].hidden) == (frozenset({0}), True)


@pytest.mark.parametrize(
    "content",
    [
        b"Nama;NIK\nSari;0123\n",
        b"\xef\xbb\xbfNama,NIK\r\nSari,0123\r\n",
        b"sep=|\nNama|NIK\nSari|0123",
        "Nama\tNIK\nSari\t0123".encode("utf-16"),
    ],
)
def test_separated_values_are_read_however_they_were_saved(content: bytes) -> None:
    assert _values(content) == [("Nama", "NIK"), ("Sari", "0123")]


# --- what is not


def _sheet(cells: str, dimension: str = "A1") -> bytes:
    return f'<worksheet><dimension ref="{dimension}"/><sheetData>{cells}</sheetData></worksheet>'.encode()


_FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_REPEATED = (
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
    'office:value-type="float" office:value="1"/></table:table-row>'
)
_ENTITIES = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'


def _bomb() -> bytes:
    """A part that unpacks to more than all parts may, out of a few hundred kilobytes."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as book:
        book.writestr("[Content_Types].xml", b"<Types/>")
        book.writestr("xl/workbook.xml", b"<workbook/>")
        with book.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(PARTS_MOST // 2**20 + 1):
                part.write(b"\0" * 2**20)
    return file.getvalue()


_ODS_MACRO = ods(ods_row("a"), {"Basic/Standard/Module1.xml": b"<x/>"})
_ODS_LINK = ods('<table:table-source xlink:href="file:///x.ods"/>'.replace("xlink:", ""))
_EXTERNAL = (
    b'<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
    b'<Relationship Id="rId2" TargetMode="External" Type="x/externalLinkPath" Target="http://198.51.100.1/"/></Relationships>'
)


@asvs("V5.2.2", "V5.2.3")
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet-empty"),
        (b"x" * (FILE_MOST + 1), "sheet-too-large"),
        (b"%PDF-1.7", "sheet-other-kind"),
        (b"<html><table><tr><td>Nama", "sheet-other-kind"),
        (b"\x7fELF\x00\x00", "sheet-other-kind"),
        (zipped({"hello.txt": b"x"}), "sheet-other-kind"),
        (b"PK\x03\x04 but no zip", "sheet-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "sheet-broken"),
        (raw_xlsx(_sheet(_FAR, "A1:XFD1048576")), "sheet-too-large"),
        (ods(_REPEATED), "sheet-too-large"),
        (raw_xlsx(_sheet("<row>" + "<c><v>1</v></c>" * 300 + "</row>")), "sheet-too-large"),
        (raw_xlsx(_ENTITIES), "sheet-broken"),
        (raw_xlsx(_sheet("<row><c>")), "sheet-broken"),
        (raw_xlsx(_sheet('<row r="2"><c t="s"><v>7</v></c></row>')), "sheet-broken"),
        (raw_xlsx(_sheet(""), {"xl/vbaProject.bin": b"x"}), "sheet-macros"),
        (raw_xlsx(_sheet(""), {"xl/macrosheets/sheet1.xml": b"<x/>"}), "sheet-macros"),
        (raw_xlsx(_sheet(""), {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "sheet-links"),
        (raw_xlsx(_sheet(""), {"xl/connections.xml": b"<x/>"}), "sheet-links"),
        (raw_xlsx(_sheet(""), {"xl/_rels/workbook.xml.rels": _EXTERNAL}), "sheet-links"),
        (_ODS_MACRO, "sheet-macros"),
        (_ODS_LINK, "sheet-links"),
    ],
)
def test_what_is_no_plain_table_is_refused_in_words(content: bytes, code: str) -> None:
    assert _refused(content) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (records((0x002F, b"\0" * 6)), "sheet-locked"),
        (records((0x0085, b"\0\0\0\0\0\x06\0\0")), "sheet-macros"),
        (records((0x01AE, b"\x01\0\x05\0\0abcd")), "sheet-links"),
        (records(*[(0x00BE, b"\0" * 60_000)] * 70), "sheet-too-large"),
    ],
)
def test_an_old_workbook_is_refused_by_its_records_before_it_is_read(said: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        _refuse_records(said)

    assert refused.value.code == code


@pytest.mark.parametrize("content", [_bomb(), raw_xlsx(_sheet(_FAR, "A1:XFD1048576")), ods(_REPEATED)])
def test_a_bomb_costs_neither_time_nor_memory(content: bytes) -> None:
    """Two seconds and 300 MB are what the gate may take; it takes a hundredth of both."""
    tracemalloc.start()
    began = time.process_time()
    try:
        code = _refused(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert code == "sheet-too-large"
    assert time.process_time() - began < 2
    assert peak < 30 * 2**20
