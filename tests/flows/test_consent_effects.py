"""Taking a consent back ends, within the act, all that rests on it; a consent that ran out ends the same by itself."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world as cast
from tests.asvs import asvs
from tests.world import World

from pulang.areas.aid import queries as aid
from pulang.areas.cases import queries as cases
from pulang.areas.cases.rules import Purpose
from pulang.areas.journeys import queries as journeys
from pulang.areas.privacy import queries as privacy
from pulang.areas.privacy.facts import DeletionFacts
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db

PROCEDURES = Path(__file__).resolve().parents[2] / "src/pulang/areas/readiness/procedures"


@pytest.fixture
def world() -> World:
    return World()


def asked(world: World, by: str = cast.COORDINATOR, *, on: date | None = None) -> tuple[DeletionFacts, ...]:
    with world.looking(by):
        return privacy.deletions(moment(on or world.today))


def sees(world: World, by: str, number: str) -> bool:
    with world.looking(by):
        try:
            cases.find(number)
        except Refusal:
            return False
        return True


def handed_over(world: World, **said: Any) -> str:
    """A case with every consent, with the partner and with the receiving office, which expects her, and an account."""
    number = world.planned(world.verified(world.choosing(**said)))
    world.given(number, cast.PARTNER, "PARTNER")
    world.here("aid.channel.record", case=number, kind="BANK_ACCOUNT", own_name=True)
    world.actor(cast.PARTNER_WORKER)
    return number


def states(world: World, number: str, on: date | None = None) -> tuple[Any, ...]:
    """What rests on her consents: the receiving office's word, the account, the plan, the offices that see her."""
    with world.looking():
        at = moment(on or world.today)
        case = cases.find(number)
        word, channel, plan = journeys.receiver(case.id, at), aid.channel(case.id, at), journeys.itinerary(case.id, at)
        assert word is not None
        assert channel is not None
        assert plan is not None
        offices = tuple(sorted(line.agency for line in cases.assigned(case.id, at)))
        return word.event, channel.event, plan.event, offices


@asvs("V8.3.2")
def test_withdrawing_everything_ends_in_one_act_all_that_rests_on_it(world: World) -> None:
    number = handed_over(world)
    assert sees(world, cast.PARTNER_WORKER, number)

    world.here("cases.consents.withdraw", cast.CASE_WORKER, case=number)

    assert states(world, number) == ("WITHDRAWN", "ENDED", "DROPPED", ())
    assert not sees(world, cast.PARTNER_WORKER, number)
    assert not sees(world, cast.RECEIVING_OFFICER, number)
    assert world.file(number).consents == ()
    assert {(one.agency, one.purpose) for one in asked(world)} == {
        (cast.PARTNER, "PARTNER"),
        (cast.RECEIVER, "RECEIVING_OFFICE"),
    }


def test_withdrawing_everything_leaves_her_case_her_choice_and_asks_for_no_reason(world: World) -> None:
    number = handed_over(world)

    world.here("cases.consents.withdraw", case=number)

    file = world.file(number)
    assert file.choice is not None
    assert file.choice.choice == "RETURN"
    assert file.move is None
    assert world.refusal("cases.consents.withdraw", case=number).code == "nothing-to-withdraw"
    assert world.refusal("cases.consents.withdraw", case=number, reason="x").code == "fields"


def test_an_office_may_record_the_withdrawal_by_which_it_loses_the_case(world: World) -> None:
    number = handed_over(world)

    world.here("cases.consents.withdraw", cast.PARTNER_WORKER, case=number)

    assert not sees(world, cast.PARTNER_WORKER, number)
    assert len(asked(world)) == 2


EFFECTS = [
    ("RECEIVING_OFFICE", ("WITHDRAWN", "READY", "TICKETS_CONFIRMED", (cast.PARTNER,))),
    ("PARTNER", ("ACKNOWLEDGED", "READY", "TICKETS_CONFIRMED", (cast.RECEIVER,))),
    ("PAYMENT", ("ACKNOWLEDGED", "ENDED", "TICKETS_CONFIRMED", (cast.RECEIVER, cast.PARTNER))),
    ("RETURN", ("ACKNOWLEDGED", "READY", "DROPPED", (cast.RECEIVER, cast.PARTNER))),
]


@pytest.mark.parametrize(("purpose", "left"), EFFECTS)
def test_withdrawing_one_purpose_ends_that_and_nothing_else(world: World, purpose: str, left: tuple[Any, ...]) -> None:
    number = handed_over(world)

    world.here("cases.consent.record", case=number, purpose=purpose, event="WITHDRAWN")

    assert states(world, number) == left


