"""What cells mean: dates as offices write them, words for codes, numbers that lost their digits."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pulang.areas.intake.facts import Column, Order
from pulang.kernel.cells import Cell, Kind
from pulang.kernel.words import Words

PREFIX: Final = "B"
UNDO_WITHIN: Final = timedelta(hours=24)
FILE_LIVES: Final = timedelta(hours=24)
DRAFT_LIVES: Final = timedelta(days=7)
STALE: Final = timedelta(seconds=90)  # a worker that has said nothing for so long is gone
TRIES_MOST: Final = 3
UNKNOWN_DAY: Final = (7, 1)  # month and day that civil registers write where only the year is known


@dataclass(frozen=True, slots=True)
class Meant:
    """What a cell means, or why it cannot be taken; a note is told beside a value that was taken."""

    value: object = None
    problem: Words | None = None
    note: Words | None = None


def plain(text: str) -> str:
    """This will give text in small letters without accents, marks and doubled spaces, to be compared."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", folded).split())


# --- days

_MONTHS: Final = {
    1: "januari january jan djanuari",
    2: "februari pebruari february feb peb febr pebr",
    3: "maret march mar mrt maart",
    4: "april apr",
    5: "mei may mai",
    6: "juni june jun djuni",
    7: "juli july jul djuli",
    8: "agustus august agu agt ags agst aug agus",
    9: "september sept sep",
    10: "oktober october okt oct",
    11: "november nopember nov nop",
    12: "desember december des dec",
}
_MONTH_OF: Final = {name: month for month, names in _MONTHS.items() for name in names.split()}
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{2}:.*)?")
_NUMBERS: Final = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")
_NAMED: Final = re.compile(r"(\d{1,2})[\s\-/.]*([a-z]{3,10})[\s\-/.,]*(\d{4})")
_SHORT_YEAR: Final = re.compile(r"\d{1,2}\W+(?:\d{1,2}|[a-z]{3,10})\W+\d{2}")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
_BEFORE_DAY: Final = re.compile(r"^[a-z .'\-()]*[,:]\s*(?=\d)")

_NO_DAY: Final = Words(id="tanggal “{text}” tidak ada di kalender", en="the date “{text}” is not in the calendar")
_NOT_READ: Final = Words(
    id="tanggal ini tidak terbaca; tulis seperti 1 Februari 1990", en="this date cannot be read; write 1 February 1990"
)
_SHORT: Final = Words(
    id="tulis tahunnya dengan empat angka, seperti 1990", en="write the year with four digits, like 1990"
)
_OTHER_ORDER: Final = Words(
    id="hari dan bulan mungkin tertukar: kolom ini memakai urutan {order}; tulis seperti 1 Februari 1990",
    en="day and month are perhaps swapped: this column writes {order}; write 1 February 1990",
)
_ORDERS: Final = {
    Order.DAY_FIRST: Words(id="hari/bulan/tahun", en="day/month/year"),
    Order.MONTH_FIRST: Words(id="bulan/hari/tahun", en="month/day/year"),
}
_ONLY_YEAR: Final = Words(id="hanya tahun lahir yang diketahui", en="only the year of birth is known")
_NUMBER_NO_DAY: Final = Words(
    id="angka ini bukan tanggal; ubah format selnya menjadi tanggal atau tulis seperti 1 Februari 1990",
    en="this number is no date; format the cell as a date, or write 1 February 1990",
)


def order_of(text: str) -> Order | None:
    """This will say which order of day and month a date in figures can only have; None where both fit, or neither."""
    found = _NUMBERS.fullmatch(_without_place(text))
    if found is None:
        return None
    first, second = int(found[1]), int(found[2])
    if first > 12 >= second:  # noqa: PLR2004 - months
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if second > 12 >= first else None  # noqa: PLR2004


