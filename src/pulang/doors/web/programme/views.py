"""Shows the programme page; what stands below its title is made once for each last act, language and set of rights."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.safestring import SafeString, mark_safe

from pulang.areas.audit import queries as lines
from pulang.doors.web.context import here, needs, powers, programme_here
from pulang.doors.web.pages import KNOWN, Link, Page, asked_day, database_refused, render
from pulang.doors.web.programme.observed import observed
from pulang.doors.web.programme.steps import OFFERED
from pulang.doors.web.programme.summary import summary
from pulang.doors.web.tabs import tabs
from pulang.doors.web.words import language
from pulang.kernel.words import Words, same
from pulang.storage.context import counting
from pulang.storage.sql import database_name

_KEPT_BODIES = 256
_LOOKS = ("cases", "money")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePage(Page):
    """The programme page: its headline, its tabs, the day it shows, and the body that was made for it."""

    code: str
    headline: Words
    tabs: tuple[Link, ...]
    known_on: date | None
    body: SafeString


@needs("programme")
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """This will show where a programme stands on the day asked for; refuses an unknown programme."""
    reader = here(request)
    about = programme_here(request)
    if not reader.may_look("counts"):
        return observed(request, about)
    held = powers(request, about)
    day, known_on = asked_day(request), asked_known(request)
    with counting():
        last = lines.state(code)
    headline, body = _body(
        (database_name(), last, language()),
        code,
        day,
        known_on,
        frozenset(verb for verb in OFFERED if held.may(verb)) if day == reader.today else frozenset(),
        frozenset(look for look in _LOOKS if reader.may_look(look)),
    )
    page = ProgrammePage(
        title=same(about.name),
        tab=Words(id="Ringkasan", en="Overview"),
        code=code,
        headline=headline,
        tabs=tabs(request, code, "programme"),
        known_on=known_on,
        body=body,
    )
    return render(request, "web/programme/page.html", page)


def asked_known(request: HttpRequest) -> date | None:
    """This will give the day up to which the reader wants to count what was known; None for everything."""
    known = asked_day(request, KNOWN)
    return None if known == here(request).today else known


@lru_cache(maxsize=_KEPT_BODIES)
def _body(
    _made_for: tuple[str, int, str],
    code: str,
    day: date,
    known_on: date | None,
    offers: frozenset[str],
    looks: frozenset[str],
) -> tuple[Words, SafeString]:
    found = summary(code, day=day, known_on=known_on, offers=offers, looks=looks)
    with database_refused():
        body = loader.get_template("web/programme/body.html").render({"page": found})
    return found.headline, mark_safe(body)  # noqa: S308 - a template has escaped it
