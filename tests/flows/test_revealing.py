"""A sealed field shows to one account, for fifteen minutes and a purpose: asked in acts and of the database itself."""

import pytest
from tests import world as cast
from tests.world import World

from pulang.flows import revealing


@pytest.fixture
def world(own_database: str) -> World:
    return World()


def shown(world: World, number: str, by: str = cast.CASE_WORKER) -> dict[str, str]:
    with world.looking(by):
        case = revealing.case_for(world.actor(by), number)
        return {one.open.field: one.value for one in revealing.shown(actor=world.actor(by), case=case)}


def test_nothing_shows_without_a_reveal_and_then_only_what_was_asked_for(world: World) -> None:
    number = world.choosing(name="Nama Uji", phone="081234567890")

    before = shown(world, number)
    world.revealed(number)

    assert before == {}
    assert shown(world, number) == {"NAME": "Nama Uji"}
    assert shown(world, number, cast.COORDINATOR) == {}
