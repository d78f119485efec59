"""Shows who looked at one case: which agency, in which role, for what, on which day; and makes a copy to hand over."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from pulang.areas.accounts.rules import HERSELF, Role
from pulang.areas.audit.rules import ACTIONS, Purpose, purpose_words
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.doors.web import addresses, labels
from pulang.doors.web.context import needs, programme_here
from pulang.doors.web.pages import Link, Page, render
from pulang.doors.web.trail import document
from pulang.doors.web.trail.lines import SYSTEM, Line
from pulang.doors.web.words import language
from pulang.flows import looking as looks
from pulang.flows.seen import seen
from pulang.kernel.words import Words, listing, same

_HERSELF = Words(id="pemegang kartu", en="whoever holds the card")
_NO_ROLE = Words(id="tanpa peran", en="without a role")
_COPY = Words(id="Salinan untuk diserahkan (PDF)", en="A copy to hand over (PDF)")
TITLE = Words(id="Jejak data – {number}", en="Trail of data – {number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPage(Page):
    """The trail of one case."""

    lines: tuple[Line, ...]
    copy: Link


@needs("trail")
def of_case(request: HttpRequest, number: str) -> HttpResponse:
    """This will show who looked at a case; the officials' names are not among it."""
    case = _noted(number)
    page = TrailPage(
        title=TITLE.format(number=case.number),
        tab=Words(id="Jejak", en="Trail"),
        back=Link(words=same(case.number), url=addresses.about("case", case.number)),
        lines=_lines(case, programme_here(request).time_zone),
        copy=Link(words=_COPY, url=addresses.about("case-trail-paper", case.number)),
    )
    return render(request, "web/trail/case.html", page)


@needs("trail")
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """This will make the same as a document without a name, a programme or anything that says whose it is."""
    case = _noted(number)
    lines = _lines(case, programme_here(request).time_zone)
    response = HttpResponse(document.made(lines, case.number, language()), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{document.FILE}"'
    add_never_cache_headers(response)
    return response


def _noted(number: str) -> CaseRef:
    case = cases.find(number)
    looks.note(action="case.trail", case=case, fields=("looks",), purpose=Purpose.HER_REQUEST)
    return case


def _lines(case: CaseRef, zone: str) -> tuple[Line, ...]:
    return tuple(
        Line(
            day=one.day,
            agency=same(one.agency_name) if one.agency_name else SYSTEM,
            roles=roles_in_words(one.roles),
            purpose=purpose_words(one.purpose, to_her=True),
            action=ACTIONS.get(one.action, same(one.action)),
            denied=one.denied,
            times=one.times,
        )
        for one in seen(case, zone=zone)
    )


def roles_in_words(codes: tuple[str, ...]) -> Words:
    """This will say roles in words; the system has none that a person could read."""
    if HERSELF in codes:
        return _HERSELF
    known = [labels.ROLES[Role(code)] for code in codes if code in Role.__members__]
    return listing(tuple(known)) if known else SYSTEM if "SYSTEM" in codes else _NO_ROLE
