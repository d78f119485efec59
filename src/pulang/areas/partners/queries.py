"""Reads partner institutions and their papers as of a day."""

from datetime import date
from itertools import groupby

from pulang.areas.partners.assessment import agreements, gather
from pulang.areas.partners.facts import (
    AgreementFacts,
    DocumentFacts,
    DocumentLine,
    IncidentFacts,
    IncidentLine,
    Paper,
    PartnerFacts,
)
from pulang.areas.partners.rules import AgreementEvent, documents, incidents
from pulang.kernel.moments import Moment
from pulang.storage import sql

_ASSIGNED_NOW = """
SELECT l.partner_id FROM (
    SELECT DISTINCT ON (a.partner_id) a.partner_id, a.event, a.until
    FROM partners_assignment a
    WHERE a.programme_id = %(programme)s AND a.event <> 'NAMED'
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.act_id)
    ORDER BY a.partner_id, a.happened_on DESC, a.act_id DESC
) l
WHERE l.event = 'ASSIGNED' AND (l.until IS NULL OR l.until > pulang_today())
"""


def partners_of(programme: str, moment: Moment) -> tuple[PartnerFacts, ...]:
    """This will give every partner named, assigned or approved for a programme by a day, in the order of names."""
    return _gathered(partner="", programme=programme, moment=moment)


def partner(agency: str, programme: str, moment: Moment) -> PartnerFacts | None:
    """This will give one partner as of a day, or None where nothing is known of it yet; `programme` may be empty."""
    found = _gathered(partner=agency, programme=programme, moment=moment)
    return found[0] if found else None


_DOCUMENTS = """
SELECT d.kind, d.event, d.happened_on, d.number, d.until, d.note FROM partners_document d
WHERE d.partner_id = %(partner)s AND d.happened_on <= %(day)s AND d.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = d.act_id AND s.recorded_at < %(known)s)
ORDER BY d.act_id
"""
_SURVEYED = """
SELECT v.met, v.lacked, v.happened_on FROM partners_survey v
WHERE v.partner_id = %(partner)s AND v.happened_on <= %(day)s AND v.recorded_at < %(known)s AND v.met IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = v.act_id AND s.recorded_at < %(known)s)
ORDER BY v.happened_on DESC, v.act_id DESC
LIMIT 1
"""
_ASSIGNED_TO = """
SELECT l.programme_id, l.capacity FROM (
    SELECT DISTINCT ON (a.programme_id) a.programme_id, a.event, a.until, a.capacity
    FROM partners_assignment a
    WHERE a.partner_id = %(partner)s AND a.event <> 'NAMED' AND a.happened_on <= %(day)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.act_id)
    ORDER BY a.programme_id, a.happened_on DESC, a.act_id DESC
) l
WHERE l.event = 'ASSIGNED' AND (l.until IS NULL OR l.until > %(day)s)
ORDER BY l.programme_id
"""


_AGREEMENTS = """
SELECT g.programme_id, g.event, g.happened_on, g.until, g.number, g.starts_on, g.regions FROM partners_agreement g
WHERE (g.partner_id = %(partner)s OR %(partner)s = '') AND (g.programme_id = %(programme)s OR %(programme)s = '')
  AND g.happened_on <= %(day)s AND g.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = g.act_id AND s.recorded_at < %(known)s)
ORDER BY g.programme_id, g.happened_on, g.act_id
"""
_INCIDENTS = """
SELECT i.code, i.event, i.happened_on, i.kind, i.severity, coalesce(i.programme_id, ''), i.office, i.text, i.due_on
FROM partners_incident i
WHERE i.partner_id = %(partner)s AND i.happened_on <= %(day)s AND i.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = i.act_id AND s.recorded_at < %(known)s)
ORDER BY i.act_id
LIMIT 5000
"""


def by_agreement(programme: str, moment: Moment) -> bool:
    """This will be true once anybody has signed an agreement for a programme, whatever became of it."""
    found = sql.rows(_AGREEMENTS, partner="", programme=programme, day=moment.day, known=moment.known_before)
    return any(row[1] == AgreementEvent.SIGNED.value for row in found)


def agreements_of(partner: str, moment: Moment) -> tuple[tuple[str, AgreementFacts], ...]:
    """This will give the agreements of an institution with the programme each is for."""
    rows = sql.rows(_AGREEMENTS, partner=partner, programme="", day=moment.day, known=moment.known_before)
    found = []
    for programme, lines in groupby(rows, key=lambda row: row[0]):
        papers = (
            Paper("agreement", event, on, until=until, number=number, starts_on=starts_on, regions=regions)
            for _, event, on, until, number, starts_on, regions in lines
        )
        found += [(programme, one) for one in agreements(papers)]
    return tuple(found)


def incidents_of(partner: str, moment: Moment) -> tuple[IncidentFacts, ...]:
    """This will give the findings and incidents of an institution, oldest first, as far as the view reaches."""
    rows = sql.rows(_INCIDENTS, partner=partner, day=moment.day, known=moment.known_before)
    return incidents(IncidentLine(*row) for row in rows)


def documents_of(partner: str, moment: Moment) -> tuple[DocumentFacts, ...]:
    """This will give the state of every kind of paper of an institution, filed or not."""
    found = sql.rows(_DOCUMENTS, partner=partner, day=moment.day, known=moment.known_before)
    return documents(DocumentLine(*row) for row in found)


def history(partner: str, programme: str, moment: Moment) -> tuple[Paper, ...]:
    """This will give every line about a partner's papers by a day, oldest first; `programme` may be empty."""
    found = sql.rows(
        sql.load(__file__, "papers"), partner=partner, programme=programme, day=moment.day, known=moment.known_before
    )
    return tuple(Paper(*row[2:]) for row in found)


def checklist(partner: str, moment: Moment) -> tuple[tuple[str, ...], tuple[str, ...], date] | None:
    """This will give what the last visit found there and lacking, and its day; None before any was written down."""
    row = sql.one(_SURVEYED, partner=partner, day=moment.day, known=moment.known_before)
    return None if row is None else (tuple(row[0]), tuple(row[1] or ()), row[2])


def programmes_of(partner: str, day: date) -> tuple[tuple[str, int], ...]:
    """This will give the programmes a partner is assigned to on a day, with for how many people."""
    return tuple((row[0], row[1]) for row in sql.rows(_ASSIGNED_TO, partner=partner, day=day))


def agencies_of(programme: str) -> frozenset[str]:
    """This will give the partners that are assigned to a programme now."""
    return frozenset(row[0] for row in sql.rows(_ASSIGNED_NOW, programme=programme))


def _gathered(*, partner: str, programme: str, moment: Moment) -> tuple[PartnerFacts, ...]:
    found = sql.rows(
        sql.load(__file__, "papers"), partner=partner, programme=programme, day=moment.day, known=moment.known_before
    )
    return tuple(
        gather(agency=code, name=name, papers=[Paper(*row[2:]) for row in rows])
        for (code, name), rows in groupby(found, key=lambda row: (row[0], row[1]))
    )
