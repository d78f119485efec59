"""Writes requests and verdicts, keeps the file of a copy and lets it go."""

from datetime import datetime

from pulang.areas.exports import models as rows
from pulang.areas.exports.facts import Request, Verdict
from pulang.areas.exports.queries import place_of
from pulang.areas.exports.rules import LIVES
from pulang.storage import sql
from pulang.storage.books import Stamp
from pulang.storage.keeper import keeper
from pulang.storage.transactions import needs_transaction


@needs_transaction
def ask(*, asked: Request, stamp: Stamp) -> None:
    """This will write that a copy is wanted."""
    rows.Request.objects.create(
        programme_id=asked.programme,
        number=asked.number,
        actor=asked.requested_by,
        agency_id=asked.agency,
        recipient_id=asked.recipient,
        receiver=asked.receiver,
        purpose=asked.purpose,
        columns=[column.value for column in asked.columns],
        origin=asked.origin,
        stage=asked.stage,
        **stamp.columns(),
    )


@needs_transaction
def decide(*, programme: str, number: str, verdict: Verdict, by: str, stamp: Stamp) -> None:
    """This will write what the second person said; a second verdict is refused by the database."""
    rows.Decision.objects.create(
        programme_id=programme, number=number, verdict=verdict.value, actor=by, **stamp.columns()
    )


@needs_transaction
def keep_file(
    *, programme: str, number: str, count: int, content: bytes, digest: str, key: bytes, at: datetime
) -> None:
    """This will keep the encrypted file for its day, and the key of its password until that is shown."""
    rows.File.objects.create(
        number=number,
        programme_id=programme,
        made_at=at,
        ends_at=at + LIVES,
        rows=count,
        digest=digest,
        content=content,
        wrapped=keeper().shut(secret=key, whose=place_of(number)),
        version=1,
    )


@needs_transaction
def keep_failure(*, programme: str, number: str, code: str, at: datetime) -> None:
    """This will write that a copy could not be made, and why."""
    rows.File.objects.create(
        number=number, programme_id=programme, made_at=at, ends_at=at + LIVES, rows=0, failed=code, version=0
    )


_TAKE = """
WITH was AS (
    SELECT f.number, f.wrapped, f.version FROM exports_file f
    WHERE f.number = %(number)s AND f.wrapped IS NOT NULL AND f.ends_at > %(at)s AND f.failed = '' FOR UPDATE
)
UPDATE exports_file f SET wrapped = NULL FROM was WHERE f.number = was.number RETURNING was.wrapped, was.version
"""


@needs_transaction
def take_key(*, number: str, at: datetime) -> bytes | None:
    """This will give the key of a copy's password once, and None ever after, also to two who ask at once."""
    found = sql.one(_TAKE, number=number, at=at)
    return None if found is None else keeper().unshut(box=bytes(found[0]), whose=place_of(number))


_LET_GO = """
UPDATE exports_file SET content = ''::bytea, wrapped = NULL
WHERE ends_at <= %(at)s AND (content <> ''::bytea OR wrapped IS NOT NULL)
"""


@needs_transaction
def let_go(*, at: datetime) -> int:
    """This will empty every file whose day is over; that it existed stays. Gives how many."""
    return sql.run(_LET_GO, at=at)
