"""What a PIN is, and what is kept of a card: nothing that can be read back or guessed without the key."""

import re
from collections.abc import Callable
from typing import Final

PIN_DIGITS: Final = 6
_GUESSED_FIRST: Final = re.compile(r"(\d)\1{5}|(\d\d)\2\2|(\d{3})\3")
_RUNS: Final = "01234567890123456789 98765432109876543210"


def draw_pin(below: Callable[[int], int]) -> str:
    """This will make a PIN; `below(n)` gives a random whole number under n. One that people try first is not given."""
    while True:
        pin = "".join(str(below(10)) for _ in range(PIN_DIGITS))
        if not _GUESSED_FIRST.fullmatch(pin) and pin not in _RUNS:
            return pin


def digits(text: str) -> str:
    """This will give the digits of a PIN as somebody typed it, with whatever blanks and dashes."""
    return "".join(sign for sign in text if sign in "0123456789")


def kept_of_number(number: str) -> bytes:
    """This will give what a card is found by, to be put under the key: the table names no case."""
    return f"card|{number}".encode()


def kept_of_pin(number: str, pin: str) -> bytes:
    """This will give what is known again of a PIN, to be put under the key; of two cards it looks different."""
    return f"card-pin|{number}|{digits(pin)}".encode()
