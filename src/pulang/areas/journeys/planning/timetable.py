"""The network over time: the cheapest way from a site to every place at any hour, and back again.

Instants are minutes. A night in transit is paid at 2 in the morning of the place, so what somebody pays by waiting is a
difference of two numbers known beforehand, and one pass over the departures in order of time finds every cheapest way.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from pulang.areas.journeys.planning.problem import Departure, Problem

NEVER: Final = float("inf")
_DAY: Final = 1440
_EPOCH: Final = date(1970, 1, 1).toordinal()
_SLEEPS_AT: Final = 120  # lodging is paid for whoever waits at 2 in the morning


@dataclass(slots=True)
class _Known:
    """How the cheapest way to a place fell over time: from which minute on, to what, and by which departure."""

    since: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    by: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reach:
    """The cheapest ways from one site from one minute on: what each departure costs on arrival, and the one before.

    Most departures go to places where every way ends. They are reckoned once somebody asks for that place
    (`Timetable.ends`), with the prices of then.
    """

    cost: list[float]
    before: list[int]
    site: int
    first: int
    last: int
    prices: Sequence[float]
    lodging: float
    known: dict[int, _Known]
    settled: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Way:
    """A way by the numbers of its departures, with its price a seat in rupiah and its two instants."""

    legs: tuple[int, ...]
    price: int
    departs: int
    arrives: int


@dataclass(frozen=True, slots=True)
class Back:
    """What the cheapest way back costs after arriving by each departure, and its first departure; then the next."""

    cost: Sequence[float]
    first: Sequence[int]
    after: Sequence[int]


class Timetable:
    """Departures as numbers in order of time; made once for a problem and only read."""

    def __init__(self, problem: Problem) -> None:
        rules = problem.rules
        self.departures: list[Departure] = sorted(problem.departures, key=lambda one: (one.departs, one.code))
        self.place = {place.code: number for number, place in enumerate(problem.places)}
        self.zones = [ZoneInfo(place.zone) for place in problem.places]
        noon = datetime(2020, 1, 1, 12, tzinfo=UTC)
        shift = [int((noon.astimezone(zone).utcoffset() or noon - noon).total_seconds()) // 60 for zone in self.zones]
        self.shift = shift
        self.lodging = rules.lodging
        self.starts = [self.place[one.start] for one in self.departures]
        self.goes = [self.place[one.to] for one in self.departures]
        self.leaves = [minute_of(one.departs) for one in self.departures]
        self.comes = [minute_of(one.arrives) for one in self.departures]
        self.fares = [one.fare for one in self.departures]
        self.seats = [one.seats for one in self.departures]
        self.charters = [one.charter for one in self.departures]
        self.sleeps_from = [(at + shift[p] - _SLEEPS_AT) // _DAY for at, p in zip(self.comes, self.goes, strict=True)]
        self.sleeps_to = [(at + shift[p] - _SLEEPS_AT) // _DAY for at, p in zip(self.leaves, self.starts, strict=True)]
        self.at_night = [self._is_night(at, p, problem) for at, p in zip(self.comes, self.goes, strict=True)]
        self._ready = [at + self._pause(number, problem) for number, at in enumerate(self.comes)]
        events = [(at, 0, number) for number, at in enumerate(self._ready)]
        events += [(at, 1, number) for number, at in enumerate(self.leaves)]
        events.sort()
        self._times = [at for at, _, _ in events]
        self._events = [number if kind else ~number for _, kind, number in events]
        self._ends = self._dead_ends()
        self._onward: dict[int, tuple[list[int], list[int]]] = {}
        self.arriving: dict[int, list[int]] = {}
        for number in sorted(range(len(self.departures)), key=lambda one: (self.comes[one], one)):
            self.arriving.setdefault(self.goes[number], []).append(number)

    def _is_night(self, at: int, place: int, problem: Problem) -> bool:
        hour = (at + self.shift[place]) % _DAY // 60
        return hour >= problem.rules.night_from or hour < problem.rules.night_until

    def _pause(self, number: int, problem: Problem) -> int:
        rules = problem.rules
        tired = self.comes[number] - self.leaves[number] > rules.tired_after_minutes
        return rules.rest_minutes if tired or self.at_night[number] else rules.change_minutes

    def _dead_ends(self) -> set[int]:
        """This will give the places with one neighbour: a way may end there, but never goes through."""
        beside: dict[int, set[int]] = {}
        for start, to in zip(self.starts, self.goes, strict=True):
            beside.setdefault(start, set()).add(to)
            beside.setdefault(to, set()).add(start)
        return {place for place, others in beside.items() if len(others) == 1}

    def _from(self, site: int) -> tuple[list[int], list[int]]:
        """This will give the events that matter on the way from a site: none on the way back, none at an end."""
        if site not in self._onward:
            through, starts, goes = set(range(len(self.zones))) - self._ends - {site}, self.starts, self.goes
            useful = [
                goes[number] in through and (starts[number] == site or starts[number] in through)
                for number in range(len(starts))
            ]
            kept = [
                (at, event)
                for at, event in zip(self._times, self._events, strict=True)
                if useful[event if event >= 0 else ~event]
            ]
            self._onward[site] = [at for at, _ in kept], [event for _, event in kept]
        return self._onward[site]

    def minute(self, day: date, place: int, *, end: bool = False) -> int:
        """This will give the minute a local day begins at a place, or the one it ends with."""
        return (day.toordinal() - _EPOCH) * _DAY - self.shift[place] + (_DAY - 1 if end else 0)

    def reach(self, site: int, first: int, prices: Sequence[float], *, lodging: float, last: int) -> Reach:
        """This will find the cheapest way to every departure's end, leaving the site at `first` or later."""
        cost, before = [NEVER] * len(self.leaves), [-1] * len(self.leaves)
        value, by = [NEVER] * len(self.zones), [-1] * len(self.zones)
        starts, goes, to, since = self.starts, self.goes, self.sleeps_to, self.sleeps_from
        times, events = self._from(site)
        known: dict[int, _Known] = {}
        for number in events[bisect_left(times, first) : bisect_left(times, last + 1)]:
            if number >= 0:
                place = starts[number]
                if place == site:
                    cost[number] = prices[number]
                elif value[place] < NEVER:
                    cost[number] = value[place] + lodging * to[number] + prices[number]
                    before[number] = by[place]
            elif cost[~number] < NEVER:
                here = cost[~number] - lodging * since[~number]
                if here < value[goes[~number]] - 1e-9:
                    place = goes[~number]
                    value[place], by[place] = here, ~number
                    fell = known.setdefault(place, _Known())
                    fell.since.append(self._ready[~number])
                    fell.value.append(here)
                    fell.by.append(~number)
        return Reach(cost, before, site, first, last, prices, lodging, known)

    def ends(self, reach: Reach, place: int) -> Sequence[int]:
        """This will give the departures that arrive at a place, the earliest first, each with its cost in `reach`."""
        legs = self.arriving.get(place, ())
        if place in self._ends and place not in reach.settled:
            reach.settled.add(place)
            for leg in legs:
                if reach.first <= self.leaves[leg] <= reach.last:
                    self._settle(reach, leg)
        return legs

    def _settle(self, reach: Reach, leg: int) -> None:
        start = self.starts[leg]
        if start == reach.site:
            reach.cost[leg] = reach.prices[leg]
        elif start in reach.known:
            known = reach.known[start]
            at = bisect_right(known.since, self.leaves[leg]) - 1
            if at >= 0:
                reach.cost[leg] = known.value[at] + reach.lodging * self.sleeps_to[leg] + reach.prices[leg]
                reach.before[leg] = known.by[at]

    def back(self, site: int, prices: Sequence[float], *, lodging: float) -> Back:
        """This will find, for whoever arrived by a departure, the cheapest way back to the site."""
        size = len(self.leaves)
        cost, first, after = [NEVER] * size, [-1] * size, [-1] * size
        going, follow = [NEVER] * size, [NEVER] * size
        value, by = [NEVER] * len(self.zones), [-1] * len(self.zones)
        plain, plain_by = [NEVER] * len(self.zones), [-1] * len(self.zones)
        for event in reversed(self._events):
            number = event if event >= 0 else ~event
            if event < 0:
                place = self.goes[number]
                cost[number], first[number] = plain[place], plain_by[place]
                follow[number], after[number] = value[place] - lodging * self.sleeps_from[number], by[place]
                continue
            more = 0.0 if self.goes[number] == site else follow[number]
            going[number] = prices[number] + more
            if self.goes[number] == site:
                after[number] = -1
            place, waited = self.starts[number], going[number] + lodging * self.sleeps_to[number]
            if waited <= value[place]:
                value[place], by[place] = waited, number
            if going[number] <= plain[place]:
                plain[place], plain_by[place] = going[number], number
        return Back(cost, first, after)

    def straight(self, reach: Reach, last: int) -> bool:
        """This will be true when a way that ends with a departure comes to its end for the first time.

        Whoever may not arrive at night could otherwise leave home again and come back by day.
        """
        end, leg = self.goes[last], reach.before[last]
        while leg >= 0:
            if self.goes[leg] == end:
                return False
            leg = reach.before[leg]
        return True

    def way(self, reach: Reach, last: int) -> Way:
        """This will give the way that ends with a departure."""
        legs = [last]
        while reach.before[legs[-1]] >= 0:
            legs.append(reach.before[legs[-1]])
        return self.of(tuple(reversed(legs)))

    def way_back(self, back: Back, last: int) -> Way | None:
        """This will give the way back of whoever arrived by a departure; None where there is none."""
        at, legs = back.first[last], []
        while at >= 0:
            legs.append(at)
            at = back.after[at]
        return self.of(tuple(legs)) if legs else None

    def of(self, legs: tuple[int, ...]) -> Way:
        """This will price a way by itself, without charters."""
        nights = sum(self.sleeps_to[b] - self.sleeps_from[a] for a, b in pairwise(legs))
        price = sum(self.fares[leg] for leg in legs) + nights * self.lodging
        return Way(legs, price, self.leaves[legs[0]], self.comes[legs[-1]])

    def codes(self, legs: Sequence[int]) -> tuple[str, ...]:
        """This will name departures by their codes."""
        return tuple(self.departures[leg].code for leg in legs)


def minute_of(at: datetime) -> int:
    """This will give an instant as minutes."""
    return int(at.timestamp()) // 60
