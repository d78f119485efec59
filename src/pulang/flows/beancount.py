"""The whole ledger of a programme as plain text for beancount, so that an auditor's own program can check it.

Each pocket of a source is an account. What the books say stands in each on the day is asserted at the end, so that the
other program adds up every entry itself and compares.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from pulang.areas.funds import queries as funds
from pulang.areas.funds.facts import SideFacts, SourceFacts
from pulang.areas.funds.rules import Account
from pulang.areas.programmes import queries as programmes
from pulang.kernel.moments import moment

_ROOTS: Final = {
    Account.PAYER: "Equity",
    Account.ALLOCATED: "Assets",
    Account.RELEASED: "Assets",
    Account.COMMITTED: "Assets",
    Account.SPENT: "Expenses",
}
_STRANGE: Final = re.compile("[^A-Za-z0-9]+")


def beancount(programme: str, *, as_of: date) -> str:
    """This will write every entry up to a day, and what stands in each pocket then; refuses an unknown programme."""
    about = programmes.programme(programme)
    at = moment(as_of, zone=about.time_zone)
    sources = funds.sources(programme, at)
    return "\n".join(_lines(programme, sources, funds.sides(programme, at), as_of)) + "\n"


def _lines(programme: str, sources: Sequence[SourceFacts], sides: Sequence[SideFacts], as_of: date) -> Iterator[str]:
    # Codes of offices hold signs that beancount's accounts do not; the number in front keeps two of them apart.
    names = {one.code: f"S{place}-{_STRANGE.sub('-', one.code).strip('-')}" for place, one in enumerate(sources, 1)}
    yield f'option "title" "{_quoted(programme)}"'
    yield 'option "operating_currency" "IDR"'
    for one in sources:
        for account in Account:
            yield f"{one.opened_on} open {_named(names[one.code], account)} IDR"
    for entry, both in groupby(sides, key=lambda side: side.entry):
        pair = tuple(both)
        first = pair[0]
        yield ""
        yield f'{first.on} * "{first.kind}" "{_quoted(first.note)}"'
        yield f'  entry: "{entry}"'
        yield f'  document: "{_quoted(first.document)}"'
        for side in pair:
            yield f"  {_named(names[side.source], Account(side.account))}  {side.amount} IDR"
    yield ""
    for one in sources:
        for account, amount in _stands(one):
            yield f"{as_of + timedelta(days=1)} balance {_named(names[one.code], account)}  {amount} IDR"


def _stands(one: SourceFacts) -> tuple[tuple[Account, int], ...]:
    return (
        (Account.PAYER, -one.ceiling),
        (Account.ALLOCATED, one.ceiling - one.released_total),
        (Account.RELEASED, one.available),
        (Account.COMMITTED, one.committed),
        (Account.SPENT, one.spent),
    )


def _named(source: str, account: Account) -> str:
    return f"{_ROOTS[account]}:{source}:{account.value.capitalize()}"


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
