"""Who knocks from where, and whether this is one try too many: counted before anything is checked."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from pulang.areas.accounts.facts import SignInEvent, Where
from pulang.doors.web.forms import Form
from pulang.doors.web.words import told
from pulang.flows import signing_in
from pulang.flows.cards import Opened
from pulang.flows.signing_in import Tried
from pulang.kernel import callers
from pulang.kernel.words import Words
from pulang.storage import clock
from pulang.storage.unhurried import unhurried

TOO_MANY: Final = Words(
    id="Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.",
    en="Too many tries. Wait a few minutes, then try again.",
)
_BROWSER_SIGNS: Final = 200


def address_of(request: HttpRequest) -> str:
    """This will give the address a request comes from, as our own server sees it."""
    return callers.address(
        str(request.META.get("REMOTE_ADDR") or ""),
        request.headers.get("X-Forwarded-For", ""),
        behind=settings.PULANG_BEHIND_SERVER,
    )


def where_of(request: HttpRequest) -> Where:
    """This will give from where somebody signs in, for the book."""
    return Where(address_of(request), request.headers.get("User-Agent", "")[:_BROWSER_SIGNS])


def note(request: HttpRequest, event: SignInEvent, *, user: str | None, way: str = "", by: str | None = None) -> None:
    """This will write into the book of sign-ins what this request did."""
    signing_in.note(event, at=clock.real(), user=user, where=where_of(request), way=way, by=by)


def knock(request: HttpRequest, what: Sequence[tuple[str, str]]) -> Tried:
    """This will count a try, and refuse one too many in words."""
    tried = signing_in.count_try(what=what, at=clock.real())
    if not tried.allowed:
        raise ValidationError(told(TOO_MANY), code="too-many")
    return tried


def of_password(request: HttpRequest, user: str) -> tuple[tuple[str, str], ...]:
    """This will give what a try with a password counts under."""
    return (
        ("sign-in-address", callers.network(address_of(request))),
        ("sign-in-account", user),
        ("sign-in-everybody", ""),
    )


def of_factor(user: str) -> tuple[tuple[str, str], ...]:
    """This will give what a try with a second factor counts under."""
    return (("factor-account", user),)


def refused(request: HttpRequest, tried: Tried, *, event: SignInEvent, user: str | None, way: str) -> None:
    """This will write down that a try was wrong, and that it was the last one for a while."""
    note(request, event, user=user, way=way)
    if tried.last:
        note(request, SignInEvent.LOCKED, user=user, way=way)


class _Opens(Protocol):
    def __call__(self, number: str, pin: str, /) -> Opened | None: ...


class PairForm(Form):
    """A `number` and a `pin` that together open something without an account; every no is the same."""

    opens: ClassVar[_Opens]
    mismatch: ClassVar[Any]

    def __init__(self, data: Any = None, *, request: HttpRequest) -> None:
        super().__init__(data)
        self.request = request
        self.opened: Opened | None = None

    def clean(self) -> dict[str, Any]:
        """This will count the try, however it was typed, then look whether both belong together."""
        given = super().clean() or {}
        if self.errors:
            return given
        counted = (
            ("card-address", callers.network(address_of(self.request))),
            ("card-number", "".join(sign for sign in given["number"] if sign.isalnum())),
            ("card-everybody", ""),
        )
        with unhurried(ValidationError):
            tried = knock(self.request, counted)
            self.opened = type(self).opens(given["number"], given["pin"])
            if self.opened is None:
                raise ValidationError(self.mismatch)
        signing_in.give_back(tried)
        return given
