"""Her page: where it stands in one sentence, what she is due, what was promised, what she agreed to, who looked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.aid import queries as aid
from pulang.areas.aid.assessment import Due
from pulang.areas.audit import queries as acts
from pulang.areas.audit.rules import ACTIONS, purpose_words
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseFile, CaseRef, ObjectionLine
from pulang.areas.cases.rules import ConsentEvent, ObjectionEvent, ObjectionOutcome
from pulang.areas.contacts import queries as contacts
from pulang.areas.journeys import queries as journeys
from pulang.areas.privacy import queries as privacy
from pulang.areas.privacy.facts import RequestFacts
from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.areas.readiness.rules import STAGE_WORDS
from pulang.areas.rounds import queries as rounds
from pulang.doors.web import labels
from pulang.doors.web.cases.ways import OBJECTION_OUTCOMES
from pulang.doors.web.elsewhere import BODIES, Body
from pulang.doors.web.hers.entry import Holder, OwnPage, hers_to_read
from pulang.doors.web.hers.talking import Question, news_of, questions_of, reached_by
from pulang.doors.web.hers.visits import Visit, visit_of
from pulang.doors.web.hers.words import ABOUT, KINDS, TITLE
from pulang.doors.web.pages import Link, render
from pulang.doors.web.privacy.words import REQUESTS, by_when
from pulang.doors.web.programme.stated import Promise, promise_of
from pulang.doors.web.trail.lines import SYSTEM, Line
from pulang.doors.web.trail.views import roles_in_words
from pulang.doors.web.words import dated
from pulang.flows import assessing
from pulang.flows import looking as looks
from pulang.flows.entitlement import entitled, kept_means
from pulang.flows.seen import MOST, seen
from pulang.flows.why import Why, why_of_file
from pulang.kernel.days import lasting, rupiah_in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import NOTHING, Words, same
from pulang.storage import clock

_SHOWN_LOOKS = 5
_READ = ("choice", "consents", "entitlement", "objections", "requests", "questions", "contact", "looks")
_NOT_CHOSEN = Words(
    id="Anda belum memilih. Tidak apa-apa: tidak ada yang hilang.",
    en="You have not chosen. That is fine: nothing is lost.",
)
_OWN = "own.read"
_OPENED = Words(id="membuka halaman ini", en="opened this page")
_WITH_HER_CARD = Words(id="dengan nomor dan PIN Anda", en="with your number and PIN")
_NOT_KNOWN = Words(id="belum diketahui berapa", en="how much is not known yet")
_FREE = Words(id="Untuk langkah berikutnya tidak ada yang kurang.", en="Nothing is missing for the next step.")
_STANDS = Words(id="Sekarang: {stage}. {waits}", en="Now: {stage}. {waits}")
_OBJECTED = Words(id="Keberatan: {what}", en="Objection: {what}")
_ANSWERED_BY = Words(id="dijawab {day}", en="answered {day}")
_ANSWER = Words(id="{outcome}. Alasannya: {reason}", en="{outcome}. The reason: {reason}")
_LATE = Words(
    id="jawabannya terlambat {late}; Anda boleh mengadu, juga tanpa nama",
    en="the answer is {late} late; you may complain, without a name too",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A purpose she agreed to, and until when."""

    purpose: str
    words: Words
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Something she asked or objected to, and by when it is answered."""

    what: Words
    state: Words
    answers: tuple[Words, ...] = ()
    appeal: str = ""
    heard_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One thing she is due, and how much."""

    what: Words
    amount: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTogether:
    """What she is due from the same office at the same time, and what all of it still waits for besides."""

    lines: tuple[DueLine, ...]
    payer: Words
    when: Words
    waits: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HerPage(OwnPage):
    """Everything at one glance."""

    stands: Words
    choice: Words
    visit: Visit
    due: tuple[DueTogether, ...]
    promises: tuple[Promise, ...]
    agreed: tuple[Agreed, ...]
    news: tuple[Words, ...]
    asked: tuple[Asked, ...]
    heard_out: bool
    elsewhere: tuple[Body, ...]
    questions: tuple[Question, ...]
    reached: Words
    looks: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HerTrailPage(OwnPage):
    """Everybody who looked."""

    looks: tuple[Line, ...]


@hers_to_read
def page(request: HttpRequest, holder: Holder) -> HttpResponse:
    """This will show her own case to the holder of its card; the database shows nothing else."""
    case = cases.find(holder.number)
    looks.note(action=_OWN, case=case, fields=_READ)
    about = programmes.programme(case.programme)
    zone, today = about.time_zone, clock.today(about.time_zone)
    at = moment(today, zone=zone)
    with assessing.kept_together(case.id, at.day, *_questions(case, about, at)):
        shown = _shown(holder, case, about, at)
    return render(request, "web/hers/page.html", shown)


def _questions(case: CaseRef, about: ProgrammeFacts, at: Moment) -> tuple[Callable[[], object], ...]:
    """This will name what her page asks that follows from her case alone: one round trip instead of fifteen."""
    return (
        lambda: cases.history(case.id, at),
        lambda: accounts.names_of_two(about.lead, about.ministry),
        lambda: acts.state(about.code),
        lambda: rounds.appointment(case.id, at),
        lambda: cases.rounds(programme=about.code),
        lambda: aid.listing(case.id, at),
        lambda: aid.channel(case.id, at),
        lambda: aid.beneficiary_decrees(about.code, at),
        lambda: journeys.itinerary(case.id, at),
        lambda: privacy.requests(at, case=case.id),
        lambda: contacts.notices(case.id),
        lambda: contacts.questions(case.id, at),
        lambda: contacts.contact(case.id, at),
        lambda: seen(case, zone=about.time_zone, limit=_SHOWN_LOOKS),
    )


