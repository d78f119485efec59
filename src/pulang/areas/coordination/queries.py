"""Reads meetings, decisions and consultations as of a day."""

from dataclasses import dataclass, replace
from datetime import date

from pulang.areas.coordination.assessment import lay
from pulang.areas.coordination.facts import (
    ConditionLine,
    DecisionFacts,
    DecisionLine,
    IssuedMinutes,
    ItemFacts,
    LetterFacts,
    MeetingFacts,
    PositionFacts,
    QuestionFacts,
)
from pulang.areas.coordination.models import Meeting
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql


@dataclass(frozen=True, slots=True)
class ConsultationFacts:
    """What residents or their organisations were told, asked and answered."""

    on: date
    office: str
    audience: str
    summary: str
    asked: str
    answered: str
    companions: bool
    source: str
    told_of_companions: bool | None
    questions: tuple[QuestionFacts, ...] = ()


def meeting_id(programme: str, code: str) -> int:
    """This will give the key of a meeting; refuses an unknown code."""
    found = Meeting.objects.filter(programme_id=programme, code=code).values_list("id", flat=True).first()
    if found is None:
        raise Refusal(
            "unknown-meeting",
            Words(
                id=f"Rapat dengan kode “{code}” tidak ada di program ini.",
                en=f"This programme has no meeting “{code}”.",
            ),
            field="meeting",
        )
    return found


def meetings(programme: str, moment: Moment) -> tuple[MeetingFacts, ...]:
    """This will give the meetings known of by a day, in the order they came up."""
    found = sql.rows(sql.load(__file__, "meetings"), programme=programme, day=moment.day, known=moment.known_before)
    return tuple(MeetingFacts(*row) for row in found)


def decisions(programme: str, moment: Moment) -> tuple[DecisionFacts, ...]:
    """This will give the decisions made by a day with their conditions and what ended them, in order."""
    named = {"programme": programme, "known": moment.known_before}
    lines = (DecisionLine(*row) for row in sql.rows(sql.load(__file__, "decisions"), **named))
    conditions = (ConditionLine(*row) for row in sql.rows(sql.load(__file__, "conditions"), **named))
    return lay(lines, conditions, moment.day)


def agenda(programme: str, moment: Moment) -> tuple[ItemFacts, ...]:
    """This will give the points of every agenda of a programme by a day, those taken off too, as each was last put."""
    found = sql.rows(sql.load(__file__, "agenda"), programme=programme, day=moment.day, known=moment.known_before)
    return tuple(ItemFacts(*row) for row in found)


_MINUTES = """
SELECT n.number, n.digest, n.happened_on, n.content,
       EXISTS (SELECT 1 FROM coordination_minutes l WHERE l.meeting_id = n.meeting_id AND l.act_id > n.act_id
               AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = l.act_id))
FROM coordination_minutes n JOIN coordination_meeting m ON m.id = n.meeting_id
WHERE NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = n.act_id)
"""


def minutes(programme: str, meeting: str) -> tuple[IssuedMinutes, ...]:
    """This will give the minutes drawn up of a meeting, newest first; those of a struck act are none."""
    statement = f"{_MINUTES} AND m.programme_id = %(programme)s AND m.code = %(meeting)s ORDER BY n.act_id DESC"
    return tuple(IssuedMinutes(*row) for row in sql.rows(statement, programme=programme, meeting=meeting))


def minutes_under(number: str) -> IssuedMinutes | None:
    """This will give the minutes under a number, or None. It needs no reader: it tells nothing but that they exist."""
    row = sql.one(f"{_MINUTES} AND n.number = %(number)s", number=number)
    return None if row is None else IssuedMinutes(*row)


_CONSULTATIONS = """
SELECT c.act_id, c.happened_on, c.office, c.audience, c.summary, c.asked, c.answered, c.companions, c.source,
       c.told_of_companions
FROM coordination_consultation c
WHERE c.programme_id = %(programme)s AND c.happened_on <= %(day)s AND c.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
ORDER BY c.happened_on, c.act_id
"""


