"""When the gate of the partner is open, against an oracle that walks through an institution's papers one by one."""

import os
from datetime import date, timedelta
from typing import Final

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.rules.gates import judge

from pulang.areas.partners.assessment import gather
from pulang.areas.partners.facts import Paper
from pulang.areas.readiness.gates import PROGRAMME_BY_ID
from pulang.flows.programme_facts import partner_of
from pulang.kernel.findings import Answer

STORIES = int(os.environ.get("PULANG_NIGHTLY_STORIES", "100"))  # nightly: 10000
FIRST, PLACE, PEOPLE = date(2016, 2, 29), "53.71", 100
GATE = PROGRAMME_BY_ID["partner-ready"]
EVENTS: Final = (
    *(("registration", event) for event in ("ISSUED", "ISSUED", "ENDED")),
    *(("accreditation", event) for event in ("ISSUED", "ISSUED", "SUSPENDED", "RESTORED", "REVOKED", "APPEALED")),
    *(("accreditation", event) for event in ("APPEAL_UPHELD", "APPEAL_DISMISSED")),
    *(("survey", event) for event in ("REQUESTED", "VISITED", "PASSED", "PASSED", "FAILED")),
    *(("approval", event) for event in ("APPROVED", "APPROVED", "WITHDRAWN")),
    *(("assignment", event) for event in ("NAMED", "ASSIGNED", "ASSIGNED", "RELEASED")),
    *(("agreement", event) for event in ("SIGNED", "ENDED")),
)
_STARTS = (
    ("registration", "ISSUED"),
    ("accreditation", "ISSUED"),
    ("approval", "APPROVED"),
    ("assignment", "ASSIGNED"),
)
_YEARS = {"A": 5, "B": 3, "C": 2}

Story = tuple[Paper, ...]


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


@st.composite
def papers(draw: st.DrawFn, kind: str, event: str, day: int) -> Paper:
    lasts = draw(st.integers(1, 1500))
    signed = (kind, event) == ("agreement", "SIGNED")
    return Paper(
        kind,
        event,
        on(day),
        until=on(day + lasts) if signed else draw(st.none() | st.just(on(day + lasts))),
        number=draw(st.sampled_from(("1", "2"))),
        grade=draw(st.sampled_from("ABC")) if (kind, event) == ("accreditation", "ISSUED") else "",
        capacity=draw(st.sampled_from((40, 60, 100))) if event == "ASSIGNED" else None,
        starts_on=on(day + draw(st.integers(0, lasts - 1))) if signed else None,
        regions=draw(st.sampled_from((["53"], ["53.71"], ["35"], ["35", "53"], ["53.7"]))) if signed else None,
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Most institutions begin with all they need, else the gate would hardly ever be open."""
    whole = draw(st.integers(0, 3)) > 0
    begun = [draw(papers(kind, event, place)) for place, (kind, event) in enumerate(_STARTS)] if whole else []
    days = sorted(draw(st.lists(st.integers(4, 2200), max_size=6)))
    later = [draw(papers(*draw(st.sampled_from(EVENTS)), day)) for day in days]
    return (*begun, *later)


@st.composite
def looked_at(draw: st.DrawFn) -> tuple[list[Story], date]:
    """One or two institutions and a day: mostly one on which something begins or ends, or its neighbour."""
    both = draw(st.lists(stories(), min_size=1, max_size=2))
    told = [paper for story in both for paper in story]
    edges = {one.on for one in told} | {one.until for one in told if one.until} | {one.starts_on for one in told}
    edges |= {expires(one) for one in told if one.grade}
    days = sorted(day for day in edges if day is not None) or [FIRST]
    return both, draw(st.sampled_from(days)) + timedelta(days=draw(st.integers(-1, 1)))


def valid(paper: Paper | None, day: date) -> bool:
    return paper is not None and (paper.until is None or day < paper.until)


def expires(paper: Paper) -> date:
    """The day after the last on which an accreditation counts; from 29 February that is 1 March."""
    year = paper.on.year + _YEARS[paper.grade]
    leap = (paper.on.month, paper.on.day) == (2, 29) and year % 4
    return date(year, 3, 1) if leap else paper.on.replace(year=year)


def last(story: Story, kind: str, *, gives: str, ends: tuple[str, ...]) -> Paper | None:
    """The paper of a kind that stands: the last that gave it, unless one came after that ended it."""
    told = [paper for paper in story if paper.paper == kind and paper.event in {gives, *ends}]
    return told[-1] if told and told[-1].event == gives else None


def accredited(story: Story, day: date) -> bool:
    issued: Paper | None = None
    stopped: set[str] = set()
    for paper in (one for one in story if one.paper == "accreditation"):
        if paper.event in {"ISSUED", "APPEAL_UPHELD"}:
            stopped.clear()
        elif paper.event in {"SUSPENDED", "REVOKED"}:
            stopped.add(paper.event)
        elif paper.event == "RESTORED":
            stopped.discard("SUSPENDED")
        issued = paper if paper.event == "ISSUED" else issued
    return issued is not None and not stopped and day < expires(issued)


def agreed(story: Story, day: date) -> bool:
    """Where an agreement ever began, one has to count here."""
    ends: dict[str, tuple[Paper, date]] = {}
    for paper in (one for one in story if one.paper == "agreement"):
        if paper.event == "SIGNED":
            ends[paper.number] = (paper, paper.until or day)
        elif paper.number in ends:
            signed, until = ends[paper.number]
            ends[paper.number] = (signed, min(until, paper.on))
    begun = [(one, until) for one, until in ends.values() if (one.starts_on or one.on) <= day]
    return not begun or any(day < until and {"53", PLACE} & set(one.regions or ()) for one, until in begun)


def room_of(story: Story, day: date) -> int:
    """The oracle: for how many people an institution is fit on a day; nobody where it is not."""
    told = tuple(one for one in story if one.on <= day)
    surveyed = valid(last(told, "survey", gives="PASSED", ends=("FAILED",)), day)
    assigned = last(told, "assignment", gives="ASSIGNED", ends=("RELEASED",))
    fit = (
        valid(last(told, "registration", gives="ISSUED", ends=("ENDED",)), day)
        and (surveyed or accredited(told, day))
        and valid(last(told, "approval", gives="APPROVED", ends=("WITHDRAWN",)), day)
        and valid(assigned, day)
        and agreed(told, day)
    )
    return assigned.capacity or 0 if fit and assigned is not None else 0


@settings(max_examples=STORIES)
@given(asked=looked_at())
@example(asked=([(Paper("assignment", "NAMED", FIRST),)], FIRST))
def test_the_gate_of_the_partner_is_open_exactly_when_the_oracle_says(asked: tuple[list[Story], date]) -> None:
    both, today = asked
    known = [
        gather(agency=f"lks-{place}", name=f"LKS {place}", papers=[one for one in story if one.on <= today])
        for place, story in enumerate(both)
    ]

    finding = judge(GATE, day=today, partner=partner_of(known, day=today, people=PEOPLE, place=PLACE))

    assert (finding.answer is Answer.MET) == (sum(room_of(story, today) for story in both) >= PEOPLE)
