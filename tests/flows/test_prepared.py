"""Statements that stay prepared: planned once for every value, and as countable and refusable as any other."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import DataError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.world import PROGRAMME, TODAY, World

from pulang.areas.boards import queries as boards
from pulang.areas.cases import queries as cases
from pulang.doors.web.pages import QueryWhileShowing, database_refused
from pulang.kernel.moments import moment
from pulang.storage import context, sql

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


def test_questions_asked_together_are_at_hand_afterwards_each_stopped_at_its_first() -> None:
    world = World()
    number, other = world.choosing(), world.choosing()

    with world.looking():
        case = cases.find(number).id
        with (
            CaptureQueriesContext(connection) as together,
            sql.asked_together(lambda: cases.history(case, moment(TODAY)), lambda: cases.rounds(programme=PROGRAMME)),
        ):
            sent = len(together.captured_queries)
            at_hand = cases.history(case, moment(TODAY)), cases.rounds(programme=PROGRAMME)
            assert (sent, len(together.captured_queries)) == (2, 2)
            assert cases.history(cases.find(other).id, moment(TODAY)) != at_hand[0]
            assert len(together.captured_queries) > sent
        assert (cases.history(case, moment(TODAY)), cases.rounds(programme=PROGRAMME)) == at_hand


def test_what_was_asked_together_for_one_view_is_not_told_to_another() -> None:
    world = World()
    number = world.choosing()

    with world.looking():
        case = cases.find(number).id
        with sql.asked_together(lambda: cases.history(case, moment(TODAY))):
            with CaptureQueriesContext(connection) as asked, context.counting():
                cases.history(case, moment(TODAY))
            assert len(asked.captured_queries) == 3  # told for whom, asked, and told again


def test_what_is_judged_in_one_round_trip_leaves_the_view_as_it_was() -> None:
    world = World()
    number = world.choosing()
    stranger = context.View(actor="orang-lain", agency="", reach=context.Reach.NONE)

    with world.looking():
        case = cases.find(number).id
    with context.looking(stranger):
        with context.judged_together(lambda: boards.line_of(case, moment(TODAY))):
            assert boards.line_of(case, moment(TODAY)) is not None
        assert boards.line_of(case, moment(TODAY)) is None


def test_a_look_whose_only_question_is_at_hand_tells_its_view_all_the_same() -> None:
    World()
    stranger = context.View(actor="orang-lain", agency="", reach=context.Reach.NONE)

    def rounds() -> object:
        return cases.rounds(programme=PROGRAMME)

    with transaction.atomic(), sql.asked_together(rounds), context.looking(stranger, rounds):
        told = sql.one("SELECT current_setting('pulang.context', true), current_setting('transaction_read_only')")
        assert told == (context.signed(stranger), "on")


_SAID = "SELECT set_config('pulang.heard', coalesce(current_setting('pulang.heard', true), '') || %(word)s::text, true)"
_HEARD = "SELECT coalesce(current_setting('pulang.heard', true), '')"


def test_what_is_told_waits_for_the_next_question_of_any_kind_and_goes_before_it() -> None:
    with transaction.atomic(), sql.gathered():
        sql.tell(_SAID, word="a")
        sql.tell(_SAID, word="b")
        assert sql.prepared_one(_HEARD) == ("ab",)
        sql.tell(_SAID, word="c")
        assert sql.one(_HEARD) == ("abc",)
        with sql.asked_together(lambda: sql.prepared(_HEARD)):
            sql.tell(_SAID, word="d")
    assert sql.one(_HEARD) == ("abcd",)


def test_what_was_told_and_not_sent_is_forgotten_with_the_block_that_failed() -> None:
    def told_and_failed() -> None:
        with transaction.atomic(), sql.gathered():
            sql.tell(_SAID, word="lost")
            raise QueryWhileShowing

    with pytest.raises(QueryWhileShowing):
        told_and_failed()
    assert sql.one(_HEARD) == ("",)


def test_an_error_of_something_told_is_raised_with_the_question_and_the_connection_goes_on() -> None:
    def told_what_fails() -> None:
        with transaction.atomic(), sql.gathered():
            sql.tell("SELECT %(word)s::text::int", word="satu")
            sql.prepared(_STATEMENT, word="a", number=1)

    with pytest.raises(DataError):
        told_what_fails()
    assert sql.prepared(_STATEMENT, word="a", number=1) == [("a", 1, "a")]


def test_a_list_arrives_as_it_was_said() -> None:
    texts = ["", "NULL", 'a "kutip", {kurung} \\ dan koma', "baris\nbaru", None, "Ibu Ängström"]
    days, moments = [date(2019, 3, 3), None], [datetime(2019, 3, 3, 8, 30, 15, 123456, tzinfo=UTC)]
    keys, bytes_ = [UUID(int=7), None], [b'\x00\xff\\"', b""]
    found = sql.prepared_one(
        "SELECT %(texts)s::text[], %(days)s::date[], %(moments)s::timestamptz[], %(keys)s::uuid[], "
        "%(bytes_)s::bytea[], %(numbers)s::bigint[], %(yes)s::boolean[], %(none)s::text[]",
        texts=texts,
        days=days,
        moments=moments,
        keys=keys,
        bytes_=bytes_,
        numbers=[-1, 2**60],
        yes=[True, False],
        none=[],
    )
    assert found == (texts, days, moments, keys, bytes_, [-1, 2**60], [True, False], [])
