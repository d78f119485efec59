"""What one case waits for on a day: every gate, the programme's and its own, in order."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from pulang.areas.boards.facts import CaseLine
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import AssignmentLine, CaseFile, CaseRef
from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.areas.readiness import queries as readiness
from pulang.areas.readiness.assessment import CaseAnswer, Judged, case_finding, case_replies, held, stage_of
from pulang.areas.readiness.facts import CaseDates, read_line
from pulang.areas.readiness.gates import BY_ID, ON_THE_SHEET
from pulang.areas.readiness.rules import Procedure, Stage
from pulang.flows import assessing, carers
from pulang.flows.status import Blocker, Status, blocker_of, holders, status
from pulang.kernel.findings import Finding
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context

_SITUATIONS: Final = 4096  # lines of facts whose replies are kept
_NOT_YET = Words(
    id="Berkas {number} belum terdaftar pada tanggal itu.", en="The case {number} was not registered by that day."
)


@dataclass(frozen=True, slots=True)
class Why:
    """One case's answer as of a day and as known on a day; it holds no identity."""

    number: str
    programme: str
    procedure: Procedure
    as_of: date
    known_on: date | None
    stage: Stage
    choice: str
    blockers: tuple[Blocker, ...]
    findings: tuple[tuple[Stage, Finding], ...]
    care: Blocker | None  # who has the case is not fit, and somebody else could take it over
    of_programme: Status  # what the programme's part follows from
    others_wait: bool = False  # something else is waited for, which is not told here

    @property
    def primary(self) -> Blocker | None:
        """This will give the first thing the case waits for, or None when nothing is waited for."""
        return self.blockers[0] if self.blockers else None

    def sheet(self) -> "Why":
        """This will give what a receiving office reads of it; that something else is waited for, but not what."""
        told = tuple(one for one in self.blockers if one.gate in ON_THE_SHEET)
        return replace(
            self,
            blockers=told,
            findings=tuple((stage, one) for stage, one in self.findings if one.gate in ON_THE_SHEET),
            care=None,
            others_wait=told != self.blockers,
        )


def why(number: str, *, as_of: date, known_on: date | None = None) -> Why:
    """This will give what a case waits for; refuses an unknown case and a day before it was registered.

    Today's look takes the stored answer; another day, and what was known on one, is judged from the books.
    """
    return _why(cases.find(number), None, as_of=as_of, known_on=known_on)


def why_of_file(file: CaseFile, *, as_of: date, known_on: date | None = None) -> Why:
    """This will give the same of a case whose file of that day and knowledge was just read."""
    return _why(file.ref, file.assigned, as_of=as_of, known_on=known_on)


def _why(ref: CaseRef, assigned: tuple[AssignmentLine, ...] | None, *, as_of: date, known_on: date | None) -> Why:
    kept = assessing.kept_answer(ref.id, as_of) if known_on is None else None
    return _told(ref, kept, assigned, as_of=as_of, known_on=known_on)


def why_by_the_books(number: str, *, as_of: date) -> Why:
    """This will judge a case from the books whatever is stored: for acts that rely on the answer."""
    return _told(cases.find(number), None, None, as_of=as_of, known_on=None)


def _told(
    ref: CaseRef,
    kept: tuple[CaseLine, CaseAnswer] | None,
    assigned: tuple[AssignmentLine, ...] | None,
    *,
    as_of: date,
    known_on: date | None,
) -> Why:
    about = programmes.programme(ref.programme)
    at = moment(as_of, known_on=known_on, zone=about.time_zone)
    found = kept or assessing.answer_of(ref.id, at)
    if found is None:
        raise Refusal("case-not-there-yet", _NOT_YET.format(number=ref.number))
    line, answer = found
    procedure = readiness.procedure(about.procedure)
    names = holders(about)
    of_programme = status(ref.programme, as_of=as_of, known_on=known_on)
    dates, near = _dates(line), context.current().near
    of_case = tuple(
        (item.stage, case_finding(item, dates, names, near=near)) for item in _replies(line.line, procedure)
    )
    asked = tuple((stage, finding) for stage, finding in of_programme.findings if held(answer, finding.gate, stage))
    unmet = {(item.gate, item.stage) for item in answer.unmet}
    waits = (
        *(finding for _, finding in asked if finding.blocks),
        *(finding for stage, finding in of_case if (finding.gate, stage) in unmet),
    )
    return Why(
        number=ref.number,
        programme=ref.programme,
        procedure=procedure,
        as_of=as_of,
        known_on=known_on,
        stage=stage_of(answer, of_programme.findings),
        choice=answer.choice,
        blockers=tuple(_one(part, as_of) for finding in _each_once(waits) for part in finding.each),
        findings=(*asked, *of_case),
        care=_care(ref, about, assigned, at),
        of_programme=of_programme,
    )


def _care(
    ref: CaseRef, about: ProgrammeFacts, assigned: tuple[AssignmentLine, ...] | None, at: Moment
) -> Blocker | None:
    found = carers.finding(ref.id, about, cases.assigned(ref.id, at) if assigned is None else assigned, at)
    return None if found is None else blocker_of(found, carers.QUESTION, 1, at.day, of_programme=False)


def _each_once(waits: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """This will tell a gate that several steps ask for where the first of them asks for it."""
    first: dict[str, Finding] = {}
    for finding in waits:
        first.setdefault(finding.gate, finding)
    return tuple(first.values())


@lru_cache(maxsize=_SITUATIONS)
def _replies(line: str, procedure: Procedure) -> tuple[Judged, ...]:
    """This will give what every gate says to a line of facts; people in the same situation are judged once."""
    return case_replies(read_line(line), procedure)


def _dates(line: CaseLine) -> CaseDates:
    return CaseDates(
        opened_on=line.opened_on,
        choice_on=line.choice_on,
        consent_lost_on=line.consent_lost_on,
        duplicate_on=line.duplicate_on,
        objection_on=line.objection_on,
        itinerary_on=line.itinerary_on,
        move_on=line.move_on,
    )


def _one(finding: Finding, as_of: date) -> Blocker:
    return blocker_of(finding, BY_ID[finding.gate].question, 1, as_of, of_programme=False)
