"""The database keeps the rules by itself: tried in plain SQL, as the application, as the owner, with no code of ours.

Where a whole database is spoilt, the test has one of its own and throws it away.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import errors, sql
from pytest_django.plugin import DjangoDbBlocker
from tests import databases
from tests import world as cast
from tests.flows.test_accepting import accept
from tests.flows.test_handing_over import give
from tests.world import World

from pulang.flows import looking
from pulang.kernel import refs
from pulang.storage import context, guards
from pulang.storage.context import Reach, View
from pulang.storage.postgres import roles
from pulang.storage.tables import BALANCED, TABLES, Kind, Part, Shows

BOOKS = sorted(name for name, table in TABLES.items() if table.kind is Kind.BOOK)
PERSONAL = sorted(name for name, table in TABLES.items() if table.personal)
OF_CASES = sorted(
    name for name in PERSONAL if TABLES[name].shows not in {Shows.ACTS, Shows.LOOKS, Shows.DESKS, Shows.CONDUCT}
)
OPENING_NAMES = sorted(name for name in PERSONAL if TABLES[name].shows in {Shows.NAMES, Shows.KEYS})

Raw = psycopg.Connection


# --- one small world for all tests that only look and are refused


@pytest.fixture(scope="module")
def filled(django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Two cases of one programme, with a row in every personal table; one of them in the partner's care."""
    with django_db_blocker.unblock():
        name = databases.copy(database_template)
        try:
            with databases.pointed_at(name):
                fill()
            yield name
        finally:
            databases.drop(name)


def fill() -> None:
    world = World()
    world.programme_ready()
    own = world.planned(world.verified(world.choosing(nik="5371016311770009", name="Kenari", pressure=True)))
    other = world.case(nik="5371016311770009")
    world.given(own, cast.PARTNER, "PARTNER")
    world.here("cases.wish.record", cast.CASE_WORKER, case=own, discreet=True)
    world.here("cases.objection.raise", cast.CASE_WORKER, case=own, objection="K-1", topic="TRAVEL")
    world.here("aid.decree.issue", cast.HEAD, number="SKP-1", issuer="Dinas Sosial")
    world.here("aid.beneficiary.list", cases=[own], decree="SKP-1")
    world.here("aid.channel.record", cast.CASE_WORKER, case=own, kind="BANK_ACCOUNT", own_name=True)
    world.here("readiness.gate.waive", cast.HEAD, gate="screening-done", case=other, reason="Uji", until="2019-04-01")
    world.here("cases.consent.record", cast.CASE_WORKER, case=own, purpose="RECEIVING_OFFICE", event="WITHDRAWN")
    world.here("privacy.request.receive", cast.CASE_WORKER, case=own, request="P-1", kind="ACCESS")
    world.here(
        "privacy.official.receive",
        cast.HEAD,
        case=own,
        request="S-1",
        authority="Kantor A",
        letter="B/1",
        basis="UU 1",
        fields=["NAME"],
    )
    world.erased(world.move(world.case(), "WITHDRAWN"))
    locked = world.case()
    world.here("cases.lock.set", case=locked, first=cast.COORDINATOR, second=cast.CASE_WORKER, reason="Uji")
    world.here("cases.lock.end", case=locked)
    with world.looking(cast.CASE_WORKER):
        looking.note(action="case.listed", programme=cast.PROGRAMME)
    world.here("reveals.identity.open", cast.CASE_WORKER, case=own, fields=["NAME"], purpose="CONTACT")
    world.here("reveals.sample.draw", cast.MINISTRY_REVIEWER, size=2)
    world.emergency(own, cast.HEAD)
    world.here("reveals.emergency.confirm", cast.COORDINATOR, emergency=1, upheld=True)
    bringing(world)
    world.copied()
    world.paid_list()
    world.complaints()
    journeys(world, own)
    everybody(world)


def bringing(world: World) -> None:
    """What came from workbooks, one that was handed in, and a registration that somebody has begun."""
    world.here("statements.answer.prepare", code="J-1", question="Kapan pulang?", text="Sampai {hari}: {menunggu}")
    for undone in (False, True):
        world.imported(undone=undone)
    world.handed_in()
    world.drafted()


