"""A plan in the making: which seats are taken, what it costs so far, who still waits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pulang.areas.journeys.planning.problem import Escort, Plan, Problem, Traveller, Trip
from pulang.areas.journeys.planning.timetable import Timetable, Way


@dataclass(slots=True, eq=False)
class Convoy:
    """One escort on one way, there and back, with those who come along."""

    there: Way
    back: Way
    cases: list[Traveller] = field(default_factory=list)

    def load(self, most: int) -> int:
        """This will count people as an escort does; a party above the limit takes an escort for itself."""
        return sum(load(one, most) for one in self.cases)


def load(one: Traveller, most: int) -> int:
    """This will give how much of one escort's care a party takes."""
    return min(one.seats, most)


class Draft:
    """Seats, money and ways, changed only by adding and by taking back."""

    def __init__(self, problem: Problem, table: Timetable) -> None:
        self.problem, self.table = problem, table
        self.taken: dict[int, int] = defaultdict(int)
        self.changed: list[int] = []
        """Every departure whose seats changed, in order: whoever keeps prices looks only at what is new here."""
        self.alone: dict[str, tuple[Traveller, Way]] = {}
        self.convoys: list[Convoy] = []
        self.bound_for: dict[tuple[str, str], list[Convoy]] = defaultdict(list)
        self._fares = 0
        self._chartered = 0

    @property
    def cost(self) -> int:
        """This will give what everything costs so far."""
        return self._fares + self._chartered

    def home(self) -> int:
        """This will count the people the draft brings home, dependants too."""
        together = sum(one.seats for convoy in self.convoys for one in convoy.cases)
        return together + sum(one.seats for one, _ in self.alone.values())

    def repaid(self) -> int:
        """This will count the seats of those who were left out before and go now, once for each time."""
        going = self.going()
        return sum(one.seats * one.waited for one in self.problem.travellers if one.waited and one.case in going)

    def late(self) -> int:
        """This will add up, over everybody, the minutes of arrival: less is earlier."""
        together = sum(one.seats * convoy.there.arrives for convoy in self.convoys for one in convoy.cases)
        return together + sum(one.seats * way.arrives for one, way in self.alone.values())

    def going(self) -> set[str]:
        """This will give the cases that have a way."""
        return {*self.alone, *(one.case for convoy in self.convoys for one in convoy.cases)}

    def waiting(self) -> list[Traveller]:
        """This will give who has no way yet."""
        going = self.going()
        return [one for one in self.problem.travellers if one.case not in going]

    def left(self, leg: int) -> int:
        """This will give the seats a departure has left."""
        return self.table.seats[leg] - self.taken.get(leg, 0)

    def room(self, legs: Iterable[int], seats: int) -> bool:
        """This will be true when a way has that many seats everywhere."""
        return all(self.left(leg) >= seats for leg in legs)

    def money_for(self, more: int) -> bool:
        """This will be true when the budget bears that much more."""
        return self.problem.budget is None or self.cost + more <= self.problem.budget

    def opening(self, legs: Iterable[int]) -> int:
        """This will give what the charters on a way cost that nobody sits in yet."""
        return sum(self.table.charters[leg] for leg in set(legs) if not self.taken.get(leg))

    def send(self, one: Traveller, way: Way) -> bool:
        """This will let somebody travel by herself, if there are seats and money."""
        more = one.seats * way.price + self.opening(way.legs)
        if not self.room(way.legs, one.seats) or not self.money_for(more):
            return False
        self.alone[one.case] = (one, way)
        self._take(way.legs, one.seats, one.seats * way.price)
        return True

    def escort(self, ones: Sequence[Traveller], there: Way, back: Way) -> bool:
        """This will send an escort with some, if there are seats and money."""
        seats = sum(one.seats for one in ones)
        fares = (seats + 1) * there.price + back.price + self.problem.rules.escort_fee
        enough = self.room(there.legs, seats + 1) and self.room(back.legs, 1)
        if not enough or not self.money_for(fares + self.opening(there.legs + back.legs)):
            return False
        self.convoys.append(Convoy(there, back, list(ones)))
        self.bound_for[ones[0].site, ones[0].home].append(self.convoys[-1])
        self._take(there.legs, seats + 1, fares)
        self._take(back.legs, 1, 0)
        return True

    def join(self, one: Traveller, convoy: Convoy) -> bool:
        """This will let somebody come along with an escort, if there is care, seat and money."""
        most = self.problem.rules.people_per_escort
        more = one.seats * convoy.there.price
        cared = convoy.load(most) + load(one, most) <= most
        if not cared or not self.room(convoy.there.legs, one.seats) or not self.money_for(more):
            return False
        convoy.cases.append(one)
        self._take(convoy.there.legs, one.seats, more)
        return True

    def stay(self, case: str) -> None:
        """This will take back the way of somebody who travels by herself."""
        one, way = self.alone.pop(case)
        self._take(way.legs, -one.seats, -one.seats * way.price)

    def disband(self, convoy: Convoy) -> None:
        """This will take back an escort and everybody who came along."""
        seats = sum(one.seats for one in convoy.cases)
        self.convoys.remove(convoy)
        self.bound_for[convoy.cases[0].site, convoy.cases[0].home].remove(convoy)
        fares = (seats + 1) * convoy.there.price + convoy.back.price + self.problem.rules.escort_fee
        self._take(convoy.there.legs, -(seats + 1), -fares)
        self._take(convoy.back.legs, -1, 0)

    def _take(self, legs: Iterable[int], seats: int, fares: int) -> None:
        for leg in legs:
            before = self.taken[leg]
            self.taken[leg] = before + seats
            self.changed.append(leg)
            self._chartered += self.table.charters[leg] * (bool(before + seats) - bool(before))
        self._fares += fares

    def plan(self) -> Plan:
        """This will write the draft down as a plan."""
        trips = [Trip(case, self.table.codes(way.legs)) for case, (_, way) in self.alone.items()]
        escorts = []
        for number, convoy in enumerate(self.convoys, start=1):
            code, there = f"P-{number}", self.table.codes(convoy.there.legs)
            escorts.append(Escort(code, there, self.table.codes(convoy.back.legs)))
            trips += [Trip(one.case, there, code) for one in convoy.cases]
        return Plan(tuple(sorted(trips, key=lambda trip: trip.case)), tuple(escorts), self.cost)
