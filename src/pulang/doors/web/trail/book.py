"""Shows the book of looks of a programme to the one who watches over it: who, which case, which day, refused only."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from pulang.areas.accounts import queries as accounts
from pulang.areas.audit import queries
from pulang.areas.audit.facts import LookFilter
from pulang.areas.audit.rules import ACTIONS, purpose_words
from pulang.areas.cases import queries as cases
from pulang.doors.web import parts
from pulang.doors.web.context import needs, programme_here
from pulang.doors.web.forms import DayField, Form, TextField, YesField
from pulang.doors.web.pages import Link, Page, render
from pulang.doors.web.tabs import tabs
from pulang.doors.web.trail.lines import SYSTEM
from pulang.doors.web.words import say
from pulang.flows import looking as writing
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same

_PAGES_MOST = 1000
_NOT_UNDERSTOOD = Words(
    id="Ada saringan yang tidak dapat dipakai; periksa nomor dan tanggalnya.",
    en="A filter cannot be used; check the number and the day.",
)


class LooksForm(Form):
    """What the book is narrowed to."""

    akun = TextField(label=say("Akun", "Account"), required=False, longest=64)
    berkas = TextField(label=say("Nomor berkas", "Case number"), required=False, longest=30)
    pada = DayField(label=say("Tanggal", "Day"), required=False)
    ditolak = YesField(label=say("Hanya yang ditolak", "Refused only"), required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One look."""

    at: datetime
    who: str
    agency: Words
    action: Words
    purpose: Words
    number: str
    count: int
    denied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksPage(Page):
    """One page of the book."""

    tabs: tuple[Link, ...]
    lines: tuple[Line, ...]
    said: Words | None
    pager: parts.Pager | None


@needs("looks")
def looks(request: HttpRequest, code: str) -> HttpResponse:
    """This will show one page of a programme's looks; reading it is a look as well."""
    about = programme_here(request)
    zone = ZoneInfo(about.time_zone)
    form = LooksForm(request.GET or None)
    asked, said = _asked(form, code, zone)
    number = _page(request)
    found, more = queries.looks(asked, page=number) if asked else ((), False)
    writing.note(action="looks.read", programme=code, fields=("looks",), count=len(found))
    names = {agency.code: same(agency.name) for agency in accounts.agencies()}
    page = LooksPage(
        title=Words(id="Jejak – {name}", en="Trail – {name}").format(name=about.name),
        tabs=tabs(request, code, "looks"),
        lines=tuple(
            Line(
                at=one.at.astimezone(zone),
                who=one.actor,
                agency=names.get(one.agency, SYSTEM),
                action=ACTIONS.get(one.action, same(one.action)),
                purpose=purpose_words(one.purpose, to_her=False),
                number=one.number,
                count=one.count,
                denied=one.denied,
            )
            for one in found
        ),
        said=said,
        pager=_pager(request, number, len(found), more=more),
    )
    return render(request, "web/trail/looks.html", page, filters=form)


def _asked(form: LooksForm, code: str, zone: ZoneInfo) -> tuple[LookFilter | None, Words | None]:
    if not form.is_bound:
        return LookFilter(programme=code), None
    if not form.is_valid():
        return None, _NOT_UNDERSTOOD
    typed = form.cleaned_data
    try:
        case = cases.find(typed["berkas"], code).id if typed["berkas"] else None
    except Refusal as refusal:
        return None, refusal.words
    since = _begins(typed["pada"], zone) if typed["pada"] else None
    return LookFilter(
        programme=code,
        actor=typed["akun"] or "",
        case=case,
        since=since,
        until=since + timedelta(days=1) if since else None,
        denied=bool(typed["ditolak"]),
    ), None


def _begins(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return min(max(int(text), 1), _PAGES_MOST) if text.isascii() and text.isdigit() and len(text) < 5 else 1  # noqa: PLR2004


def _pager(request: HttpRequest, page: int, rows: int, *, more: bool) -> parts.Pager | None:
    if not rows or (page == 1 and not more):
        return None
    kept = {name: value for name, value in request.GET.items() if name != "page"}
    first = (page - 1) * queries.LOOKS_SHOWN
    return parts.Pager(
        first=first + 1,
        last=first + rows,
        total=None,
        before=f"?{urlencode({**kept, 'page': page - 1})}" if page > 1 else "",
        after=f"?{urlencode({**kept, 'page': page + 1})}" if more else "",
    )
