"""What may be published: small numbers hidden, merged and rounded, and nothing to be worked out from all releases."""

from dataclasses import replace
from itertools import product

import pytest
from tests.asvs import asvs

from pulang.areas.figures import exposure, rules
from pulang.areas.figures.facts import Cell, Counted, Group, Table, Tables, Why
from pulang.kernel.refusals import Refusal

PROVINCES = ("33", "35", "53")


def group(people: int, *, choice: str = "RETURN", district: str = "35.78", arrived: str = "") -> Group:
    return Group(choice, "ARRIVED" if arrived else "VERIFIED", district, arrived, people)


def spread(people: int, *, choice: str = "RETURN") -> tuple[Group, ...]:
    """As many people of two provinces alike."""
    return (group(people, choice=choice, district="35.78"), group(people, choice=choice, district="33.74"))


def counted(*groups: Group) -> Counted:
    return rules.counted(groups, quarter="2019-1", opened="2018-4", provinces=PROVINCES)


def shown(found: Counted, table: Table) -> dict[str, int | None]:
    return {cell.unit: cell.shown for cell in found.tables.cells if cell.table is table}


def test_a_number_below_thirteen_is_hidden_and_nought_is_too() -> None:
    found = counted(*spread(20), *spread(6, choice="STAY"))

    assert shown(found, Table.CHOICE) == {"RETURN": 40, "STAY": None, "ALONE": None, "UNDECIDED": None}
    assert {each.why for each in found.hidden if each.table is Table.CHOICE} == {Why.FEW}


def test_thirteen_people_are_shown_as_fifteen_and_ten_is_never_printed() -> None:
    assert (
        shown(counted(group(7), group(6, district="33.74"), group(10, district="53.71")), Table.CHOICE)["RETURN"] == 25
    )
    assert all(rules.rounded(people) >= 15 for people in range(rules.FEWEST_SHOWN, 500))


def test_a_number_that_is_nearly_all_of_one_district_is_hidden() -> None:
    found = counted(group(200), group(9, district="33.74"))

    assert found.tables.total is None
    assert found.hidden[0].why is Why.ONE_DISTRICT


def test_provinces_with_few_people_are_counted_with_their_island() -> None:
    few = (
        group(8, district="35.78"),
        group(8, district="35.01"),
        group(5, district="33.74"),
        group(9, district="33.01"),
    )
    provinces = shown(counted(*few), Table.PROVINCE)

    assert provinces == {"REST-3": 30, "REST-5": None, "REST-0": None}


def test_whoever_is_counted_later_does_not_change_what_unit_a_province_belongs_to() -> None:
    assert rules.island_of("21") == rules.island_of("11") == "REST-1"
    assert rules.island_of("") == "REST-0"


@pytest.mark.parametrize("wrong", ["2019", "2019-0", "2019-5", "19-1", "2019-1 ", "1999-1"])
def test_what_is_no_quarter_is_refused(wrong: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.last_day(wrong)

    assert refused.value.code == "no-quarter"


def test_money_says_no_more_than_a_range_of_many_people() -> None:
    assert rules.coarse(6_000_000, 6_000_000) is None
    assert rules.coarse(300_000_000, 6_000_000) == 360_000_000
    assert rules.coarse(300_000_000, 6_000_000) == rules.coarse(300_000_000 + 9 * 6_000_000, 6_000_000)


def test_tables_are_kept_and_read_back_as_they_were() -> None:
    tables = counted(*spread(20)).tables

    assert rules.read_document(rules.as_document(tables)) == tables


# --- what can be worked out


def choices(quarter: str, total: int | None, **cells: int | None) -> Tables:
    return Tables(quarter, total, tuple(Cell(Table.CHOICE, unit, (unit,), shown) for unit, shown in cells.items()))


def places(quarter: str, total: int | None, **cells: int | None) -> Tables:
    return Tables(quarter, total, tuple(Cell(Table.PROVINCE, unit, (unit,), shown) for unit, shown in cells.items()))


def test_rounded_numbers_that_give_each_other_away_are_found() -> None:
    """Four times seventeen is printed as fifteen each and seventy together: only seventeen fits."""
    found = tuple(exposure.exposures([choices("2019-1", 70, A=15, B=15, C=15, D=15)]))

    assert {(each.unit, each.low, each.high) for each in found} >= {(unit, 17, 17) for unit in "ABCD"}


def test_enough_is_hidden_that_nothing_can_be_worked_out() -> None:
    wanted = Counted(choices("2019-1", 70, A=15, B=15, C=15, D=15), ())
    found = exposure.shielded(wanted, [])

    assert not tuple(exposure.exposures([found.tables]))
    assert {each.why for each in found.hidden} == {Why.SHIELDS}


def test_what_is_safe_by_itself_is_refused_when_the_past_makes_it_tell() -> None:
    past = [places("2019-1", None, A=15, B=15, C=15, D=15)]
    now = places("2019-2", 50, A=None, B=None, C=None, D=None)

    assert not tuple(exposure.exposures(past))
    assert not tuple(exposure.exposures([now]))
    with pytest.raises(Refusal) as refused:
        exposure.refuse_exposure(now, past)
    assert refused.value.code == "would-expose"


def test_growth_between_two_releases_stays_as_wide_as_rounding_makes_it() -> None:
    both = [places("2019-1", None, A=20, B=30), places("2019-2", None, A=25, B=30)]
    attack = exposure.attack_on(both)

    a = both[1].cells[0]
    assert attack.interval(attack.columns(1, a), attack.columns(0, a)) == (1, 9)
    assert not tuple(exposure.exposures(both))


def test_the_solver_finds_what_trying_everything_finds() -> None:
    tables = choices("2019-1", 45, A=15, B=20, C=None)
    fits = [(a, b, c) for a, b, c in product(range(13, 18), range(18, 23), range(60)) if 43 <= a + b + c <= 47]
    attack = exposure.attack_on([tables])

    for place, cell in enumerate(tables.cells):
        values = [each[place] for each in fits]
        assert attack.interval(attack.columns(0, cell)) == (min(values), max(values))


def test_corrections_that_made_a_count_smaller_do_not_stop_the_solver() -> None:
    attack = exposure.attack_on([places("2019-1", 60, A=30, B=30), places("2019-2", 40, A=20, B=20)])

    assert attack.possible
    assert attack.interval([attack.total(1)]) == (38, 42)


@asvs("V14.2.6")
def test_no_release_shows_a_number_that_follows_from_fewer_than_thirteen() -> None:
    for people in range(1, 40):
        cells = counted(group(people, district="35.78"), group(people, district="35.01")).tables.cells
        assert all(cell.shown is None or cell.shown >= 15 for cell in cells)


def test_the_rows_of_arrivals_are_the_programmes_quarters_whoever_arrived() -> None:
    """A row that began with the first arrival would tell that somebody arrived in it."""
    nobody, one = counted(*spread(20)), counted(*spread(20), replace(spread(1)[0], arrived="2019-1"))

    rows = [[cell.unit for cell in found.tables.cells if cell.table is Table.ARRIVAL] for found in (nobody, one)]
    assert rows[0] == rows[1] == ["2018-4", "2019-1", rules.NOT_YET]
