"""Shows every release of a programme, and of one quarter what would be published, what is hidden and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse

from pulang.areas.figures import queries as figures
from pulang.areas.figures import rules
from pulang.areas.figures.facts import Hidden, Table
from pulang.doors.web import addresses
from pulang.doors.web.context import READING, here, needs
from pulang.doors.web.pages import Link, Page, render
from pulang.flows import counting
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

_FIRST = 8  # quarters back that can still be prepared from here
TITLE = Words(id="Angka untuk umum", en="Figures for the public")
_PREPARE = Words(id="Siapkan triwulan ini", en="Prepare this quarter")
_PUBLISH = Words(id="Terbitkan yang disiapkan", en="Publish what is prepared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """A release that is published."""

    quarter: str
    revision: int
    published_on: date
    reason: str
    headline: Words
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasesPage(Page):
    """What is published, and the quarters that can be."""

    out: tuple[Out, ...]
    quarters: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number as it would be printed, or why it is not."""

    name: Words
    shown: int | None
    why: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One of the fixed tables."""

    name: Words
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePage(Page):
    """A quarter as it would be published; or why it cannot be."""

    quarter: str
    refused: Words | None
    headline: Words | None
    total: Cell | None
    groups: tuple[Group, ...]
    offers: tuple[Link, ...]


@needs("figures.release.prepare")
def releases(request: HttpRequest, code: str) -> HttpResponse:
    """This will show every release ever published, the newest first, and the quarters that are over."""
    if request.method not in READING:
        return HttpResponseNotAllowed(READING)
    page = ReleasesPage(
        title=TITLE,
        back=Link(words=Words(id="Program", en="Programme"), url=addresses.about("programme", code)),
        out=tuple(
            Out(
                quarter=one.quarter,
                revision=one.revision,
                published_on=one.published_on,
                reason=one.reason,
                headline=Words(**one.content["headline"]),
                url=reverse("release", args=[code, one.quarter]),
            )
            for one in reversed(figures.releases(code))
        ),
        quarters=tuple(
            Link(words=rules.unit_words(quarter, {}), url=reverse("release", args=[code, quarter]))
            for quarter in _over(here(request).today)
        ),
    )
    return render(request, "web/releases/list.html", page)


@needs("figures.release.prepare")
def release(request: HttpRequest, code: str, quarter: str) -> HttpResponse:
    """This will work out what a quarter would publish, held against everything published, and say what is hidden."""
    if request.method not in READING:
        return HttpResponseNotAllowed(READING)
    refused, planned = None, None
    try:
        rules.refuse_running(quarter, here(request).today)
        planned = counting.planned(code, quarter)
    except Refusal as refusal:
        refused = refusal.words
    content = planned.content if planned else {}
    page = ReleasePage(
        title=Words(id="Angka {quarter}", en="Figures of {quarter}").format(quarter=quarter),
        back=Link(words=TITLE, url=reverse("releases", args=[code])),
        quarter=quarter,
        refused=refused,
        headline=Words(**content["headline"]) if content else None,
        total=_total(content, planned.counted.hidden) if planned else None,
        groups=_groups(content, planned.counted.hidden) if planned else (),
        offers=(
            Link(words=_PREPARE, url=reverse("release-prepare", args=[code, quarter])),
            Link(words=_PUBLISH, url=reverse("release-publish", args=[code, quarter])),
        )
        if planned
        else (),
    )
    return render(request, "web/releases/one.html", page)


def _over(today: date) -> tuple[str, ...]:
    """This will name the quarters that are over, the newest first."""
    found: list[str] = []
    day = today
    while len(found) < _FIRST:
        first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        day = first - timedelta(days=1)
        found.append(rules.quarter_of(day))
    return tuple(found)


def _reasons(hidden: tuple[Hidden, ...]) -> dict[tuple[str, str], Words]:
    return {(one.table.value if one.table else "", one.unit): rules.WHY_WORDS[one.why] for one in hidden}


def _total(content: Mapping[str, Any], hidden: tuple[Hidden, ...]) -> Cell:
    name = Words(id="Semua yang terverifikasi", en="All who are verified")
    return Cell(name=name, shown=content["counts"]["total"], why=_reasons(hidden).get(("", "")))


def _groups(content: Mapping[str, Any], hidden: tuple[Hidden, ...]) -> tuple[Group, ...]:
    why = _reasons(hidden)
    cells = content["counts"]["cells"]
    groups = (
        Group(
            name=rules.TABLE_WORDS[table],
            cells=tuple(
                Cell(name=Words(**one["name"]), shown=one["shown"], why=why.get((table.value, one["unit"])))
                for one in cells
                if one["table"] == table.value
            ),
        )
        for table in Table
    )
    return tuple(group for group in groups if group.cells)
