"""Codes of aid: what is listed, how it reaches a person, what is due."""

from enum import Enum


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
