"""How a place's code is read, which clock it keeps, where an old code went, and when a name is what was meant."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pulang.areas.places.facts import Kind, TimeZone
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

_CODE: Final = re.compile(r"([0-9]{2})(?:\.?([0-9]{2})(?:\.?([0-9]{2})(?:\.?([0-9]{4}))?)?)?")
_QUOTED_MOST: Final = 24
_FIRST_CITY: Final = 71  # the list numbers cities from 71 on, in every province

CODE_EMPTY: Final = Words(
    id="Kode wilayah belum diisi. Contoh: 53.71 untuk Kota Kupang.",
    en="No region code was given. Example: 53.71 for Kota Kupang.",
)
CODE_NOT_TEXT: Final = Words(
    id='Kode wilayah ditulis sebagai teks, bukan bilangan. Contoh: "53.71".',
    en='A region code is written as text, not as a number. Example: "53.71".',
)
CODE_OTHER_DIGITS: Final = Words(
    id="Kode wilayah {code} memakai angka dari aksara lain. Tulis dengan angka biasa, 0 sampai 9.",
    en="The region code {code} uses digits of another script. Please write it with plain digits, 0 to 9.",
)
CODE_SHAPE: Final = Words(
    id="{code} bukan kode wilayah. Kode berisi 2, 4, 6 atau 10 angka, dengan atau tanpa titik, seperti 53.71.",
    en="{code} is not a region code. A code has 2, 4, 6 or 10 digits, with or without dots, such as 53.71.",
)
UNKNOWN: Final = Words(
    id="Kode wilayah {code} tidak ada dalam daftar wilayah Indonesia. Yang terdekat: {nearby}.",
    en="The region code {code} is not in the list of Indonesian regions. The nearest: {nearby}.",
)
UNKNOWN_WITHIN: Final = Words(
    id="Kode wilayah {code} tidak ada di {parent}. Yang terdekat: {nearby}.",
    en="There is no region code {code} in {parent}. The nearest: {nearby}.",
)
MOVED: Final = Words(
    id="Kode wilayah {code} tidak berlaku lagi sejak provinsinya dimekarkan pada {year}. Sekarang: {now}.",
    en="The region code {code} is no longer in use since its province was divided in {year}. Now: {now}.",
)
MOVED_WITHIN: Final = Words(
    id="Kode wilayah {code} memakai kode lama {old}, yang tidak berlaku sejak {year}. Carilah di bawah {now}.",
    en="The region code {code} uses the old code {old}, out of use since {year}. Please look under {now}.",
)

# Home Ministry codes before the provinces were divided (the statistics office numbers these regencies otherwise).
# Kalimantan Utara: UU 20/2012.
_SINCE_2012: Final = {"64.04": "65.01", "64.05": "65.03", "64.06": "65.02", "64.10": "65.04", "64.73": "65.71"}
# Papua Selatan, Tengah, Pegunungan: UU 14, 15, 16/2022. Papua Barat Daya: UU 29/2022.
# fmt: off
_SINCE_2022: Final = {
    "91.01": "93.01", "91.16": "93.02", "91.17": "93.03", "91.18": "93.04",
    "91.04": "94.01", "91.07": "94.02", "91.08": "94.03", "91.09": "94.04",
    "91.25": "94.05", "91.26": "94.06", "91.27": "94.07", "91.28": "94.08",
    "91.02": "95.01", "91.12": "95.02", "91.13": "95.03", "91.14": "95.04",
    "91.21": "95.05", "91.22": "95.06", "91.23": "95.07", "91.24": "95.08",
    "92.01": "96.01", "92.04": "96.02", "92.05": "96.03", "92.09": "96.04", "92.10": "96.05", "92.71": "96.71",
}
# fmt: on
MOVED_TO: Final = {
    **{old: (now, 2012) for old, now in _SINCE_2012.items()},
    **{old: (now, 2022) for old, now in _SINCE_2022.items()},
}


def tidy_code(code: object) -> str:
    """This will give a code with its dots, `35.78` for `3578`, refusing what cannot be a code at all."""
    if not isinstance(code, str):
        raise Refusal("place-code-not-text", CODE_NOT_TEXT)
    text = code.strip()
    if not text:
        raise Refusal("place-code-empty", CODE_EMPTY)
    if any(sign.isdigit() and not sign.isascii() for sign in text):
        raise Refusal("place-code-other-digits", CODE_OTHER_DIGITS.format(code=_quoted(text)))
    parts = _CODE.fullmatch(text)
    if parts is None:
        raise Refusal("place-code-shape", CODE_SHAPE.format(code=_quoted(text)))
    return ".".join(part for part in parts.groups() if part)


def _quoted(text: str) -> str:
    seen = "".join(sign if sign.isprintable() else "·" for sign in text[:_QUOTED_MOST])
    return f"“{seen}{'…' if len(text) > _QUOTED_MOST else ''}”"


def kind_of(code: str) -> Kind:
    """This will tell a dotted code's kind from its shape alone."""
    parts = code.split(".")
    if len(parts) == 2:  # noqa: PLR2004 - province and regency
        return Kind.CITY if int(parts[1]) >= _FIRST_CITY else Kind.REGENCY
    return {1: Kind.PROVINCE, 3: Kind.DISTRICT, 4: Kind.VILLAGE}[len(parts)]


