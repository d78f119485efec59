"""Shows where one is signed in and what happened to the account; changes the password; signs out everywhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib import auth, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import SignInEvent
from pulang.doors.web import knocking, labels
from pulang.doors.web.context import READING, SIGNED_IN, needs
from pulang.doors.web.factors import proof
from pulang.doors.web.forms import Form
from pulang.doors.web.own.words import SIGN_INS, WAYS, browser
from pulang.doors.web.pages import FormPage, Page, private, render
from pulang.doors.web.words import say, told
from pulang.flows import signing_in
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import clock

_SHOWN: Final = 20
_UNPROCESSABLE: Final = 422
TITLE: Final = Words(id="Akun Anda", en="Your account")
CHANGED: Final = Words(
    id="Kata sandi diganti. Anda keluar dari semua perangkat lain.",
    en="The password is changed. You are signed out everywhere else.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One browser that is signed in."""

    begun_at: datetime
    seen_at: datetime
    browser: Words
    own: bool
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One line of the book of sign-ins."""

    at: datetime
    what: Words
    way: Words | None
    browser: Words | None
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage(Page):
    """Where one is signed in, and what happened lately."""

    sessions: tuple[Opened, ...]
    happened: tuple[Happened, ...]


class PasswordForm(Form):
    """The password of today and the one of tomorrow."""

    old = forms.CharField(
        label=say("Kata sandi sekarang", "Password now"),
        strip=False,
        error_messages={"required": say("Tulis kata sandi Anda sekarang", "Write your password of now")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "govuk-input--width-20"}),
    )
    password = forms.CharField(
        label=say("Kata sandi baru", "New password"),
        help_text=say(
            "Paling sedikit 12 tanda; beberapa kata biasa pun boleh.",
            "At least 12 characters; a few plain words will do.",
        ),
        strip=False,
        error_messages={"required": say("Tulis kata sandi baru", "Write a new password")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "govuk-input--width-20"}),
    )

    def __init__(self, data: Any = None, *, request: HttpRequest) -> None:
        super().__init__(data)
        self.request = request

    def clean_old(self) -> str:
        """This will refuse a password that is not today's; counted like any try."""
        raw: str = self.cleaned_data["old"]
        user: Any = self.request.user
        tried = knocking.knock(self.request, knocking.of_factor(user.get_username()))
        if not user.check_password(raw):
            knocking.refused(
                self.request,
                tried,
                event=SignInEvent.CONFIRM_REFUSED,
                user=user.get_username(),
                way=proof.PASSWORD,
            )
            raise ValidationError(say("Kata sandi ini tidak cocok.", "This password does not match."))
        signing_in.give_back(tried)
        return raw


@needs(SIGNED_IN)
def account(request: HttpRequest) -> HttpResponse:
    """This will show one's own sessions and what the book of sign-ins says."""
    user = request.user.get_username()
    page = AccountPage(
        title=TITLE,
        sessions=tuple(
            Opened(
                begun_at=one.begun_at,
                seen_at=one.seen_at,
                browser=browser(one.browser),
                own=one.own,
                end=reverse("session-end", args=[one.kept]),
            )
            for one in accounts.sessions(user, clock.real(), key=request.session.session_key or "")
        ),
        happened=tuple(
            Happened(
                at=one.recorded_at,
                what=labels.named(SIGN_INS, one.event),
                way=WAYS.get(one.way),
                browser=browser(one.browser) if one.browser else None,
                address=one.address,
            )
            for one in accounts.sign_ins(user, limit=_SHOWN)
        ),
    )
    return private(render(request, "web/account/account.html", page))


@needs(SIGNED_IN, halfway=True)
def leave_everywhere(request: HttpRequest) -> HttpResponse:
    """This will end every session of one's own, this one as well."""
    if request.method in READING:
        return HttpResponseNotAllowed(["POST"])
    user = request.user.get_username()
    knocking.note(request, SignInEvent.ENDED_EVERYWHERE, user=user)
    signing_in.end_sessions(user=user)
    auth.logout(request)
    return HttpResponseRedirect(reverse("account_login"))


@needs(SIGNED_IN)
def end_session(request: HttpRequest, kept: str) -> HttpResponse:
    """This will end one of one's own sessions."""
    if request.method in READING:
        return HttpResponseNotAllowed(["POST"])
    if signing_in.end_session(user=request.user.get_username(), kept=kept):
        knocking.note(request, SignInEvent.SIGNED_OUT, user=request.user.get_username())
    return HttpResponseRedirect(reverse("account"))


@needs(SIGNED_IN)
def change_password(request: HttpRequest) -> HttpResponse:
    """This will change the password; every other session ends."""
    form = PasswordForm(None if request.method in READING else request.POST, request=request)
    if request.method not in READING and form.is_valid():
        try:
            return _changed(request, form.cleaned_data["password"])
        except Refusal as refusal:
            form.refuse(refusal)
    page = FormPage(
        title=Words(id="Ganti kata sandi", en="Change the password"),
        action=request.path,
        button=Words(id="Ganti kata sandi", en="Change the password"),
    )
    status = _UNPROCESSABLE if form.errors else 200
    return private(render(request, "web/account/password.html", page, status=status, form=form))


def _changed(request: HttpRequest, raw: str) -> HttpResponse:
    user: Any = request.user
    signing_in.choose_password(user=user.get_username(), raw=raw, but=request.session.session_key or "")
    user.refresh_from_db()
    auth.update_session_auth_hash(request, user)  # goes on under a new key
    knocking.note(request, SignInEvent.PASSWORD_CHANGED, user=user.get_username())
    messages.success(request, told(CHANGED))
    return HttpResponseRedirect(reverse("account"))


@needs(SIGNED_IN, halfway=True)
def still_here(request: HttpRequest) -> HttpResponse:
    """This will answer a page whose reader is still there; that somebody asked is what counts."""
    return private(HttpResponse(status=204))
