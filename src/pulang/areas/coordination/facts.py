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
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision as of a day: when made, from and until when in force, and what ended it.

    `item` is the code of the point of the agenda it answers, empty where it answers none. `version` counts what was
    written about it, so that whoever changes it can say which state of it was seen.
    """

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
    item: str = ""
    version: int = 1
    corrected_on: date | None = None


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting as of a day: its latest status, since when it is waited for, the day it is planned for.

    `agencies` are those of the latest status, `invited` those of the last plan, `quorum` those without whom nothing is
    decided, `deciding` those present who came with a mandate to decide (None: nothing was said of mandates).
    """

    code: str
    title: str
    kind: str
    event: str
    since: date
    planned_for: date | None
    held_on: date | None
    agencies: Sequence[str]
    source: str
    invited: Sequence[str] = ()
    quorum: Sequence[str] = ()
    deciding: Sequence[str] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One line of the book of decisions: made, withdrawn, or corrected as a whole."""

    act: int
    event: str
    on: date
    code: str
    meeting: str = ""
    meeting_kind: str = ""
    outcome: str = ""
    in_force_on: date | None = None
    until: date | None = None
    supersedes: str = ""
    holder: str = ""
    due_on: date | None = None
    reason: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One line of the book of conditions: set, met, or opened again."""

    act: int
    event: str
    on: date
    decision: str
    code: str
    text: str = ""
    holder: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """A point of a meeting's agenda as of a day: what is asked, about which condition, how many cases, what lacks.

    `gate` is empty where the question is about the whole programme, `proposed` where nobody proposes an outcome.
    `asked` is the code of the residents' question it is about, `partner` and `incident` those of what was found of an
    institution. `version` counts what was written about it.
    """

    meeting: str
    code: str
    event: str
    question: str
    gate: str
    cases: int | None
    missing: str
    proposed: str
    note: str
    version: int
    asked: str = ""
    partner: str = ""
    incident: str = ""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter as of a day: which way it went, to or from whom, what about, by when and since when it is answered."""

    code: str
    event: str
    on: date
    office: str
    number: str
    subject: str
    due_on: date | None
    answered_on: date | None
    answer: str

    def waits(self, day: date) -> int | None:
        """This will give for how many days an answer is waited for, or None where it came or none is expected."""
        return None if self.answered_on is not None or self.due_on is None else max(0, (day - self.on).days)

    def late(self, day: date) -> int:
        """This will give for how many days the answer is overdue; zero while it is not."""
        return 0 if self.waits(day) is None or self.due_on is None else max(0, (day - self.due_on).days)


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """What residents asked on a day, who answers it and by when, and the answer; `act` is that of the meeting."""

    act: int
    code: str
    on: date
    text: str
    holder: str
    due_on: date | None
    answered_on: date | None
    answer: str

    def waits(self, day: date) -> int | None:
        """This will give for how many days an answer is waited for, or None where it came."""
        return None if self.answered_on is not None else max(0, (day - self.on).days)

    def late(self, day: date) -> int:
        """This will give for how many days the answer is overdue; zero while it is not."""
        return 0 if self.answered_on is not None or self.due_on is None else max(0, (day - self.due_on).days)


@dataclass(frozen=True, slots=True)
class PositionFacts:
    """What an observing organisation holds of a decision, and whether it wants that to stand beside it."""

    decision: str
    agency: str
    on: date
    text: str
    published: bool


@dataclass(frozen=True, slots=True)
class IssuedMinutes:
    """Minutes that were drawn up: number, digest, all they say, and whether later ones of the meeting exist."""

    number: str
    digest: str
    on: date
    content: str
    replaced: bool