def consultations(programme: str, moment: Moment) -> tuple[ConsultationFacts, ...]:
    """This will give the consultations held by a day, in order, each with what was asked there."""
    asked: dict[int, list[QuestionFacts]] = {}
    for one in questions(programme, moment):
        asked.setdefault(one.act, []).append(one)
    found = sql.rows(_CONSULTATIONS, programme=programme, day=moment.day, known=moment.known_before)
    facts = ((row[0], ConsultationFacts(*row[1:])) for row in found)
    return tuple(replace(one, questions=tuple(asked.get(act, ()))) for act, one in facts)


_QUESTIONS = """
SELECT q.act_id, q.code, q.happened_on, q.text, q.holder, q.due_on, a.happened_on, coalesce(a.text, '')
FROM coordination_question q
LEFT JOIN LATERAL (
    SELECT x.happened_on, x.text FROM coordination_question x
    WHERE x.programme_id = q.programme_id AND x.code = q.code AND x.event = 'ANSWERED' AND x.act_id >= q.act_id
      AND x.happened_on <= %(day)s AND x.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id AND s.recorded_at < %(known)s)
    ORDER BY x.act_id
    LIMIT 1
) a ON true
WHERE q.programme_id = %(programme)s AND q.event = 'ASKED'
  AND q.happened_on <= %(day)s AND q.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = q.act_id AND s.recorded_at < %(known)s)
ORDER BY q.happened_on, q.act_id, q.id
LIMIT 1000
"""


def questions(programme: str, moment: Moment) -> tuple[QuestionFacts, ...]:
    """This will give what residents asked by a day, each with its answer, the oldest first."""
    found = sql.rows(_QUESTIONS, programme=programme, day=moment.day, known=moment.known_before)
    return tuple(QuestionFacts(*row) for row in found)


_LETTERS = """
SELECT l.code, l.event, l.happened_on, l.office, l.number, l.subject, l.due_on, a.happened_on, coalesce(a.number, '')
FROM coordination_letter l
LEFT JOIN LATERAL (
    SELECT x.happened_on, x.number FROM coordination_letter x
    WHERE x.programme_id = l.programme_id AND x.code = l.code AND x.event = 'ANSWERED' AND x.act_id > l.act_id
      AND x.happened_on <= %(day)s AND x.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id AND s.recorded_at < %(known)s)
    ORDER BY x.act_id
    LIMIT 1
) a ON true
WHERE l.programme_id = %(programme)s AND l.event <> 'ANSWERED'
  AND l.happened_on <= %(day)s AND l.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = l.act_id AND s.recorded_at < %(known)s)
ORDER BY l.happened_on DESC, l.act_id DESC
LIMIT 1000
"""
_POSITIONS = """
SELECT DISTINCT ON (p.decision, p.agency_id) p.decision, p.agency_id, p.happened_on, p.text, p.published
FROM coordination_position p
WHERE p.programme_id = %(programme)s AND p.happened_on <= %(day)s AND p.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = p.act_id AND s.recorded_at < %(known)s)
ORDER BY p.decision, p.agency_id, p.act_id DESC
LIMIT 1000
"""


def letters(programme: str, moment: Moment) -> tuple[LetterFacts, ...]:
    """This will give the letters of a programme by a day, newest first, each with its answer."""
    found = sql.rows(_LETTERS, programme=programme, day=moment.day, known=moment.known_before)
    return tuple(LetterFacts(*row) for row in found)


def positions(programme: str, moment: Moment) -> tuple[PositionFacts, ...]:
    """This will give what organisations hold of decisions by a day: of each organisation the last word."""
    found = sql.rows(_POSITIONS, programme=programme, day=moment.day, known=moment.known_before)
    return tuple(PositionFacts(*row) for row in found)
