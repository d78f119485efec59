"""What one case waits for: its programme's gates and its own, in order, saying nothing about who she is."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django.plugin import DjangoDbBlocker
from tests import world as cast
from tests.flows import demo
from tests.rules.gates import assert_sentence
from tests.world import PROGRAMME, TODAY, World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.readiness.rules import Stage
from pulang.flows import standing
from pulang.flows.status_json import reasons
from pulang.flows.why import Why, why
from pulang.kernel.findings import Answer
from pulang.kernel.refusals import Refusal


@pytest.fixture
def world(db: None) -> World:
    return World()


def ask(number: str, *, on: date = TODAY, known_on: date | None = None) -> Why:
    with standing.looking(SYSTEM, day=TODAY):
        return why(number, as_of=on, known_on=known_on)


def gates(found: Why) -> list[str]:
    return [blocker.gate for blocker in found.blockers]


def test_a_new_case_waits_for_its_programme_and_then_for_itself(world: World) -> None:
    world.travel_money()
    number = world.choosing()

    found = ask(number)

    assert gates(found) == [
        "legal-basis", "rakor-decided", "partner-ready", "aid-funds-confirmed",
        "identity-verified", "screening-done", "itinerary-ready", "receiver-acknowledged", "beneficiary-decreed",
        "account-ready",
    ]  # fmt: skip
    assert (found.stage, found.choice, found.programme) == (Stage.VERIFIED, "RETURN", PROGRAMME)
    assert found.primary == found.blockers[0]
    for blocker in found.blockers:
        assert blocker.cases == 1
        assert_sentence(blocker.sentence)
        assert_sentence(blocker.remedy)
        assert_sentence(blocker.holder)


def test_a_case_whose_gates_are_all_open_may_leave_and_waits_only_for_aid(world: World) -> None:
    world.programme_ready()
    number = world.planned()

    found = ask(number)

    assert (found.stage, gates(found)) == (Stage.PLANNED, ["beneficiary-decreed", "account-ready"])
    assert ask(world.move(number, "DEPARTED")).stage is Stage.DEPARTED


def test_who_stays_waits_for_nothing(world: World) -> None:
    found = ask(world.choosing("STAY"))

    assert (found.stage, found.blockers, found.primary) == (Stage.VERIFIED, (), None)


def test_a_gate_that_two_steps_ask_for_is_told_once(world: World) -> None:
    world.programme_ready()

    found = ask(world.choosing(consents=[]))

    assert gates(found).count("consent-current") == 1
    assert len([1 for _, finding in found.findings if finding.gate == "consent-current"]) == 3


def test_a_waived_gate_is_shown_as_waived_and_not_waited_for(world: World) -> None:
    number = world.choosing()
    world.here("readiness.gate.waive", cast.HEAD, gate="screening-done", case=number, reason="Uji", until="2019-04-01")
    world.here("readiness.gate.waive", cast.HEAD, gate="rakor-decided", reason="Uji", until="2019-04-01")

    found = ask(number)

    waived = {finding.gate for _, finding in found.findings if finding.waived}
    assert waived == {"screening-done", "rakor-decided"}
    assert not waived & set(gates(found))
    assert waived <= set(gates(ask(number, on=date(2019, 4, 1))))


def test_an_expired_consent_is_waited_for_from_its_day(world: World) -> None:
    world.programme_ready()
    number = world.verified(world.choosing(until="2019-03-10"))

    assert "consent-current" not in gates(ask(number, on=date(2019, 3, 9)))
    lapsed = next(
        blocker for blocker in ask(number, on=date(2019, 3, 12)).blockers if blocker.gate == "consent-current"
    )
    assert (lapsed.since, lapsed.days) == (date(2019, 3, 10), 2)
    assert lapsed.holder.en == "the person herself"


def test_the_answer_is_of_its_day_and_of_what_was_known(world: World) -> None:
    number = world.choosing()
    world.here("cases.attempt.record", cast.CASE_WORKER, on=date(2019, 3, 8), case=number, kind="IN_PERSON",
               outcome="ACCEPTED", happened_on="2019-03-05")  # fmt: skip

    asked = {
        (on, known): "identity-verified" in gates(ask(number, on=on, known_on=known))
        for on in (date(2019, 3, 4), date(2019, 3, 5))
        for known in (date(2019, 3, 7), date(2019, 3, 8), None)
    }
    assert [day for day, waits in asked.items() if not waits] == [
        (date(2019, 3, 5), date(2019, 3, 8)),
        (date(2019, 3, 5), None),
    ]


def test_a_case_that_was_not_there_yet_or_never_is_refused(world: World) -> None:
    number = world.choosing()

    for asked, day, code in (
        (number, date(2019, 3, 2), "case-not-there-yet"),
        (world.number(), TODAY, "unknown-case"),
        ("K-0000-0001", TODAY, "number-mistyped"),
    ):
        with pytest.raises(Refusal) as caught:
            ask(asked, on=day)
        assert_sentence(caught.value.words)
        assert caught.value.code == code, caught.value.code


def test_what_her_screening_found_is_no_word_to_a_receiving_office_or_a_head(world: World) -> None:
    def told(by: str, number: str) -> list[str]:
        with standing.looking(world.actor(by), day=TODAY):
            found = why(number, as_of=TODAY)
        (finding,) = (one for _, one in found.findings if one.gate == "screening-done")
        return [finding.says.id, finding.remedy.id]

    found = {}
    for outcome in ("CHILD", "REFER_WITH_CONSENT"):
        number = world.given(world.choosing(consents=["RETURN", "RECEIVING_OFFICE"]))
        world.here("cases.screening.record", cast.CASE_WORKER, case=number, outcome=outcome, trained=True)
        found[outcome] = {by: told(by, number) for by in (cast.CASE_WORKER, cast.RECEIVING_OFFICER, cast.HEAD)}

    assert found["CHILD"][cast.CASE_WORKER] != found["REFER_WITH_CONSENT"][cast.CASE_WORKER]
    for by in (cast.RECEIVING_OFFICER, cast.HEAD):
        assert found["CHILD"][by] == found["REFER_WITH_CONSENT"][by]
        assert "belum selesai" in found["CHILD"][by][0]


def test_reasons_hold_no_identity(world: World) -> None:
    number = world.choosing(name="Kenari Uji Rahasia", nik="5371016311770009", alias="Burung Biru")

    told = json.dumps(reasons(ask(number)))

    assert number in told
    assert not [canary for canary in ("Kenari", "5371016311770009", "Burung") if canary in told]


# --- every case of the demo


@pytest.fixture(scope="module")
def story(django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with demo.told(database_template, django_db_blocker) as name:
        yield name


@pytest.mark.slow
def test_the_programmes_counts_are_the_sum_of_its_cases(story: str, django_db_blocker: DjangoDbBlocker) -> None:
    with demo.copied(story, django_db_blocker), standing.looking(SYSTEM, day=TODAY):
        each = [why(number, as_of=TODAY) for number in demo.numbers()]
        whole = {blocker.gate: blocker.cases for blocker in demo.on("2019-03-03").blockers}
        stages = dict(demo.on("2019-03-03").counts.by_stage)

    summed: dict[str, int] = {}
    for found in each:
        for gate in gates(found):
            summed[gate] = summed.get(gate, 0) + 1
        for _, finding in found.findings:
            assert_sentence(finding.says)
            assert finding.answer is not Answer.NOT_MET or finding.remedy.id
    assert summed == whole
    assert {stage: sum(found.stage.value == stage for found in each) for stage in stages} == stages
