"""The long way home at cost, for whoever returns with support: before she leaves, never a sum in her hand."""

from typing import ClassVar

from pulang.areas.aid.rules import Kind, RateKind
from pulang.kernel.words import Words


class Ticket(Kind):
    """The long way home at cost, for whoever returns with support: before she leaves, never a sum in her hand."""

    code: ClassVar = RateKind.TICKET
    words: ClassVar = Words(id="tiket perjalanan jauh, menurut biaya", en="long-haul ticket, at cost")
    choices: ClassVar = frozenset({"RETURN"})
    at_cost: ClassVar = True
