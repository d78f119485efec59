"""Where public money stands: allocated, released, committed, spent; every entry sums to zero."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Final

from pulang.areas.funds.facts import Verdict
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


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
    RETURN = "RETURN"
    REDUCE = "REDUCE"


MOVES: Final[dict[EntryKind, tuple[Account, Account]]] = {
    EntryKind.ALLOCATE: (Account.PAYER, Account.ALLOCATED),
    EntryKind.RELEASE: (Account.ALLOCATED, Account.RELEASED),
    EntryKind.COMMIT: (Account.RELEASED, Account.COMMITTED),
    EntryKind.UNCOMMIT: (Account.COMMITTED, Account.RELEASED),
    EntryKind.PAY: (Account.COMMITTED, Account.SPENT),
    EntryKind.REFUND: (Account.SPENT, Account.RELEASED),
    EntryKind.RETURN: (Account.SPENT, Account.COMMITTED),
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


# What stands in a pocket, as a treasurer says it.
POCKETS: Final[dict[Account, Words]] = {
    Account.PAYER: Words(id="di luar program", en="outside the programme"),
    Account.ALLOCATED: Words(id="dialokasikan dan belum dicairkan", en="allocated and not yet released"),
    Account.RELEASED: Words(id="cair dan belum terikat", en="released and not yet committed"),
    Account.COMMITTED: Words(id="terikat dan belum dibayar", en="committed and not yet paid"),
    Account.SPENT: Words(id="sudah dibayar", en="already paid"),
}

NOT_ENOUGH: Final = Words(
    id="Sumber {source} hanya punya {available} yang {pocket}{when}, kurang dari {amount}. Tidak ada yang dicatat.",
    en="The source {source} has only {available} {pocket}{when}, less than {amount}. Nothing was recorded.",
)
OTHER_YEAR: Final = Words(
    id="Tanggal {day} di luar tahun anggaran {year} sumber {source}. Pakai sumber tahun anggaran yang sesuai.",
    en="The date {day} lies outside the fiscal year {year} of the source {source}. Use a source of the right year.",
)
PREFIX: Final = "B"  # of the numbers payments go by
TWO_PEOPLE: Final = Words(
    id="Pembayaran disetujui oleh orang lain, bukan oleh yang mengajukannya. Minta penyetuju lain memutuskannya.",
    en="A payment is approved by somebody else, not by whoever asked for it. Let another approver decide.",
)
DECIDED: Final = Words(
    id="Pembayaran ini sudah diputuskan; tidak ada yang dibayar dua kali.",
    en="This payment was decided already; nothing is paid twice.",
)
BEFORE_ASKED: Final = Words(
    id="Tanggal ini mendahului pengajuannya, {asked}. Pakai tanggal itu atau sesudahnya.",
    en="This day comes before it was asked for, on {asked}. Use that day or a later one.",
)


def refuse_own(*, asked_by: str, decided_by: str) -> None:
    """This will refuse to let anybody approve the payment they asked for themselves."""
    if asked_by == decided_by:
        raise Refusal("payment-needs-two-people", TWO_PEOPLE)


def refuse_decided(verdict: Verdict | None) -> None:
    """This will refuse to decide a payment twice."""
    if verdict is not None:
        raise Refusal("payment-is-decided-once", DECIDED)


def refuse_before_asked(*, asked_on: date, day: date) -> None:
    """This will refuse to pay on a day before the payment was asked for."""
    if day < asked_on:
        raise Refusal("before-asked", BEFORE_ASKED.format(asked=asked_on), field="happened_on")


def in_fiscal_year(day: date, fiscal_year: int) -> bool:
    """This will be true when money may move on `day`: the fiscal year is the calendar year (UU 17/2003, article 4)."""
    return day.year == fiscal_year


def spoken(amount: int) -> Words:
    """This will write an amount as each language does: Rp 300.000.000 and Rp 300,000,000."""
    grouped = f"{amount:,}"
    return Words(id=f"Rp {grouped.replace(',', '.')}", en=f"Rp {grouped}")


def not_enough(*, source: str, pocket: Account, available: int, amount: int, on: date | None = None) -> Words:
    """This will say what a pocket holds when it is asked for more; `on` names the day for a back-dated entry."""
    when = Words(id="", en="") if on is None else Words(id=f" pada {on.isoformat()}", en=f" on {on.isoformat()}")
    return NOT_ENOUGH.format(
        source=source, available=spoken(available), pocket=POCKETS[pocket], when=when, amount=spoken(amount)
    )
