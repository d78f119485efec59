"""Sources of public money as values, for the gates, the funds bar and the checks."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source as of a day: what was allocated, what may be used now, what is tied and what is gone.

    `ceiling` is everything allocated less what was taken back; `released_total` is what the payer let go of;
    `available` is released and not yet tied. The three `…_on` days are empty until the thing happened.
    """

    code: str
    name: str
    payer: str
    level: str
    use: str
    fiscal_year: int
    account_code: str
    ceiling: int
    released_total: int
    available: int
    committed: int
    spent: int
    first_allocated_on: date | None
    first_released_on: date | None
    confirmed_on: date | None
    opened_on: date


@dataclass(frozen=True, slots=True)
class FareFacts:
    """What a long-haul ticket was expected to cost for each person, who said so and when."""

    amount: int
    office: str
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One line of the ledger as people read it."""

    on: date
    source: str
    kind: str
    amount: int
    document: str
    note: str
    source_text: str


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One entry of one source, in the order of its ledger."""

    entry: int
    on: date
    kind: str
    document: str
    note: str
    amount: int


@dataclass(frozen=True, slots=True)
class UnderFacts:
    """What moved under one document, in whole rupiah: tied, untied again, paid out and come back."""

    tied: int
    untied: int
    paid: int
    refunded: int

    @property
    def still_tied(self) -> int:
        """This will give what is tied and not gone."""
        return max(0, self.tied - self.untied - self.paid)


@dataclass(frozen=True, slots=True)
class SideFacts:
    """One side of an entry, for whoever audits the whole ledger."""

    entry: int
    on: date
    kind: str
    document: str
    note: str
    source: str
    account: str
    amount: int


class Verdict(Enum):
    """What the second person says to a payment somebody asked for."""

    APPROVED = "APPROVED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """A payment somebody asked for, and what the second person said; without a verdict it waits."""

    number: str
    source: str
    payer: str
    level: str
    amount: int
    document: str
    note: str
    asked_by: str
    asked_on: date
    verdict: Verdict | None
    decided_by: str
    decided_on: date | None


class PaperKind(Enum):
    """The papers of Indonesian public money, in the order in which one rests on the other."""

    DPA = "DPA"
    DPPA = "DPPA"
    SPD = "SPD"
    SPP = "SPP"
    SPM = "SPM"
    SP2D = "SP2D"
    LPJ = "LPJ"
    SILPA = "SILPA"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper of a source: its number and day, how much it says, what it rests on, and what of it is still free."""

    source: str
    kind: PaperKind
    number: str
    amount: int
    left: int
    rests_on: str
    lowers: bool
    on: date


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What one source released, paid and got back in one month (named by its first day)."""

    source: str
    month: date
    released: int
    paid: int
    back: int


@dataclass(frozen=True, slots=True)
class Imbalance:
    """Something in the ledger that cannot be: what is wrong, where, what stands there and what should."""

    fault: str
    where: str
    stands: int
    expected: int
