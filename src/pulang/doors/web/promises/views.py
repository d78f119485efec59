"""Shows each promise with every time it was said and how far it slipped, and the numbers that differ."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.statements.facts import PromiseFacts, PromiseHistory
from pulang.areas.statements.rules import OUR_REGISTER, due_on, slipped_days, slips
from pulang.doors.web import labels
from pulang.doors.web.context import here, needs, powers, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render, with_day
from pulang.doors.web.programme.stated import Promise, Reported, promise_of, reported_of
from pulang.doors.web.promises.screens import key_of
from pulang.doors.web.sources import Cited, cited
from pulang.doors.web.tabs import tabs
from pulang.doors.web.waits.drawing import ROW, TOP, WIDTH, Bar, Drawing, Label, Scale, bar, months
from pulang.flows import said
from pulang.flows.said import Differing
from pulang.flows.status import Status, status
from pulang.kernel.days import lasting, rupiah_in_words
from pulang.kernel.moments import moment
from pulang.kernel.words import NOTHING, Words
from pulang.storage.context import counting


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One time a promise was said, and by how much it moved."""

    number: int
    said_on: date
    office: str
    promised: Words
    moved: Words
    funding: str
    summary: str
    source: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A promise with its history, the drawing of its slips, and the money it lacks."""

    promise: Promise
    sayings: tuple[Saying, ...]
    drawing: Drawing | None
    gap: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A stated number that differs, what may explain it, and what somebody concluded."""

    reported: Reported
    hints: tuple[Words, ...]
    kind: Words | None
    note: str
    noted_on: date | None
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesPage(Page):
    """Promises and differing numbers of a programme."""

    code: str
    tabs: tuple[Link, ...]
    promises: tuple[Told, ...]
    numbers: tuple[Number, ...]
    table: Link


@needs("programme")
def promises(request: HttpRequest, code: str) -> HttpResponse:
    """This will show what was promised and stated by the day asked for."""
    about = programme_here(request)
    day = asked_day(request)
    at = moment(day, zone=about.time_zone)
    now = status(code, as_of=day)
    notes = day == here(request).today and powers(request, about).may("statements.conflict.note")
    counts = here(request).may_look("counts")
    with counting():
        differing = tuple(
            one for one in (shown_to(each, counts=counts) for each in said.differing(code, at)) if one.against
        )
    page = PromisesPage(
        title=Words(id="Janji dan angka – {name}", en="Promises and numbers – {name}").format(name=about.name),
        code=code,
        tabs=tabs(request, code, "promises"),
        promises=tuple(_told(one, day, now if counts else None) for one in said.histories(code, at)),
        numbers=tuple(_number(code, one, notes=notes) for one in differing),
        table=Link(
            words=Words(id="Unduh semuanya dengan sumber (CSV)", en="Download all with sources (CSV)"),
            url=with_day(reverse("promises-table", args=[code]), request),
        ),
    )
    return render(request, "web/promises/list.html", page)


def shown_to(one: Differing, *, counts: bool) -> Differing:
    """This will leave out what our own register counts, for readers who see no exact count of people."""
    return one if counts else replace(one, against=tuple(each for each in one.against if each.office != OUR_REGISTER))


def _told(history: PromiseHistory, day: date, now: Status | None) -> Told:
    slip = slips(history, day=day)
    return Told(
        promise=promise_of(slip),
        sayings=tuple(_sayings(history, day)),
        drawing=_drawing(history, day),
        gap=None if now is None else gap(history, now),
    )


def _sayings(history: PromiseHistory, day: date) -> list[Saying]:
    found = []
    earlier: PromiseFacts | None = None
    for place, one in enumerate(history.made, start=1):
        alone = promise_of(slips(PromiseHistory(history.subject, (one,)), day=day))
        found.append(
            Saying(
                number=place,
                said_on=one.said_on,
                office=one.office,
                promised=alone.now,
                moved=_moved(earlier, one),
                funding=one.funding,
                summary=one.summary,
                source=cited(one.source),
            )
        )
        earlier = one
    return found


