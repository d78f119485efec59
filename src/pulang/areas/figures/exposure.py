"""What can be worked out from all releases together, and what must be hidden so that it tells nothing.

Everything ever published about a programme becomes one system of inequalities: a shown number lies within two of what
is printed, the cells of a table add up to the total, and people who were verified or who arrived stay so. The solver
finds the lowest and the highest value each number and each growth can have. Whoever adds all releases up, subtracts
them or compares tables finds no more than that.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, floor
from typing import Any, Final

from pulang.areas.figures.facts import Cell, Counted, Exposed, Hidden, Table, Tables, Why
from pulang.areas.figures.rules import NARROWEST, NOT_YET, ROUNDED_TO
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

_SLACK: Final = ROUNDED_TO // 2
_MOST: Final = 1_000_000.0  # more people than any programme has
_NEARLY: Final = 1e-6
DOMAINS: Final = {
    Table.CHOICE: "CHOICE",
    Table.STAGE: "STAGE",
    Table.PROVINCE: "PLACE",
    Table.DISTRICTS: "PLACE",
    Table.ARRIVAL: "ARRIVAL",
}
_GROWS: Final = frozenset({"PLACE", "ARRIVAL"})  # a person who was counted there is counted there ever after

WOULD_EXPOSE: Final = Words(
    id="Bersama yang sudah terbit, angka ini akan membuka terlalu banyak: {what}. Tidak ada yang diterbitkan; "
    "tunggu triwulan berikutnya.",
    en="Together with what is published these figures would give too much away: {what}. Nothing is published; "
    "wait for the next quarter.",
)

_Key = tuple[int, str, str]  # release, domain, atoms that are always counted together


@dataclass(frozen=True, slots=True)
class Printing:
    """What a reader knows about numbers: how far a shown one may be off, and between what a hidden one lies."""

    off_by: int = _SLACK
    hidden_from: int = 0
    hidden_to: int | None = None


_OURS: Final = Printing()


class Attack:
    """Everything published, as one system; answers between which values a sum of parts must lie."""

    def __init__(
        self, releases: Sequence[Tables], *, grows: bool = True, whole: bool = False, printing: Printing = _OURS
    ) -> None:
        self.releases = tuple(releases)
        self.parts = _parts(self.releases)
        self._whole = whole
        self._printing = printing
        self._column: dict[_Key, int] = {}
        self._highs = _solver()
        for at in range(len(self.releases)):
            self._release(at)
        if grows:
            self._growth()
        self.possible = self._solve() is not None

    def interval(self, plus: Sequence[int], minus: Sequence[int] = ()) -> tuple[int, int]:
        """This will give the lowest and the highest whole value that a sum of columns, less others, can have."""
        columns = [*plus, *minus]
        signs = [1.0] * len(plus) + [-1.0] * len(minus)
        ends = []
        for sign in (1.0, -1.0):
            self._highs.changeColsCost(len(columns), columns, [each * sign for each in signs])
            found = self._solve()
            assert found is not None, "a system that is possible has an answer"
            ends.append(found * sign)
        self._highs.changeColsCost(len(columns), columns, [0.0] * len(columns))
        return ceil(ends[0] - _NEARLY), floor(ends[1] + _NEARLY)

    def columns(self, at: int, cell: Cell) -> list[int]:
        """This will give the columns a cell's atoms stand in, in one release."""
        domain = DOMAINS[cell.table]
        return [self._column[at, domain, part] for part in sorted({self.parts[domain, atom] for atom in cell.atoms})]

    def of_atom(self, at: int, domain: str, atom: str, *, grown: bool) -> tuple[int, int]:
        """This will answer for the part an atom is counted in, in one release or since the one before."""
        part = self.parts[domain, atom]
        minus = [self._column[at - 1, domain, part]] if grown else []
        return self.interval([self._column[at, domain, part]], minus)

    def is_merged(self, domain: str, atom: str) -> bool:
        """This will be true when no release tells an atom from others: it may be all of its part, or none."""
        return "|" in self.parts[domain, atom]

    def total(self, at: int) -> int:
        """This will give the column of a release's total."""
        return self._column[at, "", ""]

    def _release(self, at: int) -> None:
        tables = self.releases[at]
        self._column[at, "", ""] = total = self._add(tables.total)
        for domain in dict.fromkeys(DOMAINS.values()):
            parts = sorted({part for (where, _), part in self.parts.items() if where == domain})
            for part in parts:
                self._column[at, domain, part] = self._add(None)
            if parts:
                inside = [self._column[at, domain, part] for part in parts]
                self._row([*inside, total], [1.0] * len(inside) + [-1.0], 0.0, 0.0)
        for cell in tables.cells:
            columns = self.columns(at, cell)
            self._row(columns, [1.0] * len(columns), *self._bounds(cell.shown))

    def _growth(self) -> None:
        for before, after in pairwise(range(len(self.releases))):
            if self.releases[before].quarter != self.releases[after].quarter:
                for (at, domain, part), column in tuple(self._column.items()):
                    if at == before and (domain in _GROWS or not domain) and NOT_YET not in part.split("|"):
                        self._row([self._column[after, domain, part], column], [1.0, -1.0], 0.0, _MOST)

    def _add(self, shown: int | None) -> int:
        self._highs.addVar(*((0.0, _MOST) if shown is None else self._bounds(shown)))
        column: int = self._highs.getNumCol() - 1
        if self._whole:
            self._highs.changeColIntegrality(column, _library().HighsVarType.kInteger)
        return column

    def _bounds(self, shown: int | None) -> tuple[float, float]:
        known = self._printing
        if shown is None:
            return float(known.hidden_from), _MOST if known.hidden_to is None else float(known.hidden_to)
        return max(0.0, shown - known.off_by), float(shown + known.off_by)

    def _row(self, columns: Sequence[int], factors: Sequence[float], low: float, high: float) -> None:
        self._highs.addRow(low, high, len(columns), list(columns), list(factors))

    def _solve(self) -> float | None:
        self._highs.run()
        if self._highs.getModelStatus() != _library().HighsModelStatus.kOptimal:
            return None
        return float(self._highs.getInfo().objective_function_value)


