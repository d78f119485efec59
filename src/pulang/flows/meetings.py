"""Meetings between agencies: expected, planned, with an agenda of what waits, held with attendance and mandates."""

from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.coordination import operations, queries
from pulang.areas.coordination.facts import ItemFacts, MeetingFacts
from pulang.areas.coordination.rules import ItemEvent, MeetingEvent, MeetingKind, Outcome, decided
from pulang.areas.partners import queries as partners
from pulang.areas.readiness.gates import BY_ID
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import Code, Count, Day, Short, Source
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, listing, same


class ExpectMeeting(What):
    """A meeting is waited for but has no day yet; `happened_on` is since when."""

    programme: Code
    code: Code
    title: Short
    kind: MeetingKind = MeetingKind.RAKOR
    agencies: tuple[Code, ...] = ()
    quorum: tuple[Code, ...] = ()
    source: Source = ""
    happened_on: Day | None = None


class PlanMeeting(What):
    """A meeting gets a day (or another one); a new code enters the meeting.

    `quorum` names the agencies without whose mandate nothing is decided there. Left out for a meeting that is known,
    those invited and the quorum stay as they were.
    """

    programme: Code
    code: Code
    planned_for: Day
    title: Short = ""
    kind: MeetingKind = MeetingKind.RAKOR
    agencies: tuple[Code, ...] = ()
    quorum: tuple[Code, ...] = ()
    source: Source = ""
    happened_on: Day | None = None


class HoldMeeting(What):
    """A meeting was held on `happened_on` with these agencies present; `deciding` are those with a mandate to decide.

    Without `deciding` nothing is said of mandates, and whoever was present may decide.
    """

    programme: Code
    code: Code
    agencies: tuple[Code, ...]
    deciding: tuple[Code, ...] | None = None
    note: Short = ""
    happened_on: Day | None = None


class CancelMeeting(What):
    """A meeting will not be held."""

    programme: Code
    code: Code
    note: Short
    happened_on: Day | None = None


class PutItem(What):
    """A point for a meeting's agenda; an existing code amends it, and says with `version` which state of it was seen.

    `gate` names the condition it is about, `asked` a question of residents that waits, `partner` and `incident` what
    was found of an institution; all are left out for a question about the whole programme. `cases` says how many
    wait, never which.
    """

    programme: Code
    meeting: Code
    code: Code
    question: Annotated[Short, Field(min_length=1)]
    gate: Annotated[str, Field(max_length=32)] = ""
    cases: Count | None = None
    missing: Annotated[Short, Field(max_length=500)] = ""
    proposed: Outcome | None = None
    asked: Code = ""
    partner: Code = ""
    incident: Code = ""
    version: Count | None = None
    happened_on: Day | None = None


class DropItem(What):
    """A point is taken off the agenda."""

    programme: Code
    meeting: Code
    code: Code
    note: Annotated[Short, Field(min_length=1)]
    happened_on: Day | None = None


def expect_meeting(*, by: Actor, at: datetime, ref: str, what: ExpectMeeting) -> Receipt:
    """This will enter a meeting that is waited for; refuses a used code and unknown agencies."""
    with act(by, "coordination.meeting.expect", at, ref=ref, what=what, programme=what.programme) as trail:
        _enter(trail, what.programme, what.code, what.title, what.kind, (*what.agencies, *what.quorum))
        operations.mark_meeting(
            meeting=queries.meeting_id(what.programme, what.code),
            event=MeetingEvent.EXPECTED,
            agencies=what.agencies,
            quorum=list(what.quorum),
            source=what.source,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.code)
    return trail.done()


def plan_meeting(*, by: Actor, at: datetime, ref: str, what: PlanMeeting) -> Receipt:
    """This will give a meeting its day; refuses one that was already held."""
    with act(by, "coordination.meeting.plan", at, ref=ref, what=what, programme=what.programme) as trail:
        known = meeting_on(what.programme, what.code, trail.day(None))
        named = (*what.agencies, *what.quorum)
        if known is None:
            _enter(trail, what.programme, what.code, what.title or what.code, what.kind, named)
        _refuse_unknown(named)
        _refuse_held(trail, what.programme, what.code)
        operations.mark_meeting(
            meeting=queries.meeting_id(what.programme, what.code),
            event=MeetingEvent.PLANNED,
            planned_for=what.planned_for,
            agencies=what.agencies or (() if known is None else known.invited),
            quorum=list(what.quorum or (() if known is None else known.quorum)),
            source=what.source,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.code)
    return trail.done()


