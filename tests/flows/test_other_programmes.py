"""Two other kinds of programme, as offices run them: a one-day service for stranded persons, and migrant workers."""

from datetime import date
from typing import Any

import pytest
from tests import world as cast
from tests.world import CITY, MINISTRY, SURABAYA, TODAY, World

from pulang.areas.accounts.facts import SYSTEM
from pulang.flows import standing
from pulang.flows.status import Status, status
from pulang.flows.why import why

pytestmark = pytest.mark.django_db

STRANDED, MIGRANTS = "OT-2019", "PM-2019"
FULL: dict[str, Any] = {"choice": "RETURN", "informed": "CONVERSATION", "text_version": "2019-1", "language": "id"}


@pytest.fixture
def world() -> World:
    world = World()
    for code, procedure in ((STRANDED, "stranded-person"), (MIGRANTS, "returning-migrants")):
        said: dict[str, Any] = {
            "lead": CITY,
            "ministry": MINISTRY,
            "place": "53.71",
            "opened_on": "2019-02-01",
        }
        world.do(
            "programmes.programme.open",
            code=code,
            name=f"Program {code}",
            procedure=procedure,
            fiscal_year=2019,
            **said,
        )
    return world


def case(world: World, programme: str, *consents: str, on: date = TODAY, **said: Any) -> str:
    number, asked = world.number(), {**FULL, "consents": list(consents), **said}
    return world.do(
        "cases.case.register", cast.REGISTRAR, on=on, programme=programme, case=number, home=SURABAYA, **asked
    ).subject


def told(programme: str, *, on: date = TODAY) -> Status:
    with standing.looking(SYSTEM, day=TODAY):
        return status(programme, as_of=on)


def test_a_stranded_person_waits_for_no_decree_no_meeting_and_no_partner(world: World) -> None:
    case(world, STRANDED, "RETURN", "RECEIVING_OFFICE")

    found = told(STRANDED)

    assert [one.gate for one in found.blockers] == [
        "travel-funds-released", "identity-verified", "screening-done", "itinerary-ready", "receiver-acknowledged",
    ]  # fmt: skip
    assert found.headline.id == "Pemulangan 1 orang menunggu perkiraan harga tiket."
    assert found.headline.en == "The return of 1 person waits for an estimate of the fare."


def test_a_wait_of_today_and_of_one_day_reads_as_people_say_it(world: World) -> None:
    case(world, STRANDED, "RETURN", on=date(2019, 3, 2))

    today, yesterday = (
        next(one for one in told(STRANDED, on=day).blockers if one.gate == "consent-current")
        for day in (date(2019, 3, 2), TODAY)
    )

    assert today.sentence.id.endswith("sejak 2 Maret 2019 (hari ini).")
    assert yesterday.sentence.en.endswith("since 2 March 2019 (1 day).")


def test_a_condition_of_the_decision_is_held_by_whoever_has_to_meet_it(world: World) -> None:
    case(world, MIGRANTS, "RETURN", "RECEIVING_OFFICE", "PAYMENT")
    here: dict[str, Any] = {"programme": MIGRANTS}
    world.do("programmes.decree.issue", cast.HEAD, **here, number="SK", title="Tim penerimaan")
    world.do("coordination.meeting.plan", **here, code="R", title="Rakor", planned_for=TODAY.isoformat())
    world.do("coordination.meeting.hold", **here, code="R", agencies=[CITY, MINISTRY])
    conditions = [{"code": "m", "text": "Manifes lengkap", "holder": CITY}]
    made: dict[str, Any] = {"code": "K", "meeting": "R", "outcome": "MAY_PROCEED_IF", "conditions": conditions}
    world.do("coordination.decision.make", **here, **made)

    first = told(MIGRANTS).blockers[0]

    assert (first.gate, first.holder.id) == ("rakor-decided", "Dinas Sosial Kota Kupang")


