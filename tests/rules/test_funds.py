"""Where public money may move, and how a shortage is told."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulang.areas.funds.rules import MOVES, Account, EntryKind, balanced, in_fiscal_year, not_enough, postings


@given(kind=st.sampled_from(EntryKind), amount=st.integers(min_value=1, max_value=10**15))
def test_every_entry_sums_to_zero_and_moves_between_two_pockets(kind: EntryKind, amount: int) -> None:
    sides = postings(kind, amount)

    assert balanced(change for _, change in sides)
    assert sides[0][0] is not sides[1][0]
    assert (sides[0][1], sides[1][1]) == (-amount, amount)


def test_amounts_that_do_not_sum_to_zero_are_not_balanced() -> None:
    assert not balanced([300, -299])


def test_money_never_reaches_a_payment_without_release_and_commitment() -> None:
    steps = {move: kind for kind, move in MOVES.items()}

    assert (Account.ALLOCATED, Account.SPENT) not in steps
    assert (Account.RELEASED, Account.SPENT) not in steps
    assert {into for out, into in steps if out is Account.PAYER} == {Account.ALLOCATED}
    assert len(steps) == len(MOVES), "two kinds of entry with the same way could not be told apart"
    assert all(out is not into for out, into in product(Account, Account) if (out, into) in steps)


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2018, 12, 31), False), (date(2019, 1, 1), True), (date(2019, 12, 31), True), (date(2020, 1, 1), False)],
)
def test_a_fiscal_year_is_the_calendar_year(day: date, *, inside: bool) -> None:
    assert in_fiscal_year(day, 2019) is inside


def test_a_shortage_says_what_there_is_and_on_which_day() -> None:
    now = not_enough(source="APBD-2019", pocket=Account.RELEASED, available=5_000, amount=7_000)
    then = not_enough(source="APBD-2019", pocket=Account.COMMITTED, available=0, amount=7_000, on=date(2019, 3, 1))

    assert now.id == (
        "Sumber APBD-2019 hanya punya Rp5.000 yang cair dan belum terikat, kurang dari Rp7.000. Tidak ada yang dicatat."
    )
    assert "on 1 March 2019" in then.en
    assert "pada 1 Maret 2019" in then.id
