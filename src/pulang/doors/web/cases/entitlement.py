"""The entitlement sheet of a case, in plain words: for her to take along, so it holds no name and no reason."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse

from pulang.areas.aid.assessment import Due
from pulang.areas.cases import queries as cases
from pulang.doors.web import addresses, labels, parts
from pulang.doors.web.context import needs, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.flows import looking as looks
from pulang.flows.entitlement import entitlement
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing she is due, as rows of words."""

    what: Words
    rows: tuple[parts.Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage(Page):
    """What, how much, from whom, when, and why not yet."""

    number: str
    programme: str
    choice: Words
    decree: str
    decreed_on: date | None
    lines: tuple[Line, ...]
    total: int


_UNKNOWN = Words(id="Belum diketahui", en="Not known yet")
_NOTHING = Words(id="Tidak menunggu apa pun.", en="It waits for nothing.")


@needs("cases")
def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """This will show the sheet as of the day asked for; refuses a case that is not there for this reader."""
    about = programme_here(request)
    found = entitlement(number, as_of=asked_day(request))
    looks.note(action="case.read", case=cases.find(number), fields=("entitlement",))
    page = SheetPage(
        title=Words(id="Hak bantuan {number}", en="Entitlement of {number}").format(number=found.number),
        tab=Words(id="Hak bantuan", en="Entitlement"),
        back=Link(
            words=Words(id="Berkas {number}", en="Case {number}").format(number=found.number),
            url=addresses.about("case", found.number),
        ),
        number=found.number,
        programme=about.name,
        choice=labels.named(labels.CHOICES, found.choice),
        decree=found.decree,
        decreed_on=found.decreed_on,
        lines=tuple(_line(one) for one in found.lines),
        total=found.total,
    )
    return render(request, "web/cases/entitlement.html", page)


def _line(one: Due) -> Line:
    amount = _UNKNOWN if one.amount is None else rupiah_in_words(one.amount)
    waits = tuple(parts.Row(key=Words(id="Mengapa belum", en="Why not yet"), value=wait) for wait in one.waits)
    return Line(
        what=one.what,
        rows=(
            parts.Row(key=Words(id="Berapa", en="How much"), value=amount),
            parts.Row(key=Words(id="Dari siapa", en="From whom"), value=one.payer),
            parts.Row(key=Words(id="Kapan", en="When"), value=one.when),
            *(waits or (parts.Row(key=Words(id="Mengapa belum", en="Why not yet"), value=_NOTHING),)),
        ),
    )
