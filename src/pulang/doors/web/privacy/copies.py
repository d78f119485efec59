"""The copy of what is kept about a person, in plain words: as a page, and as a paper to hand to her."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.aid import queries as aid
from pulang.areas.audit.rules import ACTIONS, purpose_words
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseFile, needed
from pulang.areas.journeys import queries as journeys
from pulang.areas.people.rules import Field
from pulang.areas.privacy import queries as privacy
from pulang.areas.privacy.rules import BASIS_WORDS, Basis
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.doors.web import labels, printing
from pulang.doors.web.context import here, needs, programme_here
from pulang.doors.web.labels import Labels
from pulang.doors.web.pages import Link, Page, render
from pulang.doors.web.privacy import words
from pulang.doors.web.words import language, told
from pulang.flows import looking as looks
from pulang.flows import revealing
from pulang.flows.seen import seen
from pulang.kernel.days import in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, listing, same

FILE_NAME: Final = "salinan-data.pdf"  # neutral: it lies in her telephone or her bag
_TITLE: Final = Words(id="Salinan data", en="Copy of data")
_FIELDS: Final = {
    Field.NAME: Words(id="Nama", en="Name"),
    Field.NIK: same("NIK"),
    Field.BIRTH_DATE: Words(id="Tanggal lahir", en="Birth date"),
    Field.PHONE: Words(id="Telepon", en="Telephone"),
    Field.VILLAGE: Words(id="Desa asal", en="Home village"),
    Field.ADDRESS: Words(id="Alamat", en="Address"),
    Field.ACCOUNT: Words(id="Rekening", en="Account"),
}
_SEALED: Final = Words(
    id="Tersegel. Petugas membukanya bersama Anda di berkas, lalu mencetak salinan ini lagi.",
    en="Sealed. The officer opens it with you in the case file, then prints this copy again.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One chapter of the copy: what is kept, why it may be, and how long."""

    title: Words
    says: Words
    rows: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPage(Page):
    """The copy as a page."""

    number: str
    on: Words
    chapters: tuple[Chapter, ...]
    pdf: Link


@needs("copies")
def copy(request: HttpRequest, number: str, ask: str) -> HttpResponse:
    """This will show the copy of what is kept about a person; refuses it before the request is surely hers."""
    page = _page(request, number, ask)
    response = render(request, "web/privacy/copy.html", page)
    add_never_cache_headers(response)
    return response


