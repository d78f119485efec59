"""Case numbers drawn by the system out of what asks for one, so that nobody tries by registering which are taken.

The same account and the same key or form always draw the same number: what is sent twice is one case. Without the
server's secret nobody can tell which number a key would draw, and a number somebody chose is refused, taken or not.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator

from django.conf import settings

from pulang.kernel import refs


def case_number(*, user: str, key: str) -> str:
    """This will draw the number that belongs to a registration: of this account, under this key."""
    drawn = hmac.new(settings.SECRET_KEY.encode(), f"case|{user}|{key}".encode(), hashlib.sha256).digest()
    return refs.draw("K", _below(iter(drawn)))


def _below(signs: Iterator[int]) -> Callable[[int], int]:
    return lambda n: next(signs) % n  # a byte holds the 32 signs exactly eight times, so none is favoured