def is_below_regency(code: str) -> bool:
    """This will be true for the code of a sub-district or a village, with or without dots."""
    return _CODE.fullmatch(code.strip()) is not None and tidy_code(code).count(".") > 1


def regency_code(code: str) -> str:
    """This will give the code of the regency or city that a sub-district or village lies in."""
    return tidy_code(code)[: len("53.71")]


def parents_of(code: str) -> tuple[str, ...]:
    """This will give the codes a dotted code lies in, the province first."""
    parts = code.split(".")
    return tuple(".".join(parts[:depth]) for depth in range(1, len(parts)))


def time_zone(province_code: str) -> TimeZone:
    """This will give a province's clock, after Keppres 41/1987.

    WIB: Sumatra, Java, Kalimantan Barat and Tengah. WITA: the rest of Kalimantan, Bali, Nusa Tenggara, Sulawesi.
    WIT: Maluku and Papua. Provinces divided off later keep the clock of the one they came from.
    """
    if province_code[0] in "123" or province_code in {"61", "62"}:
        return TimeZone.WIB
    return TimeZone.WITA if province_code[0] in "567" else TimeZone.WIT


def nearest_codes(code: str, siblings: Iterable[str]) -> tuple[str, ...]:
    """This will pick the three codes most easily mistaken for `code`: digits swapped, one digit off, then by value."""

    def distance(other: str) -> tuple[int, int, str]:
        swapped = sorted(other) == sorted(code)
        wrong = sum(a != b for a, b in zip(code, other, strict=True))
        return (1 if swapped else wrong, abs(int(other.replace(".", "")) - int(code.replace(".", ""))), other)

    return tuple(sorted(siblings, key=distance)[:3])


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as the search sees it: its whole name and its bare one, in one piece, and what its later words begin.

    The bare name goes without `Kabupaten`, `Kota` or a province's title; `tails` are the bare name from its
    second word on, from its third on, and so forth.
    """

    code: str
    kind: Kind
    whole: str
    bare: str
    tails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what was typed; `kind` is set when it began with `kab.`, `kota` and the like."""

    text: str
    kind: Kind | None = None


KIND_WORDS: Final = {
    **dict.fromkeys(("provinsi", "propinsi", "prov", "prop"), Kind.PROVINCE),
    **dict.fromkeys(("kabupaten", "kab"), Kind.REGENCY),
    **dict.fromkeys(("kota", "kotamadya", "kodya"), Kind.CITY),
    **dict.fromkeys(("kecamatan", "kec", "distrik"), Kind.DISTRICT),
    **dict.fromkeys(("kelurahan", "kel", "desa"), Kind.VILLAGE),
}
_TITLES: Final = (
    ("daerah", "khusus", "ibukota"),
    ("daerah", "istimewa"),
    ("kabupaten", "administrasi"),
    ("kota", "administrasi"),
    ("kab", "adm"),
    ("kota", "adm"),
    ("kabupaten",),
    ("kota",),
)
# What offices and papers write instead of the name in the list.
# fmt: off
ALIASES: Final = {
    "nad": "11", "nanggroeacehdarussalam": "11", "sumut": "12", "sumbar": "13", "sumsel": "16",
    "babel": "19", "bangkabelitung": "19", "kepri": "21", "dki": "31", "dkijakarta": "31", "jabar": "32",
    "jateng": "33", "diy": "34", "diyogyakarta": "34", "jogja": "34", "jogjakarta": "34", "yogya": "34",
    "djokjakarta": "34", "jatim": "35", "ntb": "52", "ntt": "53", "kalbar": "61", "kalteng": "62",
    "kalsel": "63", "kaltim": "64", "kaltara": "65", "sulut": "71", "sulteng": "72", "sulsel": "73",
    "sultra": "74", "sulbar": "76", "malut": "82", "irianjaya": "91", "irianbarat": "91",
    "irianjayabarat": "92", "ujungpandang": "73.71", "polewalimamasa": "76.04", "mamujuutara": "76.01",
    "malukutenggarabarat": "81.03", "tobasamosir": "12.12", "sitaro": "71.09",
}
# fmt: on
_SHORTEST_INSIDE: Final = 3
_SHORTEST_NEAR: Final = 4
_TWO_SLIPS_FROM: Final = 8
_LONGEST_SEARCH: Final = 80
_NO: Final = 99
_RANK: Final = {Kind.PROVINCE: 0, Kind.REGENCY: 1, Kind.CITY: 1, Kind.DISTRICT: 2, Kind.VILLAGE: 3}


