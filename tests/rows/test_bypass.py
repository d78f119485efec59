"""Ways around the row security, each tried in plain SQL as the application; and each shown to do something elsewhere.

An attempt is made in the transaction of somebody who sees no case of the programme but the one in her care. It counts
as real only because the same statement, said by whoever may, gives what was sought or is carried out.
"""

from dataclasses import dataclass

import psycopg
import pytest
from psycopg import errors, sql
from tests import databases
from tests import world as cast
from tests.asvs import asvs
from tests.rows.ground import Ground, claim, look, numbers, view_of

from pulang.storage import context
from pulang.storage.context import View
from pulang.storage.postgres import roles

Raw = psycopg.Connection


@dataclass(frozen=True, slots=True)
class Attempt:
    """A statement that seeks a hidden case, or power; `{secret}` is its number, `{key}` its key."""

    name: str
    says: str
    by: str = "owner"  # who can really do it: the owner, or the server's superuser
    first: str = ""  # said before, by both

    def __str__(self) -> str:
        return self.name


# fmt: off
READS = [
    Attempt("select", "SELECT number FROM cases_case"),
    Attempt("select by number", "SELECT alias, number FROM cases_case WHERE number = '{secret}'"),
    Attempt("select by key", "SELECT number FROM cases_case WHERE id = '{key}'"),
    Attempt("select by place on the page", "SELECT number FROM cases_case WHERE ctid = ANY "
            "(SELECT format('(%s,%s)', p, i)::tid FROM generate_series(0, 3) p, generate_series(1, 60) i)"),
    Attempt("select by transaction", "SELECT number FROM cases_case WHERE xmin::text::bigint > 0"),
    Attempt("select with a leaky operator first",
            "SELECT number FROM cases_case WHERE number ~ '.*' AND length(number) > 0"),
    Attempt("copy out", "COPY (SELECT number FROM cases_case) TO STDOUT"),
    Attempt("table command", "TABLE cases_case"),
    Attempt("common table expression", "WITH x AS MATERIALIZED (SELECT * FROM cases_case) SELECT number FROM x"),
    Attempt("lateral join from an open table",
            "SELECT c.number FROM programmes_programme p, LATERAL (SELECT * FROM cases_case WHERE programme_id "
            "= p.code) c"),
    Attempt("outer join from an open table",
            "SELECT c.number FROM programmes_programme p FULL JOIN cases_case c ON c.programme_id = p.code"),
    Attempt("scalar subquery", "SELECT (SELECT string_agg(number, ' ') FROM cases_case)"),
    Attempt("whole row as text", "SELECT c::text FROM cases_case c"),
    Attempt("whole row as json", "SELECT row_to_json(c) FROM cases_case c"),
    Attempt("cursor", "FETCH ALL FROM sought", first="DECLARE sought CURSOR FOR SELECT number FROM cases_case"),
    Attempt("text search statistics",
            "SELECT word FROM ts_stat('SELECT to_tsvector(''simple'', number) FROM cases_case')"),
    Attempt("skip locked", "SELECT number FROM cases_case FOR KEY SHARE SKIP LOCKED", by="owner"),
    Attempt("union with a book about cases",
            "SELECT c.number FROM cases_choice b JOIN cases_case c ON c.id = b.case_id UNION SELECT number FROM "
            "cases_case"),
    Attempt("acts about it", "SELECT subject, payload FROM audit_act"),
    Attempt("acts by subject", "SELECT subject FROM audit_act WHERE subject = '{secret}'"),
    Attempt("looks at it", "SELECT number, case_id FROM audit_look WHERE number <> '' UNION ALL "
            "SELECT '{secret}', NULL WHERE EXISTS (SELECT 1 FROM audit_look WHERE '{key}' = ANY (cases) OR "
            "case_id = '{key}') "
            "UNION ALL SELECT subject, NULL FROM audit_act"),
    Attempt("json path over acts",
            "SELECT jsonb_path_query(payload, 'strict $.case') FROM audit_act WHERE payload ? 'case'"),
    Attempt("stored answers", "SELECT c.number FROM readiness_assessment a LEFT JOIN cases_case c ON c.id = a.case_id"),
    Attempt("prepared with a wider context", "EXECUTE sought", first="PREPARE sought AS SELECT number FROM cases_case"),
    Attempt("inlined function", "SELECT * FROM (SELECT string_agg(number, ',') OVER () FROM cases_case) x"),
    Attempt("do block", "SELECT current_setting('sought.numbers', true)",
            first="DO $$ BEGIN PERFORM set_config('sought.numbers', "
                  "coalesce((SELECT string_agg(number, ' ') FROM cases_case), ''), true); END $$"),
    Attempt("update returning", "UPDATE readiness_assessment SET stage = stage RETURNING case_id"),
    Attempt("merge", "MERGE INTO readiness_assessment a USING (SELECT '{key}'::uuid AS id) s ON a.case_id = s.id "
            "WHEN MATCHED THEN UPDATE SET stage = a.stage"),
    Attempt("statistics of values", "SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats "
            "WHERE tablename = 'cases_case' AND attname = 'number'", by="admin"),
]
ORACLES = [
    Attempt("division by zero", "SELECT 1 / (CASE WHEN number = '{secret}' THEN 0 ELSE 1 END) FROM cases_case"),
    Attempt("cast error", "SELECT number::int FROM cases_case WHERE number = '{secret}'"),
    Attempt("json path error",
            "SELECT jsonb_path_query(to_jsonb(c), 'strict $.nothing') FROM cases_case c WHERE number = '{secret}'"),
    Attempt("length error", "SELECT substr('x', 1, -1) FROM cases_case WHERE number = '{secret}'"),
    Attempt("regular expression error", "SELECT 'x' ~ '(' FROM cases_case WHERE number = '{secret}'"),
    Attempt("error in an order", "SELECT number FROM cases_case ORDER BY 1 / nullif((number <> '{secret}')::int, 1)"),
]
POWERS = [
    Attempt("become the owner", "SET ROLE pulang_owner"),
    Attempt("become the superuser", "SET SESSION AUTHORIZATION pulang_admin", by="admin"),
    Attempt("row security off", "SELECT count(*) FROM cases_case", by="admin", first="SET LOCAL row_security = off"),
    Attempt("disable row security", "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY"),
    Attempt("do not force row security", "ALTER TABLE cases_case NO FORCE ROW LEVEL SECURITY"),
    Attempt("drop a policy", "DROP POLICY pulang_sees ON cases_case"),
    Attempt("alter a policy", "ALTER POLICY pulang_sees ON cases_case USING (true)"),
    Attempt("add a policy", "CREATE POLICY mine ON cases_case USING (true)"),
    Attempt("drop a trigger", "DROP TRIGGER pulang_append_only ON cases_choice"),
    Attempt("disable triggers", "ALTER TABLE cases_choice DISABLE TRIGGER USER"),
    Attempt("replace a function",
            "CREATE OR REPLACE FUNCTION pulang_reach() RETURNS text LANGUAGE sql AS $$ SELECT 'ALL' $$"),
    Attempt("shadow a function in a temporary schema",
            "CREATE FUNCTION pg_temp.pulang_reach() RETURNS text LANGUAGE sql AS "
            "$$ SELECT 'ALL' $$"),
    Attempt("leaky function", "CREATE FUNCTION public.leak(text) RETURNS boolean COST 0.0000001 LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$"),
    Attempt("table", "CREATE TABLE public.mine (id int)"),
    Attempt("temporary table", "CREATE TEMP TABLE cases_case (id int)"),
    Attempt("schema", "CREATE SCHEMA mine"),
    Attempt("view", "CREATE VIEW public.mine AS SELECT * FROM cases_case"),
    Attempt("materialised view", "CREATE MATERIALIZED VIEW public.mine AS SELECT 1"),
    Attempt("inheriting table", "CREATE TABLE public.mine () INHERITS (cases_case)"),
    Attempt("expression index", "CREATE INDEX ON cases_case ((length(number)))"),
    Attempt("statistics object", "CREATE STATISTICS public.mine ON number, alias FROM cases_case"),
    Attempt("rule", "CREATE RULE mine AS ON INSERT TO cases_case DO ALSO NOTHING"),
    Attempt("trigger", "CREATE TRIGGER mine AFTER INSERT ON cases_case EXECUTE FUNCTION pulang_refuse_change()"),
    Attempt("cut a book", "TRUNCATE cases_lock CASCADE", by="nobody"),
    Attempt("delete a lock", "DELETE FROM cases_lock", by="nobody"),
    Attempt("change a lock", "UPDATE cases_lock SET event = 'ENDED'", by="nobody"),
    Attempt("grant oneself a role", "GRANT pulang_owner TO pulang_app", by="admin"),
    Attempt("bypass row security", "ALTER ROLE pulang_app BYPASSRLS", by="admin"),
    Attempt("make a role", "CREATE ROLE mine", by="admin"),
    Attempt("read passwords", "SELECT rolpassword FROM pg_authid", by="admin"),
    Attempt("read raw statistics", "SELECT stavalues1 FROM pg_statistic", by="admin"),
    Attempt("read the key of contexts", "SELECT * FROM pulang_context_key"),
    Attempt("write the key of contexts", "UPDATE pulang_context_key SET inner_key = 'x'"),
    Attempt("read a file", "SELECT pg_read_file('PG_VERSION')", by="admin"),
    Attempt("list a folder", "SELECT pg_ls_dir('.')", by="admin"),
    Attempt("run a program", "COPY cases_site TO PROGRAM 'cat'", by="nobody"),
    Attempt("copy to a file", "COPY (SELECT 1) TO '/tmp/pulang-mine'", by="nobody"),
    Attempt("foreign data", "CREATE FOREIGN DATA WRAPPER mine", by="admin"),
    Attempt("replication slot", "SELECT pg_create_physical_replication_slot('mine')", by="nobody"),
    Attempt("large object", "SELECT lo_create(0)", by="admin"),
    Attempt("lock the table", "LOCK TABLE cases_case IN ACCESS EXCLUSIVE MODE"),
    Attempt("two-phase transaction", "PREPARE TRANSACTION 'mine'", by="nobody"),
    Attempt("log every statement", "SET LOCAL log_statement = 'all'", by="admin"),
    Attempt("no triggers for replication", "SET LOCAL session_replication_role = 'replica'", by="admin"),
]
# fmt: on


