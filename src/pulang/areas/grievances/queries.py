"""Reads complaints, as far as the view reaches: one's own, and those that lie at one's own desk."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from pulang.areas.grievances import models as rows
from pulang.areas.grievances.facts import ComplaintLine, Pattern
from pulang.areas.grievances.rules import PATTERN_DAYS, PATTERN_FROM
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql

LISTED_MOST = 200
_FIELDS = [
    "code",
    "programme_id",
    "event",
    "happened_on",
    "by",
    "stance",
    "role",
    "topic",
    "against",
    "desk_id",
    "restricted",
    "instance",
    "due_on",
    "words",
]
UNKNOWN = Words(
    id="Pengaduan dengan kode itu tidak ada, atau tidak di meja Anda.",
    en="There is no complaint under that code, or it does not lie at your desk.",
)


def lines(code: str) -> tuple[ComplaintLine, ...]:
    """This will give what happened to a complaint, in order; refuses one that is not there for this view."""
    found = rows.Line.objects.filter(code=code).order_by("id").values_list(*_FIELDS)
    if not found:
        raise Refusal("unknown-complaint", UNKNOWN, field="complaint")
    return tuple(ComplaintLine(*row) for row in found)


def latest(programme: str) -> tuple[ComplaintLine, ...]:
    """This will give the last line of every complaint of a programme that this view sees, the most urgent first."""
    found = rows.Line.objects.filter(programme_id=programme).order_by("code", "-id").distinct("code")
    listed = [ComplaintLine(*row) for row in found.values_list(*_FIELDS)[:LISTED_MOST]]
    return tuple(sorted(listed, key=lambda line: (line.due_on or date.max, line.code)))


def lasts(codes: Sequence[str]) -> dict[str, ComplaintLine]:
    """This will give the last line of each of these complaints that this view sees, by its code."""
    found = rows.Line.objects.filter(code__in=codes).order_by("code", "-id").distinct("code")
    return {line.code: line for line in (ComplaintLine(*row) for row in found.values_list(*_FIELDS))}


def texts(keys: Sequence[UUID]) -> dict[UUID, bytes]:
    """This will give sealed texts by their keys; one that was destroyed is not among them."""
    found = rows.Text.objects.filter(id__in=keys).values_list("id", "box")
    return {key: bytes(box) for key, box in found}


def kept(keys: Sequence[UUID]) -> frozenset[UUID]:
    """This will say under which of these keys something is kept, without reading it."""
    return frozenset(rows.Text.objects.filter(id__in=keys).values_list("id", flat=True))


# Of what was to be answered within a period: how many, and how many of these in time, reopened ones as well.
_IN_TIME = """
SELECT count(*), count(*) FILTER (WHERE a.happened_on <= q.due_on)
FROM grievances_line q
LEFT JOIN grievances_line a ON a.code = q.code AND a.instance = q.instance AND a.event = 'ANSWERED'
    AND a.happened_on <= %(day)s AND a.recorded_at < %(known)s
WHERE q.programme_id = %(programme)s AND q.event IN ('FILED', 'REOPENED') AND q.recorded_at < %(known)s
  AND q.due_on BETWEEN %(first)s AND %(day)s
"""


def in_time(programme: str, moment: Moment, *, first: date) -> tuple[int, int]:
    """This will count what was due from `first` to the day, and what of it was answered in time; while counting."""
    values = {"programme": programme, "first": first, "day": moment.day, "known": moment.known_before}
    found = sql.one(_IN_TIME, **values)
    assert found is not None, "a count gives one row"
    return int(found[0]), int(found[1])


_PATTERNS = """
SELECT l.topic, l.against, count(*)
FROM grievances_line l
WHERE l.programme_id = %(programme)s AND l.event = 'FILED' AND l.happened_on > %(since)s AND l.happened_on <= %(day)s
GROUP BY l.topic, l.against
HAVING count(*) >= %(least)s
ORDER BY count(*) DESC, l.topic, l.against
LIMIT 20
"""


def patterns(programme: str, day: date) -> tuple[Pattern, ...]:
    """This will count the same complaint against the same office within half a year; to be asked while counting."""
    since = day - timedelta(days=PATTERN_DAYS)
    found = sql.rows(_PATTERNS, programme=programme, since=since, day=day, least=PATTERN_FROM)
    return tuple(Pattern(*row) for row in found)
