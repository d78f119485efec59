"""Legs that make one way home, and where home is."""

from dataclasses import replace
from datetime import date

import pytest

from pulang.areas.journeys.facts import Leg
from pulang.areas.journeys.rules import (
    BROKEN,
    ELSEWHERE,
    ENDS_EARLY,
    OTHER_DAYS,
    STARTS_EARLY,
    faults,
    lies_in,
    same_regency,
)
from pulang.kernel.words import Words

LEAVES, CHANGES, ARRIVES = date(2019, 4, 1), date(2019, 4, 2), date(2019, 4, 3)
SHIP = Leg("FERRY", "Tenau", "Tanjung Perak", LEAVES, CHANGES, None)
BUS = Leg("BUS", "tanjung perak", "35.78", CHANGES, ARRIVES, 150_000)


def found(*legs: Leg, reaches: str = "35.78") -> tuple[Words, ...]:
    return faults(legs, reaches=reaches, departs_on=LEAVES, arrives_on=ARRIVES)


def test_legs_that_follow_each_other_to_the_destination_are_one_way() -> None:
    assert found(SHIP, BUS) == ()
    assert found() == ()
    assert found(SHIP, replace(BUS, to="35.78.04")) == ()
    assert found(SHIP, replace(BUS, to="Bungurasih")) == ()


@pytest.mark.parametrize(
    ("legs", "expected"),
    [
        ((SHIP, replace(BUS, arrives=LEAVES)), (ENDS_EARLY.format(place=2), OTHER_DAYS)),
        ((SHIP, replace(BUS, departs=LEAVES)), (STARTS_EARLY.format(place=2),)),
        ((SHIP, replace(BUS, start="Juanda")), (BROKEN.format(place=2),)),
        ((replace(SHIP, departs=CHANGES), BUS), (OTHER_DAYS,)),
        ((SHIP, replace(BUS, to="35.07")), (ELSEWHERE,)),
    ],
)
def test_what_keeps_legs_from_being_one_way_is_named(legs: tuple[Leg, ...], expected: tuple[Words, ...]) -> None:
    assert found(*legs) == expected


def test_a_place_lies_in_itself_in_what_holds_it_and_in_no_neighbour() -> None:
    assert lies_in("35.78", "35.78")
    assert lies_in("35.78.04", "35.78")
    assert lies_in("35", "35.78")
    assert not lies_in("35.7", "35.78")
    assert not lies_in("35.07", "35.78")


def test_a_province_alone_is_no_home_district() -> None:
    assert same_regency("35.78", "35.78.04.1001")
    assert same_regency("35.78.01", "35.78.04")
    assert not same_regency("35", "35.78")
    assert not same_regency("35.78", "35")
    assert not same_regency("35.07", "35.78")
