"""Shows a programme's meetings, and one meeting with its decisions."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import DecisionFacts, MeetingFacts
from pulang.areas.coordination.rules import MeetingEvent, deciding, ended_on, without_quorum
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.doors.web import labels, parts
from pulang.doors.web.context import Powers, here, needs, powers, programme_here
from pulang.doors.web.meetings import agenda
from pulang.doors.web.pages import Link, Page, asked_day, render, with_day
from pulang.doors.web.sources import Cited, cited
from pulang.doors.web.tabs import tabs
from pulang.flows.status import status
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words, same

_KINDS = {
    MeetingEvent.EXPECTED.value: parts.WAITING,
    MeetingEvent.PLANNED.value: parts.NEWS,
    MeetingEvent.HELD.value: parts.GOOD,
    MeetingEvent.CANCELLED.value: parts.STOPPED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition, and where it is marked as met."""

    text: str
    holder: str
    met_on: date | None
    due_on: date | None
    late: bool
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision as it stands on the day."""

    code: str
    outcome: Words
    tag: parts.Tag
    made_on: date
    in_force_on: date
    until: date | None
    holder: str
    due_on: date | None
    reason: str
    replaced_by: str
    conditions: tuple[Condition, ...]
    item: str
    corrected_on: date | None
    positions: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as it stands on the day."""

    code: str
    title: str
    kind: Words
    tag: parts.Tag
    since: date
    planned_for: date | None
    held_on: date | None
    agencies: tuple[str, ...]
    deciding: tuple[str, ...]
    lacked: tuple[str, ...]
    note: str
    source: Cited
    url: str
    decisions: tuple[Decision, ...]
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsPage(Page):
    """The list of meetings, newest first."""

    code: str
    tabs: tuple[Link, ...]
    meetings: tuple[Meeting, ...]
    offers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage(Page):
    """One meeting."""

    code: str
    meeting: Meeting
    points: tuple[agenda.Point, ...]
    waiting: tuple[agenda.Waiting, ...]
    action: Link | None
    offers: tuple[Link, ...]
    add: Link | None
    papers: tuple[Link, ...]


