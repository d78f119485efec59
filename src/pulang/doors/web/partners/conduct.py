"""Findings about an institution and incidents: how many everybody sees, their words the institution and its judges."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.rules import AgencyKind
from pulang.areas.partners import queries as partners
from pulang.areas.partners.facts import Conduct, IncidentFacts
from pulang.areas.partners.rules import Severity, conduct
from pulang.areas.programmes import queries as programmes
from pulang.doors.web import labels, parts
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.context import here, powers
from pulang.doors.web.forms import ChoiceField, DayField, LongTextField, SelectField
from pulang.doors.web.meetings.forms import free
from pulang.doors.web.pages import Link
from pulang.doors.web.words import say
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words, same
from pulang.storage.context import counting

_KINDS = {Severity.GRAVE.value: parts.STOPPED, Severity.SERIOUS.value: parts.WAITING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A finding or an incident with its answers, for those who may read it."""

    title: Words
    severity: parts.Tag
    state: parts.Tag
    on: date
    office: str
    programme: str
    text: str
    due_on: date | None
    answers: tuple[tuple[date, str], ...]
    closed_on: date | None
    reason: str
    links: tuple[Link, ...]


def counted(partner: str, at: Moment) -> tuple[Words, ...]:
    """This will say how much was found of an institution, by how grave it is, without a word of it."""
    with counting():
        return tuple(_line(one) for one in conduct(partners.incidents_of(partner, at), day=at.day))


def _line(one: Conduct) -> Words:
    says = Words(id="{severity}: {n} tercatat, {open} belum ditutup", en="{severity}: {n} on record, {open} not closed")
    if one.late:
        says = Words(id=f"{says.id}, {{late}} terlambat dijawab", en=f"{says.en}, {{late}} with an answer overdue")
    return says.format(
        severity=labels.named(labels.SEVERITIES, one.severity), n=one.recorded, open=one.open, late=one.late
    )


def shown(request: HttpRequest, partner: str, at: Moment) -> tuple[Incident, ...]:
    """This will give what was found in words, open ones first, as far as the reader may read it."""
    found = reversed(partners.incidents_of(partner, at))
    return tuple(
        _incident(request, partner, one, at.day) for one in sorted(found, key=lambda one: one.closed_on is not None)
    )


def offer(request: HttpRequest, partner: str, at: Moment) -> Link | None:
    """This will offer to record a finding to those who may."""
    if at.day != here(request).today or not powers(request, None).may("partners.incident.record"):
        return None
    return Link(
        words=Words(id="Catat temuan atau kejadian", en="Record a finding or an incident"),
        url=reverse("incident-new", args=[partner]),
    )


def _incident(request: HttpRequest, partner: str, one: IncidentFacts, day: date) -> Incident:
    return Incident(
        title=labels.named(labels.INCIDENT_KINDS, one.kind),
        severity=parts.Tag(
            words=labels.named(labels.SEVERITIES, one.severity), kind=_KINDS.get(one.severity, parts.PLAIN)
        ),
        state=_state(one, day),
        on=one.on,
        office=accounts.agency(one.office).name if one.office else "",
        programme=programmes.programme(one.programme).name if one.programme else "",
        text=one.text,
        due_on=one.due_on,
        answers=one.answers,
        closed_on=one.closed_on,
        reason=one.reason,
        links=_links(request, partner, one) if day == here(request).today and one.closed_on is None else (),
    )


def _state(one: IncidentFacts, day: date) -> parts.Tag:
    if one.closed_on is not None:
        return parts.Tag(words=Words(id="Ditutup", en="Closed"), kind=parts.PLAIN)
    if one.late(day):
        return parts.Tag(words=Words(id="Terlambat dijawab", en="Answer overdue"), kind=parts.STOPPED)
    if one.answers:
        return parts.Tag(words=Words(id="Dijawab", en="Answered"), kind=parts.NEWS)
    return parts.Tag(words=Words(id="Menunggu jawaban", en="Waits for an answer"), kind=parts.WAITING)


def _links(request: HttpRequest, partner: str, one: IncidentFacts) -> tuple[Link, ...]:
    actor, can = here(request).actor, powers(request, None)
    ways = (
        ("answer", _ANSWER, actor.agency == partner),
        ("close", _CLOSE, _theirs(actor.agency, one)),
    )
    return tuple(
        Link(words=words, url=reverse(f"incident-{way}", args=[partner, one.code]))
        for way, words, theirs in ways
        if theirs and can.may(f"partners.incident.{way}")
    )


_ANSWER = Words(id="Jawab", en="Answer")
_CLOSE = Words(id="Tutup dengan alasan", en="Close with a reason")


def _theirs(agency: str, one: IncidentFacts) -> bool:
    """This will be true for the office that recorded it, and for the ministry."""
    return agency == one.office or accounts.agency(agency).kind == AgencyKind.MINISTRY.value


_NOBODY = say("Tanpa nama orang dan tanpa nomor berkas", "Without names and without case numbers")


def _when() -> DayField:
    return DayField(
        label=say("Tanggal", "Date"), help_text=say("Misalnya 12 3 2019", "For example 12 3 2019"), up_to_today=True
    )


