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
