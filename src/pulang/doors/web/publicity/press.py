"""The press desk: answers prepared with places for the facts of the day, and given once their decision is in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse

from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import DecisionFacts
from pulang.areas.statements import queries as statements
from pulang.areas.statements.facts import AnswerFacts, FigureFacts
from pulang.doors.web import labels, parts
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.context import READING, Powers, here, needs, powers, programme_here
from pulang.doors.web.forms import DayField, LongTextField, SelectField, TextField
from pulang.doors.web.meetings.forms import free
from pulang.doors.web.pages import Link, Page, render
from pulang.doors.web.sources import Cited, cited
from pulang.doors.web.tabs import tabs
from pulang.doors.web.words import grouped, say
from pulang.flows import press
from pulang.kernel.days import in_words
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in an answer: how it is written, what it means, what it would say today."""

    written: str
    means: Words
    says: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer as it reads today or was given, whether it may be given, and what the office said before."""

    question: str
    office: str
    on: date
    says: str
    tag: parts.Tag
    held: Words | None
    after: Words | None
    before: tuple[Words, ...]
    source: Cited | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PressPage(Page):
    """The press desk of a programme."""

    code: str
    tabs: tuple[Link, ...]
    offer: Link
    places: tuple[Place, ...]
    waiting: tuple[Answer, ...]
    given: tuple[Answer, ...]


@needs("statements.answer.prepare")
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """This will show what is prepared, as it would read today, and what was given."""
    if request.method not in READING:
        return HttpResponseNotAllowed(READING)
    about, today = programme_here(request), here(request).today
    can, at = powers(request, about), moment(here(request).today, zone=about.time_zone)
    with context.counting():  # counts and facts of the programme; nobody stands in them
        facts = press.facts_on(code, today)
    now = _Now(
        today=today,
        facts=facts,
        known=statements.figures(code, at),
        decisions=coordination.decisions(code, at),
        titles={one.code: one.title for one in coordination.meetings(code, at)},
        can=can,
    )
    shown = tuple((one.given, _answer(code, one, now)) for one in reversed(statements.answers(code, at)))
    page = PressPage(
        title=Words(id="Meja pers – {name}", en="Press desk – {name}").format(name=about.name),
        code=code,
        tabs=tabs(request, code, "publicity"),
        offer=Link(words=_PREPARE, url=reverse("press-new", args=[code])),
        places=tuple(
            Place(written=f"{{{name}}}", means=means, says=facts.told()[name]) for name, means in press.PLACES.items()
        ),
        waiting=tuple(one for given, one in shown if not given),
        given=tuple(one for given, one in shown if given),
    )
    return render(request, "web/publicity/press.html", page)


@dataclass(frozen=True, slots=True)
class _Now:
    """What answers are held against today."""

    today: date
    facts: press.DayFacts
    known: tuple[FigureFacts, ...]
    decisions: tuple[DecisionFacts, ...]
    titles: Mapping[str, str]
    can: Powers


def _answer(code: str, one: AnswerFacts, now: _Now) -> Answer:
    held = press.held_back(one, now.decisions, now.today)
    mine = now.can.actor.agency == one.agency
    text, missing = one.text, None
    if not one.given:
        try:
            text = press.filled(one.text, now.facts)
        except Refusal as refusal:
            missing = refusal
    stopped = held or missing
    return Answer(
        question=one.question,
        office=press.office_of(one),
        on=one.on,
        says=text,
        tag=_tag(one, held=stopped is not None),
        held=None if one.given or stopped is None else stopped.words,
        after=_after(one, now.titles),
        before=() if one.given else _before(one, now),
        source=cited(one.source) if one.given else None,
        links=_links(code, one, may=mine and not one.given, free_=stopped is None),
    )


def _before(one: AnswerFacts, now: _Now) -> tuple[Words, ...]:
    says = Words(
        id="Pada {day} kantor ini menyebut {value}; angka hari ini lain.",
        en="On {day} this office said {value}; today's number differs.",
    )
    return tuple(
        says.format(day=in_words(each.said_on), value=grouped(each.value))
        for each in press.earlier(one, now.facts, now.known)
    )


def _tag(one: AnswerFacts, *, held: bool) -> parts.Tag:
    if one.given:
        return parts.Tag(words=Words(id="Disampaikan", en="Given"), kind=parts.GOOD)
    if held:
        return parts.Tag(words=Words(id="Ditahan", en="Held back"), kind=parts.WAITING)
    return parts.Tag(words=Words(id="Boleh disampaikan", en="May be given"), kind=parts.GOOD)


def _after(one: AnswerFacts, titles: Mapping[str, str]) -> Words | None:
    if not one.meeting:
        return None
    says = Words(id="Sesudah keputusan “{meeting}”", en="After the decision of “{meeting}”").format(
        meeting=titles.get(one.meeting, one.meeting)
    )
    if not one.outcome:
        return says
    outcome = labels.named(labels.OUTCOMES, one.outcome)
    return Words(id=f"{says.id}, bila: {outcome.id}", en=f"{says.en}, if: {outcome.en}")


def _links(code: str, one: AnswerFacts, *, may: bool, free_: bool) -> tuple[Link, ...]:
    if not may:
        return ()
    give = Link(words=_GIVE, url=reverse("press-give", args=[code, one.code]))
    change = Link(words=_CHANGE, url=reverse("press-change", args=[code, one.code]))
    return (give, change) if free_ else (change,)


_PREPARE = Words(id="Siapkan jawaban", en="Prepare an answer")
_CHANGE = Words(id="Ubah jawaban", en="Change the answer")
_GIVE = Words(id="Catat bahwa sudah disampaikan", en="Record that it was given")


class AnswerForm(ActForm):
    """A question that is expected, and what the office will answer."""

    question = TextField(
        label=say("Pertanyaannya", "The question"),
        help_text=say("Tanpa nama orang", "Without any person's name"),
        longest=300,
    )
    text = LongTextField(
        label=say("Jawaban kantor Anda", "Your office's answer"),
        help_text=say(
            "Jangan tulis angka orang. Tulis {orang}, {dana}, {menunggu} atau {hari}: diisi dengan fakta hari itu.",
            "Write no numbers of people. Write {orang}, {dana}, {menunggu} or {hari}: the day's facts are filled in.",
        ),
        rows=5,
        longest=1000,
    )
    meeting = SelectField(
        label=say("Baru boleh sesudah keputusan rapat", "Only after the decision of a meeting"),
        choices=(),
        required=False,
    )
    outcome = SelectField(
        label=say("Jawaban ini untuk keputusan", "This answer is for the decision"),
        choices=labels.options(labels.OUTCOMES),
        required=False,
    )

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the answer as it stands, where one is changed."""
        if "answer" not in about.parts:
            return super().begin(about)
        one = _mine(about)
        return {"question": one.question, "text": one.text, "meeting": one.meeting, "outcome": one.outcome}

    def prepare(self, about: About) -> None:
        """This will offer the programme's meetings."""
        field = self.fields["meeting"]
        assert isinstance(field, SelectField)
        found = coordination.meetings(about.code, moment(about.today))
        field.choices = [
            ("", say("Tidak menunggu rapat", "Waits for no meeting")),
            *((one.code, one.title) for one in found),
        ]

    def said(self) -> dict[str, Any]:
        """This will give the answer a short name that is free, or the one it has."""
        known = {one.code for one in statements.answers(self.about.code, moment(self.about.today))}
        code = self.about.parts.get("answer") or free("jawaban", known)
        return {**super().said(), "code": code}


