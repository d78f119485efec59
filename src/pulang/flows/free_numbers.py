"""Registers somebody under a number that is drawn: one that a case has already is passed over for the next."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from pulang.kernel.refusals import Refusal

T = TypeVar("T")

# Taken already; or this registration was done before, under a later of its numbers.
_PASSED_OVER: Final = frozenset({"cases-case-number-key", "id-used-for-something-else"})


def under_a_free_number(register: Callable[[str], T], numbers: Sequence[str]) -> T:
    """This will register under the first of some numbers that no other case has; refuses what the last is refused for.

    The numbers belong to the registration, so that what is sent twice finds the one under which it was done.
    """
    for number in numbers[:-1]:
        try:
            return register(number)
        except Refusal as refusal:
            if refusal.code not in _PASSED_OVER:
                raise
    return register(numbers[-1])
