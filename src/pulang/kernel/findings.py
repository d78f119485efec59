"""What a gate answers: met, not met or not asked, in words a person can act on."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from pulang.kernel.words import NOTHING, Words


class Answer(Enum):
    """A gate's three answers."""

    MET = "MET"
    NOT_MET = "NOT_MET"
    NOT_ASKED = "NOT_ASKED"


@dataclass(frozen=True, slots=True)
class Finding:
    """A gate's answer with what it waits for, who holds it, since or until when, and what can be done now.

    `parts` are what has to be seen to one by one, each with its own holder, where the answer is made of several.
    `holder` is an agency's name or role in words; `since` the day the wait began, `until` the day a met
    answer lapses by itself. `source` names the rule, decree or decision the answer rests on.
    """

    gate: str
    answer: Answer
    says: Words
    holder: Words
    remedy: Words
    since: date | None = None
    until: date | None = None
    source: Words = NOTHING
    waived: bool = False
    parts: tuple["Finding", ...] = ()

    @property
    def blocks(self) -> bool:
        """This will be true when the step behind the gate has to wait."""
        return self.answer is Answer.NOT_MET and not self.waived

    @property
    def each(self) -> tuple["Finding", ...]:
        """This will give what has to be seen to: its parts one by one, or itself."""
        return self.parts or (self,)
