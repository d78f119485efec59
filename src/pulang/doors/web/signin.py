"""Signing in: user code and password, then a second factor; and out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import auth
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import BEGUN_AT, BROWSER, CONFIRMED_AT, FACTOR_AT, SignInEvent
from pulang.doors.web import knocking, labels
from pulang.doors.web.context import ANYONE, ENDED, READING, factor_demanded, needs, reader_of
from pulang.doors.web.factors import means, passkeys, proof
from pulang.doors.web.factors.proof import Asked, ProofForm
from pulang.doors.web.forms import Form
from pulang.doors.web.pages import Page, private, render
from pulang.doors.web.words import say
from pulang.flows import signing_in
from pulang.kernel.words import Words, listing
from pulang.storage import clock

DEMO_PASSWORD = "contoh-contoh"  # noqa: S105 - printed on the sign-in page of a demo, which holds no real person
DEMO_ACCOUNTS = 15  # one for each role, and the institution that goes along on the way home
HALF: Final = "pulang_half_in"  # who gave the right password and has yet to show a second factor
_HALF_SECONDS: Final = 600
_SIGNS_MAX: Final = 4096
_UNPROCESSABLE: Final = 422
TITLE: Final = Words(id="Masuk", en="Sign in")
_SECOND: Final = Words(id="Satu langkah lagi", en="One more step")
_MISMATCH: Final = say(
    "Kode pengguna dan kata sandi ini tidak cocok. Periksa keduanya dan coba lagi.",
    "This user code and password do not match. Check both and try again.",
)
_UNKNOWN_KEY: Final = Words(id="Kunci sandi ini tidak dikenali di sini.", en="This passkey is not known here.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """An account that anybody may try in a demo."""

    code: str
    role: Words
    agency: str
    password: str = DEMO_PASSWORD


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage(Page):
    """The sign-in page, with the demo's accounts on it in a demo."""

    onward: str
    ended: bool
    demo_accounts: Sequence[DemoAccount]
    one_factor: bool
    said: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPage(Page):
    """Asks for the second factor."""

    request_options: str


def demo_accounts() -> Sequence[DemoAccount]:
    """This will give the accounts of the demo, and none anywhere else."""
    if not settings.PULANG_DEMO:
        return ()
    return tuple(
        DemoAccount(
            code=found.code,
            role=listing(tuple(labels.named(labels.ROLES, role) for role in found.roles)),
            agency=found.agency_name,
        )
        for found in accounts.able_to_sign_in(clock.today(), limit=DEMO_ACCOUNTS)
    )


class SignInForm(Form):
    """User code and password."""

    login = forms.CharField(
        label=say("Kode pengguna", "User code"),
        error_messages={"required": say("Tulis kode pengguna Anda", "Write your user code")},
        max_length=64,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "class": "govuk-input--width-20",
            }
        ),
    )
    password = forms.CharField(
        label=say("Kata sandi", "Password"),
        strip=False,
        max_length=_SIGNS_MAX,
        error_messages={"required": say("Tulis kata sandi Anda", "Write your password")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "govuk-input--width-20"}),
    )

    def __init__(self, data: Any = None, *, request: HttpRequest) -> None:
        super().__init__(data)
        self.request = request
        self.user: Any = None

    def clean(self) -> dict[str, Any]:
        """This will count the try, then look whether code and password belong together."""
        given = super().clean() or {}
        if self.errors:
            return given
        code = given["login"].strip().casefold()
        tried = knocking.knock(self.request, knocking.of_password(self.request, code))
        # A code nobody has costs one hash as well, so nobody learns from the time who has an account.
        self.user = auth.authenticate(self.request, username=code, password=given["password"])
        if self.user is None:
            knocking.refused(self.request, tried, event=SignInEvent.REFUSED, user=code, way=proof.PASSWORD)
            raise ValidationError(_MISMATCH)
        signing_in.give_back(tried)
        return given


