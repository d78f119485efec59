"""What may be published of a count: from how many on, rounded how, merged with what.

A number is shown when it rounds to at least fifteen, and when at least ten of its people live outside the district
most of them come from: whoever knows everybody of one district but one learns nothing. Ten is never shown, because a
shown ten would say "ten, eleven or twelve". Every number is rounded to five by itself, the total too. There are no
shares and no averages. A nought is not shown: it would say that nobody is there.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from pulang.areas.figures.facts import Cell, Counted, Group, Hidden, Table, Tables, Why
from pulang.kernel.days import in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

METHOD: Final = 1  # of what stands here and in `exposure`; a release says by which it was made
ROUNDED_TO: Final = 5
FEWEST_SHOWN: Final = 13  # rounds to fifteen
FEWEST_ELSEWHERE: Final = 10
NARROWEST: Final = 5  # so many values at least must remain possible for every number and every growth
MONEY_FOR: Final = 20  # sums that follow from people are rounded to what so many people cost at most
_TEN_MILLION: Final = 10_000_000
_QUARTER: Final = re.compile(r"(20[0-9]{2})-([1-4])")

TABLE_WORDS: Final = {
    Table.CHOICE: Words(id="Pilihan warga", en="What people chose"),
    Table.STAGE: Words(id="Sampai di mana", en="How far they are"),
    Table.PROVINCE: Words(id="Provinsi asal", en="Home province"),
    Table.DISTRICTS: Words(id="Kota dan kabupaten asal", en="Home cities and regencies"),
    Table.ARRIVAL: Words(id="Tiba per triwulan", en="Arrivals by quarter"),
}
PUNCTUAL_WORDS: Final = {
    "ALL": Words(
        id="Setiap pengaduan yang jatuh tempo dijawab tepat waktu.",
        en="Every complaint that was due was answered in time.",
    ),
    "MOST": Words(
        id="Setengah atau lebih dari pengaduan yang jatuh tempo dijawab tepat waktu, tetapi tidak semuanya.",
        en="Half or more of the complaints that were due were answered in time, but not all of them.",
    ),
    "FEWER": Words(
        id="Kurang dari setengah pengaduan yang jatuh tempo dijawab tepat waktu.",
        en="Less than half of the complaints that were due were answered in time.",
    ),
}
NOT_YET: Final = "NOT_YET"
UNIT_WORDS: Final = {
    "RETURN": Words(id="pulang dengan dukungan", en="return with support"),
    "STAY": Words(id="menetap dengan dukungan", en="stay with support"),
    "ALONE": Words(id="pulang sendiri dengan bantuan", en="travel alone with aid"),
    "UNDECIDED": Words(id="belum memutuskan", en="undecided"),
    "WAITING": Words(id="menunggu", en="waiting"),
    "READY": Words(id="siap berangkat", en="ready to leave"),
    "AWAY": Words(id="berangkat atau sudah tiba", en="under way or home"),
    "OTHERWISE": Words(id="menetap, pulang sendiri, menarik diri atau dirujuk", en="stayed, left, withdrew, referred"),
    NOT_YET: Words(id="belum tiba", en="not arrived yet"),
}
WHY_WORDS: Final = {
    Why.FEW: Words(id="terlalu sedikit orang", en="too few people"),
    Why.ONE_DISTRICT: Words(id="hampir semuanya dari satu daerah", en="nearly all of one district"),
    Why.SHIELDS: Words(id="melindungi angka lain", en="shields another number"),
}
_CHOICES: Final = ("RETURN", "STAY", "ALONE", "UNDECIDED")
_STAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "WAITING": ("REGISTERED", "VERIFIED"),
    "READY": ("CLEARED", "PLANNED"),
    "AWAY": ("DEPARTED", "ARRIVED", "AIDED", "FOLLOWED_UP", "CLOSED"),
    "OTHERWISE": ("STAYED", "LEFT_ALONE", "WITHDRAWN", "REFERRED"),
}
_UNIT_OF_STAGE: Final = {stage: unit for unit, stages in _STAGES.items() for stage in stages}

ISLANDS: Final = {
    "1": Words(id="Sumatra", en="Sumatra"),
    "2": Words(id="Sumatra", en="Sumatra"),
    "3": Words(id="Jawa", en="Java"),
    "5": Words(id="Bali dan Nusa Tenggara", en="Bali and Nusa Tenggara"),
    "6": Words(id="Kalimantan", en="Kalimantan"),
    "7": Words(id="Sulawesi", en="Sulawesi"),
    "8": Words(id="Maluku", en="Maluku"),
    "9": Words(id="Papua", en="Papua"),
    "0": Words(id="provinsi tidak tercatat", en="province not recorded"),
}
REST: Final = Words(id="provinsi lain di {island}", en="other provinces of {island}")
NOWHERE: Final = "00"  # of whom no home is recorded
_CITIES_FROM: Final = 71  # the second part of a place's code: cities count from here

WRONG_QUARTER: Final = Words(
    id="Tulis triwulan sebagai tahun dan angka 1 sampai 4, misalnya 2019-1.",
    en="Write the quarter as a year and a number from 1 to 4, such as 2019-1.",
)
NOT_OVER: Final = Words(
    id="Triwulan {quarter} berakhir pada {day}; angkanya disiapkan sesudah itu.",
    en="Quarter {quarter} ends on {day}; its figures are prepared after that.",
)


def first_day(day: date) -> date:
    """This will give the first day of the quarter a day lies in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def last_day(quarter: str) -> date:
    """This will give a quarter's last day, the day its figures are true for; refuses what is no quarter."""
    found = _QUARTER.fullmatch(quarter)
    if found is None:
        raise Refusal("no-quarter", WRONG_QUARTER, field="quarter")
    year, number = int(found[1]), int(found[2])
    following = date(year + number // 4, number % 4 * 3 + 1, 1)
    return following - timedelta(days=1)


def quarter_of(day: date) -> str:
    """This will name the quarter a day lies in."""
    return f"{day.year}-{(day.month + 2) // 3}"


def refuse_running(quarter: str, today: date) -> None:
    """This will refuse figures of a quarter that is not over."""
    day = last_day(quarter)
    if today <= day:
        raise Refusal("quarter-not-over", NOT_OVER.format(quarter=quarter, day=in_words(day)), field="quarter")


def rounded(people: int) -> int:
    """This will round a count to the nearest five."""
    return (people + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def punctual(due: int, in_time: int) -> str:
    """This will say how punctually complaints were answered, never how many there were.

    Anybody may complain, without a name and as often as he likes: beside a rounded number, or one that is hidden while
    it is small, whoever adds his own learns how few others there are. What is said here allows any number of others.
    """
    late = due - in_time
    return "ALL" if not late else "MOST" if 2 * late <= due else "FEWER"


def coarse(amount: int, dearest: int) -> int | None:
    """This will round a sum that follows from people so that it says no more than a range of people; None is hidden."""
    step = -(-MONEY_FOR * max(dearest, 1) // _TEN_MILLION) * _TEN_MILLION
    near = (amount + step // 2) // step * step
    return near or None


def island_of(province: str) -> str:
    """This will name the unit in which a province's few people are counted."""
    code = "1" if province[:1] == "2" else province[:1]
    return f"REST-{code if code in ISLANDS else '0'}"


def unit_words(unit: str, places: Mapping[str, str]) -> Words:
    """This will name a unit; `places` gives the names of provinces."""
    if unit in UNIT_WORDS:
        return UNIT_WORDS[unit]
    if unit == f"REST-{NOWHERE[:1]}":
        return ISLANDS[unit[-1]]
    if unit.startswith("REST-"):
        return REST.format(island=ISLANDS[unit[-1]])
    province, _, part = unit.partition("/")
    if part:
        kind = Words(id="kota", en="cities") if part == "CITIES" else Words(id="kabupaten", en="regencies")
        return Words(id="{kind} di {place}", en="{kind} of {place}").format(kind=kind, place=places[province])
    if province in places:
        return Words(id=places[province], en=places[province])
    year, _, number = unit.partition("-")
    return Words(id=f"triwulan {number} {year}", en=f"quarter {number} of {year}")


# --- from people to cells


def counted(groups: Sequence[Group], *, quarter: str, opened: str, provinces: Sequence[str]) -> Counted:
    """This will count verified people into every table, hiding and merging what is too small by itself.

    Arrivals are counted from the quarter the programme `opened` in to `quarter`, `provinces` are all there are: those
    without people are hidden too.
    """
    total = _Pile.of(groups)
    hidden = [] if total.why is None else [Hidden(None, "", total.why)]
    cells: list[Cell] = []
    plain: tuple[tuple[Table, Iterable[str], Callable[[Group], str]], ...] = (
        (Table.CHOICE, _CHOICES, lambda group: group.choice or "UNDECIDED"),
        (Table.STAGE, _STAGES, lambda group: _UNIT_OF_STAGE[group.stage]),
        (Table.ARRIVAL, (*_arrivals(groups, opened, quarter), NOT_YET), lambda group: group.arrived or NOT_YET),
    )
    for table, units, unit_of in plain:
        piles = _piles(groups, unit_of)
        for unit in units:
            _add(cells, hidden, table, unit, (unit,), piles[unit])
    _by_province(groups, provinces, cells, hidden)
    return Counted(Tables(quarter, total.shown, tuple(cells)), tuple(hidden))


class _Pile:
    """People of one cell: how many, and how many of them come from the same district."""

    __slots__ = ("districts",)

    def __init__(self) -> None:
        self.districts: Counter[str] = Counter()

    @classmethod
    def of(cls, groups: Iterable[Group]) -> "_Pile":
        """This will pile groups up."""
        pile = cls()
        for group in groups:
            pile.districts[group.district] += group.people
        return pile

    @property
    def why(self) -> Why | None:
        """This will say why the number may not be shown; None where it may."""
        people = self.districts.total()
        if people < FEWEST_SHOWN:
            return Why.FEW
        return Why.ONE_DISTRICT if people - max(self.districts.values()) < FEWEST_ELSEWHERE else None

    @property
    def shown(self) -> int | None:
        """This will give the number as it may be shown."""
        return rounded(self.districts.total()) if self.why is None else None


def _piles(groups: Iterable[Group], unit_of: Callable[[Group], str]) -> dict[str, _Pile]:
    parts: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        parts[unit_of(group)].append(group)
    found: dict[str, _Pile] = defaultdict(_Pile)
    found.update({unit: _Pile.of(members) for unit, members in parts.items()})
    return found


def _add(cells: list[Cell], hidden: list[Hidden], table: Table, unit: str, atoms: tuple[str, ...], pile: _Pile) -> None:
    cells.append(Cell(table, unit, atoms, pile.shown))
    if pile.why is not None:
        hidden.append(Hidden(table, unit, pile.why))


def _arrivals(groups: Iterable[Group], opened: str, quarter: str) -> list[str]:
    """This will give every quarter of the programme, the empty ones too: the first would tell that somebody arrived."""
    units, unit = [], min([opened, *(group.arrived for group in groups if group.arrived)])
    while unit <= quarter:
        units.append(unit)
        unit = quarter_of(last_day(unit) + timedelta(days=1))
    return units


def _by_province(groups: Iterable[Group], provinces: Sequence[str], cells: list[Cell], hidden: list[Hidden]) -> None:
    piles = _piles(groups, lambda group: group.district[:2] or NOWHERE)
    rests: dict[str, list[str]] = defaultdict(list)
    for province in (*provinces, NOWHERE):
        if piles[province].why is None and province != NOWHERE:
            _add(cells, hidden, Table.PROVINCE, province, _atoms(province), piles[province])
        else:
            rests[island_of(province)].append(province)
    for unit, merged in rests.items():
        inside = [group for group in groups if (group.district[:2] or NOWHERE) in merged]
        _add(cells, hidden, Table.PROVINCE, unit, tuple(a for p in merged for a in _atoms(p)), _Pile.of(inside))
    parts = _piles(groups, lambda group: atom_of(group.district))
    for cell in tuple(cells):
        if cell.table is Table.PROVINCE and len(cell.unit) == len(NOWHERE):
            for atom in cell.atoms:
                _add(cells, hidden, Table.DISTRICTS, atom, (atom,), parts[atom])


def _atoms(province: str) -> tuple[str, ...]:
    return (f"{province}/CITIES", f"{province}/REGENCIES")


def atom_of(district: str) -> str:
    """This will say whether a district is counted with the cities or with the regencies of its province."""
    province, _, number = district.partition(".")
    city = number[:2].isdecimal() and int(number[:2]) >= _CITIES_FROM
    return f"{province or NOWHERE}/{'CITIES' if city else 'REGENCIES'}"


# --- as it is kept


def as_document(tables: Tables) -> dict[str, Any]:
    """This will write tables as plain values, for the snapshot."""
    cells = [
        {"table": cell.table.value, "unit": cell.unit, "atoms": list(cell.atoms), "shown": cell.shown}
        for cell in tables.cells
    ]
    return {"quarter": tables.quarter, "total": tables.total, "cells": cells}


def read_document(kept: Mapping[str, Any]) -> Tables:
    """This will read them back."""
    cells = (Cell(Table(c["table"]), c["unit"], tuple(c["atoms"]), c["shown"]) for c in kept["cells"])
    return Tables(kept["quarter"], kept["total"], tuple(cells))
