"""Pages: a view gathers one frozen `Page`, and a template shows it with the database refused."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any, NoReturn, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from pulang.kernel.words import Words, same

ANYONE = "anyone"
SIGNED_IN = "signed-in"
DAY = "hari"
HTTP_OK = 200

P = ParamSpec("P")


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
    """What a template receives. Areas' pages add their own fields; the title is all that every page has."""

    title: Words
    back: Link | None = None


SAVE = Words(id="Simpan", en="Save")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(Page):
    """A page that is one form, shown by web/form_page.html."""

    action: str = ""
    button: Words = SAVE
    cancel: Link | None = None
    sentences: tuple[Words, ...] = ()


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

    @property
    def another_day(self) -> bool:
        """This will be true while the reader looks at a day that is not today."""
        return self.day is not None and self.day != self.today


class QueryWhileShowing(AssertionError):
    """A template asked the database; its view has to put the answer on the page."""


def today() -> date:
    """This will read the clock, or the day the demo stands on."""
    told = getattr(settings, "PULANG_TODAY", None)
    if isinstance(told, date):
        return told
    return date.fromisoformat(told) if told else timezone.localdate()


def asked_day(request: HttpRequest) -> date:
    """This will give the day the reader asked for with `?hari=2018-12-25`; an impossible one reads as today."""
    text = request.GET.get(DAY, "")
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError:
        return today()


def with_day(url: str, request: HttpRequest) -> str:
    """This will keep the reader's day in a link to another page."""
    chosen = asked_day(request)
    if chosen == today():
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode({DAY: chosen.isoformat()})}"


NAVIGATION: list[Callable[[HttpRequest], tuple[Link, ...]]] = []
"""Each area's urls module adds a function here that gives its links for this reader."""


def _notes(request: HttpRequest) -> tuple[Note, ...]:
    if not hasattr(request, "_messages"):
        return ()
    return tuple(
        Note(text=str(item.message), kind="success" if item.level == messages.SUCCESS else "info")
        for item in messages.get_messages(request)
    )


def _person(user: Any) -> tuple[str, Words | None]:
    """This will give how the header calls the person and her agency."""
    agency = getattr(user, "agency", None)
    name = str(getattr(user, "name", "") or user.get_username())
    return name, same(str(agency.name)) if agency is not None else None


def frame_of(request: HttpRequest) -> Frame:
    """This will gather, with the database at hand, all that stands around the page, once a request."""
    kept = getattr(request, "pulang_frame", None)
    if kept is None:
        kept = request.pulang_frame = _frame(request)  # type: ignore[attr-defined]
    return kept


def _frame(request: HttpRequest) -> Frame:
    user: Any = getattr(request, "user", None)
    here = user is not None and user.is_authenticated
    person, agency = _person(user) if here else ("", None)
    without = request.GET.copy()
    without.pop(DAY, None)
    rest = tuple((name, value) for name, values in without.lists() for value in values)
    return Frame(
        person=person,
        agency=agency,
        links=tuple(link for links in NAVIGATION for link in links(request)) if here else (),
        notes=_notes(request),
        demo=bool(getattr(settings, "PULANG_DEMO", False)),
        path=request.get_full_path(),
        day=asked_day(request) if here else None,
        today=today() if here else None,
        today_url=f"{request.path}?{urlencode(rest)}" if rest else request.path,
        kept=rest,
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
    with database_refused():
        body = loader.get_template(template).render({"page": page, "frame": shown, **parts}, request)
    return HttpResponse(body, status=status)


def needs(right: str) -> Callable[[Callable[P, HttpResponse]], Callable[P, HttpResponse]]:
    """This will write a view's right on it as `view.right` and send a stranger to the sign-in page first.

    Whether this person holds the right is asked where the facts are: by the flow for an act, by the area's
    query for reading. `ANYONE` leaves the door open; a test walks all addresses and fails for one without a right.
    """

    def mark(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            request = args[0]
            assert isinstance(request, HttpRequest)
            if right != ANYONE and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return view(*args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return mark
