"""What contradicts a stated number, and how a promise slipped."""

from datetime import date

import pytest

from pulang.areas.statements.facts import FigureFacts, PromiseFacts, PromiseHistory
from pulang.areas.statements.rules import OUR_REGISTER, conflicts, differ, due_on, slips


def figure(key: int, on: str, office: str, name: str, value: int, high: int | None = None) -> FigureFacts:
    day = date.fromisoformat(on)
    return FigureFacts(key, day, day, office, name, value, high, "PEOPLE", f"https://example.org/{key}", "")


# The published numbers of Karang Dempel, in order (shared/scenarios/karang-dempel-2019.csv).
KARANG_DEMPEL = (
    figure(1, "2018-10-17", "Dinas Sosial Kota Kupang", "registered", 145),
    figure(2, "2018-12-02", "press", "residents", 300),
    figure(3, "2018-12-12", "press", "residents", 130),
    figure(4, "2018-12-25", "press", "residents", 300),
    figure(5, "2019-01-01", "Pemerintah Kota Kupang", "residents", 145),
    figure(6, "2019-01-09", "Pemerintah Kota Kupang", "residents", 145),
    figure(7, "2019-01-14", "Dinas Sosial Kota Kupang", "to-return", 140),
    figure(8, "2019-02-11", "OPSI NTT", "residents", 60),
)


def test_300_130_140_and_60_stand_against_145_each_with_office_and_source() -> None:
    found = conflicts(KARANG_DEMPEL, {})

    against = {key: [(other.value, other.office.id, other.source) for other in others] for key, others in found.items()}
    listing = (145, "Dinas Sosial Kota Kupang", "https://example.org/1")
    assert {key for key, others in against.items() if others} == {2, 3, 4, 7, 8}
    assert all(against[key] == [listing] for key in (2, 3, 4, 7, 8))


def test_our_own_register_contradicts_too_and_says_so() -> None:
    found = conflicts(KARANG_DEMPEL, dict.fromkeys(range(1, 9), 145))

    assert found[1] == found[5] == found[6] == ()
    ours = found[2][0]
    assert (ours.value, ours.office, ours.source) == (145, OUR_REGISTER, "registered 2018-12-02")


@pytest.mark.parametrize("count", [None, 0])
def test_a_register_that_had_not_begun_contradicts_nothing(count: int | None) -> None:
    assert conflicts(KARANG_DEMPEL[:1], {1: count})[1] == ()


def test_a_number_is_held_against_the_listing_of_its_own_day_and_not_a_later_one() -> None:
    figures = (
        figure(1, "2018-11-01", "press", "residents", 150),
        figure(2, "2018-12-01", "Dinas Sosial", "registered", 145),
        figure(3, "2019-01-01", "Dinas Sosial", "registered", 148),
        figure(4, "2019-01-02", "press", "residents", 148),
    )

    found = conflicts(figures, {})

    assert found[1] == ()
    assert found[2] == ()
    assert found[4] == ()


def test_two_listings_of_one_day_contradict_each_other() -> None:
    figures = (
        figure(1, "2019-09-16", "press", "registered", 150),
        figure(2, "2019-09-16", "Pemerintah Kabupaten Bintan", "registered", 81),
    )

    found = conflicts(figures, {})

    assert [other.value for other in found[1]] == [81]
    assert [other.value for other in found[2]] == [150]


def test_two_numbers_for_one_thing_on_one_day_contradict_each_other_without_any_listing() -> None:
    figures = (
        figure(1, "2019-06-19", "Pemerintah Kota", "residents", 486),
        figure(2, "2019-06-19", "Kementerian Sosial", "residents", 448),
        figure(3, "2019-06-20", "press", "residents", 400),
        figure(4, "2019-06-19", "press", "houses", 159),
    )

    found = conflicts(figures, {})

    assert [[other.value for other in found[key]] for key in (1, 2, 3, 4)] == [[448], [486], [], []]


def test_willing_and_returned_are_held_against_our_register_alone() -> None:
    figures = (
        figure(1, "2019-09-16", "Pemerintah Kabupaten Bintan", "registered", 81),
        figure(2, "2019-09-16", "Pemerintah Kabupaten Bintan", "willing", 60),
        figure(3, "2019-09-16", "Kementerian Sosial", "returned", 56),
    )

    found = conflicts(figures, {1: 81, 2: 60, 3: 58})

    assert found[2] == ()
    assert [other.value for other in found[3]] == [58]