def made_of(attempt: Attempt, made: Ground, keys: dict[str, str]) -> tuple[str, str]:
    into = {"{secret}": made.kept, "{key}": keys[made.kept]}
    says, first = attempt.says, attempt.first
    for mark, value in into.items():
        says, first = says.replace(mark, value), first.replace(mark, value)
    return first, says


@pytest.fixture
def keys(owner: Raw) -> dict[str, str]:
    found = owner.execute("SELECT number, id FROM cases_case").fetchall()
    owner.rollback()  # some statements wait for the table before they are refused
    return {number: str(key) for number, key in found}


def run(raw: Raw, *statements: str) -> None:
    for statement in filter(None, statements):
        raw.execute(sql.SQL(statement))


def told(raw: Raw, first: str, says: str) -> str:
    """Everything a statement gives back, errors and notices included, as one text."""
    notices: list[str] = []
    raw.add_notice_handler(lambda notice: notices.append(notice.message_primary or ""))
    try:
        if first:
            raw.execute(sql.SQL(first))
        if says.startswith("COPY ("):
            with raw.cursor().copy(sql.SQL(says)) as copy:
                return "".join(bytes(block).decode() for block in copy)
        cursor = raw.execute(sql.SQL(says))
        rows = cursor.fetchall() if cursor.description else []
    except psycopg.Error as error:
        return str(error)
    return f"{rows} {cursor.rowcount if not rows else ''} {notices}"


