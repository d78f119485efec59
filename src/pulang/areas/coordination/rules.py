"""Codes of meetings, decisions and consultations."""

from enum import Enum


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


class Outcome(Enum):
    """What a meeting can decide about an item."""

    MAY_PROCEED = "MAY_PROCEED"
    MAY_PROCEED_IF = "MAY_PROCEED_IF"
    REFUSED = "REFUSED"
    DEFERRED = "DEFERRED"


class DecisionEvent(Enum):
    """A decision is made, and may be withdrawn; superseding is a newer decision that names the older."""

    MADE = "MADE"
    WITHDRAWN = "WITHDRAWN"


class ConditionEvent(Enum):
    """A condition is set by a decision, and met or given up later."""

    SET = "SET"
    MET = "MET"
    REOPENED = "REOPENED"
