"""The entitlement sheet of a case, in plain words: for her to take along, so it holds no name and no reason."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.aid.assessment import Due
from pulang.areas.cases import queries as cases
from pulang.areas.funds.facts import Verdict
from pulang.areas.payments.facts import Way
from pulang.doors.web import addresses, labels, parts
from pulang.doors.web.context import Powers, needs, powers, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render, with_day
from pulang.doors.web.payments.words import OUTCOMES
from pulang.flows import looking as looks
from pulang.flows.entitlement import entitlement
from pulang.flows.envelopes import Tried, paid_to
from pulang.kernel.days import in_words, rupiah_in_words
from pulang.kernel.moments import moment
from pulang.kernel.words import Words, same


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
    paid: tuple[parts.Row, ...]
    offers: tuple[Link, ...]
    downloads: tuple[Link, ...]


_UNKNOWN = Words(id="Belum diketahui", en="Not known yet")
_ASKED = Words(id="Diajukan, menunggu persetujuan", en="Asked for, waits for approval")
_REFUSED = Words(id="Pengajuannya ditolak", en="The request was refused")
_ON_ITS_WAY = Words(id="Disetujui, sedang dibayarkan", en="Approved, on its way")
_NOTHING = Words(id="Tidak menunggu apa pun.", en="It waits for nothing.")


@needs("cases")
def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """This will show the sheet as of the day asked for; refuses a case that is not there for this reader."""
    about = programme_here(request)
    found = entitlement(number, as_of=asked_day(request))
    looks.note(action="case.read", case=cases.find(number), fields=("entitlement",))
    tried = paid_to(cases.find(number), moment(asked_day(request), zone=about.time_zone))
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
        lines=tuple(line_of(one) for one in found.lines),
        total=found.total,
        paid=tuple(_paid(one) for one in tried),
        offers=_offers(found.number, tried, powers(request, about)),
        downloads=tuple(
            Link(words=words, url=with_day(reverse("case-entitlement-paper", args=[found.number, lang]), request))
            for lang, words in _DOWNLOADS.items()
        ),
    )
    return render(request, "web/cases/entitlement.html", page)


_DOWNLOADS: Final = {
    "id": Words(id="Unduh (PDF, Indonesia)", en="Download (PDF, Indonesian)"),
    "en": Words(id="Unduh (PDF, Inggris)", en="Download (PDF, English)"),
}


def _paid(one: Tried) -> parts.Row:
    """This will say of one payment what it was for, how much, and where it stands."""
    waits = {None: _ASKED, Verdict.REFUSED: _REFUSED, Verdict.APPROVED: _ON_ITS_WAY}[one.verdict]
    said = labels.named(OUTCOMES, one.line.outcome.value) if one.line.outcome else waits
    if one.appointment is not None and one.line.outcome is None:
        waits_at = Words(id="{said}; menunggu {day}, {place}", en="{said}; waits on {day}, {place}")
        said = waits_at.format(said=said, day=in_words(one.appointment.on), place=same(one.appointment.place))
    value = Words(id="{amount}: {said}", en="{amount}: {said}").format(
        amount=rupiah_in_words(one.line.amount), said=said
    )
    return parts.Row(key=same(one.line.token), value=value)


def _offers(number: str, tried: tuple[Tried, ...], can: Powers) -> tuple[Link, ...]:
    """This will offer what can be done about an envelope that waits."""
    waits = any(one.verdict is Verdict.APPROVED and one.line.way is Way.CASH and not one.line.outcome for one in tried)
    found = (
        ("payments.envelope.appoint", Words(id="Janji temu amplop", en="Appointment"), "case-envelope"),
        ("payments.envelope.record", Words(id="Hasil amplop", en="What came of it"), "case-envelope-record"),
    )
    return tuple(
        Link(words=words, url=addresses.about(name, number)) for verb, words, name in found if waits and can.may(verb)
    )


def line_of(one: Due) -> Line:
    """This will put one thing that is due into rows of words."""
    amount = _UNKNOWN if one.amount is None else rupiah_in_words(one.amount)
    waits = one.waits or (_NOTHING,)  # whole sentences, one after the other
    said = Words(id=" ".join(each.id for each in waits), en=" ".join(each.en for each in waits))
    return Line(
        what=Words(id=f"{one.what.id[:1].upper()}{one.what.id[1:]}", en=f"{one.what.en[:1].upper()}{one.what.en[1:]}"),
        rows=(
            parts.Row(key=Words(id="Berapa", en="How much"), value=amount),
            parts.Row(key=Words(id="Dari siapa", en="From whom"), value=one.payer),
            parts.Row(key=Words(id="Kapan", en="When"), value=one.when),
            parts.Row(key=Words(id="Mengapa belum", en="Why not yet"), value=said),
        ),
    )
