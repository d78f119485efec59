"""What may explain that two stated numbers differ: another day or group, day and month changed over, an old story."""

from datetime import date
from typing import Any

import pytest

from pulang.areas.statements.facts import FigureFacts, PromiseFacts
from pulang.areas.statements.rules import ConflictKind, days_to_ask, explanations, slipped_days, swapped

ON = date(2019, 2, 3)
TURNED = date(2019, 3, 2)
NOTHING = {"registered": 0, "willing": 0, "returned": 0}


def figure(**said: Any) -> FigureFacts:
    base: dict[str, Any] = {
        "id": 1, "on": ON, "said_on": ON, "office": "Dinas A", "figure": "residents", "value": 60, "high": None,
        "unit": "PEOPLE", "source": "s", "summary": "",
    }  # fmt: skip
    return FigureFacts(**{**base, **said})


def hints(*known: FigureFacts, counts: dict[date, dict[str, int]] | None = None) -> tuple[ConflictKind, ...]:
    return explanations(figure(), (figure(), *known), counts or {})


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({ON: {**NOTHING, "registered": 145}}, ()),
        ({ON: {**NOTHING, "registered": 145, "willing": 60}}, (ConflictKind.DIFFERENT_GROUP,)),
        ({TURNED: {**NOTHING, "registered": 60}}, (ConflictKind.TRANSPOSED,)),
        ({date(2019, 2, 1): {**NOTHING, "registered": 60}}, (ConflictKind.DIFFERENT_DAY,)),
        ({date(2019, 2, 1): {**NOTHING, "willing": 60}}, ()),  # another day and another group explain nothing together
    ],
)
def test_the_register_explains_a_number_it_holds_elsewhere(
    counts: dict[date, dict[str, int]], expected: tuple[ConflictKind, ...]
) -> None:
    assert hints(counts=counts) == expected


def test_others_explain_a_number_they_stated_before() -> None:
    earlier = figure(id=2, on=date(2019, 1, 9), office="press")

    assert hints(earlier) == (ConflictKind.REPEATED,)
    assert hints(figure(id=2, on=TURNED)) == (ConflictKind.TRANSPOSED,)
    assert hints(figure(id=2, figure="to-return")) == (ConflictKind.DIFFERENT_GROUP,)
    assert hints(figure(id=2, on=date(2019, 1, 9), value=61)) == ()
    assert hints(figure(id=2, on=date(2019, 4, 9))) == ()  # what is said later explains nothing


def test_a_range_is_explained_by_any_count_within_it() -> None:
    wide = figure(value=50, high=70)

    counts = {ON: {**NOTHING, "registered": 145, "willing": 55}}
    assert explanations(wide, (wide,), counts) == (ConflictKind.DIFFERENT_GROUP,)


@pytest.mark.parametrize(
    ("day", "other"),
    [
        (date(2019, 2, 3), date(2019, 3, 2)),
        (date(2019, 2, 13), None),  # there is no thirteenth month
        (date(2019, 3, 3), None),  # changed over it is the same day
        (date(2020, 12, 11), date(2020, 11, 12)),
    ],
)
def test_day_and_month_change_over_where_both_can_be_either(day: date, other: date | None) -> None:
    assert swapped(day) == other


def test_the_register_is_counted_on_every_day_that_may_explain_something() -> None:
    assert days_to_ask((figure(said_on=date(2019, 2, 20)), figure(figure="return-budget", on=date(2019, 9, 1)))) == {
        ON,
        TURNED,
        date(2019, 2, 20),
    }


def promise(day: date | None, precision: str = "DAY") -> PromiseFacts:
    return PromiseFacts(ON, ON, "Dinas A", day, precision, None, "", "", "s", "")


def test_a_promised_month_slips_from_its_last_day() -> None:
    february, march = promise(date(2019, 2, 1), "MONTH"), promise(date(2019, 3, 10))

    assert slipped_days(february, march) == 10
    assert slipped_days(march, february) == -10
    assert slipped_days(march, promise(None, "NONE")) is None
