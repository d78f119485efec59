"""Who sees which case in the database itself: by office, purpose, consent and lock, whatever the application does."""

from datetime import date
from typing import Any

import psycopg
import pytest
from psycopg import errors
from tests import databases
from tests import world as cast
from tests.rows import ground
from tests.rows.ground import Ground, count, look, numbers
from tests.world import World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.accounts.rules import Role
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import Filters
from pulang.flows.assessing import basis
from pulang.flows.status import Status, status
from pulang.flows.verifying import verify
from pulang.kernel.refusals import Refusal
from pulang.storage import context
from pulang.storage.context import SYSTEM_VIEW
from pulang.storage.postgres import roles
from pulang.storage.tables import TABLES, Part

Raw = psycopg.Connection


def test_everybody_sees_the_cases_of_her_work_and_no_other(app: Raw, made: Ground) -> None:
    lead = {made.given, made.kept}
    expected = {
        cast.REGISTRAR: lead,
        cast.CASE_WORKER: {*lead, made.locked},
        cast.COORDINATOR: {*lead, made.locked},
        cast.HEAD: lead,
        cast.MINISTRY_REVIEWER: {*lead, made.elsewhere},
        cast.DATA_PROTECTION: lead,
        cast.PARTNER_WORKER: {made.given},
        cast.RECEIVING_OFFICER: {made.given, made.kept},
        cast.TREASURER: set(),
        cast.APPROVER: set(),
        cast.WATCHER: set(),
        cast.ADMINISTRATOR: set(),
        cast.STRANGER: {made.elsewhere},
    }
    found = {}
    for who in expected:
        look(app, who)
        found[who] = numbers(app)
        app.rollback()

    assert found == expected
    assert {cast.USERS[who][1] for who in expected} == {role.value for role in Role}


def test_how_she_was_screened_is_for_those_who_work_on_it(app: Raw) -> None:
    care = [name for name, table in TABLES.items() if table.part is Part.CARE]
    near = {cast.REGISTRAR, cast.CASE_WORKER, cast.COORDINATOR, cast.PARTNER_WORKER}
    kept_apart = {"cases_screening", "cases_pressure", "cases_duplicate", "readiness_situation"}

    for who in cast.USERS:
        look(app, who)
        seen = {table for table in care if count(app, table)} - {"people_blindindex"}
        app.rollback()
        if who == cast.STRANGER:  # a coordinator too, of the other office, where nobody was screened or pressed
            assert seen == {"readiness_situation"}
        else:
            assert seen == (kept_apart if who in near else set()), who
    # Nobody of this world has been home long enough to be followed up; `tests/flows/test_guards.py` has somebody.
    assert set(care) == {*kept_apart, "people_blindindex", "journeys_followup"}


def test_a_letter_of_an_authority_is_for_the_lead_office_and_never_for_herself(
    app: Raw, owner: Raw, made: Ground
) -> None:
    herself = context.View(actor=made.given, agency="", reach=context.Reach.PERSON, day=cast.TODAY)
    at_work = {cast.REGISTRAR, cast.CASE_WORKER, cast.COORDINATOR, cast.HEAD, cast.DATA_PROTECTION}
    written = (
        "INSERT INTO privacy_official (case_id, programme_id, number, ref, event, by, authority, letter, basis, "
        "fields, note, silent_until, act_id, happened_on, recorded_at) "
        "SELECT c.id, c.programme_id, c.number, 'S-1', 'RECEIVED', %s, 'Uji', '1', 'Uji', '{}', '', '2019-12-31', "
        "(SELECT max(seq) FROM audit_act), '2019-03-03', now() FROM cases_case c WHERE c.number = %s"
    )
    sees = {}

    with app.transaction(force_rollback=True):
        look(app, cast.HEAD)
        app.execute(written, [cast.HEAD, made.given])
        for who in cast.USERS:
            look(app, who)
            sees[who] = count(app, "privacy_official")
        ground.claim(app, context.signed(herself))
        assert (count(app, "cases_case"), count(app, "privacy_official")) == (1, 0)

    assert {who for who, seen in sees.items() if seen} == at_work


def test_a_receiving_office_sees_its_sheet_and_no_more(app: Raw) -> None:
    look(app, cast.RECEIVING_OFFICER)

    seen = {table for table in ground.OF_CASES if count(app, table)}

    assert seen <= {name for name in ground.OF_CASES if TABLES[name].part is Part.SHEET}
    assert {"cases_case", "journeys_itinerary", "cases_travelwish"} <= seen
    assert not seen & {"cases_screening", "cases_duplicate", "aid_listing", "cases_lock"}


