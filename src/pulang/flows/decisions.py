"""Meetings between agencies and what they decide: expected, planned, held, decided, withdrawn."""

from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.coordination import operations, queries
from pulang.areas.coordination.facts import DecisionFacts, MeetingFacts
from pulang.areas.coordination.rules import ConditionEvent, MeetingEvent, MeetingKind, Outcome
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import Code, Day, Long, Short, Source, YesNo
from pulang.flows.verbs import Verb
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


class ExpectMeeting(What):
    """A meeting is waited for but has no day yet; `happened_on` is since when."""

    programme: Code
    code: Code
    title: Short
    kind: MeetingKind = MeetingKind.RAKOR
    agencies: tuple[Code, ...] = ()
    source: Source = ""
    happened_on: Day | None = None


class PlanMeeting(What):
    """A meeting gets a day (or another one); a new code enters the meeting."""

    programme: Code
    code: Code
    planned_for: Day
    title: Short = ""
    kind: MeetingKind = MeetingKind.RAKOR
    agencies: tuple[Code, ...] = ()
    source: Source = ""
    happened_on: Day | None = None


class HoldMeeting(What):
    """A meeting was held on `happened_on` with these agencies present."""

    programme: Code
    code: Code
    agencies: tuple[Code, ...]
    note: Short = ""
    happened_on: Day | None = None


class CancelMeeting(What):
    """A meeting will not be held."""

    programme: Code
    code: Code
    note: Short
    happened_on: Day | None = None


class SetCondition(What):
    """A condition of a "may proceed if": what must be there, and who sees to it."""

    code: Code
    text: Short
    holder: Code


class MakeDecision(What):
    """A decision of a held meeting, in force from `in_force_on` (the day it was made unless said) to before `until`."""

    programme: Code
    code: Code
    meeting: Code
    outcome: Outcome
    in_force_on: Day | None = None
    until: Day | None = None
    supersedes: Code = ""
    holder: Code = ""
    due_on: Day | None = None
    reason: Annotated[str, Field(max_length=500)] = ""
    conditions: tuple[SetCondition, ...] = ()
    happened_on: Day | None = None


class WithdrawDecision(What):
    """A decision stops standing on `happened_on`."""

    programme: Code
    code: Code
    reason: Long
    happened_on: Day | None = None


class MeetCondition(What):
    """A condition is met (or, with `reopened`, no longer met)."""

    programme: Code
    decision: Code
    code: Code
    evidence: Short = ""
    reopened: YesNo = False
    happened_on: Day | None = None


class RecordConsultation(What):
    """A meeting with residents or their organisations: what was told, asked and answered."""

    programme: Code
    office: Short
    audience: Code
    summary: Annotated[str, Field(min_length=1, max_length=500)]
    asked: Annotated[str, Field(max_length=1000)] = ""
    answered: Annotated[str, Field(max_length=1000)] = ""
    companions: YesNo = False
    source: Source = ""
    happened_on: Day | None = None


def expect_meeting(*, by: Actor, at: datetime, ref: str, what: ExpectMeeting) -> Receipt:
    """This will enter a meeting that is waited for; refuses a used code and unknown agencies."""
    with act(by, "coordination.meeting.expect", at, ref=ref, what=what, programme=what.programme) as trail:
        _enter(trail, what.programme, what.code, what.title, what.kind, what.agencies)
        operations.mark_meeting(
            meeting=queries.meeting_id(what.programme, what.code),
            event=MeetingEvent.EXPECTED,
            agencies=what.agencies,
            source=what.source,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.code)
    return trail.done()


