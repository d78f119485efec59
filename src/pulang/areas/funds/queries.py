"""Reads sources of money, what stands in them on a day, and what a ticket is expected to cost."""

from datetime import date
from typing import Any

from pulang.areas.funds.facts import (
    EntryFacts,
    FareFacts,
    Imbalance,
    LineFacts,
    MonthFacts,
    PaperFacts,
    PaperKind,
    PaymentFacts,
    SideFacts,
    SourceFacts,
    UnderFacts,
    Verdict,
)
from pulang.areas.funds.models import Source
from pulang.areas.funds.rules import Account
from pulang.kernel.days import in_words
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql

_FARE = """
SELECT f.amount, f.office, f.happened_on, f.source_text FROM funds_fare f
WHERE f.programme_id = %(programme)s AND f.happened_on <= %(day)s AND f.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = f.act_id AND s.recorded_at < %(known)s)
ORDER BY f.happened_on DESC, f.act_id DESC
LIMIT 1
"""

_ENTRIES = """
SELECT e.happened_on, p.source_id, e.kind, p.amount, e.document, e.note, e.source_text
FROM funds_entry e JOIN funds_posting p ON p.entry_id = e.id AND p.amount > 0
JOIN funds_source s ON s.code = p.source_id
WHERE s.programme_id = %(programme)s AND e.happened_on <= %(day)s AND e.recorded_at < %(known)s
ORDER BY e.happened_on DESC, e.act_id DESC
LIMIT %(limit)s
"""

_PAYMENTS = """
SELECT p.number, p.source_id, s.payer_id, s.level, p.amount, p.document, p.note, p.asked_by, p.happened_on,
       v.verdict, coalesce(v.decided_by, ''), v.happened_on
FROM funds_payment p
JOIN funds_source s ON s.code = p.source_id
LEFT JOIN funds_paymentverdict v
       ON v.number = p.number AND v.happened_on <= %(day)s AND v.recorded_at < %(known)s
WHERE s.programme_id = %(programme)s AND p.happened_on <= %(day)s AND p.recorded_at < %(known)s
"""


def sources(programme: str, moment: Moment) -> tuple[SourceFacts, ...]:
    """This will give the sources of a programme as of a day, in the order they were opened."""
    found = sql.rows(sql.load(__file__, "sources"), programme=programme, day=moment.day, known=moment.known_before)
    return tuple(SourceFacts(*row) for row in found)


def fiscal_year(programme: str, source: str, moment: Moment) -> int:
    """This will give the year in which a source's money may move; refuses a source the programme has not opened."""
    found = Source.objects.filter(
        code=source, programme_id=programme, happened_on__lte=moment.day, recorded_at__lt=moment.known_before
    ).values_list("fiscal_year", flat=True)
    for year in found:
        return year
    raise Refusal(
        "unknown-source",
        Words(
            id="Program ini tidak punya sumber dana “{source}” pada {day}. Buka dulu sumbernya.",
            en="This programme has no fund source “{source}” on {day}. Open the source first.",
        ).format(source=source, day=in_words(moment.day)),
        field="source",
    )


def fare(programme: str, moment: Moment) -> FareFacts | None:
    """This will give the ticket price expected on a day, or None while nobody has estimated it."""
    row = sql.one(_FARE, programme=programme, day=moment.day, known=moment.known_before)
    return None if row is None else FareFacts(*row)


def entries(programme: str, moment: Moment, *, limit: int = 200) -> tuple[EntryFacts, ...]:
    """This will give the latest money acts by a day, newest first."""
    found = sql.rows(_ENTRIES, programme=programme, day=moment.day, known=moment.known_before, limit=limit)
    return tuple(EntryFacts(*row) for row in found)


_LEDGER = """
SELECT e.id, e.happened_on, e.kind, e.document, e.note, p.amount
FROM funds_entry e JOIN funds_posting p ON p.entry_id = e.id AND p.amount > 0
WHERE p.source_id = %(source)s AND e.happened_on BETWEEN %(first)s AND %(day)s AND e.recorded_at < %(known)s
ORDER BY e.happened_on, e.act_id, e.id
LIMIT %(limit)s
"""


def ledger(source: str, first: date, moment: Moment, *, limit: int) -> tuple[LineFacts, ...]:
    """This will give the entries of a source from one day to another, oldest first."""
    found = sql.rows(_LEDGER, source=source, first=first, day=moment.day, known=moment.known_before, limit=limit)
    return tuple(LineFacts(*row) for row in found)


_SIDES = """
SELECT e.id, e.happened_on, e.kind, e.document, e.note, p.source_id, p.account, p.amount
FROM funds_entry e JOIN funds_posting p ON p.entry_id = e.id JOIN funds_source s ON s.code = p.source_id
WHERE s.programme_id = %(programme)s AND e.happened_on <= %(day)s AND e.recorded_at < %(known)s
ORDER BY e.happened_on, e.act_id, e.id, p.id
"""


def sides(programme: str, moment: Moment) -> tuple[SideFacts, ...]:
    """This will give every side of every entry of a programme by a day, in order; all of them, for an auditor."""
    found = sql.rows(_SIDES, programme=programme, day=moment.day, known=moment.known_before)
    return tuple(SideFacts(*row) for row in found)


_UNDER = """
SELECT coalesce(sum(p.amount) FILTER (WHERE e.kind = 'COMMIT'), 0),
       coalesce(sum(p.amount) FILTER (WHERE e.kind = 'UNCOMMIT'), 0),
       coalesce(sum(p.amount) FILTER (WHERE e.kind = 'PAY'), 0),
       coalesce(sum(p.amount) FILTER (WHERE e.kind = 'REFUND'), 0)
FROM funds_entry e JOIN funds_posting p ON p.entry_id = e.id AND p.amount > 0
WHERE e.document = %(document)s AND p.source_id = %(source)s
  AND e.happened_on <= %(day)s AND e.recorded_at < %(known)s
"""


