"""Who sees which case, against a plain function that reads the books by itself and knows nothing of the policies.

Words of hers, handings-over and locks are written past the rules of the application, so that states come about which
no act would make: the policies look at what stands, not at who wrote it. Everything is undone after each example.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import databases
from tests import world as cast
from tests.asvs import asvs
from tests.rows.ground import Ground, claim, look, numbers

from pulang.storage import context
from pulang.storage.context import SYSTEM_VIEW
from pulang.storage.postgres import roles

# So many pictures of the books; every one is looked at by everybody in the cast on one day. Nightly: 10000.
EXAMPLES = int(os.environ.get("PULANG_EXAMPLES", "60"))
DAYS = [cast.TODAY + timedelta(days=days) for days in (-1, 0, 1, 200, 365, 366)]
WHOLE = {"REGISTRAR", "CASE_WORKER", "COORDINATOR", "HEAD", "MINISTRY_REVIEWER", "DATA_PROTECTION"}
SINGLE = {"PARTNER_WORKER", "RECEIVING_OFFICER"}

Raw = psycopg.Connection


# --- the oracle: rows of the books in, numbers of cases out


@dataclass(frozen=True, slots=True)
class Books:
    """What stands in the books: each list in the order it was written, struck lines left out."""

    cases: list[tuple[str, str]]  # number, programme
    offices: dict[str, tuple[str, str]]  # programme: lead, ministry
    consents: list[tuple[str, str, str, date | None, date]]  # number, purpose, event, until, on
    handed: list[tuple[str, str, str, str, date | None, date]]  # number, agency, purpose, event, until, on
    locks: list[tuple[str, str, str, str, date]]  # number, event, first, second, on


def visible(books: Books, who: str, role: str, agency: str, day: date) -> set[str]:
    """The cases this account sees on a day."""
    seen = set()
    for number, programme in books.cases:
        if role in WHOLE:
            mine = agency in books.offices[programme]
        elif role in SINGLE:
            mine = any(in_care(books, number, agency, purpose, day) for purpose in ("PARTNER", "RECEIVING_OFFICE"))
        else:
            mine = False
        if mine and is_open(books, number, who):
            seen.add(number)
    return seen


def in_care(books: Books, number: str, agency: str, purpose: str, day: date) -> bool:
    handed = [line[3:] for line in books.handed if line[:3] == (number, agency, purpose)]
    words = [line[2:] for line in books.consents if line[:2] == (number, purpose)]
    if not handed or not words:
        return False
    event, until, _ = max(reversed(handed), key=lambda line: line[2])
    word, lasts, _ = max(reversed(words), key=lambda line: line[2])
    given_to = event == "GIVEN" and (until is None or until > day)
    return given_to and word == "GIVEN" and lasts is not None and lasts > day


def is_open(books: Books, number: str, who: str) -> bool:
    locks = [line[1:] for line in books.locks if line[0] == number]
    if not locks:
        return True
    event, first, second, _ = max(reversed(locks), key=lambda line: line[3])
    return event == "ENDED" or who in {first, second}


# --- what is written past the rules


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a book, as a fault in the application or a hand in the database might write it."""

    book: str
    case: int
    office: int = 0
    given: bool = True
    lasts: int | None = None
    on: int = 0


offices = st.integers(0, 1)
lines = st.one_of(
    st.builds(
        Line,
        book=st.just("consent"),
        case=st.integers(0, 3),
        office=offices,
        given=st.booleans(),
        lasts=st.integers(1, 366),
        on=st.integers(-2, 2),
    ),
    st.builds(
        Line,
        book=st.just("handed"),
        case=st.integers(0, 3),
        office=offices,
        given=st.booleans(),
        lasts=st.none() | st.integers(1, 366),
        on=st.integers(-2, 2),
    ),
    st.builds(
        Line,
        book=st.just("lock"),
        case=st.integers(0, 3),
        office=st.integers(0, len(cast.USERS) - 2),
        given=st.booleans(),
        on=st.integers(-2, 2),
    ),
)
PURPOSES = (("PARTNER", cast.PARTNER), ("RECEIVING_OFFICE", cast.RECEIVER))
_OF = "SELECT c.id, c.programme_id, {columns}, %(act)s, %(on)s, now() FROM cases_case c WHERE c.number = %(number)s"


