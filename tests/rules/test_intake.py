"""How a table of an office is understood: headings, dates, numbers that lost their digits, rows that are nobody."""

import os
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.sheets import with_openpyxl, xlsx

from pulang.areas.intake.facts import Column, Order, Reading
from pulang.areas.intake.reading import read, survey
from pulang.areas.intake.rules import day_of
from pulang.kernel.cells import Cell, Kind
from pulang.kernel.refusals import Refusal
from pulang.storage.sheets.reading import opened

NIK = "3578014107850001"  # a woman born 1 July 1985, in a form nobody was given


def _read(content: bytes, **chosen: str) -> list[Reading]:
    plan = survey(opened(content).rows, chosen)
    return list(read(plan, opened(content).rows))


def _said(content: bytes, **chosen: str) -> list[dict[str, Any]]:
    return [dict(one.said) for one in _read(content, **chosen)]


def _problem(content: bytes) -> str:
    (one,) = _read(content)
    assert not one.said.get("nik", "") or one.problems
    return " ".join(words.en for words in one.problems)


# --- days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 Pebruari 1990", "1990-02-01"),
        ("01 Februari 1990", "1990-02-01"),
        ("Surabaya, 1 Nopember 1985", "1985-11-01"),
        ("Kab. Bintan : 1 Djuli 1960", "1960-07-01"),
        ("1-2-1990", "1990-02-01"),
        ("1/2/1990", "1990-02-01"),
        ("01.02.1990", "1990-02-01"),
        ("1990-02-01", "1990-02-01"),
        ("1990/2/1 00:00:00", "1990-02-01"),
        ("1 agt 1990", "1990-08-01"),
        ("1Mei1990", "1990-05-01"),
        ("1990", "1990-07-01"),
    ],
)
def test_dates_are_read_as_offices_write_them(text: str, day: str) -> None:
    assert day_of(Cell(Kind.TEXT, text), Order.DAY_FIRST, years=True).value == day


@pytest.mark.parametrize(
    "text", ["1/2/90", "31 Februari 1990", "2/13/1990", "32905", "kemarin", "1 Foo 1990", "30/2/1990"]
)
def test_a_date_that_may_mean_another_day_is_not_guessed(text: str) -> None:
    meant = day_of(Cell(Kind.TEXT, text), Order.DAY_FIRST, years=True)

    assert meant.value is None
    assert meant.problem is not None


def test_a_column_of_american_dates_is_read_as_such() -> None:
    said = _said(xlsx([["Nama", "Tgl Lahir"], ["A", "02/13/1990"], ["B", "03/04/1991"]]))

    assert [one["birth_date"] for one in said] == ["1990-02-13", "1991-03-04"]


def test_a_date_that_only_fits_the_other_order_is_to_be_mended() -> None:
    rows = _read(xlsx([["Nama", "Tgl Lahir"], ["A", "13/2/1990"], ["B", "14/3/1991"], ["C", "2/28/1992"]]))

    assert [bool(one.problems) for one in rows] == [False, False, True]


def test_day_and_month_that_a_spreadsheet_swapped_are_found_by_the_nik() -> None:
    content = xlsx([["Nama", "NIK", "Tgl Lahir"], ["Sari", NIK, date(1985, 1, 7)]])

    assert "swapped" in _problem(content)


def test_a_column_that_mixes_swapped_days_and_text_is_told() -> None:
    rows = _read(xlsx([["Nama", "Tgl Lahir"], ["A", date(1990, 2, 1)], ["B", "13/2/1990"]]))

    assert [len(one.notes) for one in rows] == [1, 0]


# --- numbers


def test_a_nik_that_is_a_number_has_lost_its_last_digit_and_is_refused_in_words() -> None:
    assert "its last digit is lost" in _problem(xlsx([["Nama", "NIK"], ["Sari", 3578014107850001]]))


def test_a_phone_that_is_a_number_gets_its_zero_back() -> None:
    said = _said(xlsx([["Nama", "HP"], ["A", 81234567890], ["B", 6281234567890], ["C", "'0812 3456 7890"], ["D", "-"]]))

    assert [one.get("phone") for one in said] == ["081234567890", "+6281234567890", "0812 3456 7890", None]


# --- headings and rows


def test_titles_and_two_rows_of_headings_are_understood() -> None:
    content = with_openpyxl(
        [
            ["DAFTAR WARGA", None, None, None],
            ["Nama", None, "Tanggal", None],
            ["Depan", "Belakang", "Lahir", "Daftar"],
            [1, 2, 3, 4],
            ["Sari", "Dewi", "1-2-1990", "3-3-2019"],
        ],
        merged=["A1:D1", "A2:B2", "C2:D2"],
    )

    assert _said(content) == [{"name": "Sari Dewi", "birth_date": "1990-02-01", "happened_on": "2019-03-03"}]


