"""Loads the SQL files that stand beside the queries which use them."""

from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

Row = tuple[Any, ...]


@cache
def load(module_file: str, name: str) -> str:
    """This will give the text of `sql/NAME.sql` beside `module_file`."""
    return (Path(module_file).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def rows(statement: str, **values: object) -> list[Row]:
    """This will run a statement with named placeholders and give all its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def one(statement: str, **values: object) -> Row | None:
    """This will run a statement and give its first row, or None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()


def run(statement: str, **values: object) -> int:
    """This will run a statement that changes rows and give how many it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def database_name() -> str:
    """This will name the database this connection speaks to."""
    return str(connection.settings_dict["NAME"])
