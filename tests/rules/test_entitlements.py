"""What is due by choice, by the rates of the decree's day, and why not yet."""

from datetime import date
from typing import Any

import pytest

from pulang.areas.aid.assessment import NO_CHANNEL, NO_RATE, NOT_LISTED, Situation, amounts, sheet
from pulang.areas.aid.facts import RateFacts
from pulang.areas.aid.kinds import KINDS
from pulang.areas.aid.rules import RateKind
from pulang.kernel.periods import Period

RATES = tuple(
    RateFacts(kind, "APBN", amount, Period(date(year, 1, 1), None if year > 2014 else date(2019, 1, 1)), "")
    for kind, amount, year in (
        ("CAPITAL", 3_000_000, 2014),
        ("LIVING", 1_800_000, 2014),
        ("LOCAL_TRANSPORT", 250_000, 2014),
        ("CAPITAL", 5_000_000, 2019),
        ("LIVING", 750_000, 2019),
        ("LOCAL_TRANSPORT", 250_000, 2019),
        ("PARTNER_OPERATIONS", 8_000_000, 2019),
    )
)
APBN = frozenset({"APBN"})


def situation(**changes: Any) -> Situation:
    return Situation(
        **{
            "day": date(2019, 9, 20),
            "choice": "RETURN",
            "decreed_on": date(2019, 9, 10),
            "channel_ready": True,
            "arrived_on": date(2019, 9, 17),
            "aided_on": None,
            "ticketed_on": date(2019, 9, 13),
            "ticket_cost": 2_500_000,
            "payers": {"APBN": "Kementerian Sosial"},
            "confirmed": APBN,
            "travel_payer": "Badan Keuangan",
            **changes,
        }
    )


def due(**changes: Any) -> dict[str, int | None]:
    return {line.kind: line.amount for line in sheet(situation(**changes), RATES)}


def test_every_kind_of_rate_is_a_kind_of_aid() -> None:
    assert sorted(kind.code.value for kind in KINDS) == sorted(kind.value for kind in RateKind)


def test_bintan_2019_is_344_million() -> None:
    found = amounts({"RETURN": 56}, 1, RATES, APBN, date(2019, 9, 10))

    assert found == {
        "CAPITAL": 280_000_000,
        "LIVING": 42_000_000,
        "LOCAL_TRANSPORT": 14_000_000,
        "PARTNER_OPERATIONS": 8_000_000,
    }
    assert sum(found.values()) == 344_000_000


def test_a_decree_of_2014_pays_the_rates_of_2014() -> None:
    assert due(decreed_on=date(2014, 6, 1)) == {
        "CAPITAL": 3_000_000,
        "LIVING": 1_800_000,
        "LOCAL_TRANSPORT": 250_000,
        "TICKET": 2_500_000,
    }


@pytest.mark.parametrize(
    ("choice", "kinds"),
    [
        ("RETURN", {"CAPITAL", "LIVING", "LOCAL_TRANSPORT", "TICKET"}),
        ("ALONE", {"CAPITAL", "LIVING", "LOCAL_TRANSPORT"}),
        ("STAY", {"CAPITAL", "LIVING"}),
        ("UNDECIDED", set()),
    ],
)
def test_who_travels_alone_or_stays_is_due_aid_too(choice: str, kinds: set[str]) -> None:
    assert set(due(choice=choice)) == kinds


def test_a_sheet_says_why_not_yet_and_nothing_once_it_is_given() -> None:
    waiting = sheet(situation(decreed_on=None, channel_ready=False, arrived_on=None, confirmed=frozenset()), RATES)
    given = sheet(situation(aided_on=date(2019, 9, 18), channel_ready=False), RATES)

    capital = waiting[0]
    assert [wait.en for wait in capital.waits] == [
        NOT_LISTED.en,
        "Kementerian Sosial has not confirmed the money yet.",
        NO_CHANNEL.en,
        "After arriving home.",
    ]
    assert capital.amount == 5_000_000, "before a decree the rates of the day are shown"
    assert [line.waits for line in given] == [()] * 4
    assert given[0].when.id == "Diberikan 18 September 2019."


def test_a_rate_nobody_has_set_is_said_and_never_guessed() -> None:
    (capital, *_) = sheet(situation(), ())

    assert (capital.amount, capital.waits[0]) == (None, NO_RATE)


def test_things_stand_on_the_sheet_only_where_a_payer_gives_them() -> None:
    package = RateFacts("IN_KIND", "APBD_CITY", 400_000, Period(date(2019, 1, 1), None), "")

    assert "IN_KIND" not in {line.kind for line in sheet(situation(), (*RATES, package))}
    payers = {"APBN": "Kementerian Sosial", "APBD_CITY": "Pemerintah Kota"}
    found = {line.kind: line.payer.id for line in sheet(situation(payers=payers), (*RATES, package))}
    assert found["IN_KIND"] == "Pemerintah Kota"


def test_a_rate_counts_from_its_first_day_to_before_its_last() -> None:
    assert due(decreed_on=date(2018, 12, 31))["CAPITAL"] == 3_000_000
    assert due(decreed_on=date(2019, 1, 1))["CAPITAL"] == 5_000_000
