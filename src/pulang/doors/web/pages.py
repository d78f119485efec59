"""Pages: a view gathers one frozen `Page`, and a template shows it with the database refused."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.http import http_date

from pulang.doors.web import addresses
from pulang.doors.web.context import Reader, halfway_in, reader_of
from pulang.flows import looking as looks
from pulang.kernel.periods import sensible
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same
from pulang.storage import clock

DAY = "hari"
KNOWN = "diketahui"
HTTP_OK = 200
_NEVER_CACHED = "max-age=0, no-cache, no-store, must-revalidate, private"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere."""

    words: Words
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A message carried from the last act to the next page."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a template receives. Areas' pages add their own fields; the title is all that every page has.

    A browser keeps titles in its history and shows them on its tabs. So the tab says the kind of page, never which
    programme, case or person: what stands in a title after a dash is left out, and a title that is a name needs `tab`.
    """

    title: Words
    back: Link | None = None
    tab: Words | None = None

    @property
    def tab_title(self) -> Words:
        """This will give what may stand in a browser's history."""
        shown = self.tab or self.title
        return Words(id=shown.id.split(" – ")[0], en=shown.en.split(" – ")[0])


SAVE = Words(id="Simpan", en="Save")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(Page):
    """A page that is one form, shown by web/form_page.html."""

    action: str = ""
    button: Words = SAVE
    cancel: Link | None = None
    open: bool = True  # not: it is too late, and the form is left out
    sentences: tuple[Words, ...] = ()
    points: tuple[tuple[Words, ...], ...] = ()  # each: a sentence, and what stands below it
    beside: tuple[Link, ...] = ()  # what is worth reading before the form is filled in


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage(FormPage):
    """A stop before something that cannot be taken back, shown by web/confirm.html."""

    grave: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page: who is here, on which day, and the way to the other pages."""

    person: str = ""
    agency: Words | None = None
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    demo: bool = False
    path: str = "/"
    day: date | None = None
    today: date | None = None
    today_url: str = "/"
    kept: tuple[tuple[str, str], ...] = field(default=())
    base: str = "web/base.html"
    idle_seconds: int = 0  # after which the server ends the session; zero for a stranger

    @property
    def another_day(self) -> bool:
        """This will be true while the reader looks at a day that is not today."""
        return self.day is not None and self.day != self.today


class QueryWhileShowing(AssertionError):
    """A template asked the database; its view has to put the answer on the page."""


def asked_day(request: HttpRequest, name: str = DAY) -> date:
    """This will give the day the reader asked for with `?hari=2018-12-25`.

    A day that does not exist, lies outside any programme's time, or has not come yet reads as today.
    """
    today, text = clock.today(), request.GET.get(name, "")
    try:
        return min(sensible(date.fromisoformat(text)), today) if text else today
    except (ValueError, Refusal):
        return today


def with_day(url: str, request: HttpRequest) -> str:
    """This will keep the reader's day in a link to another page."""
    today = clock.today()
    asked = {name: day for name in (DAY, KNOWN) if (day := asked_day(request, name)) != today}
    return f"{url}{'&' if '?' in url else '?'}{urlencode(asked)}" if asked else url


def _links(request: HttpRequest, reader: Reader) -> tuple[Link, ...]:
    """This will give the main menu: only what the reader may look at."""
    if halfway_in(request):
        return ()
    places = [(Words(id="Beranda", en="Home"), addresses.plain("home"), "programme")]
    places.append((Words(id="Darurat", en="Emergency"), addresses.plain("emergency"), "danger"))
    places.append((Words(id="Lembaga saya", en="My institution"), addresses.plain("own-institution"), "own-papers"))
    places.append((Words(id="Pelindungan data", en="Data protection"), addresses.plain("privacy"), "privacy"))
    places.append((Words(id="Permintaan hapus", en="To be deleted"), addresses.plain("deletions"), "deletions"))
    places.append((Words(id="Pengelolaan", en="Administration"), addresses.plain("accounts"), "accounts"))
    here = request.path
    return tuple(
        Link(words=words, url=url, current=here == url or (url != "/" and here.startswith(url)))
        for words, url, look in places
        if reader.may_look(look)
    )


def _notes(request: HttpRequest) -> tuple[Note, ...]:
    if not hasattr(request, "_messages"):
        return ()
    return tuple(
        Note(text=str(item.message), kind="success" if item.level == messages.SUCCESS else "info")
        for item in messages.get_messages(request)
    )


def frame_of(request: HttpRequest) -> Frame:
    """This will gather, with the database at hand, all that stands around the page, once a request."""
    kept = getattr(request, "pulang_frame", None)
    if kept is None:
        kept = request.pulang_frame = _frame(request)  # type: ignore[attr-defined]
    return kept


def _frame(request: HttpRequest) -> Frame:
    reader = reader_of(request)
    if reader is None:
        return Frame(notes=_notes(request), demo=settings.PULANG_DEMO, path=request.get_full_path())
    without = request.GET.copy()
    without.pop(DAY, None)
    rest = tuple((name, value) for name, values in without.lists() for value in values)
    return Frame(
        person=reader.actor.name,
        agency=same(reader.agency_name),
        links=_links(request, reader),
        notes=_notes(request),
        demo=settings.PULANG_DEMO,
        path=request.get_full_path(),
        day=asked_day(request),
        today=reader.today,
        today_url=f"{request.path}?{urlencode(rest)}" if rest else request.path,
        kept=rest,
        idle_seconds=settings.SESSION_COOKIE_AGE,
        base="web/bare.html" if request.headers.get("HX-Request") == "true" else "web/base.html",
    )


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: this will give `frame` to templates shown by others, such as the sign-in pages."""
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}


def _refuse(_execute: object, sql: str, *_rest: object) -> NoReturn:
    message = f"A template asked the database; put it on the page instead: {sql[:200]}"
    raise QueryWhileShowing(message)


@contextmanager
def database_refused() -> Iterator[None]:
    """This will let no query through until the block ends."""
    with ExitStack() as stack:
        for connection in connections.all(initialized_only=True):
            stack.enter_context(connection.execute_wrapper(_refuse))
        yield


def render(request: HttpRequest, template: str, page: Page, *, status: int = HTTP_OK, **parts: object) -> HttpResponse:
    """This will show a page; `parts` is for a form that goes with it. No query can hide in the template."""
    shown = frame_of(request)
    with looks.written_meanwhile(), database_refused():
        body = loader.get_template(template).render({"page": page, "frame": shown, **parts}, request)
    response = HttpResponse(body, status=status)
    patch_vary_headers(response, ["HX-Request"])  # a script asks for the main part alone, at the same address
    return response


def private(response: HttpResponse) -> HttpResponse:
    """This will keep an answer out of every cache."""
    response.headers["Expires"], response.headers["Cache-Control"] = http_date(), _NEVER_CACHED
    return response
