"""The first page: every programme with its headline and, for those who work on cases, what waits there."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.contacts import queries as contacts
from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.doors.web import labels
from pulang.doors.web.context import here, needs, powers
from pulang.doors.web.pages import Link, Page, render
from pulang.doors.web.words import dated
from pulang.flows.counting import waits_in_words
from pulang.flows.status import Blocker, status
from pulang.kernel.moments import moment
from pulang.kernel.words import Words

SHOWN_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A gate that holds cases, and the list of those cases."""

    question: Words
    cases: int
    days: int | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One programme in short."""

    name: str
    code: str
    url: str
    headline: Words
    holder: Words | None
    since: date | None
    days: int | None
    mine: bool
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """The programmes, those of the reader's agency first."""

    mine: tuple[Card, ...]
    others: tuple[Card, ...]
    day: date
    offer: Link | None


@needs("programme")
def home(request: HttpRequest) -> HttpResponse:
    """This will show the programmes; somebody who is not signed in is sent to the sign-in page."""
    found = tuple(_card(request, one) for one in _known())
    page = HomePage(
        title=Words(id="Program", en="Programmes"),
        mine=tuple(card for card in found if card.mine),
        others=tuple(card for card in found if not card.mine),
        day=here(request).today,
        offer=_open() if powers(request, None).may("programmes.programme.open") else None,
    )
    return render(request, "web/home/home.html", page)


def _open() -> Link:
    return Link(words=Words(id="Buka program", en="Open a programme"), url=reverse("programme-open"))


def _known() -> tuple[ProgrammeFacts, ...]:
    return programmes.programmes()[:SHOWN_MOST]


def _card(request: HttpRequest, about: ProgrammeFacts) -> Card:
    reader = here(request)
    day, works, counts = reader.today, reader.may_look("cases"), reader.may_look("counts")
    answers = powers(request, about).may("contacts.question.answer")
    now = status(about.code, as_of=day)
    shown = now.blockers if counts else tuple(one for one in now.blockers if one.of_programme)
    first = shown[0] if shown else None
    mine = reader.actor.agency in {about.lead, about.ministry}
    return Card(
        name=about.name,
        code=about.code,
        url=reverse("programme", args=[about.code]),
        headline=now.headline if counts else waits_in_words(shown),
        holder=first.holder if first else None,
        since=first.since if first else None,
        days=first.days if first else None,
        mine=mine,
        waiting=(
            *_questions(about, day, answers=mine and answers),
            *(_waiting(about.code, one) for one in now.blockers if mine and works and not one.of_programme),
        ),
    )


def _questions(about: ProgrammeFacts, day: date, *, answers: bool) -> tuple[Waiting, ...]:
    """This will say how many questions of persons wait for an answer, to whoever may answer them."""
    asked, due_on = contacts.waiting(about.code, moment(day, zone=about.time_zone)) if answers else (0, None)
    if due_on is None:
        return ()
    words = Words(
        id=f"pertanyaan menunggu jawaban, paling lambat {dated(due_on, 'id')}",
        en=f"{'question waits' if asked == 1 else 'questions wait'} for an answer, by {dated(due_on, 'en')}",
    )
    return (Waiting(question=words, cases=asked, days=None, url=reverse("letters", args=[about.code])),)


def _waiting(code: str, blocker: Blocker) -> Waiting:
    return Waiting(
        question=labels.waits(blocker.gate),
        cases=blocker.cases,
        days=blocker.days,
        url=f"{reverse('cases', args=[code])}?gate={blocker.gate}",
    )