def everybody(world: World) -> None:
    for who in (cast.WATCHER, cast.ADMINISTRATOR, cast.STRANGER, cast.DATA_PROTECTION):
        world.actor(who)


def found(world: World) -> None:
    """Something that was found of the institution."""
    said: dict[str, Any] = {"kind": "FINDING", "severity": "GRAVE", "text": "Papan pengaduan tidak ada"}
    world.do("partners.incident.record", partner=cast.PARTNER, code="temuan-1", **said)


def talking(world: World, own: str) -> None:
    """How she is reached, a question of hers, and the notice that it is answered."""
    world.here("contacts.contact.change", cast.CASE_WORKER, case=own, way="TEXT", address="081200000000")
    world.here("contacts.question.ask", cast.CASE_WORKER, case=own, question="S-1", words="Kapan?")
    world.here("contacts.question.answer", cast.CASE_WORKER, case=own, question="S-1", words="Besok.")


def journeys(world: World, own: str) -> None:
    """A ticket of an accepted plan; somebody who was there on her day, left, was handed over, and what was found."""
    talking(world, own)
    world.verified()
    accept(world)
    going = world.planned(departs_on=world.today)
    world.here("journeys.checkin.record", cast.CASE_WORKER, case=going)
    world.here("journeys.manifest.leave", cast.CASE_WORKER, cases=[going])
    give(world, going)
    found(world)
    settled = world.move(world.case(on=world.today - timedelta(days=40)), "STAYED", on=world.today - timedelta(days=28))
    world.here("cases.consent.record", case=settled, purpose="CONTACT_AFTERWARDS", event="GIVEN", text_version="1")
    staying = world.choosing("STAY")
    world.here("journeys.support.mark", cast.CASE_WORKER, case=staying, kind="TRAINING", state="OFFERED")
    world.here("journeys.search.begin", search=refs.draw("C", lambda n: 5 % n))
    world.here("journeys.followup.record", cast.CASE_WORKER, case=settled, month=1, outcome="UNREACHABLE")
    world.listed(going)


@pytest.fixture
def app(filled: str) -> Iterator[Raw]:
    with databases.connect(filled) as raw:
        yield raw
        raw.rollback()


@pytest.fixture
def owner(filled: str) -> Iterator[Raw]:
    with databases.connect(filled, roles.OWNER) as raw:
        yield raw
        raw.rollback()


def look(raw: Raw, *, actor: str, agency: str, reach: str, names: str = "no", today: str = "2019-03-03") -> None:
    view = View(
        actor, agency, Reach(reach), names=names == "yes", day=date.fromisoformat(today), looks=("care", "acts")
    )
    claim(raw, context.signed(view))


def claim(raw: Raw, token: str) -> None:
    raw.execute("SELECT set_config('pulang.context', %s, true)", [token])


def count(raw: Raw, table: str) -> int:
    row = raw.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    assert row is not None
    return int(row[0])


def first_column(raw: Raw, table: str) -> sql.Identifier:
    row = raw.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum = 1", [table])
    return sql.Identifier(row.fetchone()[0])  # type: ignore[index]


def seen(raw: Raw, tables: list[str]) -> dict[str, int]:
    return {table: found for table in tables if (found := count(raw, table))}


@pytest.mark.parametrize("table", PERSONAL)
def test_there_is_something_to_see_in_every_personal_table(owner: Raw, table: str) -> None:
    assert count(owner, table) > 0


# --- books


@pytest.mark.parametrize("table", BOOKS)
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_may_not_change_a_book(app: Raw, table: str, statement: str) -> None:
    look(app, actor="pulang", agency="", reach="ALL", names="yes")
    column = first_column(app, table)

    with pytest.raises(errors.InsufficientPrivilege):
        app.execute(sql.SQL(statement).format(sql.Identifier(table), column, column))