def _moved(earlier: PromiseFacts | None, later: PromiseFacts) -> Words:
    """This will say by how much a promise moved since it was said before."""
    if earlier is None:
        return Words(id="pertama kali", en="for the first time")
    if earlier.amount is not None and later.amount is not None:
        change = later.amount - earlier.amount
        return Words(id="{sign}{n}", en="{sign}{n}").format(sign="+" if change > 0 else "", n=rupiah_in_words(change))
    days = slipped_days(earlier, later)
    if days is None:
        return Words(id="tanpa tanggal lagi", en="no date any more") if due_on(earlier) is not None else NOTHING
    if days == 0:
        return Words(id="tetap", en="unchanged")
    words = Words(id="mundur {n}", en="{n} later") if days > 0 else Words(id="maju {n}", en="{n} earlier")
    return words.format(n=lasting(abs(days)))


def gap(history: PromiseHistory, now: Status) -> Words | None:
    """This will say what money a promise lacks, as far as the programme's sources tell it."""
    last = history.made[-1]
    if history.kept_on is not None:
        return None
    if history.subject == "return":
        short = max((one.shortfall for one in now.funds if one.use == "TRAVEL"), default=0)  # each tells the whole
        return _SHORT.format(n=rupiah_in_words(short)) if short else None
    if last.amount is not None and last.unit == "RUPIAH" and history.subject == "aid-per-person":
        needed = last.amount * now.counts.returning
        there = sum(one.ceiling for one in now.funds if one.use == "AID")
        if needed > there:
            return _AID.format(
                people=now.counts.returning,
                needed=rupiah_in_words(needed),
                there=rupiah_in_words(there),
                short=rupiah_in_words(needed - there),
            )
    return None if last.funding else _UNFUNDED


_SHORT = Words(id="Dana perjalanan kurang {n}.", en="The travel money falls short by {n}.")
_AID = Words(
    id="Untuk {people} orang perlu {needed}; sumber bantuan yang tercatat {there}: kurang {short}.",
    en="For {people} people {needed} is needed; the aid sources on record hold {there}: {short} short.",
)
_UNFUNDED = Words(id="Tanpa rujukan dana.", en="No money is named for it.")


def _drawing(history: PromiseHistory, day: date) -> Drawing | None:
    """This will draw, for a promise with days, from when it was said to the day it named, one row a time."""
    dated = [(place, one, due) for place, one in enumerate(history.made) if (due := due_on(one)) is not None]
    if not dated:
        return None
    first = min(one.said_on for one in history.made) - timedelta(days=5)
    last = max([day, *(due for _, _, due in dated)]) + timedelta(days=5)
    scale = Scale(first, (last - first).days)
    rows = [TOP + place * ROW for place in range(len(history.made))]
    bars: list[Bar] = []
    for place, one, due in dated:
        bars.append(bar("depan", one.said_on, max(due, one.said_on), rows[place], scale))
        bars.append(bar("janji", due, due, rows[place], scale))
    if history.kept_on is not None:
        bars.append(bar("sudah", history.kept_on, history.kept_on, rows[-1], scale))
    return Drawing(
        width=WIDTH,
        height=TOP + len(rows) * ROW,
        numbers=tuple(Label(text=str(place + 1), x="30", y=y + 19) for place, y in enumerate(rows)),
        months=months(scale, last)[0],
        lines=months(scale, last)[1],
        bars=tuple(bars),
        today=f"{scale.x(day):.1f}",
        arrows=tuple(
            f"M{scale.x(due):.1f} {rows[place]} V{rows[after] + 22}"
            for (place, _, due), (after, _, _) in pairwise(dated)
        ),
    )


def _number(code: str, one: Differing, *, notes: bool) -> Number:
    words = Words(id="Tulis penjelasan", en="Write an explanation")
    if one.note is not None:
        words = Words(id="Ganti penjelasan", en="Write another explanation")
    url = f"{reverse('conflict-note', args=[code])}?{urlencode({'angka': key_of(one)})}"
    return Number(
        reported=reported_of(one.figure, one.against),
        hints=tuple(labels.named(labels.CONFLICTS, hint.value) for hint in one.hints),
        kind=None if one.note is None else labels.named(labels.CONFLICTS, one.note.kind),
        note="" if one.note is None else one.note.note,
        noted_on=None if one.note is None else one.note.noted_on,
        link=Link(words=words, url=url) if notes else None,
    )
