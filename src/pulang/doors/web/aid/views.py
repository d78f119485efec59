"""Shows what aid amounts to and who receives it: rates with their days and source, decrees and the cases in them."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from pulang.areas.aid import queries as aid
from pulang.areas.aid.facts import RateFacts
from pulang.areas.boards import queries as boards
from pulang.doors.web import addresses, labels, parts
from pulang.doors.web.context import Powers, here, needs, powers, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render, with_day
from pulang.doors.web.sources import Cited, cited
from pulang.doors.web.tabs import tabs
from pulang.flows import looking
from pulang.flows.entitlement import reckoned
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words, same
from pulang.storage.context import counting

_NUMBERS = 100
_PAGES_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What one kind of aid amounts to for everybody in a decree."""

    kind: Words
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decree:
    """A decree, how many stand in it, and where their case numbers are read."""

    number: str
    issuer: str
    signed_on: date
    people: int
    items: tuple[Item, ...]
    total: int
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The case numbers in one decree, a page of them, as far as the reader sees them."""

    decree: str
    cases: tuple[Link, ...]
    pager: parts.Pager | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one kind of aid amounts to, from which day to before which, on whose budget."""

    kind: Words
    payer: Words
    amount: int
    since: date
    until: date | None
    valid: bool
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class AidPage(Page):
    """Rates and decrees as of a day."""

    tabs: tuple[Link, ...]
    offers: tuple[Link, ...]
    rates: tuple[Rate, ...]
    decrees: tuple[Decree, ...]
    listed: Listed | None


@needs("money")
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the aid of a programme as of the day asked for; case numbers only to those who see cases."""
    about = programme_here(request)
    day = asked_day(request)
    at = moment(day, zone=about.time_zone)
    decrees = aid.beneficiary_decrees(code, at)
    with counting():
        sums = reckoned(code, decrees, at)
    sees = here(request).may_look("cases")
    asked = request.GET.get("sk", "")
    chosen = asked if sees and asked in {one.number for one in decrees} else ""
    page = AidPage(
        title=Words(id="Bantuan – {name}", en="Aid – {name}").format(name=about.name),
        tabs=tabs(request, code, "aid"),
        offers=_offers(code, powers(request, about) if day == here(request).today else None),
        rates=tuple(_rate(one, day) for one in aid.rates(at)),
        decrees=tuple(
            Decree(
                number=one.number,
                issuer=one.issuer,
                signed_on=one.signed_on,
                people=sums[one.number].people,
                items=tuple(
                    Item(kind=labels.named(labels.RATES, kind), amount=amount)
                    for kind, amount in sums[one.number].items.items()
                ),
                total=sums[one.number].total,
                link=_numbers_of(request, code, one.number) if sees and sums[one.number].people else None,
            )
            for one in decrees
        ),
        listed=_listed(request, code, chosen, at) if chosen else None,
    )
    return render(request, "web/aid/list.html", page)


def _numbers_of(request: HttpRequest, code: str, decree: str) -> Link:
    url = with_day(f"{addresses.about('aid', code)}?sk={quote(decree, safe='')}", request)
    return Link(words=Words(id="Nomor berkas", en="Case numbers"), url=f"{url}#penerima")


def _listed(request: HttpRequest, code: str, decree: str, at: Moment) -> Listed:
    page = _page(request)
    first = (page - 1) * _NUMBERS
    found = boards.listed_in(code, decree, at, offset=first, limit=_NUMBERS + 1)
    shown = found[:_NUMBERS]
    looking.note(action="case.listed", programme=code, fields=("decree",), cases=[case for case, _ in shown])
    address = with_day(f"{addresses.about('aid', code)}?sk={quote(decree, safe='')}", request)
    pager = parts.Pager(
        first=first + 1,
        last=first + len(shown),
        before=f"{address}&page={page - 1}#penerima" if page > 1 else "",
        after=f"{address}&page={page + 1}#penerima" if len(found) > _NUMBERS else "",
    )
    return Listed(
        decree=decree,
        cases=tuple(Link(words=same(number), url=addresses.about("case", number)) for _, number in shown),
        pager=pager if page > 1 or len(found) > _NUMBERS else None,
    )


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return min(max(int(text), 1), _PAGES_MOST) if text.isascii() and text.isdigit() and len(text) < 5 else 1  # noqa: PLR2004


def _rate(one: RateFacts, day: date) -> Rate:
    return Rate(
        kind=labels.named(labels.RATES, one.kind),
        payer=labels.named(labels.LEVELS, one.level),
        amount=one.amount,
        since=one.valid.start,
        until=one.valid.end,
        valid=one.valid.covers(day),
        cited=cited(one.source),
    )


def _offers(code: str, can: Powers | None) -> tuple[Link, ...]:
    found = (
        ("aid.decree.issue", Words(id="SK penetapan penerima", en="A beneficiary decree"), "aid-decree"),
        ("aid.beneficiary.list", Words(id="Catat penerima bantuan", en="List who receives aid"), "aid-list"),
        ("aid.beneficiary.remove", Words(id="Keluarkan dari SK", en="Take off a decree"), "aid-remove"),
        ("aid.rate.set", Words(id="Tetapkan tarif bantuan", en="Set a rate of aid"), "aid-rate"),
    )
    return tuple(
        Link(words=words, url=addresses.about(name, code)) for verb, words, name in found if can and can.may(verb)
    )
