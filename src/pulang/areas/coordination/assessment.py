"""Lays the lines of the books over each other: every decision as it stood on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pulang.areas.coordination.facts import ConditionFacts, ConditionLine, DecisionFacts, DecisionLine
from pulang.areas.coordination.rules import ConditionEvent, DecisionEvent


def lay(lines: Iterable[DecisionLine], conditions: Iterable[ConditionLine], day: date) -> tuple[DecisionFacts, ...]:
    """This will give the decisions made by a day with what ended each and which conditions are met, in order.

    `lines` are those that count, whatever their day. A correction says how a decision always was, so it counts for
    every day from the moment it is known, as striking does. A code may be used again after its decision was struck;
    what was said of the struck one was written before the new one and does not touch it.
    """
    known = sorted(lines, key=lambda line: line.act)
    said = tuple(conditions)
    made = [_set_right(line, known) for line in known if line.event == DecisionEvent.MADE.value and line.on <= day]
    found = [_standing(line, made, known, day) for line in sorted(made, key=lambda line: (line.on, line.act))]
    acts = {line.code: line.act for line in made}
    return tuple(replace(one, conditions=_conditions(one.code, acts[one.code], said, day)) for one in found)


def _about(line: DecisionLine, known: Sequence[DecisionLine], event: DecisionEvent) -> list[DecisionLine]:
    """This will give the later lines of one kind about a decision."""
    return [other for other in known if other.code == line.code and other.act > line.act and other.event == event.value]


def _set_right(line: DecisionLine, known: Sequence[DecisionLine]) -> DecisionLine:
    corrections = _about(line, known, DecisionEvent.CORRECTED)
    if not corrections:
        return line
    last = corrections[-1]
    return replace(
        line,
        in_force_on=last.in_force_on,
        until=last.until,
        holder=last.holder,
        due_on=last.due_on,
        reason=last.reason,
    )


def _standing(
    line: DecisionLine, made: Sequence[DecisionLine], known: Sequence[DecisionLine], day: date
) -> DecisionFacts:
    assert line.in_force_on is not None, "a decision that was made takes effect on a day (`made_decision_is_complete`)"
    later = _replaced_by(line, made, known, day)
    corrections = _about(line, known, DecisionEvent.CORRECTED)
    return DecisionFacts(
        code=line.code,
        meeting=line.meeting,
        meeting_kind=line.meeting_kind,
        outcome=line.outcome,
        made_on=line.on,
        in_force_on=line.in_force_on,
        until=line.until,
        withdrawn_on=_withdrawn_on(line, known, day),
        superseded_by="" if later is None else later.code,
        superseded_on=None if later is None else later.in_force_on,
        holder=line.holder,
        due_on=line.due_on,
        reason=line.reason,
        item=line.item,
        version=1 + len(corrections) + len(_about(line, known, DecisionEvent.WITHDRAWN)),
        corrected_on=corrections[-1].on if corrections else None,
    )


def _withdrawn_on(line: DecisionLine, known: Sequence[DecisionLine], day: date) -> date | None:
    days = [other.on for other in _about(line, known, DecisionEvent.WITHDRAWN) if other.on <= day]
    return min(days, default=None)


def _replaced_by(
    line: DecisionLine, made: Sequence[DecisionLine], known: Sequence[DecisionLine], day: date
) -> DecisionLine | None:
    """This will give the decision that took a decision's place: the first whose own day came, or is to come.

    One that was withdrawn before its own day never took anything's place.
    """
    candidates = []
    for other in made:
        if other.supersedes != line.code or other.in_force_on is None:
            continue
        withdrawn = _withdrawn_on(other, known, day)
        if withdrawn is None or withdrawn >= other.in_force_on:
            candidates.append((other.in_force_on, other.act, other))
    return min(candidates, key=lambda found: found[:2])[2] if candidates else None


def _conditions(decision: str, act: int, said: Sequence[ConditionLine], day: date) -> tuple[ConditionFacts, ...]:
    own = [line for line in said if line.decision == decision and line.act >= act and line.on <= day]
    found = []
    for line in own:
        if line.event != ConditionEvent.SET.value:
            continue
        later = [other for other in own if other.code == line.code and other.act > line.act]
        last = max(later, key=lambda other: (other.on, other.act), default=None)
        met = last is not None and last.event == ConditionEvent.MET.value
        met_on = last.on if last is not None and met else None
        found.append(ConditionFacts(line.code, line.text, line.holder, met_on, line.due_on))
    return tuple(sorted(found, key=lambda fact: fact.code))
