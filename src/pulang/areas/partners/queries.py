"""Reads partner institutions and their papers as of a day."""

from itertools import groupby

from pulang.areas.partners.facts import Paper, PartnerFacts
from pulang.areas.partners.rules import gather
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
