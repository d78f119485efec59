"""Asks who is sitting there, before something that could hurt somebody if another hand did it."""

from dataclasses import dataclass
from typing import Final

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from pulang.areas.accounts.facts import CONFIRMED_AT, SignInEvent
from pulang.doors.web import knocking, signin
from pulang.doors.web.context import READING, SIGNED_IN, needs
from pulang.doors.web.factors import passkeys
from pulang.doors.web.factors.proof import Asked, ProofForm
from pulang.doors.web.pages import FormPage, private, render
from pulang.kernel.words import Words
from pulang.storage import clock

ASKED: Final = "pastikan"
CARRIED: Final = "bawaan"
_SALT: Final = "pulang.step-up"
_CARRIED_SECONDS: Final = 1800
_UNPROCESSABLE: Final = 422

TITLE: Final = Words(id="Pastikan ini Anda", en="Make sure it is you")
_WHY: Final = Words(
    id="Langkah berikutnya penting. Tunjukkan sekali lagi bahwa yang duduk di sini adalah Anda.",
    en="The next step matters. Show once more that it is you who sits here.",
)
_KEPT: Final = Words(
    id="Isian Anda belum terkirim dan tidak hilang: setelah ini, lanjutkan dari tempat tadi.",
    en="What you wrote is not sent yet and not lost: afterwards, go on from where you were.",
)
_NOT_YET: Final = Words(
    id="Terima kasih. Isian Anda belum terkirim; tekan Lanjutkan untuk mengirimnya.",
    en="Thank you. What you wrote is not sent yet; press Continue to send it.",
)
GO_ON: Final = Words(id="Lanjutkan", en="Continue")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepUpPage(FormPage):
    """Who sits there, and what waits meanwhile."""

    carried: str = ""
    request_options: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@needs(SIGNED_IN, halfway=True)
def step_up(request: HttpRequest) -> HttpResponse:
    """This will ask for proof and lead back to what was asked for, with what was typed when it was a form."""
    onward = signin.safe(request.GET.get("next", ""))
    asked = Asked(request, request.user, SignInEvent.CONFIRM_REFUSED)
    if request.method in READING:
        return _asks(request, ProofForm(asked=asked), "")
    if ASKED not in request.POST:  # a form that came here instead of to its own page
        return _asks(request, ProofForm(asked=asked), _pack(request, onward))
    form = ProofForm(request.POST, asked=asked)
    carried = request.POST.get(CARRIED, "")
    if not form.is_valid():
        return _asks(request, form, carried)
    request.session[CONFIRMED_AT] = clock.real().timestamp()
    knocking.note(request, SignInEvent.CONFIRMED, user=request.user.get_username(), way=form.way)
    fields = _unpack(request, onward, carried)
    return _continues(request, onward, fields) if fields else HttpResponseRedirect(onward)


def _asks(request: HttpRequest, form: ProofForm, carried: str) -> HttpResponse:
    page = StepUpPage(
        title=TITLE,
        action=request.get_full_path(),
        button=GO_ON,
        sentences=(_WHY, _KEPT) if carried else (_WHY,),
        carried=carried,
        request_options=passkeys.request_options(request.user) if form.means.passkeys else "",
    )
    status = _UNPROCESSABLE if form.errors else 200
    return private(render(request, "web/account/step_up.html", page, status=status, form=form))


def _continues(request: HttpRequest, onward: str, fields: tuple[tuple[str, str], ...]) -> HttpResponse:
    page = StepUpPage(title=GO_ON, action=onward, button=GO_ON, sentences=(_NOT_YET,), fields=fields)
    return private(render(request, "web/account/go_on.html", page))


def _pack(request: HttpRequest, onward: str) -> str:
    """This will write what was typed so that only this reader can send it, to the same place, within half an hour."""
    typed = [
        (name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    ]
    return signing.dumps([request.user.get_username(), onward, typed], salt=_SALT, compress=True)


def _unpack(request: HttpRequest, onward: str, carried: str) -> tuple[tuple[str, str], ...]:
    if not carried:
        return ()
    try:
        who, where, typed = signing.loads(carried, salt=_SALT, max_age=_CARRIED_SECONDS)
    except signing.BadSignature:
        return ()
    if (who, where) != (request.user.get_username(), onward):
        return ()
    return tuple((str(name), str(value)) for name, value in typed)
