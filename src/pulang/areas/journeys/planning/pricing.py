"""Looks for ways that would improve a linear programme, and says how far from the best it can be at most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pulang.areas.journeys.planning.groups import Group
from pulang.areas.journeys.planning.master import MILLION, Master
from pulang.areas.journeys.planning.solver import Answer
from pulang.areas.journeys.planning.timetable import NEVER, Back, Reach

_SMALL = 1e-6


@dataclass(frozen=True, slots=True)
class _Offer:
    """A way for escorts: how much it would improve, and the departure it ends with."""

    gain: float
    first: int
    last: int
    straight: bool


class Pricing:
    """One round: everything is seen with the prices of one solution."""

    def __init__(self, master: Master, answer: Answer) -> None:
        self.master, self.table, self.answer = master, master.table, answer
        self.prices, self.dear = master.prices(answer)
        self.lodging = self.table.lodging * self.dear / MILLION
        self.last = max((group.until for group in master.groups), default=0)
        self.least = _SMALL  # what an offer has to improve
        self._reached: dict[tuple[int, int], Reach] = {}
        self._back: dict[int, Back] = {}

    def _reach(self, site: int, first: int) -> Reach:
        if (site, first) not in self._reached:
            found = self.table.reach(site, first, self.prices, lodging=self.lodging, last=self.last)
            self._reached[site, first] = found
        return self._reached[site, first]

    def _returns(self, site: int) -> Back:
        if site not in self._back:
            self._back[site] = self.table.back(site, self.prices, lodging=self.lodging)
        return self._back[site]

    def improve(self) -> tuple[int, float]:
        """This will add what improves; gives how many were added and a proven least weight of any plan."""
        added, bound = 0, self.answer.weighs
        for number, group in enumerate(self.master.groups):
            if not group.accompanied:
                most, gain, last = self._alone(number, group)
                bound -= max(most, 0.0) * len(group.members)
                if gain > _SMALL:
                    added += self.master.add_alone(number, self.table.way(self._reach(group.site, group.first), last))
        for key, numbers in self.master.bound_for.items():
            offers = list(self._offers(key, numbers))
            most = max((offer.gain for offer in offers), default=0.0)
            bound -= most * sum(len(self.master.groups[number].members) for number in numbers)
            added += sum(self._take(key, offer) for offer in offers if offer.straight)
        return added, bound

    def widen(self, within: float) -> None:
        """This will add ways that are nearly as good: whole people need a choice where fractions did not."""
        within *= self.dear
        self.least = -within
        for number, group in enumerate(self.master.groups):
            if not group.accompanied:
                self._alternatives(number, group, within)
        for key, numbers in self.master.bound_for.items():
            for first in sorted({self.master.groups[number].first for number in numbers}):
                able = [number for number in numbers if self.master.groups[number].first <= first]
                for offer in self._ends(key, first, able):
                    if offer.straight:
                        self._take(key, offer)

    def _alternatives(self, number: int, group: Group, within: float) -> None:
        reach, table = self._reach(group.site, group.first), self.table
        worth = self.answer.prices[self.master.rows[number]]
        for leg in table.ends(reach, group.home):
            late = table.comes[leg] > group.until or (table.at_night[leg] and not group.night)
            if not late and worth - group.seats * reach.cost[leg] > -within and table.straight(reach, leg):
                self.master.add_alone(number, table.way(reach, leg))

    def _alone(self, number: int, group: Group) -> tuple[float, float, int]:
        """This will give what a way could improve at most, what the best usable one does, and how that one ends."""
        reach, table = self._reach(group.site, group.first), self.table
        cost, best, lowest, least = reach.cost, -1, NEVER, NEVER
        for leg in table.ends(reach, group.home):
            if table.comes[leg] > group.until:
                break
            if cost[leg] < lowest - 1e-9 and (group.night or not table.at_night[leg]):
                least = min(least, cost[leg])
                if table.straight(reach, leg):
                    best, lowest = leg, cost[leg]
        worth = self.answer.prices[self.master.rows[number]]
        return worth - group.seats * least, worth - group.seats * lowest, best

    def _offers(self, key: tuple[int, int], numbers: Sequence[int]) -> Iterator[_Offer]:
        for first in sorted({self.master.groups[number].first for number in numbers}):
            able = [number for number in numbers if self.master.groups[number].first <= first]
            offers = list(self._ends(key, first, able))
            for straight in (True, False):
                yield from sorted((one for one in offers if one.straight is straight), key=lambda one: -one.gain)[:1]

    def _ends(self, key: tuple[int, int], first: int, able: Sequence[int]) -> Iterator[_Offer]:
        site, home = key
        reach, back = self._reach(site, first), self._returns(site).cost
        cost = reach.cost
        fee = self.master.problem.rules.escort_fee * self.dear / MILLION
        known = self.answer.prices[self.master.care[key]]
        lowest = {False: NEVER, True: NEVER}
        for leg in self.table.ends(reach, home):
            late = self.table.at_night[leg]
            if cost[leg] >= lowest[late] - 1e-9 or back[leg] >= NEVER:
                continue
            straight = self.table.straight(reach, leg)
            lowest[late] = cost[leg] if straight else lowest[late]
            gain = self._filled(able, leg, cost[leg]) + known - fee - cost[leg] - back[leg]
            if gain > self.least:
                yield _Offer(gain, first, leg, straight)

    def _filled(self, able: Sequence[int], leg: int, seat: float) -> float:
        """This will give what the people are worth whom one escort can take; parts of a party are counted, too."""
        arrives, late = self.table.comes[leg], self.table.at_night[leg]
        worth = []
        for number in able:
            group = self.master.groups[number]
            if arrives <= group.until and (group.night or not late):
                value = self.answer.prices[self.master.rows[number]] - group.seats * seat
                if value > 0:
                    worth.append((value / group.load, group.load * len(group.members)))
        left, total = self.master.problem.rules.people_per_escort, 0.0
        for each, people in sorted(worth, reverse=True):
            taken = min(left, people)
            total, left = total + taken * each, left - taken
            if not left:
                break
        return total

    def _take(self, key: tuple[int, int], offer: _Offer) -> bool:
        there = self.table.way(self._reach(key[0], offer.first), offer.last)
        back = self.table.way_back(self._returns(key[0]), offer.last)
        return back is not None and self.master.add_escorts(key, there, back)
