"""Shows everything said in public about a programme, and offers the forms to add to it."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import DecreeFacts
from pulang.areas.statements import queries as statements
from pulang.areas.statements.facts import StatementFacts
from pulang.doors.web import labels
from pulang.doors.web.context import Powers, here, needs, powers, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.doors.web.publicity import consulting
from pulang.doors.web.sources import Cited, cited
from pulang.doors.web.tabs import tabs
from pulang.kernel.moments import moment
from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words said in public, or a grievance voiced by a group."""

    on: date
    office: str
    kind: Words
    subject: Words
    summary: str
    source: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A decree in force, and where it is revoked."""

    number: str
    title: str
    signed_on: date
    revoked_on: date | None
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage(Page):
    """What stands on record."""

    code: str
    tabs: tuple[Link, ...]
    offers: tuple[Link, ...]
    decrees: tuple[Paper, ...]
    said: tuple[Said, ...]
    consultations: tuple[consulting.Consultation, ...]


_FORMS = (
    ("figures.release.prepare", Words(id="Angka untuk umum", en="Figures for the public"), "releases"),
    ("statements.answer.prepare", Words(id="Meja pers", en="Press desk"), "press"),
    ("programmes.decree.issue", Words(id="Keputusan pejabat", en="A decree"), "decree"),
    ("statements.figure.report", Words(id="Angka yang disebut", en="A stated number"), "figure"),
    ("statements.promise.make", Words(id="Janji", en="A promise"), "promise"),
    ("statements.promise.keep", Words(id="Janji yang ditepati", en="A promise kept"), "promise-kept"),
    ("statements.statement.record", Words(id="Pernyataan atau keluhan", en="A statement or grievance"), "statement"),
    (
        "coordination.consultation.record",
        Words(id="Pertemuan dengan warga", en="A meeting with residents"),
        "consultation",
    ),
    ("programmes.stakeholder.list", Words(id="Kelompok yang ikut bersuara", en="A group with a say"), "stakeholder"),
)


@needs("programme")
def record(request: HttpRequest, code: str) -> HttpResponse:
    """This will show what was said by the day asked for."""
    about = programme_here(request)
    day = asked_day(request)
    at = moment(day, zone=about.time_zone)
    can = powers(request, about) if day == here(request).today else None
    revokes = can is not None and can.may("programmes.decree.revoke")
    page = RecordPage(
        title=Words(id="Catatan umum – {name}", en="On record – {name}").format(name=about.name),
        code=code,
        tabs=tabs(request, code, "publicity"),
        offers=_offers(code, can),
        decrees=tuple(_paper(code, one, revokes=revokes) for one in programmes.decrees(code, at)),
        said=tuple(_said(one) for one in statements.statements(code, at)),
        consultations=consulting.consultations(code, at, can),
    )
    return render(request, "web/publicity/record.html", page)


def _offers(code: str, can: Powers | None) -> tuple[Link, ...]:
    if can is None:
        return ()
    return tuple(Link(words=words, url=reverse(name, args=[code])) for verb, words, name in _FORMS if can.may(verb))


def _paper(code: str, one: DecreeFacts, *, revokes: bool) -> Paper:
    url = f"{reverse('decree-revoke', args=[code])}?{urlencode({'nomor': one.number})}"
    return Paper(
        number=one.number,
        title=one.title,
        signed_on=one.signed_on,
        revoked_on=one.revoked_on,
        link=Link(words=_REVOKE, url=url) if revokes and one.revoked_on is None else None,
    )


_REVOKE = Words(id="Catat pencabutan", en="Record that it is revoked")


def _said(one: StatementFacts) -> Said:
    return Said(
        on=one.on,
        office=one.office,
        kind=labels.named(labels.STATEMENTS, one.kind),
        subject=labels.subject(one.subject),
        summary=one.summary,
        source=cited(one.source),
    )
