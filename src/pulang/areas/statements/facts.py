"""Numbers, promises and words said in public, as values."""

from dataclasses import dataclass
from datetime import date

from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """A number somebody stated about the day `on`; `high` closes a range, empty for a single number."""

    id: int
    on: date
    said_on: date
    office: str
    figure: str
    value: int
    high: int | None
    unit: str
    source: str
    summary: str


@dataclass(frozen=True, slots=True)
class ConflictFacts:
    """Another value for the same thing: who holds it, and on what source."""

    value: int
    high: int | None
    office: Words
    source: str


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """A reasoned note on a number that others contradict: which number, why it differs, and since when that is said."""

    figure: str
    office: str
    on: date
    value: int
    kind: str
    note: str
    noted_on: date


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """A date or an amount somebody promised, or a promise without either."""

    on: date
    said_on: date
    office: str
    promised_on: date | None
    precision: str
    amount: int | None
    unit: str
    funding: str
    source: str
    summary: str


@dataclass(frozen=True, slots=True)
class PromiseHistory:
    """Everything ever promised about one subject, in order, and the day it was kept."""

    subject: str
    made: tuple[PromiseFacts, ...]
    kept_on: date | None = None


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """What became of a promise: what was said first and last, how often it slipped, how long it is overdue.

    A promise reads as it was made: `2018-12-31`, `2019-02`, an amount in digits, or None where no date is
    left. `overdue_days` is None while nothing is due yet or no date was ever named.
    """

    subject: str
    first_promised: str | None
    now_promised: str | None
    unit: str
    slips: int
    office: str
    source: str
    funding: str
    kept_on: date | None
    overdue_days: int | None


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """Words said in public, or a grievance voiced by a group."""

    on: date
    said_on: date
    office: str
    kind: str
    subject: str
    summary: str
    source: str


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """An answer by its latest word: which office gives it, after which meeting's decision, and whether it was given."""

    code: str
    event: str
    on: date
    agency: str
    question: str
    text: str
    meeting: str
    outcome: str
    source: str

    @property
    def given(self) -> bool:
        """This will be true when it was given; what was said stays as it was said."""
        return self.event == "GIVEN"
