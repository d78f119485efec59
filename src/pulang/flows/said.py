"""What offices said in public, held against the register and against what they said before."""

from dataclasses import dataclass
from datetime import date

from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Against:
    """Another value for the same thing: who holds it, and on what source."""

    value: int
    office: Words
    source: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A number somebody stated, with everything that contradicts it."""

    on: date
    said_on: date
    office: str
    figure: str
    value: int
    high: int | None
    unit: str
    source: str
    summary: str
    conflicts_with: tuple[Against, ...]


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """What was promised, first and now, and how often it slipped."""

    what: str
    first_promised: str | None
    now_promised: str | None
    slips: int
    office: str
    source: str
    funding: str
    kept_on: date | None
    overdue_days: int | None
