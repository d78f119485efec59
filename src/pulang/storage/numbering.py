"""Case numbers drawn by the system out of what asks for one, so that nobody tries by registering which are taken.

The same account and the same key or form always draw the same number: what is sent twice is one case. Without the
server's secret nobody can tell which number a key would draw, and a number somebody chose is refused, taken or not.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from itertools import count

from django.conf import settings

from pulang.kernel import refs

_TRIES = 4  # of a million cases one number in a thousand is taken, four of them together never


def case_numbers(*, user: str, key: str) -> tuple[str, ...]:
    """This will draw the numbers that belong to a registration: of this account, under this key.

    They stand in the order in which they are tried: one may be taken.
    """
    places = (f"case|{user}|{key}", *(f"case|{user}|{key}|{nth}" for nth in range(1, _TRIES)))
    return tuple(refs.draw("K", _below(iter(_digest(place)))) for place in places)


def complaint_draws(*, browser: str, key: str, said: str) -> Callable[[int], int]:
    """This will draw for a complaint what the same form of the same browser draws again: its code and its PIN.

    A form that is pressed twice is answered twice, and only the second answer is seen. Neither the form nor the act
    tells what was drawn: that takes the browser's own cookie and the server's secret.
    """
    place = f"complaint|{browser}|{key}|{hashlib.sha256(said.encode()).hexdigest()}"
    wide = (int.from_bytes(_digest(f"{place}|{nth}")) for nth in count())
    return lambda n: next(wide) % n  # of so wide a number none is favoured


def _digest(place: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), place.encode(), hashlib.sha256).digest()


def _below(signs: Iterator[int]) -> Callable[[int], int]:
    return lambda n: next(signs) % n  # a byte holds the 32 signs exactly eight times, so none is favoured
