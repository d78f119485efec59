"""Shows two lists of a programme, each as of a day and as known on a day, with every difference and its act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse

from pulang.areas.cases import queries as cases
from pulang.doors.web import labels, parts
from pulang.doors.web.acts.words import CALLED
from pulang.doors.web.cases.corrections import ACTS
from pulang.doors.web.context import here, needs, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.doors.web.programme.stated import Reported, reported_of
from pulang.doors.web.tabs import tabs
from pulang.flows import said
from pulang.flows.lists import ON, Change, Difference, compared
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words, same
from pulang.storage.context import counting

CASES_MOST: Final = 2_000  # each is read twice from the books; a longer list is for `pulang difference`
CHANGES_SHOWN: Final = 25  # on one page: on a phone each is a card
PAGE: Final = "halaman"
FIRST, FIRST_KNOWN, SECOND, SECOND_KNOWN = "dari", "dari-diketahui", "sampai", "sampai-diketahui"
_WEEK: Final = timedelta(days=7)
_ABOUT: Final[Mapping[str, labels.Labels]] = {
    "choice": labels.CHOICES,
    "verified": labels.ATTEMPTS,
    "move": labels.MOVES,
}
_NOT: Final = Words(id="belum ada", en="not there")
_YES: Final = Words(id="ya", en="yes")
_TOO_LONG: Final = Words(
    id="Daftar ini lebih panjang dari yang dapat dibandingkan di layar. Mintalah pengelola menjalankan "
    "`pulang difference`.",
    en="This list is longer than a screen can compare. Ask the operator to run `pulang difference`.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The four days of the form."""

    first: date
    first_known: date
    second: date
    second_known: date
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """One thing the lists say differently about a case, and the act behind it."""

    case: str
    about: Words
    before: Words
    after: Words
    act: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One count in both lists."""

    words: Words
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsPage(Page):
    """Two lists side by side."""

    tabs: tuple[Link, ...]
    asked: Asked
    too_long: Words | None
    counts: tuple[Count, ...]
    changes: tuple[Differs, ...]
    pager: parts.Pager | None
    unexplained: int
    reported: tuple[Reported, ...]


@needs("cases")
def lists(request: HttpRequest, code: str) -> HttpResponse:
    """This will compare two lists without a name; days that have not come read as today."""
    about = programme_here(request)
    asked = _asked(request)
    too_long = cases.count(programme=code) > CASES_MOST
    found = None if too_long else compared(code, *_moments(asked, about.time_zone))
    start = _start(request, len(found.changes)) if found else 0
    with counting():
        differing = said.differing(code, moment(asked.second, zone=about.time_zone))
    page = ListsPage(
        title=Words(id="Daftar dari waktu ke waktu – {name}", en="Lists over time – {name}").format(name=about.name),
        tabs=tabs(request, code, "lists"),
        asked=asked,
        too_long=_TOO_LONG if too_long else None,
        counts=_counts(found) if found else (),
        changes=tuple(_differs(one) for one in found.changes[start : start + CHANGES_SHOWN]) if found else (),
        pager=_pager(request, start, len(found.changes)) if found else None,
        unexplained=found.unexplained if found else 0,
        reported=tuple(reported_of(one.figure, one.against) for one in differing),
    )
    return render(request, "web/lists/page.html", page)


def _start(request: HttpRequest, total: int) -> int:
    """This will give the first difference of the page that is asked for; one that is not there reads as the first."""
    said = request.GET.get(PAGE, "1")
    page = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1  # noqa: PLR2004 - digits
    start = (page - 1) * CHANGES_SHOWN
    return start if 0 <= start < total else 0


def _pager(request: HttpRequest, start: int, total: int) -> parts.Pager | None:
    if total <= CHANGES_SHOWN:
        return None

    def at(first: int) -> str:
        asked = request.GET.copy()
        asked[PAGE] = str(first // CHANGES_SHOWN + 1)
        return f"{request.path}?{asked.urlencode()}"

    after = start + CHANGES_SHOWN
    return parts.Pager(
        first=start + 1,
        last=min(after, total),
        total=total,
        before=at(start - CHANGES_SHOWN) if start else "",
        after=at(after) if after < total else "",
    )


def _asked(request: HttpRequest) -> Asked:
    today = here(request).today
    given = {name for name in (FIRST, FIRST_KNOWN, SECOND, SECOND_KNOWN) if request.GET.get(name)}
    first = asked_day(request, FIRST) if FIRST in given else today - _WEEK
    return Asked(
        first=first,
        first_known=asked_day(request, FIRST_KNOWN),
        second=asked_day(request, SECOND),
        second_known=asked_day(request, SECOND_KNOWN),
        today=today,
    )


def _moments(asked: Asked, zone: str) -> tuple[Moment, Moment]:
    def at(day: date, known: date) -> Moment:
        return moment(day, known_on=None if known == asked.today else known, zone=zone)

    return at(asked.first, asked.first_known), at(asked.second, asked.second_known)


def _counts(found: Difference) -> tuple[Count, ...]:
    names = sorted(found.before.keys() | found.after.keys(), key=lambda name: (name != "LISTED", name))
    return tuple(
        Count(words=_counted(name), before=found.before.get(name, 0), after=found.after.get(name, 0)) for name in names
    )


def _counted(name: str) -> Words:
    about, _, value = name.partition(":")
    if not value:
        return Words(id="Semua berkas", en="All cases")
    if about == "same":
        return Words(id="Orang yang sama dengan berkas lain", en="The same person as another case")
    return labels.named(_ABOUT[about], value)


def _differs(one: Change) -> Differs:
    called = ACTS.get(one.verb) or CALLED.get(one.verb) or same(one.verb)
    return Differs(
        case=one.case,
        about=one.words,
        before=_value(one.about, one.before),
        after=_value(one.about, one.after),
        act=called,
    )


def _value(about: str, value: str) -> Words:
    if value == "-":
        return _NOT
    return _YES if about in {ON, "same"} else labels.named(_ABOUT[about], value)
