"""Codes of aid: what is listed, how it reaches a person, what is due."""

from enum import Enum
from typing import ClassVar

from pulang.kernel.words import Words


class ListingEvent(Enum):
    """A person is listed in a beneficiary decree, or removed from it."""

    LISTED = "LISTED"
    REMOVED = "REMOVED"


class ChannelKind(Enum):
    """How aid reaches the person."""

    BANK_ACCOUNT = "BANK_ACCOUNT"
    WALLET = "WALLET"
    CASH_BY_APPOINTMENT = "CASH_BY_APPOINTMENT"


class ChannelEvent(Enum):
    """A channel is ready or no longer."""

    READY = "READY"
    ENDED = "ENDED"


class RateKind(Enum):
    """What a rate pays; all are dated, because they change with every budget year."""

    CAPITAL = "CAPITAL"
    LIVING = "LIVING"
    LOCAL_TRANSPORT = "LOCAL_TRANSPORT"
    TICKET = "TICKET"
    PARTNER_OPERATIONS = "PARTNER_OPERATIONS"
    IN_KIND = "IN_KIND"


class Per(Enum):
    """What an amount is for: each person, or each partner institution."""

    PERSON = "PERSON"
    PARTNER = "PARTNER"


class Kind:
    """A kind of aid: its words, for whom it is, how it is reckoned. Each is a class in `kinds`, never an object."""

    code: ClassVar[RateKind]
    words: ClassVar[Words]
    choices: ClassVar[frozenset[str]]  # who is due it, by her choice; all four are equal, and none is paid for choosing
    per: ClassVar[Per] = Per.PERSON
    at_cost: ClassVar[bool] = False  # no rate: what it costs is paid
    optional: ClassVar[bool] = False  # stands on a sheet only where a payer has set a rate for it
