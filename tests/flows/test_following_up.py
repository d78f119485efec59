"""Afterwards she is asked how she is: only with her consent, at its time, safety first."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.world import CASE_WORKER, PARTNER_WORKER, PROGRAMME, REGISTRAR, World

from pulang.flows import following_up
from pulang.flows.following_up import Asked
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
RECORD = "journeys.followup.record"
A_MONTH_AGO = date(2019, 2, 3)


@pytest.fixture
def world() -> World:
    return World()


def stayed(world: World, *, agrees: bool = True, on: date = A_MONTH_AGO) -> str:
    number = world.move(world.case(on=date(2018, 12, 1)), "STAYED", on=on)
    if agrees:
        world.here(
            "cases.consent.record",
            CASE_WORKER,
            case=number,
            purpose="CONTACT_AFTERWARDS",
            event="GIVEN",
            text_version="1",
        )
    return number


def asked(world: World, by: str = CASE_WORKER) -> tuple[Asked, ...]:
    with world.looking(by):
        return following_up.asked(PROGRAMME, moment(world.today))[0]


def test_what_she_says_is_kept_and_the_month_is_done(world: World) -> None:
    number = stayed(world)
    world.here(RECORD, CASE_WORKER, case=number, month=1, outcome="REACHED", safety="SAFE", income="NOT_ENOUGH")
    [one] = asked(world)

    assert [due.state.value for due in one.dues] == ["DONE", "LATER", "LATER", "LATER"]
    assert (one.told[0].safety, one.told[0].income, one.told[0].outlook) == ("SAFE", "NOT_ENOUGH", "")
    assert world.refusal(RECORD, CASE_WORKER, case=number, month=1, outcome="NOT_NOW").code == "followed-up-already"


def test_that_nobody_reached_her_is_an_answer_and_may_be_tried_again(world: World) -> None:
    number = stayed(world)
    world.here(RECORD, CASE_WORKER, case=number, month=1, outcome="UNREACHABLE")
    world.here(RECORD, CASE_WORKER, case=number, month=1, outcome="REACHED", safety="NOT_SAID")

    assert [each.outcome for each in asked(world)[0].told] == ["REACHED"]


def test_after_her_aid_the_case_is_followed_up(world: World) -> None:
    world.programme_ready()
    world.rates()
    [number] = world.due(1)
    world.move(number, "AIDED")
    world.here(
        "cases.consent.record", CASE_WORKER, case=number, purpose="CONTACT_AFTERWARDS", event="GIVEN", text_version="1"
    )
    world.today += timedelta(days=31)
    world.here(RECORD, CASE_WORKER, case=number, month=1, outcome="REACHED", safety="SAFE", whereabouts="CAME_BACK")

    assert world.file(number).moves[-1].move == "FOLLOWED_UP"


def test_whoever_did_not_agree_or_took_it_back_is_not_asked(world: World) -> None:
    silent, back = stayed(world, agrees=False), stayed(world)
    world.here("cases.consent.record", CASE_WORKER, case=back, purpose="CONTACT_AFTERWARDS", event="WITHDRAWN")

    for number in (silent, back):
        no = world.refusal(RECORD, CASE_WORKER, case=number, month=1, outcome="REACHED", safety="SAFE")
        assert no.code == "not-to-be-contacted"
    assert asked(world) == ()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"month": 3, "outcome": "UNREACHABLE"}, "follow-up-not-open"),
        ({"month": 1, "outcome": "REACHED"}, "safety-first"),
        ({"month": 1, "outcome": "REACHED", "income": "ENOUGH"}, "safety-first"),
        ({"month": 1, "outcome": "UNREACHABLE", "safety": "SAFE"}, "answers-of-nobody"),
        ({"month": 2, "outcome": "UNREACHABLE"}, "fields"),
    ],
)
def test_what_cannot_be_is_refused_in_words(world: World, said: dict[str, Any], code: str) -> None:
    no = world.refusal(RECORD, CASE_WORKER, case=stayed(world), **said)

    assert no.code == code
    assert asked(world)[0].told == ()


def test_before_she_is_there_nobody_asks(world: World) -> None:
    number = world.case()
    world.here(
        "cases.consent.record", CASE_WORKER, case=number, purpose="CONTACT_AFTERWARDS", event="GIVEN", text_version="1"
    )
    no = world.refusal(RECORD, CASE_WORKER, case=number, month=1, outcome="REACHED", safety="SAFE")

    assert no.code == "nothing-to-follow-up"


def test_small_numbers_are_hidden_and_large_ones_are_not(world: World) -> None:
    numbers = [stayed(world) for _ in range(5)]
    for number in numbers:
        world.here(RECORD, CASE_WORKER, case=number, month=1, outcome="REACHED", safety="SAFE", support="NOBODY")
    few = stayed(world)
    world.here(RECORD, CASE_WORKER, case=few, month=1, outcome="REACHED", safety="NOT_SAFE", support="NOBODY")
    with world.looking(CASE_WORKER):
        month = following_up.learnt(PROGRAMME, moment(world.today))[0]

    assert month.answers["safety"] is None
    assert month.answers["support"] == {"SOMEBODY": 0, "NOBODY": 6, "NOT_SAID": 0}


def test_a_calendar_tells_days_and_numbers_to_the_account_it_belongs_to_and_to_nobody_else(world: World) -> None:
    stayed(world), stayed(world)
    mine, registrar = (following_up.mark_of(who, PROGRAMME) for who in (CASE_WORKER, REGISTRAR))
    world.actor(CASE_WORKER), world.actor(REGISTRAR), world.actor(PARTNER_WORKER)
    partner = following_up.mark_of(PARTNER_WORKER, PROGRAMME)
    watcher = following_up.mark_of("PENGAMAT", PROGRAMME)

    assert following_up.calendar(PROGRAMME, mine, day=world.today)[0] == (world.today, 2)  # type: ignore[index]
    assert following_up.calendar(PROGRAMME, registrar, day=world.today)[0][1] == 2  # type: ignore[index]
    assert following_up.calendar(PROGRAMME, partner, day=world.today) == ()
    assert following_up.calendar(PROGRAMME, watcher, day=world.today) is None
    assert following_up.calendar("LAIN", mine, day=world.today) is None