class GivenForm(ActForm):
    """Where the answer can be read or heard."""

    source = TextField(
        label=say("Di mana disampaikan?", "Where was it given?"),
        help_text=say("Alamat berita, siaran pers atau acara", "Address of the article, press release or programme"),
        longest=300,
    )
    happened_on = DayField(label=say("Disampaikan pada", "Given on"), up_to_today=True)

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will meet the page of what does not exist where no such answer waits."""
        _mine(about)
        return super().begin(about)


def _mine(about: About) -> AnswerFacts:
    for one in statements.answers(about.code, moment(about.today)):
        if one.code == about.parts["answer"] and one.agency == about.reader.actor.agency and not one.given:
            return one
    raise Http404


def _leads(about: About) -> str:
    return reverse("press", args=[about.code])


def _reads(about: About) -> tuple[Words, ...]:
    with context.counting():
        facts = press.facts_on(about.code, about.today)
    one = _mine(about)
    try:
        text = press.filled(one.text, facts)
    except Refusal as refusal:
        return (refusal.words,)
    return (Words(id="Hari ini berbunyi: “{text}”", en="Today it reads: “{text}”").format(text=text),)


prepare = act_view(Screen(verb="statements.answer.prepare", form=AnswerForm, title=_PREPARE, leads=_leads))
change = act_view(Screen(verb="statements.answer.prepare", form=AnswerForm, title=_CHANGE, leads=_leads))
give = act_view(
    Screen(
        verb="statements.answer.give",
        form=GivenForm,
        title=_GIVE,
        leads=_leads,
        fixed=lambda about: {"code": about.parts["answer"]},
        sentences=_reads,
        done=Words(
            id="Tercatat sebagai pernyataan kantor Anda, dengan angka yang disebut di dalamnya.",
            en="It stands as a statement of your office, with the numbers it states.",
        ),
    )
)
