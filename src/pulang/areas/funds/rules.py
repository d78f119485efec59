"""Where public money stands: allocated, released, committed, spent; every entry sums to zero."""

from collections.abc import Iterable
from enum import Enum


class Level(Enum):
    """Whose budget a source belongs to."""

    APBN = "APBN"
    APBD_PROVINCE = "APBD_PROVINCE"
    APBD_CITY = "APBD_CITY"


class Use(Enum):
    """What a source pays: the journey or the aid."""

    TRAVEL = "TRAVEL"
    AID = "AID"


class Account(Enum):
    """The pockets of a source. PAYER is the outside world, the only one that may fall below zero."""

    PAYER = "PAYER"
    ALLOCATED = "ALLOCATED"
    RELEASED = "RELEASED"
    COMMITTED = "COMMITTED"
    SPENT = "SPENT"


class EntryKind(Enum):
    """What an entry does: money moves from one pocket to the next, or back."""

    ALLOCATE = "ALLOCATE"
    RELEASE = "RELEASE"
    COMMIT = "COMMIT"
    UNCOMMIT = "UNCOMMIT"
    PAY = "PAY"
    REFUND = "REFUND"
    REDUCE = "REDUCE"


MOVES: dict[EntryKind, tuple[Account, Account]] = {
    EntryKind.ALLOCATE: (Account.PAYER, Account.ALLOCATED),
    EntryKind.RELEASE: (Account.ALLOCATED, Account.RELEASED),
    EntryKind.COMMIT: (Account.RELEASED, Account.COMMITTED),
    EntryKind.UNCOMMIT: (Account.COMMITTED, Account.RELEASED),
    EntryKind.PAY: (Account.COMMITTED, Account.SPENT),
    EntryKind.REFUND: (Account.SPENT, Account.RELEASED),
    EntryKind.REDUCE: (Account.ALLOCATED, Account.PAYER),
}


class ConfirmationEvent(Enum):
    """The payer confirms a source, or takes the confirmation back."""

    CONFIRMED = "CONFIRMED"
    WITHDRAWN = "WITHDRAWN"


def postings(kind: EntryKind, amount: int) -> tuple[tuple[Account, int], tuple[Account, int]]:
    """This will give the two postings of an entry in whole rupiah; they sum to zero."""
    out, into = MOVES[kind]
    return (out, -amount), (into, amount)


def balanced(amounts: Iterable[int]) -> bool:
    """This will be true when the amounts of one entry sum to zero."""
    return sum(amounts) == 0
