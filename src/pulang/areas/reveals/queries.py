"""Reads which fields are open for an account now, emergencies with what followed them, and drawn samples."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from pulang.areas.reveals.facts import EmergencyFacts, Open, SampleFacts, WordFacts
from pulang.areas.reveals.rules import SAMPLE_DAYS
from pulang.storage import sql

_LIVING = """
SELECT DISTINCT ON (f.field) f.field, r.purpose, r.basis, r.closes_at,
       ceil(extract(epoch FROM r.closes_at - clock_timestamp()) / 60)::int
FROM reveals_reveal r CROSS JOIN LATERAL unnest(r.fields) AS f (field)
WHERE r.actor = %(actor)s AND r.person_id = %(person)s AND r.closes_at > clock_timestamp()
ORDER BY f.field, r.closes_at DESC
"""


def living(*, actor: str, person: UUID) -> tuple[Open, ...]:
    """This will give the fields of a person that are open for an account at this moment, by the database's clock."""
    return tuple(Open(*row) for row in sql.prepared(_LIVING, actor=actor, person=person))


_EMERGENCIES = """
SELECT e.id, e.case_id, e.person_id, e.programme_id, coalesce(c.number, ''), e.actor, e.agency, e.reason, e.explained,
       e.recorded_at,
       e.closes_at > clock_timestamp() AND NOT EXISTS (
           SELECT 1 FROM reveals_emergencyword n WHERE n.emergency_id = e.id AND n.step = 'CONFIRM' AND NOT n.upheld
       )
FROM reveals_emergency e LEFT JOIN cases_case c ON c.id = e.case_id
WHERE {which}
ORDER BY e.id DESC
LIMIT 200
"""
_WORDS = """
SELECT w.emergency_id, w.step, w.upheld, w.actor, w.recorded_at
FROM reveals_emergencyword w WHERE w.emergency_id = ANY (%(ids)s) ORDER BY w.id
"""


def _emergencies(which: str, **values: object) -> tuple[EmergencyFacts, ...]:
    found = sql.rows(_EMERGENCIES.replace("{which}", which), **values)
    words: dict[int, list[WordFacts]] = {row[0]: [] for row in found}
    for emergency, *word in sql.rows(_WORDS, ids=list(words)) if words else ():
        words[emergency].append(WordFacts(*word))
    return tuple(replace(EmergencyFacts(*row), words=tuple(words[row[0]])) for row in found)


def emergencies(*, programme: str) -> tuple[EmergencyFacts, ...]:
    """This will give the latest emergencies of a programme, as far as the view reaches, newest first."""
    return _emergencies("e.programme_id = %(programme)s", programme=programme)


def emergencies_of(*, actor: str) -> tuple[EmergencyFacts, ...]:
    """This will give an account's own latest emergencies; asked while counting, with the numbers of the cases."""
    return _emergencies("e.actor = %(actor)s", actor=actor)


def emergency(*, ref: int) -> EmergencyFacts | None:
    """This will give one emergency, or None where there is none for this view."""
    found = _emergencies("e.id = %(ref)s", ref=ref)
    return found[0] if found else None


_LIVE_CASES = """
SELECT e.case_id FROM reveals_emergency e
WHERE e.actor = %(actor)s AND e.closes_at > clock_timestamp()
  AND NOT EXISTS (
      SELECT 1 FROM reveals_emergencyword n WHERE n.emergency_id = e.id AND n.step = 'CONFIRM' AND NOT n.upheld
  )
ORDER BY e.id
"""


def in_emergency(*, actor: str) -> tuple[UUID, ...]:
    """This will give the cases that an account may open now because of danger to life."""
    return tuple(row[0] for row in sql.rows(_LIVE_CASES, actor=actor))


_DRAWN = """
SELECT EXISTS (
    SELECT 1 FROM reveals_drawn d
    WHERE d.case_id = %(case)s AND d.happened_on > %(since)s AND d.happened_on <= %(day)s
)
"""


def is_drawn(*, case: UUID, day: date) -> bool:
    """This will be true while a case is part of a sample that may still be verified."""
    row = sql.one(_DRAWN, case=case, day=day, since=day - timedelta(days=SAMPLE_DAYS))
    assert row is not None, "asking whether gives one row"
    return bool(row[0])


_SAMPLES = """
SELECT s.id, s.programme_id, s.actor, s.happened_on, s.size, s.among, s.seed,
       ARRAY(SELECT c.number FROM reveals_drawn d JOIN cases_case c ON c.id = d.case_id
             WHERE d.sample_id = s.id ORDER BY c.number)::text[]
FROM reveals_sample s
WHERE s.programme_id = %(programme)s
ORDER BY s.id DESC
LIMIT 24
"""


def samples(*, programme: str) -> tuple[SampleFacts, ...]:
    """This will give the samples drawn of a programme, the latest first."""
    return tuple(replace(SampleFacts(*row), numbers=tuple(row[-1])) for row in sql.rows(_SAMPLES, programme=programme))


_DRAWABLE = """
SELECT c.number, c.id FROM cases_case c
WHERE c.programme_id = %(programme)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
ORDER BY c.number
"""


def drawable(*, programme: str) -> tuple[tuple[str, UUID], ...]:
    """This will give the numbers and keys of all cases of a programme from which a sample is drawn, in order."""
    return tuple((row[0], row[1]) for row in sql.rows(_DRAWABLE, programme=programme))
