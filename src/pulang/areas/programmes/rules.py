"""Codes of what a programme is made of."""

from enum import Enum
from typing import Final


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


# The procedures that ship with Pulang (areas/readiness/procedures); a programme follows one of them.
PROCEDURES: Final = ("locality-closure", "stranded-person", "returning-migrants")
