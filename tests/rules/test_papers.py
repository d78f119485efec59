"""Which papers are got back for whom: none is fine, and nobody is asked for what she holds."""

from datetime import date

import pytest

from pulang.areas.papers.facts import TaskFacts
from pulang.areas.papers.rules import PaperState, refuse_unfit, tasks
from pulang.areas.people.rules import Papers
from pulang.kernel.refusals import Refusal

DAY = date(2019, 3, 3)
NEEDED = {
    Papers.CARD: [],
    Papers.UNKNOWN: [],
    Papers.NONE: ["LOSS_LETTER", "DOMICILE", "NEW_CARD"],
    Papers.FAMILY_CARD_ONLY: ["DOMICILE", "NEW_CARD"],
    Papers.LOSS_LETTER: ["DOMICILE", "NEW_CARD"],
}


@pytest.mark.parametrize("held", Papers)
def test_what_she_holds_says_what_is_needed(held: Papers) -> None:
    found = tasks(held.value, (), registered_on=DAY)

    assert [one.kind for one in found] == NEEDED[held]
    assert {(one.state, one.since) for one in found} <= {("TO_START", DAY)}


def test_what_was_recorded_stands_in_its_place_and_is_listed_whatever_she_holds() -> None:
    done = TaskFacts("NEW_CARD", "DONE", "", None, DAY)

    assert tasks("NONE", (done,), registered_on=DAY)[-1] == done
    assert tasks("CARD", (done,), registered_on=DAY) == (done,)


@pytest.mark.parametrize(
    ("state", "holder", "expected", "code"),
    [
        (PaperState.WAITING, "", None, "waits-for-whom"),
        (PaperState.STARTED, "", date(2019, 3, 2), "expected-in-the-past"),
    ],
)
def test_nobody_waits_for_nobody_or_for_yesterday(
    state: PaperState, holder: str, expected: date | None, code: str
) -> None:
    refuse_unfit(state, holder="DINSOS-A", expected_on=DAY, day=DAY)
    with pytest.raises(Refusal) as no:
        refuse_unfit(state, holder=holder, expected_on=expected, day=DAY)

    assert no.value.code == code
