"""Spans of days, and what happens on 29 February."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pulang.kernel.days import in_words
from pulang.kernel.periods import EARLIEST, LATEST, Period, sensible, years_after
from pulang.kernel.refusals import Refusal

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
LEAP_DAYS = st.integers(1904, 2180).filter(calendar.isleap).map(lambda year: date(year, 2, 29))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(DAYS)
    return Period(start, draw(st.none() | st.integers(0, 4000).map(lambda n: start + timedelta(days=n))))


def test_the_first_day_counts_and_the_last_does_not() -> None:
    period = Period(date(2019, 1, 1), date(2019, 3, 1))

    assert [period.covers(date(*day)) for day in ((2018, 12, 31), (2019, 1, 1), (2019, 2, 28), (2019, 3, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert Period(date(2019, 1, 1)).covers(date(2199, 12, 31))


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        Period(date(2019, 3, 2), date(2019, 3, 1))

    assert caught.value.code == "ends-before-start"
    assert caught.value.words.id
    assert not Period(date(2019, 3, 1), date(2019, 3, 1)).covers(date(2019, 3, 1))


@given(one=periods(), other=periods(), day=DAYS)
def test_spans_overlap_when_they_share_a_day(one: Period, other: Period, day: date) -> None:
    if one.covers(day) and other.covers(day):
        assert one.overlaps(other)
    assert one.overlaps(other) == other.overlaps(one)


@given(one=periods(), other=periods())
def test_overlapping_spans_that_are_not_empty_share_the_later_of_their_first_days(one: Period, other: Period) -> None:
    empty = one.start == one.end or other.start == other.end
    later = max(one.start, other.start)

    if not empty:
        assert one.overlaps(other) == (one.covers(later) and other.covers(later))


@given(day=DAYS, years=st.integers(0, 30))
@example(day=date(2016, 2, 29), years=3)
@example(day=date(2016, 2, 29), years=4)
@example(day=date(2096, 2, 29), years=4)
def test_the_same_day_years_later_is_the_same_day_or_the_first_of_march(day: date, years: int) -> None:
    later = years_after(day, years)

    assert later.year == day.year + years
    if (day.month, day.day) == (2, 29) and not calendar.isleap(later.year):
        assert (later.month, later.day) == (3, 1)
    else:
        assert (later.month, later.day) == (day.month, day.day)


@given(day=LEAP_DAYS, years=st.integers(1, 12))
def test_a_paper_of_29_february_is_valid_through_28_february_and_never_a_day_longer_than_the_next(
    day: date, years: int
) -> None:
    paper = Period(day, years_after(day, years))

    assert paper.covers(date(day.year + years, 2, 28))
    assert not paper.covers(date(day.year + years, 3, 1))


@given(one=DAYS, other=DAYS, years=st.integers(0, 30))
def test_years_later_keeps_the_order_of_days(one: date, other: date, years: int) -> None:
    early, late = sorted((one, other))

    assert years_after(early, years) <= years_after(late, years)


@pytest.mark.parametrize("day", [EARLIEST, date(2019, 3, 3), LATEST - timedelta(days=1)])
def test_days_people_can_mean_are_given_back(day: date) -> None:
    assert sensible(day) == day


@pytest.mark.parametrize("day", [date.min, EARLIEST - timedelta(days=1), LATEST, date(9999, 12, 31)])
def test_days_nobody_can_mean_are_refused(day: date) -> None:
    with pytest.raises(Refusal) as caught:
        sensible(day)

    assert caught.value.code == "day-out-of-range"
    assert in_words(day).id in caught.value.words.id
