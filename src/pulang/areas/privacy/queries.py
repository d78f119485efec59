"""Reads deletion requests, requests of the person, letters of authorities and purges, as of a day."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

from pulang.areas.privacy.facts import (
    DeletionFacts,
    Keep,
    Lapsed,
    OfficialFacts,
    OfficialLine,
    PurgeFacts,
    Quarter,
    RequestFacts,
    RequestLine,
)
from pulang.areas.privacy.rules import pauses
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql

LISTED_MOST = 500

_COUNTS = """
x.happened_on <= %(day)s AND x.recorded_at < %(known)s
AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id AND s.recorded_at < %(known)s)
"""
_DELETIONS = """
SELECT l.case_id, l.number, l.programme_id, l.agency_id, l.purpose, l.asked_on, l.due_at, l.confirmed_on
FROM (
    SELECT DISTINCT ON (x.case_id, x.agency_id, x.purpose)
           x.case_id, x.number, x.programme_id, x.agency_id, x.purpose, a.happened_on AS asked_on, a.due_at,
           CASE WHEN x.event = 'CONFIRMED' THEN x.happened_on END AS confirmed_on
    FROM privacy_deletion x
    JOIN LATERAL (
        SELECT q.happened_on, q.due_at FROM privacy_deletion q
        WHERE q.case_id = x.case_id AND q.agency_id = x.agency_id AND q.purpose = x.purpose AND q.event = 'ASKED'
          AND (q.happened_on, q.act_id) <= (x.happened_on, x.act_id)
        ORDER BY q.happened_on DESC, q.act_id DESC LIMIT 1
    ) a ON true
    WHERE {where} AND {counts}
    ORDER BY x.case_id, x.agency_id, x.purpose, x.happened_on DESC, x.act_id DESC
) l
WHERE %(all)s OR l.confirmed_on IS NULL
ORDER BY l.due_at, l.number, l.agency_id, l.purpose
LIMIT %(most)s
"""


def deletions(moment: Moment, *, agency: str = "", case: UUID | None = None) -> tuple[DeletionFacts, ...]:
    """This will give what offices were asked to delete and have not confirmed, the most urgent first.

    About one case (`case`) it gives those that are confirmed too.
    """
    where = "(%(agency)s = '' OR x.agency_id = %(agency)s) AND (%(case)s::uuid IS NULL OR x.case_id = %(case)s)"
    found = sql.rows(
        _DELETIONS.replace("{where}", where).replace("{counts}", _COUNTS),
        agency=agency,
        case=case,
        all=case is not None,
        day=moment.day,
        known=moment.known_before,
        most=LISTED_MOST,
    )
    return tuple(DeletionFacts(*row) for row in found)


_REQUESTS = """
SELECT x.case_id, x.number, x.programme_id, x.ref, x.kind, x.due_at, x.event, x.happened_on, x.by, x.detail, x.note
FROM privacy_request x
WHERE {narrowed} AND {counts}
ORDER BY x.case_id, x.ref, x.happened_on, x.act_id
"""


def requests(moment: Moment, *, case: UUID | None = None) -> tuple[RequestFacts, ...]:
    """This will give the requests of one person, or of all that this view reaches, the most urgent first."""
    narrowed = "true" if case is None else "x.case_id = %(case)s"
    ask = sql.rows if case is None else sql.prepared  # of one person it is asked by her page and by every step
    statement = _REQUESTS.replace("{narrowed}", narrowed).replace("{counts}", _COUNTS)
    found = ask(statement, case=case, day=moment.day, known=moment.known_before)
    lines: dict[tuple[UUID, str], list[sql.Row]] = {}
    for row in found:
        lines.setdefault((row[0], row[3]), []).append(row)
    every = [
        RequestFacts(*rows[0][:6], tuple(RequestLine(*row[6:]) for row in rows))  # type: ignore[call-arg]
        for rows in lines.values()
    ]
    return tuple(sorted(every, key=lambda one: (not one.open, one.due_at, one.number, one.ref)))


def request(case: UUID, ref: str, moment: Moment) -> RequestFacts:
    """This will give one request by its reference; refuses one that is not there."""
    for one in requests(moment, case=case):
        if one.ref == ref:
            return one
    raise Refusal(
        "unknown-request",
        Words(
            id="Permintaan dengan nomor itu tidak ada pada berkas ini.",
            en="This case has no request with that reference.",
        ),
        field="request",
    )


def is_paused(case: UUID, moment: Moment) -> bool:
    """This will be true while she has limited what may be done with her data, or objects to its use."""
    return any(pauses(one.kind, one.event) for one in requests(moment, case=case))


_OFFICIAL = """
SELECT x.case_id, x.number, x.programme_id, x.ref, x.authority, x.letter, x.basis,
       x.event, x.happened_on, x.by, array_to_string(x.fields, ','), x.note, x.silent_until
