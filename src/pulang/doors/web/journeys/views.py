"""Shows a programme's departures, timetable first, its accepted plans, and who begins her way with each departure."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.journeys import queries as journeys
from pulang.areas.journeys.facts import Leg
from pulang.areas.journeys.planning import starter
from pulang.areas.journeys.planning.offices import NetworkFacts
from pulang.doors.web import addresses, parts
from pulang.doors.web.context import Powers, here, needs, powers, programme_here
from pulang.doors.web.journeys.maps import Map, Route, drawn
from pulang.doors.web.journeys.wording import ToldLeg, comes, mode, route, told_leg, when
from pulang.doors.web.pages import Link, Page, render
from pulang.doors.web.tabs import tabs
from pulang.flows import handing_over
from pulang.flows import manifests as flow
from pulang.flows.manifests import Manifest, Passenger
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, people, same
from pulang.kernel.words import listing as together

_HERE = parts.Tag(words=Words(id="Sudah hadir", en="Is here"), kind=parts.GOOD)
_LEFT = parts.Tag(words=Words(id="Sudah berangkat", en="Has left"), kind=parts.NEWS)
_TICKET = parts.Tag(words=Words(id="Tiket siap", en="Ticket ready"))
_THERE = parts.Tag(words=Words(id="Sudah tiba", en="Has arrived"), kind=parts.GOOD)
_NO_TICKET = parts.Tag(words=Words(id="Tiket belum dibeli", en="Ticket not bought"), kind=parts.WAITING)
KIND = {
    False: Words(id="Serah terima di perjalanan", en="Handover on the way"),
    True: Words(id="Serah terima di tujuan", en="Handover at the destination"),
}
WAITS = parts.Tag(words=Words(id="Menunggu penerima", en="Waits for the receiver"), kind=parts.WAITING)
ACKNOWLEDGED = parts.Tag(words=Words(id="Dinyatakan dua pihak", en="Acknowledged by both"), kind=parts.GOOD)
_ESCORTS = (Words(id="1 pendamping", en="1 escort"), Words(id="{count} pendamping", en="{count} escorts"))
_CASES = (Words(id="1 berkas", en="1 case"), Words(id="{count} berkas", en="{count} cases"))
_DIFFERENCES = (
    Words(id="1 perbedaan perlu dilihat", en="1 difference to look at"),
    Words(id="{count} perbedaan perlu dilihat", en="{count} differences to look at"),
)
_MANY = 12  # from here on each way is folded away, so that whoever checks people in reads numbers and hours
_ALONE = Words(id="sendiri", en="alone")
_QUIET = Words(id="sendiri, tanpa pemberitahuan", en="alone, without notice")
_WITH = Words(id="bersama pendamping {escort}", en="with escort {escort}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One departure of the timetable."""

    when: Words
    route: Words
    mode: Words
    people: int
    here: int
    left: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """One accepted plan; what it costs is there for those who may look at the money."""

    number: str
    on: date
    people: Words
    cost: int | None
    source: str
    escorts: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """Somebody of whose arrival nobody has heard yet."""

    number: str
    due_on: date
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One handover in the list."""

    number: str
    kind: Words
    place: str
    on: date
    cases: Words
    tag: parts.Tag
    differences: Words | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneysPage(Page):
    """Departures and plans."""

    tabs: tuple[Link, ...]
    departures: tuple[Departure, ...]
    silent: tuple[Silent, ...]
    handovers: tuple[Listed, ...]
    plans: tuple[Accepted, ...]
    ask: Link | None
    network: Link
    afterwards: Link | None


@needs("cases")
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """This will show what leaves when, and the plans that were accepted."""
    about, today = programme_here(request), here(request).today
    found = flow.departures(code, as_of=today, zone=about.time_zone)
    can = powers(request, about)
    money = here(request).may_look("money")
    asks = Link(words=Words(id="Susun rencana", en="Make a plan"), url=reverse("journey-plan", args=[code]))
    page = JourneysPage(
        title=Words(id="Perjalanan – {name}", en="Journeys – {name}").format(name=about.name),
        tabs=tabs(request, code, "journeys"),
        departures=tuple(_departure(code, one) for one in found.listed),
        silent=tuple(
            Silent(
                number=one.number,
                due_on=one.due_on,
                link=_heard(one.number) if can.may("journeys.arrival.tell") else None,
            )
            for one in found.silent
        ),
        handovers=_handovers(code, today, about.time_zone),
        plans=tuple(
            Accepted(
                number=one.number,
                on=one.on,
                people=people(one.people),
                cost=one.cost if money else None,
                source=one.source,
                escorts=_counted(len(one.escorts), _ESCORTS),
            )
            for one in journeys.plans(code, moment(today, zone=about.time_zone))
        ),
        network=Link(words=Words(id="Jaringan perjalanan", en="Network"), url=reverse("network", args=[code])),
        ask=asks if can.may("journeys.plan.accept") else None,
        afterwards=_afterwards(code) if here(request).may_look("care") else None,
    )
    return render(request, "web/journeys/list.html", page)


def _counted(count: int, words: tuple[Words, Words]) -> Words:
    return words[0] if count == 1 else words[1].format(count=count)


def _afterwards(code: str) -> Link:
    return Link(words=Words(id="Pendampingan lanjut", en="Follow-up"), url=reverse("followups", args=[code]))


def _heard(number: str) -> Link:
    return Link(
        words=Words(id="Ia memberi kabar sudah sampai", en="She sent word that she is there"),
        url=addresses.about("arrival-tell", number),
    )


def _handovers(code: str, day: date, zone: str) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            number=one.number,
            kind=KIND[one.final],
            place=one.place,
            on=one.on,
            cases=_counted(len(one.given), _CASES),
            tag=WAITS if one.waits else ACKNOWLEDGED,
            differences=_counted(len(one.unheard), _DIFFERENCES) if one.unheard else None,
            url=reverse("handover", args=[code, one.number]),
        )
        for one in handing_over.handovers(code, moment(day, zone=zone))
    )


def _departure(code: str, one: Manifest) -> Departure:
    return Departure(
        when=when(one.on, one.first.leaves),
        route=route(one.first),
        mode=mode(one.first),
        people=one.people,
        here=sum(each.seats for each in one.passengers if each.here or each.left),
        left=sum(each.seats for each in one.passengers if each.left),
        url=reverse("manifest", args=[code, one.key]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One case on a manifest."""

    number: str
    seats: Words
    meets: Words
    how: Words
    tag: parts.Tag
    legs: tuple[ToldLeg, ...]
    offers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestPage(Page):
    """Who begins her way with one departure."""

    mode: Words
    count: Words
    lines: tuple[Line, ...]
    offers: tuple[Link, ...]
    sheets: tuple[Link, ...]
    map: Map | None
    many: bool


