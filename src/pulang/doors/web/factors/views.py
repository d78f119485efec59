"""Setting up a second factor, and letting go of one: the pages of one's own sign-in security."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import segno
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from pulang.areas.accounts.facts import CONFIRMED_AT, FACTOR_AT, SignInEvent
from pulang.areas.accounts.rules import Role
from pulang.doors.web import knocking
from pulang.doors.web.acting import CANCEL
from pulang.doors.web.context import READING, SIGNED_IN, factor_demanded, halfway_in, here, needs
from pulang.doors.web.factors import means, passkeys, proof
from pulang.doors.web.forms import Form, TextField
from pulang.doors.web.pages import ConfirmPage, FormPage, Link, Page, private, render
from pulang.doors.web.words import say
from pulang.flows import signing_in
from pulang.kernel.words import Words, same
from pulang.storage import clock

_SECRET: Final = "pulang_app_key"  # noqa: S105 - where a session keeps the sealed key of an app not yet proved
_UNPROCESSABLE: Final = 422
_PASSKEYS_MAX: Final = 10
_GRAVE_ROLES: Final = frozenset(
    role.value for role in (Role.ADMINISTRATOR, Role.DATA_PROTECTION, Role.TREASURER, Role.APPROVER)
)
BACK: Final = Words(id="Pengaman masuk", en="Sign-in security")
_WRONG: Final = say(
    "Kode ini tidak cocok. Periksa jam ponsel, lalu tulis kode yang tampil sekarang.",
    "This code does not match. Check the phone's clock, then write the code it shows now.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A passkey in one line."""

    name: str
    created_at: datetime
    drop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorsPage(Page):
    """What is set up, and what can be."""

    halfway: bool
    grave: bool
    app_drop: str
    papers_left: int
    keys: tuple[Key, ...]
    more_keys: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPage(FormPage):
    """The key for an app, as a picture and as text."""

    picture: SafeString
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage(Page):
    """Codes to write down, shown once."""

    codes: tuple[str, ...]
    onward: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyPage(FormPage):
    """Makes a passkey, which needs the browser's own script."""

    creation_options: str


class AppForm(Form):
    """The first code of an app proves that it has the key."""

    code = forms.CharField(
        label=say("Kode enam angka dari aplikasi", "Six-digit code from the app"),
        error_messages={
            "required": say("Tulis kode enam angka dari aplikasi", "Write the six-digit code from the app")
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}
        ),
    )

    def __init__(self, data: Any = None, *, request: HttpRequest, key: str) -> None:
        super().__init__(data)
        self.request = request
        self.key = key
        self.step = 0

    def clean_code(self) -> str:
        """This will refuse a code that is not this key's."""
        code: str = self.cleaned_data["code"].replace(" ", "")
        user = self.request.user.get_username()
        tried = knocking.knock(self.request, knocking.of_factor(user))
        step = means.step_of(self.key, code, clock.real())
        if step is None:
            knocking.refused(self.request, tried, event=SignInEvent.CONFIRM_REFUSED, user=user, way=proof.APP)
            raise ValidationError(_WRONG)
        signing_in.give_back(tried)
        self.step = step
        return code


class PasskeyForm(Form):
    """A name for the passkey; the browser fills in the rest."""

    name = TextField(
        label=say("Nama kunci sandi", "Name of the passkey"),
        help_text=say("Misalnya: laptop kantor", "For example: office laptop"),
        longest=60,
    )
    credential = forms.CharField(required=False, widget=forms.HiddenInput)


@needs(SIGNED_IN, halfway=True)
def factors(request: HttpRequest) -> HttpResponse:
    """This will show what is set up; the only page of somebody who has set up nothing."""
    has = means.means_of(request.user)
    page = FactorsPage(
        title=BACK,
        halfway=halfway_in(request),
        grave=not has.passkeys and bool(here(request).actor.roles & _GRAVE_ROLES),
        app_drop="" if has.app is None else reverse("factor-drop", args=[has.app]),
        papers_left=has.papers_left,
        keys=tuple(
            Key(name=one.name, created_at=one.created_at, drop=reverse("factor-drop", args=[one.id]))
            for one in has.passkeys
        ),
        more_keys=len(has.passkeys) < _PASSKEYS_MAX,
    )
    return private(render(request, "web/factors/list.html", page))


@needs(SIGNED_IN, halfway=True, step_up=True)
def app_add(request: HttpRequest) -> HttpResponse:
    """This will show the key for an app and keep it once the app has proved that it has it."""
    if means.means_of(request.user).app is not None:
        return HttpResponseRedirect(reverse("factors"))
    key = _key_in_waiting(request)
    form = AppForm(None if request.method in READING else request.POST, request=request, key=key)
    if request.method not in READING and form.is_valid():
        means.keep_app(request.user, key, form.step)
        request.session.pop(_SECRET, None)
        return _added(request, proof.APP)
    address = means.address_for_app(key, request.user.get_username())
    picture = segno.make(address, error="m").svg_inline(scale=5, border=4, dark="#000", light="#fff")
    page = AppPage(
        title=Words(id="Pasang aplikasi autentikator", en="Set up an authenticator app"),
        back=Link(words=BACK, url=reverse("factors")),
        action=request.path,
        button=Words(id="Pasang", en="Set up"),
        picture=mark_safe(picture),  # noqa: S308 - drawn here
        key=" ".join(key[place : place + 4] for place in range(0, len(key), 4)),
    )
    status = _UNPROCESSABLE if form.errors else 200
    return private(render(request, "web/factors/app.html", page, status=status, form=form))


