"""An accepted plan is everybody's itinerary and ticket at once, and the money follows whoever does not travel."""

from datetime import timedelta
from typing import Any

import pytest
from tests import world as cast
from tests.world import CASE_WORKER, COORDINATOR, HEAD, PROGRAMME, TREASURER, World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.cases import queries as cases
from pulang.areas.contacts import queries as contacts
from pulang.areas.contacts.rules import NoticeKind
from pulang.areas.funds import queries as funds
from pulang.areas.journeys import queries
from pulang.areas.journeys.facts import ItineraryFacts
from pulang.areas.journeys.planning.starter import network
from pulang.flows import standing, ticketing
from pulang.flows.planning import gathered, planned
from pulang.flows.planning_json import accepting
from pulang.kernel import refs
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db

SOURCE = "APBD-KPG"


@pytest.fixture
def world() -> World:
    world = World()
    world.programme_ready()
    return world


def number(seed: int) -> str:
    return refs.draw("R", lambda n: seed % n)


def made(seed: int = 3) -> dict[str, Any]:
    """What accepts the plan of today."""
    with standing.looking(SYSTEM, day=cast.TODAY):
        problem = gathered(PROGRAMME, as_of=cast.TODAY)
    found = planned(PROGRAMME, problem, as_of=cast.TODAY, seconds=4, progress=lambda *_: None)
    return {**accepting(found), "plan": number(seed), "source": SOURCE}


def accept(world: World, by: str = COORDINATOR, seed: int = 3, **changes: Any) -> dict[str, Any]:
    asked = {**made(seed), **changes}
    world.here("journeys.plan.accept", by, **asked)
    return asked


def money(world: World) -> tuple[int, int]:
    """What is free, and what is tied."""
    with world.looking():
        found = next(each for each in funds.sources(PROGRAMME, moment(cast.TODAY)) if each.code == SOURCE)
    return found.available, found.committed


def way(world: World, case: str) -> ItineraryFacts:
    with world.looking():
        found = queries.itinerary(cases.find(case).id, moment(cast.TODAY))
    assert found is not None
    return found


def test_a_plan_becomes_everybodys_itinerary_and_ties_its_money(world: World) -> None:
    first, second = world.verified(), world.verified(world.choosing(home="35.73", children_with=1))

    asked = accept(world)

    found = way(world, second)
    assert (found.event, found.reaches) == ("PLANNED", "35.73")
    assert found.legs[0].start == "Kupang"
    assert found.legs[0].leaves.endswith(" WITA")
    assert found.legs[-1].comes.endswith(" WIB")
    assert found.departs_on is not None
    assert found.departs_on >= cast.TODAY + timedelta(days=3)
    assert money(world) == (300_000_000 - asked["cost"], asked["cost"])
    with world.looking():
        tickets = queries.tickets([cases.find(each).id for each in (first, second)], moment(cast.TODAY))
    assert {one.event for one in tickets} == {"TIED"}
    assert sum(one.amount for one in tickets) == asked["cost"]
    assert {one.meets[-4:] for one in tickets} == {"WITA"}


def test_a_bought_ticket_keeps_its_proof_and_opens_the_gate(world: World) -> None:
    case = world.verified()
    accept(world)

    world.here("journeys.itinerary.confirm", CASE_WORKER, case=case, proof="KW-77")

    with world.looking():
        (ticket,) = queries.tickets([cases.find(case).id], moment(cast.TODAY))
    assert (ticket.event, ticket.proof) == ("BOUGHT", "KW-77")
    assert way(world, case).event == "TICKETS_CONFIRMED"


@pytest.mark.parametrize("changed", ["choice", "drop", "consents"])
def test_whoever_does_not_travel_frees_the_money_at_once(world: World, changed: str) -> None:
    case = world.verified()
    accept(world)
    world.here("journeys.itinerary.confirm", CASE_WORKER, case=case)

    if changed == "choice":
        world.here("cases.choice.record", CASE_WORKER, case=case, choice="STAY", informed="CONVERSATION")
    elif changed == "drop":
        world.here("journeys.itinerary.drop", CASE_WORKER, case=case)
    else:
        world.here("cases.consents.withdraw", CASE_WORKER, case=case)

    assert way(world, case).event == "DROPPED"
    assert money(world) == (300_000_000, 0)


def test_an_escort_stays_tied_until_nobody_is_left_to_go_along_with(world: World) -> None:
    both = [world.verified(), world.verified()]
    for case in both:
        world.here("cases.wish.record", CASE_WORKER, case=case, escort=True)
    asked = accept(world)
    assert len(asked["escorts"]) == 1
    own = asked["cost"] - money_of_escort(world)

    world.here("journeys.itinerary.drop", CASE_WORKER, case=both[0])
    after_one = money(world)[1]
    world.here("journeys.itinerary.drop", CASE_WORKER, case=both[1])

    assert after_one == asked["cost"] - own // 2
    assert money(world) == (300_000_000, 0)


def money_of_escort(world: World) -> int:
    with world.looking():
        (plan,) = queries.plans(PROGRAMME, moment(cast.TODAY))
    return plan.escorts[0].cost


def test_what_was_paid_already_is_owed_by_the_carrier(world: World) -> None:
    case = world.verified()
    asked = accept(world)
    payment = world.asked_payment(TREASURER, asked["cost"], document=asked["plan"])
    world.here("funds.payment.approve", cast.APPROVER, payment=payment)

    world.here("journeys.itinerary.drop", CASE_WORKER, case=case)
    owed = owing(world)
    world.here("funds.money.refund", TREASURER, source=SOURCE, amount=asked["cost"], document=asked["plan"])

    assert owed == asked["cost"]
    assert owing(world) == 0
    assert money(world) == (300_000_000, 0)


