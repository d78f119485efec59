"""Reads times, appointments and frozen lists, as far as the view reaches."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from pulang.areas.rounds import models as rows
from pulang.areas.rounds.facts import AppointmentFacts, ListFacts, SlotFacts
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql

SLOTS_MOST = 400
_UNKNOWN_SLOT = Words(id="Jam temu itu tidak ada di program ini.", en="This programme has no such time.")

_SLOTS = """
SELECT t.code, t.round, t.meets_on, t.starts, t.place, t.capacity
FROM rounds_slot t
WHERE t.programme_id = %(programme)s AND t.meets_on >= %(first)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = t.act_id)
ORDER BY t.meets_on, t.starts, t.code
LIMIT %(most)s
"""
_ONE = """
SELECT t.code, t.round, t.meets_on, t.starts, t.place, t.capacity
FROM rounds_slot t
WHERE t.programme_id = %(programme)s AND t.code = %(code)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = t.act_id)
"""
_TAKEN = """
SELECT t.code, count(*)
FROM (
    SELECT DISTINCT ON (a.case_id) a.case_id, a.slot_id, a.event
    FROM rounds_appointment a
    WHERE a.programme_id = %(programme)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.act_id)
    ORDER BY a.case_id, a.act_id DESC
) l
JOIN rounds_slot t ON t.id = l.slot_id
WHERE l.event = 'BOOKED'
GROUP BY t.code
"""
_HELD = """
SELECT a.event, t.code, t.round, t.meets_on, t.starts, t.place, t.capacity
FROM rounds_appointment a
JOIN rounds_slot t ON t.id = a.slot_id
WHERE a.case_id = %(case)s AND a.happened_on <= %(day)s AND a.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s
                  WHERE s.struck_id IN (a.act_id, t.act_id) AND s.recorded_at < %(known)s)
ORDER BY a.act_id DESC
LIMIT 1
"""


def slots(programme: str, *, first: date) -> tuple[SlotFacts, ...]:
    """This will give the times offered from a day on, in order."""
    return tuple(SlotFacts(*row) for row in sql.rows(_SLOTS, programme=programme, first=first, most=SLOTS_MOST))


def slot(programme: str, code: str) -> SlotFacts:
    """This will give one time; refuses one that is not offered."""
    found = sql.one(_ONE, programme=programme, code=code)
    if found is None:
        raise Refusal("unknown-slot", _UNKNOWN_SLOT, field="slot")
    return SlotFacts(*found)


def taken(programme: str) -> Mapping[str, int]:
    """This will count who has each time; to be asked while counting, for nobody is named."""
    return dict(sql.rows(_TAKEN, programme=programme))


def appointment(case: UUID, moment: Moment) -> AppointmentFacts | None:
    """This will give the latest word on a case's appointment as of a day; None where there never was one."""
    found = sql.prepared_one(_HELD, case=case, day=moment.day, known=moment.known_before)
    return None if found is None else AppointmentFacts(found[0], SlotFacts(*found[1:]))


def lists(programme: str) -> tuple[ListFacts, ...]:
    """This will give every frozen list of a programme in the order they were made."""
    names = ("round", "last_day", "counts", "digest", "method", "decided_by", "agency", "happened_on")
    found = rows.FrozenList.objects.filter(programme_id=programme).order_by("id")
    return tuple(ListFacts(*row) for row in found.values_list(*names))


def of_list(programme: str, code: str) -> tuple[tuple[UUID, str, str, bool], ...]:
    """This will give case, outcome, evidence and lateness of a frozen list's lines, as far as the view reaches."""
    found = rows.Line.objects.filter(programme_id=programme, round=code).order_by("id")
    return tuple(found.values_list("case_id", "outcome", "kind", "late"))
