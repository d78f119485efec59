"""Transactions with one meaning each: "I need one" here, "I open one" only in `flows.act` and `storage.context`."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")


def needs_transaction(function: Callable[P, R]) -> Callable[P, R]:
    """This will make a function crash when called outside a transaction: writing alone would be half an act."""

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        assert connection.in_atomic_block, f"{function.__qualname__} writes, so it belongs inside an act"
        return function(*args, **kwargs)

    return inside


def settle() -> None:
    """This will check every deferred constraint now, so that a refusal is raised inside the act and not at its end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def in_transaction() -> bool:
    """This will be true while a transaction that can really be committed is open."""
    return connection.in_atomic_block and not _only_the_test_case()


def _only_the_test_case() -> bool:
    blocks = connection.atomic_blocks
    return all(getattr(block, "_from_testcase", False) for block in blocks)


def after_commit(do: Callable[[], None]) -> None:
    """This will do something once what is being written can no longer be undone, and not at all when it is undone."""
    transaction.on_commit(do)
