"""People by origin times a fare against the money: what is short, and how many it covers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulang.areas.funds.assessment import Origin, said, scenario

MILLION = 1_000_000
ORIGINS = (Origin("35", 100), Origin("73", 45))


@pytest.mark.parametrize(
    ("money", "rise", "need", "shortfall", "covers"),
    [
        (300 * MILLION, 0, 362_500_000, 62_500_000, 120),
        (300 * MILLION, 20, 435 * MILLION, 135 * MILLION, 100),
        (362_500_000, 0, 362_500_000, 0, 145),
        (0, 0, 362_500_000, 362_500_000, 0),
        (-1, 0, 362_500_000, 362_500_001, 0),
    ],
)
def test_one_fare_for_all(money: int, rise: int, need: int, shortfall: int, covers: int) -> None:
    found = scenario(ORIGINS, money, 2_500_000, {}, rise)

    assert (found.need, found.shortfall, found.covers, found.surely) == (need, shortfall, covers, covers)


def test_fares_by_origin_go_before_and_are_told_apart_from_an_order_of_departure() -> None:
    found = scenario(ORIGINS, 100 * MILLION, 1 * MILLION, {"73": 2 * MILLION}, 0)

    assert [(cost.code, cost.need) for cost in found.costs] == [("35", 100 * MILLION), ("73", 90 * MILLION)]
    assert (found.covers, found.surely) == (100, 55)


def test_a_raised_fare_is_never_short_by_a_fraction() -> None:
    assert scenario((Origin("35", 1),), 10, 3, {}, 20).costs[0].fare == 4


def test_the_alarm_names_what_is_missing_and_whom_the_money_covers() -> None:
    words = said(scenario(ORIGINS, 300 * MILLION, 2_500_000, {}, 0))

    assert (
        words.id == "Rp362.500.000 untuk 145 orang; dananya Rp300.000.000, kurang Rp62.500.000. Cukup untuk 120 orang."
    )
    assert said(scenario(ORIGINS, 10**9, 2_500_000, {}, 0)).en.endswith("which is enough.")


@given(
    people=st.lists(st.integers(0, 50), max_size=5),
    money=st.integers(0, 10**4),
    fares=st.lists(st.integers(1, 99), min_size=5, max_size=5),
    rise=st.integers(0, 100),
)
def test_more_money_never_reaches_fewer_and_everybody_is_reached_exactly_when_nothing_is_short(
    people: list[int], money: int, fares: list[int], rise: int
) -> None:
    origins = [Origin(f"{place:02}", count) for place, count in enumerate(people, start=11)]
    by_origin = {origin.code: fare for origin, fare in zip(origins, fares, strict=False)}
    found, more = (scenario(origins, each, 1, by_origin, rise) for each in (money, money + 100))

    assert found.surely <= found.covers <= more.covers <= found.people
    assert (found.covers == found.people) == (found.shortfall == 0) or found.need == 0
