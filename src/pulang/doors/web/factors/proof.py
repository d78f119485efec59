"""Proves a second factor: counted before it is looked at, used once, written down."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from pulang.areas.accounts.facts import SignInEvent
from pulang.doors.web import knocking
from pulang.doors.web.factors import means, passkeys
from pulang.doors.web.forms import Form
from pulang.doors.web.words import say
from pulang.flows import signing_in
from pulang.storage import clock

PASSKEY: Final = "passkey"
APP: Final = "app"
PAPER: Final = "paper"
PASSWORD: Final = "password"  # noqa: S105 - a way to prove, not a secret

_WRONG_CODE: Final = say(
    "Kode ini tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu coba lagi.",
    "This code does not match or was used before. Wait for the app's next one, then try again.",
)
_WRONG_KEY: Final = say(
    "Kunci sandi ini tidak dikenali. Coba lagi, atau pakai kode.",
    "This passkey is not known. Try again, or use a code.",
)
_WRONG_PASSWORD: Final = say("Kata sandi ini tidak cocok. Coba lagi.", "This password does not match. Try again.")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who has to prove it, on which request, and what the book calls a wrong try."""

    request: HttpRequest
    user: Any
    wrong: SignInEvent


class ProofForm(Form):
    """A code of an app or from paper, or a passkey; for an account without any of them, the password."""

    code = forms.CharField(
        label=say("Kode dari aplikasi atau kode cadangan", "Code from the app, or a backup code"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "class": "govuk-input--width-20"}),
    )
    password = forms.CharField(
        label=say("Kata sandi Anda", "Your password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "govuk-input--width-20"}),
    )
    credential = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, asked: Asked) -> None:
        super().__init__(data)
        self.asked = asked
        self.means = means.means_of(asked.user)
        self.way = ""
        if self.means.any:
            del self.fields["password"]
        else:
            del self.fields["code"], self.fields["credential"]
        if not self.means.passkeys:
            self.fields.pop("credential", None)

    def clean(self) -> dict[str, Any]:
        """This will prove what was given, after counting the try."""
        given = super().clean() or {}
        field = next((name for name in ("credential", "code", "password") if given.get(name)), "")
        if not field:
            shown = "code" if "code" in self.fields else "password"
            self.add_error(
                shown,
                ValidationError(
                    say("Tulis kodenya", "Write the code")
                    if shown == "code"
                    else say("Tulis kata sandi Anda", "Write your password")
                ),
            )
            return given
        try:
            tried = knocking.knock(self.asked.request, knocking.of_factor(self.asked.user.get_username()))
        except ValidationError as many:
            self.add_error(None if field == "credential" else field, many)
            return given
        self.way = self._proved(field, given[field])
        if self.way:
            signing_in.give_back(tried)
        else:
            self._refuse(field, tried)
        return given

    def _proved(self, field: str, given: str) -> str:
        user = self.asked.user
        if field == "credential":
            return PASSKEY if passkeys.shown_by(user, given) else ""
        if field == "password":
            return PASSWORD if user.check_password(given) else ""
        return _by_code(user, self.means, given)

    def _refuse(self, field: str, tried: signing_in.Tried) -> None:
        way = {"credential": PASSKEY, "code": APP, "password": PASSWORD}[field]
        knocking.refused(
            self.asked.request, tried, event=self.asked.wrong, user=self.asked.user.get_username(), way=way
        )
        wrong = {"credential": _WRONG_KEY, "code": _WRONG_CODE, "password": _WRONG_PASSWORD}[field]
        self.add_error(None if field == "credential" else field, ValidationError(wrong))


def _by_code(user: Any, has: means.Means, code: str) -> str:
    code = code.strip()
    if has.app is not None:
        step = means.step_of(means.opened(has.app_secret, user), code.replace(" ", ""), clock.real())
        if step is not None:
            return APP if signing_in.use_counter(authenticator=has.app, counter=step) else ""
    digest = means.paper_digest(code, user)
    return PAPER if digest and signing_in.use_recovery_code(user=user.pk, digest=digest) else ""
