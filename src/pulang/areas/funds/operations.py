"""Writes sources of money and their ledger; the only place where money moves."""

from typing import Final

from pulang.areas.funds.facts import PaperKind, Verdict
from pulang.areas.funds.models import (
    Balance,
    Confirmation,
    Fare,
    Paper,
    PaperLeft,
    Payment,
    PaymentVerdict,
    Source,
)
from pulang.areas.funds.rules import ConfirmationEvent, EntryKind, Level, Use, not_enough, postings, used_up
from pulang.kernel.periods import EARLIEST
from pulang.kernel.refusals import Refusal
from pulang.storage import sql
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction

# How many parts a source's money is kept in: so many may move it at once.
PARTS: Final = 8

_POST: Final = """
SELECT p.entry, p.act, p.held, p.held_on FROM pulang_post(
    %(source)s::text, %(kind)s::text, %(out)s::text, %(into)s::text, %(amount)s::bigint, %(day)s::date,
    %(at)s::timestamptz, %(document)s::text, %(note)s::text, %(source_text)s::text, %(act)s::bigint, %(parts)s::integer
) p
"""


@needs_transaction
def open_source(  # noqa: PLR0913 - a source is all of these at once
    *,
    code: str,
    programme: str,
    payer: str,
    name: str,
    level: Level,
    use: Use,
    fiscal_year: int,
    account_code: str,
    stamp: Stamp,
) -> None:
    """This will open a source with its empty pockets; a code used before is refused by the database."""
    Source.objects.create(
        code=code,
        programme_id=programme,
        payer_id=payer,
        name=name,
        level=level.value,
        use=use.value,
        fiscal_year=fiscal_year,
        account_code=account_code,
        **stamp.columns(),
    )
    Balance.objects.bulk_create([Balance(source_id=code, part=part, latest=EARLIEST) for part in range(PARTS)])


@needs_transaction
def post(
    *,
    source: str,
    kind: EntryKind,
    amount: int,
    stamp: Stamp,
    document: str = "",
    note: str = "",
    source_text: str = "",
) -> None:
    """This will move money from one pocket to the next; refuses when the pocket does not hold enough on any day."""
    (out, _), (into, _) = postings(kind, amount)
    (found,) = sql.prepared(
        _POST,
        source=source,
        kind=kind.value,
        out=out.value,
        into=into.value,
        amount=amount,
        day=stamp.happened_on,
        at=stamp.recorded_at,
        document=document,
        note=note,
        source_text=source_text,
        act=stamp.drawn(),
        parts=PARTS,
    )
    entry, number, held, held_on = found
    if entry is None:
        words = not_enough(source=source, pocket=out, available=max(held, 0), amount=amount, on=held_on)
        raise Refusal("not-enough-money", words, field="amount")
    stamp.tell(number)


@needs_transaction
def fold(*, source: str, most: int) -> int:
    """This will add what was written since the last time to the sums of its days; says how many lines that were."""
    row = sql.one("SELECT pulang_fold(%(source)s, %(most)s)", source=source, most=most)
    assert row is not None
    return int(row[0])


_DRAW: Final = """
UPDATE funds_paperleft l SET amount = l.amount - %(amount)s
FROM funds_paper p WHERE p.id = l.paper_id AND p.source_id = %(source)s AND p.kind = %(kind)s AND p.number = %(number)s
  AND l.amount >= %(amount)s
RETURNING p.id
"""
_LEFT: Final = """
SELECT l.amount FROM funds_paperleft l JOIN funds_paper p ON p.id = l.paper_id
WHERE p.source_id = %(source)s AND p.kind = %(kind)s AND p.number = %(number)s
"""


@needs_transaction
def issue(
    *, source: str, kind: PaperKind, number: str, amount: int, rests_on: int | None, lowers: bool, stamp: Stamp
) -> None:
    """This will write a paper; all it says is free for the papers that rest on it, unless it lowers another."""
    paper = Paper.objects.create(
        source_id=source,
        kind=kind.value,
        number=number,
        amount=amount,
        rests_on_id=rests_on,
        lowers=lowers,
        **stamp.columns(),
    )
    PaperLeft.objects.create(paper=paper, amount=0 if lowers else amount)


@needs_transaction
def draw(*, source: str, kind: PaperKind, number: str, amount: int) -> int:
    """This will take an amount out of what is free of a paper and give its key; refuses more than there is."""
    paper = {"source": source, "kind": kind.value, "number": number}
    row = sql.one(_DRAW, amount=amount, **paper)
    if row is None:
        left = sql.one(_LEFT, **paper)
        assert left is not None, f"{kind.value} {number} was found a moment ago"
        raise Refusal("paper-used-up", used_up(kind.value, number, left[0], amount), field="amount")
    return int(row[0])


@needs_transaction
def hold_spent(*, source: str) -> None:
    """This will let one act at a time account for what a source spent."""
    sql.rows(
        "SELECT b.part FROM funds_balance b WHERE b.source_id = %(source)s ORDER BY b.part FOR UPDATE", source=source
    )


@needs_transaction
def ask(*, number: str, source: str, amount: int, document: str, note: str, stamp: Stamp) -> None:
    """This will write that a payment is asked for; by whom is written by the database."""
    Payment.objects.create(
        number=number, source_id=source, amount=amount, document=document, note=note, **stamp.columns()
    )


@needs_transaction
def decide(*, number: str, verdict: Verdict, stamp: Stamp) -> None:
    """This will write what the second person said; the database knows who it is, and refuses a second verdict."""
    PaymentVerdict.objects.create(number=number, verdict=verdict.value, **stamp.columns())


@needs_transaction
def confirm(*, source: str, event: ConfirmationEvent, document: str, stamp: Stamp) -> None:
    """This will write the payer's word that the money will come, or that it will not."""
    Confirmation.objects.create(source_id=source, event=event.value, document=document, **stamp.columns())


@needs_transaction
def estimate_fare(*, programme: str, amount: int, office: str, source_text: str, stamp: Stamp) -> None:
    """This will write what a ticket is expected to cost for each person."""
    Fare.objects.create(
        programme_id=programme, amount=amount, office=office, source_text=source_text, **stamp.columns()
    )
