"""What everybody costs at the least, whatever the others do: a bound without a solver, for programmes of any size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pulang.areas.journeys.planning.groups import Group
from pulang.areas.journeys.planning.problem import Rules
from pulang.areas.journeys.planning.timetable import NEVER, Timetable


@dataclass(frozen=True, slots=True)
class Least:
    """The people who could go at all, cheapest first: rupiah a seat, and seats."""

    shares: Sequence[tuple[float, int]]

    def home(self, budget: int | None) -> int:
        """This will give the most people a budget could bring home."""
        left, people = NEVER if budget is None else float(budget), 0
        for each, seats in self.shares:
            able = seats if each * seats <= left else int(left / each)
            left, people = left - able * each, people + able
            if able < seats:
                break
        return people

    def cost(self, people: int) -> int:
        """This will give the least it could cost to bring so many home."""
        left, total = people, 0.0
        for each, seats in self.shares:
            taken = min(left, seats)
            left, total = left - taken, total + taken * each
            if not left:
                break
        return int(total)


def least(groups: Iterable[Group], table: Timetable, rules: Rules) -> Least:
    """This will price each group by the cheapest way there could be, and its part of a full escort."""
    prices = [
        fare + charter / seats for fare, charter, seats in zip(table.fares, table.charters, table.seats, strict=True)
    ]
    last = max(table.comes, default=0)
    reached = {}
    back = {}
    shares = []
    for group in groups:
        key = group.site, group.first
        if key not in reached:
            reached[key] = table.reach(*key, prices, lodging=table.lodging, last=last)
        ends = [
            leg
            for leg in table.ends(reached[key], group.home)
            if table.comes[leg] <= group.until and (group.night or not table.at_night[leg])
        ]
        seat = min((reached[key].cost[leg] for leg in ends), default=NEVER)
        each = seat
        if group.accompanied and seat < NEVER:
            if group.site not in back:
                back[group.site] = table.back(group.site, prices, lodging=table.lodging).cost
            returns = min(back[group.site][leg] for leg in ends)
            each += (seat + returns + rules.escort_fee) * group.load / rules.people_per_escort / group.seats
        if each < NEVER:
            shares.append((each, group.seats * len(group.members)))
    return Least(sorted(shares))
