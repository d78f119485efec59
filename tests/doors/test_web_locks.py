"""Locking a case on the screen: offered to those who may, held by two, and gone for everybody else."""

import pytest
from django.urls import reverse
from tests import world as cast
from tests.asvs import asvs
from tests.doors.browsing import Browser
from tests.world import World


def at(name: str, *parts: str) -> str:
    return reverse(name, args=parts)


@pytest.fixture
def world(db: None) -> World:
    made = World()
    for who in (cast.HEAD, cast.CASE_WORKER, cast.COORDINATOR, cast.REGISTRAR):
        made.actor(who)
    return made


@asvs("V8.2.2")
def test_a_case_is_locked_on_the_screen_and_gone_for_the_rest(world: World) -> None:
    number = world.choosing()
    coordinator, head = Browser(world, cast.COORDINATOR), Browser(world, cast.HEAD)
    offered = coordinator.get(at("case", number))
    form = coordinator.get(at("case-lock", number))

    sent = coordinator.send(at("case-lock", number), first=cast.HEAD, second=cast.CASE_WORKER, reason="Ancaman")

    assert at("case-lock", number) in offered.text
    assert all(f'value="{who}"' in form.text for who in (cast.HEAD, cast.CASE_WORKER, cast.REGISTRAR))
    assert cast.TREASURER not in form.text
    assert (sent.status, sent.url) == (200, at("cases", cast.PROGRAMME))
    assert coordinator.get(at("case", number)).status == 404
    assert number not in coordinator.get(at("cases", cast.PROGRAMME)).text
    held = head.get(at("case", number))
    assert held.has("Hanya untuk kepala dan pendamping")
    assert at("case-unlock", number) in held.text
    head.send(at("case-unlock", number), reason="")
    assert coordinator.get(at("case", number)).status == 200


def test_a_lock_nobody_could_end_is_told_beside_its_field(world: World) -> None:
    number = world.choosing()
    coordinator = Browser(world, cast.COORDINATOR)

    shown = coordinator.send(at("case-lock", number), first=cast.REGISTRAR, second=cast.CASE_WORKER, reason="Uji")

    assert shown.status == 422
    assert shown.has("Salah satu dari keduanya harus koordinator")
