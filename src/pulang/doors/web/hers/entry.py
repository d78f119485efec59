"""Coming in with a card: number and PIN, tries counted before anything is looked at, one answer for every no."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse

from pulang.areas.accounts.facts import BEGUN_AT, Actor
from pulang.areas.audit.rules import Door
from pulang.areas.cases import queries as cases
from pulang.areas.programmes import queries as programmes
from pulang.doors.web.context import ANYONE, READING, View, needs
from pulang.doors.web.knocking import PairForm
from pulang.doors.web.pages import FormPage, Page, private, render
from pulang.doors.web.words import say
from pulang.flows import cards, standing
from pulang.flows import looking as looks
from pulang.kernel.words import Words
from pulang.storage import clock

_NUMBER: Final = "pulang_card"
_MARK: Final = "pulang_card_mark"
_PROGRAMME: Final = "pulang_card_programme"  # asked for ahead of knowing her case: what is shown follows from that
_LARGE: Final = "pulang_large"
_SECONDS: Final = 900  # from when she came in, whatever she does: phones are borrowed and shared
_UNPROCESSABLE: Final = 422
TITLE: Final = Words(id="Masuk dengan kartu", en="Come in with a card")
_SAYS: Final = (
    Words(
        id="Pakai nomor dan PIN di kartu Anda. Tidak perlu akun. Sesudah 15 menit halaman ini tertutup sendiri.",
        en="Use the number and the PIN on your card. No account is needed. After 15 minutes this page closes itself.",
    ),
)
_MISMATCH: Final = say(
    "Nomor dan PIN ini tidak cocok. Periksa keduanya pada kartu Anda, lalu coba lagi.",
    "This number and PIN do not match. Check both on your card and try again.",
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever came in with a card: as who acts, the number of the case, and whether letters are large."""

    actor: Actor
    number: str
    large: bool


class CardForm(PairForm):
    """Number and PIN."""

    opens = staticmethod(cards.opened)
    mismatch = _MISMATCH
    number = forms.CharField(
        label=say("Nomor di kartu", "Number on the card"),
        help_text=say("Misalnya K-7F3Q-2M8X", "For example K-7F3Q-2M8X"),
        error_messages={"required": say("Tulis nomor di kartu", "Write the number on the card")},
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "govuk-input--width-20",
            }
        ),
    )
    pin = forms.CharField(
        label=say("PIN di kartu", "PIN on the card"),
        help_text=say("Enam angka", "Six digits"),
        error_messages={"required": say("Tulis PIN di kartu", "Write the PIN on the card")},
        max_length=40,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "off", "inputmode": "numeric", "class": "govuk-input--width-10"}
        ),
    )


def hers(view: Callable[..., HttpResponse]) -> View:
    """This will open a view to whoever came in with a card, lead others to where one does, and keep nothing in caches.

    The view is given the holder. The database answers for her own case and no other, whatever the view asks.
    """

    @needs(ANYONE)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        holder = _holder(request)
        if holder is None:
            return private(HttpResponseRedirect(reverse("own-enter")))
        with _came(request):
            return private(view(request, holder, *args, **kwargs))

    return guarded


def hers_to_read(view: Callable[..., HttpResponse]) -> View:
    """This will open a view as `hers` does, within one reading transaction.

    Whether her card still opens it, which case it is and, once she was here, its programme are asked on the way on
    which that transaction begins: the card is what lets her in, and nothing is shown before the answer.
    """

    @needs(ANYONE)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        holder, mark = _said(request), request.session.get(_MARK, "")
        if holder is not None:
            number = holder.number
            card, case = cards.opening(number, mark), partial(cases.find, number)
            before = _programme_before(request)
            with _came(request), standing.looking(holder.actor, card, case, *before, day=clock.today()):
                if card():
                    request.session.setdefault(_PROGRAMME, case().programme)
                    return private(view(request, holder, *args, **kwargs))
            request.session.flush()
        return private(HttpResponseRedirect(reverse("own-enter")))

    return guarded


def _programme_before(request: HttpRequest) -> tuple[Callable[[], object], ...]:
    code = request.session.get(_PROGRAMME)
    return (partial(programmes.programme, code),) if code else ()


def _came(request: HttpRequest) -> AbstractContextManager[None]:
    mark = looks.mark_of(request.session.session_key or "")
    return looks.through(looks.Through(Door.WEB, clock.now(), mark, uuid4().hex[:16]))


def _holder(request: HttpRequest) -> Holder | None:
    holder = _said(request)
    if holder is not None and not cards.still_opens(holder.number, request.session.get(_MARK, "")):
        request.session.flush()
        return None
    return holder


def _said(request: HttpRequest) -> Holder | None:
    """This will give who came in as the session says, while it lasts; whether her card still opens is not asked."""
    kept = request.session
    number, begun = kept.get(_NUMBER, ""), kept.get(BEGUN_AT, 0)
    if not number:
        return None
    if clock.real().timestamp() - begun > _SECONDS:
        kept.flush()
        return None
    return Holder(standing.herself(number), number, bool(kept.get(_LARGE)))


@needs(ANYONE)
def enter(request: HttpRequest) -> HttpResponse:
    """This will let somebody in who shows number and PIN; every no is the same page."""
    form = CardForm(None if request.method in READING else request.POST, request=request)
    if request.method in READING or not form.is_valid():
        page = FormPage(title=TITLE, action=request.path, button=Words(id="Masuk", en="Come in"), sentences=_SAYS)
        status = _UNPROCESSABLE if form.errors else 200
        return private(render(request, "web/form_page.html", page, status=status, form=form))
    assert form.opened is not None, "a form that is valid opened a case"
    request.session.flush()  # whoever used this browser before is out
    request.session.update({_NUMBER: form.opened.number, _MARK: form.opened.mark, BEGUN_AT: clock.real().timestamp()})
    rotate_token(request)
    return private(HttpResponseRedirect(reverse("own-page")))


@needs(ANYONE)
def leave(request: HttpRequest) -> HttpResponse:
    """This will end her session and lead to the page where one comes in."""
    if request.method in READING:
        return HttpResponseNotAllowed(["POST"])
    request.session.flush()
    return private(HttpResponseRedirect(reverse("own-enter")))


@hers
def letters(request: HttpRequest, holder: Holder) -> HttpResponse:
    """This will show her pages in large letters, or no longer."""
    if request.method in READING:
        return HttpResponseNotAllowed(["POST"])
    request.session[_LARGE] = not holder.large
    return HttpResponseRedirect(reverse("own-page"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage(Page):
    """What all her pages have: her number, and whether letters are large."""

    number: str
    large: bool