def tells(text: str, made: Ground, keys: dict[str, str], attempt: Attempt) -> bool:
    if attempt.name == "merge":
        return " 1 " in text
    return any(
        hidden.lower() in text.lower() for hidden in (made.kept, keys[made.kept], made.locked, keys[made.locked])
    )


@asvs("V8.2.2")
@pytest.mark.parametrize("who", [cast.PARTNER_WORKER, cast.STRANGER, cast.TREASURER])
@pytest.mark.parametrize("attempt", READS, ids=str)
def test_no_statement_shows_a_hidden_case(
    app: Raw, owner: Raw, admin: Raw, made: Ground, keys: dict[str, str], attempt: Attempt, who: str
) -> None:
    first, says = made_of(attempt, made, keys)
    look(app, who)
    found = told(app, first, says)

    assert not tells(found, made, keys, attempt), found
    app.rollback()
    if attempt.by == "admin":
        admin.execute("ANALYZE cases_case")
    able = admin if attempt.by == "admin" else owner
    assert tells(told(able, first, says), made, keys, attempt), "no attempt: it shows nothing to anybody"


@asvs("V8.2.2")
@pytest.mark.parametrize("attempt", ORACLES, ids=str)
def test_no_error_tells_that_a_hidden_case_is_there(
    app: Raw, owner: Raw, made: Ground, keys: dict[str, str], attempt: Attempt
) -> None:
    first, says = made_of(attempt, made, keys)
    absent = says.replace(made.kept, "K-0000-0000")
    for who in (cast.PARTNER_WORKER, cast.STRANGER, cast.TREASURER):
        answers = []
        for asked in (says, absent):
            look(app, who)
            answers.append(told(app, first, asked).replace(made.kept, "-").replace("K-0000-0000", "-"))
            app.rollback()
        assert answers[0] == answers[1], who

    with pytest.raises(psycopg.DataError):
        owner.execute(sql.SQL(says))