def hold_meeting(*, by: Actor, at: datetime, ref: str, what: HoldMeeting) -> Receipt:
    """This will record that a meeting was held; refuses one held before, and one without any agency present."""
    with act(by, "coordination.meeting.hold", at, ref=ref, what=what, programme=what.programme) as trail:
        _refuse_held(trail, what.programme, what.code)
        if not what.agencies:
            raise Refusal(
                "nobody-present",
                Words(id="Sebutkan instansi yang hadir.", en="Say which agencies were present."),
                field="agencies",
            )
        _refuse_unknown(what.agencies)
        absent = set(what.deciding or ()) - set(what.agencies)
        if absent:
            raise Refusal("mandate-of-the-absent", _ABSENT.format(names=_names(sorted(absent))), field="deciding")
        operations.mark_meeting(
            meeting=queries.meeting_id(what.programme, what.code),
            event=MeetingEvent.HELD,
            agencies=what.agencies,
            deciding=None if what.deciding is None else list(what.deciding),
            note=what.note,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.code)
    return trail.done()


def cancel_meeting(*, by: Actor, at: datetime, ref: str, what: CancelMeeting) -> Receipt:
    """This will record that a meeting will not be held; refuses one that was."""
    with act(by, "coordination.meeting.cancel", at, ref=ref, what=what, programme=what.programme) as trail:
        _refuse_held(trail, what.programme, what.code)
        operations.mark_meeting(
            meeting=queries.meeting_id(what.programme, what.code),
            event=MeetingEvent.CANCELLED,
            note=what.note,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.code)
    return trail.done()


def put_item(*, by: Actor, at: datetime, ref: str, what: PutItem) -> Receipt:
    """This will put a point on an agenda; refuses a state somebody changed meanwhile, and a point already decided."""
    with act(by, "coordination.agenda.put", at, ref=ref, what=what, programme=what.programme) as trail:
        _refuse_closed(trail, what)
        if what.gate and what.gate not in BY_ID:
            known = same(", ".join(BY_ID))
            raise Refusal("unknown-gate", _UNKNOWN_GATE.format(gate=what.gate, known=known), field="gate")
        _refuse_unknown_subject(trail, what)
        _refuse_changed(_item(trail, what), what.version)
        operations.put_item(
            meeting=queries.meeting_id(what.programme, what.meeting),
            code=what.code,
            question=what.question,
            gate=what.gate,
            cases=what.cases,
            missing=what.missing,
            proposed="" if what.proposed is None else what.proposed.value,
            asked=what.asked,
            partner=what.partner,
            incident=what.incident,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.meeting)
    return trail.done()


def drop_item(*, by: Actor, at: datetime, ref: str, what: DropItem) -> Receipt:
    """This will take a point off an agenda; refuses one that is not on it, or was decided."""
    with act(by, "coordination.agenda.drop", at, ref=ref, what=what, programme=what.programme) as trail:
        _refuse_closed(trail, what)
        item_on(what.programme, what.meeting, what.code, trail.day(None))
        operations.drop_item(
            meeting=queries.meeting_id(what.programme, what.meeting),
            code=what.code,
            note=what.note,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.meeting)
    return trail.done()


def meeting_on(programme: str, code: str, day: date) -> MeetingFacts | None:
    """This will give what became of a meeting by a day, or None for one nobody knew of."""
    return next((meeting for meeting in queries.meetings(programme, moment(day)) if meeting.code == code), None)


def item_on(programme: str, meeting: str, code: str, day: date) -> ItemFacts:
    """This will give a point that is on a meeting's agenda; refuses one that is not."""
    for item in queries.agenda(programme, moment(day)):
        if (item.meeting, item.code) == (meeting, code) and item.event == ItemEvent.PUT.value:
            return item
    raise Refusal("unknown-item", _UNKNOWN_ITEM.format(code=code), field="item")


def told(code: str, outcome: str, on: date) -> Words:
    """This will say that a point of the agenda is decided, to somebody who was about to decide or change it."""
    return _DECIDED.format(code=code, outcome=_OUTCOMES[outcome], day=in_words(on))


def _enter(trail: Trail, programme: str, code: str, title: str, kind: MeetingKind, agencies: tuple[str, ...]) -> None:
    _refuse_unknown(agencies)
    operations.open_meeting(programme=programme, code=code, title=title, kind=kind, stamp=trail.stamp(None))


def _refuse_held(trail: Trail, programme: str, code: str) -> None:
    queries.meeting_id(programme, code)
    known = meeting_on(programme, code, trail.day(None))
    if known is not None and known.held_on is not None:
        raise Refusal(
            "meeting-already-held",
            Words(id="Rapat itu sudah tercatat berlangsung.", en="That meeting is already recorded as held."),
        )


def _refuse_unknown(agencies: tuple[str, ...]) -> None:
    for agency in agencies:
        accounts.agency(agency)


def _names(agencies: list[str]) -> Words:
    return listing(tuple(same(accounts.agency(code).name) for code in agencies))


def _item(trail: Trail, what: PutItem) -> ItemFacts | None:
    """This will give a point as it was last written, taken off or not; None for a new one."""
    points = queries.agenda(what.programme, moment(trail.day(None)))
    return next((item for item in points if (item.meeting, item.code) == (what.meeting, what.code)), None)


