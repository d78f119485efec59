"""Remembers, for the length of one transaction, what cannot change while it lasts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_REMEMBERED: ContextVar[dict[tuple[str, str], Any] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """This will open a fresh memory and forget it at the end, whatever happens inside."""
    token = _REMEMBERED.set({})
    try:
        yield
    finally:
        _REMEMBERED.reset(token)


def once(kind: str, key: str, ask: Callable[[], T]) -> T:
    """This will ask only the first time within a transaction; outside of one it always asks.

    Only for rows of append-only tables that are found by a code nobody can take again.
    """
    known = _REMEMBERED.get()
    if known is None:
        return ask()
    place = (kind, key)
    if known.get(place) is None:  # what was not there may be written later in the same transaction
        known[place] = ask()
    found: T = known[place]
    return found
