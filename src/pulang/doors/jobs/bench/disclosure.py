"""How much the published figures of a simulated programme give away over eight quarters, beside naive publishing.

The naive way prints exact counts, hides those under five, adds the exact total and shares with one decimal, and counts
whoever is registered. Both are attacked by the same solver, in whole numbers, with everything that was ever printed; a
target is a true number or a true growth of one to nine people. Where nothing is printed that an attack needs, as with
shares and padding, it has no targets. Complaints, which anybody may make, are attacked apart.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pulang.areas.figures import exposure, rules
from pulang.areas.figures.exposure import Attack, Printing
from pulang.areas.figures.facts import Cell, Counted, Group, Table, Tables

SIZE: Final = 400
QUARTERS: Final = 8
_SEED: Final = 2019
_PROVINCES: Final = tuple(
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96".split()  # noqa: E501, SIM905
)
_DISTRICTS: Final = tuple(f"{province}.{number}" for province in _PROVINCES for number in ("01", "02", "71", "72"))
_MOST_COME_FROM: Final = 12  # districts
_NAIVE: Final = Printing(off_by=0, hidden_from=1, hidden_to=4)
_NAIVE_FEWEST: Final = 5
_FEW: Final = range(1, 10)
_NARROW: Final = 4
_PADDED_WITH: Final = 8
_OTHERS_MOST: Final = 100
_OWN_MOST: Final = 31


@dataclass(slots=True)
class _Person:
    district: str
    choice: str
    since: int
    verified: int
    arrived: int


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to publish: what was printed each quarter, what a reader knows of it, and the truth by atom."""

    printed: tuple[Tables, ...]
    printing: Printing
    truth: tuple[Counter[tuple[str, str]], ...]


def measure(size: int, quarters: int = QUARTERS) -> dict[str, Any]:
    """This will publish both ways, attack both, and give the share of exact and of narrow answers for each attack."""
    people = _programme(size, quarters)
    ours, naive = _ours(people, quarters), _naively(people, quarters)
    return {
        "people": size,
        "releases": quarters,
        "goal": {"exact_percent": 0, "narrower_than_4_percent": 3},
        "shown": _shown(ours),
        "shown_naive": _shown(naive),
        "attacks": {
            "margins": {"ours": _margins(ours), "naive": _margins(naive)},
            "all_releases": {"ours": _all_releases(ours), "naive": _all_releases(naive)},
            "shares": {"ours": _shares(ours, printed=False), "naive": _shares(naive, printed=True)},
            "padding": {"ours": _padding_ours(people, ours), "naive": _padding_naive(naive)},
            "all_but_one": {"ours": _all_but_one_ours(people, ours), "naive": _all_but_one_naive(naive)},
            "metadata": {"ours": _metadata(people, ours)},
            "complaints": {
                "ours": _complaints(rules.punctual),
                "rounded": _complaints(_rounded_complaints),
                "naive": _complaints(_naive_complaints),
            },
        },
    }


def _programme(size: int, quarters: int) -> list[_Person]:
    draw = random.Random(_SEED)  # noqa: S311 - a simulation that can be repeated
    often = draw.sample(_DISTRICTS, _MOST_COME_FROM)
    people = []
    for _ in range(size):
        since = 0 if draw.random() < 0.4 else draw.randrange(quarters)  # noqa: PLR2004 - the first listing
        verified = since + (draw.random() < 0.3)  # noqa: PLR2004 - some a quarter later
        choice = draw.choices(("RETURN", "STAY", "ALONE", "UNDECIDED"), (70, 12, 10, 8))[0]
        district = draw.choice(often if draw.random() < 0.8 else _DISTRICTS)  # noqa: PLR2004
        arrived = verified + 1 + draw.randrange(4) if choice == "RETURN" else quarters
        people.append(_Person(district, choice, since, verified, arrived))
    return people


def _quarter(at: int) -> str:
    return f"{2019 + at // 4}-{at % 4 + 1}"


def _groups(people: Iterable[_Person], at: int) -> list[Group]:
    return [_group(person, at) for person in people if person.verified <= at]


def _group(person: _Person, at: int) -> Group:
    home = person.arrived <= at
    return Group(
        person.choice, "ARRIVED" if home else "VERIFIED", person.district, _quarter(person.arrived) if home else "", 1
    )


