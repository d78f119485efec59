"""Who is here, and in whose name the database answers: the one place that opens a context and checks a right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import CONFIRMED_AT, CONFIRMED_SECONDS, FACTOR_AT, Actor
from pulang.areas.accounts.rules import LOOKS, RIGHTS, Relation, may, may_look
from pulang.areas.audit.rules import Decision, Door
from pulang.areas.cases import queries as cases
from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.flows import looking as looks
from pulang.flows import standing
from pulang.kernel.refusals import Refusal
from pulang.storage import clock

ANYONE = "anyone"
SIGNED_IN = "signed-in"
ENDED = "berakhir"  # in the sign-in page's address: there was a session, and it has ended

READING = ("GET", "HEAD")

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever looks at a page: the account with today's roles, the agency's name, and the day it is."""

    actor: Actor
    agency_name: str
    today: date

    def may_look(self, what: str) -> bool:
        """This will be true when the reader may look at this kind of thing."""
        return may_look(self.actor, what)


def reader_of(request: HttpRequest) -> Reader | None:
    """This will give who looks, asked once a request; None for a stranger and for a closed account."""
    if not hasattr(request, "pulang_reader"):
        user: Any = getattr(request, "user", None)
        found = None
        if user is not None and user.is_authenticated:
            day = clock.today()
            signed_in = accounts.signed_in(user.get_username(), day)
            found = None if signed_in is None else Reader(signed_in[0], signed_in[1], day)
        request.pulang_reader = found  # type: ignore[attr-defined]
    kept: Reader | None = request.pulang_reader  # type: ignore[attr-defined]
    return kept


def here(request: HttpRequest) -> Reader:
    """This will give who looks at a page that only somebody signed in can reach."""
    reader = reader_of(request)
    assert reader is not None, "a view that asks who is here declares a right"
    return reader


def signing_in_first(request: HttpRequest) -> HttpResponse:
    """This will lead to the sign-in page and back; a browser that had a session is told that it has ended."""
    answer = redirect_to_login(request.get_full_path())
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        answer["Location"] += f"&{ENDED}=1"
    return answer


class SeeOther(HttpResponseRedirect):
    """Leads to the page that shows what was done, so that a reload does not send the form again."""

    status_code = 303


class SameAgain(HttpResponseRedirect):
    """Leads elsewhere with what was sent, so that nothing typed is lost on the way."""

    status_code = 307


def confirmed_lately(request: HttpRequest) -> bool:
    """This will be true for five minutes after the reader last proved, with a factor, who is sitting there."""
    at: float = request.session.get(CONFIRMED_AT, 0)
    return 0 <= clock.real().timestamp() - at <= CONFIRMED_SECONDS


def factor_demanded() -> bool:
    """This will be true where nobody works with a password alone: everywhere but in a demo, unless it is to try it."""
    return not settings.PULANG_DEMO or settings.PULANG_SECOND_FACTOR


def halfway_in(request: HttpRequest) -> bool:
    """This will be true for somebody whose password was right and who has yet to set up a second factor."""
    return factor_demanded() and not request.session.get(FACTOR_AT)


def needs(right: str, *, step_up: bool = False, halfway: bool = False) -> Callable[[View], View]:
    """This will open a view to those who hold `right`: a look, a verb, `SIGNED_IN` or `ANYONE`.

    A stranger is sent to the sign-in page. Whoever lacks the right meets the page of what does not exist, so
    nobody learns that there is something. A page that is only read is made inside one reading transaction in
    which the database answers for the reader; a form opens its own, because an act is durable by itself.
    With `step_up` the reader must have proved within five minutes, with a factor, who is sitting there; otherwise
    the page that asks for it comes first, keeps what was typed, and leads back. Somebody who signed in with a
    password and has no second factor reaches `halfway` pages only, those on which one is set up.
    """
    assert right in (ANYONE, SIGNED_IN) or right in LOOKS or right in RIGHTS, f"nobody has the right {right}"
    gate = _Gate(right, step_up)

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if right == ANYONE:
                return view(request, *args, **kwargs)
            reader = reader_of(request)
            if reader is None:
                return signing_in_first(request)
            if not halfway and halfway_in(request):
                return HttpResponseRedirect(reverse("factors"))
            with looks.through(_came(request)):
                if request.method not in READING:
                    return _sent(view, request, args, kwargs, gate)
                with looking(request):
                    return _answered(view, request, args, kwargs, gate)

        guarded.right = right  # type: ignore[attr-defined]
        guarded.step_up = step_up  # type: ignore[attr-defined]
        guarded.halfway = halfway  # type: ignore[attr-defined]
        return guarded

    return mark