FROM privacy_official x
WHERE (%(case)s::uuid IS NULL OR x.case_id = %(case)s) AND {counts}
ORDER BY x.case_id, x.ref, x.happened_on, x.act_id
"""


def officials(moment: Moment, *, case: UUID | None = None) -> tuple[OfficialFacts, ...]:
    """This will give the letters of authorities about one person, or about all that this view reaches."""
    found = sql.rows(_OFFICIAL.replace("{counts}", _COUNTS), case=case, day=moment.day, known=moment.known_before)
    lines: dict[tuple[UUID, str], list[sql.Row]] = {}
    for row in found:
        lines.setdefault((row[0], row[3]), []).append(row)
    return tuple(
        OfficialFacts(*rows[0][:7], tuple(_official_line(*row[7:]) for row in rows))  # type: ignore[call-arg]
        for rows in lines.values()
    )


def _official_line(event: str, on: date, by: str, fields: str, note: str, silent_until: date | None) -> OfficialLine:
    return OfficialLine(event, on, by, tuple(fields.split(",")) if fields else (), note, silent_until)


def official(case: UUID, ref: str, moment: Moment) -> OfficialFacts:
    """This will give one letter by its reference; refuses one that is not there."""
    for one in officials(moment, case=case):
        if one.ref == ref:
            return one
    raise Refusal(
        "unknown-letter",
        Words(
            id="Surat dengan nomor itu tidak ada pada berkas ini.", en="This case has no letter under that reference."
        ),
        field="request",
    )


_QUARTERS = """
SELECT extract(YEAR FROM x.happened_on)::int, extract(QUARTER FROM x.happened_on)::int,
       count(*) FILTER (WHERE x.event = 'RECEIVED'), count(*) FILTER (WHERE x.event = 'GIVEN'),
       count(*) FILTER (WHERE x.event = 'REFUSED')
FROM privacy_official x
WHERE {counts}
GROUP BY 1, 2 ORDER BY 1 DESC, 2 DESC LIMIT 40
"""


def quarters(moment: Moment) -> tuple[Quarter, ...]:
    """This will count letters of authorities by quarter, the newest first; never about whom."""
    found = sql.rows(_QUARTERS.replace("{counts}", _COUNTS), day=moment.day, known=moment.known_before)
    return tuple(Quarter(*row) for row in found)


_PURGES = """
SELECT p.ref, p.programme_id, p.rule, p.cut_on, p.affected, p.by, p.happened_on, l.event
FROM privacy_purge p
JOIN LATERAL (
    SELECT x.event FROM privacy_purge x
    WHERE x.programme_id = p.programme_id AND x.ref = p.ref AND {counts}
    ORDER BY x.happened_on DESC, x.act_id DESC LIMIT 1
) l ON true
WHERE p.event = 'PROPOSED' AND (%(programme)s = '' OR p.programme_id = %(programme)s)
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = p.act_id AND s.recorded_at < %(known)s)
ORDER BY p.happened_on DESC, p.act_id DESC
LIMIT %(most)s
"""


def purges(moment: Moment, *, programme: str = "") -> tuple[PurgeFacts, ...]:
    """This will give the purges that were proposed, the newest first."""
    found = sql.rows(
        _PURGES.replace("{counts}", _COUNTS),
        programme=programme,
        day=moment.day,
        known=moment.known_before,
        most=LISTED_MOST,
    )
    return tuple(PurgeFacts(*row) for row in found)


@cache
def retention() -> tuple[Keep, ...]:
    """This will give how long everything is kept, as retention.toml says it."""
    said = tomllib.loads((Path(__file__).parent / "retention.toml").read_text(encoding="utf-8"))
    return tuple(
        Keep(
            id=one["id"],
            what_id=one["what"]["id"],
            what_en=one["what"]["en"],
            keep_for=one["keep_for"],
            action=one["action"],
            basis=one["basis"],
            tables=tuple(one["tables"]),
            days=int(one.get("days", 0)),
        )
        for one in said["keep"]
    )


def keep(rule: str) -> Keep:
    """This will give one rule of the table by its id; a rule nobody wrote is a bug."""
    return next(one for one in retention() if one.id == rule)


def overdue(moment: Moment, rule: str) -> date:
    """This will give the day before which a thing of this rule has been kept long enough."""
    return date.fromordinal(moment.day.toordinal() - keep(rule).days)


def lapsed(moment: Moment) -> tuple[Lapsed, ...]:
    """This will give the consents that ran out while something still rests on them."""
    found = sql.rows(sql.load(__file__, "lapsed"), day=moment.day, most=LISTED_MOST)
    return tuple(Lapsed(*row) for row in found)


def due_persons(
    programme: str, *, cut_on: date, unmoved_on: date, most: int
) -> tuple[tuple[UUID, UUID, str, date], ...]:
    """This will give the cases whose person's identity has been kept long enough: case, person, number, opened on.

    A person with a case that is not old enough stays, and so does one who asked that her data be kept but not used.
    """
    found = sql.rows(
        sql.load(__file__, "due_persons"), programme=programme, cut_on=cut_on, unmoved_on=unmoved_on, most=most
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in found)


_CUT = "least(%(cut_on)s::timestamptz, now())"  # never by a clock that runs ahead of the database's own
_FINISHED = """status IN ('succeeded', 'failed', 'cancelled', 'aborted') AND NOT EXISTS (
    SELECT 1 FROM procrastinate_events e WHERE e.job_id = procrastinate_jobs.id AND e.at >= {cut}
)""".replace("{cut}", _CUT)
# By rule of retention.toml: the table, and which of its rows are due.
LEFTOVERS: Final[dict[str, tuple[str, str]]] = {
    "sessions": ("accounts_session", f"expire_date < {_CUT}"),
    "jobs": ("procrastinate_jobs", _FINISHED),
    "complaints": ("grievances_text", f"written_at < {_CUT}"),
    "sign-ins": ("accounts_signin", f"recorded_at < {_CUT}"),
    "words": ("contacts_text", f"written_at < {_CUT}"),
    "tokens": ("accounts_token", f"least(expires_at, revoked_at) < {_CUT}"),
}


def count_leftovers(rule: str, cut_on: date) -> int:
    """This will count the rows of one rule that have been kept long enough."""
    table, due = LEFTOVERS[rule]
    row = sql.one(f"SELECT count(*) FROM {table} WHERE {due}", cut_on=cut_on)  # noqa: S608 - our own words
    assert row is not None, "counting gives one row"
    return int(row[0])
