"""Shows a programme's sources of money and the latest entries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.funds import queries as funds
from pulang.areas.funds.facts import FareFacts, PaymentFacts, SourceFacts, Verdict
from pulang.areas.journeys import queries as journeys
from pulang.doors.web import labels, parts
from pulang.doors.web.context import Powers, here, needs, powers, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.doors.web.sources import Cited, cited
from pulang.doors.web.tabs import tabs
from pulang.flows import ticketing
from pulang.flows.paying import for_payer
from pulang.kernel.days import in_words, rupiah_in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words, same


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source: its bar, what was said about it, and what the reader may do with it."""

    bar: parts.MoneyBar
    rows: tuple[parts.Row, ...]
    offers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the ledger."""

    on: date
    source: str
    kind: Words
    amount: int
    document: str
    note: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment somebody asked for, and what became of it."""

    number: str
    url: str
    tag: parts.Tag
    source: str
    amount: int
    said: str
    asked_by: str
    asked_on: date
    decided_by: str
    decided_on: date | None
    offers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What carriers still owe a plan for tickets that were paid and given back."""

    plan: str
    source: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPage(Page):
    """The sources and the latest entries."""

    code: str
    tabs: tuple[Link, ...]
    fare: FareFacts | None
    sources: tuple[Source, ...]
    waiting: tuple[Payment, ...]
    payments: tuple[Payment, ...]
    owed: tuple[Owed, ...]
    entries: tuple[Entry, ...]
    offers: tuple[Link, ...]


@needs("money")
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the money of a programme as of the day asked for."""
    about = programme_here(request)
    day = asked_day(request)
    at = moment(day, zone=about.time_zone)
    can = powers(request, about) if day == here(request).today else None
    names = {agency.code: agency.name for agency in accounts.agencies()}
    found = funds.sources(code, at)
    called = {one.code: one.name for one in found}
    payments = _payments(code, at, called, can)
    page = MoneyPage(
        title=Words(id="Dana – {name}", en="Money – {name}").format(name=about.name),
        code=code,
        tabs=tabs(request, code, "money"),
        fare=funds.fare(code, at),
        sources=tuple(_source(code, one, names, can) for one in found),
        # Whoever approves does it on a telephone, perhaps: what waits for them stands first.
        waiting=tuple(one for one in payments if len(one.offers) > 1),  # to approve or to refuse
        payments=payments,
        owed=tuple(
            Owed(plan=plan.number, source=called.get(plan.source, plan.source), amount=amount)
            for plan in journeys.plans(code, at)
            if (amount := ticketing.expected_back(plan, at))
        ),
        entries=tuple(
            Entry(
                on=one.on,
                source=called.get(one.source, one.source),
                kind=labels.named(labels.ENTRIES, one.kind),
                amount=one.amount,
                document=one.document,
                note=one.note,
                cited=cited(one.source_text),
            )
            for one in funds.entries(code, at, limit=100)
        ),
        offers=_offers(code, can),
    )
    return render(request, "web/money/list.html", page)


def _source(code: str, one: SourceFacts, names: dict[str, str], can: Powers | None) -> Source:
    confirmed = (
        Words(id="Dipastikan {day}", en="Confirmed on {day}").format(day=in_words(one.confirmed_on))
        if one.confirmed_on
        else Words(id="Belum dipastikan pembayarnya", en="Not confirmed by its payer yet")
    )
    return Source(
        bar=parts.money_bar(title=same(one.name), ceiling=one.ceiling, committed=one.committed, spent=one.spent),
        rows=(
            parts.Row(key=Words(id="Untuk", en="Pays for"), value=labels.named(labels.USES, one.use)),
            parts.Row(key=Words(id="Pembayar", en="Payer"), value=names.get(one.payer, one.payer)),
            parts.Row(
                key=Words(id="Anggaran", en="Budget"),
                value=Words(id="{level} {year} {account}", en="{level} {year} {account}").format(
                    level=labels.named(labels.LEVELS, one.level), year=one.fiscal_year, account=one.account_code
                ),
            ),
            parts.Row(
                key=Words(id="Sudah cair", en="Released"),
                value=Words(id="{total}; bebas dipakai {free}", en="{total}; free to use {free}").format(
                    total=rupiah_in_words(one.released_total), free=rupiah_in_words(one.available)
                ),
            ),
            parts.Row(key=Words(id="Kepastian", en="Confirmation"), value=confirmed),
            _papers(code, one.code),
        ),
        offers=tuple(
            Link(words=words, url=reverse(name, args=[code, one.code]))
            for verb, words, name in _ACTS
            if can is not None and can.may(verb)
        ),
    )


