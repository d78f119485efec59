"""Shows the workbooks of a programme, and one of them to whoever handed it in: how far, what was found, by row."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.accounts.rules import Role
from pulang.areas.intake import queries as imports
from pulang.areas.intake.facts import FileState, Import, Kept, RowState
from pulang.areas.intake.rules import UNDO_WITHIN
from pulang.doors.web import addresses, parts
from pulang.doors.web.acting import BACK
from pulang.doors.web.context import READING, here, needs, programme_here
from pulang.doors.web.exports.views import WORKBOOK
from pulang.doors.web.imports.words import AWAY, ENTERED, KNOWN, STATES, TRIED, UNDONE, WHAT
from pulang.doors.web.pages import Link, Page, private, render
from pulang.doors.web.words import language
from pulang.flows import uploads, workbook_files
from pulang.flows.workbook import RowFound
from pulang.kernel.moments import local_day
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, listing
from pulang.storage import clock
from pulang.storage.jobs import worker_runs

_ROWS_SHOWN = 100
_MARKED = "lembar-ditandai.xlsx"
_EMPTY = "lembar-kosong.xlsx"
_FROM_HERE = (
    ("import-new", Words(id="Kirim lembar hitung", en="Hand in a workbook")),
    ("import-template", Words(id="Unduh lembar kosong untuk diisi", en="Download an empty workbook to fill in")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One workbook of the list; the number leads on for whoever handed it in."""

    number: str
    tag: parts.Tag
    day: date
    by: str
    counts: Words | None
    offers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportsPage(Page):
    """Every workbook that was handed in or registered, the latest first."""

    offers: tuple[Link, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One row of a workbook and everything that is to be said about it."""

    line: int
    says: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of one kind; `more` stand in the file only."""

    title: Words
    rows: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePage(Page):
    """One workbook: how far it is, what was found, what can be done now."""

    number: str
    tag: parts.Tag
    busy: bool
    done: int
    people: int
    idle: bool
    counts: Words | None
    known: Words | None
    refused: Words | None
    groups: tuple[Group, ...]
    until: date | None
    main: Link | None
    offers: tuple[Link, ...]


@needs("intake.workbook.open")
def register(request: HttpRequest, code: str) -> HttpResponse:
    """This will show what was handed in and registered, with counts and nobody's name."""
    _only_read(request)
    about = programme_here(request)
    done = {one.number: one for one in imports.imports(code)}
    kept = imports.all_kept(code)
    apart = [one for one in done.values() if one.number not in {each.number for each in kept}]
    lines = [_line(request, code, one, done.get(one.number)) for one in kept]
    lines += [_other(request, code, one) for one in apart]
    page = ImportsPage(
        title=Words(id="Impor lembar hitung – {name}", en="Import of workbooks – {name}").format(name=about.name),
        back=Link(words=Words(id="Berkas", en="Cases"), url=addresses.about("cases", code)),
        offers=tuple(Link(words=words, url=reverse(name, args=[code])) for name, words in _FROM_HERE),
        lines=tuple(sorted(lines, key=lambda one: one.day, reverse=True)),
    )
    return render(request, "web/imports/list.html", page)


def _only_read(request: HttpRequest) -> None:
    if request.method not in READING:
        raise Http404


def _day(request: HttpRequest, at: datetime) -> date:
    return local_day(at, programme_here(request).time_zone)


def _line(request: HttpRequest, code: str, kept: Kept, done: Import | None) -> Line:
    words, kind = STATES[kept.state]
    if not kept.opens and kept.state is not FileState.ENTERED:
        words, kind = AWAY, parts.PLAIN
    if done is not None and done.undone:
        words, kind = UNDONE, parts.PLAIN
    mine = kept.by == here(request).actor.code
    offers = [_link(code, "import", kept.number, Words(id="Buka", en="Open"))] if mine and kept.opens else []
    return Line(
        number=kept.number,
        tag=parts.Tag(words=words, kind=kind),
        day=_day(request, kept.kept_at),
        by=kept.by,
        counts=_counts(kept),
        offers=(*offers, *_undo(request, code, done)),
    )


def _other(request: HttpRequest, code: str, done: Import) -> Line:
    words, kind = (UNDONE, parts.PLAIN) if done.undone else STATES[FileState.ENTERED]
    return Line(
        number=done.number,
        tag=parts.Tag(words=words, kind=kind),
        day=_day(request, done.at),
        by=done.by,
        counts=Words(id="{n} baris", en="{n} rows").format(n=done.rows),
        offers=_undo(request, code, done),
    )


def _undo(request: HttpRequest, code: str, done: Import | None) -> tuple[Link, ...]:
    if done is None or not may_undo(request, done):
        return ()
    return (_link(code, "import-undo", done.number, Words(id="Tarik kembali", en="Take back")),)


def may_undo(request: HttpRequest, done: Import) -> bool:
    """This will be true while an import can be taken back as a whole by the reader."""
    actor = here(request).actor
    leads = bool(actor.roles & {Role.COORDINATOR.value, Role.HEAD.value})
    young = timedelta() <= clock.now() - done.at <= UNDO_WITHIN
    return not done.undone and young and (leads or done.by == actor.code)


def _link(code: str, name: str, number: str, words: Words) -> Link:
    return Link(words=words, url=reverse(name, args=[code, number]))


def _counts(kept: Kept) -> Words | None:
    said = {state.value.lower(): count for state, count in kept.counts.items()}
    if kept.state is FileState.TRIED:
        return TRIED.format(**said)
    if kept.state is FileState.ENTERED:
        return ENTERED.format(**said, registered=said["ready"] + said["perhaps"])
    return None


def own(request: HttpRequest, code: str, workbook: str) -> Kept:
    """This will give a workbook to whoever handed it in; refuses everybody else as if there were none."""
    try:
        return uploads.own(by=here(request).actor, programme=code, number=workbook)
    except Refusal as refusal:
        raise Http404 from refusal


@needs("intake.workbook.open")
def one(request: HttpRequest, code: str, workbook: str) -> HttpResponse:
    """This will show how far a workbook is and what was found in it, row by row, without anybody's name."""
    _only_read(request)
    kept = own(request, code, workbook)
    said = uploads.found(kept)
    words, kind = STATES[kept.state]
    known = kept.counts[RowState.KNOWN]
    page = OnePage(
        title=Words(id="Impor – {number}", en="Import – {number}").format(number=kept.number),
        back=Link(words=BACK, url=reverse("imports", args=[code])),
        number=kept.number,
        tag=parts.Tag(words=words if kept.opens else AWAY, kind=kind),
        busy=kept.busy and kept.opens,
        done=kept.done,
        people=kept.people,
        idle=kept.busy and not worker_runs(),
        counts=_counts(kept),
        known=KNOWN.format(known=known) if known else None,
        refused=said.refused,
        groups=tuple(_group(said.rows, state) for state in WHAT if any(each.state is state for each in said.rows)),
        until=_day(request, kept.ends_at) if kept.opens else None,
        main=_main(code, kept),
        offers=_offers(request, code, kept),
    )
    return private(render(request, "web/imports/one.html", page))


def _group(rows: tuple[RowFound, ...], state: RowState) -> Group:
    found = [each for each in rows if each.state is state]
    return Group(
        title=WHAT[state],
        rows=tuple(Told(line=each.line, says=listing(each.words)) for each in found[:_ROWS_SHOWN]),
        more=max(0, len(found) - _ROWS_SHOWN),
    )


def _main(code: str, kept: Kept) -> Link | None:
    """This will give the one thing to do next."""
    if not kept.opens or kept.busy:
        return None
    fresh = kept.counts[RowState.READY] + kept.counts[RowState.PERHAPS]
    if kept.state is FileState.TRIED and fresh:
        words = Words(id="Daftarkan {n} orang", en="Register {n} people").format(n=fresh)
        return _link(code, "import-enter", kept.number, words)
    if kept.state is FileState.KEPT:
        return _link(code, "import-columns", kept.number, Words(id="Periksa kolomnya", en="Look at its columns"))
    return None


def _offers(request: HttpRequest, code: str, kept: Kept) -> tuple[Link, ...]:
    if kept.busy or not kept.opens:
        return ()
    found = []
    if kept.state in {FileState.TRIED, FileState.ENTERED}:
        marked_too = Words(id="Unduh lembar yang sama dengan kolom “Masalah”", en="Download it with a “Masalah” column")
        found.append(_link(code, "import-file", kept.number, marked_too))
    if kept.state in {FileState.TRIED, FileState.REFUSED}:
        found.append(_link(code, "import-columns", kept.number, Words(id="Ubah arti kolom", en="Change the columns")))
    done = next((each for each in imports.imports(code) if each.number == kept.number), None)
    found += _undo(request, code, done)
    found.append(_link(code, "import-away", kept.number, Words(id="Hapus lembar ini", en="Delete this workbook")))
    return tuple(found)


@needs("intake.workbook.open")
def marked(request: HttpRequest, code: str, workbook: str) -> HttpResponse:
    """This will hand the same table back with a column of remarks, under a neutral name."""
    _only_read(request)
    kept = own(request, code, workbook)
    if not kept.opens:
        raise Http404
    content = uploads.marked(by=here(request).actor, kept=kept, lang=language(), at=clock.now())
    return _file(content, _MARKED)


@needs("intake.workbook.open")
def template(request: HttpRequest, code: str) -> HttpResponse:
    """This will hand over an empty table with the headings that are known and lists of the words."""
    _only_read(request)
    return _file(workbook_files.template(), _EMPTY)


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(answer)
