"""Where public money stands: allocated, released, committed, spent; every entry sums to zero."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Final

from pulang.areas.funds.facts import PaperFacts, PaperKind, PaymentFacts, SourceFacts, Verdict
from pulang.kernel.days import in_words, rupiah_in_words
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
    LAPSE = "LAPSE"


MOVES: Final[dict[EntryKind, tuple[Account, Account]]] = {
    EntryKind.ALLOCATE: (Account.PAYER, Account.ALLOCATED),
    EntryKind.RELEASE: (Account.ALLOCATED, Account.RELEASED),
    EntryKind.COMMIT: (Account.RELEASED, Account.COMMITTED),
    EntryKind.UNCOMMIT: (Account.COMMITTED, Account.RELEASED),
    EntryKind.PAY: (Account.COMMITTED, Account.SPENT),
    EntryKind.REFUND: (Account.SPENT, Account.RELEASED),
    EntryKind.RETURN: (Account.SPENT, Account.COMMITTED),
    EntryKind.REDUCE: (Account.ALLOCATED, Account.PAYER),
    EntryKind.LAPSE: (Account.RELEASED, Account.PAYER),
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
OTHER_PAYER: Final = Words(
    id="Uang dari sumber ini keluar atas persetujuan {payer}. Minta penyetuju di sana memutuskannya.",
    en="Money of this source leaves when {payer} approves. Ask an approver there to decide.",
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


def payer_decides(asked: PaymentFacts, *, agency: str, leads: bool, approvers: Collection[tuple[str, str]]) -> bool:
    """This will be true when a payment is for its payer's approvers to decide, and not for those of `agency`.

    Whoever uses a budget answers for what leaves it (UU 1/2004, articles 4 and 6): the ministry for the state's, and
    for a region's the office that leads, beside the finance office that pays. `approvers` are all who approve on the
    day, as pairs of agency and account. A payer who has none but the one who asked leaves it to the other offices
    of the programme, as where a city writes down what the ministry paid.
    """
    theirs = agency == asked.payer or (leads and asked.level != Level.APBN.value)
    return not theirs and any(office == asked.payer and code != asked.asked_by for office, code in approvers)


def refuse_decided(verdict: Verdict | None) -> None:
    """This will refuse to decide a payment twice."""
    if verdict is not None:
        raise Refusal("payment-is-decided-once", DECIDED)


def refuse_before_asked(*, asked_on: date, day: date) -> None:
    """This will refuse to pay on a day before the payment was asked for."""
    if day < asked_on:
        raise Refusal("before-asked", BEFORE_ASKED.format(asked=in_words(asked_on)), field="happened_on")


def in_fiscal_year(day: date, fiscal_year: int) -> bool:
    """This will be true when money may move on `day`: the fiscal year is the calendar year (UU 17/2003, article 4)."""
    return day.year == fiscal_year


def not_enough(*, source: str, pocket: Account, available: int, amount: int, on: date | None = None) -> Words:
    """This will say what a pocket holds when it is asked for more; `on` names the day for a back-dated entry."""
    when = Words(id="", en="") if on is None else Words(id=" pada {on}", en=" on {on}").format(on=in_words(on))
    return NOT_ENOUGH.format(
        source=source,
        available=rupiah_in_words(available),
        pocket=POCKETS[pocket],
        when=when,
        amount=rupiah_in_words(amount),
    )


# What a paper rests on (PP 12/2019; for state money PMK 190/2012 says the same of SPP, SPM, SP2D). A DPA rests on the
# budget itself, or on what an earlier year left over.
RESTS_ON: Final[Mapping[PaperKind, frozenset[PaperKind]]] = {
    PaperKind.DPA: frozenset({PaperKind.SILPA}),
    PaperKind.DPPA: frozenset({PaperKind.DPA}),
    PaperKind.SPD: frozenset({PaperKind.DPA, PaperKind.DPPA}),
    PaperKind.SPP: frozenset({PaperKind.SPD}),
    PaperKind.SPM: frozenset({PaperKind.SPP}),
    PaperKind.SP2D: frozenset({PaperKind.SPM}),
    PaperKind.LPJ: frozenset({PaperKind.SP2D}),
    PaperKind.SILPA: frozenset(),
}
PAPERS: Final[Mapping[PaperKind, Words]] = {
    PaperKind.DPA: Words(id="DPA: anggaran ditetapkan", en="DPA: the budget is set"),
    PaperKind.DPPA: Words(id="DPPA: anggaran berubah", en="DPPA: the budget is amended"),
    PaperKind.SPD: Words(id="SPD: dananya disediakan", en="SPD: the money is provided"),
    PaperKind.SPP: Words(id="SPP: pembayaran diminta", en="SPP: payment is requested"),
    PaperKind.SPM: Words(id="SPM: pembayaran diperintahkan", en="SPM: payment is ordered"),
    PaperKind.SP2D: Words(id="SP2D: dana cair", en="SP2D: the money is released"),
    PaperKind.LPJ: Words(id="LPJ: dipertanggungjawabkan", en="LPJ: accounted for"),
    PaperKind.SILPA: Words(id="SiLPA: sisa tahun anggaran", en="SiLPA: what the year left over"),
}
# Spending accounts: six digits in the state's chart, groups between points in a region's; both begin with 5.
_ACCOUNT_CODES: Final[Mapping[Level, re.Pattern[str]]] = {
    Level.APBN: re.compile(r"5[0-9]{5}"),
    Level.APBD_PROVINCE: re.compile(r"5(\.[0-9]{1,4}){2,5}"),
    Level.APBD_CITY: re.compile(r"5(\.[0-9]{1,4}){2,5}"),
}

ACCOUNT_CODE: Final = Words(
    id="Kode rekening “{code}” bukan rekening belanja {level}; tulis seperti {example}.",
    en="The account code “{code}” is no spending account of {level}; write it like {example}.",
)
NOT_ON_THAT: Final = Words(
    id="{kind} tidak bertumpu pada {found}. Pilih dokumen {wanted}.",
    en="{kind} does not rest on {found}. Choose one of {wanted}.",
)
NEEDS_PAPER: Final = Words(
    id="{kind} memerlukan dokumen tempatnya bertumpu: {wanted}.", en="{kind} needs the paper it rests on: {wanted}."
)
BEFORE_PAPER: Final = Words(
    id="Tanggal ini mendahului {kind} {number}, {on}.", en="This day comes before {kind} {number}, of {on}."
)
NOT_SPENT: Final = Words(
    id="Baru {spent} yang terpakai dan {accounted} yang dipertanggungjawabkan; {amount} terlalu banyak.",
    en="Only {spent} was spent and {accounted} accounted for; {amount} is too much.",
)
OPEN_YEAR: Final = Words(
    id="Tahun anggaran {year} ditutup pada hari terakhirnya, {day}, dan bukan sebelumnya.",
    en="The fiscal year {year} is closed on its last day, {day}, and not before.",
)
NOTHING_LEFT: Final = Words(
    id="Sumber ini tidak bersisa; tidak ada yang perlu ditutup.", en="Nothing is left of this source to be closed."
)
OTHER_YEARS: Final = Words(
    id="SiLPA hanya berlanjut ke sumber tahun sesudahnya di program yang sama.",
    en="What is left over goes on only to a source of the next year in the same programme.",
)


USED_UP: Final = Words(
    id="Dari {kind} {number} hanya tersisa {left}, kurang dari {amount}. Tidak ada yang dicatat.",
    en="Only {left} is left of {kind} {number}, less than {amount}. Nothing was recorded.",
)


def used_up(kind: str, number: str, left: int, amount: int) -> Words:
    """This will say what is left of a paper when it is asked for more."""
    return USED_UP.format(kind=kind, number=number, left=rupiah_in_words(left), amount=rupiah_in_words(amount))


def refuse_account_code(code: str, level: Level) -> None:
    """This will refuse an account code that is no spending account of the budget; none at all may follow later."""
    if code and not _ACCOUNT_CODES[level].fullmatch(code):
        example = "573112" if level is Level.APBN else "5.1.02.02.01.0039"
        words = ACCOUNT_CODE.format(code=code, level=level.value, example=example)
        raise Refusal("unknown-account-code", words, field="account_code")


def refuse_misplaced(kind: PaperKind, rests_on: PaperFacts | None, day: date) -> None:
    """This will refuse a paper that rests on the wrong one, on none where it needs one, or on a later one."""
    wanted = ", ".join(sorted(each.value for each in RESTS_ON[kind]))
    if rests_on is None:
        if kind is not PaperKind.DPA:
            words = NEEDS_PAPER.format(kind=kind.value, wanted=wanted)
            raise Refusal("paper-needs-another", words, field="rests_on")
        return
    if rests_on.kind not in RESTS_ON[kind]:
        words = NOT_ON_THAT.format(kind=kind.value, found=rests_on.kind.value, wanted=wanted)
        raise Refusal("paper-on-another", words, field="rests_on")
    if day < rests_on.on:
        words = BEFORE_PAPER.format(kind=rests_on.kind.value, number=rests_on.number, on=in_words(rests_on.on))
        raise Refusal("before-its-paper", words, field="happened_on")


def refuse_unspent(source: SourceFacts, accounted: int, amount: int) -> None:
    """This will refuse to account for more than was spent."""
    if accounted + amount > source.spent:
        words = NOT_SPENT.format(
            spent=rupiah_in_words(source.spent), accounted=rupiah_in_words(accounted), amount=rupiah_in_words(amount)
        )
        raise Refusal("not-spent", words, field="amount")


def last_day(fiscal_year: int) -> date:
    """This will give the last day of a fiscal year, on which what is left of it lapses (UU 17/2003, article 4)."""
    return date(fiscal_year, 12, 31)


def lapsing(source: SourceFacts) -> tuple[tuple[EntryKind, int], ...]:
    """This will give the entries that close a source, those that move something: what is tied is set free first."""
    entries = (
        (EntryKind.UNCOMMIT, source.committed),
        (EntryKind.LAPSE, source.available + source.committed),
        (EntryKind.REDUCE, source.ceiling - source.released_total),
    )
    return tuple((kind, amount) for kind, amount in entries if amount)
