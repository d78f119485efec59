"""What a person asks about her own data: the law's clock, two people for erasure, and a limit that counts at once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests import world as cast
from tests.asvs import asvs
from tests.world import World

from pulang.areas.cases import queries as cases
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field
from pulang.areas.privacy import queries as privacy
from pulang.areas.privacy.facts import RequestFacts
from pulang.areas.privacy.rules import due_at
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def request(world: World, number: str, ref: str = "P-1", *, on: date | None = None) -> RequestFacts:
    with world.looking(cast.DATA_PROTECTION):
        return privacy.request(cases.find(number).id, ref, moment(on or world.today))


def received(world: World, kind: str, number: str = "", **said: Any) -> str:
    number = number or world.choosing()
    world.here("privacy.request.receive", cast.CASE_WORKER, case=number, request="P-1", kind=kind, **said)
    return number


def checked(world: World, kind: str, number: str = "") -> str:
    number = received(world, kind, number)
    world.here("privacy.request.check", cast.CASE_WORKER, case=number, request="P-1", known="IN_PERSON")
    return number


# --- the clock


def test_the_clock_runs_three_times_24_hours_from_the_moment_it_came() -> None:
    at = cast.noon(date(2026, 11, 24))

    assert due_at(received_on=date(2026, 11, 24), at=at, zone="Asia/Jakarta") == at + timedelta(hours=72)


def test_a_letter_that_lay_for_two_days_has_its_clock_running_since_that_day_began() -> None:
    due = due_at(received_on=date(2026, 11, 24), at=cast.noon(date(2026, 11, 26)), zone="Asia/Jakarta")

    assert due == datetime.fromisoformat("2026-11-27T00:00:00+07:00")


def test_a_request_is_open_until_answered_and_overdue_on_the_instant(world: World) -> None:
    number = checked(world, "ACCESS")
    one = request(world, number)
    assert one.open
    assert not one.overdue(one.due_at - timedelta(seconds=1))
    assert one.overdue(one.due_at)

    world.here("privacy.request.answer", cast.DATA_PROTECTION, case=number, request="P-1", note="Salinan diserahkan")

    assert not request(world, number).overdue(one.due_at)


def test_what_became_of_a_request_is_told_line_by_line_as_of_a_day(world: World) -> None:
    number = checked(world, "CORRECTION")
    later = world.today + timedelta(days=1)
    world.here("privacy.request.answer", cast.COORDINATOR, on=later, case=number, request="P-1", note="Nama diperbaiki")
    world.here("privacy.request.finish", cast.COORDINATOR, on=later, case=number, request="P-1")

    assert [line.event for line in request(world, number, on=later).lines] == [
        "RECEIVED",
        "CHECKED",
        "ANSWERED",
        "DONE",
    ]
    assert request(world, number).event == "CHECKED"


# --- order, grounds, rights


OUT_OF_TURN = [
    ("answer", {"note": "x"}, "request-out-of-turn"),
    ("finish", {}, "request-out-of-turn"),
    ("refuse", {"ground": "STATISTICS", "note": "x"}, "ground-not-for-this"),
]


@pytest.mark.parametrize(("act", "said", "code"), OUT_OF_TURN)
def test_no_answer_before_it_is_sure_that_the_request_is_hers(
    world: World, act: str, said: dict[str, Any], code: str
) -> None:
    number = received(world, "ACCESS")

    refusal = world.refusal(f"privacy.request.{act}", cast.DATA_PROTECTION, case=number, request="P-1", **said)

    assert refusal.code == code


def test_a_refusal_names_the_law_s_ground_and_is_the_data_protection_officer_s(world: World) -> None:
    number = received(world, "ACCESS")
    said: dict[str, Any] = {"case": number, "request": "P-1", "ground": "SAFETY", "note": "Alamat pelapor"}

    assert world.refusal("privacy.request.refuse", cast.COORDINATOR, **said).code == "not-allowed"
    world.here("privacy.request.refuse", cast.DATA_PROTECTION, **said)

    assert (request(world, number).event, request(world, number).lines[-1].detail) == ("REFUSED", "SAFETY")
    again = world.refusal("privacy.request.check", cast.CASE_WORKER, case=number, request="P-1", known="IN_PERSON")
    assert again.code == "request-out-of-turn"


def test_a_reference_is_used_once_and_an_unknown_one_is_refused(world: World) -> None:
    number = received(world, "ACCESS")

    twice = world.refusal("privacy.request.receive", cast.CASE_WORKER, case=number, request="P-1", kind="ERASURE")
    none = world.refusal("privacy.request.lift", cast.CASE_WORKER, case=number, request="P-9")

    assert (twice.code, none.code) == ("request-used", "unknown-request")


@asvs("V8.2.2", "V8.3.1")
def test_requests_are_seen_by_the_lead_office_only(world: World) -> None:
    received(world, "ACCESS")
    world.open_programme(cast.ELSEWHERE, cast.OTHER_CITY)
    seen = {}

    for who in (cast.DATA_PROTECTION, cast.COORDINATOR, cast.STRANGER, cast.TREASURER, cast.WATCHER):
        with world.looking(who):
            seen[who] = len(privacy.requests(moment(world.today)))

    assert seen == {
        cast.DATA_PROTECTION: 1,
        cast.COORDINATOR: 1,
        cast.STRANGER: 0,
        cast.TREASURER: 0,
        cast.WATCHER: 0,
    }


# --- a limit


@asvs("V8.3.2")
@pytest.mark.parametrize("kind", ["RESTRICTION", "OBJECTION"])
def test_a_limit_counts_from_the_moment_she_asks_until_she_frees_it(world: World, kind: str) -> None:
    number = world.given(world.choosing(), cast.PARTNER, "PARTNER")
    world.actor(cast.RECEIVING_OFFICER)
    received(world, kind, number)
    given: dict[str, Any] = {"case": number, "agency": cast.PARTNER, "purpose": "PARTNER"}

    assert world.file(number).assigned == ()
    assert world.refusal("cases.assignment.give", **given).code == "use-is-paused"
    assert world.refusal("journeys.receiver.acknowledge", case=number, agency=cast.RECEIVER).code == "use-is-paused"

    world.here("privacy.request.lift", cast.CASE_WORKER, case=number, request="P-1")

    world.here("cases.assignment.give", **given)
    assert len(world.file(number).assigned) == 1


def test_a_limit_that_was_answered_and_done_still_counts(world: World) -> None:
    number = checked(world, "RESTRICTION")
    world.here("privacy.request.answer", cast.DATA_PROTECTION, case=number, request="P-1", note="Dibatasi")
    world.here("privacy.request.finish", cast.DATA_PROTECTION, case=number, request="P-1")

    with world.looking():
        assert privacy.is_paused(cases.find(number).id, moment(world.today))


def test_a_limit_that_the_law_does_not_allow_counts_no_more(world: World) -> None:
    number = received(world, "RESTRICTION")

    world.here(
        "privacy.request.refuse", cast.DATA_PROTECTION, case=number, request="P-1", ground="STATE_TASK", note="Audit"
    )

    with world.looking():
        assert not privacy.is_paused(cases.find(number).id, moment(world.today))


# --- erasure


def erased(world: World, number: str) -> str:
    number = checked(world, "ERASURE", number)
    world.here("privacy.erasure.decide", cast.DATA_PROTECTION, case=number, request="P-1", note="Tidak ada kewajiban")
    world.here("privacy.erasure.confirm", cast.COORDINATOR, case=number, request="P-1")
    return number


@asvs("V8.3.1")
def test_erasure_is_decided_by_one_confirmed_by_another_and_then_nobody_can_read_her(world: World) -> None:
    number = world.choosing(name="Kenari", nik="5371016311770009")
    with world.looking("pulang"):
        person = cases.find(number).person
        assert people.open_fields(person=person, fields=[Field.NAME]) == {Field.NAME: "Kenari"}
    checked(world, "ERASURE", number)
    said: dict[str, Any] = {"case": number, "request": "P-1"}

    early = world.refusal("privacy.erasure.confirm", cast.COORDINATOR, **said)
    stranger = world.refusal("privacy.erasure.decide", cast.COORDINATOR, **said, note="x")
    world.here("privacy.erasure.decide", cast.DATA_PROTECTION, **said, note="Tidak ada kewajiban")
    alone = world.refusal("privacy.erasure.confirm", cast.DATA_PROTECTION, **said)
    world.here("privacy.erasure.confirm", cast.COORDINATOR, **said)

    assert (early.code, stranger.code, alone.code) == ("request-out-of-turn", "not-allowed", "not-allowed")
    with world.looking("pulang"), pytest.raises(Refusal):
        people.open_fields(person=person, fields=[Field.NAME])
    assert request(world, number).event == "DONE"


def test_somebody_with_both_roles_does_not_erase_alone(world: World) -> None:
    number = checked(world, "ERASURE")
    world.actor(cast.DATA_PROTECTION)
    world.do(
        "accounts.role.give", "pulang", user=cast.DATA_PROTECTION, role="HEAD", happened_on=world.today.isoformat()
    )
    world.here("privacy.erasure.decide", cast.DATA_PROTECTION, case=number, request="P-1", note="x")

    refusal = world.refusal("privacy.erasure.confirm", cast.DATA_PROTECTION, case=number, request="P-1")

    assert refusal.code == "another-person-needed"


@pytest.mark.parametrize("moves", [(), ("STAYED",), ("STAYED", "AIDED"), ("LEFT_ALONE", "CLOSED")])
def test_an_erased_case_is_closed_from_wherever_it_was_and_no_office_has_it(
    world: World, moves: tuple[str, ...]
) -> None:
    world.programme_ready()
    number = world.verified(world.choosing(choice="STAY"))
    world.given(number, cast.PARTNER, "PARTNER")
    world.here("aid.channel.record", case=number, kind="CASH_BY_APPOINTMENT", own_name=True)
    world.here("aid.decree.issue", number="SK-2", issuer="Dinas")
    world.here("aid.beneficiary.list", decree="SK-2", cases=[number])
    for move in moves:
        world.move(number, move)

    erased(world, number)

    file = world.file(number)
    assert file.move is not None
    assert file.move.move == "CLOSED"
    assert (file.consents, file.assigned) == ((), ())
    with world.looking(cast.DATA_PROTECTION):
        assert [one.agency for one in privacy.deletions(moment(world.today))] == [cast.PARTNER]


def test_erasure_is_never_finished_or_answered_like_other_requests(world: World) -> None:
    number = checked(world, "ERASURE")
    said: dict[str, Any] = {"case": number, "request": "P-1"}

    assert world.refusal("privacy.request.finish", cast.DATA_PROTECTION, **said).code == "erasure-by-two"
    answered = world.refusal("privacy.request.answer", cast.DATA_PROTECTION, **said, note="x")
    assert answered.code == "request-out-of-turn"


def test_only_a_request_for_erasure_erases(world: World) -> None:
    number = checked(world, "ACCESS")

    refusal = world.refusal("privacy.erasure.decide", cast.DATA_PROTECTION, case=number, request="P-1", note="x")

    assert refusal.code == "not-an-erasure"
