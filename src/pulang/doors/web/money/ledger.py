"""The ledger of one source to be read and printed: every entry of a month or a year, and what stands after it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from pulang.areas.funds import queries as funds
from pulang.areas.funds.facts import LineFacts, SourceFacts
from pulang.areas.funds.rules import MOVES, Account, EntryKind
from pulang.doors.web import labels, printing
from pulang.doors.web.context import needs, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render, with_day
from pulang.doors.web.words import language, short_day
from pulang.kernel.days import in_words, month_in_words, rupiah_in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words, same

MOST: Final = 1000  # entries on one page; a busy source is read month by month
MONTH: Final = "bulan"
FILE: Final = "buku-besar.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry: where the money came from and went, and what stands in the pockets after it."""

    entry: int
    on: date
    kind: Words
    said: str
    out_of: Words
    into: Words
    amount: int
    stands: tuple[int, ...]

    @property
    def after(self) -> tuple[tuple[Words, int], ...]:
        """This will give what stands in each pocket under its head."""
        return _headed(self.stands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month one can choose; empty for all of the year."""

    value: str
    words: Words
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage(Page):
    """The entries of a source between two days, with what stood there before and stands there after."""

    about: Words
    months: tuple[Month, ...]
    day: str
    heads: tuple[Words, ...]
    before: tuple[int, ...]
    lines: tuple[Line, ...]
    after: tuple[int, ...]
    more: bool
    print_url: str

    @property
    def opening(self) -> tuple[tuple[Words, int], ...]:
        """This will give what stood in each pocket before, under its head."""
        return _headed(self.before)

    @property
    def closing(self) -> tuple[tuple[Words, int], ...]:
        """This will give what stands in each pocket after the last entry, under its head."""
        return _headed(self.after)


_SHOWN: Final = (Account.ALLOCATED, Account.RELEASED, Account.COMMITTED, Account.SPENT)
_POCKETS: Final = {
    Account.PAYER: Words(id="Pembayar", en="Payer"),
    Account.ALLOCATED: Words(id="Belum cair", en="Not released"),
    Account.RELEASED: Words(id="Cair, bebas", en="Free"),
    Account.COMMITTED: Words(id="Terikat", en="Tied"),
    Account.SPENT: Words(id="Terpakai", en="Spent"),
}
_YEAR: Final = Words(id="Sepanjang tahun", en="All of the year")
_ABOUT: Final = Words(id="Tahun anggaran {year}, {first} sampai {last}.", en="Fiscal year {year}, {first} to {last}.")
_HEADS: Final = {
    "entry": Words(id="No.", en="No."),
    "day": Words(id="Tanggal", en="Date"),
    "what": Words(id="Uraian", en="What"),
    "out": Words(id="Dari", en="From"),
    "into": Words(id="Ke", en="To"),
    "amount": Words(id="Jumlah", en="Amount"),
}
_BEFORE: Final = Words(id="Saldo awal", en="Balance before")
_AFTER: Final = Words(id="Saldo akhir", en="Balance after")
_MORE: Final = Words(
    id="Hanya {most} catatan pertama yang tampil; pilih satu bulan.",
    en="Only the first {most} entries are shown; choose a month.",
)
_SIGNED: Final = (Words(id="Bendahara", en="Treasurer"), Words(id="Mengetahui", en="Seen by"))

# Every value comes in as data and is set as text, so nothing in it can be read as a command of the document.
_LAYOUT: Final = """
#let told = json(bytes(sys.inputs.said))
#set document(title: told.title, author: (), date: none)
#set page(paper: "a4", flipped: true, margin: 1.5cm, numbering: "1 / 1")
#set text(size: 8.5pt, lang: told.lang)
#text(size: 14pt, weight: "bold")[#told.title]
#parbreak()
#told.about
#table(columns: (auto, auto, 1fr, auto, auto, auto, auto, auto, auto, auto), stroke: 0.4pt, inset: 3.5pt,
  align: (x, y) => if x >= 5 { right } else { left },
  table.header(..told.heads.map(head => strong(head))), ..told.rows.flatten())
