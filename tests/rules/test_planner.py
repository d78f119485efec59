"""Plans: everybody home where it can be, never worse than the clerk's, repeatable, and every no in words."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import highspy
import pytest
from tests.rules.planned import DAY, by_chance, problem, someone

from pulang.areas.figures import exposure
from pulang.areas.journeys.planning.check import check
from pulang.areas.journeys.planning.planner import NotPlannable, Outcome, plan
from pulang.areas.journeys.planning.problem import Problem
from pulang.areas.journeys.planning.starter import network
from pulang.areas.journeys.planning.waiting import Wait, waiting
from pulang.areas.places import queries as places

# In the suite a few programmes are enough; at night `PULANG_PLANS=1000` makes a thousand.
PROGRAMMES = int(os.environ.get("PULANG_PLANS", "12"))
SECONDS = 8.0


def planned(asked: Problem) -> Outcome:
    return plan(asked, seconds=SECONDS)


def test_everybody_is_brought_home_when_there_is_money() -> None:
    found = planned(problem([someone(number) for number in range(8)], budget=20_000_000))

    assert found.home == found.asked == found.home_bound == 8
    assert found.plan.cost == 8 * 1_100_000
    assert found.gap == 0


def test_planning_and_public_figures_share_one_process() -> None:
    """The solver's library refuses whoever asks it for another number of threads than the first one did."""
    for solver in (exposure._solver(), exposure._solver()):
        solver.addVar(0.0, 1.0)
        assert solver.run() == highspy.HighsStatus.kOk

    assert planned(problem([someone()])).home == 1


def test_an_escort_is_shared_and_comes_back() -> None:
    found = planned(problem([someone(number, escort=True) for number in range(4)]))

    assert len(found.plan.escorts) == 1
    assert found.plan.escorts[0].back[-1].startswith("SUB-KOE")
    assert {trip.escort for trip in found.plan.trips} == {found.plan.escorts[0].code}


def test_a_child_never_goes_alone() -> None:
    found = planned(problem([someone(1, child=True)]))

    assert found.plan.trips[0].escort


def test_a_plan_is_the_same_again() -> None:
    assert planned(by_chance(7)).plan == planned(by_chance(7)).plan


def test_whoever_was_left_out_before_comes_first() -> None:
    people = [someone(number) for number in range(3)] + [someone(9, waited=1)]
    found = planned(problem(people, budget=1_100_000))

    assert [trip.case for trip in found.plan.trips] == ["K-009"]


def test_more_money_is_not_spent_on_fewer_people_because_one_waited_before() -> None:
    waited = someone(9, home="DJJ", region="91", seats=2, waited=1)
    people = [*(someone(number) for number in range(3)), waited]
    little = planned(problem(people, budget=3_300_000))
    more = planned(problem(people, budget=6_000_000))

    assert (little.home, more.home) == (3, 3)
    assert planned(problem(people, budget=9_300_000)).home == 5


def test_a_full_charter_is_cheaper_than_fares() -> None:
    asked = problem([someone(number, home="SUB") for number in range(6)])
    like = next(each for each in asked.departures if each.code == "KOE-SUB-1")
    charter = replace(like, code="CHARTER", fare=0, charter=3_000_000)
    found = planned(replace(asked, departures=(*asked.departures, charter)))

    assert found.plan.cost == 3_000_000
    assert {trip.departures for trip in found.plan.trips} == {("CHARTER",)}


# The four last ones brought fewer home on more money while whoever had waited weighed as much as two.
@pytest.mark.parametrize("seed", [*range(PROGRAMMES), 346, 448, 843, 923])
def test_plans_for_programmes_nobody_thought_of_are_right_and_more_money_brings_no_fewer_home(seed: int) -> None:
    asked = by_chance(seed)
    free = planned(asked)
    before = 0
    for share in (0.0, 0.3, 0.6, 0.8, 1.0):
        limited = replace(asked, budget=int(free.plan.cost * share))
        found = planned(limited)

        assert check(limited, found.plan) == ()
        assert found.greedy_home <= found.home <= found.home_bound
        assert found.cost_bound <= found.plan.cost
        assert found.home >= before, (
            f"seed {seed}: {share} of the money brings {found.home} home, less brought {before}"
        )
        before = found.home
    assert before == free.home


