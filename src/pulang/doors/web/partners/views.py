"""Shows a programme's partners with the state of every paper."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.accounts.rules import Role
from pulang.areas.partners import queries as partners
from pulang.areas.partners.assessment import lacking_together
from pulang.areas.partners.facts import PartnerFacts
from pulang.areas.partners.rules import Lack, Lacking, accredited, in_force, surveyed
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.doors.web import labels, parts
from pulang.doors.web.context import Powers, here, needs, powers, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.doors.web.partners.agreeing import region
from pulang.doors.web.tabs import tabs
from pulang.doors.web.words import grouped
from pulang.flows.status import status
from pulang.kernel.days import in_words, lasting
from pulang.kernel.moments import moment
from pulang.kernel.words import Words
from pulang.kernel.words import listing as in_a_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something a partner lacks, since when, and who can mend it."""

    words: Words
    since: date | None
    days: int | None
    mends: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner and its papers."""

    name: str
    url: str
    tag: parts.Tag
    papers: tuple[parts.Row, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersPage(Page):
    """Every partner named, assigned or approved for a programme."""

    code: str
    tabs: tuple[Link, ...]
    partners: tuple[Partner, ...]
    people: int
    opens: bool
    offers: tuple[Link, ...]


@needs("programme")
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the partners of a programme as of the day asked for."""
    about = programme_here(request)
    day = asked_day(request)
    can = powers(request, about) if day == here(request).today else None
    people = status(code, as_of=day).counts.returning
    known = partners.partners_of(code, moment(day, zone=about.time_zone))
    counts = here(request).may_look("counts")
    page = PartnersPage(
        title=Words(id="Mitra – {name}", en="Partners – {name}").format(name=about.name),
        code=code,
        tabs=tabs(request, code, "partners"),
        partners=tuple(
            _partner(about, one, lacks, day, can)
            for one, lacks in zip(
                known, lacking_together(known, day=day, people=people, place=about.place), strict=True
            )
        ),
        people=people if counts else 0,
        opens=not here(request).actor.roles <= {Role.PARTNER_WORKER.value},
        offers=_offers(code, can),
    )
    return render(request, "web/partners/list.html", page)


_MENDS = {
    Lack.REGISTRATION: Words(id="dinas sosial mencatat pendaftarannya", en="a social office records its registration"),
    Lack.ACCREDITATION_OR_SURVEY: Words(id="kementerian mengakreditasi atau menyurvei", en="the ministry surveys it"),
    Lack.APPROVAL: Words(id="kementerian memberi persetujuan", en="the ministry approves it"),
    Lack.AGREEMENT: Words(id="dinas penyelenggara memperbarui perjanjian", en="the lead office renews the agreement"),
    Lack.REGION: Words(id="dinas penyelenggara memperluas perjanjian", en="the lead office widens the agreement"),
    Lack.ASSIGNMENT: Words(id="dinas penyelenggara menugaskan", en="the lead office assigns it"),
    Lack.CAPACITY: Words(id="dinas penyelenggara menambah daya tampung", en="the lead office adds capacity"),
}


def _partner(
    about: ProgrammeFacts, one: PartnerFacts, lacks: tuple[Lacking, ...], day: date, can: Powers | None
) -> Partner:
    tag = (
        parts.Tag(words=Words(id="Belum siap", en="Not ready"), kind=parts.WAITING)
        if lacks
        else parts.Tag(words=Words(id="Siap", en="Ready"), kind=parts.GOOD)
    )
    return Partner(
        name=one.name,
        url=reverse("institution", args=[one.agency]),
        tag=tag,
        papers=_papers(about.code, one, day, can),
        missing=tuple(
            Missing(
                words=labels.LACKS[lack.lack],
                since=lack.since,
                days=None if lack.since is None else max(0, (day - lack.since).days),
                mends=_MENDS[lack.lack],
            )
            for lack in lacks
        ),
    )


def _papers(code: str, one: PartnerFacts, day: date, can: Powers | None) -> tuple[parts.Row, ...]:
    def link(verb: str, name: str) -> Link | None:
        if can is None or not can.may(verb):
            return None
        return Link(words=Words(id="Catat", en="Record"), url=reverse(name, args=[code, one.agency]))

    return (
        parts.Row(
            key=Words(id="Pendaftaran", en="Registration"),
            value=_registration(one, day),
            link=link("partners.registration.record", "partner-registration"),
        ),
        parts.Row(
            key=Words(id="Akreditasi", en="Accreditation"),
            value=_accreditation(one, day),
            link=link("partners.accreditation.record", "partner-accreditation"),
        ),
        parts.Row(
            key=Words(id="Survei kementerian", en="Ministry's survey"),
            value=_survey(one, day),
            link=link("partners.survey.record", "partner-survey"),
        ),
        parts.Row(
            key=Words(id="Persetujuan kementerian", en="Ministry's approval"),
            value=_approval(one, day),
            link=link("partners.approval.record", "partner-approval"),
        ),
        parts.Row(
            key=Words(id="Perjanjian", en="Agreement"),
            value=_agreement(one, day),
            link=link("partners.agreement.record", "partner-agreement"),
        ),
        parts.Row(
            key=Words(id="Penugasan", en="Assignment"),
            value=_assignment(one, day),
            link=link("partners.assignment.record", "partner-assignment"),
        ),
    )