def looking(request: HttpRequest) -> Any:
    """This will open the transaction in which the database answers for the reader, and only reads."""
    reader = here(request)
    return standing.looking(reader.actor, day=reader.today)


def _came(request: HttpRequest) -> looks.Through:
    key = request.session.session_key
    return looks.Through(Door.WEB, clock.now(), looks.mark_of(key) if key else "", uuid4().hex[:16])


@dataclass(frozen=True, slots=True)
class _Gate:
    """What a view asks of its reader."""

    right: str
    step_up: bool


def _answered(view: View, request: HttpRequest, args: Any, kwargs: Any, gate: _Gate) -> HttpResponse:
    try:
        _refuse_others(request, gate.right, kwargs)
        if gate.step_up and not confirmed_lately(request):
            return HttpResponseRedirect(_confirming(request))
        response = view(request, *args, **kwargs)
    except (Refusal, Http404) as refusal:
        _note_refused(request, gate.right, kwargs)
        raise Http404 from refusal
    note_case(kwargs)
    return response


def note_case(parts: Mapping[str, Any]) -> None:
    """This will write down that a page about a case was shown, where its view has not said more about it."""
    if "number" in parts and not looks.noted():
        looks.note(action="case.form", case=cases.find(parts["number"]))


def _note_refused(request: HttpRequest, right: str, parts: Mapping[str, Any]) -> None:
    """This will write down that a page about a case, or a list of cases, was asked for in vain."""
    about: ProgrammeFacts | None = getattr(request, "pulang_programme", None)
    if "number" in parts or right in _OF_PERSONS:
        looks.note(
            action="case.listed" if "number" not in parts else "case.read",
            number=cases.as_kept(parts.get("number", "")),
            programme=about.code if about else "",
            decision=Decision.DENIED,
            reason="not-here",
        )


_OF_PERSONS = frozenset({"cases", "care"})


def _sent(view: View, request: HttpRequest, args: Any, kwargs: Any, gate: _Gate) -> HttpResponse:
    with looking(request):
        try:
            _refuse_others(request, gate.right, kwargs)
        except (Refusal, Http404) as refusal:
            _note_refused(request, gate.right, kwargs)
            raise Http404 from refusal
    if gate.right in LOOKS:
        return HttpResponseNotAllowed(READING)
    if gate.step_up and not confirmed_lately(request):
        # A browser brings a file to no other page: whoever sent one proves who she is and chooses it again.
        return SeeOther(_confirming(request)) if request.FILES else SameAgain(_confirming(request))
    return view(request, *args, **kwargs)


def _refuse_others(request: HttpRequest, right: str, kwargs: Mapping[str, Any]) -> None:
    if not _holds(request, right, kwargs):
        raise Http404


def _confirming(request: HttpRequest) -> str:
    return f"{reverse('step-up')}?{urlencode({'next': request.get_full_path()})}"


def _holds(request: HttpRequest, right: str, kwargs: Mapping[str, Any]) -> bool:
    actor = here(request).actor
    about = programme_of(kwargs)
    request.pulang_programme = about  # type: ignore[attr-defined]
    if right == SIGNED_IN:
        return True
    if right in LOOKS:
        return may_look(actor, right)
    return may(actor, right, None if about is None else relation_to(actor, about))


def programme_of(kwargs: Mapping[str, Any]) -> ProgrammeFacts | None:
    """This will give the programme an address is about, by its code or a case's number; refuses what is not there."""
    if "number" in kwargs:
        return programmes.programme(cases.find(kwargs["number"]).programme)
    return programmes.programme(kwargs["code"]) if "code" in kwargs else None


def programme_here(request: HttpRequest) -> ProgrammeFacts:
    """This will give the programme of this page's address, which was found when its right was checked."""
    found: ProgrammeFacts | None = request.pulang_programme  # type: ignore[attr-defined]
    assert found is not None, "an address under a programme or a case"
    return found


def relation_to(actor: Actor, about: ProgrammeFacts) -> Relation:
    """This will say how the reader's agency stands to a programme, asking only where the programme does not say it."""
    if actor.agency == about.lead:
        return Relation.LEAD
    return Relation.MINISTRY if actor.agency == about.ministry else standing.relation(actor, about.code)


@dataclass(frozen=True, slots=True)
class Powers:
    """Which acts the reader may do in one programme; a page offers only those."""

    actor: Actor
    relation: Relation | None

    def may(self, verb: str) -> bool:
        """This will be true when the reader may do this here."""
        return may(self.actor, verb, self.relation)


def powers(request: HttpRequest, about: ProgrammeFacts | None) -> Powers:
    """This will give what the reader may do in a programme, or where no programme is concerned."""
    actor = here(request).actor
    return Powers(actor, None if about is None else relation_to(actor, about))