@pytest.mark.parametrize("table", BOOKS)
def test_even_the_owner_may_not_change_a_book(owner: Raw, table: str) -> None:
    name = sql.Identifier(table)
    column = first_column(owner, table)
    filled = count(owner, table) > 0

    for statement in (
        sql.SQL("UPDATE {} SET {} = {}").format(name, column, column),
        sql.SQL("DELETE FROM {}").format(name),
        sql.SQL("TRUNCATE {} CASCADE").format(name),
    ):
        if not filled and not statement.as_string(None).startswith("TRUNCATE"):
            continue  # a trigger for each row has no row to refuse
        with pytest.raises(errors.RestrictViolation, match="is a book"), owner.transaction():
            owner.execute(statement)


def test_the_application_may_not_cut_a_table_that_is_kept(app: Raw) -> None:
    look(app, actor="pulang", agency="", reach="ALL", names="yes")

    for table in (name for name, decided in TABLES.items() if decided.kind is Kind.KEPT):
        with pytest.raises(errors.InsufficientPrivilege), app.transaction():
            app.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


# --- for whom the database answers


@pytest.mark.parametrize("table", PERSONAL)
def test_without_a_context_nothing_is_read_and_an_error_is_raised(app: Raw, table: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege, match="no context"):
        count(app, table)


@pytest.mark.parametrize("table", PERSONAL)
def test_a_context_ends_with_its_transaction(app: Raw, table: str) -> None:
    look(app, actor="pulang", agency="", reach="ALL", names="yes")
    assert count(app, table) > 0
    app.commit()

    with pytest.raises(errors.InsufficientPrivilege, match="no context"):
        count(app, table)


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token.replace("|NONE|", "|ALL|"),
        lambda token: token.replace("|nobody|", "|somebody|"),
        lambda token: token[:-1] + ("0" if token[-1] != "0" else "1"),
        lambda token: token.rsplit("|", 1)[0],
        lambda token: token.replace("1|", "2|", 1),
        lambda token: f"{token}|ALL",
        lambda token: "ALL",
    ],
)
def test_a_context_the_application_did_not_sign_is_an_error_on_every_table(
    app: Raw, forge: Callable[[str], str]
) -> None:
    token = forge(context.signed(View("nobody", cast.CITY, Reach.NONE)))
    for table in PERSONAL:
        claim(app, token)
        with pytest.raises(errors.InsufficientPrivilege, match="not signed"), app.transaction():
            count(app, table)


def test_a_context_that_has_ended_is_an_error(app: Raw) -> None:
    token = context.signed(View("nobody", cast.CITY, Reach.ALL, seconds=-1))
    for table in PERSONAL:
        claim(app, token)
        with pytest.raises(errors.InsufficientPrivilege, match="has ended"), app.transaction():
            count(app, table)


def test_the_application_cannot_read_the_key_that_signs_contexts(app: Raw) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        count(app, "pulang_context_key")


def test_the_system_sees_all_and_the_lead_office_and_the_ministry_their_programme(app: Raw) -> None:
    found = []
    for reach, agency in (("ALL", ""), ("PROGRAMMES", cast.CITY), ("PROGRAMMES", cast.MINISTRY)):
        look(app, actor="x", agency=agency, reach=reach, names="yes")
        found.append({table: count(app, table) for table in OF_CASES if table not in OPENING_NAMES})
        app.rollback()

    assert found[0] == found[1] == found[2]
    assert all(found[0].values())


@pytest.mark.parametrize("agency", [cast.OTHER_CITY, cast.PARTNER, cast.RECEIVER, cast.OBSERVER, cast.FINANCE, "", "%"])
def test_another_office_sees_no_row_of_any_personal_table(app: Raw, agency: str) -> None:
    look(app, actor=cast.STRANGER, agency=agency, reach="PROGRAMMES", names="yes")

    own = {Shows.OWN_OR_BY_CASE, Shows.CONDUCT}
    assert seen(app, [name for name in PERSONAL if TABLES[name].shows not in own]) == {}


