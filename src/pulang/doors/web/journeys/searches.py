"""A better plan in the background: begun with one tap, watched on a bar, ended with the best so far."""

import uuid
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.journeys.rules import SEARCH_LAPSES, SEARCH_PREFIX, SearchState
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.context import needs, programme_here
from pulang.doors.web.pages import Link, Page, render
from pulang.flows import searching
from pulang.kernel import refs
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, people
from pulang.storage import clock

_SO_FAR: Final = Words(id="Sejauh ini: {home} dapat pulang dengan {cost}.", en="So far: {home} can go home for {cost}.")
_NOTHING_YET: Final = Words(id="Belum ada yang lebih baik.", en="Nothing better yet.")
_SHORTLY: Final = Words(id="Pencarian segera dimulai.", en="The search begins shortly.")
_LAPSED: Final = Words(
    id="Pencarian ini berhenti tanpa hasil. Susun lagi rencananya.",
    en="This search ended without anything found. Please plan again.",
)


class SeekForm(ActForm):
    """Nothing to fill in."""

    def said(self) -> dict[str, Any]:
        """This will draw the search's number out of the form's own id, so that a form sent twice begins once."""
        drawn = iter(bytes.fromhex(self.cleaned_data["ref"].replace("-", "")))
        return {"search": refs.draw(SEARCH_PREFIX, lambda n: next(drawn) % n)}


class StopForm(ActForm):
    """Nothing to fill in: the search stands in the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """How far a search is."""

    share: int
    told: Words
    runs: bool
    stopping: bool
    ready: Link | None
    stop: str
    stop_ref: str


def _plan(about: About) -> str:
    return reverse("journey-plan", args=[about.code])


begin = act_view(
    Screen(
        verb="journeys.search.begin",
        form=SeekForm,
        title=Words(id="Cari rencana yang lebih baik?", en="Look for a better plan?"),
        leads=_plan,
        onward=lambda about, receipt: reverse("plan-search", args=[about.code, receipt.subject]),
        grave=False,
        button=Words(id="Ya, cari", en="Yes, look for it"),
        sentences=(
            Words(
                id=f"Pencarian berjalan paling lama {searching.SECONDS} detik. Anda boleh membuka halaman lain, atau "
                "menghentikannya kapan saja: yang terbaik sejauh itu tetap ada.",
                en=f"It takes {searching.SECONDS} seconds at most. You may open other pages, or stop it at any time: "
                "the best so far is kept.",
            ),
        ),
        done=Words(id="Rencana yang lebih baik sedang dicari.", en="A better plan is being sought."),
    )
)
stop = act_view(
    Screen(
        verb="journeys.search.stop",
        form=StopForm,
        title=Words(id="Hentikan pencarian?", en="Stop the search?"),
        leads=lambda about: reverse("plan-search", args=[about.code, about.parts["search"]]),
        fixed=lambda about: {"search": about.parts["search"]},
        grave=False,
        button=Words(id="Ya, hentikan", en="Yes, stop it"),
        done=Words(id="Pencarian berakhir dengan yang terbaik sejauh ini.", en="The search ends with the best so far."),
    )
)


@needs("journeys.search.begin")
def progress(request: HttpRequest, code: str, search: str) -> HttpResponse:
    """This will show how far a search is; the page asks again by itself, and a link does where no script runs."""
    programme_here(request)
    try:
        found = searching.search(search, code)
    except Refusal as refusal:
        raise Http404 from refusal
    waits = found.state in {SearchState.WAITING.value, SearchState.RUNNING.value}
    runs = waits and clock.now() < found.begun_at + SEARCH_LAPSES
    page = SearchPage(
        title=Words(id="Mencari rencana yang lebih baik", en="Looking for a better plan"),
        back=Link(words=Words(id="Susun rencana", en="Make a plan"), url=reverse("journey-plan", args=[code])),
        share=found.share,
        told=_told(found.state, found.home, found.cost, runs=runs),
        runs=runs,
        stopping=found.stopping,
        ready=None
        if waits
        else Link(
            words=Words(id="Lihat hasilnya", en="See what was found"),
            url=f"{reverse('journey-plan', args=[code])}?cari={found.number}",
        ),
        stop=reverse("plan-search-stop", args=[code, found.number]),
        stop_ref=str(uuid.uuid4()),
    )
    return render(request, "web/journeys/search.html", page)


def _told(state: str, home: int, cost: int, *, runs: bool) -> Words:
    if home:
        return _SO_FAR.format(home=people(home), cost=rupiah_in_words(cost))
    if state == SearchState.WAITING.value:
        return _SHORTLY if runs else _LAPSED
    return _NOTHING_YET
