"""An objection has a clock, an answer with reasons and a second look; her place and her money are kept meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from tests import world as cast
from tests.flows.test_accepting import accept
from tests.world import CASE_WORKER, COORDINATOR, HEAD, PROGRAMME, TREASURER, World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.cases import queries
from pulang.flows import planning, standing
from pulang.flows.perform import perform
from pulang.flows.why import why
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
ANSWER: dict[str, Any] = {"objection": "O-1", "outcome": "NOT_GRANTED", "reason": "Kapal berlayar hari Senin"}


@pytest.fixture
def world() -> World:
    return World()


def raised(world: World, number: str, **said: Any) -> str:
    world.here("cases.objection.raise", CASE_WORKER, case=number, objection="O-1", topic="waktu", **said)
    return number


def test_an_answer_is_looked_at_once_more_by_somebody_else_and_never_a_third_time(world: World) -> None:
    number = raised(world, world.case(), companion=True)
    early = world.refusal("cases.objection.appeal", CASE_WORKER, case=number, objection="O-1")
    world.here("cases.objection.answer", COORDINATOR, case=number, **ANSWER)
    world.today += timedelta(days=2)
    world.here("cases.objection.appeal", CASE_WORKER, case=number, objection="O-1")

    same = world.refusal("cases.objection.answer", COORDINATOR, case=number, **ANSWER)
    world.here("cases.objection.answer", HEAD, case=number, **{**ANSWER, "outcome": "GRANTED"})
    third = world.refusal("cases.objection.appeal", CASE_WORKER, case=number, objection="O-1")
    with world.looking():
        lines = queries.history(world.file(number).ref.id, moment(world.today), "objection")["objection"]

    assert (early.code, same.code, third.code) == ("objection-not-answered", "answered-by-the-same", "appeal-was-heard")
    assert [(line.event, line.outcome, line.by) for line in lines] == [
        ("RAISED", "", ""),
        ("ANSWERED", "NOT_GRANTED", COORDINATOR),
        ("APPEALED", "", ""),
        ("ANSWERED", "GRANTED", HEAD),
    ]
    assert (lines[0].companion, lines[2].due_on) == (True, world.today + timedelta(days=14))


def test_an_open_appeal_holds_the_departure_like_the_objection_before_it(world: World) -> None:
    world.programme_ready()
    number = raised(world, world.planned())
    world.here("cases.objection.answer", COORDINATOR, case=number, **ANSWER)

    def held() -> bool:
        with world.looking():
            return "no-open-objection" in {finding.gate for finding in why(number, as_of=world.today).blockers}

    answered = held()
    world.here("cases.objection.appeal", CASE_WORKER, case=number, objection="O-1")

    assert (answered, held()) == (False, True)


def test_who_objects_is_still_planned_for(world: World) -> None:
    number = raised(world, world.choosing(home="35.73"))

    with standing.looking(SYSTEM, day=cast.TODAY):
        problem = planning.asked(PROGRAMME, as_of=cast.TODAY)

    assert [one.case for one in problem.travellers] == [number]


def test_a_ticket_a_decree_and_the_money_stay_while_she_waits_for_an_answer(world: World) -> None:
    world.programme_ready()
    number = world.verified()
    accept(world)
    world.here("aid.decree.issue", HEAD, number="SKP-1", issuer="Dinas Sosial")
    world.here("aid.beneficiary.list", cases=[number], decree="SKP-1")
    raised(world, number)
    tied: dict[str, Any] = {"source": "APBD-KPG", "amount": 1}

    taken = [
        world.refusal("journeys.itinerary.drop", CASE_WORKER, case=number).code,
        world.refusal("aid.beneficiary.remove", cases=[number], decree="SKP-1").code,
        world.refusal("funds.money.uncommit", TREASURER, **tied).code,
    ]
    world.here("cases.objection.answer", case=number, **ANSWER)
    world.here("funds.money.uncommit", TREASURER, **tied)
    world.here("journeys.itinerary.drop", CASE_WORKER, case=number)

    assert taken == ["objection-keeps-place", "objection-keeps-place", "objection-keeps-money"]


def test_she_takes_her_own_objection_further_with_her_card_and_changes_her_mind_all_the_same(world: World) -> None:
    number = raised(world, world.choosing())
    world.here("cases.objection.answer", case=number, **ANSWER)
    herself = standing.herself(number)

    def does(verb: str, **said: Any) -> None:
        at = cast.noon(world.today)
        perform(by=herself, verb=verb, with_={"programme": PROGRAMME, "case": number, **said}, at=at, ref=f"own-{verb}")

    does("cases.objection.appeal", objection="O-1")
    with pytest.raises(Refusal) as no:
        does("cases.objection.answer", **ANSWER)
    does("cases.choice.record", choice="STAY", informed="WRITTEN")

    assert no.value.code == "not-allowed"
    assert world.file(number).objections[-1].event == "APPEALED"