def test_what_was_found_of_an_institution_is_for_itself_and_for_those_who_judge_institutions(app: Raw) -> None:
    seen_by = {}
    views: list[tuple[str, str, tuple[str, ...]]]
    views = [(cast.PARTNER, "CASES", ()), (cast.PARTNER, "NONE", ()), (cast.RECEIVER, "CASES", ())]
    for agency in (cast.CITY, cast.OTHER_CITY, cast.MINISTRY):
        views += [(agency, "PROGRAMMES", ()), (agency, "PROGRAMMES", ("conduct",))]
    for agency, reach, looks in views:
        claim(app, context.signed(View("x", agency, Reach(reach), looks=looks)))
        seen_by[agency, reach, looks] = count(app, "partners_incident")
        app.rollback()

    assert {view for view, rows in seen_by.items() if rows} == {
        (cast.PARTNER, "CASES", ()),
        *((agency, "PROGRAMMES", ("conduct",)) for agency in (cast.CITY, cast.OTHER_CITY, cast.MINISTRY)),
    }


@pytest.mark.parametrize(("agency", "asked"), [(cast.RECEIVER, 1), (cast.PARTNER, 0), (cast.OTHER_CITY, 0), ("", 0)])
def test_an_office_that_lost_a_case_sees_what_it_has_to_delete_and_no_other_office_does(
    app: Raw, agency: str, asked: int
) -> None:
    for reach in ("PROGRAMMES", "CASES"):
        look(app, actor=cast.STRANGER, agency=agency, reach=reach)
        # The partner still has the case, so it may see what another office was asked about it.
        own = app.execute("SELECT count(*) FROM privacy_deletion WHERE agency_id = %s", [agency]).fetchone()

        assert own == (asked,)
    look(app, actor=cast.STRANGER, agency=agency, reach="NONE")
    assert count(app, "privacy_deletion") == 0


@pytest.mark.parametrize("agency", [cast.CITY, cast.OBSERVER, cast.FINANCE, cast.MINISTRY, ""])
def test_who_works_on_no_case_sees_none_wherever_they_work(app: Raw, agency: str) -> None:
    look(app, actor="nobody", agency=agency, reach="NONE", names="yes")

    assert seen(app, PERSONAL) == {}


def test_a_partner_sees_the_cases_in_its_care_and_nothing_else(app: Raw) -> None:
    look(app, actor=cast.PARTNER_WORKER, agency=cast.PARTNER, reach="CASES")

    assert count(app, "cases_case") == 1
    for table in OF_CASES:
        if TABLES[table].shows in {Shows.BY_CASE, Shows.CASES}:
            key = "id" if table == "cases_case" else "case_id"
            found = app.execute(
                sql.SQL("SELECT DISTINCT {} FROM {}").format(sql.Identifier(key), sql.Identifier(table))
            )
            assert len(found.fetchall()) <= 1, table
    assert seen(app, OPENING_NAMES) == {}
    assert count(app, "people_person") == 1
    assert count(app, "audit_act") == 0


def test_the_person_herself_sees_the_rows_of_her_own_case_and_opens_no_name(app: Raw, owner: Raw) -> None:
    cared = sorted(name for name in OF_CASES if TABLES[name].part is Part.CARE)
    numbers = [row[0] for row in owner.execute("SELECT number FROM cases_case ORDER BY number").fetchall()]
    for number in numbers:
        claim(app, context.signed(View(number, "", Reach.PERSON, names=True)))

        assert app.execute("SELECT number FROM cases_case").fetchall() == [(number,)]
        assert app.execute(
            "SELECT DISTINCT c.number FROM cases_choice x JOIN cases_case c ON c.id = x.case_id"
        ).fetchall() in ([], [(number,)])
        assert seen(app, [*OPENING_NAMES, *cared, "grievances_line"]) == {}
    look(app, actor="K-0000-0000", agency="", reach="PERSON")

    assert len(numbers) > 2
    assert seen(app, PERSONAL) == {}


def test_a_complaint_shows_at_its_desk_to_few_where_it_is_grave_and_to_whoever_made_it(app: Raw, owner: Raw) -> None:
    grave, plain = (
        owner.execute("SELECT code FROM grievances_line WHERE restricted = %s", [which]).fetchone()
        for which in (True, False)
    )
    assert grave is not None
    assert plain is not None
    found = {}
    for agency in (cast.CITY, cast.MINISTRY):
        for kept_apart in ((), ("restricted",)):
            claim(app, context.signed(View(cast.STRANGER, agency, Reach.PROGRAMMES, looks=kept_apart)))
            found[agency, kept_apart] = app.execute("SELECT code FROM grievances_line").fetchall()
    look(app, actor=grave[0], agency="", reach="NONE")

    assert app.execute("SELECT code FROM grievances_line").fetchall() == [grave]
    assert found == {
        (cast.CITY, ()): [plain],
        (cast.CITY, ("restricted",)): [plain],
        (cast.MINISTRY, ()): [],
        (cast.MINISTRY, ("restricted",)): [grave],
    }


