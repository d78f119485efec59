"""Loads the SQL files that stand beside the queries which use them."""

from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

Row = tuple[Any, ...]


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


def prepared(statement: str, **values: Any) -> list[Row]:  # noqa: ANN401
    """This will give all rows of a large statement that is run again and again.

    The server keeps its plan with the connection: planning fourteen joins takes three times as long as
    walking them for one case. It speaks to the driver directly, because Django binds values on its own side.
    """
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(statement, values, prepare=True).fetchall()


def database_name() -> str:
    """This will name the database this connection speaks to."""
    return str(connection.settings_dict["NAME"])
