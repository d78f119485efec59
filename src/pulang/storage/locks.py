"""Locks that make "look, judge, write" one step; held until the transaction ends, waited for three seconds at most."""

from collections.abc import Collection
from uuid import UUID

from pulang.storage import sql
from pulang.storage.transactions import needs_transaction

_PROGRAMMES = 71_001  # the first half of a two-part lock, so that no other use can collide
_INSTITUTIONS = 71_002


@needs_transaction
def share_programme(code: str) -> None:
    """This will keep a programme's gates as they are until the act ends; others may do the same beside it."""
    sql.one(
        "SELECT pg_advisory_xact_lock_shared(%(kind)s, hashtext(%(code)s))",
        kind=_PROGRAMMES,
        code=code,
    )


@needs_transaction
def change_programme(code: str) -> None:
    """This will wait for everybody who relies on a programme's gates, and keep others out until the act ends."""
    sql.one("SELECT pg_advisory_xact_lock(%(kind)s, hashtext(%(code)s))", kind=_PROGRAMMES, code=code)


@needs_transaction
def institution(code: str) -> None:
    """This will keep others from writing about the same institution until the act ends."""
    sql.one("SELECT pg_advisory_xact_lock(%(kind)s, hashtext(%(code)s))", kind=_INSTITUTIONS, code=code)


@needs_transaction
def cases(ids: Collection[UUID]) -> None:
    """This will keep other acts from judging the same cases at the same time; always taken in the order of the keys."""
    sql.tell(
        "SELECT pg_advisory_xact_lock(hashtextextended(k.id, 0)) "
        "FROM (SELECT unnest(%(ids)s::text[]) AS id ORDER BY 1) k",
        ids=[str(key) for key in ids],
    )