def day_of(cell: Cell, order: Order, *, years: bool) -> Meant:
    """This will read a day: a cell of that kind, or text as offices write it; with `years` a year alone as well.

    Refuses two-digit years and days that only fit another order than the column's: a wrong birth date would make
    somebody a stranger.
    """
    if cell.kind is Kind.DAY:
        return _iso(cell.text)
    text = _without_place(cell.text)
    if _YEAR.fullmatch(text):
        if not years:
            return Meant(problem=_NOT_READ)
        return Meant(date(int(text), *UNKNOWN_DAY).isoformat(), note=_ONLY_YEAR)
    if cell.kind is Kind.NUMBER:
        return Meant(problem=_NUMBER_NO_DAY)
    if _ISO.fullmatch(text):
        return _iso(text)
    return _written(text, order)


def _without_place(text: str) -> str:
    """This will leave out the place that stands before a day of birth: `Surabaya, 1 Pebruari 1990`."""
    lowered = " ".join(text.casefold().split()).lstrip("'")
    return _BEFORE_DAY.sub("", lowered)


def _iso(text: str) -> Meant:
    found = _ISO.match(text)
    return Meant(problem=_NOT_READ) if found is None else _day(int(found[1]), int(found[2]), int(found[3]), text)


def _written(text: str, order: Order) -> Meant:
    named = _NAMED.fullmatch(text)
    if named is not None:
        month = _MONTH_OF.get(named[2])
        return Meant(problem=_NOT_READ) if month is None else _day(int(named[3]), month, int(named[1]), text)
    figures = _NUMBERS.fullmatch(text)
    if figures is None:
        return Meant(problem=_SHORT if _SHORT_YEAR.fullmatch(text) else _NOT_READ)
    only = order_of(text)
    if only is not None and only is not order:
        return Meant(problem=_OTHER_ORDER.format(order=_ORDERS[order]))
    first, second, year = (int(each) for each in figures.groups())
    return _day(year, second, first, text) if order is Order.DAY_FIRST else _day(year, first, second, text)


def _day(year: int, month: int, day: int, text: str) -> Meant:
    try:
        return Meant(date(year, month, day).isoformat())
    except ValueError:
        return Meant(problem=_NO_DAY.format(text=text[:20].replace("{", "").replace("}", "")))


# --- numbers

_NIK_LOST: Final = Words(
    id="NIK ditulis sebagai bilangan, jadi angka terakhirnya hilang. Ubah selnya menjadi teks, lalu salin ulang NIK "
    "dari kartu; atau kosongkan, karena NIK tidak wajib",
    en="the NIK is written as a number, so its last digit is lost. Format the cell as text and copy the NIK again from "
    "the card; or leave it empty, since it is not required",
)
_NOT_WHOLE: Final = Words(id="isi dengan bilangan bulat dari 0 sampai 30", en="write a whole number from 0 to 30")
_EMPTY_SIGNS: Final = frozenset(
    {"", "-", "--", "?", "0", "tidak ada", "tdk ada", "tidak punya", "belum ada", "nihil", "n a"}
)


def nik_of(cell: Cell) -> Meant:
    """This will give a NIK as it was typed; a number is refused, because a spreadsheet keeps 15 of its 16 digits."""
    if cell.kind is Kind.NUMBER:
        return Meant("") if cell.text == "0" else Meant(problem=_NIK_LOST)
    typed = cell.text.lstrip("'’`")
    return Meant("" if plain(typed) in _EMPTY_SIGNS else typed)


def phone_of(cell: Cell) -> Meant:
    """This will give a phone number; a number has lost its first 0 or its +, which is put back."""
    typed = cell.text.lstrip("'’`")
    if plain(typed) in _EMPTY_SIGNS:
        return Meant("")
    typed = re.split(r"\s*(?:[,;]|/(?=\s*[+0])|\batau\b)\s*", typed)[0]
    if cell.kind is Kind.NUMBER and typed.isdigit():
        typed = f"+{typed}" if typed.startswith("62") else f"0{typed}" if typed.startswith("8") else typed
    return Meant(typed)


def count_of(cell: Cell) -> Meant:
    """This will give how many come along; refuses what is no small whole number."""
    typed = plain(cell.text).removesuffix(" orang").removesuffix(" anak")
    if typed in _EMPTY_SIGNS or not typed:
        return Meant(0)
    return Meant(int(typed)) if typed.isdigit() and int(typed) <= 30 else Meant(problem=_NOT_WHOLE)  # noqa: PLR2004


