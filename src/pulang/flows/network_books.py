"""Reads weekly legs out of an office's workbook, one a row under headings anybody would write, and gives an empty one.

Whatever cannot be read is told by the number of its row, all rows together; `flows.networking` judges what was read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from pulang.areas.journeys.rules import MODE_WORDS, Mode
from pulang.flows.networking import TOGETHER_MOST, TOLD_MOST
from pulang.kernel.cells import EMPTY, Cell, Kind, Row
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same
from pulang.storage import workbooks
from pulang.storage.sheets.apart import opened

HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("kode", "code"),
    "mode": ("moda", "mode"),
    "start": ("dari", "from"),
    "to": ("ke", "to"),
    "days": ("hari jalan", "hari", "days"),
    "leaves": ("jam berangkat", "berangkat", "leaves"),
    "minutes": ("lama (menit)", "menit", "minutes"),
    "fare": ("tarif", "fare"),
    "charter": ("carter", "charter"),
    "seats": ("kursi", "seats"),
    "first": ("berlaku sejak", "sejak", "valid from"),
    "last": ("berlaku sampai", "sampai", "valid until"),
    "source": ("sumber", "source"),
}
_OPTIONAL: Final = frozenset({"charter"})
_NUMBERS: Final = frozenset({"minutes", "fare", "charter", "seats"})
_DAYS: Final = frozenset({"first", "last"})
_MINUTES: Final = 24 * 60
MODES: Final[Mapping[str, str]] = {
    **{words.id: mode.value for mode, words in MODE_WORDS.items()},
    **{words.en: mode.value for mode, words in MODE_WORDS.items()},
    **{mode.value.casefold(): mode.value for mode in Mode},
    "feri": Mode.FERRY.value,
    "kereta api": Mode.TRAIN.value,
    "mobil carter": Mode.CAR.value,
}


def read(content: bytes) -> list[dict[str, Any]]:
    """This will give the legs of a table as the act asks for them; refuses all where a row cannot be read."""
    rows = iter(opened(content).rows)
    columns = _columns(rows)
    found: list[dict[str, Any]] = []
    wrong: list[Words] = []
    for row in rows:
        if all(cell.kind is Kind.EMPTY for cell in row.cells):
            continue
        if len(found) == TOGETHER_MOST:
            raise Refusal("too-many-legs", _TOO_MANY.format(most=TOGETHER_MOST), field="file")
        found.append(dict(_leg(row, columns, wrong)))
    if wrong:
        raise Refusal("legs-unread", _told(wrong), field="file")
    if not found:
        raise Refusal("no-legs", _NONE, field="file")
    return found


def _leg(row: Row, columns: Mapping[str, int], wrong: list[Words]) -> Iterator[tuple[str, Any]]:
    """This will read one row, and name in `wrong` what in it is not what its heading says."""
    for name, place in columns.items():
        cell = row.cells[place] if place < len(row.cells) else EMPTY
        if name in _OPTIONAL and cell.kind is Kind.EMPTY:
            continue
        try:
            yield name, _READERS.get(name, _text)(cell)
        except ValueError:
            wrong.append(_UNREAD.format(row=row.number, head=HEADS[name][0]))


def _columns(rows: Iterator[Row]) -> dict[str, int]:
    """This will find the headings in the first row that has any; refuses a table that lacks one."""
    for row in rows:
        said = {cell.text.strip().casefold(): place for place, cell in enumerate(row.cells) if cell.text}
        found = {
            name: said[next(head for head in heads if head in said)]
            for name, heads in HEADS.items()
            if any(head in said for head in heads)
        }
        if found:
            missing = [HEADS[name][0] for name in HEADS if name not in found and name not in _OPTIONAL]
            if missing:
                raise Refusal("headings-missing", _MISSING.format(heads=same(", ".join(missing))), field="file")
            return found
    raise Refusal("no-legs", _NONE, field="file")


def _text(cell: Cell) -> str:
    if cell.kind not in {Kind.TEXT, Kind.NUMBER}:
        raise ValueError
    return cell.text


def _number(cell: Cell) -> int:
    if cell.kind is Kind.NUMBER:
        return int(cell.text)
    if cell.kind is Kind.TEXT:  # an amount written as Rp1.250.000
        return int(cell.text.casefold().removeprefix("rp").strip().replace(".", ""))
    raise ValueError


def _day(cell: Cell) -> str:
    if cell.kind not in {Kind.DAY, Kind.TEXT}:
        raise ValueError
    return cell.text


def _mode(cell: Cell) -> str:
    if cell.text.casefold() not in MODES:
        raise ValueError
    return MODES[cell.text.casefold()]


def _hour(cell: Cell) -> str:
    if cell.kind is Kind.NUMBER:  # spreadsheets keep an hour as a part of a day
        part = float(cell.text)
        if not 0 <= part < 1:
            raise ValueError
        hour, minute = divmod(round(part * _MINUTES), 60)
        return f"{hour:02}:{minute:02}"
    return _text(cell)


_READERS: Final[Mapping[str, Callable[[Cell], Any]]] = {
    **dict.fromkeys(_NUMBERS, _number),
    **dict.fromkeys(_DAYS, _day),
    "mode": _mode,
    "leaves": _hour,
}


def _told(wrong: Iterable[Words]) -> Words:
    found = tuple(wrong)
    told = found[:TOLD_MOST]
    joined = Words(id=" ".join(each.id for each in told), en=" ".join(each.en for each in told))
    return joined if len(found) == len(told) else _AND_MORE.format(told=joined, more=len(found) - len(told))


def template() -> bytes:
    """This will give an empty workbook with the headings, the ways to travel to choose from, and how to fill it in."""
    heads = [each[0].capitalize() for each in HEADS.values()]
    modes = {HEADS["mode"][0].capitalize(): tuple(words.id for words in MODE_WORDS.values())}
    return workbooks.template(heads, modes, [line for words in _HELP for line in (words.id, words.en, "")])


_NONE: Final = Words(
    id="Tabel ini tidak berisi ruas. Isi templatnya, satu baris untuk satu ruas.",
    en="This table holds no legs. Please fill in the template, one row for one leg.",
)
_TOO_MANY: Final = Words(
    id="Paling banyak {most} ruas sekali kirim. Bagi menjadi beberapa berkas, dan kirim hanya yang dipakai.",
    en="At most {most} legs at a time. Split the file, and send only those you use.",
)
_MISSING: Final = Words(
    id="Kolom ini belum ada: {heads}. Pakai judul kolom seperti pada templat.",
    en="These columns are missing: {heads}. Please use the headings of the template.",
)
_UNREAD: Final = Words(id="Baris {row}: “{head}” tidak terbaca.", en="Row {row}: “{head}” cannot be read.")
_AND_MORE: Final = Words(id="{told} Dan {more} hal lain.", en="{told} And {more} more.")
_HELP: Final = (
    Words(
        id="Satu baris untuk satu ruas, satu arah. Dari dan ke: nama atau kode tempat, atau kode kabupaten.",
        en="One row for one leg, one way. From and to: name or code of a place, or a district's code.",
    ),
    Words(
        id="Hari jalan: 1 untuk Senin sampai 7 untuk Minggu, misalnya 135. Jam berangkat: waktu setempat, 07:30.",
        en="Days: 1 for Monday to 7 for Sunday, such as 135. Hour: local time, 07:30.",
    ),
    Words(
        id="Tarif per orang dalam rupiah; carter: biaya sekali untuk seluruh kendaraan. Sumber: dari mana tarifnya.",
        en="Fare a person in rupiah; charter: what the whole vehicle costs once. Source: where the fare is from.",
    ),
)