class IncidentForm(ActForm):
    """Something that was found, or that happened."""

    kind = ChoiceField(
        label=say("Temuan atau kejadian?", "A finding or an incident?"),
        choices=labels.options(labels.INCIDENT_KINDS),
        hints={
            "FINDING": say("Sesuatu yang terlihat saat diperiksa", "Something seen when it was looked at"),
            "INCIDENT": say("Sesuatu yang terjadi", "Something that happened"),
        },
    )
    severity = ChoiceField(label=say("Seberapa berat?", "How grave is it?"), choices=labels.options(labels.SEVERITIES))
    text = LongTextField(label=say("Apa yang ditemukan?", "What was found?"), help_text=_NOBODY, rows=5, longest=1000)
    programme = SelectField(
        label=say("Di program mana?", "In which programme?"),
        help_text=say("Kosongkan bila tentang lembaga ini seluruhnya", "Leave empty if it is about the whole of it"),
        choices=(),
        required=False,
    )
    due_on = DayField(
        label=say("Ditunggu jawabannya sampai", "Answer expected by"),
        help_text=say("Kosongkan bila tidak perlu dijawab", "Leave empty if no answer is needed"),
        required=False,
    )
    happened_on = _when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will meet the page of what does not exist where there is no such institution."""
        refuse_strange(about)
        return super().begin(about)

    def prepare(self, about: About) -> None:
        """This will offer the programmes the institution is assigned to."""
        field = self.fields["programme"]
        assert isinstance(field, SelectField)
        codes = [code for code, _ in partners.programmes_of(about.parts["partner"], about.today)]
        named = [(code, programmes.programme(code).name) for code in codes]
        field.choices = [("", say("Lembaga ini seluruhnya", "The institution as a whole")), *named]

    def said(self) -> dict[str, Any]:
        """This will give it a short name that is free."""
        known = partners.incidents_of(self.about.parts["partner"], moment(self.about.today))
        return {**super().said(), "code": free("temuan", {one.code for one in known})}


class AnswerForm(ActForm):
    """The institution's answer."""

    text = LongTextField(label=say("Jawaban lembaga", "The answer"), help_text=_NOBODY, rows=5, longest=1000)
    happened_on = _when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will meet the page of what does not exist for other institutions, and where nothing is open."""
        _open(about)
        if about.reader.actor.agency != about.parts["partner"]:
            raise Http404
        return super().begin(about)


class CloseForm(ActForm):
    """Why it is closed."""

    text = LongTextField(
        label=say("Apa yang sudah dibereskan?", "What was put right?"), help_text=_NOBODY, rows=5, longest=1000
    )
    happened_on = _when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will meet the page of what does not exist for offices that may not close it, and where nothing is."""
        if not _theirs(about.reader.actor.agency, _open(about)):
            raise Http404
        return super().begin(about)


def refuse_strange(about: About) -> None:
    """This will lead to the page of what does not exist unless the address names an institution."""
    known = {one.code for one in about.agencies() if one.kind == AgencyKind.PARTNER.value}
    if about.parts["partner"] not in known:
        raise Http404


def institution_named(about: About) -> tuple[Words, ...]:
    """This will say which institution a form is about; a strange one leads to the page of what does not exist."""
    refuse_strange(about)
    return (same(accounts.agency(about.parts["partner"]).name),)


def _open(about: About) -> IncidentFacts:
    refuse_strange(about)
    for one in partners.incidents_of(about.parts["partner"], moment(about.today)):
        if one.code == about.parts["incident"] and one.closed_on is None:
            return one
    raise Http404


def _leads(about: About) -> str:
    own = about.reader.actor.agency == about.parts["partner"]
    return reverse("own-institution") if own else reverse("institution", args=[about.parts["partner"]])


def _told(about: About) -> tuple[Words, ...]:
    one = _open(about)
    kind = labels.named(labels.INCIDENT_KINDS, one.kind)
    return (Words(id="{kind}: {text}", en="{kind}: {text}").format(kind=kind, text=one.text),)


def _of_one(about: About) -> dict[str, Any]:
    return {"partner": about.parts["partner"], "code": about.parts["incident"]}


record = act_view(
    Screen(
        verb="partners.incident.record",
        form=IncidentForm,
        title=Words(id="Catat temuan atau kejadian", en="Record a finding or an incident"),
        leads=_leads,
        fixed=lambda about: {"partner": about.parts["partner"]},
        sentences=lambda about: (
            *institution_named(about),
            Words(
                id="Isinya dibaca lembaga itu, dinas sosial dan kementerian. Orang lain hanya melihat jumlahnya.",
                en="The institution, social offices and the ministry read it. Others see only how many there are.",
            ),
        ),
    )
)
answer = act_view(
    Screen(
        verb="partners.incident.answer",
        form=AnswerForm,
        title=Words(id="Jawab temuan", en="Answer a finding"),
        leads=_leads,
        fixed=_of_one,
        sentences=_told,
    )
)
close = act_view(
    Screen(
        verb="partners.incident.close",
        form=CloseForm,
        title=Words(id="Tutup temuan", en="Close a finding"),
        leads=_leads,
        fixed=_of_one,
        sentences=_told,
    )
)