def test_care_that_has_run_out_shows_nothing_any_more(app: Raw) -> None:
    look(app, actor=cast.PARTNER_WORKER, agency=cast.PARTNER, reach="CASES", today="2021-01-01")

    assert count(app, "cases_case") == 0


def test_nobody_opens_a_name_without_a_reveal_of_her_own(app: Raw) -> None:
    found = []
    for actor, names in ((cast.CASE_WORKER, "no"), (cast.REGISTRAR, "yes"), (cast.COORDINATOR, "yes")):
        look(app, actor=actor, agency=cast.CITY, reach="PROGRAMMES", names=names)
        found.append(seen(app, OPENING_NAMES))
        look(app, actor=actor, agency=cast.CITY, reach="ALL", names=names)
        found.append(seen(app, OPENING_NAMES))

    assert found == [{}] * 6


def test_a_reveal_opens_one_field_of_one_person_to_whoever_asked_for_it(app: Raw) -> None:
    look(app, actor=cast.CASE_WORKER, agency=cast.CITY, reach="PROGRAMMES", names="yes")
    fields = app.execute("SELECT field FROM people_identity").fetchall()
    keys = count(app, "people_key")
    look(app, actor=cast.CASE_WORKER, agency=cast.OTHER_CITY, reach="PROGRAMMES", names="yes")
    elsewhere = seen(app, OPENING_NAMES)

    assert (fields, keys, elsewhere) == ([("NAME",)], 1, {})


def test_everybody_finds_her_own_acts_and_nobody_elses(app: Raw) -> None:
    look(app, actor=cast.TREASURER, agency=cast.FINANCE, reach="NONE")

    found = app.execute("SELECT DISTINCT by FROM audit_act").fetchall()

    assert found == [(cast.TREASURER,)]


@pytest.mark.parametrize("table", [name for name in PERSONAL if TABLES[name].shows is Shows.BY_CASE])
def test_no_row_is_written_about_a_case_that_is_not_ones_own(app: Raw, owner: Raw, table: str) -> None:
    found = owner.execute(
        "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = ''",
        [table],
    ).fetchone()
    assert found is not None
    row = owner.execute(
        sql.SQL("SELECT {} FROM {} LIMIT 1").format(sql.SQL(found[0]), sql.Identifier(table))
    ).fetchone()
    assert row is not None
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table), sql.SQL(found[0]), sql.SQL(", ").join(sql.Literal(value) for value in row)
    )
    for agency, reach in ((cast.OTHER_CITY, "PROGRAMMES"), (cast.OTHER_CITY, "CASES"), (cast.CITY, "NONE")):
        look(app, actor=cast.STRANGER, agency=agency, reach=reach)
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"), app.transaction():
            app.execute(statement)
        app.rollback()


def test_an_act_is_written_in_nobody_elses_name(app: Raw) -> None:
    look(app, actor=cast.STRANGER, agency=cast.OTHER_CITY, reach="PROGRAMMES")

    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        app.execute(
            "INSERT INTO audit_act (seq, id, at, by, agency, verb, programme, subject, payload, fingerprint) "
            "VALUES (900000, 'x', now(), 'kepala', '', 'x', '', '', '{}', '')"
        )


# --- the other roles of the database


def test_the_sealer_reads_the_trail_and_the_ledger_and_nothing_else(filled: str) -> None:
    with databases.connect(filled, roles.SEALER) as sealer:
        for table, decided in TABLES.items():
            if decided.sealed:
                assert count(sealer, table) >= 0
            elif decided.kind is not Kind.SEALS:
                with pytest.raises(errors.InsufficientPrivilege), sealer.transaction():
                    count(sealer, table)
        assert count(sealer, "audit_act") > 0
        assert count(sealer, "funds_posting") > 0


# --- money


