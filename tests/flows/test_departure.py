"""The way home: to her own district, on her days, and told to nobody she does not want told."""

from typing import Any

import pytest
from tests.flows.offices import DAY, PROGRAMME, do, lines_about, offices, refused
from tests.flows.residents import COORDINATOR, case_id, resident, unmet

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.journeys import queries
from pulang.flows import standing
from pulang.kernel.moments import moment

LEGS: list[dict[str, Any]] = [
    {"mode": "FERRY", "from": "Pelabuhan Tenau", "to": "Pelabuhan Tanjung Perak", "departs": "2019-04-01",
     "arrives": "2019-04-03", "fare": 400_000},
    {"mode": "BUS", "from": "pelabuhan tanjung perak", "to": "35.78", "departs": "2019-04-03", "arrives": "2019-04-03"},
]  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kupang(db: None) -> None:
    offices("pemantau", "petugas-penerima", "petugas-mitra")


def plan(case: str, by: str = COORDINATOR, **changes: Any) -> None:
    asked = {"reaches": "3578", "departs_on": "2019-04-01", "arrives_on": "2019-04-03", "legs": LEGS}
    do("journeys.itinerary.plan", by, **{"programme": PROGRAMME, "case": case, **asked, **changes})


def then(verb: str, case: str, by: str = COORDINATOR, **more: Any) -> None:
    do(f"journeys.{verb}", by, programme=PROGRAMME, case=case, **more)


def test_a_planned_and_ticketed_way_home_opens_the_gate() -> None:
    case = resident()
    plan(case)
    planned = unmet(case)
    then("itinerary.confirm", case)

    with standing.looking(SYSTEM, day=DAY):
        found = queries.itinerary(case_id(case), moment(DAY))

    assert "itinerary-ready" in planned
    assert "itinerary-ready" not in unmet(case)
    assert found is not None
    assert (found.event, found.reaches, len(found.legs)) == ("TICKETS_CONFIRMED", "35.78", 2)
    assert lines_about(case)[1].payload["legs"][0]["from"] == "Pelabuhan Tenau"


def test_a_dropped_way_closes_the_gate() -> None:
    case = resident()
    plan(case)
    then("itinerary.confirm", case)
    then("itinerary.drop", case)

    assert "itinerary-ready" in unmet(case)
    with refused("no-itinerary"):
        then("itinerary.drop", case)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reaches": "35.73"}, "not-home"),
        ({"reaches": "35"}, "not-home"),
        ({"reaches": "99.99"}, "place-unknown"),
        ({"arrives_on": "2019-03-31"}, "arrives-before-departing"),
        ({"departs_on": "2019-03-01"}, "departure-has-passed"),
        ({"departs_on": "2019-03-31"}, "legs-do-not-fit"),
        ({"legs": [{**LEGS[0], "to": "35.73"}]}, "legs-do-not-fit"),
        ({"legs": [LEGS[1], LEGS[0]]}, "legs-do-not-fit"),
        ({"legs": [{**LEGS[0], "to": "35.99"}, LEGS[1]]}, "place-unknown"),
        ({"legs": [{**LEGS[0], "mode": "ROCKET"}]}, "fields"),
    ],
)
def test_a_way_that_is_none_is_refused(changes: dict[str, Any], code: str) -> None:
    case = resident()

    with refused(code):
        plan(case, **changes)


def test_the_way_follows_her_choice_and_her_days() -> None:
    staying = resident(choice="STAY")
    case = resident()
    do(
        "cases.wish.record",
        COORDINATOR,
        programme=PROGRAMME,
        case=case,
        not_before="2019-04-02",
        not_after="2019-04-20",
    )

    with refused("return-not-chosen"):
        plan(staying)
    with refused("before-her-days", field="departs_on"):
        plan(case)
    with refused("after-her-days", field="departs_on"):
        plan(case, departs_on="2019-04-21", arrives_on="2019-04-22", legs=[])


def test_nobody_plans_to_a_home_that_is_not_recorded() -> None:
    with refused("home-unknown"):
        plan(resident(home="", origin="35"))


def test_tickets_are_confirmed_once_and_only_for_a_plan() -> None:
    case = resident()
    with refused("no-itinerary"):
        then("itinerary.confirm", case)
    plan(case)
    then("itinerary.confirm", case)

    with refused("tickets-already-confirmed"):
        then("itinerary.confirm", case)
    with refused("not-allowed"):
        then("itinerary.drop", case, "pemantau")


@pytest.fixture
def surabaya() -> str:
    return "DINSOS-SBY"


def test_the_receiving_office_says_that_it_expects_her(surabaya: str) -> None:
    case = resident()
    then("receiver.acknowledge", case, agency=surabaya)
    told = unmet(case)
    then("receiver.withdraw", case, agency=surabaya)

    assert "receiver-acknowledged" not in told
    assert "receiver-acknowledged" in unmet(case)
    with refused("not-acknowledged"):
        then("receiver.withdraw", case, agency=surabaya)


def test_no_office_is_told_of_somebody_who_returns_discreetly(surabaya: str) -> None:
    case = resident()
    do("cases.wish.record", COORDINATOR, programme=PROGRAMME, case=case, discreet=True)

    with refused("discreet-mode"):
        then("receiver.acknowledge", case, agency=surabaya)
    assert "receiver-acknowledged" not in unmet(case)


def test_only_an_office_that_receives_people_can_expect_her(surabaya: str) -> None:
    case = resident()

    with refused("not-a-receiving-office", field="agency"):
        then("receiver.acknowledge", case, agency="LKS-SATU")
    with refused("unknown-agency"):
        then("receiver.acknowledge", case, agency="dinsos-mars")
    with refused("not-allowed"):
        then("receiver.acknowledge", case, "pemantau")
