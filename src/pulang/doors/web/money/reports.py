"""Shows what a programme has to account for, and gives it as a paper (LPJ) and as a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from pulang.doors.web import addresses, labels, printing
from pulang.doors.web.context import needs, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render, with_day
from pulang.doors.web.words import language
from pulang.flows.accounting import OPERATIONS, Account, account
from pulang.kernel.days import in_words, month_in_words, rupiah_in_words
from pulang.kernel.words import NOTHING, Words, same
from pulang.storage.context import counting
from pulang.storage.workbooks import Sheet, summed

PAPER, WORKBOOK = "lpj.pdf", "lpj.xlsx"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = tuple[Words | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell under its head: words, or an amount."""

    head: Words
    words: Words
    amount: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A table of the report: its title, its heads and its rows of words and whole rupiah."""

    title: Words
    name: str  # of the sheet
    heads: tuple[Words, ...]
    rows: tuple[Row, ...]
    nothing: Words

    @property
    def tops(self) -> tuple[tuple[Words, bool], ...]:
        """This will give the heads, and whether amounts stand under each."""
        first = self.rows[0] if self.rows else self.heads
        return tuple((head, isinstance(cell, int)) for head, cell in zip(self.heads, first, strict=True))

    @property
    def shown(self) -> tuple[tuple[Cell, ...], ...]:
        """This will give the rows as cells that know their head, for narrow screens."""
        return tuple(
            tuple(
                Cell(head=head, words=NOTHING, amount=cell)
                if isinstance(cell, int)
                else Cell(head=head, words=cell, amount=None)
                for head, cell in zip(self.heads, row, strict=True)
            )
            for row in self.rows
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage(Page):
    """The account of a programme as of a day."""

    chapters: tuple[Chapter, ...]
    links: tuple[Link, ...]


_NONE: Final = Words(id="Belum ada.", en="None yet.")
_AGREES: Final = Words(id="Cocok: tidak ada selisih.", en="It agrees: there is no difference.")
_SOURCES: Final = (
    Words(id="Sumber", en="Source"),
    Words(id="Pagu", en="Ceiling"),
    Words(id="Cair", en="Released"),
    Words(id="Terikat", en="Tied"),
    Words(id="Terpakai", en="Spent"),
    Words(id="Belum terpakai", en="Not spent"),
)
_ALL: Final = Words(id="Seluruh program", en="The whole programme")
_MONTHS: Final = (
    Words(id="Sumber", en="Source"),
    Words(id="Bulan", en="Month"),
    Words(id="Cair", en="Released"),
    Words(id="Dibayar", en="Paid"),
    Words(id="Kembali", en="Came back"),
    Words(id="Realisasi", en="Realised"),
)
_PAPERS: Final = (
    Words(id="Sumber", en="Source"),
    Words(id="Dokumen", en="Paper"),
    Words(id="Tanggal", en="Date"),
    Words(id="Jumlah", en="Amount"),
)
_AID: Final = (
    Words(id="SK", en="Decree"),
    Words(id="Bantuan", en="Aid"),
    Words(id="Menurut tarif", en="By the rates"),
    Words(id="Diajukan", en="Asked for"),
    Words(id="Sampai", en="Arrived"),
    Words(id="Kembali", en="Came back"),
)
_DIFFERENCES: Final = (Words(id="Selisih", en="Difference"), Words(id="Apa", en="What"))

_TITLE: Final = Words(id="Laporan pertanggungjawaban", en="Account of what was spent")
_ABOUT: Final = Words(id="{name}, per {day}", en="{name}, as of {day}")
_SIGNED: Final = (Words(id="Bendahara", en="Treasurer"), Words(id="Mengetahui", en="Seen by"))

# Every value comes in as data and is set as text, so nothing in it can be read as a command of the document.
_LAYOUT: Final = """
#let told = json(bytes(sys.inputs.said))
#set document(title: told.title, author: (), date: none)
#set page(paper: "a4", flipped: true, margin: 1.8cm, footer: context [
  #told.title #sym.dash.en #told.about #h(1fr) #counter(page).display("1 / 1", both: true)])
#set text(size: 9.5pt, lang: told.lang)
#let chapter(one) = {
  heading(level: 2, one.title)
  if one.rows.len() == 0 { one.nothing } else {
    table(columns: one.heads.len(), stroke: 0.4pt, inset: 4pt,
      align: (x, y) => if one.amounts.at(x) { right } else { left },
      table.header(..one.heads.map(head => strong(head))), ..one.rows.flatten())
  }
}
#let signatures = block(breakable: false)[
  #v(1cm)
  #grid(columns: (1fr, 1fr), ..told.signed) <signed>
  #v(1.8cm)
  #grid(columns: (1fr, 1fr), "......................................", "......................................")
]
#text(size: 15pt, weight: "bold")[#told.title]
#parbreak()
#told.about
#for one in told.chapters.slice(0, -1) { chapter(one) }
#let last = told.chapters.last()
// Nobody signs a page on which nothing stands: a short last table goes with its signatures.
#block(breakable: last.rows.len() > 12, chapter(last) + signatures)
"""


@needs("money")
def report(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the account as of the day asked for; it adds up people and names none."""
    found = _account(request, code)
    forms = ((PAPER, "LPJ (PDF)", "report-paper"), (WORKBOOK, "LPJ (XLSX)", "report-workbook"))
    page = ReportPage(
        title=Words(id="Realisasi – {name}", en="Account – {name}").format(name=found.name),
        back=Link(words=Words(id="Dana", en="Money"), url=addresses.about("money", code)),
        chapters=chapters(found),
        links=tuple(
            Link(words=same(words), url=with_day(reverse(name, args=[code]), request)) for _, words, name in forms
        ),
    )
    return render(request, "web/money/report.html", page)


