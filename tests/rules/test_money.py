from decimal import Decimal

import pytest

from pulang.kernel.money import MOST, rupiah, signed_rupiah
from pulang.kernel.refusals import Refusal


@pytest.mark.parametrize("amount", [0, 1, 2_500_000, 300_000_000, MOST])
def test_a_whole_amount_is_given_back(amount: int) -> None:
    assert rupiah(amount) == amount


@pytest.mark.parametrize("written", [True, False, 5.0, 5.5, float("nan"), Decimal(5), "300000000", "Rp 5", None, [5]])
def test_what_is_not_a_whole_number_is_refused_in_words(written: object) -> None:
    with pytest.raises(Refusal) as no:
        rupiah(written)

    assert no.value.code == "money-not-whole"
    assert "bulat" in no.value.words.id
    assert "whole" in no.value.words.en


def test_less_than_nothing_is_refused_for_an_amount_and_fine_for_a_correction() -> None:
    with pytest.raises(Refusal) as no:
        rupiah(-1)

    assert no.value.code == "money-negative"
    assert signed_rupiah(-1) == -1


@pytest.mark.parametrize("slip", [MOST + 1, -MOST - 1, 10**400])
def test_an_amount_with_too_many_zeros_is_refused(slip: int) -> None:
    with pytest.raises(Refusal) as no:
        signed_rupiah(slip)

    assert no.value.code == "money-too-large"
