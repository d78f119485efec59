"""What was written is sealed, and whatever is done to it afterwards is found, even by the owner of the database."""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connections, transaction
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker
from tests import databases
from tests import world as cast
from tests.asvs import asvs
from tests.world import World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.audit import queries
from pulang.areas.audit.facts import SealFacts
from pulang.areas.audit.rules import FIRST_ROOT, chained, merkle, to_sign
from pulang.areas.cases import queries as cases
from pulang.flows import looking, standing, trail
from pulang.kernel.refusals import Refusal
from pulang.storage.leaves import LEAVES, key_of, leaf_sql
from pulang.storage.postgres import roles
from pulang.storage.postgres.server import ADMIN
from pulang.storage.signing import SealerKey, mark_of

KEY, STRANGE = SealerKey(b"\x07" * 32), SealerKey(b"\x08" * 32)
LATER = timedelta(hours=2)  # what is sealed by now was sealed long ago by then
TAMPERINGS = int(os.environ.get("PULANG_TAMPERINGS", "1000"))


def now() -> datetime:
    return datetime.now(UTC)


def sealed(key: SealerKey = KEY, at: datetime | None = None) -> SealFacts:
    made = trail.seal(key=key, at=at or now())
    assert made, "there was something to seal"
    return made[-1]


def compared(checkpoint: SealFacts | None = None, *, lag: int | None = None, key: SealerKey = KEY) -> Sequence[str]:
    with standing.looking(SYSTEM, day=cast.TODAY):
        return trail.compared(trail.Asked(key.line, now() + LATER, lag, checkpoint))[1]


def fill(rounds: int = 1) -> World:
    """Acts, strikes, looks and money in the books."""
    world = World()
    world.programme_ready()
    world.paid_list()
    for _ in range(rounds):
        number = world.choosing()
        world.here("cases.wish.record", cast.CASE_WORKER, ref=f"wish-{number}", case=number, discreet=True)
        world.do("audit.act.strike", act=f"wish-{number}", reason="Keliru")
        for _ in range(6):
            with world.looking(cast.CASE_WORKER):
                looking.note(action="case.read", case=cases.find(number), fields=("choices",))
    return world


