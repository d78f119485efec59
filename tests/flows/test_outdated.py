"""Stored answers that another version's facts, gates or procedures decided: not read, and brought up to date."""

from dataclasses import asdict, replace
from typing import Any

import pytest
from tests import world as cast
from tests.world import ELSEWHERE, OTHER_CITY, PROGRAMME, TODAY, World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.readiness import queries as readiness
from pulang.flows import standing
from pulang.flows.assessing import basis, refresh_outdated
from pulang.flows.listing import Asked, listed
from pulang.flows.status import status
from pulang.flows.verifying import verify
from pulang.flows.why import why
from pulang.storage import context, sql

pytestmark = pytest.mark.django_db

_OLD = """
WITH lines AS (UPDATE readiness_situation SET facts = 'RETURN|of an older shape|')
UPDATE readiness_assessment SET basis = 'of-old', choice = 'STAY', stage = 'CLOSED', unmet = '{}', choice_on = NULL
"""


@pytest.fixture
def world() -> World:
    """Cases at several stages in one programme, and one in another."""
    world = World()
    world.programme_ready()
    world.move(world.planned(), "DEPARTED")
    world.verified()
    world.choosing("STAY")
    waived = world.verified()
    world.here(
        "readiness.gate.waive", cast.HEAD, case=waived, gate="receiver-acknowledged", reason="uji", until="2019-06-01"
    )
    world.open_programme(ELSEWHERE, OTHER_CITY)
    world.do("cases.case.register", cast.STRANGER, programme=ELSEWHERE, case=world.number(), home=cast.SURABAYA)
    return world


def upgrade() -> None:
    """Leaves every stored answer as another version would have: of another shape, and with other answers."""
    with context.working(context.SYSTEM_VIEW):
        sql.run(_OLD)


def outdated() -> int:
    with standing.looking(SYSTEM, day=TODAY):
        return readiness.outdated(basis())[1]


def pages(world: World, asked: Asked, by: str = cast.COORDINATOR) -> dict[str, Any]:
    """What somebody is told of the programme, of its list and of each case in it."""
    with world.looking(by):
        found = listed(PROGRAMME, asked, page=1, day=TODAY)
        told = replace(status(PROGRAMME, as_of=TODAY), state=0)
        each = [why(row.number, as_of=TODAY) for row in found.rows]
        return {
            "status": asdict(told),
            "rows": found.rows,
            "total": found.total,
            "files": [asdict(replace(one, of_programme=told)) for one in each],
        }


@pytest.mark.parametrize(
    "asked",
    [
        Asked(),
        Asked(choice="RETURN"),
        Asked(choice="STAY", site=cast.SITE),
        Asked(stage="DEPARTED"),
        Asked(stage="CLEARED"),
        Asked(gate="itinerary-ready"),
        Asked(gate="receiver-acknowledged", choice="RETURN"),
        Asked(gate="aid-funds-confirmed"),
    ],
    ids=lambda asked: "-".join(filter(None, asdict(asked).values())) or "all",
)
def test_pages_answer_from_the_books_until_an_answer_is_brought_up_to_date(world: World, asked: Asked) -> None:
    before = pages(world, asked)
    assert pages(world, asked, cast.MINISTRY_REVIEWER) == before  # who may not read the facts is told the same

    upgrade()
    world.do(
        "accounts.agency.register", SYSTEM.code, code="LAIN", kind="OBSERVER", name="Lain", place=""
    )  # no kept status

    assert pages(world, asked) == before
    assert pages(world, asked, cast.MINISTRY_REVIEWER) == before


def test_every_answer_is_brought_up_to_date_and_then_none_is_left(world: World) -> None:
    upgrade()
    heard: list[int] = []

    done = refresh_outdated(day=TODAY, told=heard.append)

    assert (done, heard[-1], outdated()) == (5, 5, 0)
    assert refresh_outdated(day=TODAY) == 0
    with standing.looking(SYSTEM, day=TODAY):
        assert [check.name for check in verify() if not check.ok] == []


def test_a_pass_that_was_stopped_goes_on_where_it_was(world: World) -> None:
    upgrade()

    def stop(_done: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        refresh_outdated(day=TODAY, told=stop)
    left = outdated()

    assert 0 < left < 5
    assert refresh_outdated(day=TODAY) == left


def test_a_case_that_was_a_mistake_does_not_hold_the_pass_up(world: World) -> None:
    number = world.number()
    receipt = world.do("cases.case.register", cast.REGISTRAR, programme=PROGRAMME, case=number, home=cast.SURABAYA)
    world.do("audit.act.strike", act=receipt.id, reason="Salah orang")
    upgrade()

    refresh_outdated(day=TODAY)

    assert outdated() == 0


def test_verify_notices_answers_of_another_version(world: World) -> None:
    upgrade()

    with standing.looking(SYSTEM, day=TODAY):
        faulty = [check for check in verify() if not check.ok]

    assert [check.name for check in faulty] == ["stored-answers-of-this-version"]
    assert faulty[0].faults == ("5 answers were decided by another version: `pulang migrate` brings them up to date",)


def test_an_act_keeps_the_answer_of_this_version_at_once(world: World) -> None:
    upgrade()

    world.choosing()

    assert outdated() == 5
