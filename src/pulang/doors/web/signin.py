"""Signing in: allauth does the work; here are our words, our demo accounts and a closed front door."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from pulang.areas.accounts import queries as accounts
from pulang.doors.web import labels
from pulang.doors.web.context import ANYONE, needs
from pulang.doors.web.words import say
from pulang.kernel.words import Words, listing
from pulang.storage import clock

DEMO_PASSWORD = "contoh-contoh"  # noqa: S105 - printed on the sign-in page of a demo, which holds no real person
DEMO_ACCOUNTS = 14  # those of the first programme: one for each role


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """An account that anybody may try in a demo."""

    code: str
    role: Words
    agency: str
    password: str = DEMO_PASSWORD


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


class SignInForm(LoginForm):  # type: ignore[misc]
    """User code and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        login, password = self.fields["login"], self.fields["password"]
        login.label = say("Kode pengguna", "User code")
        login.error_messages["required"] = say("Tulis kode pengguna Anda", "Write your user code")
        login.widget.attrs.update({"autocapitalize": "none", "spellcheck": "false", "class": "govuk-input--width-20"})
        password.label = say("Kata sandi", "Password")
        password.help_text = ""
        password.error_messages["required"] = say("Tulis kata sandi Anda", "Write your password")
        password.widget.attrs.update({"class": "govuk-input--width-20"})
        if "remember" in self.fields:
            del self.fields["remember"]


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        password = self.fields["password"]
        password.label = say("Kata sandi", "Password")
        password.help_text = ""
        password.error_messages["required"] = say("Tulis kata sandi Anda", "Write your password")
        password.widget.attrs.update({"class": "govuk-input--width-20"})


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": say(
            "Kode pengguna dan kata sandi ini tidak cocok. Periksa keduanya dan coba lagi.",
            "This user code and password do not match. Check both and try again.",
        ),
        "too_many_login_attempts": say(
            "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.",
            "Too many tries. Wait a few minutes, then try again.",
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """This will say no."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """This will lead a closed account back to the sign-in page, which tells it apart from no other."""
        return redirect_to_login("/")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """This will keep quiet: the page that follows already shows who is signed in."""


class SignInView(LoginView):  # type: ignore[misc]
    """The sign-in page, with the demo's accounts on it in a demo."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This will add the accounts anybody may try."""
        return {**super().get_context_data(**kwargs), "demo_accounts": demo_accounts()}


sign_in = needs(ANYONE)(SignInView.as_view())
