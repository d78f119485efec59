"""Finds out how a table is meant and reads it row by row: headings first, then one person a row."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pulang.areas.intake.facts import Column, Order, Plan, Reading
from pulang.areas.intake.rules import Meant, code_of, count_of, day_of, nik_of, order_of, phone_of, plain
from pulang.kernel.cells import EMPTY, Cell, Kind, Row
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

_HEADINGS: Final = {
    Column.NAME: "nama|nama lengkap|nama warga|nama penerima|nama sesuai ktp|name|full name",
    Column.FIRST_NAME: "nama depan|first name|given name",
    Column.LAST_NAME: "nama belakang|nama keluarga|marga|last name|family name|surname",
    Column.NIK: "nik|no nik|nomor nik|no ktp|nomor ktp|ktp|nik ktp|nomor induk kependudukan|id number",
    Column.BIRTH_DATE: "tanggal lahir|tgl lahir|tgl lhr|lahir|ttl|tempat tanggal lahir|tempat tgl lahir|"
    "tempat dan tanggal lahir|tahun lahir|birth date|date of birth|dob|tanggal lahir tahun",
    Column.PHONE: "telepon|telpon|no telepon|no telp|telp|hp|no hp|nomor hp|nomor telepon|wa|no wa|whatsapp|phone",
    Column.ADDRESS: "alamat|alamat asal|alamat ktp|alamat sesuai ktp|address|home address",
    Column.ALIAS: "panggilan|nama panggilan|nama panggilan berkas|alias|sapaan",
    Column.HOME: "kabupaten asal|kota asal|kab kota asal|kabupaten kota asal|kabupaten|kab kota|daerah asal|"
    "kabupaten atau kota asal|asal kota|asal kabupaten|asal kab kota|tujuan|tempat pulang|home|home district",
    Column.VILLAGE: "desa|kelurahan|desa asal|kelurahan asal|desa kelurahan|desa atau kelurahan|kelurahan desa|"
    "desa kelurahan asal|desa atau kelurahan asal|kampung|village|home village",
    Column.ORIGIN: "provinsi asal|propinsi asal|provinsi|propinsi|origin|province",
    Column.SITE: "lokasi|lokasi sekarang|wisma|tempat sekarang|site",
    Column.BLOCK: "blok|block",
    Column.CHILDREN: "anak|jumlah anak|anak ikut|anak yang ikut|children|children with",
    Column.ADULTS: "dewasa|dewasa ikut|orang dewasa yang ikut|dewasa yang ikut|adults|adults with",
    Column.PAPERS: "dokumen|surat|surat identitas|dokumen identitas|kepemilikan ktp|papers",
    Column.CHOICE: "pilihan|keputusan|pilihan warga|choice",
    Column.INFORMED: "penjelasan|cara penjelasan|diberi tahu lewat|informed",
    Column.COMPANION: "ditemani|pendamping|ada pendamping|companion",
    Column.CONSENTS: "persetujuan|setuju untuk|consents|consent",
    Column.TEXT_VERSION: "versi naskah|naskah persetujuan|versi naskah persetujuan|text version",
    Column.LANGUAGE: "bahasa|language",
    Column.HAPPENED_ON: "tanggal daftar|tgl daftar|tanggal pendaftaran|tanggal pendataan|tgl pendataan|registered on",
}
_COLUMN_OF: Final = {words: column for column, several in _HEADINGS.items() for words in several.split("|")}
_LOOKED_AT: Final = 40
_WHO: Final = (Column.NAME, Column.FIRST_NAME, Column.LAST_NAME, Column.NIK, Column.BIRTH_DATE, Column.PHONE)
_NEVER_LENT: Final = frozenset((*_WHO, Column.ALIAS))
_SUMS: Final = frozenset({"jumlah", "total", "jumlah total", "grand total", "sub total", "subtotal"})
MARKED: Final = "Masalah"  # the column that is added to a file that is given back

_NO_HEADINGS: Final = Words(
    id="Judul kolom tidak ditemukan dalam {rows} baris pertama. Beri judul seperti Nama, NIK, Tanggal lahir.",
    en="No column headings were found in the first {rows} rows. Give headings like Nama, NIK, Tanggal lahir.",
)
_TWICE: Final = Words(
    id="Dua kolom berisi hal yang sama: “{first}” dan “{second}”. Pilih salah satu.",
    en="Two columns say the same thing: “{first}” and “{second}”. Choose one of them.",
)
_NO_SUCH_HEADING: Final = Words(
    id="Tidak ada kolom berjudul “{heading}” di berkas ini.", en="This file has no column “{heading}”."
)
_PART_OF_MERGE: Final = Words(
    id="baris ini hanya bagian dari sel gabungan; beri setiap orang barisnya sendiri",
    en="this row is only part of a merged cell; give each person a row of her own",
)
_FAULT: Final = Words(id="isi sel ini galat rumus (#…)", en="this cell holds a formula's fault (#…)")
_NOBODY: Final = Words(
    id="baris ini tidak menyebut siapa pun: isi paling sedikit nama, NIK, telepon, atau nama panggilan",
    en="this row names nobody: fill in a name, a NIK, a phone number or an alias at least",
)
_SWAPPED: Final = Words(
    id="hari dan bulan tertukar bila dibandingkan dengan NIK; tulis seperti 1 Februari 1990",
    en="day and month are swapped when compared with the NIK; write 1 February 1990",
)
_MAY_BE_SWAPPED: Final = Words(
    id="kolom ini mencampur dua bentuk tanggal; cocokkan hari dan bulannya",
    en="this column mixes two forms of dates; compare day and month",
)
_COLUMN: Final = Words(id="{heading}: {says}", en="{heading}: {says}")


def survey(rows: Iterable[Row], chosen: Mapping[str, str]) -> Plan:
    """This will find the headings and what every column says, and look through all rows for how dates are written.

    `chosen` says by heading what a column means, or with an empty text that it is not used. Refuses a table without
    headings, a heading that is not there, and two columns for one thing.
    """
    stream = iter(rows)
    start = [row for row, _ in zip(stream, range(_LOOKED_AT), strict=False)]
    height, headings = _headings(start, chosen)
    columns = _chosen(headings, chosen)
    first = height + 1
    below = (row for row in _chained(start, stream) if row.number >= first)
    counted = _Counted(Plan(headings, columns, first))
    orders, swapped, hidden = _dates(counted.through(below), columns)
    return Plan(headings, columns, first, orders, swapped, hidden, counted.people)


@dataclass(slots=True)
class _Counted:
    """Counts the rows that name somebody while they are looked through for something else."""

    plan: Plan
    people: int = 0

    def through(self, rows: Iterable[Row]) -> Iterator[Row]:
        """This will give the rows on."""
        heads = _heads(self.plan)
        for row in rows:
            self.people += not _no_person(self.plan, row, heads)
            yield row


def _heads(plan: Plan) -> set[str]:
    return {plain(heading) for heading in plan.headings if heading}


def _chained(start: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from start
    yield from rest


def _headings(start: list[Row], chosen: Mapping[str, str]) -> tuple[int, tuple[str, ...]]:
    """This will find the row or the pair of rows with the most headings that are known."""
    said = {plain(heading) for heading in chosen}
    best, found = 0, None
    for above, row in zip([None, *start], start, strict=False):
        for headings in filter(None, (_texts(row), _joined(above, row))):
            known = {_COLUMN_OF.get(plain(each)) or (plain(each) in said or None) for each in headings} - {None}
            score = len(known) * 2 - (headings != _texts(row))
            if len(known) > 0 and score > best:
                best, found = score, (row.number, headings)
    if found is None or not any(_who(heading, said) for heading in found[1]):
        raise Refusal("headings-missing", _NO_HEADINGS.format(rows=_LOOKED_AT), field="file")
    return found


def _who(heading: str, said: set[str]) -> bool:
    return _COLUMN_OF.get(plain(heading)) in {*_WHO, Column.ALIAS} or plain(heading) in said


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text if cell.kind is Kind.TEXT else "" for cell in row.cells)


def _joined(above: Row | None, row: Row) -> tuple[str, ...]:
    """This will read two rows of headings as one: `Tanggal` above `Lahir`, a group above its parts."""
    if above is None or above.number != row.number - 1:
        return ()
    upper, lower = _texts(above), _texts(row)
    width = max(len(upper), len(lower))
    upper, lower = upper + ("",) * (width - len(upper)), lower + ("",) * (width - len(lower))
    joined = []
    for over, under in zip(upper, lower, strict=True):
        both = f"{over} {under}".strip() if over != under else over
        alone = next((each for each in (under, over) if plain(each) in _COLUMN_OF), both)
        joined.append(both if plain(both) in _COLUMN_OF else alone)
    return tuple(joined)


def _chosen(headings: tuple[str, ...], chosen: Mapping[str, str]) -> tuple[Column | None, ...]:
    said = {plain(heading): column for heading, column in chosen.items()}
    for heading in chosen:
        if plain(heading) not in {plain(each) for each in headings}:
            raise Refusal("heading-unknown", _NO_SUCH_HEADING.format(heading=_short(heading)), field="columns")
    columns: list[Column | None] = []
    for heading in headings:
        key = plain(heading)
        column = _COLUMN_OF.get(key) if key not in said else (Column(said[key]) if said[key] else None)
        if column is not None and column in columns:
            first = headings[columns.index(column)]
            raise Refusal("columns-twice", _TWICE.format(first=_short(first), second=_short(heading)), field="columns")
        columns.append(column)
    return tuple(columns)


def _short(heading: str) -> str:
    return "".join(sign for sign in heading[:40] if sign.isprintable() and sign not in "{}")


def _dates(rows: Iterable[Row], columns: tuple[Column | None, ...]) -> tuple[dict[int, Order], frozenset[int], int]:
    """This will say in which order each column writes day and month, and which columns may hold swapped ones.

    A spreadsheet set to English takes 1/2/1990 for 2 January and leaves 13/2/1990 as text: then every real date has a
    day up to 12 and every text one beyond, and nobody can tell from the cell alone.
    """
    places = [at for at, column in enumerate(columns) if column in {Column.BIRTH_DATE, Column.HAPPENED_ON}]
    seen: dict[int, dict[object, int]] = {at: {} for at in places}
    hidden = 0
    for row in rows:
        hidden += row.hidden
        for at in places:
            cell = row.cells[at] if at < len(row.cells) else EMPTY
            kind: object = order_of(cell.text) if cell.kind is Kind.TEXT else None
            if cell.kind is Kind.DAY:
                kind = "LATE" if int(cell.text[8:10] or 0) > 12 else "EARLY"  # noqa: PLR2004 - months
            if kind is not None:
                seen[at][kind] = seen[at].get(kind, 0) + 1
    orders = {at: _order(counts) for at, counts in seen.items()}
    swapped = frozenset(
        at for at, counts in seen.items() if counts.get("EARLY") and not counts.get("LATE") and counts.get(orders[at])
    )
    return orders, swapped, hidden


def _order(counts: Mapping[object, int]) -> Order:
    """This will take the order most dates can only have, and without any the one of Indonesia."""
    months = counts.get(Order.MONTH_FIRST, 0) > counts.get(Order.DAY_FIRST, 0)
    return Order.MONTH_FIRST if months else Order.DAY_FIRST


def read(plan: Plan, rows: Iterable[Row]) -> Iterator[Reading]:
    """This will read one person a row; headings that come again, numbering under them and sums are passed over."""
    heads = _heads(plan)
    for row in rows:
        if row.number < plan.first or _no_person(plan, row, heads):
            continue
        yield _person(plan, row)


def _no_person(plan: Plan, row: Row, heads: set[str]) -> bool:
    filled = [cell for cell in row.cells if cell.kind is not Kind.EMPTY]
    texts = [plain(cell.text) for cell in filled]
    if sum(text in heads for text in texts) > len(texts) // 2 and len(texts) > 1:
        return True  # printed pages repeat their headings
    if row.number == plan.first and len(texts) > 2 and all(re.fullmatch(r"\d{1,2}", text) for text in texts):  # noqa: PLR2004
        return all(int(after) == int(before) + 1 for before, after in pairwise(texts))
    used = [row.cells[at] for at, column in enumerate(plan.columns) if column and at < len(row.cells)]
    if all(cell.kind is Kind.EMPTY for cell in used):
        return True
    return bool(texts) and texts[0] in _SUMS


def _person(plan: Plan, row: Row) -> Reading:
    said: dict[str, object] = {}
    problems: list[Words] = []
    notes: list[Words] = []
    for at, column in enumerate(plan.columns):
        cell = row.cells[at] if at < len(row.cells) else EMPTY
        if column is None or cell.kind is Kind.EMPTY or (at in row.lent and column in _NEVER_LENT):
            continue
        meant = _meant(plan, at, column, cell)
        if meant.problem is not None:
            problems.append(_COLUMN.format(heading=_short(plan.headings[at]), says=meant.problem))
        elif meant.value not in (None, "", []):
            said[column.value] = meant.value
        if meant.note is not None:
            notes.append(_COLUMN.format(heading=_short(plan.headings[at]), says=meant.note))
    _join_names(said)
    if not problems:
        problems += _doubtful(plan, row, said, notes)
    return Reading(row.number, said, tuple(problems), tuple(notes))


def _meant(plan: Plan, at: int, column: Column, cell: Cell) -> Meant:
    if cell.kind is Kind.FAULT:
        return Meant(problem=_FAULT)
    if column in _DAYS:
        return day_of(cell, plan.orders.get(at, Order.DAY_FIRST), years=column is Column.BIRTH_DATE)
    if column in _READS:
        return _READS[column](cell)
    if column in _CODED:
        return code_of(column, cell)
    return Meant(" ".join(cell.text.split()))


_DAYS: Final = frozenset({Column.BIRTH_DATE, Column.HAPPENED_ON})
_READS: Final[Mapping[Column, Callable[[Cell], Meant]]] = {
    Column.NIK: nik_of,
    Column.PHONE: phone_of,
    Column.CHILDREN: count_of,
    Column.ADULTS: count_of,
}
_CODED: Final = frozenset(
    {Column.CHOICE, Column.INFORMED, Column.PAPERS, Column.CONSENTS, Column.COMPANION, Column.LANGUAGE}
)


def _join_names(said: dict[str, object]) -> None:
    """This will join a name that stands in two columns; a whole name beside them counts alone."""
    parts = [str(said.pop(each.value)) for each in (Column.FIRST_NAME, Column.LAST_NAME) if each.value in said]
    if parts and Column.NAME.value not in said:
        said[Column.NAME.value] = " ".join(parts)


def _doubtful(plan: Plan, row: Row, said: Mapping[str, object], notes: list[Words]) -> Iterator[Words]:
    """This will say what is wrong with a row whose cells are each fine by themselves."""
    if not any(each.value in said for each in (*_WHO, Column.ALIAS)):
        lent = any(at in row.lent and column in _NEVER_LENT for at, column in enumerate(plan.columns))
        yield _PART_OF_MERGE if lent else _NOBODY
    at = next((at for at, column in enumerate(plan.columns) if column is Column.BIRTH_DATE), None)
    if at is None or Column.BIRTH_DATE.value not in said:
        return
    heading = _short(plan.headings[at])
    if _swapped(str(said[Column.BIRTH_DATE.value]), str(said.get(Column.NIK.value, ""))):
        yield _COLUMN.format(heading=heading, says=_SWAPPED)
    elif at in plan.swapped and row.cells[at].kind is Kind.DAY and Column.NIK.value not in said:
        notes.append(_COLUMN.format(heading=heading, says=_MAY_BE_SWAPPED))


def _swapped(born: str, nik: str) -> bool:
    """This will be true when the NIK holds the same birth date with day and month the other way round."""
    digits = re.sub(r"[\s.\-]", "", nik)
    if not re.fullmatch(r"[0-9]{16}", digits):
        return False
    day, month, year = int(digits[6:8]) % 40, int(digits[8:10]), digits[10:12]
    return day != month and (born[2:4], int(born[5:7]), int(born[8:10])) == (year, day, month)
