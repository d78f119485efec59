"""Who calls: a token's user with the rights of the day; and what each operation asks of the caller."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja.security import HttpBearer

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import TOKEN_PREFIX, Actor, Scope, token_digest
from pulang.areas.accounts.rules import may_look
from pulang.areas.audit.rules import Decision, Door
from pulang.areas.cases import queries as cases
from pulang.doors.api import problems
from pulang.flows import signing_in, standing
from pulang.flows.act import NO_ZONE
from pulang.flows.looking import MARK_SIGNS, Through, note, through
from pulang.kernel import callers
from pulang.kernel.moments import local_day
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import clock

P = ParamSpec("P")
R = TypeVar("R")

_SHAPE: Final = re.compile(re.escape(TOKEN_PREFIX) + r"[A-Za-z0-9_\-]{16,200}")
_OTHER_SCOPE: Final = Words(
    id="Token ini tidak dibuat untuk {scope}. Minta token dengan cakupan itu.",
    en="This token was not made to {scope}. Ask for one with that scope.",
)
_TOO_MANY: Final = Words(
    id="Terlalu banyak token yang salah dari alamat ini. Tunggu lima menit, dan periksa tokennya.",
    en="Too many wrong tokens from this address. Wait five minutes, and check the token.",
)
_SCOPES: Final = {
    Scope.READ: Words(id="membaca", en="read"),
    Scope.ACT: Words(id="bertindak", en="act"),
}


@dataclass(frozen=True, slots=True)
class Caller:
    """A machine that was let in: for whom it acts, what its token is for, and the instant it called."""

    actor: Actor
    scopes: frozenset[Scope]
    at: datetime
    came: Through


class Token(HttpBearer):
    """`Authorization: Bearer plg_…`: the token's digest is looked up, the token itself is kept nowhere."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """This will give the caller behind a living token of an open account, or None."""
        at = clock.now()
        right = _SHAPE.fullmatch(token) is not None
        holder = accounts.token_holder(token_digest(token), at) if right else None
        if holder is None:
            _count_wrong(request)
            return None
        actor = standing.actor_on(holder.user, local_day(at, NO_ZONE))
        came = Through(Door.API, at, token_digest(token).hex()[:MARK_SIGNS], uuid4().hex[:16])
        return Caller(actor, frozenset(Scope(name) for name in holder.scopes), at, came)


def _count_wrong(request: HttpRequest) -> None:
    """This will refuse an address that keeps trying tokens; a right token costs no question more."""
    seen = callers.address(
        str(request.META.get("REMOTE_ADDR") or ""),
        request.headers.get("X-Forwarded-For", ""),
        behind=settings.PULANG_BEHIND_SERVER,
    )
    if not signing_in.count_try(what=[("token-address", callers.network(seen))], at=clock.real()).allowed:
        raise Refusal("too-many-tries", _TOO_MANY)


def asked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """This will show a page that is no operation only to callers with a living token."""

    @wraps(view)
    def inside(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs) if Token()(request) else problems.unknown_token(request)
        except Refusal as refusal:
            return problems.refused(request, refusal)

    return inside


def caller_of(request: HttpRequest) -> Caller:
    """This will give the caller of a request that was let in."""
    caller = getattr(request, "auth", None)
    assert isinstance(caller, Caller), "an operation without a token is not an operation of ours"
    return caller


def reads(look: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """This will let an operation read what `look` names in `areas.accounts.rules.LOOKS`, and only as its caller may.

    It runs in a transaction that can only read and in which the database answers for the caller. Whoever may
    not look at all is told the same as somebody who asks for what does not exist.
    """
    return _guard(Scope.READ, look)


def acts(function: Callable[P, R]) -> Callable[P, R]:
    """This will let an operation carry out acts; the flow itself asks for the right, verb by verb."""
    return _guard(Scope.ACT, "")(function)


def _note_refused(look: str, parts: Mapping[str, Any]) -> None:
    """This will write down that a case, or a list of cases, was asked for in vain."""
    if look == "cases":
        note(
            action="case.read" if "number" in parts else "case.listed",
            number=cases.as_kept(parts.get("number", "")),
            decision=Decision.DENIED,
            reason="not-here",
        )


def _guard(scope: Scope, look: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def mark(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            request: Any = args[0]
            caller = caller_of(request)
            if scope not in caller.scopes:
                raise Refusal("token-scope", _OTHER_SCOPE.format(scope=_SCOPES[scope]))
            with through(caller.came):
                if not look:
                    return function(*args, **kwargs)
                with standing.looking(caller.actor, day=local_day(caller.at, NO_ZONE)):
                    try:
                        if not may_look(caller.actor, look):
                            raise problems.not_here()
                        return function(*args, **kwargs)
                    except Refusal:
                        _note_refused(look, kwargs)
                        raise

        guarded.right = look or "act"  # type: ignore[attr-defined]  # a test walks all addresses and asks for it
        guarded.scope = scope  # type: ignore[attr-defined]
        return guarded

    return mark
