"""A sealed field shows to one account, for fifteen minutes and a purpose: asked in acts and of the database itself."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import sleep
from typing import Any

import psycopg
import pytest
from django.db import connection, connections
from psycopg import errors
from tests import databases
from tests import world as cast
from tests.asvs import asvs
from tests.world import World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.cases import queries as cases
from pulang.areas.people.rules import Field as Sealed
from pulang.areas.reveals import queries
from pulang.areas.reveals.rules import CASEWORK_A_DAY, OTHERS_A_DAY, Field, drawn, masked
from pulang.flows import revealing, standing
from pulang.flows.dumping import dumped
from pulang.kernel.refusals import Refusal
from pulang.storage import context


@pytest.fixture
def world(own_database: str) -> World:
    return World()


@pytest.fixture
def raw(own_database: str) -> Iterator[psycopg.Connection]:
    """The database as the application meets it, with no code of ours between."""
    with databases.connect(own_database) as connected:
        yield connected
        connected.rollback()


def shown(world: World, number: str, by: str = cast.CASE_WORKER) -> dict[str, str]:
    with world.looking(by):
        case = revealing.case_for(world.actor(by), number)
        return {one.open.field: one.value for one in revealing.shown(actor=world.actor(by), case=case)}


def refused(world: World, number: str, by: str, *fields: str, purpose: str = "CONTACT") -> str:
    try:
        world.revealed(number, by, *fields, purpose=purpose)
    except Refusal as refusal:
        return refusal.code
    return ""


def looks(action: str) -> list[tuple[Any, ...]]:
    with standing.looking(SYSTEM, day=cast.TODAY), connection.cursor() as cursor:
        cursor.execute(
            "SELECT actor, number, decision, reason, fields FROM audit_look WHERE action = %s ORDER BY seq", [action]
        )
        return list(cursor.fetchall())


def enter(raw: psycopg.Connection, world: World, by: str) -> None:
    """The context that the application itself would sign for an account."""
    view = standing.view_of(world.actor(by), day=world.today)
    raw.execute("SELECT set_config('pulang.context', %s, true)", [context.signed(view)])


def read(raw: psycopg.Connection) -> list[tuple[Any, ...]]:
    return raw.execute("SELECT field FROM people_identity ORDER BY field").fetchall()


INSERT = """
INSERT INTO reveals_reveal (case_id, programme_id, person_id, actor, agency, act_id, happened_on, recorded_at,
                            opened_at, closes_at, fields, purpose, basis, people_a_day, written_in)
SELECT c.id, c.programme_id, c.person_id, %(actor)s, '', 1, '2001-01-01', now(), '2001-01-01', {closes}, '{{NAME}}',
       'CONTACT', %(basis)s, %(cap)s, 0