def _counted(people: Iterable[_Person], at: int) -> Counted:
    return rules.counted(_groups(people, at), quarter=_quarter(at), opened=_quarter(0), provinces=_PROVINCES)


def _ours(people: Sequence[_Person], quarters: int) -> _Way:
    printed: list[Tables] = []
    for at in range(quarters):
        printed.append(exposure.shielded(_counted(people, at), printed).tables)
    truth = tuple(_truth(_groups(people, at), rules.atom_of) for at in range(quarters))
    return _Way(tuple(printed), Printing(), truth)


def _truth(groups: Iterable[Group], place: Callable[[str], str]) -> Counter[tuple[str, str]]:
    true: Counter[tuple[str, str]] = Counter()
    for group in groups:
        true["CHOICE", group.choice] += 1
        true["STAGE", "AWAY" if group.arrived else "WAITING"] += 1
        true["ARRIVAL", group.arrived or rules.NOT_YET] += 1
        true["PLACE", place(group.district)] += 1
    return true


def _naively(people: Sequence[_Person], quarters: int) -> _Way:
    truth = tuple(
        _truth([_group(person, at) for person in people if person.since <= at], str) for at in range(quarters)
    )
    return _Way(tuple(_naive(true, at) for at, true in enumerate(truth)), _NAIVE, truth)


def _naive(true: Counter[tuple[str, str]], at: int) -> Tables:
    tables = {"CHOICE": Table.CHOICE, "STAGE": Table.STAGE, "ARRIVAL": Table.ARRIVAL, "PLACE": Table.DISTRICTS}
    cells = [
        Cell(tables[domain], atom, (atom,), None if people < _NAIVE_FEWEST else people)
        for (domain, atom), people in sorted(true.items())
    ]
    for province in _PROVINCES:
        atoms = tuple(atom for domain, atom in sorted(true) if domain == "PLACE" and atom.startswith(province))
        people = sum(true["PLACE", atom] for atom in atoms)
        if atoms:
            cells.append(Cell(Table.PROVINCE, province, atoms, None if people < _NAIVE_FEWEST else people))
    return Tables(_quarter(at), sum(n for (domain, _), n in true.items() if domain == "CHOICE"), tuple(cells))


# --- attacks; each gives low and high for every target


def _margins(way: _Way) -> dict[str, Any]:
    """This will attack each release by itself: totals less cells, tables against each other."""
    found = []
    for tables, true in zip(way.printed, way.truth, strict=True):
        attack = exposure.attack_on([tables], whole=True, printing=way.printing)
        found += [_interval(attack, 0, atom, grown=False) for atom, people in true.items() if people in _FEW]
    return _told(found)


def _all_releases(way: _Way) -> dict[str, Any]:
    """This will attack all releases at once: also differences, overlapping groups, and growth of one to nine.

    Groups overlap where districts were put together in one quarter and told apart in another, and with their province.
    """
    attack = exposure.attack_on(way.printed, whole=True, printing=way.printing)
    found = []
    for at, true in enumerate(way.truth):
        found += [_interval(attack, at, atom, grown=False) for atom, people in true.items() if people in _FEW]
        if at:
            before = way.truth[at - 1]
            grown = [atom for atom, people in true.items() if people - before[atom] in _FEW and before[atom]]
            found += [_interval(attack, at, atom, grown=True) for atom in grown]
    return _told(found)


def _interval(attack: Attack, at: int, atom: tuple[str, str], *, grown: bool) -> tuple[int, int]:
    low, high = attack.of_atom(at, *atom, grown=grown)
    return (min(low, 0) if grown else 0, high) if attack.is_merged(*atom) else (low, high)


def _shares(way: _Way, *, printed: bool) -> dict[str, Any]:
    """This will count back from shares with one decimal, where they are printed; from rounded numbers none follow."""
    found = []
    for tables, true in zip(way.printed, way.truth, strict=True):
        for people in true.values():
            if people in _FEW and printed and tables.total:
                share = round(100 * people / tables.total, 1)
                fits = [n for n in range(tables.total + 1) if round(100 * n / tables.total, 1) == share]
                found.append((fits[0], fits[-1]))
    numbers = [cell.shown for tables in way.printed for cell in tables.cells if cell.shown is not None]
    assert printed or all(number % rules.ROUNDED_TO == 0 for number in numbers), "an unrounded number was printed"
    return _told(found)


