"""Meetings and decisions as values, for the gates and the screens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """A condition of a decision; `met_on` is empty until it is met."""

    code: str
    text: str
    holder: str
    met_on: date | None


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision as of a day: when made, from and until when in force, and what ended it."""

    code: str
    meeting: str
    meeting_kind: str
    outcome: str
    made_on: date
    in_force_on: date
    until: date | None
    withdrawn_on: date | None
    superseded_by: str
    superseded_on: date | None
    holder: str
    due_on: date | None
    reason: str
    conditions: tuple[ConditionFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting as of a day: its latest status, since when it is waited for, the day it is planned for."""

    code: str
    title: str
    kind: str
    event: str
    since: date
    planned_for: date | None
    held_on: date | None
    agencies: Sequence[str]
    source: str