def test_budgets_for_the_same_money_are_held_against_other_offices() -> None:
    figures = (
        figure(1, "2018-12-11", "Sekretariat Daerah", "return-budget", 400),
        figure(2, "2019-01-07", "Pemerintah Kota", "travel-budget", 200, 300),
        figure(3, "2019-01-08", "Pemerintah Kota", "travel-budget", 250),
        figure(4, "2019-01-09", "Wali Kota", "business-capital-budget", 500),
    )

    found = conflicts(figures, {})

    assert [(other.value, other.high) for other in found[1]] == [(200, 300), (250, None)]
    assert [other.value for other in found[2]] == [400]
    assert found[4] == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((200, 300), (300, None), False),
        ((200, 300), (301, None), True),
        ((145, None), (145, None), False),
        ((130, None), (145, 150), True),
    ],
)
def test_ranges_agree_where_they_overlap(
    one: tuple[int, int | None], other: tuple[int, int | None], *, expected: bool
) -> None:
    first, second = figure(1, "2019-01-01", "a", "x", *one), figure(2, "2019-01-01", "b", "x", *other)

    assert differ(first, second) is expected
    assert differ(second, first) is expected


def promise(on: str, day: str | None = None, precision: str = "DAY", amount: int | None = None) -> PromiseFacts:
    said = date.fromisoformat(on)
    return PromiseFacts(
        on=said,
        said_on=said,
        office="Pemerintah Kota Kupang",
        promised_on=None if day is None else date.fromisoformat(day),
        precision="NONE" if day is None else precision,
        amount=amount,
        unit="" if amount is None else "RUPIAH",
        funding="",
        source=f"https://example.org/{on}",
        summary="",
    )


def test_a_promised_month_is_due_on_its_last_day() -> None:
    assert due_on(promise("2019-01-02", "2019-02-01", "MONTH")) == date(2019, 2, 28)
    assert due_on(promise("2020-01-02", "2020-02-01", "MONTH")) == date(2020, 2, 29)
    assert due_on(promise("2019-01-02", "2019-02-01")) == date(2019, 2, 1)
    assert due_on(promise("2019-01-02")) is None


def test_an_amount_that_changes_is_a_slip_each_time() -> None:
    history = PromiseHistory(
        "aid-per-person",
        (
            promise("2018-12-17", amount=5_500_000),
            promise("2018-12-25", amount=5_000_000),
            promise("2019-01-14", amount=5_300_000),
            promise("2019-01-20", amount=5_300_000),
        ),
    )

    found = slips(history, day=date(2019, 3, 3))

    assert (found.first_promised, found.now_promised, found.unit, found.slips) == ("5500000", "5300000", "RUPIAH", 2)
    assert found.overdue_days is None


def test_a_return_promised_for_february_is_three_days_overdue_on_3_march() -> None:
    history = PromiseHistory("return", (promise("2019-01-02", "2019-02-01", "MONTH"),))

    assert slips(history, day=date(2019, 2, 28)).overdue_days is None
    found = slips(history, day=date(2019, 3, 3))
    assert (found.first_promised, found.now_promised, found.slips, found.overdue_days) == ("2019-02", "2019-02", 0, 3)


def test_a_later_date_and_no_date_at_all_are_slips_an_earlier_date_is_none() -> None:
    history = PromiseHistory(
        "return",
        (
            promise("2019-01-02", "2019-02-01", "MONTH"),
            promise("2019-02-01", "2019-02-20"),
            promise("2019-02-20", "2019-03-10"),
            promise("2019-03-01"),
            promise("2019-03-02"),
        ),
    )

    found = slips(history, day=date(2019, 3, 12))

    assert (found.first_promised, found.now_promised, found.slips, found.overdue_days) == ("2019-02", None, 2, 2)


def test_a_promise_that_was_kept_is_not_overdue() -> None:
    history = PromiseHistory("site-closed", (promise("2018-08-20", "2018-12-31"),), kept_on=date(2019, 1, 1))

    found = slips(history, day=date(2019, 3, 3))

    assert (found.kept_on, found.overdue_days, found.slips) == (date(2019, 1, 1), None, 0)
