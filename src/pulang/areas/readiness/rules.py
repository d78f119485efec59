"""Gates, stages and procedures: what a step asks before it may be taken."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from pulang.areas.readiness.facts import CaseFacts, ProgrammeFacts
from pulang.kernel.findings import Answer, Finding
from pulang.kernel.words import NOTHING, Words


class Stage(Enum):
    """Steps of a return in order, then the endings beside them (design.md, section 4)."""

    REGISTERED = "REGISTERED"
    VERIFIED = "VERIFIED"
    CLEARED = "CLEARED"
    PLANNED = "PLANNED"
    DEPARTED = "DEPARTED"
    ARRIVED = "ARRIVED"
    AIDED = "AIDED"
    FOLLOWED_UP = "FOLLOWED_UP"
    CLOSED = "CLOSED"
    STAYED = "STAYED"
    LEFT_ALONE = "LEFT_ALONE"
    WITHDRAWN = "WITHDRAWN"
    REFERRED = "REFERRED"


ORDER: Final = (
    Stage.REGISTERED,
    Stage.VERIFIED,
    Stage.CLEARED,
    Stage.PLANNED,
    Stage.DEPARTED,
    Stage.ARRIVED,
    Stage.AIDED,
    Stage.FOLLOWED_UP,
    Stage.CLOSED,
)
RANK: Final = {stage: place for place, stage in enumerate(ORDER)}
ENDINGS: Final = frozenset({Stage.STAYED, Stage.LEFT_ALONE, Stage.WITHDRAWN, Stage.REFERRED})
AID_AHEAD: Final = frozenset({Stage.STAYED, Stage.LEFT_ALONE})  # aid does not depend on how somebody went (rule 3)

STAGE_WORDS: Final = {
    Stage.REGISTERED: Words(id="terdaftar", en="registered"),
    Stage.VERIFIED: Words(id="sudah memilih", en="choice made"),  # her identity is asked for before `CLEARED`
    Stage.CLEARED: Words(id="siap direncanakan", en="cleared"),
    Stage.PLANNED: Words(id="terencana", en="planned"),
    Stage.DEPARTED: Words(id="berangkat", en="departed"),
    Stage.ARRIVED: Words(id="tiba", en="arrived"),
    Stage.AIDED: Words(id="menerima bantuan", en="aided"),
    Stage.FOLLOWED_UP: Words(id="didampingi lanjut", en="followed up"),
    Stage.CLOSED: Words(id="selesai", en="closed"),
    Stage.STAYED: Words(id="menetap dengan dukungan", en="stayed with support"),
    Stage.LEFT_ALONE: Words(id="pulang sendiri", en="left alone"),
    Stage.WITHDRAWN: Words(id="menarik diri", en="withdrawn"),
    Stage.REFERRED: Words(id="dirujuk", en="referred"),
}


class Holder(Enum):
    """Who can move a wait on; the names are put in from the programme."""

    LEAD = "LEAD"
    MINISTRY = "MINISTRY"
    PAYER = "PAYER"
    PARTNER = "PARTNER"
    RECEIVER = "RECEIVER"
    PERSON = "PERSON"


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of a procedure with the gates that guard it and the consents it needs."""

    stage: Stage
    programme: tuple[str, ...] = ()
    case: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """A kind of programme: its steps, deadlines in days and other parameters, under a name and a version.

    `waits` gives each link of the waiting chart the working days it is given, by gate or as "departure".
    """

    code: str
    version: int
    name: Words
    steps: tuple[Step, ...]
    days: tuple[tuple[str, int], ...] = ()
    waits: tuple[tuple[str, int], ...] = ()

    def __hash__(self) -> int:
        """This will tell procedures apart by name and version: answers are kept under one, fifty on a page of cases."""
        return hash((self.code, self.version))

    def step(self, stage: Stage) -> Step:
        """This will give the step of a stage; a stage the procedure does not name is unguarded."""
        return next((step for step in self.steps if step.stage is stage), Step(stage))


@dataclass(frozen=True, slots=True)
class Reply:
    """A case gate's answer before names and days are put in; `since` names a field of `CaseDates`."""

    answer: Answer
    says: Words
    remedy: Words = NOTHING
    holder: Holder = Holder.LEAD
    since: str = "opened_on"


@dataclass(frozen=True, slots=True)
class CaseGate:
    """A condition on one case: its question, whether it may be waived, its source and its judgement.

    `apart` is all that whoever does not work on her care is told while it is not met, whatever was found.
    """

    id: str
    question: Words
    awaited: Words
    source: Words
    check: Callable[[CaseFacts, Step], Reply]
    waivable: bool = True
    apart: Reply | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeGate:
    """A condition on a whole programme; `choices` names whose cases it holds."""

    id: str
    question: Words
    awaited: Words  # in a few words, for lists; `waits_for` says it with names and days
    waits_for: Callable[[ProgrammeFacts], Words]
    source: Words
    check: Callable[[ProgrammeFacts], Finding]
    choices: frozenset[str] = frozenset({"RETURN", "ALONE"})
    waivable: bool = True


MET: Final = Reply(Answer.MET, Words(id="Sudah terpenuhi.", en="Met."))
NOT_ASKED: Final = Reply(Answer.NOT_ASKED, Words(id="Tidak diperlukan.", en="Not needed."))