@needs(ANYONE)
def sign_in(request: HttpRequest) -> HttpResponse:
    """This will let somebody in who shows a password, or ask for the second factor next."""
    if reader_of(request) is not None:
        return HttpResponseRedirect(onward(request))
    form = SignInForm(None if request.method in READING else request.POST, request=request)
    if request.method in READING or not form.is_valid():
        return _sign_in_page(request, form)
    if not means.means_of(form.user).any:
        return come_in(request, form.user, way=proof.PASSWORD, to=onward(request))
    request.session[HALF] = [form.user.pk, clock.real().timestamp(), onward(request)]
    return HttpResponseRedirect(reverse("second-factor"))


def _sign_in_page(request: HttpRequest, form: SignInForm, *, said: Words | None = None) -> HttpResponse:
    page = SignInPage(
        title=TITLE,
        onward=onward(request),
        ended=ENDED in request.GET,
        demo_accounts=demo_accounts(),
        one_factor=not factor_demanded(),
        said=said,
    )
    status = _UNPROCESSABLE if form.errors or said else 200
    return private(render(request, "web/account/sign_in.html", page, status=status, form=form))


@needs(ANYONE)
def second_factor(request: HttpRequest) -> HttpResponse:
    """This will ask whoever gave the right password for a second factor."""
    user, to = _half_in(request)
    if user is None:
        return HttpResponseRedirect(reverse("account_login"))
    asked = Asked(request, user, SignInEvent.REFUSED)
    form = ProofForm(None if request.method in READING else request.POST, asked=asked)
    if request.method not in READING and form.is_valid():
        return come_in(request, user, way=form.way, to=to)
    options = passkeys.request_options(user) if form.means.passkeys else ""
    page = SecondPage(title=_SECOND, request_options=options)
    status = _UNPROCESSABLE if form.errors else 200
    return private(render(request, "web/account/second_factor.html", page, status=status, form=form))


def _half_in(request: HttpRequest) -> tuple[Any, str]:
    pk, at, to = request.session.get(HALF, (None, 0, "/"))
    if pk is None or not 0 <= clock.real().timestamp() - at <= _HALF_SECONDS:
        return None, "/"
    return get_user_model().objects.filter(pk=pk, is_active=True).first(), to


@needs(ANYONE)
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """This will let somebody in with a passkey alone: it is held and unlocked by its owner, so it is two factors."""
    if request.method in READING:
        answer = HttpResponse(passkeys.request_options(None), content_type="application/json")
        return private(answer)
    given = request.POST.get("credential", "")
    user = passkeys.owner_of(given)
    code = user.get_username() if user is not None else ""
    form = SignInForm(request=request)
    try:
        tried = knocking.knock(request, knocking.of_password(request, code)[::2])  # never locks the owner out
    except ValidationError:
        return _sign_in_page(request, form, said=knocking.TOO_MANY)
    if user is None or not user.is_active or not passkeys.shown_by(user, given):
        knocking.refused(request, tried, event=SignInEvent.REFUSED, user=code, way=proof.PASSKEY)
        return _sign_in_page(request, form, said=_UNKNOWN_KEY)
    signing_in.give_back(tried)
    return come_in(request, user, way=proof.PASSKEY, to=onward(request))


def come_in(request: HttpRequest, user: Any, *, way: str, to: str) -> HttpResponse:
    """This will open a session under a new key, say in it how sure we are, and write it down."""
    auth.login(request, user)
    request.session.pop(HALF, None)
    now = clock.real().timestamp()
    request.session.update(
        {BEGUN_AT: now, CONFIRMED_AT: now, BROWSER: knocking.where_of(request).browser}
        | ({} if way == proof.PASSWORD else {FACTOR_AT: now})
    )
    knocking.note(request, SignInEvent.SIGNED_IN, user=user.get_username(), way=way)
    return HttpResponseRedirect(to)


@needs(ANYONE)
def sign_out(request: HttpRequest) -> HttpResponse:
    """This will end the session on the server."""
    if request.method in READING:
        return HttpResponseNotAllowed(["POST"])
    if request.user.is_authenticated:
        knocking.note(request, SignInEvent.SIGNED_OUT, user=request.user.get_username())
    auth.logout(request)
    return HttpResponseRedirect(reverse("account_login"))


def onward(request: HttpRequest) -> str:
    """This will give where to go afterwards, never to another site."""
    return safe(request.POST.get("next") or request.GET.get("next", ""))


def safe(url: str) -> str:
    """This will give an address of ours, and the first page for any other."""
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else "/"
