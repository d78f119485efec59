"""A bank's answer is read as its layout says, or refused with its line and the reason; nothing in between."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from pulang.areas.payments import queries
from pulang.areas.payments.assessment import read, read_statement, written
from pulang.areas.payments.facts import Booked, Fault, LineFacts, Outcome, Told, Way
from pulang.areas.payments.rules import LEAST, fresh, news, refuse_size, refuse_telling, unmatched
from pulang.kernel.refusals import Refusal

FIRST, SECOND = "T-84G7-ZWYF", "T-M9S3-46QF"
HEADS = "referensi,rekening_tujuan,nominal,status,nomor_transaksi,keterangan"
GOOD = f"{HEADS}\n{FIRST},123,6000000,BERHASIL,A1,\n{SECOND},456,5750000,GAGAL,A2,rekening tutup\nTOTAL,2,11750000,,,\n"


def code_of(content: bytes, layout: str = "umum") -> tuple[str, str]:
    with pytest.raises(Refusal) as caught:
        read(content, queries.layout(layout))
    assert caught.value.field == "content"
    assert caught.value.words.id != caught.value.words.en
    return caught.value.code, caught.value.words.en


def test_a_banks_answer_is_read_line_by_line_and_what_is_not_ours_is_passed_over() -> None:
    told = read(GOOD.encode(), queries.layout("umum"))

    assert told == (
        Told(2, FIRST, 6_000_000, Outcome.PAID, "A1", ""),
        Told(3, SECOND, 5_750_000, Outcome.FAILED, "A2", "rekening tutup"),
    )
    assert read(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), queries.layout("umum")) == told


def test_another_bank_is_another_file_and_no_other_code() -> None:
    said = (
        "BANK REF;CUSTOMER REF;BENEFICIARY NAME;AMOUNT;STATUS;DESCRIPTION\n"
        f"77;{FIRST};Siapa pun;6.000.000;RETURNED;\nJUMLAH;1;6.000.000\n"
    )

    assert read(said.encode(), queries.layout("titik-koma")) == (Told(2, FIRST, 6_000_000, Outcome.RETURNED, "77", ""),)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "bank-file-empty", ""),
        (b"\n\n", "bank-file-empty", ""),
        (GOOD.encode("utf-16"), "bank-file-encoding", "Line 1"),
        (GOOD.replace("tutup", "tutup é").encode("latin-1"), "bank-file-encoding", "Line 3"),
        (GOOD.replace("A1", "A\x001").encode(), "bank-file-encoding", "Line 2"),
        (GOOD.replace("nominal", "jumlah").encode(), "bank-file-layout", "Line 1"),
        (GOOD.replace(",keterangan", ",keterangan,nik").encode(), "bank-file-layout", "Line 1"),
        (GOOD.replace(",", ";").encode(), "bank-file-layout", "Line 1"),
        (GOOD.replace(",A1,", ",A1,,").encode(), "bank-file-cells", "Line 2"),
        (GOOD.replace(FIRST, "T-84G7-ZWYG").encode(), "bank-file-mistyped", "Line 2"),
        (GOOD.replace(FIRST, "=1+1").encode(), "bank-file-mistyped", "Line 2"),
        (GOOD.replace(FIRST, "K-7F3P-2K8R").encode(), "bank-file-mistyped", "Line 2"),
        (GOOD.replace("6000000", "6000000.50").encode(), "bank-file-not-rupiah", "Line 2"),
        (GOOD.replace("6000000", "-6000000").encode(), "bank-file-not-rupiah", "Line 2"),
        (GOOD.replace("6000000", "6.000.000").encode(), "bank-file-not-rupiah", "Line 2"),
        (GOOD.replace("6000000", "9" * 16).encode(), "bank-file-not-rupiah", "Line 2"),
        (GOOD.replace("6000000", "0").encode(), "bank-file-not-rupiah", "Line 2"),
        (GOOD.replace("BERHASIL", "OK").encode(), "bank-file-outcome", "Line 2"),
        (GOOD.replace("TOTAL,2", "TOTAL,3").encode(), "bank-file-total", "Line 4"),
        (GOOD.replace("11750000", "11750001").encode(), "bank-file-total", "Line 4"),
        (GOOD.partition("TOTAL")[0].encode(), "bank-file-no-total", "Line 3"),
        (HEADS.encode(), "bank-file-no-total", "Line 1"),
        (HEADS.encode() + b"\nTOTAL,0,0", "bank-file-no-lines", "Line 2"),
        (GOOD.replace("TOTAL", f"{FIRST},1,1,GAGAL,,\n" * 500 + "TOTAL").encode(), "bank-file-too-many", "Line 502"),
        (GOOD.encode() + b"x", "bank-file-after-total", "Line 5"),
        (b"\n" + GOOD.replace(",", "\t").encode(), "bank-file-layout", "Line 2: its columns are separated by tabs"),
        (GOOD.replace("A1", '"A1').encode(), "bank-file-quotes", "Line 2"),
        (GOOD.replace("A1", "A" * 140_000).encode(), "bank-file-quotes", "Line 2"),
        (
            GOOD.replace("\n", "\r").encode(),
            "bank-file-encoding",
            "Line 1: there is a sign that nobody can see (U+000D)",
        ),
        (b"PK\x03\x04" + GOOD.encode(), "bank-file-no-text", "This is an Excel workbook"),
        (b"x" * 1_000_001, "bank-file-too-large", ""),
    ],
)
def test_what_is_not_as_the_layout_says_is_refused_with_its_line(content: bytes, code: str, line: str) -> None:
    found, words = code_of(content)

    assert (found, words.startswith(line)) == (code, True), words


def test_amounts_with_points_stand_where_points_belong() -> None:
    for wrong in ("6.00.000", "6000.000", ".6", "6.000,00"):
        said = (
            "BANK REF;CUSTOMER REF;BENEFICIARY NAME;AMOUNT;STATUS;DESCRIPTION\n"
            f"77;{FIRST};;{wrong};SUCCESS;\nJUMLAH;1;6.000.000\n"
        )
        assert code_of(said.encode(), "titik-koma")[0] == "bank-file-not-rupiah"


def line(token: str, amount: int = 6_000_000, outcome: Outcome | None = None, way: Way = Way.TRANSFER) -> LineFacts:
    on = date(2019, 3, 3)
    return LineFacts("B-1", token, way, amount, "••••1234", on if way is Way.TRANSFER else None, outcome, on, "", "")


@pytest.mark.parametrize(
    ("standing", "told", "code"),
    [
        ({}, [(FIRST, Outcome.PAID)], "bank-file-token"),
        ({FIRST: line(FIRST)}, [(FIRST, Outcome.PAID), (FIRST, Outcome.PAID)], "bank-file-duplicate"),
        ({FIRST: line(FIRST, 1)}, [(FIRST, Outcome.PAID)], "bank-file-amount"),
        ({FIRST: line(FIRST, way=Way.CASH)}, [(FIRST, Outcome.PAID)], "bank-file-not-sent"),
        ({FIRST: line(FIRST, outcome=Outcome.PAID)}, [(FIRST, Outcome.FAILED)], "bank-file-contradicts"),
        ({FIRST: line(FIRST, outcome=Outcome.FAILED)}, [(FIRST, Outcome.PAID)], "bank-file-contradicts"),
        ({FIRST: line(FIRST, outcome=Outcome.RETURNED)}, [(FIRST, Outcome.PAID)], "bank-file-contradicts"),
    ],
)
def test_what_contradicts_the_books_is_refused(
    standing: Mapping[str, LineFacts], told: list[tuple[str, Outcome]], code: str
) -> None:
    lines = [Told(place, token, 6_000_000, outcome, "", "") for place, (token, outcome) in enumerate(told, start=2)]

    with pytest.raises(Refusal) as caught:
        news(lines, standing)

    assert caught.value.code == code


def test_what_is_known_is_passed_over_and_a_return_follows_what_was_paid() -> None:
    standing = {FIRST: line(FIRST, outcome=Outcome.PAID), SECOND: line(SECOND)}
    told = [
        Told(2, FIRST, 6_000_000, Outcome.PAID, "", ""),
        Told(3, SECOND, 6_000_000, Outcome.FAILED, "", ""),
    ]

    assert news(told, standing) == (told[1],)
    back = Told(2, FIRST, 6_000_000, Outcome.RETURNED, "", "")
    assert news([back], standing) == (back,)


def test_the_file_for_a_bank_names_nobody() -> None:
    lines = [line(FIRST), line(SECOND, 5_750_000)]

    said = written(queries.layout("umum"), lines, {FIRST: "12-34 .5", SECOND: "=CMD()"}, "Transfer dana").decode()

    assert said.splitlines() == [
        "no,rekening_tujuan,nominal,referensi,berita",
        f"1,12345,6000000,{FIRST},Transfer dana {FIRST}",
        f"2,CMD,5750000,{SECOND},Transfer dana {SECOND}",
        "TOTAL,2,11750000",
    ]


def test_a_list_is_large_enough_to_hide_in_and_its_words_are_neutral() -> None:
    refuse_size(LEAST, again=False)
    refuse_size(1, again=True)
    for people in (LEAST - 1, 201):
        with pytest.raises(Refusal):
            refuse_size(people, again=False)
    refuse_telling("Transfer dana 2019")
    for text in ("Bantuan", "dana DINSOS", "eks-warga", "x" * 36, "a\tb", "dana;"):
        with pytest.raises(Refusal):
            refuse_telling(text)


# --- statements

_HEADS = "tanggal,uraian,keluar,masuk"
_STATED = (
    f"{_HEADS}\n03/03/2019,TRF DANA {FIRST} SIAPA PUN,6000000,\n04/03/2019,RETUR {SECOND.replace('-', '')},0,5750000\n"
    "05/03/2019,ADM T-0000-0001,2500,\nTOTAL,6002500,5750000\n"
)


def test_of_a_statement_only_days_amounts_and_our_own_numbers_are_kept() -> None:
    assert read_statement(_STATED.encode(), queries.layout("umum")) == (
        Booked(2, date(2019, 3, 3), 6_000_000, came_in=False, mark=FIRST),
        Booked(3, date(2019, 3, 4), 5_750_000, came_in=True, mark=SECOND),
        Booked(4, date(2019, 3, 5), 2_500, came_in=False, mark=""),
    )


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (_STATED.replace("03/03/2019", "2019-03-03"), "bank-file-day", "Line 2"),
        (_STATED.replace("03/03/2019", "31/02/2019"), "bank-file-day", "Line 2"),
        (_STATED.replace("03/03/2019", "03/03/0019"), "bank-file-day", "Line 2"),
        (_STATED.replace("6000000,\n", "6000000,1\n"), "bank-file-one-side", "Line 2"),
        (_STATED.replace(",6000000,", ",,"), "bank-file-one-side", "Line 2"),
        (_STATED.replace(",6000000,", ",-6000000,"), "bank-file-not-rupiah", "Line 2"),
        (_STATED.replace(",6000000,", ",6000000.50,"), "bank-file-not-rupiah", "Line 2"),
        (_STATED.replace(",6000000,", f",{'9' * 16},"), "bank-file-not-rupiah", "Line 2"),
        (
            _STATED.replace("TOTAL,6002500", "TOTAL,6002501"),
            "bank-file-sums",
            "Line 5: it closes with Rp6,002,501 out and Rp5,750,000 in, while it holds Rp6,002,500 out and",
        ),
        (
            _STATED.replace(",5750000\nT", ",5750001\nT").replace("5750000\n05", "5750001\n05"),
            "bank-file-sums",
            "Line 5",
        ),
        (_STATED.replace("uraian", "teks"), "bank-file-layout", "Line 1"),
        (_STATED.replace("uraian,keluar,masuk", "uraian,masuk,keluar"), "bank-file-layout", "Line 1"),
        (_STATED.partition("TOTAL")[0], "bank-file-no-total", "Line 4"),
        (_STATED.replace("2500,\n", "2500,,\n"), "bank-file-cells", "Line 4"),
        (_STATED.replace("ADM", "ADM \x00"), "bank-file-encoding", "Line 4"),
        (_STATED.encode("utf-16"), "bank-file-encoding", "Line 1"),
        (_STATED.replace("ADM", "ADM \xe9").encode("latin-1"), "bank-file-encoding", "Line 4"),
        (b"x" * 1_000_001, "bank-file-too-large", ""),
        ("", "bank-file-empty", ""),
    ],
)
def test_a_statement_not_as_its_layout_says_is_refused_whole(content: str | bytes, code: str, line: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_statement(content if isinstance(content, bytes) else content.encode(), queries.layout("umum"))

    assert caught.value.code == code
    assert caught.value.words.en.startswith(line)


_TOLD = "tanggal,nomor_transaksi,uraian,keluar,masuk,saldo"
_ONE, _TWO = "03/03/2019,FT1,TRF SATU,5000000,,95000000", "03/03/2019,FT2,TRF DUA,5000000,,90000000"


def stated(*lines: str, heads: str = _TOLD, out: int = 0, into: int = 0) -> str:
    return "\n".join((heads, *lines, f"TOTAL,{out},{into}"))


def test_two_equal_transfers_of_one_day_are_two_however_the_statement_tells_them() -> None:
    plain = "03/03/2019,TRF,5000000,"
    back = "03/03/2019,FT3,RETUR,,5000000,95000000"
    for said in (
        stated(_ONE, _TWO, out=10_000_000),
        stated(_TWO, _ONE, out=10_000_000),  # the newest stands first
        stated(_ONE.replace("FT1", ""), _TWO.replace("FT2", "").replace("DUA", "SATU"), out=10_000_000),
        stated(_ONE, _TWO.replace("FT2", "FT1").replace("DUA", "SATU"), out=10_000_000),  # one number for many
        stated(_ONE, back.replace("95", "100", 1), _ONE, out=10_000_000, into=5_000_000),
        stated(_ONE.replace(",95000000", ","), _TWO, out=10_000_000),
        stated("03/03/2019,FT1,A,5000000,", "03/03/2019,FT1,B,5000000,", heads=_TOLD[:-6], out=10_000_000),
        stated(plain, plain, heads=_HEADS, out=10_000_000),
    ):
        lines = read_statement(said.encode(), queries.layout("umum"))
        assert [one.amount for one in lines if not one.came_in] == [5_000_000] * 2


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (
            stated(_ONE, _TWO, _ONE, out=15_000_000),
            "bank-file-duplicate",
            "Line 4: a copy of line 2, with the same ba",
        ),
        (
            stated(_TWO, _TWO, _ONE, out=15_000_000),
            "bank-file-duplicate",
            "Line 3: a copy of line 2, with the same ba",
        ),
        (
            stated(*["03/03/2019,FT1,TRF,5000000,"] * 2, heads=_TOLD[:-6], out=10_000_000),
            "bank-file-duplicate",
            "Line 3: a copy of line 2, with the same number",
        ),
        (
            stated(*["03/03/2019,TRF,5000000,"] * 2, "04/03/2019,A,,1", heads=_HEADS, out=5_000_000, into=1),
            "bank-file-duplicate",
            "Line 3: a copy of line 2, which the closing line",
        ),
        (stated(*["03/03/2019,TRF,5000000,"] * 2, heads=_HEADS, out=5_000_001), "bank-file-sums", "Line 4"),
        (
            stated(_ONE, _TWO.replace(",9", ",8"), out=10_000_000),
            "bank-file-balance",
            "Line 3: its balance is Rp80,000,000, while the lines beside it lead to Rp90,000,000.",
        ),
        (
            stated(_ONE.replace(",9", ",8"), _ONE.replace("03/", "02/", 1), out=10_000_000),
            "bank-file-balance",
            "Line 2: its balance",
        ),
        (stated(_ONE.replace("95000000", "-1"), out=5_000_000), "bank-file-not-rupiah", "Line 2"),
        (stated(_ONE, heads=_TOLD.replace("saldo", "sisa")), "bank-file-layout", "Line 1"),
    ],
)
def test_a_copied_line_is_refused_by_what_the_statement_itself_shows(content: str, code: str, words: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_statement(content.encode(), queries.layout("umum"))

    assert (caught.value.code, caught.value.words.en[: len(words)]) == (code, words)


def test_a_banks_own_number_is_kept_and_a_name_in_its_place_is_not() -> None:
    said = stated(_ONE.replace("FT1", "FT 1/9-X"), _TWO.replace("FT2", "SITI"), out=10_000_000)

    found = read_statement(said.encode(), queries.layout("umum"))

    assert [(one.reference, one.balance) for one in found] == [("FT1/9-X", 95_000_000), ("", 90_000_000)]


def test_of_statements_that_overlap_each_line_counts_once_and_equal_ones_as_often_as_they_were_told() -> None:
    one, two = half(""), half("", 2_500)
    numbered = [replace(one, reference=said) for said in ("FT1", "FT2")]
    stood = [replace(one, balance=said) for said in (95, 90)]

    assert fresh([one, one, two], []) == (one, one, two)
    assert fresh([one, one, two], [one]) == (one, two)
    assert fresh([one], [one, one]) == ()
    assert fresh(numbered, numbered[:1]) == (numbered[1],)
    assert fresh(stood, stood[1:]) == (stood[0],)
    assert fresh([replace(numbered[0], balance=7)], [replace(numbered[0], balance=8)]) == (), "the balance was restated"
    assert fresh([*numbered, *stood], [one, one]) == (*stood,), "an older statement told less of each line"
    assert fresh([replace(one, came_in=True), half("T-3"), replace(one, on=date(2019, 3, 4))], [one]) != ()
    assert [found.place for found in fresh([replace(one, place=place) for place in (2, 3)], [one])] == [3]


def half(mark: str, amount: int = 6_000_000, *, came_in: bool = False) -> Booked:
    return Booked(0, date(2019, 3, 3), amount, came_in, mark)


def test_every_difference_between_bank_and_books_is_named_and_what_agrees_is_not() -> None:
    ours = [half(FIRST), half(SECOND), half("T-3"), half("T-3", came_in=True)]
    bank = [half(FIRST), half(FIRST), half(SECOND, 5_000_000), half("T-3"), half("T-3", came_in=True), half("", 2_500)]

    found = [(one.mark, one.fault) for one in unmatched([*bank, half("T-9"), half("T-8")], ours, {"T-8"})]

    assert sorted(found, key=str) == sorted(
        [
            ("", Fault.NO_MARK),
            (FIRST, Fault.TWICE),
            (SECOND, Fault.OTHER_AMOUNT),
            (SECOND, Fault.NOT_BOOKED),
            ("T-9", Fault.NOT_OURS),
            ("T-8", Fault.NOT_ARRIVED),
        ],
        key=str,
    )
    assert unmatched(ours, ours) == ()