def plan_meeting(*, by: Actor, at: datetime, ref: str, what: PlanMeeting) -> Receipt:
    """This will give a meeting its day; refuses one that was already held."""
    with act(by, "coordination.meeting.plan", at, ref=ref, what=what, programme=what.programme) as trail:
        if _meeting(what.programme, what.code, trail.day(None)) is None:
            _enter(trail, what.programme, what.code, what.title or what.code, what.kind, what.agencies)
        _refuse_held(trail, what.programme, what.code)
        operations.mark_meeting(
            meeting=queries.meeting_id(what.programme, what.code),
            event=MeetingEvent.PLANNED,
            planned_for=what.planned_for,
            agencies=what.agencies,
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
        for code in what.agencies:
            accounts.agency(code)
        operations.mark_meeting(
            meeting=queries.meeting_id(what.programme, what.code),
            event=MeetingEvent.HELD,
            agencies=what.agencies,
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


def make_decision(*, by: Actor, at: datetime, ref: str, what: MakeDecision) -> Receipt:
    """This will record a decision; refuses one without a held meeting, a used code, or conditions that do not fit."""
    with act(by, "coordination.decision.make", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        _refuse_unfit(trail, what, stamp.happened_on)
        operations.make_decision(
            programme=what.programme,
            code=what.code,
            meeting=queries.meeting_id(what.programme, what.meeting),
            outcome=what.outcome,
            in_force_on=what.in_force_on or stamp.happened_on,
            until=what.until,
            supersedes=what.supersedes,
            holder=what.holder,
            due_on=what.due_on,
            reason=what.reason,
            stamp=stamp,
        )
        for condition in what.conditions:
            accounts.agency(condition.holder)
            operations.mark_condition(
                programme=what.programme,
                decision=what.code,
                code=condition.code,
                event=ConditionEvent.SET,
                text=condition.text,
                holder=condition.holder,
                stamp=stamp,
            )
        trail.note(subject=what.code)
    return trail.done()


def withdraw_decision(*, by: Actor, at: datetime, ref: str, what: WithdrawDecision) -> Receipt:
    """This will record that a decision no longer stands; refuses an unknown or already withdrawn one."""
    with act(by, "coordination.decision.withdraw", at, ref=ref, what=what, programme=what.programme) as trail:
        decision = _decision(trail, what.programme, what.code)
        if decision.withdrawn_on is not None:
            raise Refusal(
                "already-withdrawn",
                Words(id="Keputusan itu sudah dicabut.", en="That decision has already been withdrawn."),
            )
        stamp = trail.stamp(what.happened_on)
        if stamp.happened_on < decision.made_on:
            raise Refusal(
                "withdrawn-before-made",
                Words(
                    id="Tanggal pencabutan mendahului tanggal keputusan.",
                    en="The decision would be withdrawn before it was made.",
                ),
                field="happened_on",
            )
        operations.withdraw_decision(programme=what.programme, code=what.code, reason=what.reason, stamp=stamp)
        trail.note(subject=what.code)
    return trail.done()


def meet_condition(*, by: Actor, at: datetime, ref: str, what: MeetCondition) -> Receipt:
    """This will record that a condition is met, or open again; refuses a condition the decision never set."""
    with act(by, "coordination.condition.meet", at, ref=ref, what=what, programme=what.programme) as trail:
        decision = _decision(trail, what.programme, what.decision)
        if what.code not in {condition.code for condition in decision.conditions}:
            raise Refusal(
                "unknown-condition",
                Words(
                    id=f"Keputusan “{what.decision}” tidak punya syarat “{what.code}”.",
                    en=f"The decision “{what.decision}” has no condition “{what.code}”.",
                ),
                field="code",
            )
        operations.mark_condition(
            programme=what.programme,
            decision=what.decision,
            code=what.code,
            event=ConditionEvent.REOPENED if what.reopened else ConditionEvent.MET,
            evidence=what.evidence,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.decision)
    return trail.done()


def record_consultation(*, by: Actor, at: datetime, ref: str, what: RecordConsultation) -> Receipt:
    """This will record a consultation with residents or their organisations."""
    with act(by, "coordination.consultation.record", at, ref=ref, what=what, programme=what.programme) as trail:
        operations.record_consultation(**what.model_dump(exclude={"happened_on"}), stamp=trail.stamp(what.happened_on))
        trail.note(subject=what.audience)
    return trail.done()


def _enter(trail: Trail, programme: str, code: str, title: str, kind: MeetingKind, agencies: tuple[str, ...]) -> None:
    for agency in agencies:
        accounts.agency(agency)
    operations.open_meeting(programme=programme, code=code, title=title, kind=kind, stamp=trail.stamp(None))


def _meeting(programme: str, code: str, day: date) -> MeetingFacts | None:
    """This will give what became of a meeting by a day, or None for one nobody knew of."""
    return next((meeting for meeting in queries.meetings(programme, moment(day)) if meeting.code == code), None)


def _refuse_held(trail: Trail, programme: str, code: str) -> None:
    queries.meeting_id(programme, code)
    known = _meeting(programme, code, trail.day(None))
    if known is not None and known.held_on is not None:
        raise Refusal(
            "meeting-already-held",
            Words(id="Rapat itu sudah tercatat berlangsung.", en="That meeting is already recorded as held."),
        )


def _decision(trail: Trail, programme: str, code: str) -> DecisionFacts:
    for decision in queries.decisions(programme, moment(trail.day(None))):
        if decision.code == code:
            return decision
    raise Refusal(
        "unknown-decision",
        Words(id=f"Keputusan “{code}” tidak ada di program ini.", en=f"This programme has no decision “{code}”."),
        field="code",
    )


def _refuse_unfit(trail: Trail, what: MakeDecision, made_on: date) -> None:
    """This will refuse a decision that contradicts the record or itself."""
    _refuse_before_meeting(trail, what, made_on)
    taken = {decision.code: decision for decision in queries.decisions(what.programme, moment(trail.day(None)))}
    if what.code in taken:
        raise Refusal(
            "decision-code-used",
            Words(id=f"Kode keputusan “{what.code}” sudah dipakai.", en=f"The decision code “{what.code}” is used."),
            field="code",
        )
    if what.supersedes and _decision(trail, what.programme, what.supersedes).made_on > made_on:
        raise Refusal("supersedes-a-later-one", _SUPERSEDES_LATER, field="supersedes")
    if bool(what.conditions) != (what.outcome is Outcome.MAY_PROCEED_IF):
        raise Refusal("conditions-do-not-fit", _CONDITIONS, field="conditions")
    if what.until is not None and what.until <= (what.in_force_on or made_on):
        raise Refusal("ends-before-start", _ENDS_EARLY, field="until")


def _refuse_before_meeting(trail: Trail, what: MakeDecision, made_on: date) -> None:
    """This will refuse a decision that was made, or would count, before its meeting was held."""
    queries.meeting_id(what.programme, what.meeting)
    meeting = _meeting(what.programme, what.meeting, trail.day(None))
    if meeting is None or meeting.held_on is None:
        raise Refusal("meeting-not-held", _NOT_HELD, field="meeting")
    if made_on < meeting.held_on:
        raise Refusal("decided-before-meeting", _DECIDED_EARLY.format(day=meeting.held_on), field="happened_on")
    if what.in_force_on is not None and what.in_force_on < meeting.held_on:
        raise Refusal("decided-before-meeting", _DECIDED_EARLY.format(day=meeting.held_on), field="in_force_on")


_NOT_HELD: Final = Words(
    id="Rapat itu belum tercatat berlangsung; catat dulu rapatnya, lalu keputusannya.",
    en="That meeting is not recorded as held; record the meeting first, then its decision.",
)
_DECIDED_EARLY: Final = Words(
    id="Rapatnya berlangsung pada {day}; keputusannya tidak dapat dibuat atau berlaku sebelum itu.",
    en="The meeting was held on {day}; its decision cannot be made or count before that.",
)
_SUPERSEDES_LATER: Final = Words(
    id="Keputusan yang diganti dibuat sesudah keputusan ini; periksa kedua tanggalnya.",
    en="The decision to be replaced was made after this one; check both dates.",
)
_CONDITIONS: Final = Words(
    id="“Boleh dengan syarat” perlu syarat; keputusan lain tidak memakai syarat.",
    en="“May proceed if” needs conditions; other decisions have none.",
)
_ENDS_EARLY: Final = Words(id="Keputusan berakhir sebelum berlaku.", en="The decision ends before it takes effect.")


VERBS = (
    Verb("coordination.meeting.expect", ExpectMeeting, expect_meeting),
    Verb("coordination.meeting.plan", PlanMeeting, plan_meeting),
    Verb("coordination.meeting.hold", HoldMeeting, hold_meeting),
    Verb("coordination.meeting.cancel", CancelMeeting, cancel_meeting),
    Verb("coordination.decision.make", MakeDecision, make_decision),
    Verb("coordination.decision.withdraw", WithdrawDecision, withdraw_decision),
    Verb("coordination.condition.meet", MeetCondition, meet_condition),
    Verb("coordination.consultation.record", RecordConsultation, record_consultation),
)
