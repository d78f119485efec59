"""Afterwards: who is asked how she is and when, what all of them said, and the days in somebody's own calendar."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.journeys.rules import (
    FOLLOW_UP_MONTHS,
    Due,
    DueState,
    Income,
    Outlook,
    Reached,
    Safety,
    Support,
    Whereabouts,
)
from pulang.doors.web import addresses, calendars, labels, parts
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.cases.forms import offer, when
from pulang.doors.web.context import ANYONE, here, needs, powers, programme_here
from pulang.doors.web.forms import ChoiceField
from pulang.doors.web.pages import Link, Page, private, render
from pulang.doors.web.words import say, told
from pulang.flows import following_up as flow
from pulang.flows.following_up import Asked, Month
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same
from pulang.storage import clock

SHOWN: Final = 200
_AHEAD: Final = timedelta(days=31)
AFTER: Final[Mapping[int, Words]] = {
    month: Words(id=f"{month} bulan", en="1 month" if month == 1 else f"{month} months") for month in FOLLOW_UP_MONTHS
}
REACHED: Final[labels.Labels] = {
    Reached.REACHED: Words(id="Ia dapat dihubungi", en="She was reached"),
    Reached.UNREACHABLE: Words(id="Belum dapat dihubungi", en="She could not be reached"),
    Reached.NOT_NOW: Words(id="Ia tidak ingin ditanya sekarang", en="She would rather not be asked now"),
}
SAFETY: Final[labels.Labels] = {
    Safety.SAFE: Words(id="Ya, aman", en="Yes, safe"),
    Safety.NOT_SAFE: Words(id="Tidak aman", en="Not safe"),
    Safety.NOT_SAID: Words(id="Tidak menjawab", en="Did not say"),
}
WHEREABOUTS: Final[labels.Labels] = {
    Whereabouts.THERE: Words(id="Di tempat yang ia pilih", en="Where she chose to live"),
    Whereabouts.ELSEWHERE: Words(id="Di tempat lain", en="Somewhere else"),
    Whereabouts.CAME_BACK: Words(id="Kembali ke tempat semula", en="Back where she left"),
    Whereabouts.NOT_SAID: Words(id="Tidak menjawab", en="Did not say"),
}
INCOME: Final[labels.Labels] = {
    Income.ENOUGH: Words(id="Cukup", en="Enough"),
    Income.NOT_ENOUGH: Words(id="Belum cukup", en="Not enough yet"),
    Income.NOT_SAID: Words(id="Tidak menjawab", en="Did not say"),
}
SUPPORT: Final[labels.Labels] = {
    Support.SOMEBODY: Words(id="Ada", en="Somebody"),
    Support.NOBODY: Words(id="Belum ada", en="Nobody yet"),
    Support.NOT_SAID: Words(id="Tidak menjawab", en="Did not say"),
}
OUTLOOK: Final[labels.Labels] = {
    Outlook.HOPEFUL: Words(id="Dengan harapan", en="With hope"),
    Outlook.WORRIED: Words(id="Dengan cemas", en="With worry"),
    Outlook.NOT_SAID: Words(id="Tidak menjawab", en="Did not say"),
}
QUESTIONS: Final[Mapping[str, tuple[Words, labels.Labels]]] = {
    "safety": (Words(id="Apakah ia aman di tempat tinggalnya?", en="Is she safe where she lives?"), SAFETY),
    "whereabouts": (Words(id="Di mana ia tinggal sekarang?", en="Where does she live now?"), WHEREABOUTS),
    "income": (
        Words(id="Cukupkah penghasilannya untuk sehari-hari?", en="Does what she earns last for the days?"),
        INCOME,
    ),
    "support": (
        Words(id="Adakah orang yang dapat ia mintai bantuan?", en="Is there somebody she can turn to?"),
        SUPPORT,
    ),
    "outlook": (
        Words(id="Bagaimana ia memandang hari-hari ke depan?", en="How does she look at the days ahead?"),
        OUTLOOK,
    ),
}
_OPEN = parts.Tag(words=Words(id="Waktunya sekarang", en="Due now"), kind=parts.WAITING)
_LATER = parts.Tag(words=Words(id="Nanti", en="Later"))
_TRIED = parts.Tag(words=Words(id="Belum terhubung, coba lagi", en="Not reached yet, try again"), kind=parts.WAITING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """One follow-up that is due now or soon."""

    number: str
    after: Words
    on: date
    tag: parts.Tag
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How many gave one answer."""

    words: Words
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with its answers; none are shown where one of them could be somebody."""

    words: Words
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What all who were asked after so many months said."""

    after: Words
    questions: tuple[Question, ...]
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpsPage(Page):
    """Who is asked and when, and what was learnt."""

    ahead: tuple[Ahead, ...]
    more: int
    silent: int
    learnt: tuple[Learnt, ...]
    calendar: str


@needs("care")
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """This will show who is due to be asked, and what all said so far."""
    about, reader = programme_here(request), here(request)
    at = moment(reader.today, zone=about.time_zone)
    found, silent = flow.asked(code, at)
    may = powers(request, about).may("journeys.followup.record")
    ahead = sorted(_ahead(found, reader.today, may=may), key=lambda one: (one.on, one.number))
    page = FollowUpsPage(
        title=Words(id="Pendampingan lanjut – {name}", en="Follow-up – {name}").format(name=about.name),
        back=Link(words=Words(id="Perjalanan", en="Journeys"), url=reverse("journeys", args=[code])),
        ahead=tuple(ahead[:SHOWN]),
        more=max(0, len(ahead) - SHOWN),
        silent=silent,
        learnt=tuple(_learnt(month) for month in flow.learnt(code, at)),
        calendar=request.build_absolute_uri(
            reverse("followups-calendar", args=[code, flow.mark_of(reader.actor.code, code)])
        ),
    )
    return private(render(request, "web/journeys/followups.html", page))


