"""The plan a careful clerk makes: one case after the other, each by the cheapest way that is left."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from pulang.areas.journeys.planning.asking import contradiction
from pulang.areas.journeys.planning.draft import Convoy, Draft
from pulang.areas.journeys.planning.problem import Traveller
from pulang.areas.journeys.planning.timetable import NEVER, Back, Reach, Timetable, Way

_CLOCKS_APART: Final = 120  # minutes between the first and the last clock of the country


def turns(travellers: Iterable[Traveller]) -> list[Traveller]:
    """This will put people in their turn: whoever was left out before, then region by region, in order of registration.

    The first of every region comes before the second of any, so a far region does not wait for a large one.
    """
    rank: Counter[str] = Counter()
    placed = []
    for one in sorted(travellers, key=lambda each: (-each.waited, not each.child, each.since, each.case)):
        rank[one.region] += 1
        placed.append((-one.waited, rank[one.region], one.since, one.case, one))
    return [one for *_, one in sorted(placed, key=lambda each: each[:4])]


class Finder:
    """The cheapest ways that still have seats, found once and kept until a departure on them fills up."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.table = draft, draft.table
        self.last = self._last()
        self._reached: dict[tuple[int, int, int], Reach] = {}
        self._back: dict[int, Back] = {}
        self._priced: dict[int, tuple[list[float], int]] = {}

    def _last(self) -> int:
        latest = max((one.not_after for one in self.draft.problem.travellers), default=date.min)
        return self.table.minute(latest, 0, end=True) + _CLOCKS_APART if self.table.zones else 0

    def way(self, one: Traveller, seats: int) -> Way | None:
        """This will give the cheapest way home with that many seats; None where there is none within her days."""
        for attempt in (1, seats):
            for fresh in (False, True):
                way = self._found(one, attempt, fresh=fresh)
                if way is None or self.draft.room(way.legs, seats):
                    return way
        return None

    def roomy(self, one: Traveller, seats: int) -> Way | None:
        """This will give the same, looking only where so many seats are free: right for more than a few at once."""
        way = self._found(one, seats, fresh=False)
        return way if way is None or self.draft.room(way.legs, seats) else self._found(one, seats, fresh=True)

    def back(self, site: int, there: Way) -> Way | None:
        """This will give the cheapest way back of an escort."""
        for fresh in (False, True):
            if fresh or site not in self._back:
                self._back[site] = self.table.back(site, self._prices(1), lodging=self.table.lodging)
            way = self.table.way_back(self._back[site], there.legs[-1])
            if way is None or self.draft.room(way.legs, 1 + sum(leg in there.legs for leg in way.legs)):
                return way
        return None

    def _found(self, one: Traveller, seats: int, *, fresh: bool) -> Way | None:
        site = self.table.place[one.site]
        first = self.table.minute(one.not_before, site)
        key = (site, first, seats)
        if fresh or key not in self._reached:
            prices = self._prices(seats)
            self._reached[key] = self.table.reach(site, first, prices, lodging=self.table.lodging, last=self.last)
        found = self._reached[key]
        last = _best_end(self.table, one, found)
        return None if last is None else self.table.way(found, last)

    def _prices(self, seats: int) -> list[float]:
        """This will give what a seat on each departure costs now, for so many at once; kept, and changed in place."""
        prices, seen = self._priced.get(seats, ([], 0))
        changed = self.draft.changed
        if not prices:
            prices.extend(self._price(leg, seats) for leg in range(len(self.table.fares)))
        else:
            for leg in set(changed[seen:]):
                prices[leg] = self._price(leg, seats)
        self._priced[seats] = prices, len(changed)
        return prices

    def _price(self, leg: int, seats: int) -> float:
        table, taken = self.table, self.draft.taken.get(leg, 0)
        if table.seats[leg] - taken < seats:
            return NEVER
        return table.fares[leg] + (0 if taken else table.charters[leg] / table.seats[leg])


def _best_end(table: Timetable, one: Traveller, reach: Reach) -> int | None:
    """This will give the departure by which she gets home cheapest within her days, the earliest among equals."""
    home = table.place[one.home]
    until = table.minute(one.not_after, home, end=True)
    best, lowest, cost = None, NEVER, reach.cost
    for leg in table.ends(reach, home):
        if table.comes[leg] > until:
            break
        able = cost[leg] < lowest and (one.receiver or not table.at_night[leg])
        if able and table.straight(reach, leg):
            best, lowest = leg, cost[leg]
    return best


def fill(draft: Draft, people: Iterable[Traveller], stop: Callable[[], bool]) -> None:
    """This will send everybody it can, in the given order, on what is left of seats and money."""
    finder = Finder(draft)
    for one in people:
        if stop():
            return
        if contradiction(one) is None and one.home in draft.table.place and one.site in draft.table.place:
            _place(draft, finder, one)


def _place(draft: Draft, finder: Finder, one: Traveller) -> bool:
    if not one.accompanied:
        way = finder.way(one, one.seats)
        return way is not None and draft.send(one, way)
    if any(draft.join(one, convoy) for convoy in _passing(draft, one)):
        return True
    way = finder.way(one, one.seats + 1)
    back = None if way is None else finder.back(draft.table.place[one.site], way)
    return way is not None and back is not None and draft.escort([one], way, back)


def _passing(draft: Draft, one: Traveller) -> Iterator[Convoy]:
    for convoy in draft.bound_for.get((one.site, one.home), ()):
        if suits(draft.table, one, convoy.there):
            yield convoy


def suits(table: Timetable, one: Traveller, way: Way) -> bool:
    """This will be true when a way leads from her site to her home within her days, and not into the night."""
    site, home = table.place[one.site], table.place[one.home]
    if table.starts[way.legs[0]] != site or table.goes[way.legs[-1]] != home:
        return False
    if table.at_night[way.legs[-1]] and not one.receiver:
        return False
    return table.minute(one.not_before, site) <= way.departs and way.arrives <= table.minute(
        one.not_after, home, end=True
    )


def greedy(draft: Draft, stop: Callable[[], bool]) -> Draft:
    """This will make the clerk's plan: everybody in her turn."""
    fill(draft, turns(draft.problem.travellers), stop)
    return draft
