"""What the planner is told follows from the books: who wants to go, how, within which days and on what money."""

from datetime import date, timedelta

import pytest
from django.db import connection
from tests import world as cast
from tests.world import PROGRAMME, World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.journeys.planning.problem import Problem
from pulang.flows import standing
from pulang.flows.planning import PREPARING_DAYS, gathered, planned
from pulang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db

FIRST = cast.TODAY + timedelta(days=PREPARING_DAYS)


@pytest.fixture
def world() -> World:
    return World()


def asked(budget: int | None = None) -> Problem:
    with standing.looking(SYSTEM, day=cast.TODAY):
        return gathered(PROGRAMME, as_of=cast.TODAY, budget=budget)


def test_wishes_dependants_and_days_reach_the_planner(world: World) -> None:
    number = world.choosing(home="35.73", children_with=1)
    world.here("cases.wish.record", case=number, escort=True, not_before="2019-04-15", by=cast.CASE_WORKER)

    (one,) = asked(budget=1).travellers

    assert (one.case, one.home, one.seats, one.escort, one.discreet) == (number, "35.73", 2, True, False)
    assert one.not_before == date(2019, 4, 15)


def test_only_who_chose_to_return_is_planned_for(world: World) -> None:
    going = world.choosing(home="35.73")
    world.choosing("STAY", home="35.73")

    assert [one.case for one in asked().travellers] == [going]
    assert asked().travellers[0].not_before == FIRST


def test_the_money_is_what_is_released(world: World) -> None:
    world.choosing(home="35.73")
    assert asked().budget == 0

    world.travel_money(300_000_000)

    assert asked().budget == 300_000_000
    assert asked(budget=5).budget == 5


def test_a_plan_looks_at_cases_and_the_look_is_written_down(world: World) -> None:
    world.choosing(home="35.73")
    asked()

    with standing.looking(SYSTEM, day=cast.TODAY), connection.cursor() as cursor:
        cursor.execute("SELECT programme, count FROM audit_look WHERE action = 'journeys.planned'")
        assert cursor.fetchall() == [(PROGRAMME, 1)]


def test_nobody_to_plan_for_is_said_in_words(world: World) -> None:
    with pytest.raises(Refusal) as no:
        asked()

    assert no.value.code == "nobody-to-plan-for"


def test_what_was_gathered_can_be_planned(world: World) -> None:
    world.choosing(home="35.73")
    problem = asked(budget=10_000_000)

    found = planned(PROGRAMME, problem, as_of=cast.TODAY, seconds=5, progress=lambda *_: None)

    assert (found.outcome.home, found.waits) == (1, ())
