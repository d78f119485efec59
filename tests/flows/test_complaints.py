"""Complaints: never to the desk complained about, answered by a clock, looked at twice, nobody in patterns."""

from datetime import date
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.world import (
    COORDINATOR,
    DATA_PROTECTION,
    HEAD,
    MINISTRY,
    MINISTRY_REVIEWER,
    PROGRAMME,
    REGISTRAR,
    STRANGER,
    World,
    noon,
)

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.grievances import queries
from pulang.flows import complaints, standing
from pulang.flows.dumping import dumped
from pulang.flows.perform import perform
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage import context

pytestmark = pytest.mark.django_db
TEXT = "Antrean loket tidak bergerak sejak Senin"


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def filed(world: World, topic: str = "WAITING", **said: Any) -> str:
    return world.complaint(topic=topic, words=TEXT, **said)


def act(world: World, code: str, verb: str, **said: Any) -> None:
    with_ = {"programme": PROGRAMME, "complaint": code, **said}
    perform(
        by=standing.complainer(code), verb=verb, with_=with_, at=noon(world.today), ref=f"{verb}-{code}-{len(said)}"
    )


def sees(world: World, who: str, code: str) -> bool:
    with world.looking(who):
        try:
            return bool(complaints.history(code, PROGRAMME))
        except Refusal:
            return False


ALL = (COORDINATOR, HEAD, DATA_PROTECTION, MINISTRY_REVIEWER, REGISTRAR, STRANGER)


@pytest.mark.parametrize(
    ("topic", "against", "desk"),
    [
        ("WAITING", "NOBODY", {COORDINATOR, HEAD, DATA_PROTECTION, REGISTRAR}),
        ("WAITING", "LEAD_OFFICE", {MINISTRY_REVIEWER}),
        ("VIOLENCE", "ANOTHER", {DATA_PROTECTION}),
        ("WAITING", "MINISTRY", {COORDINATOR, HEAD, DATA_PROTECTION, REGISTRAR}),
        ("COERCION", "MINISTRY", {DATA_PROTECTION}),
        ("MONEY_DEMANDED", "LEAD_OFFICE", {MINISTRY_REVIEWER}),
    ],
)
def test_a_complaint_lies_at_one_desk_and_never_at_the_one_complained_about(
    world: World, topic: str, against: str, desk: set[str]
) -> None:
    code = filed(world, topic, against=against)

    assert {who for who in ALL if sees(world, who, code)} == desk


def test_the_clock_is_shorter_for_what_cannot_wait(world: World) -> None:
    slow, soon = filed(world), filed(world, "COERCION")

    with context.looking(context.SYSTEM_VIEW):
        due = [queries.lines(code)[0].due_on for code in (slow, soon)]

    assert [day and (day - world.today).days for day in due] == [14, 3]


def test_an_answer_is_read_with_code_and_pin_and_looked_at_again_by_somebody_else(world: World) -> None:
    code = filed(world, against="LEAD_OFFICE")
    answer: dict[str, Any] = {"complaint": code, "words": "Loket dibuka kembali Selasa."}
    assert world.refusal("grievances.complaint.answer", COORDINATOR, **answer).code == "unknown-complaint"

    world.here("grievances.complaint.answer", MINISTRY_REVIEWER, **answer)
    assert world.refusal("grievances.complaint.answer", MINISTRY_REVIEWER, **answer).code == "complaint-answered"
    act(world, code, "grievances.complaint.reopen", words="Masih tertutup")

    same = world.refusal("grievances.complaint.answer", MINISTRY_REVIEWER, **answer)
    assert same.code == "complaint-second-look"
    with standing.looking(standing.complainer(code), day=world.today):
        lines = complaints.seen_lines(code)
        texts = [complaints.texts(lines)[line.words] for line in lines]
    assert [(line.event, line.instance, line.desk) for line in lines] == [
        ("FILED", 1, MINISTRY),
        ("ANSWERED", 1, MINISTRY),
        ("REOPENED", 2, MINISTRY),
    ]
    assert texts == [TEXT, "Loket dibuka kembali Selasa.", "Masih tertutup"]
    assert complaints.opened(code, "493 817") is not None
    assert complaints.opened(code, "493818") is None


