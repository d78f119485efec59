"""What meetings decide: made point by point, replaced, withdrawn, set right, and their conditions met."""

from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.coordination import operations, queries
from pulang.areas.coordination.facts import DecisionFacts, MeetingFacts
from pulang.areas.coordination.rules import ConditionEvent, Outcome, decided, without_quorum
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import Code, Count, Day, Long, Short, Text, YesNo
from pulang.flows.meetings import item_on, meeting_on, told
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, listing, same


class SetCondition(What):
    """A condition of a "may proceed if": what must be there, who sees to it, and by when."""

    code: Code
    text: Short
    holder: Code
    due_on: Day | None = None


class MakeDecision(What):
    """A decision of a held meeting, in force from `in_force_on` (the day it was made unless said) to before `until`.

    `item` names the point of the agenda it answers. A point that was decided is decided again only by a decision that
    names, in `supersedes`, the one it rests with now.
    """

    programme: Code
    code: Code
    meeting: Code
    outcome: Outcome
    item: Annotated[str, Field(max_length=32)] = ""
    in_force_on: Day | None = None
    until: Day | None = None
    supersedes: Code = ""
    holder: Code = ""
    due_on: Day | None = None
    reason: Annotated[str, Field(max_length=500)] = ""
    conditions: tuple[SetCondition, ...] = ()
    happened_on: Day | None = None


class WithdrawDecision(What):
    """A decision stops standing on `happened_on`; `version` says which state of it was seen."""

    programme: Code
    code: Code
    reason: Long
    version: Count | None = None
    happened_on: Day | None = None


class CorrectDecision(What):
    """What was written down wrongly about a decision is set right, for every day; what it decided stays.

    A field that is left out stays as it was; `why` says what was wrong, `version` which state of it was seen. A wrong
    outcome is no slip of the pen: such a decision is struck as an act, or replaced by another.
    """

    programme: Code
    code: Code
    why: Long
    in_force_on: Day | None = None
    until: Day | None = None
    holder: Code | None = None
    due_on: Day | None = None
    reason: Annotated[Text, Field(max_length=500)] | None = None
    version: Count | None = None
    happened_on: Day | None = None


class MeetCondition(What):
    """A condition is met (or, with `reopened`, no longer met)."""

    programme: Code
    decision: Code
    code: Code
    evidence: Short = ""
    reopened: YesNo = False
    happened_on: Day | None = None


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
            item=what.item,
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
                due_on=condition.due_on,
                stamp=stamp,
            )
        trail.note(subject=what.code)
    return trail.done()


def withdraw_decision(*, by: Actor, at: datetime, ref: str, what: WithdrawDecision) -> Receipt:
    """This will record that a decision no longer stands; refuses an unknown or already withdrawn one."""
    with act(by, "coordination.decision.withdraw", at, ref=ref, what=what, programme=what.programme) as trail:
        decision = _decision(trail, what.programme, what.code)
        _refuse_ended_or_changed(decision, what.version)
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


def correct_decision(*, by: Actor, at: datetime, ref: str, what: CorrectDecision) -> Receipt:
    """This will set right what was written down about a decision; refuses what it could not have been either."""
    with act(by, "coordination.decision.correct", at, ref=ref, what=what, programme=what.programme) as trail:
        decision = _decision(trail, what.programme, what.code)
        _refuse_ended_or_changed(decision, what.version)
        start, until = what.in_force_on or decision.in_force_on, what.until or decision.until
        meeting = meeting_on(what.programme, decision.meeting, trail.day(None))
        if meeting is not None and meeting.held_on is not None and start < meeting.held_on:
            raise Refusal(
                "decided-before-meeting", _DECIDED_EARLY.format(day=in_words(meeting.held_on)), field="in_force_on"
            )
        if until is not None and until <= start:
            raise Refusal("ends-before-start", _ENDS_EARLY, field="until")
        if what.holder:
            accounts.agency(what.holder)
        operations.correct_decision(
            programme=what.programme,
            code=what.code,
            meeting=queries.meeting_id(what.programme, decision.meeting),
            outcome=Outcome(decision.outcome),
            in_force_on=start,
            until=until,
            holder=decision.holder if what.holder is None else what.holder,
            due_on=what.due_on or decision.due_on,
            reason=decision.reason if what.reason is None else what.reason,
            why=what.why,
            stamp=trail.stamp(what.happened_on),
        )
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


def _decision(trail: Trail, programme: str, code: str) -> DecisionFacts:
    for decision in queries.decisions(programme, moment(trail.day(None))):
        if decision.code == code:
            return decision
    raise Refusal(
        "unknown-decision",
        Words(id=f"Keputusan “{code}” tidak ada di program ini.", en=f"This programme has no decision “{code}”."),
        field="code",
    )


