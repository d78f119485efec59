"""A programme's register is compared with itself: numbers and reasons come out, and a person decides."""

from datetime import timedelta
from typing import Any

import pytest
from tests import world as cast
from tests.world import World, noon

from pulang.areas.audit import queries as audit
from pulang.areas.audit.facts import LookFilter
from pulang.doors.jobs.commands.duplicates import matched
from pulang.flows import doubling
from pulang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db

HERE: dict[str, Any] = {"programme": cast.PROGRAMME}
SARI: dict[str, Any] = {
    "name": "Sari Kusumawati",
    "birth_date": "1985-06-14",
    "nik": "3578015406850001",
    "home": cast.SURABAYA,
}


@pytest.fixture
def world() -> World:
    return World()


def _compared(world: World, by: str = cast.COORDINATOR) -> tuple[doubling.Found, ...]:
    return _whole(world, by).pairs


def _whole(world: World, by: str = cast.COORDINATOR) -> doubling.Compared:
    return doubling.compare(by=world.actor(by), programme=cast.PROGRAMME, at=noon(world.today), match=matched)


def _two(world: World) -> tuple[str, str]:
    """The same woman twice, in a way that registering does not notice: a slip in her name, and no NIK."""
    one = world.case(**SARI)
    other = world.case(**{**SARI, "name": "Sari Kusumawatu", "nik": ""})
    for name in ("Joko Prasetyo", "Dewi Anggraini", "Budi Santoso"):
        world.case(name=name, birth_date="1970-01-02", home="33.01")
    return one, other


def test_two_cases_of_one_person_are_found_with_what_speaks_for_it(world: World) -> None:
    one, other = _two(world)

    (found,) = _compared(world)

    assert {found.one, found.other} == {one, other}
    assert "nama beda satu huruf" in found.says.id
    assert "1985" not in found.says.id


def test_a_pair_is_marked_once_and_a_coordinator_decides(world: World) -> None:
    _two(world)
    (found,) = _compared(world)
    coordinator, at = world.actor(cast.COORDINATOR), noon(world.today)

    first = doubling.flag(by=coordinator, programme=cast.PROGRAMME, at=at, found=found)
    again = doubling.flag(by=coordinator, programme=cast.PROGRAMME, at=at, found=found)

    assert (first.already_done, again.already_done) == (False, True)
    assert _compared(world) == ()
    world.here("cases.duplicate.decide", case=found.one, same=False, reason="dua bersaudara")
    assert _compared(world) == (), "what was decided is not asked again"


def test_a_decision_that_was_a_mistake_is_struck_and_both_histories_stand(world: World) -> None:
    one, other = _two(world)
    (found,) = _compared(world)
    doubling.flag(by=world.actor(cast.COORDINATOR), programme=cast.PROGRAMME, at=noon(world.today), found=found)
    world.here("cases.duplicate.decide", case=found.one, same=True, reason="orang yang sama", ref="SAMA")

    world.do("audit.act.strike", act="SAMA", reason="ternyata bukan")

    events = [line.event for line in world.file(found.one).duplicates]
    assert events == ["FLAGGED"]
    assert {world.file(number).ref.number for number in (one, other)} == {one, other}


def test_what_is_asked_about_first_stays_open_since_the_same_day(world: World) -> None:
    _two(world)
    (found,) = _compared(world)
    doubling.flag(by=world.actor(cast.COORDINATOR), programme=cast.PROGRAMME, at=noon(world.today), found=found)

    later = world.today + timedelta(days=2)
    asked = world.do("cases.duplicate.decide", on=later, **HERE, case=found.one, ask=True, reason="tanya tahunnya")

    lines = world.file(found.one).duplicates
    assert [(line.event, line.on) for line in lines] == [("FLAGGED", world.today)] * 2
    assert "tanya tahunnya" in {line.reason for line in lines}
    assert asked.subject == found.one
    neither = world.refusal("cases.duplicate.decide", case=found.one, reason="entah")
    assert neither.code == "same-or-ask"


def test_many_cases_on_one_telephone_are_told_without_the_number(world: World) -> None:
    numbers = [world.case(name=f"Warga {sign * 3}", phone="081234567890") for sign in "abcdef"]
    for sign in "ghijk":
        world.case(name=f"Warga {sign * 3}", phone="081200000000")

    (crowd,) = _whole(world).crowds

    assert sorted(crowd.cases) == sorted(numbers)


def test_comparing_is_written_down_for_everybody_in_it(world: World) -> None:
    _two(world)

    _compared(world)

    with world.looking(cast.DATA_PROTECTION):
        lines = audit.looks(LookFilter(cast.PROGRAMME))[0]
    assert [(line.actor, line.count) for line in lines if line.action == "register.compared"] == [(cast.COORDINATOR, 5)]


@pytest.mark.parametrize("by", [cast.HEAD, cast.PARTNER_WORKER, cast.STRANGER, cast.WATCHER])
def test_whoever_may_not_mark_a_double_does_not_compare(world: World, by: str) -> None:
    with pytest.raises(Refusal) as refused:
        _compared(world, by)

    assert refused.value.code == "not-allowed"