def test_what_had_ended_on_a_day_still_stood_the_day_before(world: World) -> None:
    number = handed_over(world, on=date(2019, 2, 1))

    world.here("cases.consents.withdraw", case=number, on=world.today + timedelta(days=1))

    assert states(world, number)[0] == "ACKNOWLEDGED"
    assert states(world, number, world.today + timedelta(days=1))[0] == "WITHDRAWN"


def test_an_office_confirms_in_one_act_that_it_has_deleted(world: World) -> None:
    number = handed_over(world)
    world.here("cases.consents.withdraw", case=number)

    world.here("privacy.deletion.confirm", cast.PARTNER_WORKER, case=number, purpose="PARTNER")

    assert [one.agency for one in asked(world)] == [cast.RECEIVER]
    assert asked(world, cast.PARTNER_WORKER) == ()
    again = world.refusal("privacy.deletion.confirm", cast.PARTNER_WORKER, case=number, purpose="PARTNER")
    assert again.code == "deletion-not-asked"


@asvs("V8.2.2")
def test_an_office_sees_only_what_it_is_asked_itself(world: World) -> None:
    number = handed_over(world)
    world.here("cases.consents.withdraw", case=number)
    world.open_programme(cast.ELSEWHERE, cast.OTHER_CITY)

    assert [one.agency for one in asked(world, cast.PARTNER_WORKER)] == [cast.PARTNER]
    assert [one.agency for one in asked(world, cast.RECEIVING_OFFICER)] == [cast.RECEIVER]
    assert asked(world, cast.STRANGER) == ()
    assert asked(world, cast.TREASURER) == ()
    assert len(asked(world, cast.DATA_PROTECTION)) == 2
    other = world.refusal("privacy.deletion.confirm", cast.RECEIVING_OFFICER, case=number, purpose="PARTNER")
    assert other.code == "deletion-not-asked"


def test_a_deletion_is_due_after_three_times_24_hours(world: World) -> None:
    number = handed_over(world)
    world.here("cases.consents.withdraw", case=number)
    one = asked(world)[0]

    assert one.due_at == cast.noon(world.today) + timedelta(hours=72)
    assert not one.overdue(one.due_at - timedelta(seconds=1))
    assert one.overdue(one.due_at)


def test_a_deletion_is_not_asked_twice_while_it_is_open(world: World) -> None:
    number = handed_over(world)
    world.here("cases.consent.record", case=number, purpose="PARTNER", event="WITHDRAWN")
    world.here("cases.consent.record", case=number, purpose="PARTNER", event="REFUSED")

    assert len(asked(world)) == 1


# --- a consent that ran out


def test_a_consent_that_ran_out_ends_the_office_s_sight_on_its_day_without_anybody(world: World) -> None:
    number = handed_over(world)
    end = world.file(number).assigned[0].until
    assert end is not None
    world.today = end - timedelta(days=1)
    assert sees(world, cast.PARTNER_WORKER, number)

    world.today = end

    assert not sees(world, cast.PARTNER_WORKER, number)


def test_the_hour_after_a_consent_ran_out_offices_are_asked_to_delete(world: World) -> None:
    number = handed_over(world)
    end = world.file(number).consents[0].until
    assert end is not None
    with world.looking(cast.DATA_PROTECTION):
        assert privacy.lapsed(moment(end - timedelta(days=1))) == ()
        found = privacy.lapsed(moment(end))

    for one in found:
        world.here("privacy.consent.lapse", "pulang", on=end, case=one.number, purpose=one.purpose)

    assert states(world, number, end) == ("WITHDRAWN", "ENDED", "TICKETS_CONFIRMED", ())
    assert {one.agency for one in asked(world, on=end)} == {cast.PARTNER, cast.RECEIVER}
    with world.looking(cast.DATA_PROTECTION):
        assert privacy.lapsed(moment(end)) == ()


def test_a_consent_that_stands_does_not_lapse(world: World) -> None:
    number = handed_over(world)

    refusal = world.refusal("privacy.consent.lapse", cast.DATA_PROTECTION, case=number, purpose="PARTNER")

    assert refusal.code == "consent-still-stands"


def test_a_consent_given_again_for_a_shorter_time_shortens_the_care_that_rests_on_it(world: World) -> None:
    number = world.given(world.choosing(), cast.PARTNER, "PARTNER")
    soon = world.today + timedelta(days=10)

    world.here(
        "cases.consent.record", case=number, purpose="PARTNER", event="GIVEN", text_version="2", until=soon.isoformat()
    )

    (line,) = world.file(number).assigned
    assert line.until == soon


def test_a_consent_that_was_a_mistake_takes_the_care_with_it(world: World) -> None:
    number = world.choosing(consents=["RETURN"])
    world.here("cases.consent.record", case=number, purpose="PARTNER", event="GIVEN", text_version="2", ref="mistaken")
    world.given(number, cast.PARTNER, "PARTNER")
    world.actor(cast.PARTNER_WORKER)

    world.do("audit.act.strike", act="mistaken", reason="salah berkas")

    assert not sees(world, cast.PARTNER_WORKER, number)
    assert [one.agency for one in asked(world)] == [cast.PARTNER]