def _papers(code: str, source: str) -> parts.Row:
    bank = Words(id="Rekening koran", en="Bank statements")
    return parts.Row(
        key=Words(id="Dokumen", en="Papers"),
        value=Words(id="DPA sampai LPJ", en="From DPA to LPJ"),
        link=Link(words=Words(id="Lihat dokumen", en="See the papers"), url=reverse("papers", args=[code, source])),
        more=(
            Link(words=bank, url=reverse("bank-statement", args=[code, source])),
            Link(words=Words(id="Buku besar", en="Ledger"), url=reverse("money-ledger", args=[code, source])),
        ),
    )


_APPROVE = "funds.payment.approve"
_TAGS = {
    None: parts.Tag(words=Words(id="Menunggu persetujuan", en="Waits for approval"), kind=parts.WAITING),
    Verdict.APPROVED: parts.Tag(words=Words(id="Dibayar", en="Paid"), kind=parts.GOOD),
    Verdict.REFUSED: parts.Tag(words=Words(id="Ditolak", en="Refused")),
}


def _payments(code: str, at: Moment, called: dict[str, str], can: Powers | None) -> tuple[Payment, ...]:
    """This will give the latest payments, each with what the reader may say to it."""
    found = funds.payments(code, at, limit=50)
    waits = any(one.verdict is None for one in found)
    payers = for_payer(can.actor, code, at.day) if waits and can is not None and can.may(_APPROVE) else None

    def may(verb: str, one: PaymentFacts) -> bool:
        if one.verdict is not None or can is None or not can.may(verb):
            return False
        # Whoever asked may take it back, and not approve it.
        return verb != _APPROVE or (can.actor.code != one.asked_by and payers is not None and not payers(one))

    return tuple(_payment(code, one, called, may) for one in found)


def _payment(code: str, one: PaymentFacts, called: dict[str, str], may: Callable[[str, PaymentFacts], bool]) -> Payment:
    verdicts = (
        (_APPROVE, Words(id="Setujui", en="Approve"), "payment-approve"),
        ("funds.payment.refuse", Words(id="Tolak", en="Refuse"), "payment-refuse"),
    )
    return Payment(
        number=one.number,
        url=reverse("payment", args=[code, one.number]),
        tag=_TAGS[one.verdict],
        source=called.get(one.source, one.source),
        amount=one.amount,
        said=f"{one.document} {one.note}".strip(),
        asked_by=one.asked_by,
        asked_on=one.asked_on,
        decided_by=one.decided_by,
        decided_on=one.decided_on,
        offers=tuple(
            Link(words=words, url=reverse(name, args=[code, one.number]))
            for verb, words, name in verdicts
            if may(verb, one)
        ),
    )


_ACTS = (
    ("funds.money.allocate", Words(id="Alokasikan", en="Allocate"), "money-allocate"),
    ("funds.money.release", Words(id="Cairkan", en="Release"), "money-release"),
    ("funds.money.commit", Words(id="Ikat", en="Tie"), "money-commit"),
    ("funds.money.uncommit", Words(id="Lepas ikatan", en="Untie"), "money-uncommit"),
    ("funds.payment.ask", Words(id="Ajukan pembayaran", en="Ask for a payment"), "payment-ask"),
    ("payments.batch.ask", Words(id="Ajukan daftar bayar", en="Ask for a list"), "batch-ask"),
    ("funds.money.refund", Words(id="Catat pengembalian", en="Record a refund"), "money-refund"),
    ("funds.money.reduce", Words(id="Kurangi alokasi", en="Reduce"), "money-reduce"),
    ("funds.source.confirm", Words(id="Pastikan", en="Confirm"), "money-confirm"),
)


def _offers(code: str, can: Powers | None) -> tuple[Link, ...]:
    found = (
        ("funds.source.open", Words(id="Buka sumber dana", en="Open a source"), "money-open"),
        ("funds.fare.estimate", Words(id="Catat perkiraan tiket", en="Record the ticket price"), "money-fare"),
    )
    acts = tuple(
        Link(words=words, url=reverse(name, args=[code]))
        for verb, words, name in found
        if can is not None and can.may(verb)
    )
    seen = (
        (Words(id="Skenario anggaran", en="Budget scenarios"), "money-budget"),
        (Words(id="Realisasi dan LPJ", en="Account (LPJ)"), "money-report"),
    )
    return (*acts, *(Link(words=words, url=reverse(name, args=[code])) for words, name in seen))