@asvs("V8.2.2")
@pytest.mark.parametrize("attempt", POWERS, ids=str)
def test_no_statement_gives_the_application_power(
    app: Raw, owner: Raw, admin: Raw, made: Ground, keys: dict[str, str], attempt: Attempt
) -> None:
    first, says = made_of(attempt, made, keys)
    look(app, cast.PARTNER_WORKER)
    with pytest.raises(psycopg.Error) as refused:
        run(app, first, says)
    app.rollback()

    assert not isinstance(refused.value, errors.SyntaxError)
    able = {"owner": owner, "admin": admin}.get(attempt.by)
    if able is not None:
        run(able, first, says)  # undone with the test
    else:
        assert isinstance(refused.value, errors.InsufficientPrivilege | errors.ObjectNotInPrerequisiteState), says


# --- what the connection remembers


@pytest.mark.parametrize(
    "token",
    [
        "",
        "ALL",
        "1|pulang||ALL|yes||9999999999||",
        "1|pulang||ALL|yes||9999999999||" + "0" * 64,
        "1|pulang||ALL|yes||9999999999|care acts|" + "0" * 64,
    ],
)
def test_a_made_up_context_is_an_error(app: Raw, token: str) -> None:
    claim(app, token)

    with pytest.raises(errors.InsufficientPrivilege):
        numbers(app)


@pytest.mark.parametrize(
    ("field", "value"),
    [(1, cast.COORDINATOR), (2, cast.CITY), (3, "ALL"), (4, "seal:x"), (5, "2018-01-01"), (7, "care acts")],
)
def test_no_part_of_a_signed_context_can_be_changed(app: Raw, field: int, value: str) -> None:
    parts = context.signed(view_of(cast.PARTNER_WORKER)).split("|")
    assert parts[field] != value
    parts[field] = value
    claim(app, "|".join(parts))

    with pytest.raises(errors.InsufficientPrivilege, match="not signed"):
        numbers(app)


def test_a_context_with_a_nul_is_not_even_sent(app: Raw) -> None:
    with pytest.raises(psycopg.DataError):
        claim(app, context.signed(view_of(cast.PARTNER_WORKER)) + "\x00")


def test_a_context_that_ended_is_an_error_even_within_its_transaction(app: Raw) -> None:
    claim(app, context.signed(View("x", cast.CITY, context.Reach.ALL, seconds=-1)))

    with pytest.raises(errors.InsufficientPrivilege, match="has ended"):
        numbers(app)