def _library() -> Any:  # noqa: ANN401 - a module
    import highspy  # noqa: PLC0415 - takes a quarter of a second, which only whoever prepares figures should wait for

    return highspy


def _solver() -> Any:  # noqa: ANN401 - the library does not say what it gives
    """This will give a silent solver; the first of a process greets on standard output, where answers belong."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highs = _library().Highs()
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
    highs.silent()
    # The library keeps one set of threads a process and refuses to solve for whoever asks for another number later.
    highs.setOptionValue("threads", 1)
    return highs


def _parts(releases: Sequence[Tables]) -> dict[tuple[str, str], str]:
    """This will put atoms together that no release ever tells apart; each part is named by its atoms."""
    seen: dict[tuple[str, str], list[tuple[int, str, str]]] = defaultdict(list)
    for at, tables in enumerate(releases):
        for cell in tables.cells:
            for atom in cell.atoms:
                seen[DOMAINS[cell.table], atom].append((at, cell.table.value, cell.unit))
    alike: dict[tuple[str, tuple[tuple[int, str, str], ...]], list[str]] = defaultdict(list)
    for (domain, atom), cells in seen.items():
        alike[domain, tuple(cells)].append(atom)
    return {(domain, atom): "|".join(sorted(atoms)) for (domain, _), atoms in alike.items() for atom in atoms}


def attack_on(releases: Sequence[Tables], *, whole: bool = False, printing: Printing = _OURS) -> Attack:
    """This will set up the strongest attack that what is published allows, in the order of the quarters.

    Where corrections made a count smaller, nobody can rely on growth, and the system is set up without it.
    """
    attack = Attack(releases, whole=whole, printing=printing)
    return attack if attack.possible else Attack(releases, grows=False, whole=whole, printing=printing)


def exposures(releases: Sequence[Tables]) -> Iterator[Exposed]:
    """This will find every number and every growth for which fewer than five values remain possible."""
    attack = attack_on(releases)
    if not attack.possible:
        return  # what is printed contradicts itself: it says nothing about anybody
    for at, tables in enumerate(attack.releases):
        for cell in (None, *tables.cells):
            now = _columns(attack, at, cell)
            for minus in ([], _columns(attack, at - 1, cell)) if at else ([],):
                low, high = attack.interval(now, minus)
                if high - low + 1 < NARROWEST:
                    since = attack.releases[at - 1].quarter if minus else ""
                    table, unit, atoms = (cell.table, cell.unit, cell.atoms) if cell else (None, "", ())
                    yield Exposed(tables.quarter, since, table, unit, low, high, atoms)


def _columns(attack: Attack, at: int, cell: Cell | None) -> list[int]:
    return [attack.total(at)] if cell is None else attack.columns(at, cell)


def shielded(wanted: Counted, past: Sequence[Tables]) -> Counted:
    """This will hide so many more numbers that nothing can be worked out, or refuse when hiding does not help.

    What is hidden follows only from what would be published: the choice itself tells nothing about anybody.
    """
    found = wanted
    while True:
        open_ones = tuple(exposures(_in_order(past, found.tables)))
        if not open_ones:
            return found
        hide = _to_hide(found.tables, open_ones)
        if not hide:
            raise Refusal("would-expose", WOULD_EXPOSE.format(what=_told(open_ones[0])), field="quarter")
        found = _without(found, hide)


def refuse_exposure(tables: Tables, past: Sequence[Tables]) -> None:
    """This will refuse a release that together with everything published gives somebody away."""
    for found in exposures(_in_order(past, tables)):
        raise Refusal("would-expose", WOULD_EXPOSE.format(what=_told(found)), field="quarter")


def _in_order(past: Sequence[Tables], tables: Tables) -> tuple[Tables, ...]:
    return tuple(sorted((*past, tables), key=lambda each: each.quarter))


def _to_hide(tables: Tables, found: Sequence[Exposed]) -> tuple[Cell | None, ...]:
    """This will choose what to hide next: one part of each exposed province, else one number; None is the total."""
    parts: dict[str, Cell] = {}
    for each in found:
        near = _near(tables, each)
        if near and near[0].table is Table.DISTRICTS:
            parts.setdefault(near[0].unit[:2], near[0])
    if parts:
        return tuple(parts.values())
    for each in found:
        near = _near(tables, each)
        if near:
            return (near[0],)
    return () if tables.total is None else (None,)


def _near(tables: Tables, found: Exposed) -> list[Cell]:
    """This will give the shown cells that tell of an exposed number: those with the same people first, then small ones.

    Cities and regencies go before whole provinces.
    """
    if found.table is None:
        return []
    domain = DOMAINS[found.table]
    cells = [cell for cell in tables.cells if cell.shown is not None and DOMAINS[cell.table] == domain]
    cells.sort(
        key=lambda cell: (
            not set(cell.atoms) & set(found.atoms),
            cell.table is not Table.DISTRICTS,
            cell.shown or 0,
            cell.unit,
        )
    )
    return cells


def _without(counted: Counted, hide: Sequence[Cell | None]) -> Counted:
    tables = counted.tables
    cells = tuple(replace(cell, shown=None) if cell in hide else cell for cell in tables.cells)
    told = (Hidden(cell.table, cell.unit, Why.SHIELDS) if cell else Hidden(None, "", Why.SHIELDS) for cell in hide)
    total = None if None in hide else tables.total
    return Counted(replace(tables, total=total, cells=cells), (*counted.hidden, *told))


def _told(found: Exposed) -> str:
    where = "TOTAL" if found.table is None else f"{found.table.value} {found.unit}"
    return f"{where}, {found.since + '–' if found.since else ''}{found.quarter}"
