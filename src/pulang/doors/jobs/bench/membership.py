"""`pulang bench membership`: whether the time an answer takes tells a number that has a card from one that has none.

Each kind of number is asked for in turn, again and again, so that whatever else the machine does falls on all alike.
What is told of a pair of kinds is the chance that one of them took longer than the other: a half when time tells
nothing. Tries are limited at the door; here they are not, so this asks for what stands behind it, and for the same as
the page says it: after a time that no look-up takes.
"""

import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from pulang.doors.jobs.bench.population import filled
from pulang.kernel import refs
from pulang.storage.unhurried import unhurried

SIZE: Final = 20_000
ROUNDS: Final = 400
CARDS: Final = 50
_WRONG: Final = "111222"


def measure(size: int) -> dict[str, Any]:
    """This will try numbers of every kind on a register of `size` cases, and give times and chances."""
    with filled(size):
        from pulang.flows import cards  # noqa: PLC0415 - only once Django is set up

        kinds = _kinds()
        found = {
            "looked_up": compared(cards.opened, kinds, ROUNDS),
            "answered": compared(_answered, kinds, ROUNDS // 2),
        }
        return {"name": "membership", "size": size, "rounds": ROUNDS, **found}


def _answered(number: str, pin: str) -> None:
    """This will say no as the page does."""
    from pulang.flows import cards  # noqa: PLC0415

    with suppress(LookupError), unhurried(LookupError):
        assert cards.opened(number, pin) is None, "no number here has this PIN"
        raise LookupError


def _kinds() -> dict[str, list[str]]:
    from pulang.doors.jobs.bench.pages import FILES, come_in, numbers_of  # noqa: PLC0415

    numbers = numbers_of(FILES + CARDS)
    with_card, without = numbers[:CARDS], numbers[FILES : FILES + CARDS]  # `bench pages` gives the first ones cards
    come_in(with_card)
    below = random.Random(2019).randrange  # noqa: S311 - numbers nobody has
    unknown = [refs.draw("K", below) for _ in range(CARDS)]
    mistyped = [number[:-1] + ("2" if number[-1] != "2" else "3") for number in with_card]
    return {"with_card": with_card, "without_card": without, "unknown": unknown, "mistyped": mistyped}


def compared(tries: Callable[[str, str], object], kinds: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Any]:
    """This will try a wrong PIN on every kind of number in turn, and hold the times of each against the first kind."""
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    for turn in range(rounds + rounds // 10):
        for kind, numbers in kinds.items():
            began = time.perf_counter()
            tries(numbers[turn % len(numbers)], _WRONG)
            if turn >= rounds // 10:  # the first find nothing warm
                taken[kind].append((time.perf_counter() - began) * 1e3)
    first, *others = kinds
    return {
        "median_ms": {kind: round(statistics.median(times), 3) for kind, times in taken.items()},
        "chance_that_it_took_longer": {kind: round(_longer(taken[first], taken[kind]), 3) for kind in others},
    }


def _longer(one: Sequence[float], other: Sequence[float]) -> float:
    """This will give how often a time of one is longer than a time of the other, of all pairs."""
    return sum((a > b) + (a == b) / 2 for a in one for b in other) / (len(one) * len(other))