def owing(world: World) -> int:
    with world.looking():
        (plan,) = queries.plans(PROGRAMME, moment(cast.TODAY))
        return ticketing.expected_back(plan, moment(cast.TODAY))


def test_planning_again_leaves_everybody_what_she_was_told(world: World) -> None:
    first = world.verified()
    told = accept(world)
    kept = way(world, first)
    second = world.verified()

    with standing.looking(SYSTEM, day=cast.TODAY):
        problem = gathered(PROGRAMME, as_of=cast.TODAY)
    more = accept(world, seed=4)

    assert problem.budget == 300_000_000 - told["cost"]
    assert [one.case for one in problem.travellers] == [second]
    assert way(world, first) == kept
    assert money(world)[1] == told["cost"] + more["cost"]


def test_a_seat_somebody_holds_is_nobody_elses(world: World) -> None:
    world.verified()
    code = accept(world)["trips"][0]["departures"][0]
    with standing.looking(SYSTEM, day=cast.TODAY):
        (full,) = [
            one.seats for one in network(["53.71", "35.78"], first=cast.TODAY, days=40).departures if one.code == code
        ]
    world.verified()

    with standing.looking(SYSTEM, day=cast.TODAY):
        found = {one.code: one.seats for one in gathered(PROGRAMME, as_of=cast.TODAY).departures}

    assert found[code] == full - 1


def cancelled(world: World, case: str) -> dict[str, Any]:
    leg = way(world, case).legs[0]
    said = {"mode": leg.mode, "start": leg.start, "to": leg.to, "departs": leg.departs.isoformat()}
    return {**said, "leaves": leg.leaves}


def test_a_cancelled_departure_concerns_only_those_who_go_with_it(world: World) -> None:
    early, later = world.verified(), world.verified()
    world.here("cases.wish.record", CASE_WORKER, case=later, not_before="2019-03-20", not_after="2019-04-02")
    accept(world)
    before = way(world, later)
    asked = cancelled(world, early)
    told = way(world, early)

    world.here("journeys.departure.cancel", **asked)
    again = accept(world, seed=4)

    assert [trip["case"] for trip in again["trips"]] == [early]
    assert way(world, later) == before
    found = way(world, early)
    assert (found.legs[0].departs, found.legs[0].leaves) != (told.legs[0].departs, told.legs[0].leaves)
    assert world.refusal("journeys.departure.cancel", **asked).code == "cancelled-already"
    asked["departs"] = "2019-03-01"
    assert world.refusal("journeys.departure.cancel", **asked).code == "departure-has-gone"


def test_whoever_is_on_the_way_stays_on_the_way(world: World) -> None:
    case = world.planned(departs_on=world.today)
    today, next_day = world.today.isoformat(), (world.today + timedelta(days=1)).isoformat()
    leg = {"mode": "BUS", "from": "Kupang", "to": "Surabaya", "departs": today, "arrives": next_day}
    said: dict[str, Any] = {"departs_on": today, "arrives_on": next_day, "reaches": cast.SURABAYA}
    world.here("journeys.itinerary.plan", CASE_WORKER, case=case, legs=[leg], **said)
    world.here("journeys.itinerary.confirm", CASE_WORKER, case=case)
    world.move(case, "DEPARTED")

    world.here("journeys.departure.cancel", mode="BUS", start="Kupang", to="Surabaya", departs=today)

    assert way(world, case).event == "TICKETS_CONFIRMED"
    with world.looking():
        assert NoticeKind.JOURNEY.value in [one.kind for one in contacts.notices(cases.find(case).id)]


def test_a_plan_that_no_longer_fits_is_refused_whole(world: World) -> None:
    stays, goes = world.verified(), world.verified()
    asked = made()
    world.here("cases.choice.record", CASE_WORKER, case=stays, choice="STAY", informed="CONVERSATION")

    no = world.refusal("journeys.plan.accept", **asked)

    assert no.code == "plan-does-not-fit"
    assert stays in no.words.en
    assert money(world) == (300_000_000, 0)
    with world.looking():
        assert queries.itinerary(cases.find(goes).id, moment(cast.TODAY)) is None


def test_a_cheaper_price_than_the_true_one_is_refused(world: World) -> None:
    world.verified()
    asked = made()

    assert world.refusal("journeys.plan.accept", **{**asked, "cost": asked["cost"] - 1}).code == "plan-does-not-fit"


def test_more_than_is_free_is_refused(world: World) -> None:
    world.verified()
    asked = made()
    world.here("funds.money.commit", TREASURER, source=SOURCE, amount=300_000_000 - asked["cost"] + 1)

    assert world.refusal("journeys.plan.accept", **asked).code == "not-enough-money"


def test_only_the_lead_office_accepts_and_only_once(world: World) -> None:
    world.verified()
    asked = made()
    assert world.refusal("journeys.plan.accept", CASE_WORKER, **asked).code == "not-allowed"
    world.here("journeys.plan.accept", HEAD, **asked)
    world.verified()

    assert world.refusal("journeys.plan.accept", HEAD, **made()).code == "plan-number-is-free"


def test_an_act_that_moved_money_is_not_struck(world: World) -> None:
    case = world.verified()
    accept(world)
    act = world.here("journeys.itinerary.drop", CASE_WORKER, case=case)

    with pytest.raises(Refusal) as no:
        world.do("audit.act.strike", act=act.id, reason="keliru")

    assert no.value.code == "act-moved-money"
