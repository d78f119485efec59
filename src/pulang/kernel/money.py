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


_ID: Final = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()  # noqa: SIM905
_ID_GROUPS: Final = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"), (100, "ratus"))
_EN: Final = (
    *"zero one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
    *"thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),  # noqa: SIM905
)
_EN_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_EN_GROUPS: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def spelled(amount: int) -> Words:
    """This will write an amount in words, as a receipt must (terbilang): `enam juta rupiah` / `six million rupiah`."""
    return Words(id=f"{_terbilang(rupiah(amount))} rupiah", en=f"{_english(rupiah(amount))} rupiah")


def _terbilang(number: int) -> str:
    if number < 12:  # noqa: PLR2004 - up to eleven each has a word of its own
        return _ID[number]
    if number < 20:  # noqa: PLR2004
        return f"{_ID[number - 10]} belas"
    for size, word in (*_ID_GROUPS, (10, "puluh")):
        count, rest = divmod(number, size)
        if count:
            # One hundred and one thousand are one word; one million is two.
            first = f"se{word}" if count == 1 and size in {100, 1000} else f"{_terbilang(count)} {word}"
            return f"{first} {_terbilang(rest)}" if rest else first
    raise AssertionError(number)


def _english(number: int) -> str:
    if number < 20:  # noqa: PLR2004 - up to nineteen each has a word of its own
        return _EN[number]
    if number < 100:  # noqa: PLR2004
        tens, ones = divmod(number, 10)
        return _EN_TENS[tens - 2] + (f"-{_EN[ones]}" if ones else "")
    if number < 1000:  # noqa: PLR2004
        hundreds, rest = divmod(number, 100)
        return f"{_EN[hundreds]} hundred" + (f" {_english(rest)}" if rest else "")
    size, word = next(group for group in _EN_GROUPS if number >= group[0])
    count, rest = divmod(number, size)
    return f"{_english(count)} {word}" + (f" {_english(rest)}" if rest else "")
