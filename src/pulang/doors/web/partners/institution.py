"""An institution's own page: papers and their ends, history, what it is trusted with, and who else can take over."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.rules import AgencyKind, Role
from pulang.areas.boards import queries as boards
from pulang.areas.partners import queries as partners
from pulang.areas.partners.facts import DocumentFacts, Paper, PartnerFacts
from pulang.areas.partners.rules import accreditation_until, fit_until, in_order, unfit
from pulang.areas.programmes import queries as programmes
from pulang.areas.readiness.gates.partner_ready import LACKS
from pulang.doors.web import labels, parts
from pulang.doors.web.context import here, needs, powers
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.doors.web.partners import agreeing, conduct
from pulang.flows import carers, partnering
from pulang.flows.partnering import ANSWER_DAYS, Candidate, Relying
from pulang.kernel.days import in_words, lasting
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import NOTHING, Words, listing, same
from pulang.storage.context import counting

SHOWN = 5  # institutions that may take over


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A kind of paper with its state, and what can be done about it."""

    name: Words
    number: str
    tag: parts.Tag
    until: date | None
    note: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme that relies on the institution, how it sees to people, and who else can take over."""

    name: str
    url: str
    cases: int | None
    capacity: int
    unanswered: int
    median: Words | None
    plan: tuple[Words, ...]
    reassign: Link | None
    move: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionPage(Page):
    """One institution."""

    fit: parts.Tag
    lacks: tuple[Words, ...]
    ends: Words | None
    documents: tuple[Document, ...]
    met: tuple[Words, ...]
    lacked: tuple[Words, ...]
    surveyed_on: date | None
    programmes: tuple[Programme, ...]
    agreements: tuple[agreeing.Agreement, ...]
    found: tuple[Words, ...]
    incidents: tuple[conduct.Incident, ...]
    report: Link | None
    history: tuple[parts.Event, ...]
    answer_days: int


@needs("own-papers")
def own(request: HttpRequest) -> HttpResponse:
    """This will show a partner's own people their institution: its papers, their ends, and what it is trusted with."""
    return _shown(request, here(request).actor.agency)


@needs("programme")
def institution(request: HttpRequest, partner: str) -> HttpResponse:
    """This will show an institution to everybody but the people of other institutions."""
    actor = here(request).actor
    if actor.agency != partner and actor.roles <= {Role.PARTNER_WORKER.value}:
        raise Http404
    return _shown(request, partner)


def _shown(request: HttpRequest, partner: str) -> HttpResponse:
    agency = next((one for one in accounts.agencies() if one.code == partner), None)
    if agency is None or agency.kind != AgencyKind.PARTNER.value:
        raise Http404
    day = asked_day(request)
    at = moment(day)
    known = partners.partner(partner, "", at) or PartnerFacts(agency=partner, name=agency.name)
    lacks = tuple(one for one in unfit(known, day=day) if one.lack.value != "APPROVAL")  # given for each programme
    checked = partners.checklist(partner, at)
    with counting():
        relying = partnering.relying_on(partner, day)
        others = {
            one.programme: partnering.who_else(one.programme, partner, day) for one in _left(partner, relying, at)
        }
    page = InstitutionPage(
        title=same(agency.name),
        tab=Words(id="Lembaga", en="Institution"),
        fit=parts.Tag(words=Words(id="Belum siap", en="Not ready"), kind=parts.WAITING)
        if lacks
        else parts.Tag(words=Words(id="Memenuhi syarat", en="Fit"), kind=parts.GOOD),
        lacks=tuple(labels.LACKS[one.lack] for one in lacks),
        ends=None if lacks else _ends(fit_until(known, day=day), day),
        documents=tuple(_document(request, partner, one, day) for one in partners.documents_of(partner, at)),
        met=tuple(labels.named(labels.SURVEY_ITEMS, item) for item in (checked[0] if checked else ())),
        lacked=tuple(labels.named(labels.SURVEY_ITEMS, item) for item in (checked[1] if checked else ())),
        surveyed_on=checked[2] if checked else None,
        programmes=tuple(_programme(request, partner, one, others.get(one.programme)) for one in relying),
        agreements=agreeing.shown(request, partner, at),
        found=conduct.counted(partner, at),
        incidents=conduct.shown(request, partner, at),
        report=conduct.offer(request, partner, at),
        history=tuple(_event(one) for one in reversed(partners.history(partner, "", at))),
        answer_days=ANSWER_DAYS,
    )
    return render(request, "web/partners/institution.html", page)


def _left(partner: str, relying: tuple[Relying, ...], at: Moment) -> tuple[Relying, ...]:
    """This will give the programmes that rely on an institution which is not fit for them."""
    known = ((one, partners.partner(partner, one.programme, at)) for one in relying)
    return tuple(
        one
        for one, facts in known
        if facts is not None
        and not carers.serves(facts, programmes.programme(one.programme), at.day, homes=_homes(one.programme))
    )


def _homes(programme: str) -> frozenset[str]:
    with counting():
        return boards.home_places(programme)


def _ends(until: date | None, day: date) -> Words | None:
    if until is None:
        return None
    return Words(id="Surat pertama yang berakhir: {day} ({n} lagi).", en="The first paper to end: {day} ({n}).").format(
        day=in_words(until), n=lasting((until - day).days)
    )


