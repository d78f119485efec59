"""Hands the file for the bank to the treasurer, who proved a moment ago who sits there."""

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
    try:
        with looking(request):
            content = file_of(by=here(request).actor, programme=code, number=payment, at=clock.now())
    except Refusal as refusal:
        raise Http404 from refusal
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{payment}.csv"'
    add_never_cache_headers(answer)
    return answer
