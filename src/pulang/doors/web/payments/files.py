"""Hands the file for the bank to the treasurer, who proved a moment ago who sits there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from pulang.doors.web.acting import BACK, CANCEL
from pulang.doors.web.context import READING, here, looking, needs
from pulang.doors.web.pages import ConfirmPage, Link, render
from pulang.flows.banking import file_of
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import clock


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that leaves, what it is, and what it is called."""

    content: bytes
    media: str
    name: str


def handed(request: HttpRequest, give: Callable[[], Handed]) -> HttpResponse:
    """This will hand a file over that no cache may keep; what may not be had is as if it were not there."""
    try:
        with looking(request):
            found = give()
    except Refusal as refusal:
        raise Http404 from refusal
    answer = HttpResponse(found.content, content_type=found.media)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    add_never_cache_headers(answer)
    return answer


@needs("payments.file.make", step_up=True)
def fetch(request: HttpRequest, code: str, payment: str) -> HttpResponse:
    """This will ask once more, then give the file; every person in it has the look in her trail."""
    url = reverse("payment", args=[code, payment])
    if request.method in READING:
        page = ConfirmPage(
            title=Words(id="Unduh berkas untuk bank?", en="Download the file for the bank?"),
            back=Link(words=BACK, url=url),
            action=request.path,
            button=Words(id="Ya, unduh", en="Yes, download"),
            cancel=Link(words=CANCEL, url=url),
            sentences=(
                Words(
                    id="Isinya nomor rekening lengkap, tanpa nama. Hapus dari komputer ini sesudah dikirim.",
                    en="It holds whole account numbers, without names. Delete it here once it is sent.",
                ),
            ),
        )
        return render(request, "web/confirm.html", page)

    def give() -> Handed:
        content = file_of(by=here(request).actor, programme=code, number=payment, at=clock.now())
        return Handed(content, "text/csv; charset=utf-8", f"{payment}.csv")

    return handed(request, give)