def _ahead(found: Iterable[Asked], today: date, *, may: bool) -> Iterator[Ahead]:
    for one in found:
        outcomes = {each.month: each.outcome for each in one.told}
        for due in one.dues:
            if due.state is DueState.OPEN or (due.state is DueState.LATER and due.on <= today + _AHEAD):
                yield Ahead(
                    number=one.number,
                    after=AFTER[due.month],
                    on=due.on,
                    tag=_tag(due, outcomes.get(due.month, "")),
                    link=_link(one.number) if may and due.state is DueState.OPEN else None,
                )


def _tag(due: Due, outcome: str) -> parts.Tag:
    if due.state is DueState.LATER:
        return _LATER
    return _TRIED if outcome else _OPEN


def _link(number: str) -> Link:
    return Link(words=Words(id="Catat kabarnya", en="Record how she is"), url=addresses.about("followup", number))


def _learnt(month: Month) -> Learnt:
    reached = Words(id="Dapat dihubungi?", en="Was she reached?")
    asked = [_question(reached, REACHED, month.outcomes)]
    asked += [_question(words, kinds, month.answers[name]) for name, (words, kinds) in QUESTIONS.items()]
    return Learnt(after=AFTER[month.month], questions=tuple(asked), told=any(one.answers for one in asked))


def _question(words: Words, kinds: labels.Labels, counts: Mapping[str, int] | None) -> Question:
    if counts is None or not any(counts.values()):
        return Question(words=words, answers=())
    return Question(words=words, answers=tuple(Answer(words=kinds[kind], count=counts[kind.value]) for kind in kinds))


def _asks(name: str, *, required: bool = False) -> ChoiceField:
    words, kinds = QUESTIONS[name]
    return ChoiceField(label=say(words.id, words.en), choices=labels.options(kinds), required=required)


class FollowUpForm(ActForm):
    """Few questions, safety first; whoever could not be reached is asked nothing."""

    month = ChoiceField(label=say("Setelah berapa bulan?", "After how many months?"), choices=())
    outcome = ChoiceField(label=say("Dapatkah ia dihubungi?", "Could she be reached?"), choices=labels.options(REACHED))
    safety = _asks("safety")
    whereabouts = _asks("whereabouts")
    income = _asks("income")
    support = _asks("support")
    outlook = _asks("outlook")
    happened_on = when()

    def prepare(self, about: About) -> None:
        """This will offer the months, and choose the one that is open now."""
        offer(self, "month", [(str(month), say(words.id, words.en)) for month, words in AFTER.items()])
        dues = _dues(about)
        self.initial.setdefault("month", next((str(due.month) for due in dues if due.state is DueState.OPEN), None))

    def said(self) -> dict[str, Any]:
        """This will write the month as the number it is."""
        return {**super().said(), "month": int(self.cleaned_data["month"])}


def _dues(about: About) -> tuple[Due, ...]:
    assert about.case is not None, "a follow-up is about a case"
    found, _ = flow.asked(about.code, moment(about.today))
    return next((one.dues for one in found if one.number == about.case.number), ())


def _titled(about: About) -> Words:
    assert about.case is not None, "a follow-up is about a case"
    return Words(id="Kabarnya – {number}", en="How she is – {number}").format(number=same(about.case.number))


record = act_view(
    Screen(
        verb="journeys.followup.record",
        form=FollowUpForm,
        title=_titled,
        leads=lambda about: reverse("followups", args=[about.code]),
        sentences=(
            Words(
                id="Hubungi dengan cara yang ia setujui, dan tanyakan lebih dulu apakah ia dapat bicara. Setiap "
                "pertanyaan boleh tidak dijawab.",
                en="Reach her in the way she agreed to, and ask first whether she can talk. No question has to be "
                "answered.",
            ),
            Words(
                id="Bila ia tidak aman, berhentilah bertanya. Tanyakan bantuan apa yang ia inginkan sekarang, jangan "
                "datangi rumahnya, dan jangan hubungi siapa pun tanpa izinnya.",
                en="If she is not safe, stop asking. Ask what help she wants now, do not go to her home, and contact "
                "nobody without her word.",
            ),
        ),
        done=Words(id="Kabarnya tercatat.", en="How she is has been recorded."),
    )
)


@needs(ANYONE)
def calendar(request: HttpRequest, code: str, mark: str) -> HttpResponse:
    """This will give the days ahead to the calendar of whoever holds this address: how many, and nothing about whom."""
    try:
        days = flow.calendar(code, mark, day=clock.today())
    except Refusal:
        days = None
    if days is None:
        raise Http404
    made = calendars.written(_event(mark, day, count) for day, count in days)
    return private(HttpResponse(made, content_type="text/calendar"))


def _event(mark: str, day: date, count: int) -> calendars.Event:
    # Whoever else sees this calendar learns that somebody has something to do on a day.
    return calendars.Event(
        name=sha256(f"{mark}/{day.isoformat()}".encode()).hexdigest()[:24],
        day=day,
        title=told(Words(id="Pengingat ({count})", en="Reminder ({count})").format(count=count)),
        text=told(Words(id="Rinciannya ada di layanan.", en="The details are in the service.")),
    )
