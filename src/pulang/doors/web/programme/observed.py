"""What observing organisations see of a programme: decisions, what is waited for, released figures; never a person.

Numbers of people come from releases alone, which are held against everything ever published. An exact count of today
would tell an organisation of neighbours who the only one from a district is.
"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import DecisionFacts, PositionFacts
from pulang.areas.coordination.rules import ended_on
from pulang.areas.figures import queries as figures
from pulang.areas.figures.facts import Release, Table
from pulang.areas.figures.rules import TABLE_WORDS
from pulang.areas.grievances import queries as grievances
from pulang.areas.grievances.rules import AGAINST_WORDS, TOPIC_WORDS
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.doors.web import labels
from pulang.doors.web.context import here, powers
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.doors.web.programme.stated import Promise, promise_of
from pulang.doors.web.tabs import tabs
from pulang.flows.counting import waits_in_words
from pulang.flows.status import Blocker, status
from pulang.kernel.moments import moment
from pulang.kernel.words import Words, same
from pulang.storage.context import counting


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Something the programme waits for: what, who holds it, since when. What lacks would tell how many people wait."""

    says: Words
    holder: Words
    since: date | None
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision, the organisation's own position on it, and where one is filed."""

    title: Words
    on: date
    ended_on: date | None
    reason: str
    position: str
    published: bool
    meeting: Link
    file: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A released number; None is hidden."""

    words: Words
    shown: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One of the fixed tables of a release."""

    name: Words
    cells: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedPage(Page):
    """A programme as an observing organisation sees it."""

    code: str
    headline: Words
    tabs: tuple[Link, ...]
    waits: tuple[Wait, ...]
    decisions: tuple[Decided, ...]
    promises: tuple[Promise, ...]
    released_on: date | None
    total: int | None
    figures: tuple[Figures, ...]
    patterns: tuple[Words, ...]
    complain: str
    follow: str


def observed(request: HttpRequest, about: ProgrammeFacts) -> HttpResponse:
    """This will show a programme without any exact count of people, as of the day asked for."""
    day = asked_day(request)
    now = status(about.code, as_of=day)
    waiting = [one for one in now.blockers if one.of_programme]
    release = next((one for one in reversed(figures.releases(about.code)) if one.published_on <= day), None)
    with counting():
        patterns = grievances.patterns(about.code, day)
    page = ObservedPage(
        title=same(about.name),
        tab=Words(id="Ringkasan", en="Overview"),
        code=about.code,
        headline=waits_in_words(waiting),
        tabs=tabs(request, about.code, "programme"),
        waits=tuple(_wait(one) for one in waiting),
        decisions=_decisions(request, about, day),
        promises=tuple(promise_of(one) for one in now.promises),
        released_on=None if release is None else date.fromisoformat(release.content["as_of"]),
        total=None if release is None else release.content["counts"]["total"],
        figures=() if release is None else _figures(release),
        patterns=tuple(
            Words(id="{topic} – {against}", en="{topic} – {against}").format(
                topic=labels.named(TOPIC_WORDS, one.topic), against=labels.named(AGAINST_WORDS, one.against)
            )
            for one in patterns
        ),
        complain=f"{reverse('complain')}?sebagai=ORGANISATION",
        follow=reverse("complaint-enter"),
    )
    return render(request, "web/programme/observed.html", page)


def _wait(one: Blocker) -> Wait:
    return Wait(says=one.question, holder=one.holder, since=one.since, days=one.days)


def _decisions(request: HttpRequest, about: ProgrammeFacts, day: date) -> tuple[Decided, ...]:
    at = moment(day, zone=about.time_zone)
    agency, can = here(request).actor.agency, powers(request, about)
    mine = {one.decision: one for one in coordination.positions(about.code, at) if one.agency == agency}
    files = can.may("coordination.position.file") and day == here(request).today
    found = coordination.decisions(about.code, at)
    return tuple(_decided(about.code, one, mine.get(one.code), day, files=files) for one in reversed(found))


def _decided(code: str, one: DecisionFacts, mine: PositionFacts | None, day: date, *, files: bool) -> Decided:
    url = reverse("position-file", args=[code, one.code])
    return Decided(
        title=labels.named(labels.OUTCOMES, one.outcome),
        on=one.made_on,
        ended_on=ended_on(one, day),
        reason=one.reason,
        position=mine.text if mine else "",
        published=mine.published if mine else False,
        meeting=Link(
            words=Words(id="Buka rapat", en="Open the meeting"), url=reverse("meeting", args=[code, one.meeting])
        ),
        file=Link(words=Words(id="Sampaikan pendapat", en="File a position"), url=url) if files else None,
    )


def _figures(release: Release) -> tuple[Figures, ...]:
    cells = release.content["counts"]["cells"]
    return tuple(
        Figures(
            name=TABLE_WORDS[table],
            cells=tuple(
                Figure(words=Words(**cell["name"]), shown=cell["shown"])
                for cell in cells
                if cell["table"] == table.value and (table is not Table.DISTRICTS or cell["shown"] is not None)
            ),
        )
        for table in Table
        if any(cell["table"] == table.value for cell in cells)
    )
