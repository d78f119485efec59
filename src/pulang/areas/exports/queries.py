"""Reads copies: one, the register of a programme, what is due to be made or to go."""

from datetime import datetime
from itertools import starmap
from typing import Any
from uuid import UUID, uuid5

from pulang.areas.exports.facts import Bearer, Column, Export, Request, State, Verdict
from pulang.areas.exports.rules import MARK_BITS
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql
from pulang.storage.keeper import keeper

LISTED_MOST = 100
_PLACE = UUID("5b0a9a0e-0f4b-4e55-9a37-1e6ef1f7ac31")

_EXPORTS = """
SELECT r.number, r.programme_id, r.actor, r.agency_id, r.recipient_id, r.receiver, r.purpose, r.columns,
       r.origin, r.stage, r.recorded_at, d.verdict, d.actor, d.recorded_at,
       f.rows, f.digest, f.made_at, f.ends_at, f.failed, f.wrapped IS NULL, f.content = ''::bytea
FROM exports_request r
LEFT JOIN exports_decision d ON d.number = r.number
    AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = d.act_id)
LEFT JOIN exports_file f ON f.number = r.number
WHERE NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = r.act_id)
"""


def export(number: str, programme: str, at: datetime) -> Export:
    """This will give one copy; refuses one that is not there, not this programme's, or not for this view."""
    found = sql.one(f"{_EXPORTS} AND r.number = %(number)s", number=number)
    told = None if found is None else _export(found, at)
    if told is None or told.request.programme != programme:
        raise Refusal(
            "unknown-export",
            Words(id="Salinan dengan nomor itu tidak ada di sini.", en="There is no copy with that number here."),
            field="export",
        )
    return told


def register(programme: str, at: datetime) -> tuple[Export, ...]:
    """This will give the copies of a programme, the newest first."""
    statement = f"{_EXPORTS} AND r.programme_id = %(programme)s ORDER BY r.recorded_at DESC, r.number LIMIT %(most)s"
    return tuple(_export(row, at) for row in sql.rows(statement, programme=programme, most=LISTED_MOST))


_COUNTS = """
SELECT r.recipient_id, count(*), coalesce(sum(f.rows), 0)
FROM exports_request r
JOIN exports_file f ON f.number = r.number AND f.failed = ''
WHERE r.programme_id = %(programme)s
GROUP BY r.recipient_id
ORDER BY r.recipient_id
"""


def by_recipient(programme: str) -> tuple[tuple[str, int, int], ...]:
    """This will give, for each agency, how many copies were made for it and how many rows they held together."""
    return tuple((row[0], int(row[1]), int(row[2])) for row in sql.rows(_COUNTS, programme=programme))


def due(at: datetime, *, since: datetime) -> tuple[Export, ...]:
    """This will give approved copies that have no file yet; an approval nobody followed for a day has lapsed."""
    statement = (
        f"{_EXPORTS} AND d.verdict = 'APPROVED' AND f.number IS NULL AND d.recorded_at >= %(since)s "
        "ORDER BY d.recorded_at, r.number LIMIT %(most)s"
    )
    return tuple(_export(row, at) for row in sql.rows(statement, since=since, most=LISTED_MOST))


_MARKED = """
SELECT r.number, r.recipient_id, r.actor,
       coalesce((SELECT max(d.actor) FROM exports_decision d WHERE d.number = r.number), '')
FROM exports_request r ORDER BY r.number
"""


def marked(mark: int) -> tuple[Bearer, ...]:
    """This will give the copies that bear a mark, to find out whose copy was found lying about."""
    return tuple(bearer for bearer in starmap(Bearer, sql.rows(_MARKED)) if mark_of(*bearer[:2]) == mark)


def mark_of(number: str, recipient: str) -> int:
    """This will give the mark of a copy for its recipient; without the keyring nobody can make one up."""
    printed = keeper().fingerprint(content=f"export|{number}|{recipient}".encode())
    return int.from_bytes(printed[: MARK_BITS // 8], "big")


_CONTENT = """
SELECT f.content FROM exports_file f WHERE f.number = %(number)s AND f.ends_at > %(at)s AND f.content <> ''::bytea
"""


def content(number: str, at: datetime) -> bytes | None:
    """This will give the encrypted workbook while it lives."""
    found = sql.one(_CONTENT, number=number, at=at)
    return None if found is None else bytes(found[0])


def place_of(number: str) -> UUID:
    """This will name the one place in which the key of a copy's password opens."""
    return uuid5(_PLACE, number)


def _export(row: tuple[Any, ...], at: datetime) -> Export:
    number, programme, by, agency, recipient, receiver, purpose, columns, origin, stage, requested_at = row[:11]
    verdict, decided_by, decided_at, rows, digest, made_at, ends_at, failed, told, empty = row[11:]
    return Export(
        request=Request(
            number=number,
            programme=programme,
            requested_by=by,
            agency=agency,
            recipient=recipient,
            receiver=receiver,
            purpose=purpose,
            columns=tuple(Column(name) for name in columns),
            origin=origin,
            stage=stage,
            requested_at=requested_at,
        ),
        state=_state(verdict, failed, ends_at, at, empty=bool(empty)),
        decided_by=decided_by or "",
        decided_at=decided_at,
        rows=rows,
        digest=digest or "",
        made_at=made_at,
        ends_at=ends_at,
        failed=failed or "",
        told=bool(made_at and told),
    )


def _state(verdict: str | None, failed: str | None, ends_at: datetime | None, at: datetime, *, empty: bool) -> State:
    if verdict is None:
        return State.WAITING
    if verdict == Verdict.REFUSED.value:
        return State.REFUSED
    if ends_at is None:
        return State.APPROVED
    if failed:
        return State.FAILED
    return State.GONE if empty or ends_at <= at else State.READY
