"""The order of steps, the length of consents, and who may attest: pure rules of a case."""

from datetime import date, timedelta

import pytest

from pulang.areas.cases.rules import FOLLOWS, GUARDED, MOVE_WORDS, Movement, consent_end, refuse_out_of_order
from pulang.kernel.refusals import Refusal

DAY = date(2019, 3, 3)


def test_every_step_has_words_and_a_place_in_the_order() -> None:
    assert set(MOVE_WORDS) == set(Movement)
    assert set(FOLLOWS) == {None, *Movement}


def test_every_step_can_be_reached_and_none_is_a_dead_end() -> None:
    reached: set[Movement | None] = {None}
    while more := {after for step in reached for after in FOLLOWS[step]} - reached:
        reached |= more

    assert reached == {None, *Movement}
    assert all(FOLLOWS.values())


def test_withdrawing_is_one_step_from_everywhere_on_the_way() -> None:
    on_the_way = (None, Movement.DEPARTED, Movement.ARRIVED, Movement.AIDED, Movement.FOLLOWED_UP, Movement.REOPENED)

    assert all(Movement.WITHDRAWN in FOLLOWS[step] for step in on_the_way)


def test_aid_needs_neither_a_journey_nor_a_family() -> None:
    assert Movement.AIDED in FOLLOWS[Movement.STAYED] & FOLLOWS[Movement.LEFT_ALONE]


def test_no_ending_asks_a_gate() -> None:
    assert not GUARDED & {Movement.STAYED, Movement.LEFT_ALONE, Movement.WITHDRAWN, Movement.REFERRED, Movement.CLOSED}


def test_nobody_arrives_before_she_departs() -> None:
    with pytest.raises(Refusal, match="cannot be recorded"):
        refuse_out_of_order(Movement.ARRIVED, on=DAY, last=None, last_on=None)


@pytest.mark.parametrize(("days", "ends"), [(None, 365), (1, 1), (366, 366)])
def test_a_consent_lasts_a_year_at_most(days: int | None, ends: int) -> None:
    said = None if days is None else DAY + timedelta(days=days)

    assert consent_end(DAY, said) == DAY + timedelta(days=ends)


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_refuses_a_consent_that_is_empty_or_too_long(days: int) -> None:
    with pytest.raises(Refusal):
        consent_end(DAY, DAY + timedelta(days=days))
