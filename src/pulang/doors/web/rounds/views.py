"""Shows the rounds of a programme: which run, which times are offered, which lists they left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import RoundFacts
from pulang.areas.rounds import queries
from pulang.areas.rounds.facts import ListFacts, SlotFacts
from pulang.doors.web import addresses, parts
from pulang.doors.web.cases.meets import window
from pulang.doors.web.context import Powers, here, needs, powers, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.doors.web.tabs import tabs
from pulang.kernel.moments import moment
from pulang.kernel.words import Words
from pulang.storage.context import counting

_SLOTS_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time: when, where, how many places are taken."""

    on: date
    starts: str
    place: str
    taken: int
    capacity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round as of the day."""

    code: str
    window: Words
    tag: parts.Tag
    late_until: date | None
    times: tuple[Time, ...]
    frozen: Link | None
    offers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsPage(Page):
    """Every round of the programme, the latest first."""

    tabs: tuple[Link, ...]
    rounds: tuple[Round, ...]
    attesters: tuple[str, ...]
    offers: tuple[Link, ...]


@needs("counts")
def rounds(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the rounds as of a day; times are counted for everybody, whoever comes is named to nobody."""
    about = programme_here(request)
    day = asked_day(request)
    can = powers(request, about) if day == here(request).today else None
    with counting():
        taken = queries.taken(code)
    offered = queries.slots(code, first=day)
    frozen = {one.round: one for one in queries.lists(code)}
    page = RoundsPage(
        title=Words(id="Verifikasi – {name}", en="Verification – {name}").format(name=about.name),
        tabs=tabs(request, code, "rounds"),
        rounds=tuple(
            _round(code, one, day, can, frozen=frozen.get(one.code), times=_times(one, offered, taken))
            for one in reversed(cases.rounds(programme=code))
        ),
        attesters=tuple(one.name for one in cases.attesters(programme=code, moment=moment(day))),
        offers=_offers(request, code, can),
    )
    return render(request, "web/rounds/page.html", page)


def _offers(request: HttpRequest, code: str, can: Powers | None) -> tuple[Link, ...]:
    found = []
    for verb, words, name in (
        ("cases.round.open", Words(id="Buka putaran verifikasi", en="Open a round of verification"), "round-open"),
        ("cases.attester.list", Words(id="Daftarkan saksi", en="List an attester"), "attester-list"),
    ):
        if can is not None and can.may(verb):
            found.append(Link(words=words, url=addresses.about(name, code)))
    if here(request).may_look("samples"):
        words = Words(id="Contoh yang diundi kementerian", en="Samples the ministry drew")
        found.append(Link(words=words, url=addresses.about("samples", code)))
    return tuple(found)


def _times(one: RoundFacts, offered: tuple[SlotFacts, ...], taken: Mapping[str, int]) -> tuple[Time, ...]:
    return tuple(
        Time(
            on=slot.meets_on,
            starts=slot.starts.replace(":", "."),
            place=slot.place,
            taken=taken.get(slot.code, 0),
            capacity=slot.capacity,
        )
        for slot in offered
        if slot.round == one.code
    )[:_SLOTS_SHOWN]


def _round(
    code: str, one: RoundFacts, day: date, can: Powers | None, *, frozen: ListFacts | None, times: tuple[Time, ...]
) -> Round:
    over = day > one.last_day
    offers = []
    if can is not None and not over and can.may("rounds.slot.offer"):
        offers.append(_link(code, "slot-offer", one, Words(id="Tawarkan jam temu", en="Offer times")))
    if can is not None and over and frozen is None and can.may("rounds.list.freeze"):
        offers.append(_link(code, "round-freeze", one, Words(id="Bekukan daftarnya", en="Freeze its list")))
    listed = Words(id="Daftar putaran ini: {n} berkas", en="The list of this round: {n} cases")
    return Round(
        code=one.code,
        window=window(one),
        tag=_tag(one, day),
        late_until=one.late_until,
        times=times,
        frozen=None
        if frozen is None or frozen.frozen_on > day
        else Link(words=listed.format(n=frozen.counts["LISTED"]), url=reverse("round-list", args=[code, one.code])),
        offers=tuple(offers),
    )


def _link(code: str, name: str, one: RoundFacts, words: Words) -> Link:
    return Link(words=words, url=f"{reverse(name, args=[code])}?{urlencode({'putaran': one.code})}")


def _tag(one: RoundFacts, day: date) -> parts.Tag:
    if day < one.opens_on:
        return parts.Tag(words=Words(id="Akan datang", en="To come"), kind=parts.NEWS)
    if day <= one.closes_on:
        return parts.Tag(words=Words(id="Berlangsung", en="Runs now"), kind=parts.GOOD)
    if day <= one.last_day:
        return parts.Tag(words=Words(id="Menerima yang menyusul", en="Open to late ones"), kind=parts.WAITING)
    return parts.Tag(words=Words(id="Selesai", en="Over"))
