"""Amounts are whole rupiah, held as plain integers; how they look is the doors' business."""

from typing import Final

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

# A thousand trillion is above any programme's budget, and far below what a database integer holds, so sums stay safe.
MOST: Final = 10**15

NOT_WHOLE: Final = Words(
    id="Jumlah uang ditulis sebagai angka rupiah bulat, tanpa koma, sen, titik atau huruf.",
    en="An amount of money is written as a whole number of rupiah, without decimals, separators or letters.",
)
NEGATIVE: Final = Words(
    id="Jumlah uang tidak boleh kurang dari nol.",
    en="An amount of money cannot be less than zero.",
)
TOO_LARGE: Final = Words(
    id="Jumlah uang melebihi seribu triliun rupiah. Periksa lagi banyaknya nol.",
    en="The amount of money is above one thousand trillion rupiah. Please check the number of zeros.",
)


def rupiah(value: object) -> int:
    """This will give `value` back as whole rupiah, zero or more, refusing fractions, text and absurd sizes."""
    amount = signed_rupiah(value)
    if amount < 0:
        raise Refusal("money-negative", NEGATIVE)
    return amount


def signed_rupiah(value: object) -> int:
    """This will do the same for a difference or a correction, which may be below zero."""
    # A bool is an int to Python, and 5.0 is a fraction waiting to happen: neither is an amount somebody wrote down.
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refusal("money-not-whole", NOT_WHOLE)
    if abs(value) > MOST:
        raise Refusal("money-too-large", TOO_LARGE)
    return value
