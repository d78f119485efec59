"""Beneficiary decrees, listings, payment channels and rates as values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pulang.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class BeneficiaryDecreeFacts:
    """A decree that names who receives aid: its number, who signed it, and when."""

    number: str
    issuer: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """The latest word on whether a case stands in a beneficiary decree."""

    case: UUID
    decree: str
    event: str
    on: date


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """The latest way aid can reach a person; the account itself is sealed elsewhere."""

    kind: str
    event: str
    own_name: bool
    on: date


@dataclass(frozen=True, slots=True)
class RateFacts:
    """What one kind of aid amounts to from one day to before another, and where that is written."""

    kind: str
    level: str
    amount: int
    valid: Period
    source: str