# --- whatever happens, in whatever order

CARED = {"PARTNER": (cast.PARTNER, cast.PARTNER_WORKER), "RECEIVING_OFFICE": (cast.RECEIVER, cast.RECEIVING_OFFICER)}
OPS = st.tuples(
    st.sampled_from(["give", "give-short", "withdraw", "refuse", "all", "assign", "end", "strike", "lapse", "days"]),
    st.sampled_from(sorted(CARED)),
    st.integers(1, 40),
)


def attempt(world: World, number: str, op: tuple[str, str, int], done: list[str]) -> None:
    """Tries one thing; what is refused changes nothing."""
    name, purpose, days = op
    about: dict[str, Any] = {"case": number, "purpose": purpose}
    until = (world.today + timedelta(days=days)).isoformat()
    given: dict[str, Any] = {**about, "event": "GIVEN", "text_version": "1"}
    ref = f"op-{number}-{len(done)}"
    verbs: dict[str, tuple[str, str, dict[str, Any]]] = {
        "give": ("cases.consent.record", cast.CASE_WORKER, given),
        "give-short": ("cases.consent.record", cast.CASE_WORKER, {**given, "until": until}),
        "withdraw": ("cases.consent.record", cast.CASE_WORKER, {**about, "event": "WITHDRAWN"}),
        "refuse": ("cases.consent.record", cast.CASE_WORKER, {**about, "event": "REFUSED"}),
        "all": ("cases.consents.withdraw", cast.CASE_WORKER, {"case": number}),
        "assign": ("cases.assignment.give", cast.COORDINATOR, {**about, "agency": CARED[purpose][0]}),
        "end": ("cases.assignment.end", cast.COORDINATOR, {**about, "agency": CARED[purpose][0]}),
        "lapse": ("privacy.consent.lapse", "pulang", about),
    }
    if name == "days":
        world.today += timedelta(days=days)
        return
    try:
        if name == "strike":
            world.do("audit.act.strike", act=done[days % len(done)], reason="keliru")
        else:
            verb, by, said = verbs[name]
            world.here(verb, by, ref=ref, **said)
            done.append(ref)
    except (Refusal, ZeroDivisionError):
        return


@asvs("V8.3.2")
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ops=st.lists(OPS, min_size=4, max_size=14))
def test_nobody_ever_sees_a_case_for_a_purpose_without_a_consent_behind_it(
    world: World, ops: list[tuple[str, str, int]]
) -> None:
    for agency, worker in CARED.values():
        world.actor(worker)
        assert agency
    number, done = world.choosing(consents=["RETURN", "PARTNER"]), list[str]()

    for op in ops:
        attempt(world, number, op, done)

        agreed = {line.purpose for line in world.file(number).consents}
        standing = {line.purpose for line in world.file(number).assigned}
        assert standing <= agreed, op
        for purpose, (_, worker) in CARED.items():
            assert not sees(world, worker, number) or purpose in agreed, op


# --- consents condition no aid

ASKED_FOR_ITS_OWN_SAKE = {Purpose.PARTNER, Purpose.RESEARCH, Purpose.CONTACT_AFTERWARDS, Purpose.CONTINUITY_OF_CARE}


def test_no_step_towards_aid_asks_for_a_consent_that_aid_does_not_need() -> None:
    """Aid may need the consent to be paid, and nothing else (design.md, rules 1 and 3)."""
    for file in PROCEDURES.glob("*.toml"):
        for step in tomllib.loads(file.read_text(encoding="utf-8"))["step"]:
            asked_for = {Purpose(name) for name in step.get("consents", ())}

            assert not asked_for & ASKED_FOR_ITS_OWN_SAKE, (file.name, step["stage"])
            if step["stage"] == "AIDED":
                assert asked_for <= {Purpose.PAYMENT}, file.name


def test_whoever_refuses_every_other_purpose_may_be_aided_all_the_same(world: World) -> None:
    world.programme_ready()
    number = world.verified(world.choosing(choice="STAY", consents=["PAYMENT"]))
    for purpose in ASKED_FOR_ITS_OWN_SAKE:
        world.here("cases.consent.record", case=number, purpose=purpose.value, event="REFUSED")
    world.here("aid.channel.record", case=number, kind="CASH_BY_APPOINTMENT", own_name=True)
    world.here("aid.decree.issue", number="SK-2", issuer="Dinas")
    world.here("aid.beneficiary.list", decree="SK-2", cases=[number])
    world.move(number, "STAYED")

    world.move(number, "AIDED")

    move = world.file(number).move
    assert move is not None
    assert move.move == "AIDED"
