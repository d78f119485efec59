"""For whom the database answers: who looks, for which agency, how far. Every door opens its context here.

The context lives in the transaction and ends with it, so a pooled connection can never carry one person's
view into another's request. Without a context the policies on personal tables raise (see `storage.guards`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db import connection, transaction

from pulang.storage.memory import remembering


class Reach(Enum):
    """How far somebody sees: everything (the system), whole programmes, single cases in care, or no case at all."""

    ALL = "ALL"
    PROGRAMMES = "PROGRAMMES"
    CASES = "CASES"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class View:
    """What the database is told about whoever acts or looks; `names` allows opening sealed identities."""

    actor: str
    agency: str
    reach: Reach
    names: bool = False
    day: date | None = None  # the day on which assignments are looked at; the server's own unless said


SYSTEM_VIEW = View(actor="pulang", agency="", reach=Reach.ALL)

_SET = """
SELECT set_config('pulang.actor', %s, true), set_config('pulang.agency', %s, true),
       set_config('pulang.reach', %s, true), set_config('pulang.names', %s, true),
       set_config('pulang.today', %s, true)
"""


def enter(view: View) -> None:
    """This will tell the open transaction for whom it answers."""
    assert connection.in_atomic_block, "a context belongs to a transaction"
    day = "" if view.day is None else view.day.isoformat()
    with connection.cursor() as cursor:
        cursor.execute(_SET, [view.actor, view.agency, view.reach.value, "yes" if view.names else "no", day])


@contextmanager
def looking(view: View) -> Iterator[None]:
    """This will open a transaction that can only read, and only what `view` reaches."""
    with transaction.atomic(), remembering():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        enter(view)
        yield


@contextmanager
def working(view: View) -> Iterator[None]:
    """This will open a transaction that keeps derived answers up to date; it is no act and changes no book."""
    with transaction.atomic(durable=True), remembering():
        enter(view)
        yield


@contextmanager
def counting() -> Iterator[None]:
    """This will let the enclosed queries see every case, for counts and likeness checks that return no person.

    Everybody may know how many wait; nobody learns who. The earlier reach comes back afterwards.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pulang.reach', true)")
        before = cursor.fetchone()[0]
        assert before, "counting needs a context to come back to"
        cursor.execute("SELECT set_config('pulang.reach', 'ALL', true)")
        try:
            yield
        finally:
            # A failed statement has closed the transaction to us; its rollback takes the reach with it.
            if not connection.needs_rollback:
                cursor.execute("SELECT set_config('pulang.reach', %s, true)", [before])