def reason(asked: Problem) -> Wait:
    found = planned(asked)
    waits, _ = waiting(asked, found.plan)
    assert len(waits) == 1
    return waits[0].why


def test_everybody_who_waits_is_told_why() -> None:
    last = DAY + timedelta(days=9)

    assert reason(problem([someone(home="")])) is Wait.NO_PLACE
    assert reason(problem([someone(home="KOE")])) is Wait.SAME_PLACE
    assert reason(problem([someone(not_before=last, not_after=DAY)])) is Wait.CONTRADICTION
    assert reason(problem([someone(child=True, discreet=True)])) is Wait.CONTRADICTION
    assert (
        reason(problem([someone(not_after=DAY - timedelta(days=1), not_before=DAY - timedelta(days=3))])) is Wait.NO_WAY
    )
    assert reason(problem([someone(seats=11)])) is Wait.NO_WAY
    assert reason(problem([someone()], budget=1_099_999)) is Wait.NO_MONEY
    assert reason(problem([someone(1), someone(2)], seats=1, days=1)) is Wait.NO_SEATS


def test_further_money_is_told_in_steps() -> None:
    asked = problem([someone(1), someone(2), someone(3, home="DJJ", region="91")], budget=1_100_000)
    _, further = waiting(asked, planned(asked).plan)

    assert [(each.more, each.people) for each in further] == [(2_000_000, 1), (5_000_000, 2)]


BAD = {
    "no legs": lambda good: replace(good, departures=()),
    "a negative fare": lambda good: replace(good, departures=(replace(good.departures[0], fare=-1),)),
    "no seats": lambda good: replace(good, departures=(replace(good.departures[0], seats=0),)),
    "a loop": lambda good: replace(good, departures=(replace(good.departures[0], to="KOE"),)),
    "an arrival before leaving": lambda good: replace(
        good, departures=(replace(good.departures[0], arrives=datetime(2019, 1, 1, tzinfo=UTC)),)
    ),
    "a place nobody listed": lambda good: replace(good, departures=(replace(good.departures[0], to="XXX"),)),
    "a code used twice": lambda good: replace(good, departures=good.departures[:1] * 2),
    "a place in the sea of another country": lambda good: replace(
        good, places=(replace(good.places[0], latitude=123.6, longitude=-10.2), *good.places[1:])
    ),
    "a clock nobody keeps": lambda good: replace(good, places=(replace(good.places[0], zone="UTC"), *good.places[1:])),
    "less than no money": lambda good: replace(good, budget=-1),
}


@pytest.mark.parametrize("name", list(BAD))
def test_what_cannot_be_planned_is_said_in_words(name: str) -> None:
    with pytest.raises(NotPlannable) as no:
        planned(BAD[name](problem([someone()])))

    assert all(words.id and words.en and "{" not in words.id + words.en for words in no.value.words)


def test_too_large_a_timetable_is_refused_before_it_is_read() -> None:
    many = problem([someone()])
    one = many.departures[0]
    with pytest.raises(NotPlannable, match="at most"):
        planned(replace(many, departures=(one,) * 1_000_000))


@pytest.mark.parametrize("site", ["53.71", "21.01"])
def test_the_starter_network_reaches_every_province(site: str) -> None:
    homes = [places.regencies(province_code=each.code)[-1].code for each in places.provinces()]
    laid = network([site, *homes], first=date(2019, 4, 1), days=34)
    people = [
        someone(number, site=laid.place_of[site], home=laid.place_of[home], not_after=DAY + timedelta(days=21))
        for number, home in enumerate(homes)
        if home != site
    ]
    found = plan(Problem(laid.places, laid.departures, tuple(people)), seconds=SECONDS)

    assert len(homes) == 38
    assert found.home == len(people), waiting(Problem(laid.places, laid.departures, tuple(people)), found.plan)