def _padding_ours(people: Sequence[_Person], way: _Way) -> dict[str, Any]:
    """This will register more people in every district, as a partner could; nobody has verified them."""
    last = len(way.printed) - 1
    added = [_Person(district, "STAY", 0, last + 1, last + 1) for district in _DISTRICTS for _ in range(_PADDED_WITH)]
    same = _counted([*people, *added], last) == _counted(people, last)
    return {**_told([]), "changes_what_is_printed": not same}


def _padding_naive(way: _Way) -> dict[str, Any]:
    """This will lift each small cell over the threshold with people the attacker made up and can take off again."""
    few = [people for people in way.truth[-1].values() if people in _FEW]
    return _told((people, people) for people in few if people + _PADDED_WITH >= _NAIVE_FEWEST)


def _all_but_one_ours(people: Sequence[_Person], way: _Way) -> dict[str, Any]:
    """This will tell an attacker everybody of one district but one, for each district: was she counted?"""
    found = []
    for at, tables in enumerate(way.printed):
        homes = Counter(person.district for person in people if person.verified <= at)
        attack = exposure.attack_on([tables], whole=True)
        for district, there in homes.items():
            _, high = attack.of_atom(0, "PLACE", rules.atom_of(district), grown=False)
            found.append((0, 0) if high < there else (0, 1))  # others of the unit are unknown to the attacker
    return _yes_or_no(found)


def _all_but_one_naive(way: _Way) -> dict[str, Any]:
    attack = exposure.attack_on(way.printed, whole=True, printing=way.printing)
    found = []
    for at, true in enumerate(way.truth):
        for (domain, atom), there in true.items():
            if domain == "PLACE":
                low, high = attack.of_atom(at, domain, atom, grown=False)
                found.append((max(0, low - there + 1), min(1, high - there + 1)))
    return _yes_or_no(found)


def _metadata(people: Sequence[_Person], way: _Way) -> dict[str, Any]:
    """This will see that neither the order of entry nor a second asking changes a byte."""
    last = len(way.printed) - 1
    again = exposure.shielded(_counted(list(reversed(people)), last), way.printed[:-1]).tables
    same = json.dumps(rules.as_document(again)) == json.dumps(rules.as_document(way.printed[-1]))
    return {"same_bytes_whatever_the_order": same}


def _complaints(printed: Callable[[int, int], object]) -> dict[str, Any]:
    """This will let somebody make complaints of his own, all answered in time, and count the few of others.

    He may make any number up to thirty; the best of these attacks counts. Others may be as many as a hundred.
    """
    said = {
        (due, late, own): printed(due + own, due - late + own)
        for due in range(_OTHERS_MOST)
        for late in range(due + 1)
        for own in range(_OWN_MOST)
    }
    fits: dict[tuple[int, object], list[int]] = defaultdict(list)
    for (due, _, own), word in said.items():
        fits[own, word].append(due)
    found = []
    for due in _FEW:
        for late in range(due + 1):
            ways = (fits[own, said[due, late, own]] for own in range(_OWN_MOST))
            found.append(min(((min(way), max(way)) for way in ways), key=lambda way: way[1] - way[0]))
    return _told(found)


def _rounded_complaints(due: int, in_time: int) -> object:
    return tuple(rules.rounded(each) if each >= rules.FEWEST_SHOWN else None for each in (due, in_time))


def _naive_complaints(due: int, in_time: int) -> object:
    return tuple(each if each >= _NAIVE_FEWEST else None for each in (due, in_time))


def _told(found: Iterable[tuple[int, int]]) -> dict[str, Any]:
    widths = [high - low for low, high in found]
    return {
        "targets": len(widths),
        "exact_percent": _percent(width == 0 for width in widths),
        "narrower_than_4_percent": _percent(width < _NARROW for width in widths),
    }


def _yes_or_no(found: Sequence[tuple[int, int]]) -> dict[str, Any]:
    return {"targets": len(found), "exact_percent": _percent(low == high for low, high in found)}


def _percent(hits: Iterator[bool]) -> float:
    told = list(hits)
    return round(100 * sum(told) / len(told), 1) if told else 0.0


def _shown(way: _Way) -> str:
    cells = [cell for tables in way.printed for cell in tables.cells]
    return f"{sum(cell.shown is not None for cell in cells)} of {len(cells)} cells"