@needs("money")
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """This will give the same as a paper to be signed."""
    found, lang = _account(request, code), language()
    said = {
        "lang": lang,
        "title": _TITLE.text(lang),
        "about": _ABOUT.format(name=found.name, day=in_words(found.as_of)).text(lang),
        "chapters": [
            {
                "title": one.title.text(lang),
                "heads": [head.text(lang) for head in one.heads],
                "amounts": [amounts for _, amounts in one.tops],
                "rows": [[_text(cell, lang) for cell in row] for row in one.rows],
                "nothing": one.nothing.text(lang),
            }
            for one in chapters(found)
        ],
        "signed": [words.text(lang) for words in _SIGNED],
    }
    made = printing.pdf(_LAYOUT.encode(), said)
    return _file(made, "application/pdf", PAPER)


@needs("money")
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """This will give the same as a workbook whose amounts are numbers."""
    lang = language()
    sheets = [
        Sheet(
            name=one.name,
            heads=[head.text(lang) for head in one.heads],
            rows=[[cell if isinstance(cell, int) else cell.text(lang) for cell in row] for row in one.rows],
        )
        for one in chapters(_account(request, code))
    ]
    return _file(summed(sheets), _XLSX, WORKBOOK)


def _account(request: HttpRequest, code: str) -> Account:
    assert programme_here(request).code == code, "the address names the programme"
    with counting():
        return account(code, as_of=asked_day(request))


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    add_never_cache_headers(answer)
    return answer


def _text(cell: Words | int, lang: str) -> str:
    return (rupiah_in_words(cell) if isinstance(cell, int) else cell).text(lang)


def chapters(found: Account) -> tuple[Chapter, ...]:
    """This will lay the account out as tables; every total stands in the rows it comes from."""
    names = {one.code: same(one.name) for one in found.sources}
    differences = Chapter(
        title=Words(id="Selisih bantuan", en="Differences of the aid"),
        name="Selisih",
        heads=_DIFFERENCES,
        rows=tuple((one.amount, one.says) for one in found.differences),
        nothing=_AGREES,
    )
    return (_sources(found), _months(found, names), _papers(found, names), _aid(found), differences)


def _sources(found: Account) -> Chapter:
    sums = [
        (one.ceiling, one.released_total, one.committed, one.spent, one.ceiling - one.spent) for one in found.sources
    ]
    rows: list[Row] = [(same(one.name), *each) for one, each in zip(found.sources, sums, strict=True)]
    if len(rows) > 1:
        rows.append((_ALL, *(sum(each[place] for each in sums) for place in range(len(_SOURCES) - 1))))
    return Chapter(
        title=Words(id="Sumber dana", en="Sources"),
        name="Sumber",
        heads=_SOURCES,
        rows=tuple(rows),
        nothing=_NONE,
    )


def _months(found: Account, names: Mapping[str, Words]) -> Chapter:
    return Chapter(
        title=Words(id="Realisasi per bulan", en="Month by month"),
        name="Bulan",
        heads=_MONTHS,
        rows=tuple(
            (names[one.source], month_in_words(one.month), one.released, one.paid, one.back, one.paid - one.back)
            for one in found.months
        ),
        nothing=_NONE,
    )


def _papers(found: Account, names: Mapping[str, Words]) -> Chapter:
    return Chapter(
        title=Words(id="Dokumen anggaran", en="Papers of the budget"),
        name="Dokumen",
        heads=_PAPERS,
        rows=tuple(
            (names[one.source], same(f"{one.kind.value} {one.number}"), in_words(one.on), one.amount)
            for one in found.papers
        ),
        nothing=_NONE,
    )


def _aid(found: Account) -> Chapter:
    paid = {(one.decree, one.kind): one for one in found.sums}
    rows: list[Row] = []
    for decree in found.reckoned:
        for kind, due in decree.items.items():
            if kind != OPERATIONS:
                one = paid.get((decree.decree, kind))
                told = (one.asked - one.back, one.reached, one.back) if one else (0, 0, 0)
                rows.append((same(decree.decree), labels.named(labels.RATES, kind), due, *told))
    due = sum(decree.items.get(OPERATIONS, 0) for decree in found.reckoned)
    if due or found.paid_alone:  # paid to the partner and not by a list, so no decree can be told
        rows.append((_ALL, labels.named(labels.RATES, OPERATIONS), due, found.paid_alone, found.paid_alone, 0))
    return Chapter(
        title=Words(id="Bantuan menurut SK", en="Aid by decree"),
        name="Bantuan",
        heads=_AID,
        rows=tuple(rows),
        nothing=_NONE,
    )
