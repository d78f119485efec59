"""What the worker does by the clock."""

from datetime import date, timedelta

import pytest
from django.test import override_settings
from tests import world as cast
from tests.world import World

from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import Filters
from pulang.doors.jobs import tasks

LATER = cast.TODAY + timedelta(days=400)  # every consent has run out by then


def _first_wait(world: World, number: str) -> str:
    with world.looking():
        (row,) = cases.listing(programme=cast.PROGRAMME, filters=Filters(q=number)).rows
    return row.waits_for


def _hour(day: date) -> int:
    with override_settings(PULANG_TODAY=day.isoformat()):
        return tasks.refresh_answers(timestamp=0)


@pytest.mark.django_db
def test_a_consent_that_ran_out_shows_in_the_list_within_the_hour() -> None:
    world = World()
    number = world.planned(world.verified())
    before = _first_wait(world, number)

    refreshed = _hour(LATER)

    assert before != "consent-current"
    assert refreshed == 1
    assert _first_wait(world, number) == "consent-current"


@pytest.mark.django_db
def test_an_hour_in_which_nothing_ran_out_changes_nothing() -> None:
    world = World()
    world.planned(world.verified())

    assert _hour(cast.TODAY) == 0