def test_a_context_goes_with_its_savepoint_and_with_its_transaction(app: Raw, made: Ground) -> None:
    look(app, cast.PARTNER_WORKER)
    app.execute("SAVEPOINT wider")
    look(app, cast.COORDINATOR)
    assert made.kept in numbers(app)
    app.execute("ROLLBACK TO wider")

    assert numbers(app) == {made.given}
    app.commit()
    with pytest.raises(errors.InsufficientPrivilege, match="no context"):
        numbers(app)


def test_a_plan_made_for_one_person_serves_the_next_with_her_own_rows(app: Raw, made: Ground) -> None:
    app.execute("PREPARE sought AS SELECT number FROM cases_case")
    found = {}
    for who in (cast.COORDINATOR, cast.PARTNER_WORKER, cast.COORDINATOR, cast.TREASURER):
        for _ in range(6):  # from the sixth time on the server keeps one plan for all
            look(app, who)
            found[who] = {row[0] for row in app.execute("EXECUTE sought").fetchall()}

    assert found == {
        cast.COORDINATOR: {made.given, made.kept, made.locked},
        cast.PARTNER_WORKER: {made.given},
        cast.TREASURER: set(),
    }


def test_a_cursor_held_over_the_end_of_a_transaction_keeps_its_own_rows(app: Raw, made: Ground) -> None:
    look(app, cast.PARTNER_WORKER)
    app.execute("DECLARE held CURSOR WITH HOLD FOR SELECT number FROM cases_case")
    app.commit()

    assert app.execute("FETCH ALL FROM held").fetchall() == [(made.given,)]


def test_dropping_what_one_owns_leaves_one_with_nothing(app: Raw) -> None:
    look(app, cast.PARTNER_WORKER)

    with pytest.raises(errors.InsufficientPrivilege):
        run(app, "DROP OWNED BY pulang_app", "SELECT number FROM cases_case")


def test_a_copy_by_pg_dump_would_be_an_error_and_no_part(app: Raw) -> None:
    look(app, cast.COORDINATOR)
    app.execute("SET LOCAL row_security = off")

    with pytest.raises(errors.InsufficientPrivilege, match="would be affected by row-level security"):
        app.execute("SELECT * FROM cases_case")


def test_what_others_ask_at_the_same_time_is_not_shown(filled: tuple[str, Ground], app: Raw) -> None:
    with databases.connect(filled[0]) as other, databases.connect(filled[0], roles.OWNER) as owner:
        other.execute("SELECT 'rahasia-siapa-pun'")
        owner.execute("SELECT 'milik-sendiri'")
        asked = "SELECT query FROM pg_stat_activity WHERE datname = current_database()"
        seen = str(app.execute(asked).fetchall())
        known = str(owner.execute(asked.replace("SELECT query", "SELECT query, pid")).fetchall())

    assert "rahasia-siapa-pun" not in seen
    assert asked[:12] in known


def test_the_estimates_of_a_plan_are_the_same_for_hidden_and_absent(app: Raw, owner: Raw, made: Ground) -> None:
    plans = []
    for number in (made.kept, "K-0000-0000"):
        look(app, cast.STRANGER)
        found = app.execute(
            sql.SQL("EXPLAIN SELECT * FROM cases_case WHERE number = {}").format(sql.Literal(number))
        ).fetchall()
        plans.append(str(found).replace(number, "-"))

    assert plans[0] == plans[1]


# --- writing


def row_of(owner: Raw, table: str, number: str) -> tuple[str, tuple[object, ...]]:
    """The columns and values of one row about a case, without its own key."""
    columns = owner.execute(
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = %s::regclass "
        "AND attnum > 0 AND NOT attisdropped AND attidentity = ''",
        [table],
    ).fetchone()
    assert columns is not None
    found = owner.execute(
        sql.SQL("SELECT {} FROM {} WHERE case_id = (SELECT id FROM cases_case WHERE number = %s) LIMIT 1").format(
            sql.SQL(columns[0]), sql.Identifier(table)
        ),
        [number],
    ).fetchone()
    assert found is not None, table
    return columns[0], found


