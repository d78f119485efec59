"""Writes sources of money and their ledger; the only place where money moves."""

from datetime import date
from typing import Final

from pulang.areas.funds.facts import PaperKind, Verdict
from pulang.areas.funds.models import (
    Balance,
    Confirmation,
    Entry,
    Fare,
    Paper,
    PaperLeft,
    Payment,
    PaymentVerdict,
    Posting,
    Source,
)
from pulang.areas.funds.rules import Account, ConfirmationEvent, EntryKind, Level, Use, not_enough, postings, used_up
from pulang.kernel.refusals import Refusal
from pulang.storage import sql
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction

# Two acts that touch the same pockets must take them in the same order, or they would wait for each other for ever.
_ORDER: Final = {account: place for place, account in enumerate(Account)}

# The condition stands in the same statement as the change: whoever comes second sees what the first left.
_MOVE: Final = """
UPDATE funds_balance SET amount = amount + %(amount)s
WHERE source_id = %(source)s AND account = %(account)s AND (account = 'PAYER' OR amount + %(amount)s >= 0)
"""
_HELD: Final = "SELECT amount FROM funds_balance WHERE source_id = %(source)s AND account = %(account)s"


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
    Balance.objects.bulk_create([Balance(source_id=code, account=account.value) for account in Account])


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
    sides = postings(kind, amount)
    for account, change in sorted(sides, key=lambda side: _ORDER[side[0]]):
        if sql.run(_MOVE, source=source, account=account.value, amount=change) != 1:
            held = sql.one(_HELD, source=source, account=account.value)
            assert held is not None, f"source {source} was opened without its pocket {account.value}"
            raise _short(source, account, held[0], amount)
    entry = Entry.objects.create(
        kind=kind.value, document=document, note=note, source_text=source_text, **stamp.columns()
    )
    Posting.objects.bulk_create(
        [Posting(entry=entry, source_id=source, account=account.value, amount=change) for account, change in sides]
    )
    _refuse_short_past(source, sides[0][0], amount, stamp)


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
    sql.one("SELECT b.amount FROM funds_balance b WHERE b.source_id = %(source)s AND b.account = 'SPENT' FOR UPDATE",
            source=source)  # fmt: skip


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


def _refuse_short_past(source: str, pocket: Account, amount: int, stamp: Stamp) -> None:
    """This will refuse an entry dated back to a day when the pocket was emptier than it is now."""
    if pocket is Account.PAYER:
        return
    least = sql.one(sql.load(__file__, "least"), source=source, account=pocket.value, day=stamp.happened_on)
    assert least is not None, "the entry just written is itself a day of the pocket"
    day, held = least
    if held < 0:
        raise _short(source, pocket, held + amount, amount, on=day)


def _short(source: str, pocket: Account, available: int, amount: int, on: date | None = None) -> Refusal:
    words = not_enough(source=source, pocket=pocket, available=max(available, 0), amount=amount, on=on)
    return Refusal("not-enough-money", words, field="amount")
