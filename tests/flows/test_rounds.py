"""Rounds leave nobody out: times without queues, late registration, reasons, and a list that never changes again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from psycopg import Connection, errors
from tests import world as cast
from tests.world import CASE_WORKER, COORDINATOR, HEAD, PROGRAMME, REGISTRAR, World, noon

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.rounds import queries
from pulang.areas.rounds.facts import AppointmentFacts
from pulang.flows import planning, roundlists, standing
from pulang.flows.perform import perform
from pulang.flows.verifying import verify
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage import context
from pulang.storage.context import SYSTEM_VIEW

DAY = cast.TODAY


@pytest.fixture
def world(db: None) -> World:
    made = World()
    opened(made, "P-1")
    return made


def opened(world: World, code: str, *, days: int = 3, late: int = 0) -> None:
    said: dict[str, Any] = {"code": code, "opens_on": world.today.isoformat()}
    said["closes_on"] = (world.today + timedelta(days=days)).isoformat()
    if late:
        said["late_until"] = (world.today + timedelta(days=days + late)).isoformat()
    world.here("cases.round.open", **said)


def offered(world: World, *, code: str = "A", count: int = 1, capacity: int = 1) -> None:
    world.here(
        "rounds.slot.offer",
        round="P-1",
        code=code,
        meets_on=(world.today + timedelta(days=1)).isoformat(),
        starts="09:00",
        count=count,
        place="Loket 2",
        capacity=capacity,
        ref=f"offer-{code}",
    )


def held(world: World, number: str) -> AppointmentFacts | None:
    with world.looking(CASE_WORKER):
        return queries.appointment(world.file(number).ref.id, moment(world.today))


def tried(world: World, number: str, outcome: str, **said: Any) -> None:
    asked: dict[str, Any] = {"kind": "IN_PERSON", **said}
    world.here("cases.attempt.record", CASE_WORKER, case=number, outcome=outcome, **asked)


# --- times and appointments


def test_a_time_is_kept_moved_and_given_back(world: World) -> None:
    number = world.case()
    offered(world, count=2)

    world.here("rounds.appointment.book", CASE_WORKER, case=number, slot="A-1")
    world.here("rounds.appointment.book", REGISTRAR, case=number, slot="A-2")
    moved = held(world, number)
    world.here("rounds.appointment.book", CASE_WORKER, case=world.case(), slot="A-1")
    world.here("rounds.appointment.cancel", CASE_WORKER, case=number)

    assert moved is not None
    assert (moved.event, moved.slot.code, moved.slot.starts) == ("BOOKED", "A-2", "09:30")
    assert held(world, number) == AppointmentFacts("CANCELLED", moved.slot)
    assert world.refusal("rounds.appointment.cancel", CASE_WORKER, case=number).code == "no-appointment"


def test_a_time_is_kept_for_no_more_than_have_room_and_not_once_it_has_passed(world: World) -> None:
    first, second = world.case(), world.case()
    offered(world)
    world.here("rounds.appointment.book", CASE_WORKER, case=first, slot="A-1")

    assert world.refusal("rounds.appointment.book", CASE_WORKER, case=second, slot="A-1").code == "slot-is-full"
    assert world.refusal("rounds.appointment.book", CASE_WORKER, case=first, slot="A-1").code == "slot-is-hers"
    assert world.refusal("rounds.appointment.book", CASE_WORKER, case=second, slot="B-9").code == "unknown-slot"
    assert world.refusal("rounds.appointment.book", HEAD, case=second, slot="A-1").code == "not-allowed"
    world.today += timedelta(days=2)
    assert world.refusal("rounds.appointment.book", CASE_WORKER, case=second, slot="A-1").code == "slot-has-passed"


def test_a_lock_on_a_case_does_not_free_the_time_it_has(world: World) -> None:
    first, second = world.case(), world.case()
    offered(world)
    world.here("rounds.appointment.book", CASE_WORKER, case=first, slot="A-1")
    world.here("cases.lock.set", case=first, first=COORDINATOR, second=CASE_WORKER, reason="Ancaman")

    assert world.refusal("rounds.appointment.book", REGISTRAR, case=second, slot="A-1").code == "slot-is-full"


def test_times_lie_in_their_round_and_before_midnight_and_a_mistaken_offer_can_be_struck(world: World) -> None:
    number = world.case()
    asked: dict[str, Any] = {"round": "P-1", "code": "B", "place": "Loket 2"}

    outside = world.refusal("rounds.slot.offer", **asked, meets_on="2019-04-01", starts="09:00")
    night = world.refusal("rounds.slot.offer", **asked, meets_on="2019-03-04", starts="23:45", minutes=30)
    offered(world)
    world.here("rounds.appointment.book", CASE_WORKER, case=number, slot="A-1")
    world.do("audit.act.strike", act="offer-A", reason="Salah hari")

    assert (outside.code, night.code) == ("slot-outside-round", "slots-past-midnight")
    assert held(world, number) is None


def test_of_many_who_reach_for_one_time_at_once_one_gets_it(own_database: str) -> None:
    world = World()
    opened(world, "P-1")
    offered(world)
    numbers, who = [world.case() for _ in range(6)], world.actor(CASE_WORKER)
    start = Barrier(len(numbers))

    def one(number: str) -> str:
        try:
            connection.ensure_connection()
            start.wait(timeout=60)
            with_ = {"programme": PROGRAMME, "case": number, "slot": "A-1"}
            perform(by=who, verb="rounds.appointment.book", with_=with_, at=noon(DAY), ref=f"r-{number}")
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(numbers)) as pool:
        found = sorted(pool.map(one, numbers))

    assert found == ["done", *["slot-is-full"] * 5]


# --- evidence, reasons, late registration


def test_papers_are_evidence_like_any_other_and_a_reason_goes_with_its_outcome(world: World) -> None:
    number = world.verified(world.choosing())
    other = world.choosing()
    tried(world, other, "NOT_REACHED", reason="AWAY", round="P-1")
    tried(world, other, "ACCEPTED", kind="PAPERS", round="P-1")

    wrong = world.refusal(
        "cases.attempt.record", CASE_WORKER, case=number, kind="REMOTE", outcome="ACCEPTED", reason="AWAY"
    )

    assert wrong.code == "reason-of-another-outcome"
    assert [line.reason for line in world.file(other).attempts] == ["AWAY", ""]


def test_who_registers_after_the_round_is_still_in_it_until_its_late_day_and_nobody_else_is(world: World) -> None:
    early = world.choosing()
    opened(world, "P-2", days=1, late=5)
    world.today += timedelta(days=3)
    late = world.choosing()

    tried(world, late, "ACCEPTED", round="P-2")
    early_no = world.refusal(
        "cases.attempt.record", CASE_WORKER, case=early, kind="REMOTE", outcome="ACCEPTED", round="P-2"
    )
    world.today += timedelta(days=10)
    over = world.refusal(
        "cases.attempt.record", CASE_WORKER, case=world.choosing(), kind="REMOTE", outcome="ACCEPTED", round="P-2"
    )

    assert {early_no.code, over.code} == {"outside-round"}
    day = world.today.isoformat()
    said: dict[str, Any] = {"code": "P-3", "opens_on": day, "closes_on": day, "late_until": day}
    assert world.refusal("cases.round.open", **said).code == "late-registration-follows-the-round"


# --- the frozen list


def test_a_list_says_what_verifying_came_to_and_stays_as_it_was_frozen(world: World) -> None:
    accepted, unreached, untried = world.choosing(), world.choosing(), world.choosing()
    tried(world, accepted, "ACCEPTED", round="P-1")
    tried(world, unreached, "NOT_REACHED", round="P-1", reason="AWAY")
    assert world.refusal("rounds.list.freeze", round="P-1").code == "round-still-open"
    world.today += timedelta(days=4)
    world.choosing()  # registered after the last day: in the next list
    world.here("cases.lock.set", case=untried, first=COORDINATOR, second=CASE_WORKER, reason="Ancaman")
    world.here("rounds.list.freeze", HEAD, ref="frozen", round="P-1")
    tried(world, unreached, "ACCEPTED", kind="REMOTE")

    with world.looking(CASE_WORKER):
        (head,) = queries.lists(PROGRAMME)
        lines = {line.number: (line.outcome, line.kind) for line in roundlists.listed(PROGRAMME, "P-1")}
    with world.looking(REGISTRAR):
        without_locked = len(roundlists.listed(PROGRAMME, "P-1"))

    assert lines == {
        accepted: ("ACCEPTED", "IN_PERSON"),
        unreached: ("NOT_REACHED", ""),
        untried: ("NOT_TRIED", ""),
    }
    assert head.counts == {"LISTED": 3, "ACCEPTED": 1, "NOT_YET": 0, "NOT_REACHED": 1, "NOT_TRIED": 1, "LATE": 0}
    assert (head.decided_by, len(head.digest), without_locked) == (HEAD, 64, 2)
    assert "bukan berarti tidak berhak" in head.method["id"]
    assert world.refusal("rounds.list.freeze", HEAD, round="P-1").code == "round-list-is-frozen-once"
    with pytest.raises(Refusal) as no:
        world.do("audit.act.strike", act="frozen", reason="Salah")
    assert no.value.code == "others-rest-on-it"


def test_late_ones_are_marked_on_the_list(world: World) -> None:
    opened(world, "P-2", days=1, late=5)
    world.today += timedelta(days=3)
    late = world.choosing()
    tried(world, late, "ACCEPTED", kind="REMOTE", round="P-2")
    world.today += timedelta(days=6)
    world.here("rounds.list.freeze", round="P-2")

    with world.looking(CASE_WORKER):
        (line,) = roundlists.listed(PROGRAMME, "P-2")

    assert (line.number, line.outcome, line.late) == (late, "ACCEPTED", True)


def test_a_list_is_a_book_and_a_line_put_in_past_the_rules_is_found(
    own_database: str, raw_connections: Callable[[int], list[Connection]]
) -> None:
    world = World()
    opened(world, "P-1")
    listed = world.choosing()
    world.today += timedelta(days=4)
    world.here("rounds.list.freeze", round="P-1")
    world.today += timedelta(days=1)
    other = world.choosing()
    assert _check() == (1, ())

    (raw,) = raw_connections(1)
    raw.execute("SELECT set_config('pulang.context', %s, true)", [context.signed(SYSTEM_VIEW)])
    with pytest.raises(errors.InsufficientPrivilege), raw.transaction():
        raw.execute("UPDATE rounds_line SET outcome = 'ACCEPTED'")
    raw.execute(
        "INSERT INTO rounds_line (case_id, programme_id, round, outcome, kind, late, act_id, happened_on, recorded_at) "
        "SELECT c.id, l.programme_id, l.round, 'ACCEPTED', '', false, l.act_id, l.happened_on, l.recorded_at "
        "FROM rounds_line l, cases_case c WHERE c.number = %s",
        [other],
    )
    raw.commit()

    assert listed != other
    assert _check() == (1, ("KD-2019 P-1: the list is not the one that was frozen",))


def _check() -> tuple[int, tuple[str, ...]]:
    with context.looking(standing.view_of(SYSTEM)):
        found = next(check for check in verify() if check.name == "round-lists-as-frozen")
    return found.counted, found.faults


# --- nobody is left out


@pytest.fixture
def four(db: None) -> World:
    world = World()
    for code in ("POKJA-1", "POKJA-2"):
        world.here("cases.attester.list", code=code, name=f"Kelompok {code}")
    return world


def test_whoever_is_absent_in_three_rounds_and_attested_in_the_fourth_is_in_every_list_and_in_the_plan(
    four: World,
) -> None:
    number = four.choosing(home="35.73")
    outcomes = []
    for place in range(1, 5):
        opened(four, f"P-{place}")
        if place < 4:
            tried(four, number, "NOT_REACHED", round=f"P-{place}", reason="AWAY")
        else:
            said = {"kind": "ATTESTED", "attesters": ["POKJA-1", "POKJA-2"]}
            tried(four, number, "ACCEPTED", round=f"P-{place}", **said)
        if place == 3:
            assert _planned(four.today) == [number]
        four.today += timedelta(days=7)
        four.here("rounds.list.freeze", round=f"P-{place}")
        with four.looking(CASE_WORKER):
            outcomes += [line.outcome for line in roundlists.listed(PROGRAMME, f"P-{place}")]

    assert outcomes == ["NOT_REACHED", "NOT_REACHED", "NOT_REACHED", "ACCEPTED"]
    assert _planned(four.today) == [number]


def _planned(day: date) -> list[str]:
    with standing.looking(SYSTEM, day=day):
        return [one.case for one in planning.asked(PROGRAMME, as_of=day).travellers]
