"""Meetings and decisions in time: nothing is decided before its meeting, and what was held stays held."""

from datetime import date
from typing import Any

import pytest
from tests.flows.offices import AT, PROGRAMME, do, offices, refused
from tests.world import COORDINATOR, HEAD

from pulang.areas.coordination import queries
from pulang.areas.coordination.facts import DecisionFacts
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
HELD = "2019-02-20"


@pytest.fixture(autouse=True)
def kupang(db: None) -> None:
    offices(HEAD)
    do("coordination.meeting.plan", COORDINATOR, programme=PROGRAMME, code="r", planned_for="2019-03-03")
    do("coordination.meeting.hold", COORDINATOR, programme=PROGRAMME, code="r", agencies=["KEMENSOS"], happened_on=HELD)


def decide(code: str = "k", **said: Any) -> None:
    said = {"programme": PROGRAMME, "code": code, "meeting": "r", "outcome": "MAY_PROCEED", **said}
    do("coordination.decision.make", COORDINATOR, **said)


def decision() -> DecisionFacts:
    return queries.decisions(PROGRAMME, moment(AT.date()))[-1]


def test_a_meeting_entered_after_it_was_held_is_held_all_the_same() -> None:
    found = {day: queries.meetings(PROGRAMME, moment(day))[0].held_on for day in (date(2019, 2, 25), AT.date())}

    assert set(found.values()) == {date(2019, 2, 20)}
    with refused("meeting-already-held"):
        do("coordination.meeting.hold", COORDINATOR, programme=PROGRAMME, code="r", agencies=["KEMENSOS"])
    decide()


@pytest.mark.parametrize("name", ["happened_on", "in_force_on"])
def test_nothing_is_decided_or_in_force_before_its_meeting(name: str) -> None:
    with refused("decided-before-meeting", field=name):
        decide(**{name: "2019-02-19"})
    decide(**{name: HELD})


def test_a_decision_replaces_none_that_was_made_after_it() -> None:
    decide("k1", happened_on="2019-03-01")

    with refused("supersedes-a-later-one", field="supersedes"):
        decide("k2", happened_on="2019-02-25", supersedes="k1")
    decide("k2", happened_on="2019-03-02", supersedes="k1")


def test_a_code_used_again_after_a_strike_begins_anew() -> None:
    conditions = [{"code": "s", "text": "Daftar lengkap", "holder": "KEMENSOS"}]
    decide(ref="salah", outcome="MAY_PROCEED_IF", conditions=conditions)
    do("coordination.condition.meet", COORDINATOR, programme=PROGRAMME, decision="k", code="s")
    do("coordination.decision.withdraw", COORDINATOR, programme=PROGRAMME, code="k", reason="Salah kode")
    do("audit.act.strike", COORDINATOR, act="salah", reason="Salah kode")

    decide(outcome="MAY_PROCEED_IF", conditions=conditions)

    assert decision().withdrawn_on is None
    assert [condition.met_on for condition in decision().conditions] == [None]
