"""Judges facts: what a case waits for, what a programme waits for, and the one sentence that says it."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from pulang.areas.readiness.facts import CaseDates, CaseFacts, ProgrammeFacts, read_line
from pulang.areas.readiness.gates import CASE_BY_ID, PROGRAMME_BY_ID, WAIVABLE
from pulang.areas.readiness.rules import AID_AHEAD, ENDINGS, ORDER, RANK, Holder, Procedure, Reply, Stage
from pulang.kernel.findings import Answer, Finding
from pulang.kernel.words import Words, same

# How far each choice goes along the steps; staying and being undecided are complete once the choice is informed.
_GOES_TO: Final = {"RETURN": Stage.CLOSED, "ALONE": Stage.CLOSED}
_LEADS_TO: Final = {"DEPARTED": Stage.DEPARTED, "ARRIVED": Stage.ARRIVED, "AIDED": Stage.AIDED,
                    "FOLLOWED_UP": Stage.FOLLOWED_UP, "CLOSED": Stage.CLOSED}  # fmt: skip
_CACHED_SITUATIONS: Final = 65_536


@dataclass(frozen=True, slots=True)
class Judged:
    """A case gate's reply at the stage it guards, and whether it is waived for this case."""

    gate: str
    stage: Stage
    reply: Reply
    waived: bool = False


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """How far a case itself allows, and the case gates it still waits for, in order; waived ones are left out."""

    stage: Stage
    unmet: tuple[Judged, ...]
    choice: str
    waived: frozenset[str]

    @property
    def gates(self) -> tuple[str, ...]:
        """This will give the ids of the unmet gates, each once."""
        return tuple(dict.fromkeys(item.gate for item in self.unmet))


@lru_cache(maxsize=_CACHED_SITUATIONS)
def assess_line(line: str, procedure: Procedure) -> CaseAnswer:
    """This will judge a case from its line of facts; people in the same situation are judged once."""
    return assess(read_line(line), procedure)


def assess(facts: CaseFacts, procedure: Procedure) -> CaseAnswer:
    """This will judge every case gate of the steps not yet taken and say how far the case itself allows."""
    ending = _ending(facts)
    unmet = tuple(
        item for item in case_replies(facts, procedure) if item.reply.answer is Answer.NOT_MET and not item.waived
    )
    return CaseAnswer(ending or _furthest(facts, unmet), unmet, facts.choice, facts.waived)


def case_replies(facts: CaseFacts, procedure: Procedure) -> tuple[Judged, ...]:
    """This will give every case gate's reply for the steps still ahead, in order, met ones included."""
    reached, goal = _reached(facts), _goal(facts)
    waived = facts.waived & WAIVABLE  # whatever a book says, what belongs to the person is never set aside
    return tuple(
        Judged(gate, step.stage, CASE_BY_ID[gate].check(facts, step), gate in waived)
        for step in procedure.steps
        if RANK[reached] < RANK[step.stage] <= RANK[goal]
        for gate in step.case
    )


def _ending(facts: CaseFacts) -> Stage | None:
    return next((stage for stage in ENDINGS if stage.value == facts.move), None)


def _reached(facts: CaseFacts) -> Stage:
    """This will give the step last taken; whoever stayed or left alone has only aid ahead, who withdrew nothing."""
    ending = _ending(facts)
    if ending is not None:
        return Stage.ARRIVED if ending in AID_AHEAD else Stage.CLOSED
    return _LEADS_TO.get(facts.move, Stage.REGISTERED)


def _goal(facts: CaseFacts) -> Stage:
    if _ending(facts) is not None:
        return Stage.CLOSED
    return _GOES_TO.get(facts.choice, Stage.VERIFIED)


def _furthest(facts: CaseFacts, unmet: tuple[Judged, ...]) -> Stage:
    """This will climb from the step last taken as far as gates and records allow; journeys are taken, not derived."""
    reached, goal = _reached(facts), _goal(facts)
    if reached is not Stage.REGISTERED:
        return reached
    blocked = {item.stage for item in unmet}
    stage = Stage.REGISTERED
    for step in (Stage.VERIFIED, Stage.CLEARED, Stage.PLANNED):
        planned = facts.itinerary not in {"", "DROPPED"} or facts.choice == "ALONE"
        if step in blocked or RANK[step] > RANK[goal] or (step is Stage.PLANNED and not planned):
            break
        stage = step
    return stage


def programme_findings(facts: ProgrammeFacts, procedure: Procedure) -> tuple[tuple[Stage, Finding], ...]:
    """This will judge every programme gate of the procedure, in order, with the stage each guards."""
    return tuple(
        (step.stage, replace(finding, waived=gate in facts.waived & WAIVABLE))
        for step in procedure.steps
        for gate in step.programme
        for finding in (PROGRAMME_BY_ID[gate].check(facts),)
    )


def held(answer: CaseAnswer, gate: str, stage: Stage) -> bool:
    """This will be true when a programme gate that guards `stage` holds this case."""
    if gate in answer.waived:
        return False
    if answer.stage in ENDINGS:
        return answer.stage in AID_AHEAD and RANK[stage] > RANK[Stage.ARRIVED]
    # Before she leaves, every gate still ahead holds her; afterwards only those of later steps do.
    passed = max(RANK[stage], RANK[Stage.DEPARTED])
    return answer.choice in PROGRAMME_BY_ID[gate].choices and RANK[answer.stage] < passed


def stage_of(answer: CaseAnswer, findings: tuple[tuple[Stage, Finding], ...]) -> Stage:
    """This will give the stage on the day: what the case allows, held back by unmet programme gates."""
    if answer.stage in ENDINGS or RANK[answer.stage] >= RANK[Stage.DEPARTED]:
        return answer.stage
    cap = answer.stage
    for stage, finding in findings:
        if finding.blocks and held(answer, finding.gate, stage) and RANK[stage] <= RANK[cap]:
            cap = ORDER[RANK[stage] - 1]
    return cap


def case_finding(item: Judged, dates: CaseDates, names: dict[Holder, str], *, near: bool) -> Finding:
    """This will put names and days into a case gate's answer; what care found is told to those `near` alone."""
    gate = CASE_BY_ID[item.gate]
    reply = item.reply if near or item.reply.answer is not Answer.NOT_MET else gate.apart or item.reply
    since: date | None = getattr(dates, reply.since) or dates.opened_on
    return Finding(
        gate=item.gate,
        answer=reply.answer,
        says=reply.says,
        holder=_holder(reply.holder, names),
        remedy=reply.remedy,
        since=since,
        source=gate.source,
        waived=item.waived,
    )


def _holder(holder: Holder, names: dict[Holder, str]) -> Words:
    if holder is Holder.PERSON:
        return Words(id="warga dampingan sendiri", en="the person herself")
    if holder is Holder.RECEIVER:
        return Words(id="dinas penerima", en="the receiving office")
    return same(names[holder])
