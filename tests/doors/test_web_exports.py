"""The screens of copies: asked for, approved by somebody else, fetched under a neutral name, the password once."""

import re

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors import outside
from tests.doors.browsing import Browser
from tests.doors.keys import Machine, key
from tests.world import CASE_WORKER, CITY, COORDINATOR, HEAD, PROGRAMME, STRANGER, World

from pulang.doors.jobs import tasks

pytestmark = pytest.mark.django_db
ALL = reverse("exports", args=[PROGRAMME])
ASKED = {"purpose": "RETURN", "columns": ["NUMBER", "NAME"], "recipient": CITY, "receiver": "bagian perjalanan"}


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    world.choosing(name="Melati Contoh")
    return world


def one(name: str, number: str) -> str:
    return reverse(name, args=[PROGRAMME, number])


def asked(coordinator: Browser) -> str:
    shown = coordinator.send(reverse("export-request", args=[PROGRAMME]), **ASKED)
    assert shown.has("Permintaan tercatat"), shown.text
    found = re.search(r"E-[0-9A-Z]{4}-[0-9A-Z]{4}", shown.text)
    assert found
    return found[0]


@asvs("V2.3.5", "V5.4.1", "V5.4.2", "V3.2.1")
def test_a_copy_goes_from_asking_to_the_file_through_two_people(world: World) -> None:
    coordinator, head = Browser(world, COORDINATOR), Browser(world, HEAD)
    number = asked(coordinator)
    assert "Setujui" not in coordinator.get(ALL).text
    assert head.get(one("export-approve", number)).has("nomor berkas dan nama")

    assert head.send(one("export-approve", number)).has("Disetujui")
    assert tasks.make_and_end_copies(timestamp=0) == 1
    assert coordinator.get(ALL).has("siap diunduh")
    file = coordinator.client.get(one("export-fetch", number))
    word = coordinator.client.post(one("export-password", number))

    assert file.headers["Content-Disposition"] == f'attachment; filename="{number}.xlsx"'
    assert outside.told(file.headers["Content-Disposition"]) == []
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert file.headers["Cache-Control"] == "no-store"
    assert b"Melati" not in file.content
    assert re.search(r'value="([A-Z2-9]{4}-){5}[A-Z2-9]{4}"', word.content.decode())
    assert coordinator.client.post(one("export-password", number)).status_code == 404


@asvs("V8.2.2", "V8.4.1")
def test_nobody_else_sees_that_there_is_a_copy(world: World) -> None:
    number = asked(Browser(world, COORDINATOR))
    Browser(world, HEAD).send(one("export-approve", number))
    tasks.make_and_end_copies(timestamp=0)
    missing = Browser(world, COORDINATOR).get("/program/TIDAK-ADA/").text

    answers = {
        (user, name): Browser(world, user).get(one(name, number))
        for user in (STRANGER, CASE_WORKER, HEAD)
        for name in ("export-fetch", "export-password")
    }

    assert {(shown.status, shown.text == missing) for shown in answers.values()} == {(404, True)}
    assert number not in Browser(world, STRANGER).get(ALL).text


@pytest.mark.parametrize("name", ["export-approve", "export-refuse", "export-fetch", "export-password"])
def test_a_number_nobody_asked_for_is_not_there(world: World, name: str) -> None:
    coordinator = Browser(world, COORDINATOR)

    assert coordinator.get(one(name, "E-7F3Q-2M8X")).status == 404
    assert coordinator.post(one(name, "E-7F3Q-2M8X")).status == 404


def test_a_form_with_nothing_in_it_says_what_is_missing(world: World) -> None:
    shown = Browser(world, COORDINATOR).send(reverse("export-request", args=[PROGRAMME]))

    assert shown.status == 422


@asvs("V8.2.1")
def test_a_machine_can_neither_ask_for_a_copy_nor_approve_one(world: World) -> None:
    machine = Machine(key(world, COORDINATOR))

    answer = machine.act("exports.export.approve", programme=PROGRAMME, export="E-7F3Q-2M8X")

    assert (answer.status, answer.code) == (403, "not-through-this-door")