@needs("cases")
def manifest(request: HttpRequest, code: str, manifest: str) -> HttpResponse:
    """This will show who leaves together, under case numbers; no name stands here."""
    about, today = programme_here(request), here(request).today
    found = asked(code, manifest, today, about.time_zone)
    can = powers(request, about)
    offers = (
        (
            "journeys.manifest.leave",
            Words(id="Yang hadir berangkat", en="Those here leave"),
            "manifest-leave",
            found.ready,
        ),
        ("journeys.handover.give", Words(id="Serah terima", en="Hand over"), "handover-give", found.gone),
        (
            "journeys.departure.cancel",
            Words(id="Keberangkatan ini batal", en="This departure does not run"),
            "departure-cancel",
            found.first.mode and found.ahead(today),
        ),
    )
    page = ManifestPage(
        title=Words(id="{when} – {route}", en="{when} – {route}").format(
            when=when(found.on, found.first.leaves), route=route(found.first)
        ),
        tab=Words(id="Keberangkatan", en="Departure"),
        back=Link(words=Words(id="Perjalanan", en="Journeys"), url=reverse("journeys", args=[code])),
        mode=mode(found.first),
        count=people(found.people),
        lines=tuple(_line(one, can) for one in found.passengers),
        offers=tuple(
            Link(words=words, url=reverse(name, args=[code, manifest]))
            for verb, words, name, whom in offers
            if whom and can.may(verb)
        ),
        sheets=_sheets(code, found) if can.may("journeys.sheet.open") else (),
        many=len(found.passengers) > _MANY,
        map=_map(found, journeys.network_of(code, moment(today, zone=about.time_zone))),
    )
    return render(request, "web/journeys/manifest.html", page)


def _map(found: Manifest, own: NetworkFacts) -> Map | None:
    """This will draw where these people go, each leg with how many of them; home districts lie at their province's."""
    at = {one.name: (one.latitude, one.longitude) for one in (*starter.stops(), *(each.place for each in own.stops))}
    seats: dict[tuple[str, str, str], int] = {}
    for one in found.passengers:
        for leg in one.legs:
            key = leg.start, leg.to, leg.mode
            seats[key] = seats.get(key, 0) + one.seats
    return drawn(
        [Route(start, to, mode(Leg(by, start, to, found.on, found.on)), n) for (start, to, by), n in seats.items()], at
    )


def _sheets(code: str, found: Manifest) -> tuple[Link, ...]:
    along = sorted({(one.plan, one.escort) for one in found.passengers if one.escort})
    words = Words(id="Lembar pendamping {escort}", en="Sheet of escort {escort}")
    return tuple(
        Link(words=words.format(escort=same(escort)), url=reverse("escort-sheet", args=[code, plan, escort]))
        for plan, escort in along
    )


def asked(code: str, key: str, day: date, zone: str) -> Manifest:
    """This will give a departure by its address, or the page of what is not there."""
    try:
        return flow.manifest(code, key, as_of=day, zone=zone)
    except Refusal as refusal:
        raise Http404 from refusal


def _line(one: Passenger, can: Powers) -> Line:
    offers = []
    if not one.left and can.may("journeys.checkin.record"):
        offers.append(Link(words=Words(id="Periksa kehadiran", en="Check in"), url=addresses.about("gate", one.number)))
    offers.append(Link(words=Words(id="Kartu", en="Card"), url=addresses.about("travel-card", one.number)))
    return Line(
        number=one.number,
        seats=people(one.seats),
        meets=comes(one.legs[0], one.meets),
        how=_how(one),
        tag=_tag(one),
        legs=tuple(told_leg(leg) for leg in one.legs),
        offers=tuple(offers),
    )


def _how(one: Passenger) -> Words:
    # Who goes along stands with the ticket; whoever may not see that reads nothing of it, rather than a wrong word.
    alone = (_QUIET if one.discreet else _ALONE,) if one.plan or one.discreet else ()
    return together(((_WITH.format(escort=one.escort),) if one.escort else alone) + one.needs)


def _tag(one: Passenger) -> parts.Tag:
    if one.there:
        return _THERE
    if one.left:
        return _LEFT
    if one.here:
        return _HERE
    return _TICKET if one.ticketed else _NO_TICKET
