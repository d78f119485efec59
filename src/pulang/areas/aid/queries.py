"""Reads beneficiary decrees, listings, payment channels and rates as of a day."""

from collections.abc import Collection
from uuid import UUID

from pulang.areas.aid.facts import BeneficiaryDecreeFacts, ChannelFacts, ListingFacts, RateFacts
from pulang.kernel.moments import Moment
from pulang.kernel.periods import Period
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql

_DECREES = """
SELECT d.number, d.issuer, d.happened_on
FROM aid_beneficiarydecree d
WHERE d.programme_id = %(programme)s AND d.happened_on <= %(day)s AND d.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = d.act_id AND s.recorded_at < %(known)s)
ORDER BY d.happened_on, d.act_id
"""
_CHANNEL = """
SELECT c.kind, c.event, c.own_name, c.happened_on
FROM aid_channel c
WHERE c.case_id = %(case)s AND c.happened_on <= %(day)s AND c.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
ORDER BY c.happened_on DESC, c.act_id DESC
LIMIT 1
"""
_RATES = """
SELECT r.kind, r.level, r.amount, r.valid_from, r.valid_until, r.source_text
FROM aid_rate r
WHERE r.happened_on <= %(day)s AND r.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = r.act_id AND s.recorded_at < %(known)s)
ORDER BY r.kind, r.level, r.valid_from, r.act_id
"""


def beneficiary_decrees(programme: str, moment: Moment) -> tuple[BeneficiaryDecreeFacts, ...]:
    """This will give the decrees that name who receives aid, signed by a day, in order."""
    found = sql.prepared(_DECREES, programme=programme, day=moment.day, known=moment.known_before)
    return tuple(BeneficiaryDecreeFacts(*row) for row in found)


def beneficiary_decree(programme: str, number: str, moment: Moment) -> BeneficiaryDecreeFacts:
    """This will give one decree by its number; refuses one that is not recorded."""
    for decree in beneficiary_decrees(programme, moment):
        if decree.number == number:
            return decree
    raise Refusal(
        "unknown-beneficiary-decree",
        Words(
            id="SK penetapan “{number}” belum tercatat di program ini; catat dulu SK-nya.",
            en="The beneficiary decree “{number}” is not recorded in this programme; record the decree first.",
        ).format(number=number),
        field="decree",
    )


def listings(cases: Collection[UUID], moment: Moment) -> dict[UUID, ListingFacts]:
    """This will give the latest listing of each of some cases that has one."""
    found = sql.rows(sql.load(__file__, "listings"), cases=list(cases), day=moment.day, known=moment.known_before)
    return {row[0]: ListingFacts(*row) for row in found}


_LISTING = """
SELECT l.case_id, l.decree, l.event, l.happened_on
FROM aid_listing l
WHERE l.case_id = %(case)s AND l.happened_on <= %(day)s AND l.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = l.act_id AND s.recorded_at < %(known)s)
ORDER BY l.happened_on DESC, l.act_id DESC
LIMIT 1
"""


def listing(case: UUID, moment: Moment) -> ListingFacts | None:
    """This will give the latest listing of one case, whichever decree it speaks of; None where there is none."""
    row = sql.prepared_one(_LISTING, case=case, day=moment.day, known=moment.known_before)
    return None if row is None else ListingFacts(*row)


_STANDS = """
SELECT EXISTS (
    SELECT 1 FROM aid_listing l
    WHERE l.programme_id = %(programme)s AND l.decree = %(decree)s AND l.event = 'LISTED'
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = l.act_id)
)
"""


def names_somebody(programme: str, decree: str) -> bool:
    """This will be true when a case was put into a decree and that was no mistake."""
    row = sql.one(_STANDS, programme=programme, decree=decree)
    assert row is not None, "asking whether gives one row"
    return bool(row[0])


def channel(case: UUID, moment: Moment) -> ChannelFacts | None:
    """This will give the latest way aid can reach a person, ended or not; None where none was recorded."""
    row = sql.prepared_one(_CHANNEL, case=case, day=moment.day, known=moment.known_before)
    return None if row is None else ChannelFacts(*row)


def rates(moment: Moment) -> tuple[RateFacts, ...]:
    """This will give all rates set by a day, by kind, level and validity."""
    return tuple(
        RateFacts(kind, level, amount, Period(start, end), source)
        for kind, level, amount, start, end, source in sql.rows(_RATES, day=moment.day, known=moment.known_before)
    )