_NONE = Words(id="Belum ada", en="None yet")


def _until(what: Words, until: date | None, day: date) -> Words:
    """This will say how long a paper counts: `Terakreditasi B sampai 14 Maret 2027 (110 hari)`."""
    if until is None:
        return what
    left = (until - day).days
    if left <= 0:
        return Words(id="{what}, berakhir {day}", en="{what}, ended {day}").format(what=what, day=in_words(until))
    return Words(id="{what} sampai {day} ({n})", en="{what} until {day} ({n})").format(
        what=what, day=in_words(until), n=lasting(left)
    )


def _registration(one: PartnerFacts, day: date) -> Words:
    if one.registration_ended_on:
        return Words(id="Berakhir {day}", en="Ended {day}").format(day=in_words(one.registration_ended_on))
    if one.registered_on is None:
        return _NONE
    what = Words(id="Terdaftar {number}", en="Registered {number}").format(number=one.registration_number)
    return _until(what, one.registration_until, day)


def _accreditation(one: PartnerFacts, day: date) -> Words:
    if one.accredited_on is None:
        return _NONE
    if one.accreditation_revoked_on:
        return Words(id="Dicabut {day}", en="Revoked {day}").format(day=in_words(one.accreditation_revoked_on))
    if one.accreditation_suspended_on:
        return Words(id="Dibekukan sejak {day}", en="Suspended since {day}").format(
            day=in_words(one.accreditation_suspended_on)
        )
    grade = Words(id="Terakreditasi {grade}", en="Accredited {grade}").format(grade=one.accreditation_grade)
    if not accredited(one, day=day):
        return _until(Words(id="Akreditasi {grade}", en="Accreditation {grade}").format(grade=one.accreditation_grade),
                      one.accreditation_until, day)  # fmt: skip
    return _until(grade, one.accreditation_until, day)


def _survey(one: PartnerFacts, day: date) -> Words:
    if surveyed(one, day=day):
        return _until(Words(id="Lulus survei", en="Passed the survey"), one.survey_until, day)
    if one.survey_event:
        what = labels.named(labels.SURVEYS, one.survey_event)
        return Words(id="{what}, {day}", en="{what}, {day}").format(what=what, day=in_words(one.survey_on or day))
    return _NONE


def _approval(one: PartnerFacts, day: date) -> Words:
    if one.approval_withdrawn_on:
        return Words(id="Ditarik {day}", en="Withdrawn {day}").format(day=in_words(one.approval_withdrawn_on))
    if one.approved_on is None:
        return _NONE
    what = Words(id="Disetujui {day}", en="Approved on {day}").format(day=in_words(one.approved_on))
    return _until(what, one.approval_until, day)


def _agreement(one: PartnerFacts, day: date) -> Words:
    """This will tell the agreement that counts, else the last one there was."""
    if not one.agreements:
        return _NONE
    counts = in_force(one.agreements, day=day)
    if counts:
        last = max(counts, key=lambda agreed: agreed.stops_on)
        where = in_a_row(tuple(region(code) for code in last.regions))
        what = Words(id="Perjanjian {number}, {where},", en="Agreement {number}, {where},")
        return _until(what.format(number=last.number, where=where), last.stops_on, day)
    ahead = [agreed for agreed in one.agreements if agreed.starts_on > day and agreed.stops_on > agreed.starts_on]
    if ahead:
        first = min(ahead, key=lambda agreed: agreed.starts_on)
        starts = Words(id="Perjanjian {number} mulai {day}", en="Agreement {number} begins on {day}")
        return starts.format(number=first.number, day=in_words(first.starts_on))
    last = max(one.agreements, key=lambda agreed: agreed.stops_on)
    over = Words(id="Perjanjian {number} berakhir {day}", en="Agreement {number} ended {day}")
    return over.format(number=last.number, day=in_words(last.stops_on))


def _assignment(one: PartnerFacts, day: date) -> Words:
    if one.released_on:
        return Words(id="Dibebaskan {day}", en="Released {day}").format(day=in_words(one.released_on))
    if one.assigned_on is None:
        return Words(id="Baru disebut sebagai calon", en="Only named as a candidate") if one.named_on else _NONE
    what = Words(id="Ditugaskan untuk {n} orang", en="Assigned for {n} people").format(n=grouped(one.capacity))
    return _until(what, one.assignment_until, day)


def _offers(code: str, can: Powers | None) -> tuple[Link, ...]:
    if can is None or not can.may("partners.assignment.record"):
        return ()
    return (Link(words=Words(id="Tambah mitra", en="Add a partner"), url=reverse("partner-new", args=[code])),)