_ACT = """
INSERT INTO audit_act (id, at, by, agency, verb, programme, subject, payload, fingerprint)
VALUES (gen_random_uuid()::text, now(), 'pulang', '', 'x', '', '', '{}', '') RETURNING seq
"""


def write(raw: Raw, line: Line, number: str) -> None:
    on = cast.TODAY + timedelta(days=line.on)
    until = None if line.lasts is None else on + timedelta(days=line.lasts)
    act = raw.execute(_ACT).fetchone()
    assert act is not None
    said: dict[str, Any] = {"number": number, "act": act[0], "on": on, "until": until}
    if line.book == "lock":
        people = sorted(cast.USERS)
        said |= {
            "event": "SET" if line.given else "ENDED",
            "first": people[line.office],
            "second": people[line.office + 1],
        }
        names, columns = "event, first, second, reason", "%(event)s, %(first)s, %(second)s, ''"
        table = "cases_lock"
    else:
        purpose, agency = PURPOSES[line.office]
        said |= {"purpose": purpose, "agency": agency}
        if line.book == "consent":
            said["event"] = "GIVEN" if line.given else "WITHDRAWN"
            names = "purpose, event, text_version, language, until"
            columns, table = "%(purpose)s, %(event)s, '', '', %(until)s::date", "cases_consent"
        else:
            said["event"] = "GIVEN" if line.given else "ENDED"
            names, columns = "agency_id, purpose, event, until", "%(agency)s, %(purpose)s, %(event)s, %(until)s::date"
            table = "cases_assignment"
    raw.execute(
        f"INSERT INTO {table} (case_id, programme_id, {names}, act_id, happened_on, recorded_at) "
        f"{_OF.format(columns=columns)}",
        said,
    )


def read(raw: Raw) -> Books:
    """Everything the oracle may know, asked as the system."""
    live = "NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id)"

    def rows(columns: str, table: str) -> list[tuple]:  # type: ignore[type-arg]
        return raw.execute(
            f"SELECT c.number, {columns}, b.happened_on FROM {table} b JOIN cases_case c ON c.id = b.case_id "
            f"WHERE {live} ORDER BY b.act_id, b.id"
        ).fetchall()

    claim(raw, context.signed(SYSTEM_VIEW))
    return Books(
        cases=raw.execute("SELECT number, programme_id FROM cases_case").fetchall(),
        offices={
            code: (lead, ministry)
            for code, lead, ministry in raw.execute(
                "SELECT code, lead_id, ministry_id FROM programmes_programme"
            ).fetchall()
        },
        consents=rows("b.purpose, b.event, b.until", "cases_consent"),
        handed=rows("b.agency_id, b.purpose, b.event, b.until", "cases_assignment"),
        locks=rows("b.event, b.first, b.second", "cases_lock"),
    )


@pytest.fixture(scope="module")
def raw(filled: tuple[str, Ground]) -> Iterator[Raw]:
    with databases.connect(filled[0]) as connection:
        yield connection
        connection.rollback()


@asvs("V8.2.2", "V8.3.1")
@settings(max_examples=EXAMPLES, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(lines, max_size=6), day=st.sampled_from(DAYS))
def test_everybody_sees_what_the_books_say_and_nothing_else(
    filled: tuple[str, Ground], raw: Raw, story: list[Line], day: date
) -> None:
    made = filled[1]
    raw.rollback()
    claim(raw, context.signed(SYSTEM_VIEW))
    numbered = (made.given, made.kept, made.locked, made.elsewhere)
    for line in story:
        write(raw, line, numbered[line.case])
    books = read(raw)

    found, expected = {}, {}
    for who, (agency, role) in cast.USERS.items():
        look(raw, who, day)
        found[who] = numbers(raw)
        expected[who] = visible(books, who, role, agency, day)
    raw.rollback()

    assert found == expected


def test_the_oracle_tells_a_policy_that_is_wrong(filled: tuple[str, Ground], admin: Raw) -> None:
    """Were the policy open, the oracle would say so: the comparison is one that can fail."""
    admin.execute("ALTER POLICY pulang_sees ON cases_case USING (true)")
    admin.execute(f"SET LOCAL ROLE {roles.APP}")
    books = read(admin)
    look(admin, cast.TREASURER)

    agency, role = cast.USERS[cast.TREASURER]
    assert numbers(admin) != visible(books, cast.TREASURER, role, agency, cast.TODAY)