@pytest.fixture(scope="module")
def full(django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A filled database that nobody connects to, to be copied."""
    with django_db_blocker.unblock():
        name = databases.copy(database_template)
        try:
            with databases.pointed_at(name):
                fill()
            yield name
        finally:
            databases.drop(name)


@pytest.fixture
def filled(full: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A copy of it for one test alone."""
    with django_db_blocker.unblock():
        name = databases.copy(full)
        try:
            with databases.pointed_at(name):
                yield name
        finally:
            databases.drop(name)


@pytest.fixture
def admin(filled: str) -> Iterator[psycopg.Connection]:
    """Whoever owns the machine: every trigger is off for this connection."""
    with databases.cluster().admin(filled) as raw:
        raw.execute("SET session_replication_role = replica")
        yield raw


# --- the shape of a seal


def test_a_tree_of_one_is_its_leaf_and_an_odd_leaf_is_carried_up() -> None:
    first, second, third = (bytes([n]) * 32 for n in (1, 2, 3))

    assert merkle(b"") == FIRST_ROOT
    assert merkle(first) == first
    assert merkle(first + second + third) == merkle(merkle(first + second) + third)
    assert merkle(first + second) != merkle(second + first)
    assert chained(FIRST_ROOT, first, 1) != chained(FIRST_ROOT, first, 2)


def test_every_row_of_the_trail_and_the_ledger_is_sealed_once(filled: str) -> None:
    first = sealed()
    fill_more = trail.seal(key=KEY, at=now())

    assert fill_more == ()
    assert first.number == 1
    with standing.looking(SYSTEM, day=cast.TODAY):
        counts = {book: queries.rows_in(book) for book in LEAVES}
        total, faults = trail.compared(trail.Asked(KEY.line, now() + LATER, lag=0))
    assert all(counts.values())
    assert (total, faults) == (sum(counts.values()), ())
    assert first.total == total


def test_seals_of_a_key_that_was_renewed_stay_good_and_none_is_made_with_it_again(filled: str) -> None:
    sealed()
    renewed = SealerKey(STRANGE.seed, retired=(KEY.public,))
    with standing.looking(SYSTEM, day=cast.TODAY):
        looking.note(action="looks.renewed")
    known = sealed(renewed)
    with standing.looking(SYSTEM, day=cast.TODAY):
        looking.note(action="looks.read")

    with pytest.raises(Refusal) as caught:
        sealed(KEY)

    assert caught.value.code == "sealed-with-another-key"
    assert compared(known, key=renewed) == ()
    assert compared(key=STRANGE) == ("seal 1: not signed with this installation's key",)


def test_a_seal_of_the_key_before_among_later_ones_is_found(filled: str, admin: psycopg.Connection) -> None:
    renewed = SealerKey(STRANGE.seed, retired=(KEY.public,))
    for key in (KEY, renewed):
        sealed(key)
        with standing.looking(SYSTEM, day=cast.TODAY):
            looking.note(action="looks.read")
    admin.execute("UPDATE audit_seal SET key = %s WHERE number = 2", [KEY.mark])
    sealed(KEY)
    admin.execute("UPDATE audit_seal SET key = %s WHERE number = 2", [renewed.mark])

    assert compared(key=renewed) == ("seal 3: not signed with this installation's key",)


def test_a_second_seal_follows_from_the_first_and_holds_only_what_is_new(filled: str) -> None:
    first = sealed()
    with standing.looking(SYSTEM, day=cast.TODAY):
        looking.note(action="looks.read")
    second = sealed()

    assert (second.number, second.count, second.total) == (2, 1, first.total + 1)
    assert second.root == chained(first.root, second.merkle, 1)
    assert compared() == ()


def test_a_row_of_a_transaction_that_ends_later_lands_in_a_later_seal(filled: str) -> None:
    late = databases.connect(filled, roles.OWNER)
    late.execute(_COPY, {"seq": 500})
    sealed()
    with standing.looking(SYSTEM, day=cast.TODAY):
        looking.note(action="looks.read")
    sealed()
    late.commit()
    late.close()

    assert sealed().count == 1
    assert compared() == ()


_COPY = """
INSERT INTO audit_look (seq, at, actor, agency, roles, session, door, purpose, action, kind, number, programme, fields,
    count, cases, decision, reason, request)
SELECT %(seq)s, at, actor, agency, roles, session, door, purpose, action, kind, number, programme, fields, count, cases,
    decision, reason, request
FROM audit_look ORDER BY seq LIMIT 1
"""


@asvs("V16.4.2")
def test_the_sealers_role_reads_the_books_adds_seals_and_can_do_nothing_else(filled: str) -> None:
    sealed()
    for statement in (
        "UPDATE audit_seal SET total = 0",
        "DELETE FROM audit_sealedrows",
        "UPDATE audit_look SET actor = 'lain'",
        "INSERT INTO audit_strike (act_id, struck_id) VALUES (1, 1)",
        "SELECT 1 FROM people_identity",
    ):
        with pytest.raises(DatabaseError), connections["sealer"].cursor() as cursor:
            cursor.execute(statement)


def test_the_application_cannot_add_a_seal(filled: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), databases.connect(filled) as raw:
        raw.execute("INSERT INTO audit_seal VALUES (1, now(), 0, 0, '', '', '', '')")


def test_a_row_that_waits_too_long_for_its_seal_is_told_while_somebody_seals(filled: str) -> None:
    assert compared() == ()
    assert any("waits for its seal" in fault for fault in compared(lag=120))


# --- checkpoints


def test_a_checkpoint_says_when_the_end_was_cut_off_or_an_older_copy_put_back(
    filled: str, admin: psycopg.Connection
) -> None:
    sealed()
    with standing.looking(SYSTEM, day=cast.TODAY):
        looking.note(action="looks.read")
    known = trail.read_checkpoint(trail.exported(sealed()))
    assert compared(known) == ()

    admin.execute("DELETE FROM audit_look WHERE seq = (SELECT max(seq) FROM audit_look)")
    admin.execute("DELETE FROM audit_sealedrows WHERE seal_id = 2")
    admin.execute("DELETE FROM audit_seal WHERE number = 2")

    assert compared() == ()  # inside the machine nothing is left that could tell
    assert any("the trail ends at 1" in fault for fault in compared(known))


def test_a_checkpoint_of_another_installation_is_none(filled: str) -> None:
    known = sealed(STRANGE)

    assert any("checkpoint: not signed" in fault for fault in compared(known))


def test_a_file_that_is_no_checkpoint_is_refused() -> None:
    for text in ("", "{}", "[]", '{"format": "pulang-checkpoint-1"}', '{"format": "other"}'):
        with pytest.raises(Refusal) as refused:
            trail.read_checkpoint(text)
        assert refused.value.code == "checkpoint-unreadable"


# --- tampering

Tamper = Callable[[psycopg.Connection, random.Random], None]
_OTHER = {
    # Another first letter: a longer text may not fit.
    "text": """CASE WHEN {column} = '' THEN 'x'
        ELSE overlay({column} placing CASE left({column}, 1) WHEN 'x' THEN 'y' ELSE 'x' END from 1 for 1) END""",
    "bigint": "{column} + 1",
    "integer": "{column} + 1",
    "smallint": "{column} + 1",
    "timestamp with time zone": "{column} + interval '1 microsecond'",
    "date": "{column} + 1",
    "uuid": "gen_random_uuid()",
    "jsonb": """{column} || '{{"x": 1}}'""",
    "bytea": "'\\x01'::bytea || {column}",
    "ARRAY": "'{{}}'",
}


def some_row(raw: psycopg.Connection, chance: random.Random, book: str) -> int:
    rows = raw.execute(f"SELECT {key_of(book)} FROM {book} ORDER BY 1").fetchall()
    return int(chance.choice(rows)[0])


def some_book(chance: random.Random) -> str:
    return chance.choice(list(LEAVES))


# Each of these does one thing to one row, says which, and leaves the others as they are: many fit in one comparison.


def change_a_field(raw: psycopg.Connection, chance: random.Random, book: str, row: int) -> str:
    columns = raw.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s ORDER BY 1", [book]
    ).fetchall()
    while True:
        column, kind = chance.choice(columns)
        said = _OTHER["text" if kind == "character varying" else kind].format(column=f'"{column}"')
        if (
            column != key_of(book)
            and column in {*LEAVES[book][-1], "leaf"}  # what stands outside the leaf is held by its own digest
            and raw.execute(
                f'UPDATE {book} SET "{column}" = {said} WHERE {key_of(book)} = {row} AND "{column}" <> {said}'
            ).rowcount
        ):
            return f"{book} {row}:"