def _refuse_unknown_subject(trail: Trail, what: PutItem) -> None:
    """This will refuse a point about a question nobody asked, or about a finding that is not on record."""
    at = moment(trail.day(None))
    if what.asked and what.asked not in {one.code for one in queries.questions(what.programme, at)}:
        raise Refusal("unknown-question", _UNKNOWN_QUESTION.format(code=what.asked), field="asked")
    if bool(what.partner) != bool(what.incident):
        raise Refusal("finding-half-named", _HALF_NAMED, field="incident")
    if what.incident and what.incident not in {one.code for one in partners.incidents_of(what.partner, at)}:
        raise Refusal("unknown-incident", _UNKNOWN_INCIDENT.format(code=what.incident), field="incident")


def _refuse_changed(known: ItemFacts | None, seen: int | None) -> None:
    """This will refuse to write over what somebody else wrote meanwhile."""
    if (0 if known is None else known.version) != (seen or 0):
        now = same("–") if known is None else same(known.question)
        raise Refusal("agenda-changed", _CHANGED.format(question=now), field="code")


def _refuse_closed(trail: Trail, what: PutItem | DropItem) -> None:
    """This will refuse to change the agenda of a cancelled meeting, and a point that was decided."""
    queries.meeting_id(what.programme, what.meeting)
    meeting = meeting_on(what.programme, what.meeting, trail.day(None))
    if meeting is not None and meeting.event == MeetingEvent.CANCELLED.value:
        raise Refusal("meeting-cancelled", _CANCELLED, field="meeting")
    found = decided(what.code, what.meeting, queries.decisions(what.programme, moment(trail.day(None))))
    if found is not None:
        raise Refusal("item-decided", told(found.code, found.outcome, found.made_on), field="code")


_OUTCOMES: Final = {
    Outcome.MAY_PROCEED.value: Words(id="boleh jalan", en="may proceed"),
    Outcome.MAY_PROCEED_IF.value: Words(id="boleh jalan dengan syarat", en="may proceed on conditions"),
    Outcome.REFUSED.value: Words(id="belum boleh jalan", en="refused"),
    Outcome.DEFERRED.value: Words(id="ditunda", en="put off"),
}
_DECIDED: Final = Words(
    id="Butir agenda ini sudah diputuskan pada {day}: {code}, {outcome}. Muat halaman rapat; bila putusannya harus "
    "berubah, buat keputusan yang menggantikan {code}.",
    en="This point of the agenda was decided on {day}: {code}, {outcome}. Look at the meeting's page; if that has to "
    "change, make a decision that replaces {code}.",
)
_CHANGED: Final = Words(
    id="Butir agenda ini diubah orang lain sementara Anda menulis; sekarang berbunyi “{question}”. Isian Anda masih di "
    "sini: buka butir itu lagi dan sesuaikan.",
    en="Somebody else changed this point of the agenda while you wrote; it now reads “{question}”. What you typed is "
    "still here: open the point again and adapt it.",
)
_CANCELLED: Final = Words(
    id="Rapat itu dibatalkan; masukkan butir ini ke agenda rapat lain.",
    en="That meeting is cancelled; put the point on another meeting's agenda.",
)
_ABSENT: Final = Words(
    id="{names} tidak tercatat hadir, jadi tidak membawa mandat.",
    en="{names} is not recorded as present, so it brought no mandate.",
)
_UNKNOWN_ITEM: Final = Words(
    id="Butir “{code}” tidak ada di agenda rapat itu.", en="That meeting's agenda has no point “{code}”."
)
_UNKNOWN_QUESTION: Final = Words(
    id="Pertanyaan dengan kode “{code}” tidak ada di program ini.", en="This programme has no question “{code}”."
)
_UNKNOWN_INCIDENT: Final = Words(
    id="Tidak ada temuan atau kejadian “{code}” pada lembaga ini.",
    en="This institution has no finding or incident “{code}”.",
)
_HALF_NAMED: Final = Words(
    id="Sebutkan lembaganya dan nomor temuannya, keduanya atau tidak sama sekali.",
    en="Name both the institution and its finding, or neither.",
)
_UNKNOWN_GATE: Final = Words(
    id="Syarat “{gate}” tidak dikenal; yang ada: {known}.", en="The gate “{gate}” is not known; there are: {known}."
)


VERBS = (
    Verb("coordination.meeting.expect", ExpectMeeting, expect_meeting),
    Verb("coordination.meeting.plan", PlanMeeting, plan_meeting),
    Verb("coordination.meeting.hold", HoldMeeting, hold_meeting),
    Verb("coordination.meeting.cancel", CancelMeeting, cancel_meeting),
    Verb("coordination.agenda.put", PutItem, put_item),
    Verb("coordination.agenda.drop", DropItem, drop_item),
)
