"""Codes of what a programme is made of."""

from enum import Enum


class SiteEvent(Enum):
    """What can happen to a site."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


class StakeholderKind(Enum):
    """Groups with a say; never the name of a private person."""

    RESIDENTS_GROUP = "RESIDENTS_GROUP"
    BLOCK_OWNER = "BLOCK_OWNER"
    ORGANISATION = "ORGANISATION"
    COMMUNITY_LEADER = "COMMUNITY_LEADER"


class DecreeEvent(Enum):
    """A decree is issued, and may be revoked."""

    ISSUED = "ISSUED"
    REVOKED = "REVOKED"
