"""What the worker does by the clock."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import override_settings
from tests import world as cast
from tests.asvs import asvs
from tests.world import World

from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import Filters
from pulang.areas.privacy import queries as privacy
from pulang.doors.jobs import clearing, tasks
from pulang.flows import purging
from pulang.flows.assessing import basis
from pulang.kernel.moments import moment

LATER = cast.TODAY + timedelta(days=400)  # every consent has run out by then


def _first_wait(world: World, number: str) -> str:
    with world.looking():
        (row,) = cases.listing(programme=cast.PROGRAMME, filters=Filters(q=number), basis=basis()).rows
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


# --- what time alone ends


def _at(day: date, task: Any) -> int:
    with override_settings(PULANG_TODAY=day.isoformat()):
        return int(task(timestamp=0))


@pytest.mark.django_db
def test_within_the_hour_after_a_consent_ran_out_its_offices_are_asked_to_delete_once() -> None:
    world = World()
    world.planned(world.verified())

    counts = [_at(day, tasks.end_lapsed) for day in (cast.TODAY, LATER, LATER)]

    assert counts == [0, 1, 0]
    with world.looking():
        assert [one.agency for one in privacy.deletions(moment(LATER))] == [cast.RECEIVER]


@asvs("V14.2.7")
@pytest.mark.django_db
def test_the_night_destroys_what_was_kept_long_enough_and_nothing_the_night_before() -> None:
    world = World()
    world.move(world.case(name="Kenari"), "WITHDRAWN")
    due = cast.TODAY + timedelta(days=731)

    counts = [_at(day, tasks.purge) for day in (due - timedelta(days=1), due, due)]

    assert counts == [0, 1, 0]


@pytest.mark.django_db
def test_a_look_says_what_would_go_and_destroys_nothing() -> None:
    world = World()
    world.move(world.case(), "WITHDRAWN")
    due = cast.TODAY + timedelta(days=731)

    found = clearing.purge(at=cast.noon(due), day=due, only_look=True)

    assert [(one.rule, one.programme, one.due, one.destroyed) for one in found] == [
        ("identities", cast.PROGRAMME, 1, 0),
        ("sessions", "", 0, 0),
        ("jobs", "", 0, 0),
        ("tokens", "", 0, 0),
    ]
    with world.looking(cast.DATA_PROTECTION):
        assert purging.due_in(cast.PROGRAMME, moment(due)).affected == 1
