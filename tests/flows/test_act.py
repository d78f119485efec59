"""The one way to change anything: checked, done as a whole, written down once, telling nothing about anybody."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, ClassVar

import psycopg
import pytest
from django.db import connections, transaction
from psycopg import sql
from tests import databases
from tests import world as cast
from tests.asvs import asvs
from tests.world import PROGRAMME, TODAY, World, noon

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.audit import queries as book
from pulang.areas.coordination import operations as meetings
from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.rules import MeetingEvent, MeetingKind
from pulang.flows import standing
from pulang.flows.act import AlreadyDone, LostRace, Trail, What, act, together
from pulang.flows.perform import perform
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage.postgres import roles
from pulang.storage.tables import TABLES

VERB = "coordination.meeting.expect"
AT = noon(TODAY)
CANARIES: dict[str, Any] = {
    "name": "Kenari Uji Rahasia",
    "nik": "5371016311770009",
    "phone": "+6281234509876",
    "address": "Jalan Kenari Tersembunyi 77",
    "birth_date": "1977-11-23",
}


class Asked(What):
    code: str = "R-1"
    secret: str = ""

    personal: ClassVar[frozenset[str]] = frozenset({"secret"})


@pytest.fixture
def world(db: None) -> World:
    return World()


def enter(trail: Trail, code: str = "R-1") -> None:
    """A change that leaves rows behind."""
    meetings.open_meeting(
        programme=PROGRAMME, code=code, title="Rakor", kind=MeetingKind.RAKOR, stamp=trail.stamp(None)
    )
    meetings.mark_meeting(
        meeting=coordination.meeting_id(PROGRAMME, code), event=MeetingEvent.EXPECTED, stamp=trail.stamp(None)
    )


def entered() -> list[str]:
    with standing.looking(SYSTEM, day=TODAY):
        return [meeting.code for meeting in coordination.meetings(PROGRAMME, moment(TODAY))]


def written(ref: str) -> bool:
    with standing.looking(SYSTEM, day=TODAY):
        return book.by_id(ref) is not None


# --- allowed and refused


def test_an_act_leaves_its_rows_one_line_and_a_receipt(world: World) -> None:
    by = world.actor(cast.COORDINATOR)

    with act(by, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME) as trail:
        enter(trail)
        trail.note(subject="R-1")
    receipt = trail.done()

    assert entered() == ["R-1"]
    with standing.looking(SYSTEM, day=TODAY):
        line = book.by_id("a-1")
    assert line is not None
    assert (line.seq, line.by, line.agency, line.verb) == (receipt.seq, cast.COORDINATOR, cast.CITY, VERB)
    assert (line.programme, line.subject, line.at, line.sealed) == (PROGRAMME, "R-1", AT, None)
    assert (receipt.id, receipt.subject, receipt.already_done, receipt.warnings) == ("a-1", "R-1", False, ())


@pytest.mark.parametrize("who", [cast.WATCHER, cast.REGISTRAR, cast.STRANGER, cast.ADMINISTRATOR, cast.TREASURER])
def test_without_the_right_nothing_is_done_and_nothing_is_written(world: World, who: str) -> None:
    by = world.actor(who)

    with pytest.raises(Refusal) as caught, act(by, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME) as trail:
        enter(trail)

    assert caught.value.code == "not-allowed"
    assert not written("a-1")
    assert entered() == []


def test_an_act_in_an_unknown_programme_is_refused(world: World) -> None:
    with pytest.raises(Refusal) as caught, act(SYSTEM, VERB, AT, ref="a-1", what=Asked(), programme="NOWHERE"):
        pass

    assert caught.value.code == "unknown-programme"


@asvs("V2.3.3")
def test_a_refusal_undoes_what_was_done_before_it(world: World) -> None:
    by = world.actor(cast.COORDINATOR)

    def change(ref: str) -> None:
        with act(by, VERB, AT, ref=ref, what=Asked(), programme=PROGRAMME) as trail:
            enter(trail)
            enter(trail)  # the code is taken by now
            trail.note(subject="R-1")

    with pytest.raises(Refusal) as caught:
        change("a-1")

    assert caught.value.code == "meeting-code-is-free"
    assert entered() == []
    assert not written("a-1")


@asvs("V2.3.3")
def test_a_crash_undoes_what_was_done_before_it_and_leaves_the_way_free(world: World) -> None:
    by = world.actor(cast.COORDINATOR)

    def breaks() -> None:
        with act(by, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME) as trail:
            enter(trail)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks()

    assert entered() == []
    with act(by, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME) as trail:
        enter(trail)
        trail.note(subject="R-1")
    assert entered() == ["R-1"]


def test_an_act_that_notes_nothing_is_undone(world: World) -> None:
    by = world.actor(cast.COORDINATOR)

    with (
        pytest.raises(AssertionError, match="noted nothing"),
        act(by, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME) as trail,
    ):
        enter(trail)

    assert entered() == []
    assert not written("a-1")


# --- what only a programmer can get wrong


def test_an_act_inside_an_act_is_a_crash_and_both_are_undone(world: World) -> None:
    by = world.actor(cast.COORDINATOR)

    def nested() -> None:
        with act(by, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME) as outer:
            enter(outer)
            outer.note(subject="R-1")
            with act(by, VERB, AT, ref="a-2", what=Asked(), programme=PROGRAMME) as inner:
                inner.note(subject="R-2")

    with pytest.raises(AssertionError, match="opened inside act"):
        nested()

    assert entered() == []
    assert not written("a-1")


def test_an_act_inside_somebody_elses_transaction_is_a_crash(world: World) -> None:
    by = world.actor(cast.COORDINATOR)

    with (
        transaction.atomic(),
        pytest.raises(AssertionError, match="another transaction"),
        act(by, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME),
    ):
        pass


def test_a_replay_inside_an_act_or_a_transaction_is_a_crash(world: World) -> None:
    by = world.actor(cast.COORDINATOR)

    def replay_inside() -> None:
        with act(by, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME), together():
            pass

    with pytest.raises(AssertionError, match="opened inside act"):
        replay_inside()
    with transaction.atomic(), pytest.raises(AssertionError, match="another transaction"), together():
        pass


def test_a_clock_without_a_zone_is_a_crash(world: World) -> None:
    with (
        pytest.raises(AssertionError, match="time zone"),
        act(
            SYSTEM,
            VERB,
            datetime(2019, 3, 3),  # noqa: DTZ001 - that is what is wrong with it
            ref="a-1",
            what=Asked(),
        ),
    ):
        pass


def test_a_receipt_is_given_after_the_act_and_not_inside_it(world: World) -> None:
    with (
        pytest.raises(AssertionError, match="after the act"),
        act(SYSTEM, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME) as trail,
    ):
        trail.done()


@pytest.mark.parametrize(("person", "missing"), [(False, "whose they are"), (True, "their key")])
def test_personal_values_without_their_person_and_key_are_a_crash(world: World, *, person: bool, missing: str) -> None:
    from pulang.storage.sealing import new_id  # noqa: PLC0415 - only here

    with (
        pytest.raises(AssertionError, match=missing),
        act(SYSTEM, VERB, AT, ref="a-1", what=Asked(secret="x"), programme=PROGRAMME) as trail,
    ):
        trail.note(subject="R-1", person=new_id() if person else None)

    assert not written("a-1")


# --- repeated


def test_the_same_act_again_is_already_done_with_the_same_receipt(world: World) -> None:
    with act(SYSTEM, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME) as trail:
        trail.note(subject="R-1")
    first = trail.done()

    with pytest.raises(AlreadyDone) as caught, act(SYSTEM, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME):
        pass

    again = caught.value.receipt
    assert (again.id, again.seq, again.subject, again.already_done) == (first.id, first.seq, first.subject, True)


@pytest.mark.parametrize(
    ("who", "verb", "said"),
    [
        (SYSTEM, VERB, {"code": "R-2"}),
        (SYSTEM, VERB, {"secret": "x"}),
        (SYSTEM, "coordination.meeting.plan", {}),
        (None, VERB, {}),
    ],
)
def test_an_id_is_for_one_content_one_verb_and_one_actor(world: World, who: Any, verb: str, said: Any) -> None:
    with act(SYSTEM, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME) as trail:
        trail.note(subject="R-1")
    by = who or world.actor(cast.COORDINATOR)

    with pytest.raises(Refusal) as caught, act(by, verb, AT, ref="a-1", what=Asked(**said), programme=PROGRAMME):
        pass

    assert (caught.value.code, caught.value.field) == ("id-used-for-something-else", "id")


def test_an_act_with_another_name_for_the_person_is_another_act(world: World) -> None:
    number = world.number()
    said: dict[str, Any] = {"programme": PROGRAMME, "case": number, "name": CANARIES["name"]}
    world.do("cases.case.register", cast.REGISTRAR, ref="a-1", **said)

    again = world.do("cases.case.register", cast.REGISTRAR, ref="a-1", **said)
    with pytest.raises(Refusal) as caught:
        world.do("cases.case.register", cast.REGISTRAR, ref="a-1", **{**said, "name": "Nama Lain"})

    assert again.already_done
    assert caught.value.code == "id-used-for-something-else"


# --- written down, and really


def test_what_an_act_did_is_there_for_everybody_once_it_is_done(own_database: str) -> None:
    world = World()
    with act(SYSTEM, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME) as trail:
        enter(trail)
        trail.note(subject="R-1")
        with databases.connect(own_database, roles.OWNER) as other:
            before = other.execute("SELECT count(*) FROM audit_act WHERE id = 'a-1'").fetchone()
    with databases.connect(own_database, roles.OWNER) as other:
        after = other.execute("SELECT count(*) FROM audit_act WHERE id = 'a-1'").fetchone()

    assert (before, after) == ((0,), (1,))
    assert world.today == TODAY


def rows(database: str) -> dict[str, str]:
    """Every table as text, sealed values in hexadecimal."""
    with databases.connect(database, roles.OWNER) as owner:
        found = {}
        for table in TABLES:
            if owner.execute("SELECT to_regclass(%s)", [table]).fetchone() == (None,):
                continue
            told = owner.execute(
                sql.SQL("SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM {} t").format(sql.Identifier(table))
            )
            row = told.fetchone()
            assert row is not None
            found[table] = row[0]
    return found


def test_no_table_holds_a_personal_value_in_clear(own_database: str) -> None:
    world = World()
    number = world.case(**CANARIES)
    world.here("people.identity.correct", cast.REGISTRAR, case=number, reason="MISTYPED", name="Kenari Kedua Rahasia")

    stored = rows(own_database)

    assert number in stored["audit_act"]
    for canary in (*CANARIES.values(), "Kenari Kedua Rahasia", "81234509876", "6281234509876"):
        for form in (canary, canary.encode().hex(), canary.upper(), canary.lower()):
            assert not [table for table, text in stored.items() if form in text], canary


# --- raced


def raced(world: World, by: str, said: list[dict[str, Any]]) -> list[str]:
    """Does acts with one and the same id at one moment; gives "new", "done" or the refusal's code for each."""
    who, start = world.actor(by), threading.Barrier(len(said))

    def one(place: int) -> str:
        start.wait(timeout=60)
        try:
            receipt = perform(by=who, verb=VERB, with_={"programme": PROGRAMME, **said[place]}, at=AT, ref="race")
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "done" if receipt.already_done else "new"

    with ThreadPoolExecutor(len(said)) as pool:
        return sorted(pool.map(one, range(len(said))))


