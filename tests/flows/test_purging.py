"""What has been kept long enough goes: counted down to nothing, by a moved clock, and written down without names."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests import world as cast
from tests.asvs import asvs
from tests.world import World

from pulang.areas.accounts.sessions import SessionStore
from pulang.areas.cases import queries as cases
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field
from pulang.areas.privacy import queries, rules
from pulang.flows import purging
from pulang.flows.dumping import dumped
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage import sql

pytestmark = pytest.mark.django_db

LATER = cast.TODAY + timedelta(days=731)


@pytest.fixture
def world() -> World:
    return World()


def keys(world: World) -> int:
    with world.looking("pulang"):
        row = sql.one("SELECT count(*) FROM people_key")
    assert row is not None
    return int(row[0])


def destroyed() -> list[tuple[str, int]]:
    return [(row[0], row[1]) for row in sql.rows("SELECT rule, affected FROM privacy_destruction ORDER BY id")]


def due(world: World, on: date) -> int:
    with world.looking(cast.DATA_PROTECTION):
        return purging.due_in(cast.PROGRAMME, moment(on)).affected


@asvs("V14.2.4", "V14.2.7")
def test_identities_go_two_years_after_the_last_step_and_not_a_day_before(world: World) -> None:
    number = world.move(world.case(name="Kenari"), "WITHDRAWN")
    with world.looking():
        person = cases.find(number).person
    assert due(world, LATER - timedelta(days=1)) == 0
    assert due(world, LATER) == 1

    world.here("privacy.purge.run", cast.DATA_PROTECTION, on=LATER)

    assert keys(world) == 0
    assert due(world, LATER) == 0
    assert destroyed() == [("identities", 1)]
    with world.looking("pulang"), pytest.raises(Refusal):
        people.open_fields(person=person, fields=[Field.NAME])
    move = world.file(number, on=LATER).move
    assert move is not None
    assert move.move == "CLOSED"


def test_a_case_that_goes_on_keeps_its_identity_until_it_has_stood_still_for_five_years(world: World) -> None:
    world.case()

    assert due(world, LATER) == 0
    assert due(world, cast.TODAY + timedelta(days=1827)) == 1


def test_whoever_asked_that_her_data_be_kept_and_not_used_is_kept(world: World) -> None:
    number = world.move(world.case(), "WITHDRAWN")
    world.here("privacy.request.receive", cast.CASE_WORKER, case=number, request="P-1", kind="RESTRICTION")

    assert due(world, LATER) == 0

    world.here("privacy.request.lift", cast.CASE_WORKER, case=number, request="P-1")
    assert due(world, LATER) == 1


def test_a_night_with_nothing_due_writes_nothing(world: World) -> None:
    world.case()

    assert world.refusal("privacy.purge.run", cast.DATA_PROTECTION, on=LATER).code == "nothing-to-purge"
    assert destroyed() == []


def test_more_than_fifty_go_only_after_two_people_looked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "PURGE_ALONE_MOST", 2)
    for _ in range(3):
        world.move(world.case(), "WITHDRAWN")

    assert world.refusal("privacy.purge.run", cast.DATA_PROTECTION, on=LATER).code == "purge-needs-two"
    world.here("privacy.purge.propose", cast.DATA_PROTECTION, on=LATER, purge="M-1")
    alone = world.refusal("privacy.purge.approve", cast.DATA_PROTECTION, on=LATER, purge="M-1")
    assert alone.code == "another-person-needed"
    assert keys(world) == 3
    world.here("privacy.purge.approve", cast.HEAD, on=LATER, purge="M-1")

    assert keys(world) == 0
    assert destroyed() == [("identities", 3)]
    again = world.refusal("privacy.purge.approve", cast.HEAD, on=LATER, purge="M-1")
    assert again.code == "unknown-purge"
    assert rules.PURGE_ALONE_MOST == 50


def test_nobody_goes_who_was_not_counted_when_it_was_proposed(world: World) -> None:
    world.move(world.case(), "WITHDRAWN")
    world.here("privacy.purge.propose", cast.DATA_PROTECTION, on=LATER, purge="M-1")
    world.move(world.case(on=date(2019, 3, 4)), "WITHDRAWN", on=date(2019, 3, 4))

    world.here("privacy.purge.approve", cast.HEAD, on=LATER + timedelta(days=5), purge="M-1")

    assert destroyed() == [("identities", 1)]
    assert keys(world) == 1


@asvs("V14.2.4")
def test_ended_sessions_are_deleted_down_to_none(world: World) -> None:
    session = SessionStore()
    session["x"] = 1
    session.set_expiry(datetime(2019, 3, 1, tzinfo=UTC) - datetime.now(UTC))
    session.save()
    assert sql.rows("SELECT 1 FROM accounts_session")

    world.do("privacy.leftover.sweep", cast.DATA_PROTECTION)

    assert sql.rows("SELECT 1 FROM accounts_session") == []
    assert destroyed() == [("sessions", 1)]
    assert "leftover" not in "".join(dumped(programme=cast.PROGRAMME))
    with pytest.raises(Refusal) as again:
        world.do("privacy.leftover.sweep", cast.DATA_PROTECTION)
    assert again.value.code == "nothing-to-purge"


def test_lines_of_the_book_of_sign_ins_end_after_two_years_and_no_sooner_whatever_day_is_said(world: World) -> None:
    sql.run(
        "INSERT INTO accounts_signin (event, way, recorded_at, browser) SELECT 'REFUSED', '', x.at, '' "
        "FROM unnest(ARRAY[now() - interval '731 days', now() - interval '729 days']) x (at)"
    )

    assert sql.one("SELECT pulang_forget_sign_ins('2999-01-01')") == (1,)
    assert sql.one("SELECT count(*) FROM accounts_signin WHERE recorded_at < now() - interval '700 days'") == (1,)


def test_every_kind_of_leftover_can_be_counted_and_deleted(world: World) -> None:
    with world.looking(cast.DATA_PROTECTION):
        found = purging.due_leftovers(moment(LATER))

    assert [(one.rule, one.affected) for one in found] == [(kind.value, 0) for kind in purging.Leftovers]
    assert {kind.value for kind in purging.Leftovers} == set(queries.LEFTOVERS)
