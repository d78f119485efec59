"""Follow-ups: when each is due, and what is never shown of the answers."""

from datetime import date, timedelta

import pytest

from pulang.areas.journeys.rules import DueState, follow_ups, months_after, shown

ARRIVED = date(2019, 1, 31)


def states(day: date, told: dict[int, str] | None = None) -> list[str]:
    return [due.state.value for due in follow_ups(ARRIVED, told or {}, day=day)]


@pytest.mark.parametrize(
    ("months", "day"),
    [(1, date(2019, 2, 28)), (3, date(2019, 4, 30)), (6, date(2019, 7, 31)), (12, date(2020, 1, 31))],
)
def test_months_end_where_the_shorter_month_does(months: int, day: date) -> None:
    assert months_after(ARRIVED, months) == day


def test_a_month_is_counted_over_the_year_and_the_leap_day() -> None:
    assert months_after(date(2019, 12, 31), 2) == date(2020, 2, 29)
    assert months_after(date(2019, 12, 15), 1) == date(2020, 1, 15)


def test_each_opens_a_week_before_its_day_and_stays_open_until_the_next() -> None:
    first = date(2019, 2, 28)

    assert states(first - timedelta(days=8)) == ["LATER"] * 4
    assert states(first - timedelta(days=7)) == ["OPEN", "LATER", "LATER", "LATER"]
    assert states(date(2019, 4, 22)) == ["OPEN", "LATER", "LATER", "LATER"]
    assert states(date(2019, 4, 23)) == ["PASSED", "OPEN", "LATER", "LATER"]
    assert states(date(2020, 5, 1))[-1] == "OPEN"
    assert states(date(2020, 5, 2)) == ["PASSED"] * 4


def test_nobody_reached_stays_open_and_rather_not_is_an_answer() -> None:
    day = date(2019, 3, 5)

    assert states(day, {1: "UNREACHABLE"})[0] == DueState.OPEN.value
    assert states(day, {1: "NOT_NOW"})[0] == DueState.DONE.value
    assert states(day, {1: "REACHED"})[0] == DueState.DONE.value


@pytest.mark.parametrize(
    ("counts", "seen"),
    [
        ({"SAFE": 20, "NOT_SAFE": 0}, True),
        ({"SAFE": 20, "NOT_SAFE": 5}, True),
        ({"SAFE": 20, "NOT_SAFE": 4}, False),
        ({"SAFE": 1, "NOT_SAFE": 0}, False),
    ],
)
def test_a_question_is_hidden_whole_when_one_answer_could_be_somebody(counts: dict[str, int], *, seen: bool) -> None:
    assert (shown(counts) == counts) is seen
    assert (shown(counts) is None) is not seen