def test_the_ministry_finds_of_the_act_book_only_its_own_lines(app: Raw) -> None:
    look(app, cast.MINISTRY_REVIEWER)

    found = app.execute("SELECT DISTINCT by FROM audit_act").fetchall()

    assert found == [(cast.MINISTRY_REVIEWER,)]


# --- consent, whatever was written about the assignment


def consent(owner: Raw, number: str, event: str, until: date | None = None) -> None:
    """Writes a word of hers past every rule of the application, as a fault in it might."""
    owner.execute(
        "INSERT INTO cases_consent (case_id, programme_id, purpose, event, text_version, language, until, act_id, "
        "happened_on, recorded_at) SELECT c.id, c.programme_id, 'PARTNER', %s, '', '', %s, "
        "(SELECT max(seq) FROM audit_act), '2019-03-03', now() FROM cases_case c WHERE c.number = %s",
        [event, until, number],
    )


@pytest.mark.parametrize(("event", "until"), [("WITHDRAWN", None), ("REFUSED", None), ("GIVEN", date(2019, 3, 4))])
def test_an_assignment_whose_consent_is_gone_shows_nothing(own_database: str, event: str, until: date | None) -> None:
    made = ground.fill()
    day = until or cast.TODAY
    with databases.connect(own_database) as app:
        look(app, cast.PARTNER_WORKER)
        assert numbers(app) == {made.given}
    with databases.connect(own_database, roles.OWNER) as owner:
        consent(owner, made.given, event, until)

    with databases.connect(own_database) as app:
        look(app, cast.PARTNER_WORKER, day)
        assert numbers(app) == set()
        assert {table: found for table in ground.OF_CASES if (found := count(app, table))} == {}
        assigned = app.execute("SELECT count(*) FROM cases_assignment").fetchone()

    assert assigned == (0,)


# --- locks


def test_a_locked_case_is_nowhere_for_anybody_else(app: Raw, made: Ground) -> None:
    for who in set(cast.USERS) - {cast.COORDINATOR, cast.CASE_WORKER}:
        look(app, who)
        rows = app.execute(
            "SELECT (SELECT count(*) FROM cases_case WHERE number = %(number)s), "
            "(SELECT count(*) FROM cases_lock), (SELECT count(*) FROM audit_act WHERE subject = %(number)s "
            "OR payload::text LIKE '%%' || %(number)s || '%%'), "
            "(SELECT count(*) FROM cases_duplicate d JOIN cases_case c ON c.id = d.other_id "
            "WHERE c.number = %(number)s)",
            {"number": made.locked},
        ).fetchone()
        app.rollback()
        assert rows == (0, 0, 0, 0), who


def test_for_the_two_it_is_locked_to_nothing_changes(app: Raw, made: Ground) -> None:
    for who in (cast.COORDINATOR, cast.CASE_WORKER):
        look(app, who)
        assert made.locked in numbers(app)
        assert count(app, "cases_lock") == 1
        app.rollback()


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_a_case_is_locked_and_opened_again(world: World) -> None:
    number = world.verified()
    world.actor(cast.CASE_WORKER)
    world.actor(cast.HEAD)
    said: dict[str, Any] = {"case": number, "first": cast.HEAD, "second": cast.CASE_WORKER, "reason": "Ancaman"}

    world.here("cases.lock.set", **said)

    with world.looking(cast.COORDINATOR), pytest.raises(Refusal, match="no case with that number"):
        cases.find(number)
    with world.looking(cast.COORDINATOR):
        assert cases.listing(programme=cast.PROGRAMME, filters=Filters(), basis=basis()).rows == ()
        assert status(cast.PROGRAMME, as_of=world.today).counts.registered == 1
    assert world.refusal("cases.choice.record", case=number, choice="STAY", informed="MEETING").code == "unknown-case"
    assert world.refusal("cases.lock.end", case=number).code == "unknown-case"
    assert world.refusal("cases.lock.set", cast.HEAD, **said).code == "case-locked"
    world.here("cases.choice.record", cast.CASE_WORKER, case=number, choice="STAY", informed="MEETING")
    world.here("cases.lock.end", cast.HEAD, case=number)
    assert world.file(number).choices[-1].choice == "STAY"
    assert world.refusal("cases.lock.end", case=number).code == "case-not-locked"


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (cast.COORDINATOR, cast.COORDINATOR, "lock-names-one"),
        (cast.COORDINATOR, "tidak-ada", "unknown-actor"),
        (cast.COORDINATOR, cast.TREASURER, "lock-holder-not-near"),
        (cast.COORDINATOR, cast.STRANGER, "lock-holder-not-near"),
        (cast.COORDINATOR, cast.MINISTRY_REVIEWER, "lock-holder-not-near"),
        (cast.COORDINATOR, cast.PARTNER_WORKER, "lock-holder-not-near"),
        (cast.REGISTRAR, cast.CASE_WORKER, "nobody-ends-the-lock"),
    ],
)
def test_refuses_a_lock_that_nobody_could_hold_or_end(world: World, first: str, second: str, code: str) -> None:
    number = world.case()
    for who in {first, second} & set(cast.USERS):
        world.actor(who)

    refusal = world.refusal("cases.lock.set", case=number, first=first, second=second, reason="Uji")

    assert refusal.code == code


