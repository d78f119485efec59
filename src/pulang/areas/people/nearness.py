"""How near two short texts are: the measures a database in memory has, for where there is none."""

_PREFIX = 4
_SCALE = 0.1
_BOOST = 0.7


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


def jaro_winkler(one: str, other: str) -> float:
    """This will give how near two texts are, from 0 to 1, where the same beginning counts for more (Winkler 1990)."""
    near = _jaro(one, other)
    if near <= _BOOST:
        return near
    prefix = 0
    for letter, also in zip(one[:_PREFIX], other[:_PREFIX], strict=False):
        if letter != also:
            break
        prefix += 1
    return near + prefix * _SCALE * (1 - near)


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
