"""Transactions with one meaning each: "I need one" here, "I open one" only in `flows.act` and `storage.context`."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

from pulang.storage import sql

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
    sql.tell("SET CONSTRAINTS ALL IMMEDIATE")
    sql.tell("SET CONSTRAINTS ALL DEFERRED")


def end_with_what_waits() -> None:
    """This will let the transaction end in the same message as what was told last, where no other one is around it.

    Then the driver has nothing to commit any more: one way to the server less. A failure of it is one of the statement.
    """
    if not connection.savepoint_ids:
        sql.tell("COMMIT")


def in_transaction() -> bool:
    """This will be true while a transaction that can really be committed is open."""
    return connection.in_atomic_block and not _only_the_test_case()


def _only_the_test_case() -> bool:
    blocks = connection.atomic_blocks
    return all(getattr(block, "_from_testcase", False) for block in blocks)


def after_commit(do: Callable[[], None]) -> None:
    """This will do something once what is being written can no longer be undone, and not at all when it is undone."""
    transaction.on_commit(do)
