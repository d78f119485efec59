"""Working days in Indonesia, held against the calendars the government decreed for 2019 and 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulang.kernel import workdays

FIRST = date(2019, 1, 1)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2019, 3, 7), "Nyepi"),
        (date(2019, 6, 5), "Idul"),
        (date(2019, 6, 3), "Cuti Bersama"),  # offices are closed although it is no holiday
        (date(2019, 4, 17), "Pemilihan"),
        (date(2026, 8, 17), "Kemerdekaan"),
    ],
)
def test_offices_are_closed_on_holidays_and_on_the_days_off_beside_them(day: date, name: str) -> None:
    found = workdays.holiday(day)

    assert found is not None
    assert name in found.id
    assert found.en != found.id
    assert not workdays.works(day)


def test_ten_working_days_around_the_feast_of_2019_take_three_weeks() -> None:
    """30 May (Ascension), and 3 to 7 June with the joint days off, lie between."""
    assert workdays.after(date(2019, 5, 28), 10) == date(2019, 6, 19)
    assert workdays.after(date(2019, 3, 4), 10) == date(2019, 3, 19)  # one holiday, Nyepi
    assert workdays.after(date(2019, 3, 3), 0) == date(2019, 3, 3)


@settings(max_examples=60)
@given(start=st.integers(0, 3000), count=st.integers(0, 60))
def test_counting_day_by_day_gives_the_same(start: int, count: int) -> None:
    day = FIRST + timedelta(days=start)
    end = workdays.after(day, count)

    passed = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(workdays.works(each) for each in passed) == count
    assert not count or workdays.works(end)


def test_only_holidays_that_cost_a_working_day_are_named() -> None:
    found = dict(workdays.closed_between(date(2019, 6, 1), date(2019, 6, 9)))

    assert sorted(day.day for day in found) == [3, 4, 5, 6, 7]  # the first was a Saturday
