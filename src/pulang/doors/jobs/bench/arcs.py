"""The plain way to plan with a solver, to hold the planner against: every group's flow on every departure of its days.

Nodes are a place and a minute; people wait from one to the next and travel along departures. An escort is a flow of its
own, and whoever wants one may use a departure as far as escorts use it. The solver gets all of it at once.
"""

import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from pulang.areas.journeys.planning.groups import Group, groups_of
from pulang.areas.journeys.planning.master import MILLION, MISSED
from pulang.areas.journeys.planning.problem import Problem
from pulang.areas.journeys.planning.solver import ANY, Programme
from pulang.areas.journeys.planning.timetable import Timetable

_GAP: Final = 0.001
_CHUNK: Final = 1_000  # columns between two looks at the clock
_NOTHING: Final[dict[str, Any]] = {"home": None, "cost": None, "proven": False, "written": False}


class OutOfTime(Exception):
    """The model was not even written down in time."""


class _Flow:
    """One commodity: a row for every place and minute, waiting between them, and a column for each departure."""

    def __init__(self, model: "_Model", legs: Sequence[int], *, start: int, ends: int, ready: dict[int, int]) -> None:
        table, lp = model.table, model.lp
        self.model, self.start = model, start
        times: dict[int, set[int]] = defaultdict(set)
        for leg in legs:
            times[table.starts[leg]].add(table.leaves[leg])
            if table.goes[leg] != ends:
                times[table.goes[leg]].add(ready[leg])
        self.times = {place: sorted(each) for place, each in times.items()}
        self.rows = {place: [lp.row(0.0, 0.0) for _ in each] for place, each in self.times.items()}
        for place, each in self.times.items():
            for number in range(len(each) - 1):
                model.look()
                nights = 0 if place == start else model.nights(place, each[number], each[number + 1])
                amount = nights * table.lodging / MILLION
                rows = self.rows[place]
                lp.column(amount, ANY, [(rows[number], -1.0), (rows[number + 1], 1.0), (model.money, amount)])

    def node(self, place: int, minute: int) -> int | None:
        """This will give the row of a place at a minute or later; None when nothing leaves there any more."""
        at = bisect_left(self.times.get(place, []), minute)
        return self.rows[place][at] if at < len(self.times.get(place, [])) else None


