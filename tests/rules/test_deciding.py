"""Which decision counts on a day, against an oracle that walks through the days one by one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.rules.gates import judge

from pulang.areas.coordination.facts import ConditionFacts, DecisionFacts
from pulang.areas.coordination.rules import Outcome, deciding, ended_on
from pulang.areas.readiness.facts import RakorState
from pulang.areas.readiness.gates import PROGRAMME_BY_ID
from pulang.kernel.findings import Answer

FIRST = date(2019, 3, 1)
RAKOR = PROGRAMME_BY_ID["rakor-decided"]


@dataclass(frozen=True, slots=True)
class Made:
    """A decision in a story; days are counted from the first, and `number` is its place among the acts."""

    number: int
    made: int
    in_force: int
    outcome: Outcome
    until: int | None = None
    withdrawn: int | None = None
    supersedes: int | None = None
    condition_met: int | None = None


Story = tuple[Made, ...]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    made = []
    for number in range(draw(st.integers(0, 5))):
        on = draw(st.integers(0, 12))
        in_force = draw(st.integers(0, 14))  # also before it was made: a decision can be entered late
        made.append(
            Made(
                number=number,
                made=on,
                in_force=in_force,
                outcome=draw(st.sampled_from(Outcome)),
                until=draw(st.none() | st.integers(in_force + 1, 16)),
                withdrawn=draw(st.none() | st.integers(0, 16)),
                supersedes=draw(st.none() | st.integers(0, number - 1)) if number else None,
                condition_met=draw(st.none() | st.integers(0, 16)),
            )
        )
    return tuple(made)


def told(story: Story, day: int) -> list[DecisionFacts]:
    """The decisions as a query would give them for a day: what was made by then, in the order of day and act."""

    def on(number: int) -> date:
        return FIRST + timedelta(days=number)

    facts = []
    for one in sorted((one for one in story if one.made <= day), key=lambda one: (one.made, one.number)):
        later = sorted(
            (other.in_force, other.number) for other in story if other.supersedes == one.number and other.made <= day
        )
        met = on(one.condition_met) if one.condition_met is not None and one.condition_met <= day else None
        facts.append(
            DecisionFacts(
                code=f"K-{one.number}",
                meeting="R",
                meeting_kind="RAKOR",
                outcome=one.outcome.value,
                made_on=on(one.made),
                in_force_on=on(one.in_force),
                until=None if one.until is None else on(one.until),
                withdrawn_on=on(one.withdrawn) if one.withdrawn is not None and one.withdrawn <= day else None,
                superseded_by=f"K-{later[0][1]}" if later else "",
                superseded_on=on(later[0][0]) if later else None,
                holder="",
                due_on=None,
                reason="",
                conditions=(
                    (ConditionFacts("S", "Syarat", "Dinas", met),) if one.outcome is Outcome.MAY_PROCEED_IF else ()
                ),
            )
        )
    return facts


def walked(story: Story, day: int) -> list[Made]:
    """The oracle: begin with an empty table, go through the days, lay decisions down and take them off again.

    What comes off never comes back. The one laid down last is on top.
    """
    known = [one for one in story if one.made <= day]
    table: list[Made] = []
    gone: set[int] = set()
    for today in range(-1, day + 1):
        for one in known:
            ends = {one.until, one.withdrawn, *(o.in_force for o in known if o.supersedes == one.number)}
            if today in ends:
                gone.add(one.number)
        table = [one for one in table if one.number not in gone]
        beginning = [one for one in known if one.in_force == today and one.number not in gone]
        table.extend(sorted(beginning, key=lambda one: (one.made, one.number)))
    return table


def oracle(story: Story, day: int) -> bool:
    """This will be true when the return may proceed on a day."""
    table = walked(story, day)
    if not table:
        return False
    top = table[-1]
    if top.outcome is Outcome.MAY_PROCEED_IF:
        return top.condition_met is not None and top.condition_met <= day
    return top.outcome is Outcome.MAY_PROCEED


def state(decisions: list[DecisionFacts], day: date) -> RakorState:
    counts = deciding(decisions, day)
    if counts is None:
        return RakorState(held_on=FIRST)
    return RakorState(
        held_on=FIRST,
        decision=counts.code,
        outcome=counts.outcome,
        decided_on=counts.made_on,
        in_force_on=counts.in_force_on,
        ended_on=ended_on(counts, day),
        open_conditions=tuple((c.text, c.holder) for c in counts.conditions if c.met_on is None),
    )


YES, NO = Outcome.MAY_PROCEED, Outcome.REFUSED


@settings(max_examples=800, deadline=None)
@given(story=stories(), day=st.integers(0, 17))
@example(story=(Made(0, 0, 0, YES), Made(1, 0, 0, NO)), day=0)  # two on one day: the later act counts
@example(story=(Made(0, 0, 0, YES), Made(1, 1, 5, NO, supersedes=0)), day=4)
@example(story=(Made(0, 0, 0, YES), Made(1, 1, 5, NO, supersedes=0)), day=5)
@example(story=(Made(0, 0, 0, YES), Made(1, 1, 5, NO, withdrawn=6, supersedes=0)), day=6)
def test_the_return_may_proceed_exactly_when_the_oracle_says(story: Story, day: int) -> None:
    today = FIRST + timedelta(days=day)

    finding = judge(RAKOR, day=today, rakor=state(told(story, day), today))

    assert (finding.answer is Answer.MET) == oracle(story, day)


@settings(max_examples=500, deadline=None)
@given(story=stories(), day=st.integers(0, 17))
def test_the_decision_that_counts_is_the_one_on_top(story: Story, day: int) -> None:
    table = walked(story, day)
    counts = deciding(told(story, day), FIRST + timedelta(days=day))

    if table:
        assert counts is not None
        assert counts.code == f"K-{table[-1].number}"
    else:
        assert (counts is None) == (not any(one.made <= day for one in story))


@settings(max_examples=500, deadline=None)
@given(story=stories(), day=st.integers(0, 17))
def test_what_is_decided_later_does_not_change_an_earlier_day(story: Story, day: int) -> None:
    until_then = tuple(one for one in story if one.made <= day)

    assert told(story, day) == told(until_then, day)
    assert oracle(story, day) == oracle(until_then, day)


def decided(**changes: Any) -> DecisionFacts:
    return replace(told((Made(0, 0, 0, YES),), 0)[0], **changes)


def ends() -> Iterator[tuple[dict[str, object], date | None]]:
    for name in ("withdrawn_on", "superseded_on", "until"):
        yield {name: FIRST}, FIRST
        yield {name: FIRST + timedelta(days=1)}, None
    yield {}, None
    yield {"withdrawn_on": FIRST, "until": FIRST - timedelta(days=2)}, FIRST - timedelta(days=2)


@pytest.mark.parametrize(("changes", "expected"), list(ends()))
def test_a_decision_ends_on_the_first_day_it_no_longer_stands(
    changes: dict[str, object], expected: date | None
) -> None:
    assert ended_on(decided(**changes), FIRST) == expected


def test_without_decisions_none_counts() -> None:
    assert deciding([], FIRST) is None


def test_while_none_stands_the_next_one_is_told_and_then_the_last_that_ended() -> None:
    next_week, later = FIRST + timedelta(days=7), FIRST + timedelta(days=9)
    over = decided(code="OVER", withdrawn_on=FIRST)
    older = decided(code="OLDER", until=FIRST - timedelta(days=3))
    soon = decided(code="SOON", in_force_on=next_week)
    corrected = decided(code="CORRECTED", in_force_on=next_week, made_on=FIRST + timedelta(days=1))
    last = decided(code="LAST", in_force_on=later)

    def counting(*decisions: DecisionFacts) -> str:
        counts = deciding(decisions, FIRST + timedelta(days=2))
        return counts.code if counts else ""

    assert counting(over, soon, last) == "SOON"
    assert counting(soon, corrected, last) == "CORRECTED"
    assert counting(older, over) == "OVER"