@pytest.mark.parametrize(
    ("heads", "row", "name"),
    [
        (("Nama depan", "Nama belakang"), ("Sari", "Dewi Lestari"), "Sari Dewi Lestari"),
        (("First name", "Surname"), ("Sari", ""), "Sari"),
        (("Nama depan", "Marga", "Nama lengkap"), ("Sari", "Lestari", "Sari Dewi"), "Sari Dewi"),
        (("  NAMA :", "Blok"), ("  Sari\t Dewi\xa0 ", "A"), "Sari Dewi"),
    ],
)
def test_a_name_is_one_whether_it_stands_in_one_column_or_two_or_among_spaces(
    heads: tuple[str, ...], row: tuple[str, ...], name: str
) -> None:
    assert _said(xlsx([heads, row]))[0]["name"] == name


def test_headings_that_come_again_sums_and_empty_rows_are_nobody() -> None:
    content = xlsx(
        [["No", "Nama", "NIK"], [1, "Sari", NIK], ["No", "Nama", "NIK"], [None, None, None], [2, " Dewi  Ayu ", ""],
         ["Jumlah", None, 2]],
    )  # fmt: skip

    assert [(one.line, one.said.get("name")) for one in _read(content)] == [(2, "Sari"), (5, "Dewi Ayu")]


def test_people_in_hidden_rows_are_read_and_told() -> None:
    content = with_openpyxl([["Nama"], ["Sari"], ["Dewi"]], hidden=[3])

    assert survey(opened(content).rows, {}).hidden == 1
    assert len(_read(content)) == 2


def test_a_merged_block_counts_for_every_row_and_a_merged_name_for_one() -> None:
    content = with_openpyxl([["Blok", "Nama"], ["A", "Sari"], [None, None], [None, "Eko"]], merged=["A2:A4", "B2:B3"])

    rows = _read(content)

    assert [one.said.get("name") for one in rows] == ["Sari", None, "Eko"]
    assert [one.said["block"] for one in rows] == ["A", "A", "A"]
    assert "merged cell" in rows[1].problems[0].en


def test_a_column_can_be_said_by_hand_or_left_out() -> None:
    content = xlsx([["Yang bersangkutan", "Nama", "Keterangan"], ["Sari", "Pak Lurah", "x"]])

    assert _said(content, **{"Yang bersangkutan": "name", "Nama": ""}) == [{"name": "Sari"}]


@pytest.mark.parametrize(
    ("rows", "chosen", "code"),
    [
        ([["a", "b"], ["c", "d"]], {}, "headings-missing"),
        ([["Nama", "Nama lengkap"], ["a", "b"]], {}, "columns-twice"),
        ([["Nama"], ["a"]], {"Umur": "name"}, "heading-unknown"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused(rows: list[list[str]], chosen: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        survey(opened(xlsx(rows)).rows, chosen)

    assert refused.value.code == code


def test_there_is_no_column_for_work_or_illness() -> None:
    content = xlsx([["Nama", "Pekerjaan", "Penyakit", "Diagnosis"], ["Sari", "x", "y", "z"]])

    assert _said(content) == [{"name": "Sari"}]
    assert not {"occupation", "work", "health"} & {column.value for column in Column}


# --- ten thousand rows: each comes back as it was written, or is refused with a reason

_NAMES = (
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzÀéñ'. ", min_size=1, max_size=30)
    .map(str.strip)
    .filter(lambda name: any(sign.isalpha() for sign in name))
)
_DAYS = st.dates(date(1930, 1, 1), date(2005, 12, 31))
_MONTHS = (
    "Januari",
    "Pebruari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "Nopember",
    "Desember",
)
_FORMS = st.sampled_from(
    [
        lambda day: day,
        lambda day: f"{day.day}-{day.month}-{day.year}",
        lambda day: f"{day.day:02d}/{day.month:02d}/{day.year}",
        lambda day: f"Kupang, {day.day} {_MONTHS[day.month - 1]} {day.year}",
        lambda day: day.isoformat(),
        lambda day: f"{day.day}/{day.month}/{day.year % 100:02d}",
    ]
)
_NIKS = st.from_regex(r"\A[1-9][0-9]{15}\Z")
_ROWS = st.lists(st.tuples(_NAMES, _NIKS, st.booleans(), _DAYS, _FORMS), min_size=1, max_size=40)
EXAMPLES = int(os.environ.get("PULANG_IMPORT_ROWS", "200")) // 20


@settings(max_examples=EXAMPLES, deadline=None, database=None)
@given(rows=_ROWS)
def test_a_row_comes_back_as_it_was_written_or_is_refused_with_a_reason(rows: list[tuple[Any, ...]]) -> None:
    written = [[name, int(nik) if as_number else nik, form(day)] for name, nik, as_number, day, form in rows]
    found = _read(xlsx([["Nama", "NIK", "Tanggal lahir"], *written]))

    assert len(found) == len(rows)
    for one, (name, nik, as_number, day, form) in zip(found, rows, strict=True):
        if one.problems:
            digits = nik[6:12]
            twisted = (int(digits[:2]) % 40, int(digits[2:4])) == (day.month, day.day)
            assert as_number or twisted or str(form(day))[-5:-2].endswith(("/",)), one
        else:
            assert not as_number
            expected = {"name": " ".join(name.split()), "nik": nik, "birth_date": day.isoformat()}
            assert dict(one.said) == expected
