"""What a programme has to account for: each source month by month, and the aid reckoned against what was paid."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pulang.areas.aid import queries as aid
from pulang.areas.aid.kinds import KINDS
from pulang.areas.aid.rules import RateKind
from pulang.areas.funds import queries as funds
from pulang.areas.funds.facts import MonthFacts, PaperFacts, SourceFacts, Verdict
from pulang.areas.funds.rules import Use
from pulang.areas.payments import queries as payments
from pulang.areas.payments.facts import Sum
from pulang.areas.programmes import queries as programmes
from pulang.flows.entitlement import Reckoned, reckoned
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words, people

_PAYMENTS_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of the aid: of which decree, in whole rupiah, and what it is."""

    decree: str
    amount: int
    says: Words


@dataclass(frozen=True, slots=True)
class Account:
    """The account of a programme as of a day."""

    programme: str
    name: str
    as_of: date
    sources: tuple[SourceFacts, ...]
    months: tuple[MonthFacts, ...]
    papers: tuple[PaperFacts, ...]
    reckoned: tuple[Reckoned, ...]
    sums: tuple[Sum, ...]
    paid_alone: int  # rupiah of aid money paid without a list: the partner's operations
    differences: tuple[Difference, ...]


def account(code: str, *, as_of: date) -> Account:
    """This will draw the account up from the books; to be asked while counting, because it adds up people.

    The aid agrees when the items of each decree times its people, and the partner's operations, are what was paid;
    otherwise every difference is named, and their sum is the whole of it.
    """
    about = programmes.programme(code)
    at = moment(as_of, zone=about.time_zone)
    decrees = aid.beneficiary_decrees(code, at)
    by_decree = reckoned(code, decrees, at)
    sums, sources = payments.sums(code, at), funds.sources(code, at)
    alone = _paid_alone(code, {one.code for one in sources if one.use == Use.AID.value}, at)
    return Account(
        programme=code,
        name=about.name,
        as_of=as_of,
        sources=sources,
        months=funds.realisation(code, at),
        papers=funds.papers(code, at),
        reckoned=tuple(by_decree.values()),
        sums=sums,
        paid_alone=alone,
        differences=tuple(_differences(by_decree.values(), sums, alone)),
    )


OPERATIONS = RateKind.PARTNER_OPERATIONS.value
_NAMES = {kind.code.value: kind.words for kind in KINDS}
_NOT_ASKED = Words(
    id="{decree}, {kind}: {due} menurut tarif, baru {asked} diajukan untuk {people}.",
    en="{decree}, {kind}: {due} by the rates, only {asked} asked for, for {people}.",
)
_NONE_ASKED = Words(
    id="{decree}, {kind}: {due} menurut tarif, belum ada yang diajukan.",
    en="{decree}, {kind}: {due} by the rates, nothing asked for yet.",
)
_TOO_MUCH = Words(
    id="{decree}, {kind}: {asked} diajukan untuk {people}, padahal {due} menurut tarif.",
    en="{decree}, {kind}: {asked} asked for, for {people}, while it is {due} by the rates.",
)
_UNDER_WAY = Words(
    id="{decree}, {kind}: {amount} belum ada hasilnya.", en="{decree}, {kind}: {amount} has no result yet."
)
_CAME_BACK = Words(
    id="{decree}, {kind}: {amount} kembali dan belum dibayar lagi.",
    en="{decree}, {kind}: {amount} came back and is not paid again.",
)
_OPERATIONS = Words(
    id="Operasional mitra: {due} menurut tarif, {paid} dibayar tanpa daftar.",
    en="The partner's operations: {due} by the rates, {paid} paid without a list.",
)


def _differences(by_decree: Iterable[Reckoned], sums: Iterable[Sum], paid: int) -> Iterator[Difference]:
    found = {(one.decree, one.kind): one for one in sums}
    operations = 0
    for decree in by_decree:
        operations += decree.items.get(OPERATIONS, 0)
        for kind, due in decree.items.items():
            if kind != OPERATIONS:
                yield from _of_kind(decree.decree, kind, due, found.get((decree.decree, kind)))
    if paid != operations:
        words = _OPERATIONS.format(due=rupiah_in_words(operations), paid=rupiah_in_words(paid))
        yield Difference("", operations - paid, words)


def _of_kind(decree: str, kind: str, due: int, paid: Sum | None) -> Iterator[Difference]:
    reached = paid.reached if paid else 0
    waits, came_back = (paid.under_way, paid.back) if paid else (0, 0)
    standing = reached + waits
    told: dict[str, object] = {"decree": decree, "kind": _NAMES[kind]}
    # What came back is missing as long as nobody asked for it again; a second try stands under way or reached.
    back = max(0, min(came_back, due - standing))
    if waits:
        yield Difference(decree, waits, _UNDER_WAY.format(amount=rupiah_in_words(waits), **told))
    if back:
        yield Difference(decree, back, _CAME_BACK.format(amount=rupiah_in_words(back), **told))
    rest = due - standing - back
    if rest:
        short = _NOT_ASKED if standing + back else _NONE_ASKED
        words = short if rest > 0 else _TOO_MUCH
        says = words.format(
            due=rupiah_in_words(due),
            asked=rupiah_in_words(standing + back),
            people=people(paid.people if paid else 0),
            **told,
        )
        yield Difference(decree, rest, says)


def _paid_alone(code: str, sources: set[str], at: Moment) -> int:
    """This will add up approved payments of the aid sources that are no list: what partners and carriers got."""
    found = [
        one
        for one in funds.payments(code, at, limit=_PAYMENTS_MOST)
        if one.source in sources and one.verdict is Verdict.APPROVED
    ]
    lists = payments.counted([one.number for one in found])
    return sum(one.amount for one in found if one.number not in lists)
