"""How near two short texts are: the measures a database in memory has, for where there is none.

Most pairs are far apart, so whoever asks whether two are nearer than some bound is answered without the whole measure
where the letters alone, in whatever order, already say that they cannot be.
"""

from collections import Counter
from collections.abc import Sequence

_PREFIX = 4
_SCALE = 0.1
_BOOST = 0.7
_ROUNDING = 1e-9


def edits(one: str, other: str) -> int:
    """This will count the letters to be put in, left out or replaced to make one text the other (Levenshtein)."""
    before = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for to, also in enumerate(other, 1):
            row.append(min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != also)))
        before = row
    return before[-1]


def damerau(one: str, other: str) -> int:
    """This will count the same, where two neighbours that changed places are one slip (Damerau and Levenshtein)."""
    most = len(one) + len(other)
    last: dict[str, int] = {}
    rows = [[most] * (len(other) + 2), [most, *range(len(other) + 1)]]
    for at, letter in enumerate(one, 1):
        row, met = [most, at], 0
        for to, also in enumerate(other, 1):
            same = letter == also
            before, place = last.get(also, 0), met
            turned = rows[before][place] + (at - before - 1) + 1 + (to - place - 1)
            row.append(min(rows[at][to + 1] + 1, row[to] + 1, rows[at][to] + (not same), turned))
            met = to if same else met
        rows.append(row)
        last[letter] = at
    distance: int = rows[-1][-1]
    return distance


def within(one: str, other: str, most: int) -> bool:
    """This will be true when no more than so many slips, of neighbours that changed places too, lie between two texts.

    No slip mends more than one letter that only one of them has.
    """
    if one == other:
        return True
    return max(len(one), len(other)) - _letters(one, other) <= most and damerau(one, other) <= most


def reaches(one: str, other: str, least: float) -> bool:
    """This will be true when two texts are at least so near, from 0 to 1, by the measure of Jaro and Winkler."""
    if one == other:
        return True
    letters = _letters(one, other)
    if not letters:
        return least <= 0
    most = (letters / len(one) + letters / len(other) + 1) / 3  # as if none of them stood in another order
    return most + _prefix(one, other) * _SCALE * (1 - most) >= least - _ROUNDING and jaro_winkler(one, other) >= least


def shared(some: Sequence[str], others: Sequence[str]) -> int:
    """This will count the different words that two lists have in common."""
    return len(set(some) & set(others))


def covers(some: Sequence[str], others: Sequence[str]) -> bool:
    """This will be true when every word of the other list stands in the first."""
    return set(some) >= set(others)


def _letters(one: str, other: str) -> int:
    """This will count the letters two texts have in common, wherever they stand."""
    return (Counter(one) & Counter(other)).total()


def jaro_winkler(one: str, other: str) -> float:
    """This will give how near two texts are, from 0 to 1, where the same beginning counts for more (Winkler 1990)."""
    near = _jaro(one, other)
    if near <= _BOOST:
        return near
    return near + _prefix(one, other) * _SCALE * (1 - near)


def _prefix(one: str, other: str) -> int:
    """This will count the letters with which both begin, four at most."""
    count = 0
    for letter, also in zip(one[:_PREFIX], other[:_PREFIX], strict=False):
        if letter != also:
            break
        count += 1
    return count


def _jaro(one: str, other: str) -> float:
    if not one or not other:
        return float(one == other)
    reach = max(len(one), len(other)) // 2 - 1
    taken, found = [False] * len(other), []
    for at, letter in enumerate(one):
        for to in range(max(0, at - reach), min(len(other), at + reach + 1)):
            if not taken[to] and other[to] == letter:
                taken[to] = True
                found.append(letter)
                break
    if not found:
        return 0.0
    also = [letter for letter, is_taken in zip(other, taken, strict=True) if is_taken]
    turned = sum(letter != its for letter, its in zip(found, also, strict=True)) // 2
    count = len(found)
    return (count / len(one) + count / len(other) + (count - turned) / count) / 3
