"""What a copy may hold, how long it lives, how each copy is known again, and how a value becomes a harmless cell."""

import re
from collections.abc import Sequence
from datetime import timedelta
from math import factorial
from typing import Final, TypeVar

from pulang.areas.exports.facts import Column
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

T = TypeVar("T")

ROWS_MOST: Final = 200
LIVES: Final = timedelta(hours=24)
PREFIX: Final = "E"
MARK_BITS: Final = 24
PASSWORD_SIGNS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # noqa: S105 - read aloud without a mistake; no I, L, O, 0, 1
_GROUPS, _GROUP_SIGNS = 6, 4


# Opened one person at a time, for those whose work needs names, and with her consent to exactly this sharing.
IDENTITY: Final = frozenset({Column.NAME, Column.NIK, Column.BIRTH_DATE})


TWO_PEOPLE: Final = Words(
    id="Salinan disetujui oleh orang lain, bukan oleh yang memintanya.",
    en="A copy is approved by somebody else, not by whoever asked for it.",
)
NAMES_CLOSED: Final = Words(
    id="Nama, NIK dan tanggal lahir hanya dapat diminta oleh yang pekerjaannya memerlukan nama.",
    en="Names, NIK and birth dates can only be asked for by those whose work needs names.",
)
TOO_MANY: Final = Words(
    id="Saringan ini menghasilkan lebih dari {most} berkas. Persempit, misalnya per provinsi asal atau per tahap.",
    en="This filter gives more than {most} cases. Narrow it, for instance by province of origin or by stage.",
)


def refuse_own(*, requested_by: str, decided_by: str) -> None:
    """This will refuse to let anybody approve what they asked for themselves."""
    if requested_by == decided_by:
        raise Refusal("two-people-needed", TWO_PEOPLE)


def refuse_closed_names(columns: Sequence[Column], *, names: bool) -> None:
    """This will refuse identity columns to somebody whose work needs no names."""
    if not names and IDENTITY & set(columns):
        raise Refusal("names-not-for-you", NAMES_CLOSED, field="columns")


def refuse_too_many(found: int) -> None:
    """This will refuse a copy of more people than anybody can look after on paper."""
    if found > ROWS_MOST:
        raise Refusal("export-too-large", TOO_MANY.format(most=ROWS_MOST))


# What XML cannot carry; our own fields refuse most of it already.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST: Final = 32_767  # signs in one cell of a workbook


def cell(value: str) -> str:
    """This will give a value as the text of a cell: itself, without what a workbook cannot carry.

    Nothing is put before `=` or `@`: a cell of the kind "text" is never reckoned, and what is read back is what
    was written. The workbook marks such cells so that they stay text when somebody edits them.
    """
    return _UNWRITABLE.sub("\ufffd", value)[:_LONGEST]


_TRIGGERS: Final = re.compile(r"[\s\u200b-\u200f\ufeff\"']*[=+\-@|%\t\r\uff1d\uff0b\uff0d\uff20\uff05\uff5c\u2212]")


def looks_like_a_formula(value: str) -> bool:
    """This will be true for a value that a careless program could take for something to reckon or to run."""
    return _TRIGGERS.match(value) is not None


def password_of(key: bytes) -> str:
    """This will give the password a drawn key stands for: six groups of four signs, 118 bits."""
    number, signs = int.from_bytes(key, "big"), []
    for _ in range(_GROUPS * _GROUP_SIGNS):
        number, place = divmod(number, len(PASSWORD_SIGNS))
        signs.append(PASSWORD_SIGNS[place])
    text = "".join(signs)
    return "-".join(text[start : start + _GROUP_SIGNS] for start in range(0, len(text), _GROUP_SIGNS))


def spacing_of(mark: int) -> tuple[bool, ...]:
    """This will say which of the first rows are a hair higher: the mark of the copy, one bit a row."""
    return tuple(bool(mark >> place & 1) for place in range(MARK_BITS))


def mark_of_spacing(higher: Sequence[bool]) -> int:
    """This will read the mark back from the heights of the first rows."""
    return sum(1 << place for place, high in enumerate(higher[:MARK_BITS]) if high)


def in_order_of(mark: int, things: Sequence[T]) -> tuple[T, ...]:
    """This will put things into the order that stands for the mark; from eleven things on every mark has its own.

    The order survives where the spacing does not: copied into another workbook, printed, photographed.
    """
    left, ordered = list(things), []
    rest = mark % factorial(len(left))
    while left:
        place, rest = divmod(rest, factorial(len(left) - 1))
        ordered.append(left.pop(place))
    return tuple(ordered)


def mark_of_order(ordered: Sequence[str]) -> int:
    """This will read the mark back from the order of case numbers, as far as there are enough of them."""
    left, mark = sorted(ordered), 0
    for each in ordered:
        place = left.index(each)
        left.pop(place)
        mark += place * factorial(len(left))
    return mark