# --- words for codes

_CODES: Final[Mapping[Column, Mapping[str, str]]] = {
    Column.CHOICE: {
        "RETURN": "pulang dengan dukungan|pulang|ikut pulang|mau pulang|return|return with support",
        "STAY": "menetap dengan dukungan|menetap|tinggal|tetap|tidak pulang|stay|stay with support",
        "ALONE": "pulang sendiri dengan bantuan|pulang sendiri|sendiri|alone|travel alone with aid|travel alone",
        "UNDECIDED": "belum memutuskan|belum tahu|belum|ragu|undecided",
    },
    Column.INFORMED: {
        "CONVERSATION": "lewat percakapan berdua|percakapan|wawancara|tatap muka|conversation|in a conversation",
        "MEETING": "dalam pertemuan warga|pertemuan|rapat warga|sosialisasi|meeting|at a meeting of residents",
        "WRITTEN": "lewat tulisan yang dibacakan|tertulis|tulisan|surat|written|in writing read aloud",
        "NOT_INFORMED": "belum diberi penjelasan|belum dijelaskan|belum|not informed|not informed yet",
    },
    Column.PAPERS: {
        "CARD": "ktp|e ktp|ktp el|kartu|punya ktp|ada|card|identity card",
        "FAMILY_CARD_ONLY": "kk|kartu keluarga|hanya kk|hanya kartu keluarga|family card only|family card",
        "LOSS_LETTER": "surat hilang|surat kehilangan|hilang|loss letter",
        "NONE": "tidak ada|tidak punya|belum punya|none",
        "UNKNOWN": "belum ditanyakan|tidak tahu|unknown",
    },
    Column.CONSENTS: {
        "RETURN": "mengatur kepulangan|kepulangan|pulang|return|arranging the return",
        "RECEIVING_OFFICE": "memberi tahu dinas di daerah asal|dinas daerah asal|dinas asal|receiving office",
        "PARTNER": "pendampingan oleh lks|pendampingan|lks|partner|mitra",
        "PAYMENT": "pembayaran bantuan|pembayaran|payment",
        "CONTINUITY_OF_CARE": "kelanjutan perawatan|perawatan|continuity of care",
        "CONTACT_AFTERWARDS": "dihubungi setelah tiba|dihubungi|contact afterwards",
        "RESEARCH": "penelitian|research",
    },
    Column.COMPANION: {"yes": "ya|y|ada|1|true|benar|yes", "no": "tidak|t|tdk|0|false|no"},
    Column.LANGUAGE: {"id": "id|indonesia|bahasa indonesia|indonesian", "en": "en|inggris|english|bahasa inggris"},
}
_CODE_OF: Final = {
    column: {word: code for code, words in codes.items() for word in (plain(code), *words.split("|"))}
    for column, codes in _CODES.items()
}
_WHICH: Final = Words(
    id="“{text}” tidak dikenal di sini; pakai salah satu: {known}", en="“{text}” is not known here; use one of: {known}"
)


def code_of(column: Column, cell: Cell) -> Meant:
    """This will give the code a word stands for; refuses a word nobody agreed on, naming those that are known."""
    codes = _CODE_OF[column]
    if column is Column.CONSENTS:
        said = [plain(part) for part in re.split(r"[,;/\n]+", cell.text) if plain(part)]
        found = [codes.get(part) for part in said]
        if None in found:
            return Meant(problem=_unknown(column, cell.text))
        return Meant(list(dict.fromkeys(found)))
    code = codes.get(plain(cell.text))
    if code is None:
        return Meant(problem=_unknown(column, cell.text))
    return Meant(code == "yes" if column is Column.COMPANION else code)


def words_of(column: Column) -> tuple[str, ...]:
    """This will give the first word of each code of a column: what the template offers."""
    return tuple(words.split("|")[0] for words in _CODES.get(column, {}).values())


def _unknown(column: Column, text: str) -> Words:
    shown = "".join(sign for sign in text[:30] if sign.isprintable() and sign not in "{}")
    return _WHICH.format(text=shown, known=", ".join(words_of(column)))
