"""What the worker does by the clock."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection
from django.test import override_settings
from procrastinate.contrib.django import app
from tests import databases
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
from pulang.storage import sql
from pulang.storage.postgres import roles

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
        ("sign-ins", "", 0, 0),
        ("complaints", "", 0, 0),
        ("tokens", "", 0, 0),
        ("words", "", 0, 0),
    ]
    with world.looking(cast.DATA_PROTECTION):
        assert purging.due_in(cast.PROGRAMME, moment(due)).affected == 1


# --- as whom


def test_what_opens_nobody_is_done_by_a_role_that_could_not(own_database: str) -> None:
    world = World()
    number = world.planned(world.verified())

    with databases.pointed_at(own_database, role=roles.JOBS):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == (roles.JOBS,)
        ended, refreshed, outdated = _at(LATER, tasks.end_lapsed), _hour(LATER), tasks.refresh_outdated_answers()
        with world.looking("pulang"), pytest.raises(ProgrammingError, match="permission denied"):
            sql.rows("SELECT 1 FROM people_identity")

    assert (ended, refreshed, outdated) == (1, 0, 0)  # ending a consent brings the answer up to date at once
    assert _first_wait(world, number) == "consent-current"


def test_what_must_open_an_identity_or_end_a_session_waits_in_a_queue_of_its_own() -> None:
    by_queue = {task.name.rpartition(".")[2]: task.queue for task in app.tasks.values() if "pulang" in task.name}

    assert {name for name, queue in by_queue.items() if queue == tasks.OPENS} == {
        "bring_workbooks",
        "forget_tries",
        "make_and_end_copies",
        "purge",
        "send_notices",
    }
    assert set(by_queue.values()) == {tasks.OPENS, tasks.EVERYTHING_ELSE}