def test_a_return_never_waits_for_aid_and_aid_is_named_when_nothing_else_is_left(world: World) -> None:
    number = case(world, MIGRANTS, "RETURN", "RECEIVING_OFFICE", "PAYMENT")
    case(world, MIGRANTS, "PAYMENT", choice="ALONE")
    here: dict[str, Any] = {"programme": MIGRANTS}
    world.do("programmes.decree.issue", cast.HEAD, **here, number="SK", title="Tim penerimaan")
    world.do("coordination.meeting.plan", **here, code="R", title="Rakor", planned_for=TODAY.isoformat())
    world.do("coordination.meeting.hold", **here, code="R", agencies=[CITY, MINISTRY])
    world.do("coordination.decision.make", **here, code="K", meeting="R", outcome="MAY_PROCEED")

    before = told(MIGRANTS)
    world.actor(cast.TREASURER)
    source: dict[str, Any] = {"code": "s", "name": "APBD", "payer": cast.FINANCE, "level": "APBD_CITY", "use": "TRAVEL"}
    world.do("funds.source.open", **here, **source, fiscal_year=2019)
    world.do("funds.fare.estimate", **here, amount=1_000_000)
    for verb in ("allocate", "release"):
        world.do(f"funds.money.{verb}", cast.TREASURER, **here, source="s", amount=1_000_000)

    assert {one.gate: one.cases for one in before.blockers if one.of_programme} == {
        "travel-funds-released": 1, "aid-funds-confirmed": 2,
    }  # fmt: skip
    assert before.headline.en == "The return of 1 person waits for an estimate of the fare."
    assert (
        told(MIGRANTS).headline.id == "Bantuan untuk 2 orang menunggu kepastian dana bantuan dari Kementerian Sosial."
    )
    with standing.looking(SYSTEM, day=TODAY):
        assert why(number, as_of=TODAY).number == number


def test_a_gate_of_several_steps_is_told_where_the_first_of_them_asks_for_it(world: World) -> None:
    number = case(world, MIGRANTS)

    with standing.looking(SYSTEM, day=TODAY):
        gates = [one.gate for one in why(number, as_of=TODAY).blockers]

    assert gates.index("screening-done") < gates.index("consent-current") < gates.index("itinerary-ready")


def test_a_ticket_that_is_paid_is_needed_no_second_time_and_the_rest_is_held_by_whose_money_is_not_here(
    world: World,
) -> None:
    booked, _ = (case(world, STRANDED, "RETURN", "RECEIVING_OFFICE") for _ in range(2))
    here: dict[str, Any] = {"programme": STRANDED}
    for actor in (cast.TREASURER, cast.APPROVER, cast.CASE_WORKER):
        world.actor(actor)
    for code, payer, level in (("kota", cast.FINANCE, "APBD_CITY"), ("pusat", MINISTRY, "APBN")):
        said: dict[str, Any] = {"payer": payer, "level": level, "use": "TRAVEL", "fiscal_year": 2019}
        world.do("funds.source.open", **here, code=code, name=code, **said)
        world.do("funds.money.allocate", cast.TREASURER, **here, source=code, amount=1_000_000)
    world.do("funds.fare.estimate", **here, amount=1_000_000)
    both = told(STRANDED).blockers[0]
    for verb in ("release", "commit"):
        world.do(f"funds.money.{verb}", cast.TREASURER, **here, source="kota", amount=1_000_000)
    days: dict[str, Any] = {"departs_on": "2019-03-10", "arrives_on": "2019-03-12"}
    world.do("journeys.itinerary.plan", cast.CASE_WORKER, **here, case=booked, reaches=SURABAYA, **days)
    world.do("journeys.itinerary.confirm", cast.CASE_WORKER, **here, case=booked)

    number = world.drawn([booked])[0]
    world.do("funds.payment.ask", cast.TREASURER, **here, payment=number, source="kota", amount=1_000_000)
    world.do("funds.payment.approve", cast.APPROVER, **here, payment=number)
    found = told(STRANDED)
    one = found.blockers[0]

    waived: dict[str, Any] = {"gate": "itinerary-ready", "reason": "Dijemput", "until": "2019-04-01"}
    world.do("readiness.gate.waive", cast.HEAD, **here, case=booked, **waived)
    without = told(STRANDED).blockers[0]

    assert "paid for their tickets" not in without.says.en, "whoever goes without a ticket of ours was paid none"
    assert both.holder.en == "Badan Keuangan Kota Kupang and Kementerian Sosial"
    assert (one.gate, one.holder.id) == ("travel-funds-released", "Kementerian Sosial")
    assert one.says.en == (
        "Rp2,000,000 is needed for 2 people; "
        "Rp1,000,000 is released, of which Rp1,000,000 is already paid for their tickets."
    )
    assert one.remedy.en == "Request the release (SPP/SPM)."
    assert [line.shortfall for line in found.funds] == [0, 0]