def test_refuses_to_lock_a_case_whose_likely_double_is_undecided(world: World) -> None:
    one, other = world.case(nik="5371016311770009"), world.case(nik="5371016311770009")
    world.actor(cast.CASE_WORKER)

    for case in (one, other):
        refusal = world.refusal(
            "cases.lock.set", case=case, first=cast.COORDINATOR, second=cast.CASE_WORKER, reason="Uji"
        )
        assert refusal.code == "open-double"


def told(world: World) -> Status:
    with world.looking(cast.REGISTRAR):
        return status(cast.PROGRAMME, as_of=world.today)


def test_nobody_learns_of_a_locked_case_by_registering_her_again(world: World) -> None:
    number = world.case(nik="5371016311770009")
    world.actor(cast.CASE_WORKER)
    world.here("cases.lock.set", case=number, first=cast.COORDINATOR, second=cast.CASE_WORKER, reason="Uji")
    asked: dict[str, Any] = {"case": world.number(), "nik": "5371016311770009"}

    before = told(world)
    receipt = world.here("cases.case.register", cast.REGISTRAR, **asked)

    assert receipt.warnings == ()
    after = told(world)
    assert after.counts.registered == before.counts.registered + 1
    assert [one.gate for one in after.blockers] == [one.gate for one in before.blockers]
    assert world.file(receipt.subject, cast.REGISTRAR).duplicates == ()
    hinted = [(line.other, line.event, line.reason) for line in world.file(number, cast.CASE_WORKER).duplicates]
    assert hinted == [(receipt.subject, "HINTED", "nik=same:21.9")]  # the two it is locked to are told
    with world.looking(SYSTEM.code):
        assert [check.name for check in verify() if not check.ok] == []
    again = world.here("cases.case.register", cast.CASE_WORKER, **{**asked, "case": world.number()})
    assert again.warnings != ()  # one of the two named sees both


def test_the_system_goes_on_judging_a_locked_case(world: World) -> None:
    number = world.verified()
    world.actor(cast.CASE_WORKER)
    world.here("cases.lock.set", case=number, first=cast.COORDINATOR, second=cast.CASE_WORKER, reason="Uji")

    with context.looking(SYSTEM_VIEW):
        assert cases.find(number).number == number


# --- the other roles of the database


def test_the_public_reads_published_figures_and_nothing_else(filled: tuple[str, Ground]) -> None:
    with databases.connect(filled[0], roles.PUBLIC) as public:
        assert count(public, "figures_release") == 0
        for table in set(TABLES) - {"figures_release"}:
            with pytest.raises(errors.InsufficientPrivilege), public.transaction():
                count(public, table)


def test_the_worker_opens_no_identity_and_no_credential(filled: tuple[str, Ground]) -> None:
    closed = {"people_key", "people_identity", "mfa_authenticator", "accounts_token", "pulang_context_key"}
    with databases.connect(filled[0], roles.JOBS) as jobs:
        ground.claim(jobs, context.signed(SYSTEM_VIEW))
        assert count(jobs, "cases_case") == 4
        for table in closed:
            with pytest.raises(errors.InsufficientPrivilege), jobs.transaction():
                count(jobs, table)
        ground.claim(jobs, context.signed(ground.view_of(cast.STRANGER)))
        assert count(jobs, "cases_case") == 1