FROM cases_case c WHERE c.number = %(number)s
"""


def insert(raw: psycopg.Connection, number: str, actor: str, *, basis: str = "CASEWORK", closes: str = "") -> None:
    closes = closes or "clock_timestamp() + interval '15 minutes'"
    cap = CASEWORK_A_DAY if basis == "CASEWORK" else OTHERS_A_DAY
    raw.execute(INSERT.format(closes=closes), {"actor": actor, "basis": basis, "cap": cap, "number": number})


def test_the_fields_that_can_be_revealed_are_those_of_an_identity() -> None:
    assert {each.value for each in Field} == {each.value for each in Sealed}


@pytest.mark.parametrize(
    ("field", "value", "seen"),
    [
        (Field.ACCOUNT, "1234 5678 90", "••••7890"),
        (Field.PHONE, "+6281234567890", "••••890"),
        (Field.NIK, "5371016311770009", "••••"),
        (Field.ACCOUNT, "12345", "••••"),
    ],
)
def test_a_masked_value_shows_the_end_of_a_long_number_and_nothing_else(field: Field, value: str, seen: str) -> None:
    assert masked(field, value) == seen


# --- allowed, repeated, refused, written down


@asvs("V8.2.3", "V14.2.6", "V16.3.2")
def test_nothing_shows_without_a_reveal_and_then_only_what_was_asked_for(world: World) -> None:
    number = world.choosing(name="Nama Uji", phone="081234567890")
    before = shown(world, number)

    world.revealed(number)
    world.revealed(number)

    assert before == {}
    assert shown(world, number) == {"NAME": "Nama Uji"}
    assert shown(world, number, cast.COORDINATOR) == {}
    asked = (cast.CASE_WORKER, number, "ALLOWED", "contact", ["name"])
    assert looks("identity.reveal") == [asked, asked]
    assert looks("identity.shown") == [(cast.CASE_WORKER, number, "ALLOWED", "", ["name"])]


@asvs("V8.2.2", "V8.3.1", "V16.3.2")
def test_who_may_open_what_follows_from_role_care_and_consent_and_every_no_is_written_down(world: World) -> None:
    world.partner_ready()
    number, bare = world.planned(world.verified(world.choosing(name="Nama Uji"))), world.choosing()
    world.given(number, cast.PARTNER, "PARTNER")

    codes = {
        by: refused(world, number, by)
        for by in (cast.HEAD, cast.TREASURER, cast.APPROVER, cast.WATCHER, cast.DATA_PROTECTION, cast.ADMINISTRATOR)
    }

    assert set(codes.values()) == {"identity-not-for-you", "not-allowed"}
    assert codes[cast.HEAD] == "identity-not-for-you"
    assert refused(world, number, cast.MINISTRY_REVIEWER, purpose="VERIFY") == "identity-not-for-you"
    assert refused(world, number, cast.RECEIVING_OFFICER, "NAME", "PHONE", "VILLAGE", "ADDRESS") == ""
    assert refused(world, number, cast.RECEIVING_OFFICER, "BIRTH_DATE", purpose="VERIFY") == "identity-not-for-you"
    assert refused(world, number, cast.PARTNER_WORKER, "NAME") == ""
    assert refused(world, number, cast.PARTNER_WORKER, "NAME", "NIK", purpose="VERIFY") == "identity-not-for-you"
    assert refused(world, number, cast.REGISTRAR, "NIK") == "field-not-for-purpose"
    assert refused(world, bare, cast.PARTNER_WORKER) == "unknown-case"
    denied = [(actor, code) for actor, _, decision, code, _ in looks("identity.reveal") if decision == "DENIED"]
    assert len(denied) == len(codes) + 5
    assert (cast.PARTNER_WORKER, "unknown-case") in denied


def test_a_reveal_ends_with_the_consent_it_rested_on(world: World) -> None:
    world.partner_ready()
    number = world.choosing(name="Nama Uji")
    world.given(number, cast.PARTNER, "PARTNER")
    world.revealed(number, cast.PARTNER_WORKER)
    with world.looking(cast.PARTNER_WORKER):
        case = cases.find(number)
    open_before = shown(world, number, cast.PARTNER_WORKER)

    world.here("cases.consent.record", cast.CASE_WORKER, case=number, purpose="PARTNER", event="WITHDRAWN")

    assert open_before == {"NAME": "Nama Uji"}
    with world.looking(cast.PARTNER_WORKER):
        assert revealing.shown(actor=world.actor(cast.PARTNER_WORKER), case=case) == ()


def test_a_correction_needs_no_reveal_and_opens_nothing(world: World) -> None:
    number = world.case(name="Nama Lama")

    world.here("people.identity.correct", cast.REGISTRAR, case=number, name="Nama Baru", reason="MISTYPED")
    before = shown(world, number, cast.REGISTRAR)
    world.revealed(number, cast.REGISTRAR)

    assert before == {}
    assert shown(world, number, cast.REGISTRAR) == {"NAME": "Nama Baru"}


def test_a_dump_leaves_reveals_out_and_one_with_identities_is_a_look_at_every_person(world: World) -> None:
    numbers = [world.choosing(name="Nama Uji"), world.choosing()]
    world.revealed(numbers[0])

    lines = list(dumped(programme=cast.PROGRAMME, identities=True))

    assert not any("reveals." in line for line in lines)
    with standing.looking(SYSTEM, day=cast.TODAY), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_look WHERE action = 'identity.dump' AND cardinality(cases) = 2")
        assert cursor.fetchone() == (1,)


# --- the database, whatever the application says


@asvs("V8.3.1", "V8.4.1")
def test_a_reveal_that_could_still_be_undone_opens_nothing(world: World, raw: psycopg.Connection) -> None:
    number = world.case(name="Nama Uji")
    enter(raw, world, cast.CASE_WORKER)

    insert(raw, number, cast.CASE_WORKER)

    assert read(raw) == []
    with raw.transaction():  # a savepoint is the same transaction
        insert(raw, number, cast.CASE_WORKER)
        assert read(raw) == []
    raw.commit()
    enter(raw, world, cast.CASE_WORKER)
    assert read(raw) == [("NAME",)]  # kept, and so known for good


@asvs("V8.3.1")
def test_a_reveal_ends_by_the_clock_of_the_database(world: World, raw: psycopg.Connection) -> None:
    number = world.case(name="Nama Uji")
    enter(raw, world, cast.CASE_WORKER)
    for closes in ("clock_timestamp() + interval '16 minutes'", "'infinity'"):
        with pytest.raises(errors.CheckViolation, match="reveal_closes_in_time"), raw.transaction():
            insert(raw, number, cast.CASE_WORKER, closes=closes)
    before = []
    for seconds in (0.4, 4, 40):  # a busy machine may take longer than the first to come to its reading
        insert(raw, number, cast.CASE_WORKER, closes=f"clock_timestamp() + interval '{seconds} seconds'")
        raw.commit()
        enter(raw, world, cast.CASE_WORKER)
        before = read(raw)
        if before:
            break
    sleep(seconds)

    assert before == [("NAME",)]
    assert read(raw) == []


@asvs("V8.3.1")
def test_no_statement_reveals_in_anothers_name_beyond_its_reach_or_above_its_cap(
    world: World, raw: psycopg.Connection
) -> None:
    world.partner_ready()
    number = world.choosing(name="Nama Uji")
    world.given(number, cast.PARTNER, "PARTNER")
    tries = [
        (cast.CASE_WORKER, cast.COORDINATOR, "CASEWORK"),
        (cast.PARTNER_WORKER, cast.PARTNER_WORKER, "CASEWORK"),
        (cast.MINISTRY_REVIEWER, cast.MINISTRY_REVIEWER, "CASEWORK"),
        (cast.MINISTRY_REVIEWER, cast.MINISTRY_REVIEWER, "SAMPLE"),
        (cast.CASE_WORKER, cast.CASE_WORKER, "EMERGENCY"),
        (cast.DATA_PROTECTION, cast.DATA_PROTECTION, "CARE"),
    ]

    for by, actor, basis in tries:
        enter(raw, world, by)
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"), raw.transaction():
            insert(raw, number, actor, basis=basis)
    enter(raw, world, cast.CASE_WORKER)
    with pytest.raises(errors.CheckViolation, match="reveal_is_under_its_cap"), raw.transaction():
        raw.execute(
            INSERT.format(closes="clock_timestamp()"),
            {"actor": cast.CASE_WORKER, "basis": "CASEWORK", "cap": 400, "number": number},
        )


# --- so many people a day


@asvs("V8.2.1")
def test_a_day_opens_so_many_people_and_one_more_waits_for_tomorrow(world: World) -> None:
    numbers = [world.case() for _ in range(CASEWORK_A_DAY + 1)]
    for number in numbers[:-1]:
        world.revealed(number)

    over = world.refusal(
        "reveals.identity.open", cast.CASE_WORKER, case=numbers[-1], fields=["NAME"], purpose="CONTACT"
    )
    again = refused(world, numbers[0], cast.CASE_WORKER, "PHONE")

    assert over.code == "people-a-day-are-capped"
    assert "besok pukul 00.00 WIB" in over.words.id
    assert "koordinator" in over.words.id
    assert again == ""
    world.today += timedelta(days=1)
    assert refused(world, numbers[-1], cast.CASE_WORKER) == ""


def test_many_at_once_cannot_all_be_the_last_of_a_day(world: World) -> None:
    numbers = [world.case() for _ in range(OTHERS_A_DAY + 5)]
    world.here("reveals.sample.draw", cast.MINISTRY_REVIEWER, size=OTHERS_A_DAY + 5)
    for number in numbers[: OTHERS_A_DAY - 1]:
        world.revealed(number, cast.MINISTRY_REVIEWER, purpose="VERIFY")
    rest = numbers[OTHERS_A_DAY - 1 :]
    start, by = Barrier(len(rest)), world.actor(cast.MINISTRY_REVIEWER)

    def reveal(number: str) -> str:
        try:
            start.wait(timeout=60)
            return refused(world, number, cast.MINISTRY_REVIEWER, purpose="VERIFY")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(rest)) as pool:
        codes = sorted(pool.map(reveal, rest))

    assert by.code == cast.MINISTRY_REVIEWER
    assert codes == ["", *["people-a-day-are-capped"] * (len(rest) - 1)]


# --- emergencies


def test_an_emergency_is_one_person_at_a_time_whoever_races_and_ends_with_a_no(world: World) -> None:
    first, second = world.choosing(name="Nama Uji"), world.choosing()
    world.actor(cast.STRANGER)
    start = Barrier(2)

    def declare(number: str) -> str:
        try:
            start.wait(timeout=60)
            world.emergency(number, cast.STRANGER)
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(declare, (first, second)))
    number = first if codes[0] == "" else second
    world.revealed(number, cast.STRANGER)
    before = shown(world, number, cast.STRANGER)

    world.here("reveals.emergency.confirm", cast.COORDINATOR, emergency=1, upheld=False)

    assert sorted(codes) == ["", "one-emergency-at-a-time"]
    assert set(before) == {"NAME"}
    with pytest.raises(Refusal):
        shown(world, number, cast.STRANGER)
    assert refused(world, number, cast.STRANGER) == "unknown-case"


def test_an_emergency_is_not_for_ones_own_case_and_not_judged_by_whoever_declared_it(world: World) -> None:
    number = world.choosing()
    with pytest.raises(Refusal) as own:
        world.emergency(number, cast.CASE_WORKER)
    world.emergency(number, cast.HEAD)

    judged = world.refusal("reveals.emergency.confirm", cast.HEAD, emergency=1, upheld=True)
    unknown = world.refusal("reveals.emergency.review", cast.DATA_PROTECTION, emergency=7, upheld=True)
    nobody = world.refusal("reveals.emergency.confirm", cast.STRANGER, emergency=1, upheld=True)

    assert own.value.code == "emergency-not-needed"
    assert (judged.code, unknown.code, nobody.code) == ("emergency-is-your-own", "unknown-emergency", "not-allowed")
    assert looks("emergency.declare")[-1][:3] == (cast.HEAD, number, "ALLOWED")


def test_an_emergency_does_not_open_a_locked_case_nor_tell_that_there_is_one(world: World) -> None:
    number, unknown = world.choosing(), world.number()
    for named in (cast.COORDINATOR, cast.CASE_WORKER, cast.STRANGER):
        world.actor(named)
    world.here("cases.lock.set", case=number, first=cast.COORDINATOR, second=cast.CASE_WORKER, reason="Uji")

    with pytest.raises(Refusal) as locked:
        world.emergency(number, cast.STRANGER)
    with pytest.raises(Refusal) as nowhere:
        world.emergency(unknown, cast.STRANGER)

    assert (locked.value.code, locked.value.words) == ("unknown-case", nowhere.value.words)


# --- samples


def test_a_sample_can_be_drawn_again_from_its_seed(world: World) -> None:
    numbers = [world.case() for _ in range(9)]

    world.here("reveals.sample.draw", cast.MINISTRY_REVIEWER, size=4)

    with world.looking(cast.MINISTRY_REVIEWER):
        (sample,) = queries.samples(programme=cast.PROGRAMME)
    assert (sample.size, sample.among) == (4, 9)
    assert sample.numbers == drawn(sample.seed, numbers, 4) == drawn(sample.seed, numbers[::-1], 4)
    assert drawn("x", numbers, 4) != drawn("y", numbers, 4)
    assert world.refusal("reveals.sample.draw", cast.MINISTRY_REVIEWER, size=1).code == "sample-still-open"