def insert(raw: Raw, table: str, columns: str, values: list[object]) -> None:
    raw.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({}); SET CONSTRAINTS ALL IMMEDIATE").format(
            sql.Identifier(table), sql.SQL(columns), sql.SQL(", ").join(map(sql.Literal, values))
        )
    )


@asvs("V8.2.2")
@pytest.mark.parametrize(
    "table", ["cases_choice", "cases_consent", "cases_travelwish", "aid_channel", "journeys_itinerary"]
)
def test_a_row_into_anothers_case_fails_as_into_no_case(app: Raw, owner: Raw, made: Ground, table: str) -> None:
    """The stranger names his own programme, as his policies demand, and a case that is not in it, or nowhere."""
    columns, values = row_of(owner, table, made.kept)
    names = columns.split(", ")
    said = []
    for case in (values[names.index("case_id")], "00000000-0000-4000-8000-000000000000"):
        changed = list(values)
        changed[names.index("case_id")] = case
        changed[names.index("programme_id")] = cast.ELSEWHERE
        look(app, cast.STRANGER)
        with pytest.raises(errors.ForeignKeyViolation, match="pulang_of_its_case") as refused:
            insert(app, table, columns, changed)
        said.append(str(refused.value.diag.message_primary))
        app.rollback()

    assert said[0] == said[1]
    look(app, cast.CASE_WORKER)
    insert(app, table, columns, list(values))  # the same row is let in where the case is one's own


def test_nobody_takes_a_person_of_another_office_into_a_case_of_her_own(app: Raw, owner: Raw, made: Ground) -> None:
    row = owner.execute("SELECT person_id FROM cases_case WHERE number = %s", [made.kept]).fetchone()
    assert row is not None
    statement = (
        "INSERT INTO cases_case (id, number, programme_id, person_id, alias, site, block, origin, home, children_with, "
        "adults_with, opened_on, recorded_at, act_id) SELECT gen_random_uuid(), 'K-0000-0000', %s, %s, '', '', '', '', "
        "'', 0, 0, '2019-03-03', now(), 1"
    )
    look(app, cast.STRANGER)
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        app.execute(statement, [cast.ELSEWHERE, row[0]])
    app.rollback()
    look(app, cast.STRANGER)
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        app.execute(
            "INSERT INTO people_identity (person_id, field, sealed, act_id, happened_on, recorded_at) "
            "VALUES (%s, 'NAME', 'x', 1, '2019-03-03', now())",
            [row[0]],
        )


@pytest.mark.parametrize("conflict", ["DO NOTHING", "DO UPDATE SET stage = 'X'"])
def test_an_upsert_touches_no_answer_of_anothers_case(app: Raw, owner: Raw, made: Ground, conflict: str) -> None:
    columns, values = row_of(owner, "readiness_assessment", made.kept)
    statement = sql.SQL("INSERT INTO readiness_assessment ({}) VALUES ({}) ON CONFLICT (case_id) {}").format(
        sql.SQL(columns), sql.SQL(", ").join(map(sql.Literal, values)), sql.SQL(conflict)
    )
    look(app, cast.STRANGER)
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        app.execute(statement)

    owner.execute(statement)


def test_no_answer_is_moved_to_another_programme(app: Raw, made: Ground) -> None:
    look(app, cast.COORDINATOR)

    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        app.execute("UPDATE readiness_assessment SET programme_id = %s", [cast.ELSEWHERE])


def test_nobody_writes_about_a_locked_case_but_the_two(app: Raw, owner: Raw, made: Ground) -> None:
    columns, values = row_of(owner, "cases_choice", made.locked)
    look(app, cast.REGISTRAR)
    with pytest.raises(errors.InsufficientPrivilege, match="pulang_locks"):
        insert(app, "cases_choice", columns, list(values))
    app.rollback()

    look(app, cast.CASE_WORKER)
    insert(app, "cases_choice", columns, list(values))


def test_there_are_at_least_forty_five_ways_and_each_has_its_name() -> None:
    names = [attempt.name for attempt in (*READS, *ORACLES, *POWERS)]

    assert len(set(names)) == len(names) >= 45
