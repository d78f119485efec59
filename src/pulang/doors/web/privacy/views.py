"""The worklist of whoever sees to rights over data, the page of one person, and what an office has to delete."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.cases import queries as cases
from pulang.areas.privacy import queries as privacy
from pulang.areas.privacy.facts import DeletionFacts, OfficialFacts, PurgeFacts, RequestFacts
from pulang.areas.privacy.facts import Quarter as Counted
from pulang.areas.privacy.rules import published
from pulang.areas.programmes import queries as programmes
from pulang.doors.web import labels, parts
from pulang.doors.web.context import Powers, here, needs, powers, programme_here
from pulang.doors.web.pages import Link, Page, render
from pulang.doors.web.privacy import steps, words
from pulang.flows import looking as looks
from pulang.flows import purging
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import NOTHING, Words, same
from pulang.storage import clock

LATE = parts.Tag(words=Words(id="Lewat batas", en="Overdue"), kind=parts.STOPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to see to: what, by when, and where it is done."""

    title: Words
    url: str
    says: Words
    tag: parts.Tag | None
    late: bool = False
    links: tuple[Link, ...] = ()
    lines: tuple[parts.Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A kind of tasks with its heading and what stands there when there is none."""

    id: str
    title: Words
    tasks: tuple[Task, ...]
    empty: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """Letters of authorities in a quarter, as they may be published."""

    when: str
    received: Words
    given: Words
    refused: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistPage(Page):
    """What has to be seen to, overdue first."""

    sections: tuple[Section, ...]
    late: int
    quarters: tuple[Quarter, ...]
    asked: str
    problem: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage(Page):
    """What one person asked, what offices were asked about her, and what can be done next."""

    sections: tuple[Section, ...]
    offers: tuple[Link, ...]
    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionsPage(Page):
    """What the reader's own office has to delete."""

    section: Section


@needs("privacy")
def worklist(request: HttpRequest) -> HttpResponse:
    """This will show what has to be seen to; with a case's number it leads to the page of that person."""
    asked, problem = request.GET.get("nomor", "").strip()[:20], None
    if asked:
        try:
            return HttpResponseRedirect(reverse("privacy-case", args=[cases.find(asked).number]))
        except Refusal as refusal:
            problem = refusal.words
    at = moment(here(request).today)
    found = _sections(request, at)
    page = WorklistPage(
        title=Words(id="Pelindungan data", en="Data protection"),
        sections=found,
        late=sum(task.late for section in found for task in section.tasks),
        quarters=tuple(_quarter(one) for one in privacy.quarters(at)),
        asked=asked,
        problem=problem,
    )
    return render(request, "web/privacy/worklist.html", page)


def _sections(request: HttpRequest, at: Moment) -> tuple[Section, ...]:
    now = clock.now()
    requests = [one for one in privacy.requests(at) if one.open or one.event == "ANSWERED"]
    letters = [one for one in privacy.officials(at) if one.event in steps.LETTERS_OPEN or one.to_be_told(at.day)]
    deletions = privacy.deletions(at)
    _note(requests, letters, deletions)
    return (
        Section(
            id="permintaan",
            title=Words(id="Permintaan warga", en="Requests of persons"),
            tasks=_late_first(_request(one, late=one.overdue(now)) for one in requests),
            empty=Words(id="Tidak ada permintaan yang menunggu.", en="No request waits."),
        ),
        Section(
            id="hapus",
            title=Words(id="Permintaan hapus ke instansi", en="Deletions asked of offices"),
            tasks=_late_first(_deletion(one, late=one.overdue(now), own=False) for one in deletions),
            empty=Words(id="Semua instansi sudah mengonfirmasi.", en="Every office has confirmed."),
        ),
        Section(
            id="surat",
            title=Words(id="Surat resmi", en="Letters of authorities"),
            tasks=_late_first(_letter(one, at.day) for one in letters),
            empty=Words(id="Tidak ada surat yang menunggu.", en="No letter waits."),
        ),
        Section(
            id="musnah",
            title=Words(id="Pemusnahan", en="Purges"),
            tasks=_purges(request, at),
            empty=Words(id="Tidak ada yang lewat masa simpannya.", en="Nothing was kept too long."),
        ),
    )


def _note(
    requests: Iterable[RequestFacts], letters: Iterable[OfficialFacts], deletions: Iterable[DeletionFacts]
) -> None:
    """This will write down whose numbers were seen, programme by programme."""
    seen: dict[str, set[UUID]] = {}
    for programme, case in (
        *((one.programme, one.case) for one in requests),
        *((one.programme, one.case) for one in letters),
        *((one.programme, one.case) for one in deletions),
    ):
        seen.setdefault(programme, set()).add(case)
    for programme, found in seen.items():
        looks.note(action="case.listed", programme=programme, cases=sorted(found), fields=("requests",))


def _late_first(tasks: Iterable[Task]) -> tuple[Task, ...]:
    return tuple(sorted(tasks, key=lambda task: not task.late))


def _request(one: RequestFacts, *, late: bool, can: Powers | None = None) -> Task:
    """This will make the task of a request; with `can` it offers the next steps and tells what happened."""
    kind = labels.named(words.KINDS, one.kind)
    when = words.by_when(one.due_at) if one.open else NOTHING
    event = labels.named(words.REQUESTS, one.event)
    says = Words(id="{event}; dijawab {when}", en="{event}; to be answered {when}") if one.open else same("{event}")
    return Task(
        title=Words(id="{number} · {ref} · {kind}", en="{number} · {ref} · {kind}").format(
            number=one.number, ref=one.ref, kind=kind
        ),
        url=reverse("privacy-case", args=[one.number]),
        says=says.format(event=event, when=when),
        tag=LATE if late else parts.Tag(words=event, kind=parts.WAITING if one.open else parts.GOOD),
        late=late,
        links=steps.of_request(one, can) if can else (),
        lines=tuple(
            parts.Event(title=labels.named(words.REQUESTS, line.event), on=line.on, text=_said(line.detail, line.note))
            for line in one.lines
        )
        if can
        else (),
    )


def _said(detail: str, note: str) -> Words | None:
    known = words.KNOWN if detail in {key.value for key in words.KNOWN} else words.GROUNDS
    told = [labels.named(known, detail)] if detail else []
    told += [same(note)] if note else []
    return Words(id=". ".join(one.id for one in told), en=". ".join(one.en for one in told)) if told else None


def _letter(one: OfficialFacts, day: date, can: Powers | None = None) -> Task:
    tell = one.to_be_told(day)
    event = labels.named(words.OFFICIALS, one.event)
    asks = Words(id="{who}, surat {letter}: {event}", en="{who}, letter {letter}: {event}")
    waits = Words(id="{said}. Ia belum diberi tahu.", en="{said}. She was not told yet.")
    said = asks.format(who=one.authority, letter=one.letter, event=event)
    return Task(
        title=same(f"{one.number} · {one.ref}"),
        url=reverse("privacy-case", args=[one.number]),
        says=waits.format(said=said) if tell else said,
        tag=parts.Tag(words=event, kind=parts.WAITING if one.event in steps.LETTERS_OPEN or tell else parts.GOOD),
        late=tell,
        links=steps.of_letter(one, can, day) if can else (),
        lines=tuple(
            parts.Event(
                title=labels.named(words.OFFICIALS, line.event),
                on=line.on,
                text=Words(id="{things}. {note}", en="{things}. {note}").format(
                    things=words.things(line.fields), note=line.note
                ),
            )
            for line in one.lines
        )
        if can
        else (),
    )


def _deletion(one: DeletionFacts, *, late: bool, own: bool) -> Task:
    names = {agency.code: agency.name for agency in accounts.agencies()}
    purpose = labels.named(labels.PURPOSES, one.purpose)
    done = Words(id="Dikonfirmasi", en="Confirmed")
    waits = parts.Tag(words=Words(id="Menunggu", en="Waits"), kind=parts.WAITING)
    says = Words(id="{office}: {purpose}; {when}", en="{office}: {purpose}; {when}")
    where = reverse("deletion-confirm", args=[one.programme, one.number, one.purpose]) if own else ""
    return Task(
        title=same(one.number),
        url="" if own else reverse("privacy-case", args=[one.number]),
        says=says.format(
            office=names.get(one.agency, one.agency),
            purpose=purpose,
            when=words.by_when(one.due_at) if one.confirmed_on is None else done,
        ),
        tag=parts.Tag(words=done, kind=parts.GOOD) if one.confirmed_on else LATE if late else waits,
        late=late,
        links=(Link(words=Words(id="Hapus dan konfirmasi", en="Delete and confirm"), url=where),) if own else (),
    )


def _purges(request: HttpRequest, at: Moment) -> tuple[Task, ...]:
    """This will give the purges that wait for a second person, and the programmes whose night needs two people."""
    tasks = [_proposed(one, powers(request, programmes.programme(one.programme))) for one in _waiting(at)]
    for about in programmes.programmes():
        can = powers(request, about)
        if not can.may("privacy.purge.approve"):
            continue
        due = purging.due_in(about.code, at)
        if due.by_two and about.code not in {one.programme for one in _waiting(at)}:
            tasks.append(_due(about.code, due.affected, can))
    return tuple(tasks)


def _waiting(at: Moment) -> tuple[PurgeFacts, ...]:
    return tuple(one for one in privacy.purges(at) if one.event == "PROPOSED")


def _proposed(one: PurgeFacts, can: Powers) -> Task:
    where = reverse("purge-approve", args=[one.programme, one.ref])
    may = can.may("privacy.purge.approve") and can.actor.code != one.proposed_by
    approve = Link(words=Words(id="Setujui pemusnahan", en="Approve the purge"), url=where)
    says = Words(
        id="{count} jati diri diusulkan dimusnahkan; menunggu orang kedua",
        en="{count} identities are proposed to be destroyed; waits for a second person",
    )
    return Task(
        title=same(f"{one.programme} · {one.ref}"),
        url="",
        says=says.format(count=one.affected),
        tag=parts.Tag(words=Words(id="Menunggu persetujuan", en="Waits for approval"), kind=parts.WAITING),
        links=(approve,) if may else (),
    )


def _due(code: str, count: int, can: Powers) -> Task:
    says = Words(
        id="{count} jati diri lewat masa simpannya; lebih dari 50 menunggu dua orang",
        en="{count} identities were kept long enough; more than 50 wait for two people",
    )
    propose = Link(
        words=Words(id="Usulkan pemusnahan", en="Propose a purge"), url=reverse("purge-propose", args=[code])
    )
    return Task(
        title=same(code),
        url="",
        says=says.format(count=count),
        tag=LATE,
        late=True,
        links=(propose,) if can.may("privacy.purge.propose") else (),
    )


def _quarter(one: Counted) -> Quarter:
    return Quarter(
        when=f"{one.year} / {one.quarter}",
        received=published(one.received),
        given=published(one.given),
        refused=published(one.refused),
    )


@needs("privacy")
def person(request: HttpRequest, number: str) -> HttpResponse:
    """This will show what one person asked and what became of it; refuses one that is not there for this reader."""
    at, now = moment(here(request).today), clock.now()
    case, can = cases.find(number), powers(request, programme_here(request))
    looks.note(action="case.read", case=case, fields=("requests", "letters", "deletions"))
    requests = privacy.requests(at, case=case.id)
    page = PersonPage(
        title=Words(id="Pelindungan data – {number}", en="Data protection – {number}").format(number=case.number),
        back=Link(words=Words(id="Pelindungan data", en="Data protection"), url=reverse("privacy")),
        paused=privacy.is_paused(case.id, at),
        offers=steps.of_person(case.number, can),
        sections=(
            Section(
                id="permintaan",
                title=Words(id="Permintaannya", en="Her requests"),
                tasks=tuple(_request(one, late=one.overdue(now), can=can) for one in requests),
                empty=Words(id="Ia belum meminta apa pun.", en="She has asked for nothing yet."),
            ),
            Section(
                id="surat",
                title=Words(id="Surat resmi tentangnya", en="Letters about her"),
                tasks=tuple(_letter(one, at.day, can) for one in privacy.officials(at, case=case.id)),
                empty=Words(id="Tidak ada.", en="None."),
            ),
            Section(
                id="hapus",
                title=Words(id="Permintaan hapus ke instansi", en="Deletions asked of offices"),
                tasks=tuple(
                    _deletion(one, late=one.overdue(now), own=False) for one in privacy.deletions(at, case=case.id)
                ),
                empty=Words(id="Tidak ada.", en="None."),
            ),
        ),
    )
    return render(request, "web/privacy/person.html", page)


@needs("deletions")
def deletions(request: HttpRequest) -> HttpResponse:
    """This will show what the reader's own office has to delete, the most urgent first."""
    reader, now = here(request), clock.now()
    found = privacy.deletions(moment(reader.today), agency=reader.actor.agency)
    page = DeletionsPage(
        title=Words(id="Permintaan hapus", en="To be deleted"),
        section=Section(
            id="hapus",
            title=Words(id="Untuk kantor Anda", en="For your office"),
            tasks=_late_first(_deletion(one, late=one.overdue(now), own=True) for one in found),
            empty=Words(id="Tidak ada yang perlu dihapus.", en="Nothing has to be deleted."),
        ),
    )
    return render(request, "web/privacy/deletions.html", page)
