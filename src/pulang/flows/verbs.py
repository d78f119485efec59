"""Every verb an act can have, in one list: what it asks for and the flow that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pulang.areas.accounts.facts import Actor
from pulang.flows.act import Receipt, What


class Flow(Protocol):
    """A function that carries out one verb as one act."""

    def __call__(self, *, by: Actor, at: datetime, ref: str, what: What) -> Receipt:
        """This will carry out the act and give its receipt."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb, the fields of its `with`, and the flow behind it."""

    name: str
    asks: type[What]
    flow: Callable[..., Receipt]
