"""The card itself: issued by whoever looks after her case, printed once, ended when it is lost."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from pulang.areas.cards.rules import draw_pin
from pulang.areas.cases.facts import CaseRef
from pulang.doors.web import addresses
from pulang.doors.web.acting import BACK, CANCEL, UNPROCESSABLE, About, ActForm, Screen, about_of, act_view, case_page
from pulang.doors.web.context import READING, here, looking, needs, note_case
from pulang.doors.web.hers import paper
from pulang.doors.web.pages import ConfirmPage, Link, render
from pulang.doors.web.words import language
from pulang.flows.cards import pin_digest
from pulang.flows.perform import perform
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import clock

_SAYS = (
    Words(
        id="Kartu memuat nomor dan PIN, tanpa nama dan tanpa kata yang menyebut program. PIN hanya tercetak di kartu: "
        "tidak ada yang dapat membacanya lagi.",
        en="The card holds number and PIN, without a name and without a word about the programme. The PIN stands on "
        "the card only: nobody can read it again.",
    ),
    Words(
        id="Kartu yang lama, bila ada, tidak membuka apa pun lagi. Serahkan kartu langsung ke tangannya.",
        en="An older card, if there is one, opens nothing any more. Put the card into her own hands.",
    ),
)


class CardForm(ActForm):
    """Nothing to fill in."""


@needs("cards.card.issue")
def issue(request: HttpRequest, **parts: Any) -> HttpResponse:
    """This will make a card with a fresh PIN and hand over the sheet to print; the PIN stands nowhere else."""
    if request.method in READING:
        about = about_of(request, parts)
        return _shown(request, about, CardForm(about=about))
    with looking(request):
        about = about_of(request, parts)
        form = CardForm(request.POST, about=about)
        ready = form.is_valid()
    assert about.case is not None, "an address under a case"
    if ready:
        try:
            return _handed_over(request, about, about.case, form)
        except Refusal as refusal:
            form.refuse(refusal)
    with looking(request):
        note_case(parts)
        return _shown(request, about, form, status=UNPROCESSABLE)


def _handed_over(request: HttpRequest, about: About, case: CaseRef, form: ActForm) -> HttpResponse:
    pin = draw_pin(secrets.randbelow)
    said = {"programme": about.code, "case": case.number, "digest": pin_digest(case.number, pin)}
    ref = f"web-{form.cleaned_data['ref']}"
    perform(by=here(request).actor, verb="cards.card.issue", with_=said, at=clock.now(), ref=ref)
    made = paper.made(case.number, pin, address=request.get_host(), lang=language())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{paper.FILE}"'
    add_never_cache_headers(response)
    return response


def _shown(request: HttpRequest, about: About, form: ActForm, *, status: int = 200) -> HttpResponse:
    assert about.case is not None, "an address under a case"
    back = addresses.about("case", about.case.number)
    page = ConfirmPage(
        title=Words(id="Buat kartu – {number}", en="Make a card – {number}").format(number=about.case.number),
        back=Link(words=BACK, url=back),
        action=request.path,
        button=Words(id="Buat dan unduh kartu", en="Make and download the card"),
        cancel=Link(words=CANCEL, url=back),
        sentences=_SAYS,
    )
    return render(request, "web/confirm.html", page, status=status, form=form)


end = act_view(
    Screen(
        verb="cards.card.end",
        form=CardForm,
        title=Words(id="Hentikan kartu", en="End the card"),
        leads=case_page,
        sentences=(
            Words(
                id="Kartu yang hilang tidak membuka apa pun lagi. Kartu baru dapat dibuat kapan saja.",
                en="A lost card opens nothing any more. A new one can be made at any time.",
            ),
        ),
        button=Words(id="Hentikan", en="End it"),
        done=Words(id="Kartu itu tidak membuka apa pun lagi.", en="The card opens nothing any more."),
        grave=False,
    )
)