def test_the_same_act_asked_for_at_once_is_done_once(own_database: str) -> None:
    said = {"code": "R-1", "title": "Rakor"}

    answers = raced(World(), cast.COORDINATOR, [said] * 4)

    assert answers == ["done", "done", "done", "new"]
    assert entered() == ["R-1"]
    assert len(about("R-1")) == 1


def test_of_two_different_acts_with_one_id_one_is_done_and_the_other_refused(own_database: str) -> None:
    answers = raced(World(), cast.COORDINATOR, [{"code": f"R-{place}", "title": "Rakor"} for place in range(3)])

    assert answers == ["id-used-for-something-else", "id-used-for-something-else", "new"]
    assert len(entered()) == 1


def about(subject: str) -> tuple[Any, ...]:
    with standing.looking(SYSTEM, day=TODAY):
        return book.about(subject)


def test_an_act_that_lost_its_race_leaves_nothing(own_database: str) -> None:
    world = World()

    def overtaken() -> None:
        with act(SYSTEM, VERB, AT, ref="a-1", what=Asked(), programme=PROGRAMME) as trail:
            enter(trail)
            trail.note(subject="R-1")
            with databases.connect(own_database, roles.OWNER) as owner:
                owner.execute(
                    "INSERT INTO audit_act (seq, id, at, by, agency, verb, programme, subject, payload, fingerprint) "
                    "VALUES (nextval(pg_get_serial_sequence('audit_act', 'seq')), 'a-1', now(), 'x', "
                    "'', 'x', '', '', '{}', '')"
                )

    with pytest.raises(LostRace):
        overtaken()

    assert entered() == []
    assert world.actor(SYSTEM.code) == SYSTEM


def test_a_busy_record_is_refused_kindly_after_three_seconds(own_database: str) -> None:
    world = World()
    number = world.case()
    with standing.looking(SYSTEM, day=TODAY):
        from pulang.areas.cases import queries as cases  # noqa: PLC0415 - only here

        key = cases.find(number).id
    with databases.connect(own_database) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])

        refusal = world.refusal("cases.choice.record", cast.CASE_WORKER, case=number, choice="STAY", informed="MEETING")

    assert refusal.code == "busy"
    assert "Coba lagi" in refusal.words.id
    assert isinstance(refusal.__cause__, Exception)
    assert isinstance(refusal.__cause__.__cause__, psycopg.errors.LockNotAvailable)
