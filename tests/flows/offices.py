"""Shortcuts for the tests of what offices do, over the small world of `tests.world`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from tests.world import COORDINATOR, PROGRAMME, TODAY, World, noon

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.audit import queries as book
from pulang.areas.audit.facts import Line
from pulang.flows import standing
from pulang.flows.act import Receipt
from pulang.flows.perform import perform
from pulang.kernel.refusals import Refusal

__all__ = ["AT", "DAY", "PROGRAMME", "do", "lines_about", "offices", "refused", "who"]

AT = noon(TODAY)
DAY = TODAY
_REFS = count(1)


def offices(*people: str) -> None:
    """This will set up the programme of the tests' world, with its coordinator and whoever else is named."""
    world = World()
    for user in (COORDINATOR, *people):
        world.actor(user)


def who(code: str) -> Actor:
    """This will give who acts under a code on the day of the tests."""
    return accounts.actor(code, DAY)


def do(verb: str, by: Actor | str = SYSTEM, *, ref: str = "", at: datetime = AT, **with_: Any) -> Receipt:
    """This will carry out an act by name, as the system unless somebody is named."""
    actor = who(by) if isinstance(by, str) else by
    return perform(by=actor, verb=verb, with_=with_, at=at, ref=ref or f"uji-{next(_REFS)}")


def lines_about(subject: str) -> tuple[Line, ...]:
    """This will give what the act book holds about a subject, newest first."""
    with standing.looking(SYSTEM, day=DAY):
        return book.about(subject)


@contextmanager
def refused(code: str, *, field: str | None = None) -> Iterator[None]:
    """This will see that what is inside is refused with this code, in both languages, and about this field."""
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == code, caught.value.words
    assert caught.value.words.id
    assert caught.value.words.en
    if field is not None:
        assert caught.value.field == field
