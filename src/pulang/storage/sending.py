"""Sends prepared statements to the server, however many in one message, and gives what each of them answered.

A statement is prepared the first time a connection sends it and keeps its plan. The driver's own pipeline writes to the
server once for each statement and makes a cursor for each: where an act sends fifteen, that was half of its time. So
this speaks to libpq as the driver does, with its adapters, its waiting and its errors.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import generators
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

Row = tuple[Any, ...]
Statement = tuple[str, Sequence[Any]]  # in the server's own placeholders, with its values in their order
_Sent = tuple[bytes, tuple[int, ...], Sequence[Any], Any]  # text, types, values and formats as the server reads them
_Key = tuple[bytes, tuple[int, ...]]  # by which a connection knows what it prepared

_KEPT: Final[WeakKeyDictionary[Any, dict[_Key, bytes]]] = WeakKeyDictionary()
_BEGIN: Final[_Sent] = (b"BEGIN", (), (), None)


def exchange(statements: Sequence[Statement]) -> list[list[Row]]:
    """This will run statements in their order, sent in one message, and give the rows of each; raises the first error.

    Where no transaction is open one is begun, unless the connection commits by itself: then all of them are one.
    """
    return posted(statements)()


def posted(statements: Sequence[Statement]) -> Callable[[], list[list[Row]]]:
    """This will send statements as `exchange` does, and give what waits for their rows.

    Until it is called the connection is the server's, and nobody may ask it anything else.
    """
    here = connections[DEFAULT_DB_ALIAS]
    here.ensure_connection()
    speaking, errors = here.connection, here.wrap_database_errors
    with errors:
        adapting = Transformer(speaking)
        sent = [_adapted(adapting, text, values) for text, values in statements]
        begins = not speaking.autocommit and speaking.pgconn.transaction_status == TransactionStatus.IDLE
        under_way = _sent(speaking, [_BEGIN, *sent] if begins else sent)

    def awaited() -> list[list[Row]]:
        with errors:
            return [_rows(adapting, answer) for answer in _received(speaking, under_way)[begins:]]

    return awaited


def _adapted(adapting: Any, text: str, values: Sequence[Any]) -> _Sent:  # noqa: ANN401 - the driver says no type of it
    if not values:
        return _encoded(text), (), (), None
    ready = [_as_text(value) if type(value) in {list, tuple} else value for value in values]
    dumped = adapting.dump_sequence(ready, [PyFormat.AUTO] * len(ready))
    return _encoded(text), adapting.types or (), dumped, adapting.formats


@cache
def _encoded(text: str) -> bytes:
    """This will give a statement as it is sent: always the same bytes, so that what is prepared is found at once."""
    return text.encode()


@dataclass(slots=True)
class _UnderWay:
    """What was sent: what each result will be, a preparation or an answer (None), and the names newly given."""

    results: list[_Key | None] = field(default_factory=list)
    begun: dict[_Key, bytes] = field(default_factory=dict)


def _sent(speaking: Any, statements: Sequence[_Sent]) -> _UnderWay:  # noqa: ANN401 - psycopg's connection
    """This will write statements to the server, which begins with them at once."""
    server, kept, under_way = speaking.pgconn, _KEPT.setdefault(speaking, {}), _UnderWay()
    begun = under_way.begun
    with _closed_on_error(speaking), speaking.lock:
        server.enter_pipeline_mode()
        for text, types, values, formats in statements:
            key = (text, types)
            name = kept.get(key) or begun.get(key)
            if name is None:
                name = begun[key] = b"pulang_%d" % (len(kept) + len(begun))
                server.send_prepare(name, text, param_types=types)
                under_way.results.append(key)
            server.send_query_prepared(name, values, param_formats=formats)
            under_way.results.append(None)
        server.pipeline_sync()
    return under_way


def _received(speaking: Any, under_way: _UnderWay) -> list[Any]:  # noqa: ANN401 - psycopg's connection and results
    """This will give the result of each statement, with the connection as it was before."""
    server = speaking.pgconn
    with _closed_on_error(speaking), speaking.lock:
        results = speaking.wait(_answers(server))
    named = under_way.results
    _KEPT[speaking] |= {
        key: under_way.begun[key] for key, result in zip(named, results, strict=False) if key and _worked(result)
    }
    failed = next((result for result in results if result.status == ExecStatus.FATAL_ERROR), None)
    if server.status == ConnStatus.OK:
        server.exit_pipeline_mode()
    if failed is not None:
        raise error_from_result(failed, encoding=speaking.info.encoding)
    return [result for key, result in zip(named, results, strict=True) if not key]


@contextmanager
def _closed_on_error(speaking: Any) -> Iterator[None]:  # noqa: ANN401 - psycopg's connection
    try:
        yield
    except BaseException:
        speaking.close()  # nobody knows what the server did of it, and what it still says must not answer others
        raise


def _worked(result: Any) -> bool:  # noqa: ANN401 - libpq's result
    return bool(result.status == ExecStatus.COMMAND_OK)


def _answers(server: Any) -> Generator[Any, Any, list[Any]]:  # noqa: ANN401 - libpq's connection
    yield from generators.send(server)
    found: list[Any] = []
    while (results := (yield from generators.fetch_many(server))) and results[0].status != ExecStatus.PIPELINE_SYNC:
        found += results[:1]
    return found


def _rows(adapting: Any, answer: Any) -> list[Row]:  # noqa: ANN401 - as above
    if answer.status != ExecStatus.TUPLES_OK or not answer.ntuples:
        return []
    adapting.set_pgresult(answer)
    rows: list[Row] = adapting.load_rows(0, answer.ntuples, tuple)
    return rows


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_ELEMENT: Final[dict[type, Callable[[Any], str]]] = {
    str: _quoted,
    bytes: lambda value: f'"\\\\x{value.hex()}"',
    UUID: str,
    int: str,
    bool: lambda value: "t" if value else "f",
    date: date.isoformat,
    datetime: lambda value: f'"{value.isoformat()}"',
    type(None): lambda _: "NULL",
}


def _as_text(values: Sequence[Any]) -> Any:  # noqa: ANN401 - a text, or the list as it is
    """This will write a list as PostgreSQL reads one, which the driver takes three times as long to do.

    The server then takes its type from where it stands (`%(ids)s::uuid[]`). What is not known here the driver writes.
    """
    try:
        return "{" + ",".join([_ELEMENT[type(value)](value) for value in values]) + "}"
    except KeyError:
        return list(values)


class Noted:
    """What stands for the driver's cursor in Django's wrapper, to be counted or refused like any other.

    It runs nothing: whoever made it sends the statement on.
    """

    def __init__(self) -> None:
        self.statement: Statement = ("", ())
        self._query: psycopg._queries.PostgresQuery | None = None

    def execute(self, statement: str, values: Sequence[Any]) -> None:
        """This will note a statement that Django let pass."""
        self.statement = (statement, values)
