"""What is kept about a person, and which of it is sealed."""

import re
from datetime import date
from enum import Enum
from typing import Final

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


class Field(Enum):
    """The sealed fields; each is revealed by itself. There is none for occupation, health or faces (rules 5 and 8)."""

    NAME = "NAME"
    NIK = "NIK"
    BIRTH_DATE = "BIRTH_DATE"
    PHONE = "PHONE"
    ADDRESS = "ADDRESS"
    ACCOUNT = "ACCOUNT"


class Papers(Enum):
    """Which identity papers a person holds; none is fine (Ambon 2019: 60 % had no card)."""

    CARD = "CARD"
    FAMILY_CARD_ONLY = "FAMILY_CARD_ONLY"
    LOSS_LETTER = "LOSS_LETTER"
    NONE = "NONE"
    UNKNOWN = "UNKNOWN"


class Index(Enum):
    """What can be found again through a keyed digest: an exact value, or coarsely a name that sounds alike."""

    NIK = "NIK"
    PHONE = "PHONE"
    LIKENESS = "LIKENESS"  # how the name sounds and the year of birth, to 15 bits: thousands share each on purpose


class Correction(Enum):
    """Why an identity is corrected; codes and not free text, in which a name would end up."""

    MISTYPED = "MISTYPED"
    NEW_PAPERS = "NEW_PAPERS"
    SHE_SAID = "SHE_SAID"
    CHANGED = "CHANGED"


_NIK: Final = re.compile(r"[0-9]{16}")
_NIK_DIGITS: Final = 16
_SPACES: Final = re.compile(r"[\s.\-]+")
_ROUNDED: Final = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+")
_PHONE: Final = re.compile(r"\+?[0-9]{6,15}")
_WOMEN_ADD: Final = 40  # the day of birth within a woman's NIK (Permendagri on population numbers)

_NIK_LOST: Final = Words(
    id="NIK ditulis sebagai teks, bukan bilangan: lembar hitung membulatkan angka terakhirnya. Salin ulang dari kartu.",
    en="A NIK is written as text, not as a number: spreadsheets round its last digits. Copy it again from the card.",
)
_NIK_OTHER_DIGITS: Final = Words(
    id="NIK berisi angka dari aksara lain. Ketik ulang dengan angka 0 sampai 9.",
    en="The NIK holds digits of another script. Type it again with the digits 0 to 9.",
)
_NIK_FORM: Final = Words(
    id="NIK terdiri dari 16 angka. Bila tidak ada atau tidak lengkap, kosongkan saja: NIK tidak wajib.",
    en="A NIK has 16 digits. If there is none or it is incomplete, leave it empty: it is not required.",
)
_PHONE_FORM: Final = Words(
    id="Nomor telepon hanya berisi 6 sampai 15 angka, boleh diawali tanda +.",
    en="A phone number holds 6 to 15 digits only, perhaps with a + in front.",
)
_NIK_DATE_ODD: Final = Words(
    id="Tanggal lahir di dalam NIK tidak ada di kalender. Cocokkan dengan kartunya; berkas tetap tercatat.",
    en="The birth date within the NIK is not in the calendar. Compare it with the card; the case is recorded.",
)
_NIK_DATE_OTHER: Final = Words(
    id="Tanggal lahir berbeda dengan yang ada di dalam NIK. Cocokkan dengan kartunya; berkas tetap tercatat.",
    en="The birth date differs from the one within the NIK. Compare it with the card; the case is recorded.",
)
_NIK_SERIAL: Final = Words(
    id="Empat angka terakhir NIK adalah 0000, mungkin hilang karena dibulatkan. Cocokkan dengan kartunya.",
    en="The last four digits of the NIK are 0000, perhaps lost by rounding. Compare it with the card.",
)


def nik(value: object) -> str:
    """This will give a NIK as 16 plain digits, or empty; refuses rounded numbers and digits of other scripts."""
    if not isinstance(value, str):
        raise Refusal("nik-not-text", _NIK_LOST, field="nik")
    text = _SPACES.sub("", value)
    if not text or _NIK.fullmatch(text):
        return text
    if _ROUNDED.fullmatch(value.strip()):
        raise Refusal("nik-lost-digits", _NIK_LOST, field="nik")
    if any(sign.isdigit() and not sign.isascii() for sign in text):
        raise Refusal("nik-other-digits", _NIK_OTHER_DIGITS, field="nik")
    raise Refusal("nik-not-16-digits", _NIK_FORM, field="nik")


def nik_doubts(number: str, born_on: date | None) -> tuple[Words, ...]:
    """This will say what looks odd about a NIK: people hold odd ones, so it is a warning and never a refusal.

    PPKKCC DDMMYY SSSS: place of first issue, birth date (with 40 added to a woman's day), serial number.
    """
    if not number:
        return ()
    day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
    day -= _WOMEN_ADD if day > _WOMEN_ADD else 0
    doubts = []
    if not any(_in_calendar(century + year, month, day) for century in (1900, 2000)):
        doubts.append(_NIK_DATE_ODD)
    elif born_on is not None and (day, month, year) != (born_on.day, born_on.month, born_on.year % 100):
        doubts.append(_NIK_DATE_OTHER)
    if number.endswith("0000"):
        doubts.append(_NIK_SERIAL)
    return tuple(doubts)


def phone(value: object) -> str:
    """This will give a phone number as `+6281…`, or empty; refuses letters and impossible lengths."""
    if not isinstance(value, str):
        raise Refusal("phone-not-text", _PHONE_FORM, field="phone")
    text = re.sub(r"[\s().\-]+", "", value)
    if not text:
        return ""
    if not text.isascii() or not _PHONE.fullmatch(text):
        raise Refusal("phone-form", _PHONE_FORM, field="phone")
    return f"+62{text[1:]}" if text.startswith("0") else text


def _in_calendar(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
