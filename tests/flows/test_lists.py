"""Two lists of a programme differ by acts and by nothing else; whoever was absent is still there."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests import world as cast
from tests.world import World

from pulang.areas.accounts.facts import SYSTEM
from pulang.flows.lists import Difference, difference
from pulang.flows.why import why
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db

DAY = date(2019, 2, 1)
# Bintan 2019 as published: 150 on the first list, 81 on the second, 60 willing, 56 home.
FIRST, SECOND, WILLING, HOME = 150, 81, 60, 56


@pytest.fixture
def world() -> World:
    return World(today=DAY)


def _between(before: date, after: date) -> Difference:
    return difference(by=SYSTEM, programme=cast.PROGRAMME, before=moment(before), after=moment(after))


def _later(world: World, days: int) -> date:
    world.today = DAY + timedelta(days=days)
    return world.today


def test_a_closure_that_loses_people_from_list_to_list_says_by_which_act_each_one_left(world: World) -> None:
    numbers = [world.case() for _ in range(FIRST)]
    second = _later(world, 10)
    gone, stayed = numbers[SECOND:], numbers[:SECOND]
    for at, number in enumerate(gone):  # some had left by themselves, some were other people's second entry
        if at % 3:
            world.here("cases.move.record", case=number, move="LEFT_ALONE")
        else:
            world.here("cases.duplicate.flag", case=number, other=stayed[0], reason="daftar ganda")
            world.here("cases.duplicate.decide", case=number, other=stayed[0], same=True, reason="orang yang sama")
    third = _later(world, 20)
    for at, number in enumerate(stayed):
        choice = "RETURN" if at < WILLING else "STAY"
        world.here("cases.choice.record", case=number, choice=choice, informed="CONVERSATION")
    last = _later(world, 30)
    for number in stayed[HOME:WILLING]:
        world.here("cases.choice.record", case=number, choice="ALONE", informed="CONVERSATION")

    one, two, three = _between(DAY, second), _between(second, third), _between(third, last)

    assert one.before["LISTED"] == FIRST
    assert sum(change.about in {"move", "same"} for change in one.changes) == FIRST - SECOND
    assert two.after["choice:RETURN"] == WILLING
    assert three.after["choice:RETURN"] == HOME
    assert [change.verb for change in three.changes] == ["cases.choice.record"] * (WILLING - HOME)
    assert [each.unexplained for each in (one, two, three)] == [0, 0, 0]


def test_a_registration_that_was_a_mistake_leaves_the_list_by_its_strike(world: World) -> None:
    world.here("cases.case.register", cast.REGISTRAR, case=world.number(), ref="KELIRU")
    later = _later(world, 2)
    world.do("audit.act.strike", act="KELIRU", reason="salah program", ref="CORET")

    found = difference(
        by=SYSTEM, programme=cast.PROGRAMME, before=moment(DAY, known_on=DAY), after=moment(later, known_on=later)
    )

    (change,) = found.changes
    assert (change.about, change.after, change.act, change.verb) == ("on", "-", "CORET", "audit.act.strike")


def test_what_was_learned_late_differs_from_what_was_known_then(world: World) -> None:
    number = world.case()
    later = _later(world, 5)
    world.here("cases.choice.record", case=number, choice="STAY", informed="MEETING", happened_on=DAY.isoformat())

    then = moment(DAY, known_on=DAY)
    found = difference(by=SYSTEM, programme=cast.PROGRAMME, before=then, after=moment(DAY, known_on=later))

    assert [(change.case, change.before, change.after) for change in found.changes] == [(number, "-", "STAY")]


def test_whoever_is_absent_in_three_rounds_and_attested_in_the_fourth_is_still_in_the_plan(world: World) -> None:
    number = world.choosing()
    found = _between(DAY, DAY)
    for code in ("POKJA-1", "POKJA-2"):
        world.here("cases.attester.list", code=code, name=f"Kelompok {code}")
    for at in range(4):
        day = _later(world, 7 * at)
        closes = (day + timedelta(days=3)).isoformat()
        world.here("cases.round.open", code=f"P-{at}", opens_on=day.isoformat(), closes_on=closes)
        outcome: dict[str, Any] = {"kind": "IN_PERSON", "outcome": "NOT_REACHED"}
        if at == 3:
            outcome = {"kind": "ATTESTED", "outcome": "ACCEPTED"}
        attesters = ["POKJA-1", "POKJA-2"] if at == 3 else []
        world.do(
            "cases.attempt.record",
            cast.CASE_WORKER,
            programme=cast.PROGRAMME,
            case=number,
            round=f"P-{at}",
            attesters=attesters,
            **outcome,
        )
        found = _between(DAY, day)
        assert found.after["LISTED"] == 1, "not reached is not: not eligible"
        assert found.after["choice:RETURN"] == 1

    assert found.after["verified:ACCEPTED"] == 1
    with world.looking():
        gates = {finding.gate for finding in why(number, as_of=world.today).blockers}
    assert "identity-verified" not in gates