def take_a_row(raw: psycopg.Connection, _chance: random.Random, book: str, row: int) -> str:
    raw.execute(f"DELETE FROM {book} WHERE {key_of(book)} = {row}")
    return f"{book} {row}:"


def put_a_row(raw: psycopg.Connection, chance: random.Random, book: str, row: int) -> str:
    """A copy of a row under a number that is free, with the leaf it ought to have."""
    free = -chance.randrange(1, 10**9)
    # Some columns are kept outside the leaf, and may not be empty.
    outside = raw.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_nullable = 'NO' "
        "AND column_default IS NULL AND is_identity = 'NO' AND is_generated = 'NEVER'",
        [book],
    )
    columns = dict.fromkeys([*LEAVES[book][-1], *(column for (column,) in outside)])
    names = ", ".join(f'"{column}"' for column in columns if column not in {key_of(book), "leaf"})
    raw.execute(
        f"INSERT INTO {book} ({key_of(book)}, {names}) SELECT {free}, {names} FROM {book} WHERE {key_of(book)} = {row}"
    )
    raw.execute(f"UPDATE {book} t SET leaf = {leaf_sql(book, 't')} WHERE {key_of(book)} = {free}")
    return f"{book} {free}:"


# Each of these touches the whole.


def swap_two_rows(raw: psycopg.Connection, chance: random.Random) -> None:
    """Two looks or acts change places; each keeps its leaf."""
    book = chance.choice(["audit_act", "audit_look"])
    first, second = some_row(raw, chance, book), some_row(raw, chance, book)
    while second == first:
        second = some_row(raw, chance, book)
    for old, new in ((first, -1), (second, first), (-1, second)):
        raw.execute(f"UPDATE {book} SET seq = {new} WHERE seq = {old}")


