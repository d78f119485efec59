"""The linear programme of a plan: flows of equal people on ways, escorts on ways, seats, charters and money.

Amounts are millions of rupiah inside. A person who stays weighs `MISSED` of them, far above any fare, so the least
weight brings most people home first and is cheapest second. A way with an escort is a row of its own: its people
together may not need more care than its escorts give.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from pulang.areas.journeys.planning.groups import Group, fewest_escorts
from pulang.areas.journeys.planning.problem import Problem
from pulang.areas.journeys.planning.solver import ANY, Answer, Programme
from pulang.areas.journeys.planning.timetable import Timetable, Way

MILLION: Final = 1_000_000
MISSED: Final = 1_000.0
_NEARLY: Final = 1e-6


class Master:
    """Rows and columns, each known by what it stands for."""

    def __init__(self, problem: Problem, table: Timetable, groups: Sequence[Group], *, seed: int) -> None:
        self.problem, self.table, self.groups = problem, table, groups
        self.lp = Programme(seed=seed)
        self.money = self.lp.row(-ANY, ANY)
        self.legs: dict[int, int] = {}
        self.charters: dict[int, int] = {}
        self.staying: list[int] = []
        self.rows = [self._row(group) for group in groups]
        self.alone: dict[tuple[int, tuple[int, ...]], tuple[int, Way]] = {}
        self.escorts: dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[int, int, Way, Way]] = {}
        self.along: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.bound_for: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, group in enumerate(groups):
            if group.accompanied:
                self.bound_for[group.site, group.home].append(number)
        self.care = {key: self._fewest(key, numbers) for key, numbers in self.bound_for.items()}

    def _row(self, group: Group) -> int:
        count = len(group.members)
        row = self.lp.row(count, count)
        self.staying.append(self.lp.column(MISSED * group.weight, ANY, [(row, 1.0)]))
        return row

    def _fewest(self, key: tuple[int, int], numbers: Iterable[int]) -> int:
        site, home = key
        groups = [self.groups[number] for number in numbers]
        quickest = self._quickest(site, home)
        least = fewest_escorts(groups, most=self.problem.rules.people_per_escort, quickest=quickest)
        return self.lp.row(least, ANY, [(self.staying[number], 1.0) for number in self.bound_for[key]])

    def _quickest(self, site: int, home: int) -> int:
        table = self.table
        direct = [
            table.comes[leg] - table.leaves[leg] for leg in table.arriving.get(home, ()) if table.starts[leg] == site
        ]
        return min(direct, default=0) if len(direct) == len(table.arriving.get(home, ())) else 0

    def _seats(self, taken: dict[int, float]) -> list[tuple[int, float]]:
        return [(self._leg(leg), seats) for leg, seats in taken.items()]

    def _leg(self, leg: int) -> int:
        if leg not in self.legs:
            charter, seats = self.table.charters[leg], self.table.seats[leg]
            self.legs[leg] = row = self.lp.row(-ANY, 0.0 if charter else seats)
            if charter:
                amount = charter / MILLION
                self.charters[leg] = self.lp.column(amount, 1.0, [(row, -float(seats)), (self.money, amount)])
        return self.legs[leg]

    def add_alone(self, number: int, way: Way) -> bool:
        """This will offer a way to a group that travels by itself; an old one changes nothing."""
        if (number, way.legs) in self.alone:
            return False
        group = self.groups[number]
        amount = group.seats * way.price / MILLION
        seats = self._seats(dict.fromkeys(way.legs, float(group.seats)))
        entries = [(self.rows[number], 1.0), (self.money, amount), *seats]
        self.alone[number, way.legs] = (self.lp.column(amount, ANY, entries), way)
        return True

    def add_escorts(self, key: tuple[int, int], there: Way, back: Way) -> bool:
        """This will offer escorts on a way, and the way to everybody it suits; an old one changes nothing."""
        if (there.legs, back.legs) in self.escorts:
            return False
        amount = (there.price + back.price + self.problem.rules.escort_fee) / MILLION
        row = self.lp.row(-ANY, 0.0)
        taken: dict[int, float] = defaultdict(float)
        for leg in there.legs + back.legs:
            taken[leg] += 1.0
        care = -float(self.problem.rules.people_per_escort)
        entries = [(row, care), (self.money, amount), (self.care[key], 1.0), *self._seats(taken)]
        column = self.lp.column(amount, ANY, entries)
        for number in self.bound_for[key]:
            if self.groups[number].fits(there, self.table):
                self._along(number, column, row, there)
        self.escorts[there.legs, back.legs] = (column, row, there, back)
        return True

    def _along(self, number: int, escort: int, row: int, there: Way) -> None:
        group = self.groups[number]
        amount = group.seats * there.price / MILLION
        seats = self._seats(dict.fromkeys(there.legs, float(group.seats)))
        entries = [(self.rows[number], 1.0), (row, float(group.load)), (self.money, amount), *seats]
        if len(group.members) * group.load < self.problem.rules.people_per_escort:
            # A quarter of an escort never goes along: nobody has more of an escort than there is of the escort.
            entries.append((self.lp.row(-ANY, 0.0, [(escort, -float(len(group.members)))]), 1.0))
        self.along[escort].append((number, self.lp.column(amount, ANY, entries)))

    def prices(self, answer: Answer) -> tuple[list[float], float]:
        """This will give what a seat on each departure is worth now, in millions, and how dear money itself is."""
        dear = 1.0 - answer.prices[self.money]
        prices = [fare * dear / MILLION for fare in self.table.fares]
        for leg, row in self.legs.items():
            prices[leg] -= min(answer.prices[row], 0.0)
        return prices, dear

    def mind_money(self) -> None:
        """This will hold the plan to its budget from now on."""
        if self.problem.budget is not None:
            self.lp.limit(self.money, -ANY, self.problem.budget / MILLION)

    def stay_near(self, answer: Answer) -> None:
        """This will keep the whole part of a solution and let only what it uses be used."""
        free = set(self.staying)
        for column in range(self.lp.columns):
            value = answer.values[column] if column < len(answer.values) else 0.0
            if column not in free:
                self.lp.between(column, math.floor(value + _NEARLY), max(0, math.ceil(value - _NEARLY)))

    def cost_only(self, missed: float) -> None:
        """This will ask anew: how cheaply could anybody plan who leaves out as many people?"""
        self.lp.allow_fractions()
        for column in range(self.lp.columns):
            self.lp.between(column, 0.0, ANY)
        for column in self.charters.values():
            self.lp.between(column, 0.0, 1.0)
        seats = [float(group.seats) for group in self.groups]
        for column in self.staying:
            self.lp.weigh(column, 0.0)
        self.lp.row(-ANY, missed, list(zip(self.staying, seats, strict=True)))
        self.lp.limit(self.money, -ANY, ANY)

    def whole(self) -> list[int]:
        """This will give the columns that have to be whole numbers: all of them."""
        return list(range(self.lp.columns))