class _Model:
    def __init__(self, problem: Problem, ends: float) -> None:
        self.problem, self.table, self.ends, self._looks = problem, Timetable(problem), ends, 0
        self.groups = groups_of(problem, self.table)
        self.lp = Programme(seed=1)
        self.money = self.lp.row(-ANY, ANY if problem.budget is None else problem.budget / MILLION)
        self.whole: list[int] = []
        self.staying: list[int] = []
        self.ready = {leg: at + self.table._pause(leg, problem) for leg, at in enumerate(self.table.comes)}  # noqa: SLF001
        self.seats = [self._seats(leg) for leg in range(len(self.table.leaves))]
        self.care: dict[tuple[int, int], dict[int, int]] = {}

    def look(self) -> None:
        """This will stop when time is up."""
        self._looks += 1
        if self._looks % _CHUNK == 1 and time.perf_counter() > self.ends:
            raise OutOfTime

    def nights(self, place: int, since: int, until: int) -> int:
        """This will count the nights between two minutes at a place, as the planner does."""
        shift = self.table.shift[place] - 120
        return (until + shift) // 1440 - (since + shift) // 1440

    def _seats(self, leg: int) -> int:
        charter, seats = self.table.charters[leg], self.table.seats[leg]
        row = self.lp.row(-ANY, 0.0 if charter else seats)
        if charter:
            amount = charter / MILLION
            self.whole.append(self.lp.column(amount, 1.0, [(row, -float(seats)), (self.money, amount)]))
        return row

    def build(self) -> None:
        """This will write down the flows of all escorts and groups."""
        for key in sorted({(one.site, one.home) for one in self.groups if one.accompanied}):
            self._escorts(*key)
        for group in self.groups:
            self._group(group)

    def _escorts(self, site: int, home: int) -> None:
        table, care = self.table, float(self.problem.rules.people_per_escort)
        legs = range(len(table.leaves))
        there = _Flow(self, legs, start=site, ends=home, ready=self.ready)
        back = _Flow(self, legs, start=home, ends=site, ready=self.ready)
        source, fee = there.node(site, 0), self.problem.rules.escort_fee / MILLION
        if source is None:
            return
        self.whole.append(self.lp.column(fee, ANY, [(source, 1.0), (self.money, fee)]))
        rows = self.care[site, home] = {}
        for leg in legs:
            self.look()
            rows[leg] = self.lp.row(-ANY, 0.0)
            arrives = back if table.goes[leg] == home else there
            self._leg(there, leg, arrives, [(rows[leg], -care), (self.seats[leg], 1.0)], 1)
            self._leg(back, leg, None if table.goes[leg] == site else back, [(self.seats[leg], 1.0)], 1)

    def _group(self, group: Group) -> None:
        table = self.table
        legs = [
            leg
            for leg, (leaves, comes) in enumerate(zip(table.leaves, table.comes, strict=True))
            if leaves >= group.first
            and comes <= group.until
            and (group.night or table.goes[leg] != group.home or not table.at_night[leg])
        ]
        flow = _Flow(self, legs, start=group.site, ends=group.home, ready=self.ready)
        home = self.lp.row(float(len(group.members)), float(len(group.members)))
        self.staying.append(self.lp.column(MISSED * group.weight, ANY, [(home, 1.0)]))
        source = flow.node(group.site, group.first)
        if source is not None:
            self.lp.column(0.0, ANY, [(source, 1.0)])
        rows = self.care.get((group.site, group.home), {})
        for leg in legs:
            self.look()
            entries = [(self.seats[leg], float(group.seats))]
            if group.accompanied:
                entries.append((rows[leg], float(group.load)))
            if table.goes[leg] == group.home:
                entries.append((home, 1.0))
            self._leg(flow, leg, None if table.goes[leg] == group.home else flow, entries, group.seats)

    def _leg(
        self, flow: _Flow, leg: int, arrives: _Flow | None, entries: Iterable[tuple[int, float]], seats: int
    ) -> None:
        leaves = flow.node(self.table.starts[leg], self.table.leaves[leg])
        comes = None if arrives is None else arrives.node(self.table.goes[leg], self.ready[leg])
        if leaves is None or (arrives is not None and comes is None):
            return
        amount = seats * self.table.fares[leg] / MILLION
        ends = [(leaves, -1.0)] + ([] if comes is None else [(comes, 1.0)])
        self.whole.append(self.lp.column(amount, ANY, [*entries, *ends, (self.money, amount)]))


def not_begun(most: int) -> dict[str, Any]:
    """This will say that the plain model was left out, and why."""
    return {**_NOTHING, "columns": 0, "seconds": 0.0, "left_out": f"not built above {most} people"}


def arcs(problem: Problem, seconds: float) -> dict[str, Any]:
    """This will say how many people the plain model brings home within the given time; None where it found no plan."""
    began = time.perf_counter()
    model = _Model(problem, began + seconds)
    told = dict(_NOTHING)
    try:
        model.build()
    except OutOfTime:
        return told | {"columns": model.lp.columns, "seconds": round(time.perf_counter() - began, 2)}
    left = began + seconds - time.perf_counter()
    found, proven = model.lp.solve_whole(model.whole, seconds=left, gap=_GAP) if left > 0 else (None, False)
    if found is not None:
        counted = zip(model.staying, model.groups, strict=True)
        missed = [(round(found.values[column]), group) for column, group in counted]
        home = sum(group.seats * (len(group.members) - count) for count, group in missed)
        cost = found.weighs - MISSED * sum(group.weight * count for count, group in missed)
        told |= {"home": home, "cost": round(cost * MILLION), "proven": proven}
    took = round(time.perf_counter() - began, 2)
    return told | {"written": True, "columns": model.lp.columns, "seconds": took}
