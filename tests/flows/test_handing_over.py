"""On the way and at its end people change hands by two words; what differs is said with a way forward."""

from typing import Any

import pytest
from tests import world as cast
from tests.world import CASE_WORKER, COORDINATOR, PROGRAMME, RECEIVER, RECEIVING_OFFICER, World

from pulang.areas.journeys.rules import Difference
from pulang.flows import handing_over
from pulang.flows.handing_over import Handover
from pulang.kernel import refs
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
NUMBER = refs.draw("S", lambda n: 5 % n)


@pytest.fixture
def world() -> World:
    world = World()
    world.programme_ready()
    return world


def gone(world: World) -> str:
    return world.move(world.planned(departs_on=world.today), "DEPARTED")


def give(world: World, *given: str, final: bool = True, number: str = NUMBER, **changes: Any) -> None:
    said = {"handover": number, "to": RECEIVER, "place": "Surabaya", "final": final, "cases": list(given)}
    world.here("journeys.handover.give", CASE_WORKER, **{**said, **changes})


def refused(world: World, *given: str, **changes: Any) -> str:
    said: dict[str, Any] = {
        "handover": NUMBER,
        "to": RECEIVER,
        "place": "Surabaya",
        "final": True,
        "cases": list(given),
    }
    return world.refusal("journeys.handover.give", CASE_WORKER, **{**said, **changes}).code


def answer(world: World, by: str = RECEIVING_OFFICER, **said: Any) -> None:
    world.here("journeys.handover.acknowledge", by, handover=NUMBER, **said)


def told(world: World, by: str = COORDINATOR) -> Handover:
    with world.looking(by):
        return handing_over.handover(PROGRAMME, NUMBER, moment(cast.TODAY))


def moved(world: World, case: str) -> str:
    move = world.file(case).move
    return move.move if move else ""


def test_at_the_end_of_the_way_two_sides_say_who_arrived(world: World) -> None:
    there, late = gone(world), gone(world)
    give(world, there, late, witness="Pengurus RT")
    assert told(world).waits
    assert refused(world, there, handover=refs.draw("S", lambda n: 6 % n)) == "handed-over-already"

    answer(world, arrived=[there], missing=[{"case": late, "why": "MISSED"}])

    found = told(world)
    world.here("journeys.arrival.tell", CASE_WORKER, case=late)
    assert (found.unheard, told(world).unheard) == (((late, Difference.MISSED),), ())
    assert (moved(world, there), moved(world, late)) == ("ARRIVED", "ARRIVED")
    assert (found.received, found.witness) == ((there,), "Pengurus RT")
    assert found.differences == ((late, Difference.MISSED),)


def test_on_the_way_nobody_has_arrived_yet(world: World) -> None:
    case = gone(world)
    give(world, case, final=False)
    answer(world, arrived=[case])

    assert moved(world, case) == "DEPARTED"


def test_somebody_who_was_not_on_the_list_is_welcome_and_noted(world: World) -> None:
    listed, besides = gone(world), gone(world)
    give(world, listed)
    answer(world, arrived=[listed], unlisted=[besides])

    assert moved(world, besides) == "ARRIVED"
    assert told(world).differences == ((besides, Difference.UNLISTED),)


def test_both_sides_are_needed_and_nobody_is_passed_over(world: World) -> None:
    first, second = gone(world), gone(world)
    said: dict[str, Any] = {
        "handover": NUMBER,
        "to": RECEIVER,
        "place": "Surabaya",
        "final": True,
        "cases": [first, second],
    }
    world.here("journeys.handover.give", COORDINATOR, **said)

    def no(by: str, **answered: Any) -> str:
        return world.refusal("journeys.handover.acknowledge", by, handover=NUMBER, **answered).code

    assert no(COORDINATOR, arrived=[first, second]) == "handover-needs-two-sides"
    assert no(RECEIVING_OFFICER, arrived=[first]) == "somebody-passed-over"
    assert no(RECEIVING_OFFICER, arrived=[first, second, first]) == "not-on-the-list"
    assert no(CASE_WORKER, arrived=[first, second]) == "not-allowed"
    answer(world, arrived=[first, second])
    assert no(RECEIVING_OFFICER, arrived=[first, second]) == "acknowledged-already"


def test_whom_nobody_may_hand_over(world: World) -> None:
    here, gone_already, discreet = world.planned(), gone(world), gone(world)
    world.here("cases.wish.record", CASE_WORKER, case=discreet, discreet=True)
    world.here("cases.consent.record", CASE_WORKER, case=gone_already, purpose="RECEIVING_OFFICE", event="WITHDRAWN")

    assert refused(world, here) == "not-on-the-way"
    assert refused(world, discreet) == "discreet-mode"
    assert refused(world, gone_already) == "not-in-its-care"


def test_a_number_is_used_once_and_found_only_where_it_is(world: World) -> None:
    give(world, gone(world))

    assert refused(world, gone(world)) == "handover-used"
    no = world.refusal("journeys.handover.acknowledge", handover=refs.draw("S", lambda n: 6 % n), arrived=[])
    assert no.code == "unknown-handover"


def test_her_own_word_that_she_is_safe_is_enough(world: World) -> None:
    case = world.planned(departs_on=world.today)
    assert world.refusal("journeys.arrival.tell", CASE_WORKER, case=case).code == "step-out-of-order"
    world.move(case, "DEPARTED")

    world.here("journeys.arrival.tell", CASE_WORKER, case=case)

    assert moved(world, case) == "ARRIVED"


def test_a_paper_is_known_by_its_mark_and_nothing_else(world: World) -> None:
    give(world, gone(world))

    assert handing_over.confirmed(NUMBER, handing_over.mark_of(NUMBER)) == cast.TODAY
    assert handing_over.confirmed(NUMBER, "0" * 20) is None
    assert handing_over.confirmed("K-1", handing_over.mark_of(NUMBER)) is None
    other = refs.draw("S", lambda n: 7 % n)
    assert handing_over.confirmed(other, handing_over.mark_of(other)) is None