def _refuse_ended_or_changed(decision: DecisionFacts, seen: int | None) -> None:
    """This will refuse to end or set right what has ended, or what somebody else changed meanwhile."""
    if decision.withdrawn_on is not None:
        raise Refusal(
            "already-withdrawn",
            Words(id="Keputusan itu sudah dicabut.", en="That decision has already been withdrawn."),
        )
    if seen is not None and seen != decision.version:
        raise Refusal("decision-changed", _CHANGED.format(code=decision.code))


def _refuse_decided(trail: Trail, what: MakeDecision) -> None:
    """This will refuse to decide a point twice: of two who decide at the same moment the later is told of the first."""
    if not what.item:
        return
    item_on(what.programme, what.meeting, what.item, trail.day(None))
    found = decided(what.item, what.meeting, queries.decisions(what.programme, moment(trail.day(None))))
    if found is not None and found.code != what.supersedes:
        raise Refusal("item-decided", told(found.code, found.outcome, found.made_on), field="item")


def _refuse_without_quorum(meeting: MeetingFacts, outcome: Outcome) -> None:
    """This will refuse to decide anything but to put it off where somebody without whom nothing is decided lacked."""
    lacked = without_quorum(meeting)
    if lacked and outcome is not Outcome.DEFERRED:
        names = listing(tuple(same(accounts.agency(code).name) for code in lacked))
        raise Refusal("meeting-without-quorum", _NO_QUORUM.format(names=names), field="outcome")


def _refuse_unfit(trail: Trail, what: MakeDecision, made_on: date) -> None:
    """This will refuse a decision that contradicts the record or itself."""
    _refuse_before_meeting(trail, what, made_on)
    _refuse_decided(trail, what)
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
    if any(one.due_on is not None and one.due_on < made_on for one in what.conditions):
        raise Refusal("condition-due-before-made", _DUE_EARLY, field="conditions")
    if what.until is not None and what.until <= (what.in_force_on or made_on):
        raise Refusal("ends-before-start", _ENDS_EARLY, field="until")


def _refuse_before_meeting(trail: Trail, what: MakeDecision, made_on: date) -> None:
    """This will refuse a decision that was made, or would count, before its meeting was held."""
    queries.meeting_id(what.programme, what.meeting)
    meeting = meeting_on(what.programme, what.meeting, trail.day(None))
    if meeting is None or meeting.held_on is None:
        raise Refusal("meeting-not-held", _NOT_HELD, field="meeting")
    _refuse_without_quorum(meeting, what.outcome)
    if made_on < meeting.held_on:
        raise Refusal(
            "decided-before-meeting", _DECIDED_EARLY.format(day=in_words(meeting.held_on)), field="happened_on"
        )
    if what.in_force_on is not None and what.in_force_on < meeting.held_on:
        raise Refusal(
            "decided-before-meeting", _DECIDED_EARLY.format(day=in_words(meeting.held_on)), field="in_force_on"
        )


_NOT_HELD: Final = Words(
    id="Rapat itu belum tercatat berlangsung; catat dulu rapatnya, lalu keputusannya.",
    en="That meeting is not recorded as held; record the meeting first, then its decision.",
)
_DECIDED_EARLY: Final = Words(
    id="Rapatnya berlangsung pada {day}; keputusannya tidak dapat dibuat atau berlaku sebelum itu.",
    en="The meeting was held on {day}; its decision cannot be made or count before that.",
)
_CHANGED: Final = Words(
    id="Keputusan {code} diubah orang lain sementara Anda menulis. Isian Anda masih di sini: buka keputusan itu lagi.",
    en="Somebody else changed decision {code} while you wrote. What you typed is still here: open the decision again.",
)
_NO_QUORUM: Final = Words(
    id="Rapat ini tidak kuorum: {names} tidak hadir dengan mandat memutuskan. Yang bisa diputuskan hanya menunda.",
    en="This meeting had no quorum: {names} did not come with a mandate to decide. It can only put things off.",
)
_SUPERSEDES_LATER: Final = Words(
    id="Keputusan yang diganti dibuat sesudah keputusan ini; periksa kedua tanggalnya.",
    en="The decision to be replaced was made after this one; check both dates.",
)
_CONDITIONS: Final = Words(
    id="“Boleh dengan syarat” perlu syarat; keputusan lain tidak memakai syarat.",
    en="“May proceed if” needs conditions; other decisions have none.",
)
_DUE_EARLY: Final = Words(
    id="Tenggat satu syarat mendahului keputusannya.", en="A condition would be due before its decision."
)
_ENDS_EARLY: Final = Words(id="Keputusan berakhir sebelum berlaku.", en="The decision ends before it takes effect.")


VERBS = (
    Verb("coordination.decision.make", MakeDecision, make_decision),
    Verb("coordination.decision.withdraw", WithdrawDecision, withdraw_decision),
    Verb("coordination.decision.correct", CorrectDecision, correct_decision),
    Verb("coordination.condition.meet", MeetCondition, meet_condition),
)
