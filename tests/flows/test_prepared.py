"""Statements that stay prepared: planned once for every value, and as countable and refusable as any other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.world import TODAY, World

from pulang.areas.boards import queries as boards
from pulang.areas.cases import queries as cases
from pulang.doors.web.pages import QueryWhileShowing, database_refused
from pulang.kernel.moments import moment
from pulang.storage import sql

pytestmark = pytest.mark.django_db

_STATEMENT = "SELECT %(word)s::text, %(number)s::int %% 7, %(word)s::text"


def plans() -> list[tuple[int, int]]:
    """How often each prepared statement about a case's facts was run with the kept plan, and with a new one."""
    found = sql.rows("SELECT s.generic_plans, s.custom_plans, s.statement FROM pg_prepared_statements s")
    return [(generic, custom) for generic, custom, statement in found if "one line of text a case" in statement]


def test_the_facts_of_a_case_are_planned_once_however_many_cases_are_judged() -> None:
    world = World()
    numbers = [world.choosing() for _ in range(4)]
    before = sum(generic for generic, _ in plans())

    with world.looking():
        for number in numbers:
            assert boards.line_of(cases.find(number).id, moment(TODAY)) is not None

    assert [custom for _, custom in plans()] == [0]
    assert sum(generic for generic, _ in plans()) - before == len(numbers)


def test_one_case_and_many_are_gathered_alike() -> None:
    world = World()
    numbers = [world.verified(), world.planned(), world.choosing()]

    with world.looking():
        keys = [cases.find(number).id for number in numbers]
        many = {line.case: line for line in boards.lines_of(keys, moment(TODAY))}
        assert {key: boards.line_of(key, moment(TODAY)) for key in keys} == many


def test_a_value_named_twice_is_bound_once_and_a_percent_sign_stays_one() -> None:
    assert sql.prepared(_STATEMENT, word="K-7", number=16) == [("K-7", 2, "K-7")]


def test_a_prepared_statement_is_counted() -> None:
    with CaptureQueriesContext(connection) as queries:
        sql.prepared(_STATEMENT, word="a", number=1)

    assert len(queries.captured_queries) == 1


def test_a_template_cannot_ask_by_a_prepared_statement_either() -> None:
    with database_refused(), pytest.raises(QueryWhileShowing):
        sql.prepared(_STATEMENT, word="a", number=1)