#told.more
#v(0.8cm)
#block(breakable: false)[
  #grid(columns: (1fr, 1fr), ..told.signed)
  #v(1.6cm)
  #grid(columns: (1fr, 1fr), "......................................", "......................................")
]
"""


@needs("money")
def ledger(request: HttpRequest, code: str, source: str) -> HttpResponse:
    """This will show the ledger of one source up to the day asked for, all of the year or one month of it."""
    return render(request, "web/money/ledger.html", _page(request, code, source))


@needs("money")
def paper(request: HttpRequest, code: str, source: str) -> HttpResponse:
    """This will give the same as a paper to be signed."""
    page, lang = _page(request, code, source), language()
    heads = (*_HEADS.values(), *page.heads)
    empty = ["", ""]
    said = {
        "lang": lang,
        "title": page.title.text(lang),
        "about": page.about.text(lang),
        "heads": [head.text(lang) for head in heads],
        "rows": [
            [*empty, _BEFORE.text(lang), "", "", "", *_amounts(page.before, lang)],
            *(_row(line, lang) for line in page.lines),
            [*empty, _AFTER.text(lang), "", "", "", *_amounts(page.after, lang)],
        ],
        "more": _MORE.format(most=MOST).text(lang) if page.more else "",
        "signed": [words.text(lang) for words in _SIGNED],
    }
    answer = HttpResponse(printing.pdf(_LAYOUT.encode(), said), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{FILE}"'
    add_never_cache_headers(answer)
    return answer


def _headed(stands: tuple[int, ...]) -> tuple[tuple[Words, int], ...]:
    return tuple((_POCKETS[account], amount) for account, amount in zip(_SHOWN, stands, strict=True))


def _row(line: Line, lang: str) -> list[str]:
    what = f"{line.kind.text(lang)} {line.said}".strip()
    way = (line.out_of.text(lang), line.into.text(lang))
    return [str(line.entry), short_day(line.on), what, *way, *_amounts((line.amount, *line.stands), lang)]


def _amounts(amounts: tuple[int, ...], lang: str) -> list[str]:
    return [rupiah_in_words(amount).text(lang) for amount in amounts]


def _page(request: HttpRequest, code: str, source: str) -> LedgerPage:
    about, day = programme_here(request), asked_day(request)
    at = moment(day, zone=about.time_zone)
    found = _source(code, source, at)
    last = min(day, date(found.fiscal_year, 12, 31))
    months = _months(found.fiscal_year, last)
    chosen = next((one for one in months if f"{one:%Y-%m}" == request.GET.get(MONTH, "")), None)
    first = chosen or date(found.fiscal_year, 1, 1)
    until = moment(min(last, _end(chosen)) if chosen else last, zone=about.time_zone)
    entries = funds.ledger(source, first, until, limit=MOST + 1)
    before = _stands(code, source, moment(first - timedelta(days=1), zone=about.time_zone))
    lines = tuple(_lines(entries[:MOST], before))
    here = reverse("ledger-paper", args=[code, source])
    return LedgerPage(
        title=Words(id="Buku besar – {name}", en="Ledger – {name}").format(name=same(found.name)),
        back=Link(words=Words(id="Dana", en="Money"), url=reverse("money", args=[code])),
        about=_ABOUT.format(year=found.fiscal_year, first=in_words(first), last=in_words(until.day)),
        months=(
            Month(value="", words=_YEAR, chosen=chosen is None),
            *(Month(value=f"{one:%Y-%m}", words=month_in_words(one), chosen=one == chosen) for one in months),
        ),
        day=day.isoformat(),
        heads=tuple(_POCKETS[account] for account in _SHOWN),
        before=before,
        lines=lines,
        after=lines[-1].stands if lines else before,
        more=len(entries) > MOST,
        print_url=with_day(f"{here}?{MONTH}={chosen:%Y-%m}" if chosen else here, request),
    )


def _months(year: int, last: date) -> tuple[date, ...]:
    """This will give the first days of the months of a fiscal year that have begun."""
    return tuple(date(year, month, 1) for month in range(1, 13) if date(year, month, 1) <= last)


def _end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _source(code: str, source: str, at: Moment) -> SourceFacts:
    for one in funds.sources(code, at):
        if one.code == source:
            return one
    raise Http404


def _stands(code: str, source: str, at: Moment) -> tuple[int, ...]:
    """This will give what stood in the pockets on a day; nothing before the source was opened."""
    for one in funds.sources(code, at):
        if one.code == source:
            return (one.ceiling - one.released_total, one.available, one.committed, one.spent)
    return (0,) * len(_SHOWN)


def _lines(entries: tuple[LineFacts, ...], before: tuple[int, ...]) -> list[Line]:
    stands = dict(zip(_SHOWN, before, strict=True))
    lines = []
    for one in entries:
        out, into = MOVES[EntryKind(one.kind)]
        for account, change in ((out, -one.amount), (into, one.amount)):
            if account in stands:
                stands[account] += change
        lines.append(
            Line(
                entry=one.entry,
                on=one.on,
                kind=labels.named(labels.ENTRIES, one.kind),
                said=f"{one.document} {one.note}".strip(),
                out_of=_POCKETS[out],
                into=_POCKETS[into],
                amount=one.amount,
                stands=tuple(stands.values()),
            )
        )
    return lines
