"""What an administrator does about how others sign in; a password of theirs is never known here."""

import secrets
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import SignInEvent
from pulang.doors.web import knocking
from pulang.doors.web.acting import CANCEL, OncePage, once
from pulang.doors.web.context import READING, here, looking, needs
from pulang.doors.web.factors import means
from pulang.doors.web.pages import ConfirmPage, Link, render
from pulang.doors.web.words import told
from pulang.flows import signing_in
from pulang.kernel.words import Words, same
from pulang.storage import clock

_BACK: Final = Words(id="Kembali", en="Back")
_CODE: Final = Words(id="Beri kode sekali pakai kepada {name}?", en="Give {name} a one-time code?")
_FACTORS: Final = Words(id="Lepas semua pengaman {name}?", en="Remove every second factor of {name}?")
_SESSIONS: Final = Words(id="Keluarkan {name} dari semua perangkat?", en="Sign {name} out everywhere?")
_ONE_TIME: Final = Words(id="Kode sekali pakai", en="One-time code")
_DONE: Final = Words(id="Selesai. Sesi yang sedang terbuka sudah diakhiri.", en="Done. Open sessions are ended.")


@needs("accounts.user.register", step_up=True)
def user_code(request: HttpRequest, user: str) -> HttpResponse:
    """This will give a user a code, shown once, to choose a password with: the user's own, known to nobody else."""
    if request.method in READING:
        return _asks(
            request,
            user,
            _CODE,
            Words(id="Ya, buat kode", en="Yes, make a code"),
            Words(
                id="Kode tampil satu kali saja dan berlaku satu hari. Kata sandi yang lama tidak berlaku lagi, dan "
                "sesinya berakhir. Pengaman masuknya tetap. Pastikan dulu siapa yang meminta: temui atau telepon "
                "lewat nomor yang sudah Anda kenal.",
                en="The code is shown only once and works for one day. The old password stops working and open "
                "sessions end. The second factor stays. Be sure first who is asking: meet, or call a number you "
                "already know.",
            ),
        )
    _other(request, user)
    code = signing_in.draw_code(secrets.randbelow)
    signing_in.give_first_code(user=user, code=code, at=clock.real())
    _note(request, SignInEvent.FIRST_CODE_GIVEN, user)
    with looking(request):
        return once(request, _code_page(user, code))


def _code_page(user: str, code: str) -> OncePage:
    return OncePage(
        title=Words(id="Kode sekali pakai untuk {code}", en="One-time code for {code}").format(code=same(user)),
        tab=_ONE_TIME,
        secret=code,
        label=_ONE_TIME,
        sentences=(
            Words(
                id="Sampaikan langsung. Dengan kode ini ia memilih kata sandinya sendiri di halaman masuk, lewat “Saya "
                "punya kode sekali pakai”. Halaman ini tidak bisa dibuka lagi.",
                en="Tell it in person. With this code a password is chosen on the sign-in page, under “I have a "
                "one-time code”. This page cannot be opened again.",
            ),
        ),
        onward=Link(words=Words(id="Sudah disampaikan", en="I have told it"), url=reverse("user", args=[user])),
    )


@needs("accounts.user.register", step_up=True)
def user_factors(request: HttpRequest, user: str) -> HttpResponse:
    """This will remove every factor of somebody who lost them all; the next sign-in sets up new ones."""
    if request.method in READING:
        return _asks(
            request,
            user,
            _FACTORS,
            Words(id="Ya, lepas semua", en="Yes, remove them"),
            Words(
                id="Hanya bila ponsel, kunci sandi dan kode cadangannya hilang semua. Pastikan siapa yang meminta, "
                "seperti saat akun ini dibuat. Setelah masuk dengan kata sandi, ia memasang pengaman baru.",
                en="Only when phone, passkey and backup codes are all lost. Be as sure who is asking as when the "
                "account was made. After signing in with the password, a new second factor is set up.",
            ),
        )
    found = _other(request, user)
    signing_in.end_sessions(user=user)
    means.drop_all(found)
    _note(request, SignInEvent.FACTOR_REMOVED, user)
    return _done(request, user)


@needs("accounts.user.register")
def user_sessions(request: HttpRequest, user: str) -> HttpResponse:
    """This will end every session of another account."""
    if request.method in READING:
        return _asks(
            request,
            user,
            _SESSIONS,
            Words(id="Ya, keluarkan", en="Yes, sign out"),
            Words(
                id="Semua sesinya berakhir sekarang juga. Ia dapat masuk lagi dengan kata sandi dan pengamannya.",
                en="Every session ends at once. Signing in again takes the password and the second factor.",
            ),
        )
    _other(request, user)
    signing_in.end_sessions(user=user)
    _note(request, SignInEvent.ENDED_EVERYWHERE, user)
    return _done(request, user)


def _asks(request: HttpRequest, user: str, title: Words, button: Words, sentence: Words) -> HttpResponse:
    found = accounts.user(user, here(request).today)
    url = reverse("user", args=[user])
    page = ConfirmPage(
        title=title.format(name=same(found.name)),
        tab=button,
        back=Link(words=_BACK, url=url),
        action=request.path,
        button=button,
        cancel=Link(words=CANCEL, url=url),
        sentences=(sentence,),
        grave=True,
    )
    return render(request, "web/confirm.html", page)


def _done(request: HttpRequest, user: str) -> HttpResponse:
    messages.success(request, told(_DONE))
    return HttpResponseRedirect(reverse("user", args=[user]))


def _note(request: HttpRequest, event: SignInEvent, user: str) -> None:
    knocking.note(request, event, user=user, by=here(request).actor.code)


def _other(request: HttpRequest, user: str) -> Any:
    """This will give the open account of somebody else; one's own has its own pages, and no other is there."""
    found = get_user_model().objects.filter(code=user, is_active=True).first()
    if found is None or user == here(request).actor.code:
        raise Http404
    return found
