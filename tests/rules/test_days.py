"""Days in words, and whose calendar a moment belongs to."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulang.kernel.days import in_words, lasting, month_in_words, rupiah_in_words
from pulang.kernel.moments import EVERYTHING, day_of, local_day, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

JAKARTA, MAKASSAR, JAYAPURA = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
LATE_IN_JAKARTA = datetime(2019, 3, 3, 23, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2019, 3, 3), Words("3 Maret 2019", "3 March 2019")),
        (date(2020, 2, 29), Words("29 Februari 2020", "29 February 2020")),
        (date(2018, 12, 31), Words("31 Desember 2018", "31 December 2018")),
    ],
)
def test_a_day_is_written_as_people_write_it(day: date, words: Words) -> None:
    assert in_words(day) == words
    assert month_in_words(day) == Words(words.id.split(" ", 1)[1], words.en.split(" ", 1)[1])


def test_every_month_has_its_name_in_both_languages() -> None:
    months = [month_in_words(date(2019, month, 1)) for month in range(1, 13)]

    assert len({month.id for month in months}) == len({month.en for month in months}) == 12


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, Words("Rp0", "Rp0")),
        (999, Words("Rp999", "Rp999")),
        (300_000_000, Words("Rp300.000.000", "Rp300,000,000")),
        (-62_500_000, Words("-Rp62.500.000", "-Rp62,500,000")),
    ],
)
def test_amounts_are_grouped_as_each_language_does(amount: int, words: Words) -> None:
    assert rupiah_in_words(amount) == words


def test_half_past_eleven_in_jakarta_is_tomorrow_in_jayapura() -> None:
    assert local_day(LATE_IN_JAKARTA, JAKARTA) == date(2019, 3, 3)
    assert local_day(LATE_IN_JAKARTA, MAKASSAR) == date(2019, 3, 4)
    assert local_day(LATE_IN_JAKARTA, JAYAPURA) == date(2019, 3, 4)


def test_a_fact_is_true_for_the_day_said_or_for_the_day_of_the_act() -> None:
    assert day_of(None, at=LATE_IN_JAKARTA, zone=JAYAPURA) == date(2019, 3, 4)
    assert day_of(date(2019, 3, 4), at=LATE_IN_JAKARTA, zone=JAYAPURA) == date(2019, 3, 4)
    assert day_of(date(2018, 1, 1), at=LATE_IN_JAKARTA, zone=JAKARTA) == date(2018, 1, 1)


def test_a_day_still_to_come_where_the_programme_is_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        day_of(date(2019, 3, 4), at=LATE_IN_JAKARTA, zone=JAKARTA)

    assert (caught.value.code, caught.value.field) == ("not-yet-happened", "happened_on")
    assert "4 Maret 2019" in caught.value.words.id


@given(seconds=st.integers(0, 4_000_000_000))
def test_days_in_the_east_are_never_before_days_in_the_west(seconds: int) -> None:
    instant = datetime.fromtimestamp(seconds, UTC)

    assert local_day(instant, JAKARTA) <= local_day(instant, MAKASSAR) <= local_day(instant, JAYAPURA)


def test_a_question_counts_everything_unless_it_says_up_to_when() -> None:
    assert moment(date(2019, 3, 3)).known_before == EVERYTHING


def test_what_was_known_on_a_day_ends_at_its_midnight_where_the_programme_is() -> None:
    known = [moment(date(2019, 3, 3), known_on=date(2019, 2, 28), zone=z).known_before for z in (JAYAPURA, JAKARTA)]

    assert known[0] == datetime(2019, 2, 28, 15, tzinfo=UTC)
    assert known[1] == datetime(2019, 2, 28, 17, tzinfo=UTC)


def test_how_long_something_lasts_reads_as_people_say_it() -> None:
    assert [lasting(days).id for days in (0, 1, 76, 1826)] == ["hari ini", "1 hari", "76 hari", "1.826 hari"]
    assert [lasting(days).en for days in (0, 1, 76, 1826)] == ["today", "1 day", "76 days", "1,826 days"]