def _key_in_waiting(request: HttpRequest) -> str:
    """This will give the key shown on this page before, so that a reload does not make the app's one worthless."""
    kept = request.session.get(_SECRET)
    if kept:
        return means.opened(kept, request.user)
    key = means.draw_secret()
    request.session[_SECRET] = means.sealed(key, request.user)
    return key


@needs(SIGNED_IN, halfway=True, step_up=True)
def passkey_add(request: HttpRequest) -> HttpResponse:
    """This will keep a passkey that the browser made."""
    if len(means.means_of(request.user).passkeys) >= _PASSKEYS_MAX:
        return HttpResponseRedirect(reverse("factors"))
    form = PasskeyForm(None if request.method in READING else request.POST)
    if request.method not in READING and form.is_valid():
        if passkeys.keep(request.user, form.cleaned_data["name"], form.cleaned_data["credential"]):
            return _added(request, proof.PASSKEY)
        form.add_error(
            None,
            say(
                "Kunci sandi belum terpasang. Pakai peramban yang mendukungnya, lalu coba lagi.",
                "The passkey was not set up. Use a browser that can do it, then try again.",
            ),
        )
    page = PasskeyPage(
        title=Words(id="Pasang kunci sandi", en="Set up a passkey"),
        back=Link(words=BACK, url=reverse("factors")),
        action=request.path,
        button=Words(id="Pasang", en="Set up"),
        creation_options=passkeys.creation_options(request.user),
    )
    status = _UNPROCESSABLE if form.errors else 200
    return private(render(request, "web/factors/passkey.html", page, status=status, form=form))


def _added(request: HttpRequest, way: str) -> HttpResponse:
    """This will write it down and end every other session; codes on paper come with the first factor."""
    _changed(request, SignInEvent.FACTOR_ADDED, way)
    if means.means_of(request.user).papers_left:
        return HttpResponseRedirect(reverse("factors"))
    return _draw(request)


def _changed(request: HttpRequest, event: SignInEvent, way: str) -> None:
    user = request.user.get_username()
    signing_in.end_sessions(user=user, but=request.session.session_key or "")
    request.session.cycle_key()
    now = clock.real().timestamp()
    request.session.update({FACTOR_AT: now, CONFIRMED_AT: now})
    knocking.note(request, event, user=user, way=way)


@needs(SIGNED_IN, step_up=True)
def papers(request: HttpRequest) -> HttpResponse:
    """This will draw new codes to write down, which end the old ones."""
    url = reverse("factors")
    if not means.means_of(request.user).any:
        return HttpResponseRedirect(url)
    if request.method not in READING:
        return _draw(request)
    page = ConfirmPage(
        title=Words(id="Buat kode cadangan baru?", en="Make new backup codes?"),
        back=Link(words=BACK, url=url),
        action=request.path,
        button=Words(id="Ya, buat kode baru", en="Yes, make new codes"),
        cancel=Link(words=CANCEL, url=url),
        sentences=(
            Words(
                id="Kode yang lama tidak berlaku lagi. Kode baru tampil satu kali saja: siapkan kertas.",
                en="The old codes stop working. The new ones are shown only once: have paper ready.",
            ),
        ),
    )
    return private(render(request, "web/confirm.html", page))


def _draw(request: HttpRequest) -> HttpResponse:
    codes = means.draw_papers()
    means.keep_papers(request.user, codes)
    knocking.note(request, SignInEvent.CODES_DRAWN, user=request.user.get_username())
    page = PapersPage(
        title=Words(id="Kode cadangan Anda", en="Your backup codes"),
        codes=codes,
        onward=Link(words=Words(id="Sudah saya simpan", en="I have kept them"), url="/"),
    )
    return private(render(request, "web/factors/papers.html", page))


@needs(SIGNED_IN, step_up=True)
def factor_drop(request: HttpRequest, which: int) -> HttpResponse:
    """This will let go of a factor, unless it is the last one and one is demanded."""
    url = reverse("factors")
    has = means.means_of(request.user)
    last = len(has.passkeys) + (has.app is not None) <= 1
    name = next((one.name for one in has.passkeys if one.id == which), "")
    if not name and which != has.app:
        return HttpResponseRedirect(url)
    if request.method not in READING and not (last and factor_demanded()):
        way = means.drop(request.user, which)
        if last:
            means.drop_all(request.user)
        _changed(request, SignInEvent.FACTOR_REMOVED, way)
        return HttpResponseRedirect(url)
    page = ConfirmPage(
        title=Words(id="Lepas {name}?", en="Remove {name}?").format(
            name=same(name) if name else Words(id="aplikasi autentikator", en="the authenticator app")
        ),
        tab=BACK,
        back=Link(words=BACK, url=url),
        action=request.path,
        button=Words(id="Ya, lepas", en="Yes, remove it"),
        cancel=Link(words=CANCEL, url=url),
        sentences=(_last_one() if last and factor_demanded() else _ends_others(),),
        grave=True,
    )
    return private(render(request, "web/confirm.html", page, status=200 if request.method in READING else 409))


def _last_one() -> Words:
    return Words(
        id="Ini satu-satunya pengaman Anda. Pasang yang lain dulu, baru lepas yang ini.",
        en="This is your only second factor. Set up another one first, then remove this one.",
    )


def _ends_others() -> Words:
    return Words(
        id="Setelah ini tidak bisa dipakai masuk lagi, dan Anda keluar dari semua perangkat lain.",
        en="It will let nobody in any more, and you are signed out everywhere else.",
    )
