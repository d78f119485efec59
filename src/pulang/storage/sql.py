"""Loads the SQL files that stand beside the queries which use them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections

from pulang.storage import sending
from pulang.storage.sending import Noted, Statement, exchange

Row = sending.Row
Ask = tuple[str, tuple[tuple[str, Any], ...]]  # a statement and its values by name
_NOTING: ContextVar[list[Ask] | None] = ContextVar("noting_questions", default=None)
_WAITING: ContextVar[list[Statement] | None] = ContextVar("waiting_statements", default=None)
_KNOWN: ContextVar[Mapping[Ask, list[Row]] | None] = ContextVar("known_answers", default=None)
_PLACE = re.compile(r"%\((\w+)\)s")


@cache
def load(module_file: str, name: str) -> str:
    """This will give the text of `sql/NAME.sql` beside `module_file`."""
    return (Path(module_file).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def rows(statement: str, **values: Any) -> list[Row]:  # noqa: ANN401 - whatever the driver can adapt
    """This will run a statement with named placeholders and give all its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def one(statement: str, **values: Any) -> Row | None:  # noqa: ANN401
    """This will run a statement and give its first row, or None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: Row | None = cursor.fetchone()
        return row


def run(statement: str, **values: Any) -> int:  # noqa: ANN401
    """This will run a statement that changes rows and give how many it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def say(statement: str, values: Sequence[Any]) -> None:
    """This will run a statement with places in a row, whose answer nobody waits for."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def plan_anew() -> None:
    """This will let every plan this connection keeps be made again for the tables as they are now.

    Whoever fills an empty register would walk through all of it for each new row: the server keeps the plans of its
    own checks of foreign keys as well, and one that was made for an empty table reads the table from end to end.
    """
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")


def prepared(statement: str, **values: Any) -> list[Row]:  # noqa: ANN401
    """This will give all rows of a statement that is run again and again about one thing, found by its key.

    The server plans it once and keeps the plan with the connection, whatever the values (`plan_cache_mode` in the
    settings): planning fourteen joins takes ten times as long as walking them for one case. So nothing whose good
    plan depends on the values belongs here, no list of keys least of all. It speaks to the server directly
    (`storage.sending`), because Django binds values on its own side, and in the server's own placeholders, because
    the driver would read a long statement anew each time. What was told before goes ahead, in the same message.
    """
    noting, known = _NOTING.get(), _KNOWN.get()
    if noting is not None:
        noting.append(_ask(statement, values))
        raise _AskedLater
    if known is not None and (found := known.get(_ask(statement, values))) is not None:
        return found
    return _exchanged(_let_pass((statement, values)))[0]


def prepared_one(statement: str, **values: Any) -> Row | None:  # noqa: ANN401
    """This will give the first row of such a statement, or None where there is none."""
    found = prepared(statement, **values)
    return found[0] if found else None


def _ask(statement: str, values: dict[str, Any]) -> Ask:
    return statement, tuple((name, tuple(x) if type(x) is list else x) for name, x in values.items())


class _AskedLater(Exception):
    """A question was noted, to be asked together with others."""


@contextmanager
def asked_together(
    *questions: Callable[[], object],
    aside: Sequence[Callable[[], object]] = (),
    first: Sequence[Ask] = (),
    last: Sequence[Ask] = (),
    told: Sequence[Ask] = (),
) -> Iterator[None]:
    """This will ask the first question of each of these functions in one round trip to the server.

    Whoever asks one of them again within the block finds its rows at hand. Only for prepared questions, and only where
    nothing is written before the block ends. The questions `aside` are asked after them, on the same way, between
    `first` and `last`. What is at hand already is not asked again. What is `told` goes ahead, asked anything or not.
    """
    known = _KNOWN.get() or {}
    asks, others = ([ask for ask in dict.fromkeys(_noted(part)) if ask not in known] for part in (questions, aside))
    token = _KNOWN.set({**known, **_asked(told, asks, others, first, last)} if told or asks or others else known)
    try:
        yield
    finally:
        _KNOWN.reset(token)


def _asked(
    told: Sequence[Ask], asks: Sequence[Ask], aside: Sequence[Ask], first: Sequence[Ask], last: Sequence[Ask]
) -> dict[Ask, list[Row]]:
    sent = [*told, *asks, *((*first, *aside, *last) if aside else ())]
    answers = _exchanged(_let_pass(*((text, dict(values)) for text, values in sent)))
    found = dict(zip(sent, answers, strict=True))
    return {ask: found[ask] for ask in (*asks, *aside)}


@contextmanager
def asked_anew() -> Iterator[None]:
    """This will let every question within go to the server: for another view, to which other rows are shown."""
    token = _KNOWN.set(None)
    try:
        yield
    finally:
        _KNOWN.reset(token)


def _noted(questions: Sequence[Callable[[], object]]) -> list[Ask]:
    noted: list[Ask] = []
    token = _NOTING.set(noted)
    try:
        for question in questions:
            try:  # `suppress` would take longer than the question
                question()
            except _AskedLater:
                continue
    finally:
        _NOTING.reset(token)
    return noted


def tell(statement: str, **values: Any) -> None:  # noqa: ANN401
    """This will run a prepared statement whose answer nobody needs; within `gathered` it waits for the next question.

    The server must know the type of every text and list: write `%(name)s::text` where no column tells it.
    """
    told, waiting = _let_pass((statement, values)), _WAITING.get()
    if waiting is None:
        exchange(told)
    else:
        waiting += told


@contextmanager
def gathered() -> Iterator[None]:
    """This will let what is told within wait for the next question, and go with it in one message, in the order said.

    Every statement waits for those before it, Django's own as well; what is left goes at the end. What was told and not
    sent is forgotten when an error leaves the block, so it belongs inside of the transaction that is undone then. An
    error of something told is raised where the next question stands.
    """
    waiting = list[Statement]()
    token = _WAITING.set(waiting)
    try:
        with connection.execute_wrapper(_after_those_waiting):
            yield
        if waiting:
            _exchanged([])
    finally:
        _WAITING.reset(token)


def _after_those_waiting(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401, FBT001 - as Django calls it
    if _WAITING.get() and not isinstance(context["cursor"].cursor, Noted):
        _exchanged([])
    return execute(sql, params, many, context)


def under_way(*asks: Ask) -> Callable[[], object]:
    """This will have the server begin with these, and give what waits for its answers.

    Nothing may be asked before that was called: meanwhile the connection is the server's.
    """
    return sending.posted([*_taken_from_waiting(), *_let_pass(*((text, dict(values)) for text, values in asks))])


def _exchanged(statements: Sequence[Statement]) -> list[list[Row]]:
    """This will send statements after those that wait, and give the rows of these."""
    sent = [*_taken_from_waiting(), *statements]
    return exchange(sent)[len(sent) - len(statements) :]


def _taken_from_waiting() -> list[Statement]:
    ahead = _WAITING.get() or []
    taken = [*ahead]
    ahead.clear()
    return taken


def _let_pass(*asked: tuple[str, dict[str, Any]]) -> list[Statement]:
    """This will give statements as the server reads them, once Django has counted each and nobody refused it."""
    here = connections[DEFAULT_DB_ALIAS]  # `connection` would look for it anew each time something of it is asked
    here.ensure_connection()
    statements: list[Statement] = []
    for statement, values in asked:
        text, names = _numbered(statement)
        statements.append((text, [values[name] for name in names]))
    if not (here.queries_logged or here.execute_wrappers):  # then Django's cursor would add nothing
        here.validate_no_broken_transaction()
        return statements
    return [_counted(here, statement) for statement in statements]


def _counted(here: Any, statement: Statement) -> Statement:  # noqa: ANN401 - Django's connection
    noted = Noted()
    (here.make_debug_cursor if here.queries_logged else here.make_cursor)(noted).execute(*statement)
    return noted.statement


@cache
def _numbered(statement: str) -> tuple[str, tuple[str, ...]]:
    """This will write `%(name)s` as `$1`, and say which value stands in which place."""
    names = tuple(dict.fromkeys(_PLACE.findall(statement)))
    text = _PLACE.sub(lambda found: f"${names.index(found[1]) + 1}", statement)
    return text.replace("%%", "%"), names


def database_name() -> str:
    """This will name the database this connection speaks to."""
    return str(connection.settings_dict["NAME"])
