"""Codes of meetings, decisions and consultations."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

from pulang.areas.coordination.facts import DecisionFacts, MeetingFacts


class MeetingKind(Enum):
    """A coordination meeting with the ministry (rakor), or another one."""

    RAKOR = "RAKOR"
    OTHER = "OTHER"


class MeetingEvent(Enum):
    """What can be known of a meeting; a meeting may be expected before it has a date."""

    EXPECTED = "EXPECTED"
    PLANNED = "PLANNED"
    HELD = "HELD"
    CANCELLED = "CANCELLED"


class LetterEvent(Enum):
    """A letter between agencies goes out, comes in, or is answered."""

    SENT = "SENT"
    RECEIVED = "RECEIVED"
    ANSWERED = "ANSWERED"


class QuestionEvent(Enum):
    """A question is asked at a meeting with residents, and answered there or later."""

    ASKED = "ASKED"
    ANSWERED = "ANSWERED"


class Outcome(Enum):
    """What a meeting can decide about an item."""

    MAY_PROCEED = "MAY_PROCEED"
    MAY_PROCEED_IF = "MAY_PROCEED_IF"
    REFUSED = "REFUSED"
    DEFERRED = "DEFERRED"


class DecisionEvent(Enum):
    """A decision is made, may be withdrawn, and set right; superseding is a newer decision that names the older."""

    MADE = "MADE"
    WITHDRAWN = "WITHDRAWN"
    CORRECTED = "CORRECTED"


class ItemEvent(Enum):
    """A point is put on the agenda (again, when it is amended), or taken off it."""

    PUT = "PUT"
    DROPPED = "DROPPED"


class ConditionEvent(Enum):
    """A condition is set by a decision, and met or given up later."""

    SET = "SET"
    MET = "MET"
    REOPENED = "REOPENED"


def ended_on(decision: DecisionFacts, day: date) -> date | None:
    """This will give the day a decision stopped standing, if it has by `day`: withdrawn, superseded or run out."""
    ends = (decision.withdrawn_on, decision.superseded_on, decision.until)
    past = [end for end in ends if end is not None and end <= day]
    return min(past) if past else None


def deciding(decisions: Sequence[DecisionFacts], day: date) -> DecisionFacts | None:
    """This will give the decision that counts on `day`: the latest in force, else the next one, else the last to end.

    `decisions` come in the order they were made; of two of one day the later act counts. A decision counts from
    its own day, never before (design.md section 4). Withdrawing a decision that superseded another does not bring
    the older one back: what was replaced has to be decided again.
    """
    newest_first = tuple(reversed(decisions))  # `max` and `min` keep the first among equals
    standing = [d for d in newest_first if d.in_force_on <= day and ended_on(d, day) is None]
    if standing:
        return max(standing, key=lambda d: (d.in_force_on, d.made_on))
    ahead = [d for d in newest_first if d.in_force_on > day and ended_on(d, day) is None]
    if ahead:
        soonest = min(d.in_force_on for d in ahead)
        return max((d for d in ahead if d.in_force_on == soonest), key=lambda d: d.made_on)
    return max(newest_first, key=lambda d: (ended_on(d, day) or d.made_on, d.made_on), default=None)


def decided(item: str, meeting: str, decisions: Sequence[DecisionFacts]) -> DecisionFacts | None:
    """This will give the decision a point of the agenda rests with: the last one about it that was not withdrawn.

    A decision in whose place another stands is not the last one; one that ran out still answered the point.
    """
    about = [d for d in decisions if d.item == item and d.meeting == meeting and d.withdrawn_on is None]
    return next((d for d in reversed(about) if not d.superseded_by), None)


def without_quorum(meeting: MeetingFacts) -> tuple[str, ...]:
    """This will name the agencies of the quorum that did not come with a mandate to decide.

    Where nothing was said of mandates, whoever came may decide.
    """
    able = meeting.agencies if meeting.deciding is None else meeting.deciding
    return tuple(agency for agency in meeting.quorum if agency not in able)
