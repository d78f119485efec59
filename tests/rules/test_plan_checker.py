"""The checker finds every fault that is planted in a good plan, and by its right name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.rules.planned import DAY, problem, someone

from pulang.areas.journeys.planning.check import check
from pulang.areas.journeys.planning.problem import Escort, Plan, Problem, Trip

THERE = ("KOE-SUB-0", "SUB-MLG-0")
BACK = ("MLG-SUB-1", "SUB-KOE-1")
FARES = 1_100_000


def good() -> tuple[Problem, Plan]:
    """One travels by herself, one with an escort."""
    asked = problem([someone(1), someone(2, escort=True)], budget=10_000_000)
    trips = (Trip("K-001", THERE), Trip("K-002", THERE, "P-1"))
    return asked, Plan(trips, (Escort("P-1", THERE, BACK),), 3 * FARES + FARES + 500_000)


def test_a_good_plan_has_no_fault() -> None:
    asked, plan = good()

    assert check(asked, plan) == ()


Change = Callable[[Problem, Plan], tuple[Problem, Plan]]


def traveller(number: int, **more: object) -> Change:
    def change(asked: Problem, plan: Plan) -> tuple[Problem, Plan]:
        people = list(asked.travellers)
        people[number] = replace(people[number], **more)  # type: ignore[arg-type]
        return replace(asked, travellers=tuple(people)), plan

    return change


def trip(number: int, **more: object) -> Change:
    def change(asked: Problem, plan: Plan) -> tuple[Problem, Plan]:
        trips = list(plan.trips)
        trips[number] = replace(trips[number], **more)  # type: ignore[arg-type]
        return asked, replace(plan, trips=tuple(trips))

    return change


def escort(**more: object) -> Change:
    def change(asked: Problem, plan: Plan) -> tuple[Problem, Plan]:
        return asked, replace(plan, escorts=(replace(plan.escorts[0], **more),))  # type: ignore[arg-type]

    return change


def departure(code: str, *, later: int = 0, longer: int = 0, **more: object) -> Change:
    def change(asked: Problem, plan: Plan) -> tuple[Problem, Plan]:
        made = []
        for one in asked.departures:
            if one.code == code:
                leaves, arrives = one.departs + timedelta(minutes=later), one.arrives + timedelta(minutes=longer)
                one = replace(one, departs=leaves, arrives=arrives, **more)  # type: ignore[arg-type]  # noqa: PLW2901
            made.append(one)
        return replace(asked, departures=tuple(made)), plan

    return change


def said(**more: object) -> Change:
    return lambda asked, plan: (asked, replace(plan, **more))  # type: ignore[arg-type]


def twice(asked: Problem, plan: Plan) -> tuple[Problem, Plan]:
    return asked, replace(plan, trips=(*plan.trips, plan.trips[0]), cost=plan.cost + FARES)


def two_escorts(asked: Problem, plan: Plan) -> tuple[Problem, Plan]:
    return asked, replace(plan, escorts=plan.escorts * 2)


def five_with_one(asked: Problem, plan: Plan) -> tuple[Problem, Plan]:
    more = tuple(someone(number, escort=True) for number in range(3, 7))
    trips = tuple(Trip(one.case, THERE, "P-1") for one in more)
    return replace(asked, travellers=asked.travellers + more), replace(plan, trips=plan.trips + trips)


# What is planted, and the name under which it has to be found.
PLANTED: dict[str, tuple[Change, str]] = {
    "a plane with more people than seats": (departure("KOE-SUB-0", seats=2), "over-capacity"),
    "an escort without a seat on the way back": (departure("SUB-KOE-1", seats=0), "over-capacity"),
    "two seats for one person": (twice, "planned-twice"),
    "the same escort twice": (two_escorts, "escort-twice"),
    "a bus that has left before she comes": (departure("SUB-MLG-0", later=-180), "missed-connection"),
    "a change in half an hour": (departure("SUB-MLG-0", later=-90), "short-change"),
    "no rest after a long leg": (departure("KOE-SUB-0", later=-600), "no-rest"),
    "a clock read as another zone": (departure("KOE-SUB-0", longer=120), "short-change"),
    "more money than there is": (lambda asked, plan: (replace(asked, budget=4_899_999), plan), "over-budget"),
    "a cost that leaves something out": (said(cost=4_000_000), "wrong-cost"),
    "a fare paid twice": (said(cost=4_900_000 + FARES), "wrong-cost"),
    "a charter nobody pays for": (departure("KOE-SUB-0", charter=9_000_000), "wrong-cost"),
    "a child alone": (traveller(0, child=True), "child-alone"),
    "nobody with her who wanted an escort": (traveller(0, escort=True), "no-escort"),
    "an escort beside her who wanted none": (traveller(1, discreet=True, escort=False), "discreet-with-escort"),
    "an arrival at night": (departure("SUB-MLG-0", longer=600), "night-arrival"),
    "an escort who does not come back": (escort(back=()), "escort-without-return"),
    "an escort who stops halfway back": (escort(back=("MLG-SUB-1",)), "escort-without-return"),
    "an escort who goes back before arriving": (escort(back=("MLG-SUB-0", "SUB-KOE-1")), "escort-returns-early"),
    "an escort on another bus": (escort(there=("KOE-SUB-0", "SUB-MLG-1")), "escort-elsewhere"),
    "an escort with too many": (five_with_one, "too-many-for-escort"),
    "an escort nobody knows": (trip(1, escort="P-9"), "unknown-escort"),
    "an escort for nobody": (trip(1, escort=""), "escort-for-nobody"),
    "a day too early": (traveller(0, not_before=DAY + timedelta(days=1)), "before-window"),
    "a day too late": (traveller(0, not_after=DAY - timedelta(days=1)), "after-window"),
    "a departure nobody knows": (trip(0, departures=("KOE-SUB-0", "SUB-MLG-99")), "unknown-departure"),
    "a case nobody knows": (trip(0, case="K-999"), "unknown-case"),
    "a trip without any leg": (trip(0, departures=()), "no-way"),
    "another destination": (trip(0, departures=("KOE-SUB-0",)), "wrong-destination"),
    "another start": (trip(0, departures=("SUB-MLG-0",)), "wrong-start"),
    "a jump from one place to another": (trip(0, departures=("KOE-SUB-0", "DJJ-SUB-1", "SUB-MLG-2")), "broken-way"),
    "a way in circles": (
        trip(0, departures=("KOE-SUB-0", "SUB-MLG-0", "MLG-SUB-1", "SUB-MLG-1")),
        "in-circles",
    ),
}


@pytest.mark.parametrize("name", list(PLANTED))
def test_a_planted_fault_is_found(name: str) -> None:
    change, expected = PLANTED[name]

    found = {fault.code for fault in check(*change(*good()))}

    assert expected in found, found


def test_there_are_at_least_twenty_planted_faults() -> None:
    assert len(PLANTED) >= 20


def test_nights_in_transit_are_part_of_the_cost() -> None:
    asked = problem([someone(1)])
    waits_a_night = Plan((Trip("K-001", ("KOE-SUB-0", "SUB-MLG-1")),), (), FARES)

    assert [fault.code for fault in check(asked, waits_a_night)] == ["wrong-cost"]
    assert check(asked, replace(waits_a_night, cost=FARES + asked.rules.lodging)) == ()
