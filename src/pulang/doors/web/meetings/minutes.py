"""Minutes as a page, as a paper to be signed, and the page on which anybody may check such a paper."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import IssuedMinutes
from pulang.doors.web import printing
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.context import ANYONE, here, needs, powers, programme_here
from pulang.doors.web.meetings import papers
from pulang.doors.web.meetings.screens import of_meeting
from pulang.doors.web.pages import Link, Page, private, render
from pulang.flows import handing_over
from pulang.flows import minutes as flow
from pulang.flows.act import Receipt
from pulang.flows.minutes import MARK_SIGNS, PREFIX, Minutes
from pulang.kernel import refs
from pulang.kernel.moments import moment
from pulang.kernel.words import Words

FILE = "notulen.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """Minutes that were drawn up, with the way to the paper."""

    number: str
    on: date
    replaced: bool
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPage(Page):
    """The draft of a meeting's minutes, and those that were drawn up."""

    lines: tuple[papers.Line, ...]
    issued: tuple[Issued, ...]
    current: bool
    offer: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage(Page):
    """What anybody may learn about a paper: that it is ours, from which day, and whether a newer one exists."""

    number: str
    on: date | None
    replaced: bool


@needs("programme")
def minutes(request: HttpRequest, code: str, meeting: str) -> HttpResponse:
    """This will show the draft as the record of today makes it, and what was drawn up before."""
    drawn = flow.draft(code, meeting, moment(here(request).today))
    issued = coordination.minutes(code, meeting)
    current = bool(issued) and issued[0].digest == drawn.digest
    may = powers(request, programme_here(request)).may("coordination.minutes.issue")
    counts = here(request).may_look("counts")
    page = MinutesPage(
        title=Words(id="Notulen – {name}", en="Minutes – {name}").format(name=drawn.title),
        back=Link(words=Words(id="Rapat", en="Meeting"), url=reverse("meeting", args=[code, meeting])),
        lines=papers.lines(drawn if counts else _without_counts(drawn)),
        issued=tuple(_issued(code, meeting, one) for one in issued) if counts else (),
        current=current,
        offer=Link(words=_ISSUE, url=reverse("minutes-issue", args=[code, meeting])) if may and not current else None,
    )
    return render(request, "web/meetings/minutes.html", page)


def _without_counts(drawn: Minutes) -> Minutes:
    return replace(drawn, points=tuple(replace(point, cases=None) for point in drawn.points))


_ISSUE = Words(id="Buat notulen untuk ditandatangani", en="Draw up minutes to be signed")


def _issued(code: str, meeting: str, one: IssuedMinutes) -> Issued:
    return Issued(
        number=one.number,
        on=one.on,
        replaced=one.replaced,
        link=Link(
            words=Words(id="Unduh {number}", en="Download {number}").format(number=one.number),
            url=reverse("minutes-paper", args=[code, meeting, one.number]),
        ),
    )


@needs("counts")
def paper(request: HttpRequest, code: str, meeting: str, paper: str) -> HttpResponse:
    """This will give drawn-up minutes as a paper to be signed, always with the same content."""
    issued = next((one for one in coordination.minutes(code, meeting) if one.number == paper), None)
    if issued is None:
        raise Http404
    told = flow.as_issued(issued)
    address = request.build_absolute_uri(reverse("check-paper", args=[issued.number, issued.digest[:MARK_SIGNS]]))
    response = HttpResponse(_paper(told, issued, address), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return private(response)


def _paper(told: Minutes, issued: IssuedMinutes, address: str) -> bytes:
    square = printing.square(address)
    return papers.minutes(told, number=issued.number, on=issued.on, address=address, square=square)


class IssueForm(ActForm):
    """Minutes are drawn up; nothing has to be typed."""

    def said(self) -> dict[str, Any]:
        """This will draw the number out of the form's own id, so that a form sent twice draws up one paper."""
        drawn = iter(bytes.fromhex(self.cleaned_data["ref"].replace("-", "")))
        return {**super().said(), "minutes": refs.draw(PREFIX, lambda n: next(drawn) % n)}


def _to_minutes(about: About, _receipt: Receipt) -> str:
    return reverse("minutes", args=[about.code, about.parts["meeting"]])


issue = act_view(
    Screen(
        verb="coordination.minutes.issue",
        form=IssueForm,
        title=_ISSUE,
        leads=of_meeting,
        onward=_to_minutes,
        fixed=lambda about: {"meeting": about.parts["meeting"]},
        done=Words(id="Notulen dibuat. Unduh, cetak, lalu tandatangani.", en="Drawn up. Download, print and sign it."),
        button=Words(id="Buat notulen", en="Draw up"),
        sentences=(
            Words(
                id="Isinya semua yang tercatat tentang rapat ini sampai sekarang, di bawah nomor sendiri. Catatan yang "
                "datang kemudian masuk notulen berikutnya.",
                en="It holds all that is recorded of this meeting up to now, under a number of its own. What is "
                "recorded later goes into the next minutes.",
            ),
        ),
    )
)


@needs(ANYONE)
def check(request: HttpRequest, paper: str, mark: str) -> HttpResponse:
    """This will say whether a paper is one of ours, and nothing about what it says or whom it concerns."""
    found = flow.confirmed(paper, mark)
    on = handing_over.confirmed(paper, mark) if found is None else found.on
    page = CheckPage(
        title=Words(id="Periksa dokumen", en="Check a document"),
        number=paper if found is None else found.number,
        on=on,
        replaced=found is not None and found.replaced,
    )
    return private(render(request, "web/meetings/check.html", page, status=200 if on else 404))