def test_a_complaint_about_the_ministry_never_comes_to_its_desk_also_when_it_is_opened_again(world: World) -> None:
    code = filed(world, against="MINISTRY")
    world.here("grievances.complaint.answer", COORDINATOR, complaint=code, words="Ya")
    act(world, code, "grievances.complaint.reopen", words="Belum cukup")

    assert not sees(world, MINISTRY_REVIEWER, code)
    assert sees(world, HEAD, code)
    assert world.refusal("grievances.complaint.answer", COORDINATOR, complaint=code, words="Ya").code == (
        "complaint-second-look"
    )
    world.here("grievances.complaint.answer", HEAD, complaint=code, words="Ya")


def test_a_complaint_without_an_answer_is_not_reopened_and_none_a_third_time(world: World) -> None:
    code = filed(world)

    def reopened(turn: int) -> str:
        try:
            said = {"programme": PROGRAMME, "complaint": code, "words": "Lagi"}
            by = standing.complainer(code)
            perform(by=by, verb="grievances.complaint.reopen", with_=said, at=noon(world.today), ref=f"r-{turn}")
        except Refusal as refusal:
            return refusal.code
        return ""

    assert reopened(1) == "complaint-not-answered"
    world.here("grievances.complaint.answer", COORDINATOR, complaint=code, words="Ya")
    assert reopened(2) == ""
    assert sees(world, MINISTRY_REVIEWER, code)
    assert not sees(world, COORDINATOR, code)
    world.here("grievances.complaint.answer", MINISTRY_REVIEWER, complaint=code, words="Ya")
    assert reopened(3) == "complaint-looked-at-twice"


def test_whoever_complains_sees_and_does_nothing_but_that_one_complaint(world: World) -> None:
    number, code, other = world.choosing(), filed(world), filed(world)
    me = standing.complainer(code)

    with standing.looking(me, day=world.today), pytest.raises(Refusal):
        complaints.history(other, PROGRAMME)
    for verb, said in (
        ("grievances.complaint.answer", {"complaint": code}),
        ("grievances.complaint.file", {"complaint": other, "topic": "AID", "stance": "NAMED", "digest": "0" * 64}),
        ("cases.choice.record", {"case": number, "choice": "STAY", "informed": "WRITTEN"}),
    ):
        with pytest.raises(Refusal) as refused:
            perform(by=me, verb=verb, with_={"programme": PROGRAMME, **said}, at=noon(world.today), ref=f"x-{verb}")
        assert refused.value.code in {"not-allowed", "complaint-code"}


def test_what_was_said_stands_in_no_book_and_in_no_act_file(world: World) -> None:
    code = filed(world)

    told = "".join(dumped(programme=PROGRAMME))
    assert code in told
    assert TEXT not in told
    with standing.looking(SYSTEM, day=world.today):
        line = queries.lines(code)[0]
        assert TEXT.encode() not in queries.texts([line.words])[line.words]


def test_the_same_complaint_again_and_again_shows_without_anybody(world: World) -> None:
    for _ in range(3):
        filed(world, "MONEY_DEMANDED", against="LEAD_OFFICE")
    filed(world, "AID")

    with world.looking(COORDINATOR), context.counting():
        found = queries.patterns(PROGRAMME, world.today)

    assert [(one.topic, one.against, one.times) for one in found] == [("MONEY_DEMANDED", "LEAD_OFFICE", 3)]


def test_what_was_due_in_a_period_and_answered_in_time_is_counted_over_all_desks(
    world: World, settings: Settings
) -> None:
    soon, late, restricted = filed(world), filed(world, against="LEAD_OFFICE"), filed(world, "VIOLENCE")
    world.here("grievances.complaint.answer", HEAD, complaint=soon, words="Sudah")
    settings.PULANG_TODAY = "2019-03-20"
    said = {"complaint": late, "words": "Sudah", "programme": PROGRAMME}
    world.do("grievances.complaint.answer", MINISTRY_REVIEWER, on=date(2019, 3, 20), **said)

    def counted(first: date, day: date) -> tuple[int, int]:
        with world.looking(), context.counting():
            return queries.in_time(PROGRAMME, moment(day), first=first)

    assert counted(date(2019, 1, 1), date(2019, 3, 31)) == (3, 1)
    assert counted(date(2019, 3, 7), date(2019, 3, 31)) == (2, 1)
    assert counted(date(2019, 1, 1), date(2019, 3, 16)) == (1, 0)
    assert restricted
