"""Reads contacts, questions and notices, as far as the view reaches."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from pulang.areas.contacts import models as rows
from pulang.areas.contacts.facts import ContactFacts, LogLine, NoticeFacts, QuestionFacts, QuestionLine
from pulang.areas.contacts.rules import NoticeState, QuestionEvent
from pulang.kernel.moments import Moment
from pulang.storage import sql

LISTED_MOST = 200
_COUNTS = """
x.happened_on <= %(day)s AND x.recorded_at < %(known)s
AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id AND s.recorded_at < %(known)s)
"""
_CONTACT = f"""
SELECT x.way, x.hours, x.language, x.address, x.happened_on FROM contacts_contact x
WHERE x.case_id = %(case)s AND {_COUNTS}
ORDER BY x.happened_on DESC, x.act_id DESC
LIMIT 1
"""  # noqa: S608 - our own words
_OF_CASE = f"""
SELECT x.number, x.ref, x.event, x.happened_on, x.by, x.due_on, x.words FROM contacts_question x
WHERE x.case_id = %(case)s AND {_COUNTS}
ORDER BY x.act_id, x.id
"""  # noqa: S608
_OPEN = f"""
SELECT x.number, x.ref, x.event, x.happened_on, x.by, x.due_on, x.words FROM contacts_question x
WHERE x.programme_id = %(programme)s AND x.event = 'ASKED' AND {_COUNTS}
  AND NOT EXISTS (
      SELECT 1 FROM contacts_question a WHERE a.case_id = x.case_id AND a.ref = x.ref AND a.event = 'ANSWERED'
        AND a.happened_on <= %(day)s AND a.recorded_at < %(known)s
  )
"""  # noqa: S608
_OPEN_LISTED = f"{_OPEN} ORDER BY x.due_on, x.number, x.ref LIMIT %(most)s"
_OPEN_COUNTED = f"SELECT count(*), min(o.due_on) FROM ({_OPEN}) AS o"  # noqa: S608


def contact(case: UUID, moment: Moment) -> ContactFacts | None:
    """This will give how she may be reached by her latest word; None while she has said nothing."""
    row = sql.prepared_one(_CONTACT, case=case, day=moment.day, known=moment.known_before)
    return None if row is None else ContactFacts(*row)


def questions(case: UUID, moment: Moment) -> tuple[QuestionFacts, ...]:
    """This will give the questions of one person, the latest first."""
    found = sql.prepared(_OF_CASE, case=case, day=moment.day, known=moment.known_before)
    return tuple(reversed(_gathered(QuestionLine(*row) for row in found)))


def open_questions(programme: str, moment: Moment) -> tuple[QuestionFacts, ...]:
    """This will give the questions of a programme that wait for an answer, the most urgent first."""
    found = sql.rows(_OPEN_LISTED, programme=programme, day=moment.day, known=moment.known_before, most=LISTED_MOST)
    return tuple(QuestionFacts(QuestionLine(*row), None) for row in found)


def waiting(programme: str, moment: Moment) -> tuple[int, date | None]:
    """This will count the questions of a programme that wait, and give the first day one of them is due."""
    found = sql.prepared_one(_OPEN_COUNTED, programme=programme, day=moment.day, known=moment.known_before)
    assert found is not None, "a count gives one row"
    return found


def _gathered(lines: Iterable[QuestionLine]) -> tuple[QuestionFacts, ...]:
    asked: dict[str, QuestionLine] = {}
    answers: dict[str, QuestionLine] = {}
    for line in lines:
        (asked if line.event == QuestionEvent.ASKED.value else answers)[line.ref] = line
    return tuple(QuestionFacts(line, answers.get(ref)) for ref, line in asked.items())


def keys(case: UUID) -> tuple[UUID, ...]:
    """This will give the keys of all that stands sealed about a case: what she wrote, and how she is reached."""
    words = rows.Question.objects.filter(case_id=case).values_list("words", flat=True)
    addresses = rows.Contact.objects.filter(case_id=case, address__isnull=False).values_list("address", flat=True)
    return (*words, *(key for key in addresses if key is not None))


def texts(wanted: Sequence[UUID]) -> dict[UUID, bytes]:
    """This will give what is sealed, by its key; what was destroyed is not among it."""
    if not wanted:
        return {}
    found = rows.Text.objects.filter(id__in=wanted).values_list("id", "box")
    return {key: bytes(box) for key, box in found}


_NOTICES = """
SELECT n.id, n.case_id, n.kind, n.purpose, n.version, n.due_at, n.state, n.tries, n.message FROM contacts_notice n
WHERE n.case_id = %(case)s
ORDER BY n.id DESC
LIMIT %(most)s
"""


def notices(case: UUID) -> tuple[NoticeFacts, ...]:
    """This will give the notices of one person, the latest first."""
    return tuple(NoticeFacts(*row) for row in sql.prepared(_NOTICES, case=case, most=LISTED_MOST))


_LOG = """
SELECT (n.changed_at AT TIME ZONE %(zone)s)::date, n.kind, n.version, n.state, count(*), max(n.tries)
FROM contacts_notice n
WHERE n.programme_id = %(programme)s
GROUP BY 1, 2, 3, 4
ORDER BY 1 DESC, 2, 3, 4
LIMIT %(most)s
"""


def log(programme: str, *, zone: str) -> tuple[LogLine, ...]:
    """This will give what was sent day by day: kind, version and what became of it, of nobody in particular."""
    return tuple(LogLine(*row) for row in sql.rows(_LOG, programme=programme, zone=zone, most=LISTED_MOST))


def still_sending(message: UUID) -> bool:
    """This will be true while a notice of a message is being sent, and none of it was dropped meanwhile."""
    states = set(rows.Notice.objects.filter(message=message).values_list("state", flat=True))
    return NoticeState.SENDING.value in states