def entry(raw: Raw, amounts: list[int]) -> None:
    found = raw.execute(
        "INSERT INTO funds_entry (kind, document, note, source_text, act_id, happened_on, recorded_at) "
        "SELECT kind, document, note, source_text, act_id, happened_on, recorded_at FROM funds_entry LIMIT 1 "
        "RETURNING id"
    ).fetchone()
    assert found is not None
    if amounts:
        raw.execute(
            "INSERT INTO funds_posting (entry_id, source_id, account, amount) "
            "SELECT %s, 'APBD-KPG', x.account, x.amount "
            "FROM unnest(%s::text[], %s::bigint[]) x (account, amount)",
            [found[0], ["PAYER", "ALLOCATED", "RELEASED"][: len(amounts)], amounts],
        )


@pytest.mark.parametrize("amounts", [[], [5], [-5, 4], [-5, 5, 1]])
def test_an_entry_that_does_not_sum_to_zero_is_not_kept(app: Raw, amounts: list[int]) -> None:
    def kept() -> None:
        entry(app, amounts)
        app.commit()

    with pytest.raises(errors.CheckViolation, match="does not sum to zero"):
        kept()


def test_a_posting_added_later_is_refused_as_well(app: Raw) -> None:
    with pytest.raises(errors.CheckViolation, match="does not sum to zero"):
        app.execute(
            "INSERT INTO funds_posting (entry_id, source_id, account, amount) "
            "SELECT entry_id, source_id, account, 1 FROM funds_posting LIMIT 1"
        )


def test_lines_of_two_entries_do_not_make_up_for_one_another(app: Raw) -> None:
    with pytest.raises(errors.CheckViolation, match="does not sum to zero"):
        app.execute(
            "INSERT INTO funds_posting (entry_id, source_id, account, amount) "
            "SELECT p.entry_id, p.source_id, p.account, p.place * 2 - 3 FROM ("
            "  SELECT entry_id, source_id, account, row_number() OVER (ORDER BY entry_id) AS place"
            "  FROM funds_posting WHERE amount > 0 ORDER BY entry_id LIMIT 2) p"
        )


def test_an_entry_in_balance_is_kept(own_database: str) -> None:
    World().travel_money()
    with databases.connect(own_database) as app:
        before = count(app, "funds_entry")
        entry(app, [-5, 5])
        app.commit()

        assert count(app, "funds_entry") == before + 1


# --- the guards know when one of them is gone


@pytest.mark.django_db
def test_every_table_has_a_decision_and_every_guard_is_there() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        )
        present = {row[0] for row in cursor.fetchall()}

    assert guards.missing_here() == []
    assert present == set(TABLES)
    assert set(BALANCED) <= set(BOOKS)


