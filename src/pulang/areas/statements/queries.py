"""Reads what offices said in public, as of a day."""

from itertools import groupby

from pulang.areas.statements.facts import (
    AnswerFacts,
    FigureFacts,
    NoteFacts,
    PromiseFacts,
    PromiseHistory,
    StatementFacts,
)
from pulang.kernel.moments import Moment
from pulang.storage import sql

_FIGURES = """
SELECT f.id, f.happened_on, f.said_on, f.office, f.figure, f.value, f.high, f.unit, f.source, f.summary
FROM statements_reportedfigure f
WHERE f.programme_id = %(programme)s AND f.happened_on <= %(day)s AND f.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = f.act_id AND s.recorded_at < %(known)s)
ORDER BY f.happened_on, f.act_id
LIMIT 2000
"""

_PROMISES = """
SELECT p.subject, k.kept_on, p.happened_on, p.said_on, p.office, p.promised_on, p.precision, p.amount, p.unit,
       p.funding, p.source, p.summary
FROM statements_promise p
LEFT JOIN LATERAL (
    SELECT min(x.happened_on) AS kept_on FROM statements_promisekept x
    WHERE x.programme_id = p.programme_id AND x.subject = p.subject
      AND x.happened_on <= %(day)s AND x.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id AND s.recorded_at < %(known)s)
) k ON true
WHERE p.programme_id = %(programme)s AND p.happened_on <= %(day)s AND p.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = p.act_id AND s.recorded_at < %(known)s)
ORDER BY p.subject, p.happened_on, p.act_id
LIMIT 2000
"""

_STATEMENTS = """
SELECT t.happened_on, t.said_on, t.office, t.kind, t.subject, t.summary, t.source
FROM statements_statement t
WHERE t.programme_id = %(programme)s AND t.happened_on <= %(day)s AND t.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = t.act_id AND s.recorded_at < %(known)s)
ORDER BY t.happened_on DESC, t.act_id DESC
LIMIT 500
"""


def figures(programme: str, moment: Moment) -> tuple[FigureFacts, ...]:
    """This will give the numbers stated by a day, in the order of the days they are about."""
    found = sql.rows(_FIGURES, programme=programme, day=moment.day, known=moment.known_before)
    return tuple(FigureFacts(*row) for row in found)


_NOTES = """
SELECT n.figure, n.office, n.about_on, n.value, n.kind, n.note, n.happened_on
FROM statements_conflictnote n
WHERE n.programme_id = %(programme)s AND n.happened_on <= %(day)s AND n.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = n.act_id AND s.recorded_at < %(known)s)
ORDER BY n.act_id
LIMIT 2000
"""


def notes(programme: str, moment: Moment) -> tuple[NoteFacts, ...]:
    """This will give the notes on contradicted numbers by a day, oldest first; of one number the last counts."""
    found = sql.rows(_NOTES, programme=programme, day=moment.day, known=moment.known_before)
    return tuple(NoteFacts(*row) for row in found)


def promises(programme: str, moment: Moment) -> tuple[PromiseHistory, ...]:
    """This will give every subject promised by a day with its history, the oldest promise first."""
    found = sql.rows(_PROMISES, programme=programme, day=moment.day, known=moment.known_before)
    histories = [
        PromiseHistory(subject, tuple(PromiseFacts(*row[2:]) for row in rows), kept_on)
        for (subject, kept_on), rows in groupby(found, key=lambda row: (row[0], row[1]))
    ]
    return tuple(sorted(histories, key=lambda history: (history.made[0].on, history.subject)))


def statements(programme: str, moment: Moment) -> tuple[StatementFacts, ...]:
    """This will give words and grievances said by a day, newest first."""
    found = sql.rows(_STATEMENTS, programme=programme, day=moment.day, known=moment.known_before)
    return tuple(StatementFacts(*row) for row in found)


_ANSWERS = """
SELECT l.code, l.event, l.happened_on, l.agency, l.question, l.text, l.meeting, l.outcome, l.source
FROM (
    SELECT DISTINCT ON (a.code) a.*
    FROM statements_answer a
    WHERE a.programme_id = %(programme)s AND a.happened_on <= %(day)s AND a.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.act_id AND s.recorded_at < %(known)s)
    ORDER BY a.code, a.happened_on DESC, a.act_id DESC
) l
ORDER BY l.happened_on, l.act_id
LIMIT 500
"""


def answers(programme: str, moment: Moment) -> tuple[AnswerFacts, ...]:
    """This will give the answers prepared or given by a day, each by its latest word, the oldest first."""
    found = sql.rows(_ANSWERS, programme=programme, day=moment.day, known=moment.known_before)
    return tuple(AnswerFacts(*row) for row in found)