def _words(text: str) -> tuple[str, ...]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    # An apostrophe belongs to its word (Ma'rang), every other sign parts two words.
    return tuple(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['\u2019`]", "", plain)).split())


def _without_title(words: tuple[str, ...]) -> tuple[str, ...]:
    for title in _TITLES:
        if words[: len(title)] == title and len(words) > len(title):
            return words[len(title) :]
    return words


SEARCH_LEAST: Final = 3  # signs, before villages are looked through


def entry(code: str, name: str) -> Entry:
    """This will prepare a place for searching."""
    kind, words = kind_of(code), _words(name)
    # Kota Bahagia is a district: below the regencies a name's first word is never a title.
    bare = words if kind in {Kind.DISTRICT, Kind.VILLAGE} else _without_title(words)
    tails = tuple("".join(bare[start:]) for start in range(1, len(bare)))
    return Entry(code, kind, "".join(words), "".join(bare), tails)


def readings(text: str) -> tuple[Reading, ...]:
    """This will give the ways to understand what was typed, the spelling from before 1972 among them."""
    words = _words(text[:_LONGEST_SEARCH])
    typed = [Reading("".join(words))] if words else []
    if len(words) > 1 and words[0] in KIND_WORDS:
        rest = words[2:] if words[1] in {"administrasi", "adm"} and len(words) > 2 else words[1:]  # noqa: PLR2004
        typed.append(Reading("".join(rest), KIND_WORDS[words[0]]))
    return tuple(dict.fromkeys(reading for one in typed for reading in (one, _modern(one))))


def _modern(reading: Reading) -> Reading:
    # Only oe, tj and dj prove the old spelling; a lone j does not, or Banjar would turn into Banyar.
    if not any(pair in reading.text for pair in ("oe", "tj", "dj")):
        return reading
    text = reading.text.replace("oe", "u").replace("tj", "c").replace("dj", "\0").replace("j", "y")
    return Reading(text.replace("\0", "j"), reading.kind)


def found(entries: Iterable[Entry], text: str) -> Iterator[str]:
    """This will give the codes meant by `text`: same name, same beginning, a word of it, a part of it.

    Only where nothing fits are names a slip or two away offered. Larger places come first, then by name and code.
    """
    asked = readings(text)
    pool = tuple(entries)
    for closeness in (_fit, _slips):
        scored = ((_best(item, asked, closeness), item) for item in pool)
        hits = sorted((score, _RANK[item.kind], item.bare, item.code) for score, item in scored if score < _NO)
        if hits:
            yield from (code for *_, code in hits)
            return


def _best(item: Entry, asked: tuple[Reading, ...], closeness: Callable[[Entry, Reading], int]) -> int:
    best = _NO
    for one in asked:
        if one.kind is None or one.kind is item.kind:
            best = min(best, closeness(item, one))
    return best


def _fit(item: Entry, reading: Reading) -> int:
    text = reading.text
    if text in (item.bare, item.whole) or ALIASES.get(text) == item.code:
        return 0
    if text not in item.bare:
        return _NO
    if item.bare.startswith(text):
        return 1
    if item.tails and any(tail.startswith(text) for tail in item.tails):
        return 2
    return 3 if len(text) >= _SHORTEST_INSIDE else _NO


def _slips(item: Entry, reading: Reading) -> int:
    typed, name = reading.text, item.bare
    most = 2 if len(typed) >= _TWO_SLIPS_FROM else 1
    if len(typed) < _SHORTEST_NEAR or abs(len(typed) - len(name)) > most:
        return _NO
    count = slips_between(typed, name, most)
    return count if count <= most else _NO


def slips_between(typed: str, name: str, most: int) -> int:
    """This will count letters added, lost, changed or swapped with a neighbour; past `most` it stops counting."""
    before: list[int] = []
    last = list(range(len(name) + 1))
    for row, sign in enumerate(typed, start=1):
        line = [row]
        for column, other in enumerate(name, start=1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (sign != other))
            if row > 1 and column > 1 and sign == name[column - 2] and typed[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]
