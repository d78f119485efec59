"""Tasks of getting papers back, as values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """One paper to be got: how far it is, who holds it, since when, and by when it is expected."""

    kind: str
    state: str
    holder: str
    expected_on: date | None
    since: date