# fmt: off
SPOILT: list[tuple[str, str]] = [
    ("CREATE VIEW seen AS SELECT * FROM cases_case", "seen: no decision"),
    ("CREATE VIEW seen WITH (security_invoker = true) AS SELECT * FROM cases_case", "seen: no decision"),
    ("CREATE MATERIALIZED VIEW seen AS SELECT number FROM cases_case", "seen: no decision"),
    (
        "CREATE FUNCTION seen() RETURNS text LANGUAGE sql SECURITY DEFINER AS $$ SELECT 'x'::text $$",
        "seen: not the function it was",
    ),
    ("ALTER FUNCTION pulang_ctx(text) SECURITY DEFINER", "pulang_ctx: not the function it was"),
    ("ALTER FUNCTION pulang_claims() SECURITY INVOKER", "pulang_claims: not the function it was"),
    ("ALTER FUNCTION pulang_claims() RESET ALL", "pulang_claims: anybody may call it, or it trusts a search path"),
    (
        "GRANT EXECUTE ON FUNCTION pulang_claims() TO PUBLIC",
        "pulang_claims: anybody may call it, or it trusts a search path",
    ),
    (
        "ALTER TABLE cases_choice DROP CONSTRAINT pulang_of_its_case",
        "cases_choice: a row may name a case of another programme",
    ),
    ("CREATE TABLE forgotten (id int)", "forgotten: no decision"),
    ("DROP POLICY pulang_sees ON cases_case", "cases_case: a policy is missing"),
    ("DROP POLICY pulang_adds ON people_person", "people_person: a policy is missing"),
    ("CREATE POLICY more ON cases_choice USING (1 = 1)", "cases_choice: a policy shows more than was decided"),
    ("ALTER POLICY pulang_sees ON people_key USING (true)", "people_key: a policy shows more than was decided"),
    ("ALTER POLICY pulang_adds ON audit_act WITH CHECK (true)", "audit_act: a policy shows more than was decided"),
    ("ALTER TABLE people_identity NO FORCE ROW LEVEL SECURITY", "people_identity: row security is not forced"),
    ("ALTER TABLE audit_act DISABLE ROW LEVEL SECURITY", "audit_act: row security is not forced"),
    ("ALTER TABLE audit_act DISABLE TRIGGER pulang_append_only", "audit_act: the append-only trigger is missing"),
    (
        "ALTER TABLE audit_act ENABLE REPLICA TRIGGER pulang_append_only",
        "audit_act: the append-only trigger is missing",
    ),
    ("DROP TRIGGER pulang_append_only ON cases_choice", "cases_choice: the append-only trigger is missing"),
    ("DROP TRIGGER pulang_not_emptied ON cases_choice", "cases_choice: the append-only trigger is missing"),
    ("GRANT UPDATE ON cases_choice TO pulang_app", "cases_choice: the application may change a book"),
    ("GRANT UPDATE (choice) ON cases_choice TO pulang_app", "cases_choice: the application may change a book"),
    ("GRANT DELETE ON cases_choice TO PUBLIC", "cases_choice: everybody may do more than was decided: DELETE"),
    ("GRANT TRUNCATE ON audit_act TO pulang_app", "audit_act: the application may change a book"),
    (
        "GRANT DELETE ON accounts_user TO pulang_app",
        "accounts_user: the application may do more than was decided: DELETE",
    ),
    ("GRANT SELECT ON cases_case TO pulang_public", "cases_case: pulang_public may do more than was decided: SELECT"),
    ("REVOKE SELECT ON audit_act FROM pulang_sealer", "audit_act: pulang_sealer may do less than was decided: SELECT"),
    ("DROP POLICY pulang_seals ON audit_act", "audit_act: a policy is missing"),
    (
        "GRANT INSERT ON django_migrations TO pulang_app",
        "django_migrations: the application may do more than was decided: INSERT",
    ),
    ("DROP TRIGGER pulang_balanced ON funds_posting", "funds_posting: the trigger that asks for balance is missing"),
    (
        "ALTER TABLE funds_entry DISABLE TRIGGER pulang_balanced",
        "funds_entry: the trigger that asks for balance is missing",
    ),
    (
        "CREATE OR REPLACE FUNCTION pulang_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "pulang_refuse_change: not the function it was",
    ),
    (
        "CREATE OR REPLACE FUNCTION pulang_reach() RETURNS text LANGUAGE sql AS $$ SELECT 'ALL'::text $$",
        "pulang_reach: not the function it was",
    ),
    (
        "CREATE OR REPLACE TRIGGER pulang_append_only AFTER INSERT ON aid_rate EXECUTE FUNCTION pulang_check_entry()",
        "aid_rate: the append-only trigger is missing",
    ),
]


@pytest.mark.parametrize(("statement", "fault"), SPOILT)
def test_a_guard_that_is_gone_is_noticed(owner: Raw, statement: str, fault: str) -> None:
    with owner.cursor() as cursor:
        cursor.execute(sql.SQL(statement))  # rolled back with the test
        assert guards.missing(cursor) == [fault]


def test_guards_that_were_lifted_are_put_back_after_every_migration(own_database: str) -> None:
    repaired = [statement for statement, _ in SPOILT if "forgotten" not in statement and " seen" not in statement]
    with databases.connect(own_database, roles.OWNER) as owner:
        for statement in repaired:
            owner.execute(statement)
        with owner.cursor() as cursor:
            before = guards.missing(cursor)
        guards.apply(owner)
        with owner.cursor() as cursor:
            after = guards.missing(cursor)

    assert len(before) >= 12
    assert [fault for fault in after if "shows more" not in fault] == []
