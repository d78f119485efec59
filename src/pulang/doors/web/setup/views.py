"""Shows what a programme is made of, and offers the forms to add to it."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import AttesterFacts, RoundFacts
from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import SiteFacts, SiteState
from pulang.areas.programmes.rules import SiteEvent
from pulang.areas.readiness import queries as readiness
from pulang.doors.web import labels, parts
from pulang.doors.web.context import Powers, here, needs, powers, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.doors.web.tabs import tabs
from pulang.kernel.moments import moment
from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site as of the day: where it is, its blocks, open or closed, and what can be done."""

    name: str
    place: Words
    blocks: str
    tag: parts.Tag
    since: date
    offers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attester:
    """A group that may attest, and where it is taken off."""

    name: str
    since: date
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupPage(Page):
    """What the programme is made of."""

    tabs: tuple[Link, ...]
    offers: tuple[Link, ...]
    procedure: Words
    sites: tuple[Site, ...]
    rounds: tuple[RoundFacts, ...]
    attesters: tuple[Attester, ...]
    waived: tuple[Words, ...]
    end_waiver: Link | None


_FORMS = (
    ("programmes.site.add", Words(id="Tambah lokasi", en="Add a site"), "site-add"),
    ("programmes.block.add", Words(id="Tambah blok", en="Add a block"), "block-add"),
    ("programmes.stakeholder.list", Words(id="Kelompok yang ikut bersuara", en="A group with a say"), "stakeholder"),
    ("cases.round.open", Words(id="Buka putaran verifikasi", en="Open a round of verification"), "round-open"),
    ("cases.attester.list", Words(id="Daftarkan saksi", en="List an attester"), "attester-list"),
    ("readiness.gate.waive", Words(id="Kesampingkan syarat program", en="Set a condition aside"), "gate-waive"),
)


@needs("programme")
def setup(request: HttpRequest, code: str) -> HttpResponse:
    """This will show sites, rounds and attesters as of the day asked for."""
    about = programme_here(request)
    day = asked_day(request)
    at = moment(day, zone=about.time_zone)
    can = powers(request, about) if day == here(request).today else None
    known = {one.code: one for one in programmes.sites(code)}
    again = Words(id="Berlakukan lagi", en="Let one count again")
    page = SetupPage(
        title=Words(id="Lokasi & susunan – {name}", en="Sites and set-up – {name}").format(name=about.name),
        tabs=tabs(request, code, "setup"),
        offers=tuple(link for verb, words, name in _FORMS if (link := _offer(can, verb, words, name, code))),
        procedure=readiness.procedure(about.procedure).name,
        sites=tuple(_site(code, one, known[one.code], can) for one in programmes.site_states(code, at)),
        rounds=cases.rounds(programme=code),
        attesters=tuple(_attester(code, one, can) for one in cases.attesters(programme=code, moment=at)),
        waived=tuple(labels.gate(gate) for gate in sorted(readiness.waived(code, at))),
        end_waiver=_offer(can, "readiness.waiver.end", again, "waiver-end", code),
    )
    return render(request, "web/setup/setup.html", page)


def _offer(can: Powers | None, verb: str, words: Words, name: str, code: str, **asked: str) -> Link | None:
    if can is None or not can.may(verb):
        return None
    return Link(words=words, url=reverse(name, args=[code]) + (f"?{urlencode(asked)}" if asked else ""))


def _site(code: str, one: SiteState, known: SiteFacts, can: Powers | None) -> Site:
    is_open = one.event == SiteEvent.OPEN.value
    mark = Words(id="Catat ditutup", en="Record that it closed") if is_open else labels.SITES[SiteEvent.OPEN]
    offers = (
        _offer(can, "programmes.site.mark", mark, "site-mark", code, lokasi=one.code),
        _offer(can, "programmes.block.add", Words(id="Tambah blok", en="Add a block"), "block-add", code,
               lokasi=one.code),
    )  # fmt: skip
    return Site(
        name=one.name,
        place=labels.place(one.place),
        blocks=", ".join(known.blocks),
        tag=parts.Tag(words=labels.named(labels.SITES, one.event), kind=parts.GOOD if is_open else parts.PLAIN),
        since=one.since,
        offers=tuple(link for link in offers if link),
    )


def _attester(code: str, one: AttesterFacts, can: Powers | None) -> Attester:
    words = Words(id="Keluarkan", en="Take off")
    link = _offer(can, "cases.attester.unlist", words, "attester-unlist", code, saksi=one.code)
    return Attester(name=one.name, since=one.since, link=link)
