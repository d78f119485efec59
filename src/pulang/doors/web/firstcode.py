"""Choosing a password with a one-time code, which an administrator handed over: the first one, or a forgotten one."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from pulang.areas.accounts.facts import SignInEvent
from pulang.doors.web import knocking, signin
from pulang.doors.web.context import ANYONE, READING, needs
from pulang.doors.web.forms import Form, TextField
from pulang.doors.web.pages import FormPage, Link, private, render
from pulang.doors.web.words import say, told
from pulang.flows import signing_in
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import clock

WAY: Final = "first-code"
_UNPROCESSABLE: Final = 422
_CHOSEN: Final = Words(id="Kata sandi tersimpan. Masuklah sekarang.", en="The password is saved. Sign in now.")


class FirstCodeForm(Form):
    """User code, one-time code, and the password to be."""

    login = TextField(label=say("Kode pengguna", "User code"), longest=64)
    code = TextField(label=say("Kode sekali pakai", "One-time code"), longest=100)
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
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "autocapitalize": "none"})
        self.fields["code"].widget.attrs.update({"autocomplete": "off", "autocapitalize": "none"})

    def clean(self) -> dict[str, Any]:
        """This will count the try and use the code up."""
        given = super().clean() or {}
        if self.errors:
            return given
        user = given["login"].strip().casefold()
        tried = knocking.knock(self.request, knocking.of_password(self.request, user))
        try:
            signing_in.use_first_code(user=user, code=given["code"], raw=given["password"], at=clock.real())
        except Refusal as refusal:
            if refusal.code == "first-code-off":
                knocking.refused(self.request, tried, event=SignInEvent.REFUSED, user=user, way=WAY)
            self.add_error(refusal.field, ValidationError(told(refusal.words)))
            return given
        signing_in.give_back(tried)
        knocking.note(self.request, SignInEvent.PASSWORD_CHANGED, user=user, way=WAY)
        return given


@needs(ANYONE)
def first_code(request: HttpRequest) -> HttpResponse:
    """This will let somebody with a one-time code choose a password, and then sign in with it."""
    form = FirstCodeForm(None if request.method in READING else request.POST, request=request)
    if request.method not in READING and form.is_valid():
        messages.success(request, told(_CHOSEN))
        return HttpResponseRedirect(reverse("account_login"))
    page = FormPage(
        title=Words(id="Pilih kata sandi", en="Choose a password"),
        back=Link(words=signin.TITLE, url=reverse("account_login")),
        action=request.path,
        button=Words(id="Simpan kata sandi", en="Save the password"),
        sentences=(
            Words(
                id="Kode sekali pakai Anda terima dari administrator instansi Anda; berlaku satu hari.",
                en="Your agency's administrator gave you the one-time code; it works for one day.",
            ),
        ),
    )
    status = _UNPROCESSABLE if form.errors else 200
    return private(render(request, "web/account/password.html", page, status=status, form=form))
