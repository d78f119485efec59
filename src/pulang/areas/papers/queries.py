"""Reads how far papers are, as far as the view reaches."""

from uuid import UUID

from pulang.areas.papers.facts import TaskFacts
from pulang.areas.papers.rules import tasks
from pulang.kernel.moments import Moment
from pulang.storage import sql

_KNOWN = """
SELECT DISTINCT ON (t.kind) t.kind, t.state, coalesce(t.holder_id, ''), t.expected_on, t.happened_on
FROM papers_task t
WHERE t.case_id = %(case)s AND t.happened_on <= %(day)s AND t.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = t.act_id AND s.recorded_at < %(known)s)
ORDER BY t.kind, t.happened_on DESC, t.act_id DESC
"""
_HELD = """
SELECT p.papers, c.opened_on FROM cases_case c JOIN people_person p ON p.id = c.person_id WHERE c.id = %(case)s
"""


def of_case(case: UUID, moment: Moment) -> tuple[TaskFacts, ...]:
    """This will give the list of a case as of a day; nothing where she has her card or nobody knows yet."""
    held = sql.prepared_one(_HELD, case=case)
    if held is None:
        return ()
    found = sql.prepared(_KNOWN, case=case, day=moment.day, known=moment.known_before)
    return tasks(held[0], tuple(TaskFacts(*row) for row in found), registered_on=held[1])
