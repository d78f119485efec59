"""Which decision counts on a day, against an oracle that walks through the days one by one."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.rules.gates import judge

from pulang.areas.coordination import rules
from pulang.areas.coordination.assessment import lay
from pulang.areas.coordination.facts import ConditionLine, DecisionFacts, DecisionLine, MeetingFacts
from pulang.areas.coordination.rules import MeetingKind, Outcome, deciding, ended_on, without_quorum
from pulang.areas.readiness.facts import RakorState
from pulang.areas.readiness.gates import PROGRAMME_BY_ID
from pulang.flows.programme_facts import rakor_of
from pulang.kernel.findings import Answer

FIRST = date(2019, 3, 1)
STORIES = int(os.environ.get("PULANG_NIGHTLY_STORIES", "800"))  # nightly: 10000
RAKOR = PROGRAMME_BY_ID["rakor-decided"]


@dataclass(frozen=True, slots=True)
class Made:
    """A decision in a story; days are counted from the first, and `number` is its place among the acts.

    `condition` pairs days with met or opened again; `corrected` is the day from which it should have been in force.
    """

    number: int
    made: int
    in_force: int
    outcome: Outcome
    until: int | None = None
    withdrawn: int | None = None
    supersedes: int | None = None
    condition: tuple[tuple[int, bool], ...] = ()
    corrected: int | None = None
    kind: MeetingKind = MeetingKind.RAKOR

    @property
    def starts(self) -> int:
        """The day it takes effect, once what was written down wrongly is set right."""
        return self.in_force if self.corrected is None else self.corrected


Story = tuple[Made, ...]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    made = []
    for number in range(draw(st.integers(0, 5))):
        on = draw(st.integers(0, 12))
        in_force = draw(st.integers(0, 14))  # also before it was made: a decision can be entered late
        corrected = draw(st.none() | st.integers(0, 14))
        starts = in_force if corrected is None else corrected
        made.append(
            Made(
                number=number,
                made=on,
                in_force=in_force,
                outcome=draw(st.sampled_from(Outcome)),
                until=draw(st.none() | st.integers(starts + 1, 16)),
                withdrawn=draw(st.none() | st.integers(0, 16)),
                supersedes=draw(st.none() | st.integers(0, number - 1)) if number else None,
                condition=tuple(draw(st.lists(st.tuples(st.integers(0, 16), st.booleans()), max_size=3))),
                corrected=corrected,
                kind=draw(st.sampled_from((MeetingKind.RAKOR, MeetingKind.RAKOR, MeetingKind.OTHER))),
            )
        )
    return tuple(made)


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


def lines(story: Story) -> Iterator[DecisionLine]:
    """The book of decisions as the acts of the story would write it."""
    for one in story:
        line = DecisionLine(
            act=100 * one.number,
            event="MADE",
            on=on(one.made),
            code=f"K-{one.number}",
            meeting="R",
            meeting_kind=one.kind.value,
            outcome=one.outcome.value,
            in_force_on=on(one.in_force),
            until=None if one.until is None else on(one.until),
            supersedes="" if one.supersedes is None else f"K-{one.supersedes}",
        )
        yield line
        if one.corrected is not None:
            yield replace(line, act=line.act + 1, event="CORRECTED", in_force_on=on(one.corrected), on=on(16))
        if one.withdrawn is not None:
            yield DecisionLine(act=line.act + 2, event="WITHDRAWN", on=on(one.withdrawn), code=line.code)


def conditions(story: Story) -> Iterator[ConditionLine]:
    for one in story:
        if one.outcome is Outcome.MAY_PROCEED_IF:
            code, act = f"K-{one.number}", 100 * one.number
            yield ConditionLine(act, "SET", on(one.made), code, "S", "Syarat", "Dinas")
            for place, (day, met) in enumerate(one.condition):
                yield ConditionLine(act + 3 + place, "MET" if met else "REOPENED", on(day), code, "S")


def told(story: Story, day: int) -> list[DecisionFacts]:
    """The decisions as the books give them for a day."""
    return list(lay(lines(story), conditions(story), on(day)))


def walked(story: Story, day: int, *, of_ministry: bool = False) -> list[Made]:
    """The oracle: begin with an empty table, go through the days, lay decisions down and take them off again.

    What comes off never comes back. The one laid down last is on top. With `of_ministry` only those of a coordination
    meeting are laid down at all.
    """
    known = [one for one in story if one.made <= day]
    table: list[Made] = []
    gone: set[int] = set()
    for today in range(-1, day + 1):
        for one in known:
            # One withdrawn before its own day never took anything's place.
            takers = (
                o
                for o in known
                if o.supersedes == one.number and not (o.withdrawn is not None and o.withdrawn < o.starts <= day)
            )
            ends = {one.until, one.withdrawn, *(o.starts for o in takers)}
            if today in ends:
                gone.add(one.number)
        table = [one for one in table if one.number not in gone]
        beginning = [one for one in known if one.starts == today and one.number not in gone]
        laid = [one for one in beginning if not of_ministry or one.kind is MeetingKind.RAKOR]
        table.extend(sorted(laid, key=lambda one: (one.made, one.number)))
    return table


def oracle(story: Story, day: int) -> bool:
    """This will be true when the return may proceed on a day."""
    table = walked(story, day, of_ministry=True)
    if not table:
        return False
    top = table[-1]
    if top.outcome is Outcome.MAY_PROCEED_IF:
        said = [
            (when, place, met) for place, (when, met) in enumerate(top.condition) if when <= day and top.made <= day
        ]
        return bool(said) and max(said)[2]
    return top.outcome is Outcome.MAY_PROCEED


def held() -> MeetingFacts:
    return MeetingFacts("R", "Rakor", "RAKOR", "HELD", FIRST, FIRST, FIRST, ("KEMENSOS",), "")


def state(decisions: list[DecisionFacts], day: date) -> RakorState:
    return rakor_of([held()], decisions, day, lambda holder: holder)


YES, NO, IF = Outcome.MAY_PROCEED, Outcome.REFUSED, Outcome.MAY_PROCEED_IF


@settings(max_examples=STORIES)
@given(story=stories(), day=st.integers(0, 17))
@example(story=(Made(0, 0, 0, YES), Made(1, 0, 0, NO)), day=0)  # two on one day: the later act counts
@example(story=(Made(0, 0, 0, YES), Made(1, 1, 5, NO, supersedes=0)), day=4)
@example(story=(Made(0, 0, 0, YES), Made(1, 1, 5, NO, supersedes=0)), day=5)
@example(story=(Made(0, 0, 0, YES), Made(1, 1, 5, NO, withdrawn=6, supersedes=0)), day=6)
@example(story=(Made(0, 0, 9, YES, corrected=4),), day=4)  # set right: it always counted from the fourth day
@example(story=(Made(0, 0, 0, NO), Made(1, 1, 1, YES, kind=MeetingKind.OTHER)), day=3)  # no meeting with the ministry
@example(story=(Made(0, 0, 0, IF, condition=((1, True), (5, False))),), day=4)
@example(story=(Made(0, 0, 0, IF, condition=((1, True), (5, False))),), day=5)
def test_the_return_may_proceed_exactly_when_the_oracle_says(story: Story, day: int) -> None:
    today = FIRST + timedelta(days=day)

    finding = judge(RAKOR, day=today, rakor=state(told(story, day), today))

    assert (finding.answer is Answer.MET) == oracle(story, day)


@settings(max_examples=500)
@given(story=stories(), day=st.integers(0, 17))
def test_the_decision_that_counts_is_the_one_on_top(story: Story, day: int) -> None:
    table = walked(story, day)
    counts = deciding(told(story, day), FIRST + timedelta(days=day))

    if table:
        assert counts is not None
        assert counts.code == f"K-{table[-1].number}"
    else:
        assert (counts is None) == (not any(one.made <= day for one in story))


@settings(max_examples=500)
@given(story=stories(), day=st.integers(0, 17))
def test_what_is_decided_later_does_not_change_an_earlier_day(story: Story, day: int) -> None:
    until_then = tuple(one for one in story if one.made <= day)

    assert [one.code for one in told(story, day)] == [one.code for one in told(until_then, day)]
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


def about(*changes: dict[str, Any]) -> str:
    """The decision a point of the agenda rests with, for decisions about it in order."""
    made = [decided(code=f"K-{place}", item="1", **change) for place, change in enumerate(changes)]
    found = rules.decided("1", "R", made)
    return "" if found is None else found.code


def test_a_point_rests_with_the_last_decision_that_was_not_taken_back() -> None:
    later = FIRST + timedelta(days=3)

    assert about() == ""
    assert about({}) == "K-0"
    assert about({"withdrawn_on": FIRST}) == ""
    assert about({"superseded_by": "K-1", "superseded_on": later}, {}) == "K-1"
    assert about({}, {"withdrawn_on": FIRST}) == "K-0"
    assert about({"until": FIRST}) == "K-0"  # it ran out, and yet the point was answered
    assert rules.decided("2", "R", [decided(item="1")]) is None
    assert rules.decided("1", "ANOTHER", [decided(item="1")]) is None


def test_a_quorum_is_made_by_mandates_and_not_by_chairs() -> None:
    both = ("DINSOS", "KEMENSOS")
    came = replace(held(), agencies=both, quorum=both)

    assert without_quorum(came) == ()
    assert without_quorum(replace(came, deciding=both)) == ()
    assert without_quorum(replace(came, deciding=("DINSOS",))) == ("KEMENSOS",)
    assert without_quorum(replace(came, agencies=("KEMENSOS",))) == ("DINSOS",)
    assert without_quorum(replace(came, deciding=())) == both
    assert without_quorum(replace(came, quorum=(), deciding=())) == ()
