"""Whom an incident touches: from looks and acts, in lists and copies, by account, key or agency."""

from datetime import datetime, timedelta

import pytest
from tests import world as cast
from tests.asvs import asvs
from tests.doors.keys import key
from tests.world import PROGRAMME, World

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.audit.facts import Suspects
from pulang.areas.audit.rules import Decision, Door
from pulang.areas.cases import queries as cases
from pulang.flows import looking, standing
from pulang.flows.dumping import dumped
from pulang.flows.incident import Incident, Touched, incident
from pulang.flows.looking import MARK_SIGNS, Through

pytestmark = pytest.mark.django_db

AT = cast.noon(cast.TODAY)


@pytest.fixture
def world() -> World:
    return World()


def asked(who: Suspects) -> Incident:
    with standing.looking(SYSTEM, day=cast.TODAY):
        return incident(who=who, known_at=AT)


def by(account: str, since: datetime = AT - timedelta(days=1), until: datetime = AT + timedelta(days=1)) -> Suspects:
    return Suspects(since, until, actors=(account,))


def read(world: World, number: str, by: str = cast.CASE_WORKER, came: Through | None = None) -> None:
    with looking.through(came or Through(Door.WEB, AT)), world.looking(by):
        looking.note(action="case.read", case=cases.find(number), fields=("choices", "moves"))


def told(found: Incident) -> dict[str, Touched]:
    return {case.number: case for case in found.cases}


@asvs("V16.3.2")
def test_it_names_every_case_that_was_read_listed_or_changed_with_the_names_of_the_fields(world: World) -> None:
    opened, listed, changed, other = (world.choosing() for _ in range(4))
    read(world, opened)
    with looking.through(Through(Door.WEB, AT)), world.looking(cast.CASE_WORKER):
        looking.note(action="case.listed", programme=PROGRAMME, cases=[cases.find(listed).id], fields=("choice",))
    world.here("cases.wish.record", cast.CASE_WORKER, case=changed, discreet=True)
    read(world, other, cast.COORDINATOR)

    found = told(asked(by(cast.CASE_WORKER)))

    assert set(found) == {opened, listed, changed}
    assert (found[opened].fields, found[opened].looks) == ({"choices", "moves"}, 1)
    assert found[listed].fields == {"choice"}
    assert (found[changed].fields, found[changed].acts) == ({"discreet"}, 1)


def test_it_keeps_to_the_period_and_leaves_refused_looks_out(world: World) -> None:
    number = world.choosing()
    read(world, number)
    with looking.through(Through(Door.WEB, AT)), world.looking(cast.STRANGER):
        looking.note(action="case.read", number=number, decision=Decision.DENIED, reason="not-here")

    assert told(asked(by(cast.CASE_WORKER, since=AT + timedelta(seconds=1)))) == {}
    assert told(asked(by(cast.CASE_WORKER, until=AT))) == {}
    assert told(asked(by(cast.STRANGER))) == {}


def test_a_machines_key_is_told_by_its_mark_and_an_agency_by_its_people(world: World) -> None:
    number = world.choosing()
    token = key(world, cast.COORDINATOR, name="mesin")
    mark = looking.mark_of(token)
    read(world, number, cast.COORDINATOR, Through(Door.API, AT, session=mark))
    ((user, digest),) = accounts.keys_named("mesin")

    assert (user, digest.hex()[:MARK_SIGNS]) == (cast.COORDINATOR, mark)
    span = (AT - timedelta(days=1), AT + timedelta(days=1))
    assert set(told(asked(Suspects(*span, marks=(mark,))))) == {number}
    assert set(told(asked(Suspects(*span, marks=("other",))))) == set()
    assert set(told(asked(Suspects(*span, agencies=(cast.CITY,))))) == {number}


def test_a_copied_programme_touches_everybody_who_was_in_it(world: World) -> None:
    numbers = {world.choosing() for _ in range(2)}
    with looking.through(Through(Door.COMMAND, AT)):
        next(dumped(programme=PROGRAMME, identities=True))

    found = told(asked(by(SYSTEM.code)))

    assert numbers <= set(found)
    assert all("nik" in found[number].fields for number in numbers)


def test_everybody_is_told_within_three_days(world: World) -> None:
    assert asked(by(cast.CASE_WORKER)).deadline == AT + timedelta(hours=72)
