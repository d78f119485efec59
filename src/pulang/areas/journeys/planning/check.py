"""Checks a finished plan against the facts alone; it shares no code with whoever made the plan."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from pulang.areas.journeys.planning.problem import Departure, Escort, Plan, Problem, Traveller, Trip


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a plan, by its code, and with whom or what."""

    code: str
    about: str


def check(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """This will name everything wrong with a plan; none is good. It never raises, whatever the plan says."""
    return tuple(_Checking(problem, plan).faults())


@dataclass(frozen=True, slots=True)
class Prices:
    """What each trip and each escort of a plan costs, in whole rupiah; a charter is nobody's own part."""

    trips: Mapping[str, int]
    escorts: Mapping[str, int]


def prices(problem: Problem, plan: Plan) -> Prices:
    """This will part the cost of a plan without faults among the people and escorts it is for."""
    return _Checking(problem, plan).prices()


class _Checking:
    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan, self.rules = problem, plan, problem.rules
        self.zone = {place.code: ZoneInfo(place.zone) for place in problem.places}
        self.departure = {one.code: one for one in problem.departures}
        self.traveller = {one.case: one for one in problem.travellers}
        self.escort = {one.code: one for one in plan.escorts}
        self.beside: dict[str, list[str]] = defaultdict(list)
        for trip in plan.trips:
            self.beside[trip.escort].append(trip.case)

    def faults(self) -> Iterator[Fault]:
        yield from self._twice()
        unknown = list(self._unknown())
        yield from unknown
        if unknown:
            return  # what is not known can be checked for nothing else
        for trip in self.plan.trips:
            yield from self._of_trip(trip, self.traveller[trip.case])
        for escort in self.plan.escorts:
            yield from self._of_escort(escort)
        yield from self._seats()
        yield from self._money()

    def _twice(self) -> Iterator[Fault]:
        for case, count in Counter(trip.case for trip in self.plan.trips).items():
            if count > 1:
                yield Fault("planned-twice", case)
        for code, count in Counter(escort.code for escort in self.plan.escorts).items():
            if count > 1:
                yield Fault("escort-twice", code)

    def _unknown(self) -> Iterator[Fault]:
        ways = [(trip.case, trip.departures) for trip in self.plan.trips]
        ways += [(escort.code, escort.there + escort.back) for escort in self.plan.escorts]
        for who, codes in ways:
            for code in codes:
                if code not in self.departure:
                    yield Fault("unknown-departure", f"{who} {code}")
            if not codes:
                yield Fault("no-way", who)
        for trip in self.plan.trips:
            if trip.case not in self.traveller:
                yield Fault("unknown-case", trip.case)
            if trip.escort and trip.escort not in self.escort:
                yield Fault("unknown-escort", trip.case)

    def _of_trip(self, trip: Trip, one: Traveller) -> Iterator[Fault]:
        legs = self._legs(trip.departures)
        yield from self._way(trip.case, legs)
        if legs[0].start != one.site:
            yield Fault("wrong-start", trip.case)
        if legs[-1].to != one.home:
            yield Fault("wrong-destination", trip.case)
        if self._local(legs[0].departs, legs[0].start).date() < one.not_before:
            yield Fault("before-window", trip.case)
        arrives = self._local(legs[-1].arrives, legs[-1].to)
        if arrives.date() > one.not_after:
            yield Fault("after-window", trip.case)
        if self._night(arrives) and not one.receiver:
            yield Fault("night-arrival", trip.case)
        yield from self._accompanied(trip, one)

    def _accompanied(self, trip: Trip, one: Traveller) -> Iterator[Fault]:
        if one.discreet and trip.escort:
            yield Fault("discreet-with-escort", trip.case)
        if one.child and not trip.escort:
            yield Fault("child-alone", trip.case)
        elif one.escort and not trip.escort:
            yield Fault("no-escort", trip.case)
        if trip.escort and self.escort[trip.escort].there[: len(trip.departures)] != trip.departures:
            yield Fault("escort-elsewhere", trip.case)

    def _of_escort(self, escort: Escort) -> Iterator[Fault]:
        there, back = self._legs(escort.there), self._legs(escort.back)
        with_it = [self.traveller[case] for case in self.beside[escort.code]]
        if not there or not with_it:
            yield Fault("escort-for-nobody", escort.code)
            return
        people = sum(one.seats for one in with_it)
        alone = len(with_it) == 1 and people > self.rules.people_per_escort
        if people > self.rules.people_per_escort and not alone:
            yield Fault("too-many-for-escort", escort.code)
        yield from self._way(escort.code, there)
        if not back:
            yield Fault("escort-without-return", escort.code)
            return
        yield from self._way(escort.code, back)
        if back[0].start != there[-1].to or back[-1].to != there[0].start:
            yield Fault("escort-without-return", escort.code)
        if back[0].departs < there[-1].arrives + self._pause(there[-1]):
            yield Fault("escort-returns-early", escort.code)

    def _way(self, who: str, legs: Sequence[Departure]) -> Iterator[Fault]:
        for one, following in pairwise(legs):
            if one.to != following.start:
                yield Fault("broken-way", who)
            if following.departs < one.arrives:
                yield Fault("missed-connection", who)
            elif following.departs < one.arrives + self._pause(one):
                tired = self._pause(one) > timedelta(minutes=self.rules.change_minutes)
                yield Fault("no-rest" if tired else "short-change", who)
        stops = [legs[0].start, *(leg.to for leg in legs)]
        if len(set(stops)) < len(stops):
            yield Fault("in-circles", who)

    def _seats(self) -> Iterator[Fault]:
        for code, taken in self._taken().items():
            if taken > self.departure[code].seats:
                yield Fault("over-capacity", code)

    def _taken(self) -> dict[str, int]:
        taken: dict[str, int] = defaultdict(int)
        for trip in self.plan.trips:
            for code in trip.departures:
                taken[code] += self.traveller[trip.case].seats
        for escort in self.plan.escorts:
            for code in escort.there + escort.back:
                taken[code] += 1
        return taken

    def _money(self) -> Iterator[Fault]:
        cost = sum(self.departure[code].charter for code in self._taken())
        for trip in self.plan.trips:
            cost += self.traveller[trip.case].seats * self._price(trip.departures)
        for escort in self.plan.escorts:
            cost += self._price(escort.there) + self._price(escort.back) + self.rules.escort_fee
        if cost != self.plan.cost:
            yield Fault("wrong-cost", f"{self.plan.cost} {cost}")
        if self.problem.budget is not None and cost > self.problem.budget:
            yield Fault("over-budget", str(cost))

    def prices(self) -> Prices:
        return Prices(
            {trip.case: self.traveller[trip.case].seats * self._price(trip.departures) for trip in self.plan.trips},
            {
                one.code: self._price(one.there) + self._price(one.back) + self.rules.escort_fee
                for one in self.plan.escorts
            },
        )

    def _price(self, codes: Sequence[str]) -> int:
        legs = self._legs(codes)
        nights = sum(self._nights(one, following) for one, following in pairwise(legs))
        return sum(leg.fare for leg in legs) + nights * self.rules.lodging

    def _nights(self, one: Departure, following: Departure) -> int:
        # A night is one in which somebody waits at 2 in the morning by the clock of the place.
        zone, nights = self.zone[one.to], 0
        at = one.arrives.astimezone(zone).replace(hour=2, minute=0, second=0, microsecond=0)
        while at <= following.departs:
            nights += at > one.arrives
            at += timedelta(days=1)
        return nights

    def _pause(self, leg: Departure) -> timedelta:
        tired = leg.arrives - leg.departs > timedelta(minutes=self.rules.tired_after_minutes)
        at_night = self._night(self._local(leg.arrives, leg.to))
        return timedelta(minutes=self.rules.rest_minutes if tired or at_night else self.rules.change_minutes)

    def _night(self, local: datetime) -> bool:
        return local.hour >= self.rules.night_from or local.hour < self.rules.night_until

    def _local(self, at: datetime, place: str) -> datetime:
        return at.astimezone(UTC).astimezone(self.zone[place])

    def _legs(self, codes: Sequence[str]) -> list[Departure]:
        return [self.departure[code] for code in codes]
