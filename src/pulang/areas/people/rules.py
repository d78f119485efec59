"""What is kept about a person, and which of it is sealed."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
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
    VILLAGE = "VILLAGE"
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
NIK_DIGITS: Final = 16
_SPACES: Final = re.compile(r"[\s.\-]+")
_ROUNDED: Final = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+")
_PHONE: Final = re.compile(r"\+?[0-9]{6,15}")
_WOMEN_ADD: Final = 40  # the day of birth within a woman's NIK (Permendagri on population numbers)

_NIK_LOST: Final = Words(
    id="NIK ditulis sebagai teks, bukan bilangan: lembar hitung membulatkan angka terakhirnya. Salin ulang dari kartu.",
    en="A NIK is written as text, not as a number: spreadsheets round its last digits. Copy it again from the card.",
)
NIK_OTHER_DIGITS: Final = Words(
    id="NIK ditulis dengan angka dari aksara lain dan sudah diubah menjadi angka 0 sampai 9. Cocokkan dengan kartunya.",
    en="The NIK was written in digits of another script and now stands in the digits 0 to 9. Compare it with the card.",
)
NIK_PLACE_OLD: Final = Words(
    id="Kode wilayah di dalam NIK sudah berganti sejak {year}. Itu wajar untuk NIK yang terbit sebelumnya.",
    en="The region code within the NIK has changed since {year}. That is usual for a NIK issued before.",
)
NIK_PLACE_ODD: Final = Words(
    id="Kode wilayah di dalam NIK tidak ada dalam daftar wilayah. Cocokkan dengan kartunya; berkas tetap tercatat.",
    en="The region code within the NIK is not in the list of regions. Compare it with the card; the case is recorded.",
)
NIK_WELL_FORMED: Final = Words(
    id="Susunan NIK benar. Hanya itu yang diperiksa: siapa pemiliknya tidak terbukti olehnya.",
    en="The NIK is made up rightly. That is all that is checked: it does not prove whose it is.",
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


def other_digits(value: object) -> bool:
    """This will be true for a text with digits of another script: full-width, Arabic-Indic."""
    return isinstance(value, str) and any(sign.isdigit() and not sign.isascii() for sign in value)


def nik(value: object) -> str:
    """This will give a NIK as 16 plain digits, or empty; digits of other scripts are read, rounded numbers refused."""
    if not isinstance(value, str):
        raise Refusal("nik-not-text", _NIK_LOST, field="nik")
    text = "".join(str(unicodedata.digit(sign, sign)) for sign in _SPACES.sub("", value))
    if not text or _NIK.fullmatch(text):
        return text
    if _ROUNDED.fullmatch(value.strip()):
        raise Refusal("nik-lost-digits", _NIK_LOST, field="nik")
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


# --- likeness: the same person under another spelling

_TITLES: Final = "h hj haji hajah kh dr drs dra ir r rr rd raden tn ny sdr sdri bin binti bt alm almh"
_NOT_NAMES: Final = frozenset(_TITLES.split())
_SPELT: Final = {
    "muhamad": "m md moh mohd moch much muh muhd mohamad mohammad mohamed mohammed mochamad mochammad mokhamad "
    "muchamad muhammad muhamed muhammed",
    "siti": "st sti",
    "abdul": "abd abdoel",
    "ahmad": "ach achmad akhmad ahmat",
    "yusuf": "jusuf joesoef yusup",
}
_SHORT: Final = {spelt: name for name, spellings in _SPELT.items() for spelt in spellings.split()}
# In this order: old spelling first (van Ophuijsen, 1901), then what is heard alike, then what is not heard.
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("oe|oo", "u"),
        ("dj", "j"),
        ("^ch(?=[ou])", "h"),
        ("tj|^ch", "c"),
        ("kh|ch|gh", "h"),
        ("sj|sy|sh|ts", "s"),
        ("th|dh", "t"),
        ("ph|f|v", "p"),
        ("z", "j"),
        ("q|ck", "k"),
        ("x", "ks"),
        ("ie|y", "i"),
        ("ai|ae|ei", "e"),
        ("h", ""),
        ("d$", "t"),
        ("b$", "p"),
        (r"(.)\1+", r"\1"),
    )
)
# Parts of names so frequent that they say little.
_FREQUENT: Final = (
    "abdul ahmad muhamad siti sri nur dewi ayu aminah fatimah agus budi eko slamet suparman sutrisno sumarni sulastri "
    "supriyadi mulyadi suyanto sutarno wati yanti rahman hidayat putra putri indah lestari kartini maria yohanes ani "
    "rina wahyu bambang joko hasan husen ibrahim ismail yusuf umar ali"
)


def sounds(name: str) -> tuple[str, ...]:
    """This will give how each part of a name sounds, without titles: Soekarno is Sukarno, Moh. is Muhammad."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    parts = [_SHORT.get(part, part) for part in re.findall(r"[a-z]+", plain.replace("'", "").replace("`", ""))]
    return tuple(filter(None, (_sound(part) for part in parts if part not in _NOT_NAMES)))


def _sound(part: str) -> str:
    for pattern, sound in _SOUNDS:
        part = pattern.sub(sound, part)
    return part


FREQUENT_SOUNDS: Final = frozenset(map(_sound, _FREQUENT.split()))


def indexed(said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """This will give what is digested of the values said together: kinds, and the text for each."""
    found = [(kind.value, said[kind.value]) for kind in (Index.NIK, Index.PHONE) if kind.value in said]
    if Field.NAME.value in said and Field.BIRTH_DATE.value in said:
        # In the order of the alphabet: a name in another order, or written as one word, points at the same few.
        sound, year = "".join(sorted("".join(sounds(said[Field.NAME.value])))), said[Field.BIRTH_DATE.value][:4]
        found.append((Index.LIKENESS.value, f"{sound}|{year}" if sound and year else ""))
    return tuple(found)


def indexed_ever(said: Sequence[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """This will give all that may have been digested of every value a person ever had."""
    exact = {pair for field, value in said for pair in indexed({field: value})}
    names = {value for field, value in said if field == Field.NAME.value} | {""}
    births = {value for field, value in said if field == Field.BIRTH_DATE.value} | {""}
    pairs = ({Field.NAME.value: name, Field.BIRTH_DATE.value: born} for name in names for born in births)
    return frozenset(exact.union(*map(indexed, pairs)))
