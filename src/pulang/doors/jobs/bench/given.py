"""Reads a register of somebody else's making for `pulang bench duplicates`: a table, and who of it is one person."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from pulang.areas.people.rules import phone
from pulang.doors.jobs.bench.lookalikes import Person
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

COLUMNS: Final = ("who", "name", "nik", "birth_date", "phone", "home")
_YEAR_DIGITS: Final = 4
_UNREADABLE: Final = Words(id="Berkas {path} tidak dapat dibaca: {why}.", en="The file {path} cannot be read: {why}.")
_NOT_TEXT: Final = Words(
    id="Berkas {path} bukan teks UTF-8. Simpan sebagai CSV UTF-8.",
    en="The file {path} is no UTF-8. Save it as CSV UTF-8.",
)
_NO_COLUMN: Final = Words(
    id="Berkas {path} tidak punya kolom {absent}. Baris pertamanya harus memuat: {columns}.",
    en="The file {path} has no column {absent}. Its first row has to hold: {columns}.",
)
_NOBODY: Final = Words(
    id="Berkas {path} memuat kurang dari dua orang.", en="The file {path} holds fewer than two people."
)
_SHORT: Final = Words(
    id="Baris {line}: jumlah isinya lain dari jumlah judul kolom.",
    en="Line {line}: it has not as many fields as there are headings.",
)
_NO_WHO: Final = Words(
    id="Baris {line}: kolom who kosong. Isi dengan tanda yang sama untuk orang yang sama.",
    en="Line {line}: the column who is empty. Write the same sign there for the same person.",
)
_NO_DAY: Final = Words(
    id="Baris {line}: tanggal lahir {said} tidak terbaca. Tulis seperti 1975-05-17, atau 1975 bila hanya tahunnya "
    "diketahui, atau kosongkan.",
    en="Line {line}: the birth date {said} cannot be read. Write it as 1975-05-17, as 1975 where only the year is "
    "known, or leave it empty.",
)


def register_of(path: Path) -> list[Person]:
    """This will read the people of a CSV file with commas or semicolons; refuses what it cannot make sense of."""
    numbers: dict[str, int] = {}
    found = [_person(row, line, numbers) for line, row in _rows(path)]
    if len(found) < 2:  # noqa: PLR2004 - one has nobody to be compared with
        raise _refused(_NOBODY.format(path=path.name))
    return found


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    text = _text(path)
    head = text.split("\n", 1)[0]
    read = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    heads = [each.strip().casefold() for each in next(read, [])]
    absent = [each for each in COLUMNS if each not in heads]
    if absent:
        raise _refused(_NO_COLUMN.format(path=path.name, absent=", ".join(absent), columns=", ".join(COLUMNS)))
    for cells in read:
        if not any(cells):
            continue
        if len(cells) != len(heads):
            raise _refused(_SHORT.format(line=read.line_num))
        yield read.line_num, {head: cell.strip() for head, cell in zip(heads, cells, strict=True)}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise _refused(_UNREADABLE.format(path=path, why=problem.strerror or "?")) from problem
    except UnicodeDecodeError as problem:
        raise _refused(_NOT_TEXT.format(path=path.name)) from problem


def _person(row: dict[str, str], line: int, numbers: dict[str, int]) -> Person:
    if not row["who"]:
        raise _refused(_NO_WHO.format(line=line))
    return Person(
        who=numbers.setdefault(row["who"], len(numbers)),
        name=row["name"],
        nik="".join(row["nik"].split()),
        birth_date=_day(row["birth_date"], line),
        phone=_phone(row["phone"]),
        home=row["home"],
    )


def _day(said: str, line: int) -> str:
    """This will give a birth date as a register holds it; where only the year is known, the middle of the year."""
    if not said:
        return ""
    whole = f"{said}-07-01" if len(said) == _YEAR_DIGITS else said
    try:
        return date.fromisoformat(whole).isoformat()
    except ValueError as problem:
        raise _refused(_NO_DAY.format(line=line, said=said)) from problem


def _phone(said: str) -> str:
    """This will give a telephone number as registration writes it; one that it would refuse stays as it is."""
    try:
        return phone(said)
    except Refusal:
        return said


def _refused(words: Words) -> Refusal:
    return Refusal("register-unreadable", words)
