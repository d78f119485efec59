"""Amounts in words, as a receipt must have them."""

import pytest

from pulang.kernel.money import spelled
from pulang.kernel.refusals import Refusal


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "nol", "zero"),
        (11, "sebelas", "eleven"),
        (12, "dua belas", "twelve"),
        (21, "dua puluh satu", "twenty-one"),
        (100, "seratus", "one hundred"),
        (115, "seratus lima belas", "one hundred fifteen"),
        (1_000, "seribu", "one thousand"),
        (1_999, "seribu sembilan ratus sembilan puluh sembilan", "one thousand nine hundred ninety-nine"),
        (11_000, "sebelas ribu", "eleven thousand"),
        (101_000, "seratus satu ribu", "one hundred one thousand"),
        (1_000_000, "satu juta", "one million"),
        (6_000_000, "enam juta", "six million"),
        (344_000_000, "tiga ratus empat puluh empat juta", "three hundred forty-four million"),
        (2_000_000_001, "dua miliar satu", "two billion one"),
        (10**15, "seribu triliun", "one thousand trillion"),
    ],
)
def test_an_amount_is_spelled(amount: int, indonesian: str, english: str) -> None:
    words = spelled(amount)

    assert (words.id, words.en) == (f"{indonesian} rupiah", f"{english} rupiah")


def test_no_two_amounts_are_spelled_alike_and_what_is_no_amount_is_refused() -> None:
    assert len({spelled(amount).id for amount in range(12_000)}) == 12_000
    assert len({spelled(amount).en for amount in range(12_000)}) == 12_000
    with pytest.raises(Refusal):
        spelled(-1)
