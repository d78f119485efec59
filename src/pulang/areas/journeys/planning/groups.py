"""People with the same needs, planned as one flow, and how many escorts they need at the least."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pulang.areas.journeys.planning.asking import contradiction
from pulang.areas.journeys.planning.draft import load
from pulang.areas.journeys.planning.greedy import turns
from pulang.areas.journeys.planning.problem import Problem, Traveller
from pulang.areas.journeys.planning.timetable import Timetable, Way

OWED: Final = 0.5  # of one person, for everybody together: whoever waited decides between plans with as many home


@dataclass(frozen=True, slots=True)
class Group:
    """Travellers between whom a plan need not choose, in their turn; minutes instead of days."""

    site: int
    home: int
    first: int
    until: int
    night: bool
    accompanied: bool
    seats: int
    load: int
    waited: int
    members: tuple[Traveller, ...]
    owed: float = 0.0
    """What leaving one of them out again weighs beside the people themselves; see `groups_of`."""

    @property
    def weight(self) -> float:
        """This will give what leaving one of them out weighs, in people."""
        return self.seats + self.owed

    def fits(self, way: Way, table: Timetable) -> bool:
        """This will be true when a way to their home suits their days."""
        early, late = self.first <= way.departs, way.arrives <= self.until
        return early and late and (self.night or not table.at_night[way.legs[-1]])


def groups_of(problem: Problem, table: Timetable) -> tuple[Group, ...]:
    """This will put travellers together who need the same; whoever contradicts herself is in no group.

    Most people home comes first. What is owed to those who were left out before weighs less than one person, all of it
    together; otherwise more money could bring fewer people home, because it would do for one who waited.
    """
    together: dict[tuple[int, ...], list[Traveller]] = defaultdict(list)
    most = problem.rules.people_per_escort
    for one in turns(problem.travellers):
        if contradiction(one) is None and one.site in table.place and one.home in table.place:
            site, home = table.place[one.site], table.place[one.home]
            first, until = table.minute(one.not_before, site), table.minute(one.not_after, home, end=True)
            key = (site, home, first, until, one.receiver, one.accompanied, one.seats, load(one, most), one.waited)
            together[key].append(one)
    again = sum(one.waited * one.seats for members in together.values() for one in members)
    return tuple(_group(key, members, OWED / (1 + again)) for key, members in sorted(together.items()))


def _group(key: tuple[int, ...], members: Sequence[Traveller], share: float) -> Group:
    site, home, first, until, night, accompanied, seats, care, waited = key
    owed = share * waited * seats
    return Group(site, home, first, until, bool(night), bool(accompanied), seats, care, waited, tuple(members), owed)


def fewest_escorts(groups: Iterable[Group], *, most: int, quickest: int) -> int:
    """This will say how many escorts to one home are needed at least, whatever the timetable.

    One escort is one way, so its people share a moment at which each could leave and still be home in time. Giving each
    escort to those who have to leave soonest is the best there is for windows on a line.
    """
    windows = [(one.until - quickest, one.first) for one in groups for _ in one.members]
    open_, escorts = sorted(windows), 0
    while open_:
        last, _ = open_[0]
        able = [window for window in open_ if window[1] <= last][:most]
        taken = set(map(id, able))
        open_ = [window for window in open_ if id(window) not in taken]
        escorts += 1
    return escorts