def _document(request: HttpRequest, partner: str, one: DocumentFacts, day: date) -> Document:
    can = powers(request, None) if day == here(request).today else None
    asked = urlencode({"surat": one.kind})
    links = []
    mine = here(request).actor.agency == partner
    if can is not None and can.may("partners.document.file") and (mine or can.may("partners.document.check")):
        links.append(
            Link(words=Words(id="Ajukan", en="File"), url=f"{reverse('document-file', args=[partner])}?{asked}")
        )
    if can is not None and can.may("partners.document.check") and one.filed_on is not None:
        url = f"{reverse('document-check', args=[partner])}?{asked}"
        links.append(Link(words=Words(id="Periksa", en="Look at it"), url=url))
    return Document(
        name=labels.named(labels.DOCUMENTS, one.kind),
        number=one.number,
        tag=_state(one, day),
        until=one.until,
        note=one.note,
        links=tuple(links),
    )


def _state(one: DocumentFacts, day: date) -> parts.Tag:
    if one.filed_on is None:
        return parts.Tag(words=Words(id="Belum diajukan", en="Not filed"), kind=parts.PLAIN)
    if one.sent_back_on is not None:
        return parts.Tag(words=Words(id="Dikembalikan", en="Sent back"), kind=parts.STOPPED)
    if in_order(one, day=day):
        return parts.Tag(words=Words(id="Sesuai", en="In order"), kind=parts.GOOD)
    if one.verified_on is not None:
        return parts.Tag(words=Words(id="Berakhir", en="Ended"), kind=parts.STOPPED)
    return parts.Tag(words=Words(id="Menunggu diperiksa", en="Waits to be looked at"), kind=parts.WAITING)


def _programme(request: HttpRequest, partner: str, one: Relying, others: tuple[Candidate, ...] | None) -> Programme:
    about = programmes.programme(one.programme)
    can, counts = powers(request, about), here(request).may_look("counts")
    reassigns = others is not None and can.may("partners.assignment.record")
    moves = (
        others is not None
        and one.care.cases > 0
        and can.may("cases.assignment.move")
        and bool(carers.successors(about, partner, moment(here(request).today), homes=_homes(about.code)))
    )
    return Programme(
        name=about.name,
        url=reverse("programme", args=[about.code]),
        cases=one.care.cases if counts else None,
        capacity=one.capacity,
        unanswered=one.care.unanswered if counts else 0,
        median=None if one.care.median_days is None else lasting(one.care.median_days),
        plan=() if others is None else tuple(_plan(one, others)),
        reassign=Link(words=_REASSIGN, url=reverse("partner-new", args=[about.code])) if reassigns else None,
        move=Link(words=_MOVE, url=reverse("cases-move", args=[about.code, partner])) if moves else None,
    )


_MOVE = Words(id="Alihkan berkas", en="Move the cases")
_REASSIGN = Words(id="Tugaskan lembaga lain", en="Assign another institution")


def _plan(one: Relying, others: tuple[Candidate, ...]) -> list[Words]:
    """This will say who can take over, nearest first, and what each still needs."""
    said = []
    left = one.care.cases or one.capacity
    for other in others[:SHOWN]:
        if other.lacks:
            items = listing(tuple(LACKS[lack.lack.value] for lack in other.lacks))
            lacks = Words(id="{name} belum punya {items}", en="{name} lacks {items}")
            said.append(lacks.format(name=other.name, items=items))
            continue
        takes = left if other.free is None else min(left, other.free)
        left -= takes
        words = Words(id="{name} dapat menerima {n} orang", en="{name} can take {n} people")
        if other.free is None:
            words = Words(id="{name} siap; tugaskan untuk {n} orang", en="{name} is fit; assign it for {n} people")
        said.append(words.format(name=other.name, n=takes))
    return said or [Words(id="Belum ada lembaga lain yang tercatat.", en="No other institution is on record.")]


_PAPERS = {
    "registration": Words(id="Pendaftaran", en="Registration"),
    "accreditation": Words(id="Akreditasi", en="Accreditation"),
    "survey": Words(id="Survei kementerian", en="Ministry's survey"),
}
_EVENTS = {
    "accreditation": labels.ACCREDITATIONS,
    "survey": labels.SURVEYS,
    "registration": {"ISSUED": Words(id="Terbit", en="Issued"), "ENDED": Words(id="Berakhir", en="Ended")},
}


def _event(one: Paper) -> parts.Event:
    table = _EVENTS[one.paper]
    event = table[one.event] if one.paper == "registration" else labels.named(table, one.event)
    more = NOTHING
    if one.grade:
        until = in_words(accreditation_until(grade=one.grade, issued_on=one.on))
        more = Words(id="peringkat {grade}, sampai sebelum {day}", en="grade {grade}, until before {day}").format(
            grade=one.grade, day=until
        )
    elif one.until is not None:
        more = Words(id="sampai sebelum {day}", en="until before {day}").format(day=in_words(one.until))
    title = Words(id="{paper}: {event}", en="{paper}: {event}").format(paper=_PAPERS[one.paper], event=event)
    return parts.Event(
        title=title, on=one.on, by=same(one.number) if one.number else None, text=more if more.id else None
    )
