"""Shows one case file as of a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from pulang.areas.accounts import queries as accounts
from pulang.areas.audit import queries as acts
from pulang.areas.boards import queries as boards
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import FILE_SHOWS, SHEET_SHOWS, CaseFile, CaseRef
from pulang.areas.contacts import queries as contacts
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.areas.reveals import queries as reveals
from pulang.doors.web import addresses, labels, parts
from pulang.doors.web.cases.file import File, gather, sheet
from pulang.doors.web.cases.waiting import Waits, waiting_of
from pulang.doors.web.context import Powers, Reader, here, needs, powers, programme_here
from pulang.doors.web.pages import KNOWN, Link, Page, asked_day, render
from pulang.doors.web.reveals.box import rows_for
from pulang.flows import assessing
from pulang.flows import looking as looks
from pulang.flows.why import why_of_file
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same
from pulang.storage import sql


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage(Page):
    """The case file; `file` is empty on a day before the case was registered."""

    number: str
    alias: str
    programme: str
    choice: Words
    stage: Words | None
    known_on: date | None
    file: File | None
    identity: tuple[parts.Row, ...]
    said: Words | None
    asks: tuple[Waits, ...]
    trail: Link | None
    entitlement: Link


_DUE = Words(id="Hak bantuannya", en="What she is due")
_TRAIL = Words(id="Siapa yang melihat berkas ini", en="Who looked at this case")


def _trail(reader: Reader, number: str) -> Link | None:
    return Link(words=_TRAIL, url=addresses.about("case-trail", number)) if reader.may_look("trail") else None


@needs("cases")
def case(request: HttpRequest, number: str) -> HttpResponse:
    """This will show a case as of the day asked for; refuses one that is not there for this reader."""
    reader, about = here(request), programme_here(request)
    day, known = asked_day(request), asked_day(request, KNOWN)
    known_on = None if known == reader.today else known
    at = moment(day, known_on=known_on, zone=about.time_zone)
    # Acts happen today: a file of another day is only for reading.
    can = powers(request, about) if day == reader.today and known_on is None else None
    ref = cases.find(number)
    beside = _questions(ref, about, reader, at)
    kept = known_on is None  # what is stored is known today; what was known on another day is judged from the books
    with assessing.kept_together(ref.id, at.day, *beside) if kept else sql.asked_together(*beside):
        page = _page(reader, cases.case_file(number, at), about, at, known_on, can)
    response = render(request, "web/cases/file.html", page)
    if page.identity:
        add_never_cache_headers(response)
    return response


def _questions(ref: CaseRef, about: ProgrammeFacts, reader: Reader, at: Moment) -> tuple[Callable[[], object], ...]:
    """This will name what a file asks that follows from its case alone: one round trip instead of five."""
    return (
        lambda: cases.history(ref.id, at),
        lambda: accounts.names_of_two(about.lead, about.ministry),
        lambda: acts.state(about.code),
        lambda: reveals.living(actor=reader.actor.code, person=ref.person),
        lambda: boards.beside_file(ref.id, ref.number, at),
        lambda: contacts.questions(ref.id, at),
    )


def _page(
    reader: Reader, found: CaseFile, about: ProgrammeFacts, at: Moment, known_on: date | None, can: Powers | None
) -> CasePage:
    whole = reader.may_look("file")
    looks.note(action="case.read", case=found.ref, fields=FILE_SHOWS if whole else SHEET_SHOWS)
    said, file, stage = None, None, None
    identity: tuple[parts.Row, ...] = ()
    try:
        answer = why_of_file(found, as_of=at.day, known_on=known_on)
        if can is not None:
            identity = rows_for(reader.actor, found.ref, at, addresses.about("case-reveal", found.ref.number))
        near, stage = reader.may_look("care"), labels.named(labels.STAGES, answer.stage.value)
        file = gather(answer, found, at, can, near=near) if whole else sheet(answer, found, at, can)
    except Refusal as refusal:
        said = refusal.words
    return CasePage(
        title=Words(id="Berkas {number}", en="Case {number}").format(number=found.ref.number),
        tab=Words(id="Berkas", en="File"),
        back=Link(words=same(about.name), url=addresses.about("cases", about.code)),
        number=found.ref.number,
        alias=found.alias if whole else "",
        programme=about.name,
        choice=labels.named(labels.CHOICES, found.choice.choice) if found.choice else labels.NO_CHOICE,
        stage=stage,
        known_on=known_on,
        file=file,
        identity=identity,
        said=said,
        asks=waiting_of(found.ref, at, can) if whole else (),
        trail=_trail(reader, found.ref.number),
        entitlement=Link(words=_DUE, url=addresses.about("case-entitlement", found.ref.number)),
    )
