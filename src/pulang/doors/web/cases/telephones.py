"""Telephones that many cases gave: perhaps a large family, perhaps somebody who registers others for money."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import Telephone
from pulang.doors.web.context import needs, programme_here
from pulang.doors.web.pages import Link, Page, render
from pulang.doors.web.tabs import tabs
from pulang.flows.likeness import CROWD_LEAST
from pulang.kernel.words import Words

_SHOWN = 20
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephonesPage(Page):
    """The telephones, those of most cases first."""

    tabs: tuple[Link, ...]
    least: int
    telephones: tuple[Telephone, ...]


@needs("cases.duplicate.flag")
def telephones(request: HttpRequest, code: str) -> HttpResponse:
    """This will show which telephones many cases of a programme gave, by case numbers only."""
    about = programme_here(request)
    page = TelephonesPage(
        title=Words(id="Satu telepon, banyak berkas – {name}", en="One telephone, many cases – {name}").format(
            name=about.name
        ),
        tabs=tabs(request, code, "cases"),
        least=CROWD_LEAST,
        telephones=boards.telephones(programme=code, least=CROWD_LEAST, shown=_SHOWN, limit=_MOST),
    )
    return render(request, "web/cases/telephones.html", page)