def _shown(holder: Holder, case: CaseRef, about: ProgrammeFacts, at: Moment) -> HerPage:
    file = cases.case_file(holder.number, at)
    stands = why_of_file(file, as_of=at.day)
    given = kept_means(about, as_of=at.day, state=stands.of_programme.state)
    asked = _asked(file, privacy.requests(at, case=case.id), about.time_zone, at.day)
    return HerPage(
        title=TITLE,
        number=case.number,
        large=holder.large,
        stands=_stands(stands),
        choice=labels.named(labels.CHOICES, file.choice.choice) if file.choice else _NOT_CHOSEN,
        visit=visit_of(file, at),
        due=_due(entitled(file, given, at).lines),
        promises=tuple(promise_of(one) for one in stands.of_programme.promises),
        agreed=_agreed(file),
        asked=asked,
        heard_out=any(one.heard_out for one in asked),
        elsewhere=BODIES,
        news=news_of(case),
        questions=questions_of(case, at),
        reached=reached_by(contacts.contact(case.id, at)),
        looks=_looks(case, about.time_zone, limit=_SHOWN_LOOKS),
    )


@hers_to_read
def trail(request: HttpRequest, holder: Holder) -> HttpResponse:
    """This will show who looked at her case, without the names of officials."""
    case = cases.find(holder.number)
    looks.note(action=_OWN, case=case, fields=("looks",))
    shown = HerTrailPage(
        title=Words(id="Siapa yang melihat data Anda", en="Who looked at your data"),
        tab=Words(id="Jejak", en="Trail"),
        back=Link(words=TITLE, url=reverse("own-page")),
        number=case.number,
        large=holder.large,
        looks=_looks(case, programmes.programme(case.programme).time_zone, limit=MOST),
    )
    return render(request, "web/hers/trail.html", shown)


def _stands(found: Why) -> Words:
    waits = found.primary.sentence if found.primary else _FREE
    return _STANDS.format(stage=STAGE_WORDS[found.stage], waits=waits)


def _due(lines: tuple[Due, ...]) -> tuple[DueTogether, ...]:
    """This will tell once what several things have in common: three times the same is hard to read on a telephone."""
    alike: dict[tuple[Words, Words, tuple[Words, ...]], list[DueLine]] = {}
    for one in lines:
        amount = _NOT_KNOWN if one.amount is None else rupiah_in_words(one.amount)
        waits = tuple(wait for wait in one.waits if wait != one.when)
        alike.setdefault((one.payer, one.when, waits), []).append(DueLine(what=one.what, amount=amount))
    return tuple(
        DueTogether(lines=tuple(found), payer=payer, when=when, waits=waits)
        for (payer, when, waits), found in alike.items()
    )


def _agreed(file: CaseFile) -> tuple[Agreed, ...]:
    return tuple(
        Agreed(purpose=line.purpose, words=labels.named(labels.PURPOSES, line.purpose), until=line.until)
        for line in file.consents
        if line.event == ConsentEvent.GIVEN.value
    )


def _asked(file: CaseFile, requests: tuple[RequestFacts, ...], zone: str, today: date) -> tuple[Asked, ...]:
    """This will list what she asked for: an objection by what it is about, a request about her data by its kind."""
    told: dict[str, list[ObjectionLine]] = {}
    for line in file.objections:
        told.setdefault(line.ref, []).append(line)
    about_data = (
        Asked(
            what=labels.named(KINDS, one.kind),
            state=_ANSWERED_BY.format(day=by_when(one.due_at, zone)) if one.open else labels.named(REQUESTS, one.event),
        )
        for one in requests
    )
    return (*(_objection(lines, today) for lines in told.values()), *about_data)


def _objection(lines: list[ObjectionLine], today: date) -> Asked:
    """This will say where an objection stands, every answer with its reasons, and whether somebody else may look."""
    last = lines[-1]
    heard = any(line.event == ObjectionEvent.APPEALED.value for line in lines)
    answered = last.event == ObjectionEvent.ANSWERED.value
    return Asked(
        what=_OBJECTED.format(what=ABOUT.get(last.topic) or same(last.topic)),
        state=_clock(last, today) if last.is_open else labels.named(labels.OBJECTIONS, last.event),
        answers=tuple(
            _ANSWER.format(outcome=labels.named(OBJECTION_OUTCOMES, line.outcome), reason=line.reason)
            for line in lines
            if line.outcome
        ),
        appeal=last.ref if answered and not heard else "",
        heard_out=answered and heard and last.outcome != ObjectionOutcome.GRANTED.value,
    )


def _clock(line: ObjectionLine, today: date) -> Words:
    if line.due_on is None:
        return labels.named(labels.OBJECTIONS, line.event)
    if today > line.due_on:
        return _LATE.format(late=lasting((today - line.due_on).days))
    by = Words(id=f"paling lambat {dated(line.due_on, 'id')}", en=f"by {dated(line.due_on, 'en')}")
    return _ANSWERED_BY.format(day=by)


def _looks(case: CaseRef, zone: str, *, limit: int) -> tuple[Line, ...]:
    return tuple(
        Line(
            day=one.day,
            agency=same(one.agency_name) if one.agency_name else SYSTEM if "SYSTEM" in one.roles else NOTHING,
            roles=roles_in_words(one.roles),
            purpose=_WITH_HER_CARD if one.action == _OWN else purpose_words(one.purpose, to_her=True),
            action=_OPENED if one.action == _OWN else ACTIONS.get(one.action, same(one.action)),
            denied=one.denied,
            times=one.times,
        )
        for one in seen(case, zone=zone, limit=limit)
    )
