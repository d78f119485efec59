"""Shows what was done in a programme as a whole, newest first; acts about one case stand in its file."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.rules import Relation
from pulang.areas.audit import queries
from pulang.areas.audit.facts import Told
from pulang.doors.web import addresses, labels, parts
from pulang.doors.web.acts.words import CALLED, SUBJECTS, verbs_of
from pulang.doors.web.context import needs, powers, programme_here
from pulang.doors.web.forms import Form, SelectField
from pulang.doors.web.pages import Link, Page, render
from pulang.doors.web.tabs import tabs
from pulang.doors.web.words import say
from pulang.flows.striking import strikable
from pulang.kernel.moments import local_day
from pulang.kernel.words import Words, same

_ROWS = 50
_PAGES_MOST = 200


class ActsForm(Form):
    """What the list is narrowed to."""

    bagian = SelectField(
        label=say("Bagian", "Subject"),
        required=False,
        choices=[(code, say(words.id, words.en)) for code, words in SUBJECTS.items()],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One act."""

    on: date
    what: Words
    about: Words
    agency: Words
    struck: bool
    strike: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActsPage(Page):
    """One page of the acts."""

    tabs: tuple[Link, ...]
    rows: tuple[Done, ...]
    pager: parts.Pager | None


@needs("acts")
def acts(request: HttpRequest, code: str) -> HttpResponse:
    """This will show a page of a programme's own acts, each with the way to say that it was a mistake."""
    about = programme_here(request)
    can = powers(request, about)
    subject, number = request.GET.get("bagian", ""), _page(request)
    subject = subject if subject in SUBJECTS else ""
    offset = (number - 1) * _ROWS
    found = queries.told(code, verbs_of(subject), limit=_ROWS + 1, offset=offset)
    names = {agency.code: agency.name for agency in accounts.agencies()}
    leads = can.may("audit.act.strike") and can.relation is Relation.LEAD
    page = ActsPage(
        title=Words(id="Tindakan – {name}", en="Acts – {name}").format(name=about.name),
        tabs=tabs(request, code, "acts"),
        rows=tuple(_done(one, code, about.time_zone, names, leads) for one in found[:_ROWS]),
        pager=_pager(subject, number, len(found)),
    )
    return render(request, "web/acts/list.html", page, filters=ActsForm(initial={"bagian": subject}))


def _done(one: Told, code: str, zone: str, names: dict[str, str], leads: bool) -> Done:  # noqa: FBT001 - a fact
    words = Words(id="Nyatakan keliru", en="Say it was a mistake")
    url = f"{addresses.about('act-strike', code)}?catatan={quote(one.id, safe='')}"
    return Done(
        on=date.fromisoformat(one.said) if one.said else local_day(one.at, zone),
        what=CALLED[one.verb],
        about=labels.subject(one.subject) if one.verb.startswith("statements.") else same(one.subject),
        agency=same(names[one.agency]) if one.agency in names else Words(id="Sistem", en="The system"),
        struck=one.struck,
        strike=Link(words=words, url=url) if leads and strikable(one.verb) and not one.struck else None,
    )


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return min(max(int(text), 1), _PAGES_MOST) if text.isascii() and text.isdigit() and len(text) < 5 else 1  # noqa: PLR2004


def _pager(subject: str, page: int, found: int) -> parts.Pager | None:
    if page == 1 and found <= _ROWS:
        return None
    kept = {"bagian": subject} if subject else {}
    first = (page - 1) * _ROWS
    return parts.Pager(
        first=first + 1,
        last=first + min(found, _ROWS),
        before=f"?{urlencode({**kept, 'page': page - 1})}" if page > 1 else "",
        after=f"?{urlencode({**kept, 'page': page + 1})}" if found > _ROWS else "",
    )