def under(document: str, source: str, moment: Moment) -> UnderFacts:
    """This will add up what was tied, untied, paid and refunded of a source under one document by a day."""
    row = sql.one(_UNDER, document=document, source=source, day=moment.day, known=moment.known_before)
    assert row is not None, "sums are always there"
    return UnderFacts(*(int(value) for value in row))


_MOVED = "SELECT EXISTS (SELECT 1 FROM funds_entry e WHERE e.act_id = %(act)s)"


def moved_by(act: int) -> bool:
    """This will be true when an act moved money."""
    row = sql.one(_MOVED, act=act)
    return bool(row and row[0])


def payment(number: str, programme: str, moment: Moment) -> PaymentFacts:
    """This will give one payment as of a day; refuses a number that is not this programme's."""
    found = sql.one(
        f"{_PAYMENTS} AND p.number = %(number)s",
        number=number,
        programme=programme,
        day=moment.day,
        known=moment.known_before,
    )
    if found is None:
        raise Refusal(
            "unknown-payment",
            Words(
                id="Pembayaran dengan nomor itu tidak ada di program ini. Ajukan dulu pembayarannya.",
                en="This programme has no payment with that number. Ask for the payment first.",
            ),
            field="payment",
        )
    return _payment(found)


def payments(programme: str, moment: Moment, *, limit: int = 100) -> tuple[PaymentFacts, ...]:
    """This will give the payments asked for by a day: those that wait first, then the newest."""
    found = sql.rows(
        f"{_PAYMENTS} ORDER BY v.verdict IS NOT NULL, p.happened_on DESC, p.act_id DESC LIMIT %(limit)s",
        programme=programme,
        day=moment.day,
        known=moment.known_before,
        limit=limit,
    )
    return tuple(_payment(row) for row in found)


def _payment(row: tuple[Any, ...]) -> PaymentFacts:
    number, source, payer, level, amount, document, note, asked_by, asked_on, verdict, decided_by, decided_on = row
    return PaymentFacts(
        number=number,
        source=source,
        payer=payer,
        level=level,
        amount=amount,
        document=document,
        note=note,
        asked_by=asked_by,
        asked_on=asked_on,
        verdict=verdict and Verdict(verdict),
        decided_by=decided_by,
        decided_on=decided_on,
    )


def realisation(programme: str, moment: Moment) -> tuple[MonthFacts, ...]:
    """This will give what each source released, paid and got back, month by month up to a day."""
    found = sql.rows(sql.load(__file__, "realisation"), programme=programme, day=moment.day, known=moment.known_before)
    return tuple(MonthFacts(*row) for row in found)


_PAPERS = """
SELECT p.source_id, p.kind, p.number, p.amount,
       CASE WHEN p.lowers THEN 0 ELSE p.amount - coalesce((
           SELECT sum(c.amount) FROM funds_paper c WHERE c.rests_on_id = p.id AND (c.kind <> 'DPPA' OR c.lowers)
             AND c.happened_on <= %(day)s AND c.recorded_at < %(known)s), 0)::bigint END,
       coalesce(u.number, ''), p.lowers, p.happened_on
FROM funds_paper p JOIN funds_source s ON s.code = p.source_id LEFT JOIN funds_paper u ON u.id = p.rests_on_id
WHERE s.programme_id = %(programme)s AND p.happened_on <= %(day)s AND p.recorded_at < %(known)s
ORDER BY p.source_id, p.act_id
"""


def papers(programme: str, moment: Moment) -> tuple[PaperFacts, ...]:
    """This will give the papers of a programme's sources by a day, with what is free of each then."""
    found = sql.rows(_PAPERS, programme=programme, day=moment.day, known=moment.known_before)
    return tuple(PaperFacts(row[0], PaperKind(row[1]), *row[2:]) for row in found)


def payers_of(programme: str) -> frozenset[str]:
    """This will give the agencies that pay for a programme."""
    return frozenset(Source.objects.filter(programme_id=programme).values_list("payer_id", flat=True))


_HELD = """
SELECT sum(b.payer)::bigint, sum(b.allocated)::bigint, sum(b.released)::bigint, sum(b.committed)::bigint,
       sum(b.spent)::bigint
FROM funds_balance b WHERE b.source_id = %(source)s
"""


def held(source: str) -> dict[Account, int]:
    """This will give what stands in each pocket of a source now."""
    row = sql.one(_HELD, source=source)
    assert row is not None
    return dict(zip(Account, row, strict=True))


_UNFOLDED = """
SELECT s.code FROM funds_source s LEFT JOIN funds_folded f ON f.source_id = s.code
WHERE EXISTS (SELECT 1 FROM funds_posting p WHERE (p.source_id, p.id) > (s.code, coalesce(f.through, 0))
              AND (p.source_id, p.id) <= (s.code, 9223372036854775807))
ORDER BY s.code
"""


def unfolded() -> tuple[str, ...]:
    """This will name the sources with entries that stand in no sum of a day yet."""
    return tuple(row[0] for row in sql.rows(_UNFOLDED))


def out_of_balance() -> tuple[Imbalance, ...]:
    """This will give everything in the ledger that cannot be; empty is good."""
    return tuple(Imbalance(*row) for row in sql.rows(sql.load(__file__, "out_of_balance")))


def count_entries() -> int:
    """This will count the entries of the ledger."""
    row = sql.one("SELECT count(*) FROM funds_entry")
    assert row is not None
    return int(row[0])
