"""Looks are written down: before the data leaves, one row a look, refusals included, and shown to few."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from tests import world as cast
from tests.asvs import asvs
from tests.world import PROGRAMME, World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.audit import operations
from pulang.areas.audit.rules import Decision, Door
from pulang.areas.cases import queries as cases
from pulang.flows import looking, standing
from pulang.kernel.refusals import Refusal
from pulang.storage import context

pytestmark = pytest.mark.django_db

AT = datetime(2019, 3, 3, 2, 30, 0, 123456, tzinfo=UTC)
CAME = looking.Through(Door.WEB, at=AT, session=looking.mark_of("a-session"), request="r-1")


@pytest.fixture
def world() -> World:
    return World()


def looks(columns: str, world: World, by: str = "pulang") -> list[tuple[object, ...]]:
    """What stands in the book of looks, as far as somebody may read it, oldest first."""
    with standing.looking(SYSTEM if by == "pulang" else world.actor(by), day=cast.TODAY), connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM audit_look ORDER BY seq")
        return list(cursor.fetchall())


def read(*numbers: str) -> None:
    for number in numbers:
        looking.note(action="case.read", case=cases.find(number))


def ask_in_vain(number: str) -> None:
    looking.note(action="case.read", number=number, decision=Decision.DENIED, reason="not-here")
    cases.find(number)


@asvs("V16.2.1", "V16.3.2")
def test_a_look_says_who_when_through_which_door_at_whom_and_for_what(world: World) -> None:
    number = world.choosing()
    with looking.through(CAME), world.looking(cast.CASE_WORKER):
        case = cases.find(number)
        looking.note(action="case.read", case=case, fields=("choices", "consents"))

    found = looks(
        "at, actor, agency, roles, session, door, purpose, action, kind, case_id, person_id, number, programme, fields,"
        " count, decision, request",
        world,
    )

    assert found == [
        (
            AT, cast.CASE_WORKER, cast.CITY, ["CASE_WORKER"], looking.mark_of("a-session"), "WEB", "CASEWORK",
            "case.read", "CASE", case.id, case.person, number, PROGRAMME, ["choices", "consents"], 1, "ALLOWED", "r-1",
        )
    ]  # fmt: skip


def test_a_list_is_one_look_that_names_every_case_on_it(world: World) -> None:
    numbers = [world.choosing() for _ in range(3)]
    with world.looking():
        ids = [cases.find(number).id for number in numbers]
        looking.note(action="case.listed", programme=PROGRAMME, cases=ids, fields=("choice",))

    assert looks("kind, count, cases", world) == [("CASES", 3, ids)]


def test_what_is_read_and_that_it_was_read_are_one_transaction(world: World) -> None:
    number = world.choosing()
    with pytest.raises(Refusal), world.looking():
        read(number, "K-2222-2223")

    assert looks("action", world) == []


@asvs("V16.3.2")
def test_a_refused_look_outlives_the_refusal_and_stands_in_her_trail(world: World) -> None:
    number = world.choosing()
    with pytest.raises(Refusal), world.looking(cast.STRANGER):
        ask_in_vain(number)

    found = looks("actor, number, programme, decision, reason, count, case_id IS NOT NULL", world)
    assert found == [(cast.STRANGER, number, PROGRAMME, "DENIED", "not-here", 0, True)]


def test_whoever_was_refused_cannot_read_in_the_book_whether_there_was_such_a_case(world: World) -> None:
    number = world.choosing()
    with pytest.raises(Refusal), world.looking(cast.STRANGER):
        ask_in_vain(number)

    assert looks("number", world, cast.STRANGER) == []
    assert looks("number", world, cast.DATA_PROTECTION) == [(number,)]


def test_nothing_but_the_look_can_be_written_while_somebody_looks(world: World) -> None:
    with world.looking(), pytest.raises(DatabaseError, match="read-only"), transaction.atomic():
        connection.cursor().execute("UPDATE accounts_user SET name = 'lain'")


def test_a_look_is_written_while_the_page_is_put_together_and_nothing_is_asked_after_it(world: World) -> None:
    number = world.choosing()
    with world.looking():
        read(number)
        with looking.written_meanwhile():
            assert connection.connection.pgconn.pipeline_status, "it is on its way"
        with pytest.raises(AssertionError, match="reading has ended"):
            cases.find("K-2222-2223")
        with pytest.raises(AssertionError, match="written already"):
            looking.note(action="case.listed")

    assert looks("action, number", world) == [("case.read", number)]


def test_a_page_whose_look_cannot_be_written_does_not_leave(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    number = world.choosing()
    monkeypatch.setattr(operations, "_LOOK", operations._LOOK.replace("%(door)s", "'WINDOW'"))
    page = []

    def show() -> None:
        with world.looking():
            read(number)
            with looking.written_meanwhile():
                page.append("made")

    with pytest.raises(DatabaseError, match="look_door_is_known"):
        show()
    assert page == ["made"], "it was made and went nowhere"


_FORGED = """
INSERT INTO audit_look (at, actor, agency, roles, session, door, purpose, action, kind, number, programme, fields,
    count, cases, decision, reason, request)
VALUES (now(), 'lain', '', '{}', '', 'WEB', 'OTHER', 'case.read', 'CASE', '', '', '{}', 1, '{}', 'ALLOWED', '', '')
"""


@asvs("V16.4.2")
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_look SET actor = 'lain'", "DELETE FROM audit_look", "TRUNCATE audit_look", _FORGED]
)
def test_a_look_is_not_changed_and_not_taken_away_and_not_written_for_somebody_else(
    world: World, statement: str
) -> None:
    number = world.choosing()
    with world.looking():
        read(number)
    context.enter(standing.view_of(world.actor(cast.COORDINATOR), day=cast.TODAY))

    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement)


def test_a_look_nobody_knows_is_a_bug(world: World) -> None:
    with world.looking(), pytest.raises(AssertionError, match="ACTIONS"):
        looking.note(action="case.peeked")
