"""Plans of programmes too large for the solver: right, within the money, never above what anybody could do."""

from dataclasses import replace

import pytest
from tests.rules.planned import DAY, by_chance, problem, someone

from pulang.areas.journeys.planning.check import check
from pulang.areas.journeys.planning.convoys import together, within
from pulang.areas.journeys.planning.draft import Draft
from pulang.areas.journeys.planning.greedy import greedy
from pulang.areas.journeys.planning.groups import groups_of
from pulang.areas.journeys.planning.least import Least, least
from pulang.areas.journeys.planning.planner import plan
from pulang.areas.journeys.planning.problem import Problem
from pulang.areas.journeys.planning.timetable import Timetable
from pulang.doors.jobs.bench.arcs import arcs


def never() -> bool:
    return False


def wide(asked: Problem) -> Draft:
    return together(asked, Timetable(asked), never)


def lowest(asked: Problem) -> Least:
    table = Timetable(asked)
    return least(groups_of(asked, table), table, asked.rules)


@pytest.mark.parametrize("seed", range(40))
def test_it_is_right_and_within_the_money_whatever_the_programme(seed: int) -> None:
    asked = by_chance(seed)
    free = wide(asked)
    assert check(asked, free.plan()) == ()

    for share in (0.0, 0.4, 0.8, 1.0):
        limited = replace(asked, budget=int(free.cost * share))
        found = within(wide(limited), limited, never)

        assert check(limited, found.plan()) == ()
        bound = lowest(limited)
        assert found.home() <= bound.home(limited.budget)
        assert bound.cost(found.home()) <= found.cost


def test_people_bound_for_one_home_share_escorts_the_clerk_would_send_twice() -> None:
    """The clerk's first escort leaves at once, before the others may; here they go together on a day that suits all."""
    early = [someone(1, escort=True)]
    late = [someone(number, escort=True, not_before=DAY.replace(day=4)) for number in (2, 3, 4)]
    asked = problem([*early, *late])
    clerk = greedy(Draft(asked, Timetable(asked)), never)

    assert len(clerk.convoys) == 2
    assert len(wide(asked).convoys) == 1


def test_whoever_costs_most_is_left_out_when_the_money_is_short() -> None:
    asked = problem([someone(1, home="DJJ", region="91"), someone(2), someone(3)], budget=2_300_000)
    found = within(wide(asked), asked, never)

    assert found.going() == {"K-002", "K-003"}


def test_a_search_that_is_stopped_at_once_still_gives_a_right_plan() -> None:
    asked = replace(by_chance(7), budget=9_000_000)
    found = plan(asked, seconds=0.0, stop=lambda: True)

    assert check(asked, found.plan) == ()


def test_the_least_anybody_costs_is_her_way_and_her_part_of_an_escort() -> None:
    alone, accompanied = lowest(problem([someone()])), lowest(problem([someone(escort=True)]))

    assert alone.cost(1) == 1_100_000
    # A way home, and a quarter of an escort: there, back again and the fee.
    assert accompanied.cost(1) == 1_100_000 + (1_100_000 + 1_100_000 + 500_000) // 4
    assert (alone.home(1_100_000), alone.home(1_099_999), alone.home(None)) == (1, 0, 1)


@pytest.mark.parametrize("seed", [7, 9, 12, 33])
def test_the_plain_model_proves_that_nobody_could_bring_more_home(seed: int) -> None:
    asked = by_chance(seed)
    free = plan(asked, seconds=8.0)
    for money in (None, int(free.plan.cost * 0.6)):
        limited = replace(asked, budget=money)
        plain, found = arcs(limited, 20.0), plan(limited, seconds=8.0)

        assert plain["proven"]
        assert found.home == plain["home"]
        # It packs no parties, so it may share out escorts as nobody could.
        assert plain["cost"] <= found.plan.cost


def test_a_model_that_is_not_written_down_in_time_says_so() -> None:
    told = arcs(by_chance(7), 0.0)

    assert (told["home"], told["written"]) == (None, False)
