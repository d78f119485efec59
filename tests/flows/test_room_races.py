"""Two offices give the last place of an institution away at the same moment: one has it, the other is told."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections
from pytest_django.fixtures import Settings
from tests.world import COORDINATOR, PARTNER, PROGRAMME, World, noon

from pulang.flows import partnering
from pulang.flows.perform import perform
from pulang.kernel.refusals import Refusal

RACES = int(os.environ.get("PULANG_NIGHTLY_ROOMS", "3"))  # nightly: 500


@pytest.mark.usefixtures("own_database")
def test_of_two_who_take_the_last_place_at_once_one_has_it_and_the_other_is_told(settings: Settings) -> None:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    world.programme_ready(on=date(2019, 1, 1))
    waiting = [world.choosing() for _ in range(RACES + 1)]
    actor = world.actor(COORDINATOR)

    def give(asked: tuple[int, str]) -> str:
        capacity, number = asked
        said = {"programme": PROGRAMME, "case": number, "agency": PARTNER, "purpose": "PARTNER"}
        ref = f"{number}-{capacity}"
        try:
            perform(by=actor, verb="cases.assignment.give", with_=said, at=noon(world.today), ref=ref)
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return number

    with ThreadPoolExecutor(2) as threads:
        for capacity in range(1, RACES + 1):  # one more place each time, and two who want it
            world.here("partners.assignment.record", partner=PARTNER, event="ASSIGNED", capacity=capacity)
            found = list(threads.map(give, [(capacity, number) for number in waiting[:2]]))
            won = [one for one in found if one in waiting]

            assert len(won) == 1
            assert sorted(found) == sorted([*won, "partner-without-room"])
            waiting.remove(won[0])
    with world.looking():
        (relying,) = partnering.relying_on(PARTNER, world.today)
    assert (relying.care.cases, relying.capacity) == (RACES, RACES)
