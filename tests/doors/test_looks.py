"""Every door writes down who looked: pages, the API and commands, one row each, refusals included."""

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests import world as cast
from tests.asvs import asvs
from tests.doors.browsing import Browser
from tests.doors.keys import Machine, key
from tests.world import PROGRAMME, World

from pulang.areas.accounts.facts import SYSTEM
from pulang.flows import looking, standing
from pulang.flows.dumping import dumped
from pulang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def looks(columns: str) -> list[tuple[Any, ...]]:
    """What stands in the book of looks, oldest first."""
    with standing.looking(SYSTEM, day=cast.TODAY), connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM audit_look ORDER BY seq")
        return list(cursor.fetchall())


@asvs("V16.3.2")
def test_opening_a_case_file_is_one_look_with_the_names_of_what_it_shows(world: World) -> None:
    number = world.choosing()
    Browser(world, cast.CASE_WORKER).get(reverse("case", args=[number]))

    ((actor, action, case, programme, door, day, fields, signed),) = looks(
        "actor, action, number, programme, door, (at AT TIME ZONE 'Asia/Makassar')::date::text, fields, session <> ''"
    )

    assert (actor, action, case, programme, door) == (cast.CASE_WORKER, "case.read", number, PROGRAMME, "WEB")
    assert day == "2019-03-03"
    assert {"choices", "consents", "screenings"} <= set(fields)
    assert signed


def test_a_list_of_cases_is_one_look_at_all_of_them(world: World) -> None:
    for _ in range(3):
        world.choosing()
    Browser(world, cast.COORDINATOR).get(reverse("cases", args=[PROGRAMME]))

    assert looks("action, count, cardinality(cases), kind") == [("case.listed", 3, 3, "CASES")]


def test_opening_a_form_about_a_case_is_a_look(world: World) -> None:
    number = world.choosing()
    Browser(world, cast.CASE_WORKER).get(reverse("case-choice", args=[number]))

    assert looks("action, number") == [("case.form", number)]


@asvs("V16.3.2", "V8.2.2")
def test_a_page_that_is_not_for_the_reader_is_written_down_as_refused(world: World) -> None:
    number = world.choosing()
    stranger, treasurer = Browser(world, cast.STRANGER), Browser(world, cast.TREASURER)

    assert stranger.get(reverse("case", args=[number])).status == 404
    assert stranger.post(reverse("case-choice", args=[number]), choice="RETURN_SUPPORTED").status == 404
    assert treasurer.get(reverse("cases", args=[PROGRAMME])).status == 404

    assert looks("actor, action, number, programme, decision") == [
        (cast.STRANGER, "case.read", number, PROGRAMME, "DENIED"),
        (cast.STRANGER, "case.read", number, PROGRAMME, "DENIED"),
        (cast.TREASURER, "case.listed", "", PROGRAMME, "DENIED"),
    ]


def test_what_is_typed_instead_of_a_number_is_not_kept(world: World) -> None:
    assert Browser(world, cast.CASE_WORKER).get(reverse("case", args=["Kenari Bestari"])).status == 404

    assert looks("number, decision") == [("", "DENIED")]


def test_pages_without_personal_data_write_nothing(world: World) -> None:
    reader = Browser(world, cast.WATCHER)
    reader.get(reverse("programme", args=[PROGRAMME]))
    reader.get("/")

    assert looks("action") == []


@asvs("V16.3.2")
def test_an_act_tried_without_the_right_is_written_down(world: World) -> None:
    number = world.choosing()
    for who in (cast.TREASURER, cast.PARTNER_WORKER):
        with pytest.raises(Refusal):
            world.here("cases.choice.record", who, case=number, choice="UNDECIDED", informed="CONVERSATION")

    assert looks("actor, action, number, decision, reason") == [
        (cast.TREASURER, "case.act", number, "DENIED", "not-allowed"),
        (cast.PARTNER_WORKER, "case.act", number, "DENIED", "not-allowed"),
    ]


@asvs("V16.3.2")
def test_a_machine_leaves_the_mark_of_its_key(world: World) -> None:
    number = world.choosing()
    machine = Machine(key(world, cast.COORDINATOR))
    machine.get(f"/cases/{number}")
    machine.get(f"/programmes/{PROGRAMME}/cases")

    assert looks("door, action, session") == [
        ("API", "case.read", looking.mark_of(machine.token)),
        ("API", "case.listed", looking.mark_of(machine.token)),
    ]


def test_a_machine_that_asks_in_vain_is_written_down(world: World) -> None:
    number = world.choosing()
    Machine(key(world, cast.STRANGER)).get(f"/cases/{number}")
    Machine(key(world, cast.TREASURER)).get(f"/programmes/{PROGRAMME}/cases")

    assert looks("actor, action, number, decision") == [
        (cast.STRANGER, "case.read", number, "DENIED"),
        (cast.TREASURER, "case.listed", "", "DENIED"),
    ]


def test_a_dump_with_identities_is_written_down_before_its_first_line(world: World) -> None:
    world.choosing()
    next(dumped(programme=PROGRAMME, identities=True))

    assert looks("action, programme, 'NIK' = ANY (fields)") == [("identity.dump", PROGRAMME, True)]