def swap_two_places(raw: psycopg.Connection, chance: random.Random) -> None:
    raw.execute(
        "UPDATE audit_sealedrows SET rows = rows[2:2] || rows[1:1] || rows[3:] WHERE id = ("
        "SELECT id FROM audit_sealedrows WHERE cardinality(rows) > 1 ORDER BY random() LIMIT 1)"
    )


def cut_the_head(raw: psycopg.Connection, chance: random.Random) -> None:
    many = chance.randrange(1, 5)
    book = some_book(chance)
    raw.execute(
        f"DELETE FROM {book} WHERE {key_of(book)} IN (SELECT {key_of(book)} FROM {book} ORDER BY 1 LIMIT {many})"
    )
    if chance.random() < 0.5:
        raw.execute("DELETE FROM audit_sealedrows WHERE seal_id = 1")
        raw.execute("DELETE FROM audit_seal WHERE number = 1")


def cut_the_tail(raw: psycopg.Connection, chance: random.Random) -> None:
    """The last seals and everything they hold: only the checkpoint can tell."""
    first = chance.randrange(2, 4)
    for book in LEAVES:
        raw.execute(
            f"DELETE FROM {book} WHERE {key_of(book)} IN (SELECT unnest(rows) FROM audit_sealedrows"
            f" WHERE book = '{book}' AND seal_id >= {first})"
        )
    raw.execute(f"DELETE FROM audit_sealedrows WHERE seal_id >= {first}")
    raw.execute(f"DELETE FROM audit_seal WHERE number >= {first}")


def seal_anew_with_another_key(raw: psycopg.Connection, chance: random.Random) -> None:
    """A field is changed, its leaf made right, and every seal from there on made again; only the key is missing."""
    row = some_row(raw, chance, "audit_look")
    raw.execute("SET LOCAL session_replication_role = origin")
    raw.execute("ALTER TABLE audit_look DISABLE TRIGGER pulang_append_only")
    raw.execute(
        "CREATE TRIGGER again BEFORE UPDATE ON audit_look FOR EACH ROW EXECUTE FUNCTION pulang_leaf_of_audit_look()"
    )
    raw.execute("UPDATE audit_look SET actor = 'orang-lain' WHERE seq = %s", [row])
    raw.execute("SET LOCAL session_replication_role = replica")
    reseal(raw, STRANGE)


def forget_a_seal(raw: psycopg.Connection, chance: random.Random) -> None:
    number = chance.randrange(1, 4)
    raw.execute("DELETE FROM audit_sealedrows WHERE seal_id = %s", [number])
    raw.execute("DELETE FROM audit_seal WHERE number = %s", [number])


def turn_a_seals_clock(raw: psycopg.Connection, chance: random.Random) -> None:
    raw.execute(
        "UPDATE audit_seal SET at = at - %s * interval '1 second' WHERE number = %s",
        [chance.randrange(1, 10**6), chance.randrange(1, 4)],
    )