@needs("programme")
def meetings(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the meetings known of by the day asked for."""
    about = programme_here(request)
    can = _can(request, about)
    page = MeetingsPage(
        title=Words(id="Rapat – {name}", en="Meetings – {name}").format(name=about.name),
        code=code,
        tabs=tabs(request, code, "meetings"),
        meetings=tuple(reversed(_gather(request, about, can))),
        offers=_offers(code, can),
    )
    return render(request, "web/meetings/list.html", page)


@needs("programme")
def meeting(request: HttpRequest, code: str, meeting: str) -> HttpResponse:
    """This will show one meeting with what it decided."""
    about = programme_here(request)
    can = _can(request, about)
    found = next((one for one in _gather(request, about, can) if one.code == meeting), None)
    if found is None:
        raise Http404
    action, offers = _steps(code, found, can)
    day = asked_day(request)
    items = coordination.agenda(code, moment(day))
    sets = can is not None and can.may("coordination.agenda.put") and found.open
    points = agenda.points(code, meeting, items, coordination.decisions(code, moment(day)), offers=sets)
    page = MeetingPage(
        title=same(found.title),
        tab=Words(id="Rapat", en="Meeting"),
        back=Link(
            words=Words(id="Semua rapat", en="All meetings"), url=with_day(reverse("meetings", args=[code]), request)
        ),
        code=code,
        meeting=found,
        points=points if here(request).may_look("counts") else agenda.without_counts(points),
        waiting=agenda.waiting(code, meeting, status(code, as_of=day), items) if sets else (),
        action=action,
        offers=offers,
        add=Link(words=_ADD, url=reverse("agenda-put", args=[code, meeting])) if sets else None,
        papers=_papers(code, found) if day == here(request).today else (),
    )
    return render(request, "web/meetings/meeting.html", page)


def _papers(code: str, found: Meeting) -> tuple[Link, ...]:
    """This will give the papers a meeting has now: an invitation before it was held, minutes afterwards."""
    held, planned = found.held_on is not None, found.planned_for is not None and found.open
    ways = (
        (held, "minutes", Words(id="Notulen", en="Minutes")),
        (planned and not held, "invitation", Words(id="Surat undangan (PDF)", en="Letter of invitation (PDF)")),
        (planned and not held, "invitation-calendar", Words(id="Undangan untuk kalender", en="For a calendar")),
    )
    return tuple(Link(words=words, url=reverse(name, args=[code, found.code])) for is_so, name, words in ways if is_so)


_ADD = Words(id="Tambah butir lain", en="Add another point")


def _can(request: HttpRequest, about: ProgrammeFacts) -> Powers | None:
    return powers(request, about) if asked_day(request) == here(request).today else None


def _gather(request: HttpRequest, about: ProgrammeFacts, can: Powers | None) -> tuple[Meeting, ...]:
    day = asked_day(request)
    at = moment(day)
    names = {agency.code: agency.name for agency in accounts.agencies()}
    decisions = coordination.decisions(about.code, at)
    held = _positions(request, about.code, at, names)
    counts = deciding(decisions, day)
    return tuple(
        _meeting(
            request,
            about.code,
            one,
            names,
            tuple(
                _decision(about.code, made, names, day, can, held.get(made.code, ()), counts=made is counts)
                for made in decisions
                if made.meeting == one.code
            ),
        )
        for one in coordination.meetings(about.code, at)
    )


def _meeting(
    request: HttpRequest, code: str, one: MeetingFacts, names: dict[str, str], decisions: tuple[Decision, ...]
) -> Meeting:
    return Meeting(
        code=one.code,
        title=one.title,
        kind=labels.named(labels.MEETING_KINDS, one.kind),
        tag=parts.Tag(words=labels.named(labels.MEETINGS, one.event), kind=_KINDS[one.event]),
        since=one.since,
        planned_for=one.planned_for,
        held_on=one.held_on,
        agencies=tuple(names.get(agency, agency) for agency in one.agencies or one.invited),
        deciding=tuple(names.get(agency, agency) for agency in one.deciding or ()),
        lacked=tuple(names.get(agency, agency) for agency in without_quorum(one)) if one.held_on else (),
        note=one.note,
        source=cited(one.source),
        url=with_day(reverse("meeting", args=[code, one.code]), request),
        decisions=decisions,
        open=one.event != MeetingEvent.CANCELLED.value,
    )


def _decision(
    code: str,
    made: DecisionFacts,
    names: dict[str, str],
    day: date,
    can: Powers | None,
    beside: tuple[tuple[str, str], ...],
    *,
    counts: bool,
) -> Decision:
    ended = ended_on(made, day)
    return Decision(
        code=made.code,
        outcome=labels.named(labels.OUTCOMES, made.outcome),
        tag=_standing(made, day, ended, counts=counts),
        made_on=made.made_on,
        in_force_on=made.in_force_on,
        until=made.until,
        holder=names.get(made.holder, made.holder),
        due_on=made.due_on,
        reason=made.reason,
        replaced_by=made.superseded_by,
        conditions=_conditions(code, made, names, can if ended is None else None, day),
        item=made.item,
        corrected_on=made.corrected_on,
        positions=beside,
        links=_changes(code, made, can) if ended is None else (),
    )


def _conditions(
    code: str, made: DecisionFacts, names: dict[str, str], can: Powers | None, day: date
) -> tuple[Condition, ...]:
    meets = can is not None and can.may("coordination.condition.meet")
    words = Words(id="Catat terpenuhi", en="Record as met")
    return tuple(
        Condition(
            text=one.text,
            holder=names.get(one.holder, one.holder),
            met_on=one.met_on,
            due_on=one.due_on,
            late=one.met_on is None and one.due_on is not None and one.due_on < day,
            link=Link(words=words, url=reverse("condition-meet", args=[code, made.code, one.code]))
            if meets and one.met_on is None
            else None,
        )
        for one in made.conditions
    )


def _changes(code: str, made: DecisionFacts, can: Powers | None) -> tuple[Link, ...]:
    """This will give what can be done about a decision that stands."""
    ways = (
        ("withdraw", Words(id="Tarik keputusan", en="Withdraw the decision")),
        ("correct", Words(id="Betulkan catatan", en="Set the record right")),
    )
    links = [
        Link(words=words, url=reverse(f"decision-{way}", args=[code, made.code]))
        for way, words in ways
        if can is not None and can.may(f"coordination.decision.{way}")
    ]
    if can is not None and can.may("coordination.position.file"):
        words = Words(id="Tulis pendapat organisasi", en="File your organisation's position")
        links.append(Link(words=words, url=reverse("position-file", args=[code, made.code])))
    return tuple(links)


def _positions(
    request: HttpRequest, code: str, at: Moment, names: dict[str, str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """This will give what organisations hold of each decision: what they published, and the reader's own."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for one in coordination.positions(code, at):
        if one.published or one.agency == here(request).actor.agency:
            found[one.decision] = (*found.get(one.decision, ()), (names.get(one.agency, one.agency), one.text))
    return found


def _standing(made: DecisionFacts, day: date, ended: date | None, *, counts: bool) -> parts.Tag:
    if ended is not None:
        return parts.Tag(words=Words(id="Tidak berlaku lagi", en="No longer stands"), kind=parts.STOPPED)
    if made.in_force_on > day:
        return parts.Tag(words=Words(id="Belum berlaku", en="Not in force yet"), kind=parts.WAITING)
    if any(one.met_on is None for one in made.conditions):
        return parts.Tag(words=Words(id="Menunggu syaratnya", en="Waits for its conditions"), kind=parts.WAITING)
    return parts.Tag(words=Words(id="Berlaku", en="In force"), kind=parts.GOOD if counts else parts.PLAIN)


def _offers(code: str, can: Powers | None) -> tuple[Link, ...]:
    if can is None or not can.may("coordination.meeting.plan"):
        return ()
    return (
        Link(words=Words(id="Jadwalkan rapat", en="Plan a meeting"), url=reverse("meeting-plan", args=[code])),
        Link(words=Words(id="Catat rapat yang ditunggu", en="Record a meeting that is waited for"),
             url=reverse("meeting-expect", args=[code])),
    )  # fmt: skip


def _steps(code: str, found: Meeting, can: Powers | None) -> tuple[Link | None, tuple[Link, ...]]:
    """This will give the one next step of a meeting, and what else can be done with it."""
    if can is None or not can.may("coordination.meeting.hold"):
        return None, ()

    def link(name: str, words: Words) -> Link:
        return Link(words=words, url=reverse(name, args=[code, found.code]))

    decide = link("decision-make", Words(id="Catat keputusan", en="Record the decision"))
    if found.held_on is not None:
        return (decide, ()) if not found.decisions else (None, (decide,))
    hold = link("meeting-hold", Words(id="Catat rapat berlangsung", en="Record that it was held"))
    date_words = (
        Words(id="Ubah tanggal", en="Change the day")
        if found.planned_for
        else Words(id="Tentukan tanggal", en="Set the day")
    )
    cancel = link("meeting-cancel", Words(id="Rapat batal", en="The meeting is cancelled"))
    return hold, (link("meeting-date", date_words), cancel)