@needs("copies")
def copy_pdf(request: HttpRequest, number: str, ask: str) -> HttpResponse:
    """This will give the same as a paper under a neutral name."""
    page = _page(request, number, ask)
    response = HttpResponse(paper(page), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    add_never_cache_headers(response)
    return response


def paper(page: CopyPage) -> bytes:
    """This will set the copy as a PDF whose title and properties say nothing; what was typed is data, never markup."""
    said = {
        "lang": language(),
        "title": told(page.title),
        "on": told(page.on),
        "chapters": [
            {
                "title": told(one.title),
                "says": told(one.says),
                "rows": [[told(key), told(value)] for key, value in one.rows],
            }
            for one in page.chapters
        ],
    }
    template = (Path(__file__).parent / "copy.typ").read_bytes()
    return printing.pdf(template, said)


def _page(request: HttpRequest, number: str, ref: str) -> CopyPage:
    reader = here(request)
    at = moment(reader.today)
    file = cases.case_file(number, at)
    asked = privacy.request(file.ref.id, ref, at)
    if asked.kind != "ACCESS" or asked.event not in {"CHECKED", "ANSWERED", "DONE"}:
        raise Refusal("copy-not-asked", _NOT_ASKED)
    looks.note(action="privacy.copy", case=file.ref, fields=("everything",))
    return CopyPage(
        title=_TITLE,
        back=Link(words=Words(id="Berkas", en="Case"), url=reverse("case", args=[file.ref.number])),
        number=file.ref.number,
        on=in_words(reader.today),
        chapters=tuple(_chapters(file, at, programme_here(request), reader.actor)),
        pdf=Link(
            words=Words(id="Cetak sebagai PDF", en="Print as PDF"),
            url=reverse("request-copy-pdf", args=[file.ref.number, ref]),
        ),
    )


def _chapters(file: CaseFile, at: Moment, about: ProgrammeFacts, actor: Actor) -> Iterator[Chapter]:
    identities, books, trail, rights = (privacy.keep(rule) for rule in ("identities", "cases", "acts", "rights"))
    yield _chapter(
        Words(id="Jati diri Anda", en="Your identity"), Basis.PUBLIC_TASK, identities.keep_for, _identity(file, actor)
    )
    yield _chapter(Words(id="Berkas Anda", en="Your case"), Basis.PUBLIC_TASK, books.keep_for, _about(file, about.name))
    yield _chapter(Words(id="Persetujuan Anda", en="Your consents"), Basis.CONSENT, books.keep_for, _consents(file))
    yield _chapter(
        Words(id="Yang dicatat sejak pendaftaran", en="What was recorded since"),
        Basis.PUBLIC_TASK,
        books.keep_for,
        _history(file, at),
    )
    yield _chapter(
        Words(id="Kepada siapa berkas Anda diserahkan", en="Who was given your case"),
        Basis.CONSENT,
        rights.keep_for,
        _shared(file, at),
    )
    yield _chapter(
        Words(id="Permintaan Anda dan surat resmi tentang Anda", en="Your requests, and letters about you"),
        Basis.LEGAL_OBLIGATION,
        trail.keep_for,
        _asked(file, at),
    )
    yield _chapter(
        Words(id="Siapa yang melihat data Anda", en="Who looked at your data"),
        Basis.LEGAL_OBLIGATION,
        trail.keep_for,
        _looked(file, about.time_zone),
    )


def _chapter(title: Words, basis: Basis, keep_for: str, rows: Iterator[tuple[Words, Words]]) -> Chapter:
    says = Words(id="Dasarnya: {basis}. Disimpan: {long}.", en="Its basis: {basis}. Kept: {long}.")
    nothing = (Words(id="Tidak ada", en="Nothing"), Words(id="Belum ada yang dicatat.", en="Nothing was recorded."))
    return Chapter(
        title=title, says=says.format(basis=BASIS_WORDS[basis], long=keep_for), rows=tuple(rows) or (nothing,)
    )


def _identity(file: CaseFile, actor: Actor) -> Iterator[tuple[Words, Words]]:
    opened = {Field(one.open.field): one.value for one in revealing.shown(actor=actor, case=file.ref)}
    for field, name in _FIELDS.items():
        yield name, same(opened[field]) if field in opened else _SEALED


def _about(file: CaseFile, programme: str) -> Iterator[tuple[Words, Words]]:
    yield Words(id="Nomor", en="Number"), same(file.ref.number)
    yield Words(id="Program", en="Programme"), same(programme)
    yield Words(id="Terdaftar", en="Registered"), in_words(file.ref.opened_on)
    yield Words(id="Nama panggilan berkas", en="Alias"), same(file.alias or "–")
    yield Words(id="Daerah asal", en="Home district"), labels.place(file.home or file.origin)
    yield Words(id="Tempat tinggal sekarang", en="Lives now"), same(f"{file.site} {file.block}".strip() or "–")
    yield (
        Words(id="Ikut bersama Anda", en="Travel with you"),
        Words(id="{c} anak, {a} dewasa", en="{c} children, {a} adults").format(
            c=file.children_with, a=file.adults_with
        ),
    )


def _consents(file: CaseFile) -> Iterator[tuple[Words, Words]]:
    for line in file.consent_lines:
        until = (
            Words(id=", sampai {day}", en=", until {day}").format(day=in_words(line.until)) if line.until else same("")
        )
        text = Words(id=", naskah {v}", en=", text {v}").format(v=line.text_version) if line.text_version else same("")
        yield (
            labels.named(labels.PURPOSES, line.purpose),
            Words(id="{on}: {said}{until}{text}", en="{on}: {said}{until}{text}").format(
                on=in_words(line.on), said=labels.named(labels.CONSENTS, line.event), until=until, text=text
            ),
        )


def _history(file: CaseFile, at: Moment) -> Iterator[tuple[Words, Words]]:
    """This will tell each thing that was recorded, book by book."""
    books: tuple[tuple[Words, Labels, Iterable[tuple[date, str]]], ...] = (
        (Words(id="Pilihan", en="Choice"), labels.CHOICES, ((one.on, one.choice) for one in file.choices)),
        (Words(id="Verifikasi", en="Verification"), labels.ATTEMPTS, ((one.on, one.outcome) for one in file.attempts)),
        (Words(id="Penapisan", en="Screening"), labels.SCREENINGS, ((one.on, one.outcome) for one in file.screenings)),
        (Words(id="Keberatan", en="Objection"), labels.OBJECTIONS, ((one.on, one.event) for one in file.objections)),
        (Words(id="Langkah", en="Step"), labels.MOVES, ((one.on, one.move) for one in file.moves)),
    )
    for title, meanings, lines in books:
        yield from (_dated(title, on, labels.named(meanings, code)) for on, code in lines)
    quiet, plain = Words(id="tanpa pemberitahuan", en="without notice"), Words(id="biasa", en="ordinary")
    for wish in file.wishes:
        yield _dated(
            Words(id="Cara bepergian", en="Way to travel"),
            wish.on,
            listing((quiet if wish.discreet else plain, *needed(wish.needs))),
        )
    plan, channel = journeys.itinerary(file.ref.id, at), aid.channel(file.ref.id, at)
    if plan is not None and plan.departs_on is not None:
        yield _dated(Words(id="Rencana perjalanan", en="Planned journey"), plan.departs_on, labels.place(plan.reaches))
    if channel is not None:
        kind = labels.named(labels.CHANNELS, channel.kind)
        yield _dated(Words(id="Jalur pembayaran", en="How aid is paid"), channel.on, kind)


def _shared(file: CaseFile, at: Moment) -> Iterator[tuple[Words, Words]]:
    names = {agency.code: agency.name for agency in accounts.agencies()}
    given = Words(id="diserahkan untuk {purpose}", en="given for {purpose}")
    ended = Words(id="diambil kembali", en="taken back")
    for line in file.assignments:
        purpose = labels.named(labels.PURPOSES, line.purpose)
        said = given.format(purpose=purpose) if line.event == "GIVEN" else ended
        yield _dated(same(names.get(line.agency, line.agency)), line.on, said)
    for one in privacy.deletions(at, case=file.ref.id):
        deleted = Words(id="sudah menghapus", en="has deleted")
        asked = Words(id="diminta menghapus", en="asked to delete")
        yield _dated(
            same(names.get(one.agency, one.agency)),
            one.confirmed_on or one.asked_on,
            deleted if one.confirmed_on else asked,
        )


def _asked(file: CaseFile, at: Moment) -> Iterator[tuple[Words, Words]]:
    for one in privacy.requests(at, case=file.ref.id):
        yield _dated(labels.named(words.KINDS, one.kind), one.received_on, labels.named(words.REQUESTS, one.event))
    for letter in privacy.officials(at, case=file.ref.id):
        if letter.silent_until is not None and letter.silent_until > at.day:
            continue  # a court forbids telling her until that day
        given = letter.of("GIVEN")
        yield _dated(
            same(letter.authority),
            letter.received_on,
            Words(id="{event}; diberikan: {things}", en="{event}; given: {things}").format(
                event=labels.named(words.OFFICIALS, letter.event), things=words.things(given.fields if given else ())
            ),
        )


def _looked(file: CaseFile, zone: str) -> Iterator[tuple[Words, Words]]:
    """This will tell which office looked, for what and how often; the officials' names are told when she asks."""
    service = Words(id="layanan itu sendiri", en="the service itself")
    said = Words(id="{on}: {action}, {purpose}", en="{on}: {action}, {purpose}")
    for one in seen(file.ref, zone=zone):
        yield (
            same(one.agency_name) if one.agency_name else service,
            said.format(
                on=in_words(one.day),
                action=ACTIONS.get(one.action, same(one.action)),
                purpose=purpose_words(one.purpose, to_her=True),
            ),
        )


def _dated(key: Words, on: date, said: Words) -> tuple[Words, Words]:
    return key, Words(id="{on}: {said}", en="{on}: {said}").format(on=in_words(on), said=said)


_NOT_ASKED: Final = Words(
    id="Salinan diberikan atas permintaan yang sudah dipastikan miliknya.",
    en="A copy is given on a request that is surely hers.",
)