def reseal(raw: psycopg.Connection, key: SealerKey) -> None:
    """Makes every seal anew over the rows as they are now."""
    before, total = FIRST_ROOT, 0
    for number, at in raw.execute("SELECT number, at FROM audit_seal ORDER BY number").fetchall():
        leaves = []
        for book in LEAVES:
            leaves += raw.execute(
                f"SELECT t.leaf FROM audit_sealedrows m, unnest(m.rows) WITH ORDINALITY u (key, place), {book} t"
                f" WHERE m.book = '{book}' AND m.seal_id = {number} AND t.{key_of(book)} = u.key ORDER BY u.place"
            ).fetchall()
        tree = merkle(b"".join(bytes(leaf) for (leaf,) in leaves))
        root, total = chained(before, tree, len(leaves)), total + len(leaves)
        made = SealFacts(number, at, len(leaves), total, tree, root, key.mark, b"")
        signature = key.sign(to_sign(number=number, micros=made.micros, total=total, root=root))
        raw.execute(
            "UPDATE audit_seal SET count = %s, total = %s, merkle = %s, root = %s, key = %s, signature = %s"
            " WHERE number = %s",
            [made.count, total, tree, root, mark_of(KEY.public), signature, number],
        )
        before = root


TOGETHER = 8
OF_ROWS = (change_a_field, change_a_field, take_a_row, put_a_row)
OF_THE_WHOLE: tuple[Tamper, ...] = (
    swap_two_rows,
    swap_two_places,
    cut_the_head,
    cut_the_tail,
    seal_anew_with_another_key,
    forget_a_seal,
    turn_a_seals_clock,
)


_CONSTRAINTS = """
SELECT c.relname, n.conname FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
WHERE c.relname = ANY (%s) AND n.contype IN ('c', 'u')
"""
_IN_PART = """
SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
WHERE c.relname = ANY (%s) AND x.indisunique AND x.indpred IS NOT NULL
"""


@pytest.fixture
def as_admin(filled: str) -> Iterator[None]:
    """Lets this test's own connection be that of whoever owns the machine, so that all is undone by a rollback.

    He has taken away what would have refused some of his changes: row checks and unique numbers.
    """
    connection = connections["default"]
    with databases.cluster().admin(filled) as raw:
        for table, name in raw.execute(_CONSTRAINTS, [list(LEAVES)]).fetchall():
            raw.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(*map(sql.Identifier, (table, name))))
        for (name,) in raw.execute(_IN_PART, [list(LEAVES)]).fetchall():
            raw.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(databases.cluster().dsn(ADMIN, filled))
    yield
    connection.close()
    connection.settings_dict.update(before)


@asvs("V16.4.2")
def test_of_a_thousand_tamperings_a_thousand_are_found(filled: str, as_admin: None) -> None:
    known = sealed()
    for _ in range(2):
        with standing.looking(SYSTEM, day=cast.TODAY):
            looking.note(action="looks.read")
        known = sealed()
    asked = trail.Asked(KEY.line, now() + LATER, None, known)
    assert found(asked, lambda _raw, _chance: None, 0) == ()

    whole = TAMPERINGS // 5
    missed = [
        (number, OF_THE_WHOLE[number % len(OF_THE_WHOLE)].__name__)
        for number in range(whole)
        if not found(asked, OF_THE_WHOLE[number % len(OF_THE_WHOLE)], number)
    ]
    for number in range(0, TAMPERINGS - whole, TOGETHER):
        missed += [(number, touched) for touched in missed_of_rows(asked, number)]

    assert missed == []


def missed_of_rows(asked: trail.Asked, number: int) -> list[str]:
    """Does something to several rows, and gives those that are not told by name."""
    touched: list[str] = []

    def tamper(raw: psycopg.Connection, chance: random.Random) -> None:
        rows = [(book, row) for book in LEAVES for (row,) in raw.execute(f"SELECT {key_of(book)} FROM {book}")]
        for book, row in chance.sample(sorted(rows), TOGETHER):
            touched.append(chance.choice(OF_ROWS)(raw, chance, book, row))

    faults = found(asked, tamper, number)
    return [name for name in touched if not any(fault.startswith(name) for fault in faults)]


def found(asked: trail.Asked, tamper: Tamper, number: int) -> Sequence[str]:
    """What is told after one tampering, which is undone again."""
    with transaction.atomic():
        raw = connections["default"].connection
        raw.execute("SET LOCAL session_replication_role = replica")
        tamper(raw, random.Random(number))
        faults = trail.compared(asked)[1]
        transaction.set_rollback(True)
    return faults
