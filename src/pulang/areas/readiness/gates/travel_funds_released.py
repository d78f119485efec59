"""Is there enough released, untied money for the journey of everybody who chooses to return?"""

from typing import Final

from pulang.areas.readiness.facts import ProgrammeFacts, TravelMoney
from pulang.areas.readiness.rules import ProgrammeGate
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.findings import Answer, Finding
from pulang.kernel.words import NOTHING, Words, named, people, same

ID: Final = "travel-funds-released"

_SOURCE: Final = Words(
    id="UU 1/2004 Pasal 3 ayat (3): tidak ada pengeluaran tanpa anggaran yang tersedia",
    en="UU 1/2004, article 3 (3): nothing is spent without a budget at hand",
)


def waits_for(facts: ProgrammeFacts) -> Words:
    """This will name what is waited for: to know what a journey costs, or the money for it."""
    if facts.travel.needed is None:
        return Words(id="perkiraan harga tiket", en="an estimate of the fare")
    return Words(id="pencairan dana perjalanan yang cukup", en="enough travel money to be released")


def check(facts: ProgrammeFacts) -> Finding:
    """This will compare released, untied travel money with the fare times the people who choose to return."""
    money, needed = facts.travel, facts.travel.needed
    if needed is None:
        return _waiting(
            facts,
            same(facts.lead),
            Words(id="Harga tiket per orang belum diperkirakan.", en="The fare for each person is not estimated yet."),
            Words(id="Catat perkiraan harga tiket dan sumbernya.", en="Record the expected fare and its source."),
        )
    holder = named(money.payers, facts.lead)
    words = {
        "paid": rupiah_in_words(money.paid_ahead),
        "need": rupiah_in_words(needed),
        "free": rupiah_in_words(money.released_free),
        "gap": rupiah_in_words(max(0, needed - money.ceiling)),
        "people": people(money.people),
    }
    if money.released_free >= needed:
        return Finding(
            gate=ID,
            answer=Answer.MET,
            says=Words(
                id="Dana cair {free} cukup untuk {people} ({need}).",
                en="{free} released is enough for {people} ({need}).",
            ).format(**words),
            holder=holder,
            remedy=NOTHING,
            since=money.since or facts.opened_on,
            source=_SOURCE,
        )
    remedy = Words(id="Ajukan pencairan (SPP/SPM).", en="Request the release (SPP/SPM).")
    if needed > money.ceiling:
        remedy = Words(
            id="Pagu kurang {gap}: cari tambahan, atau umumkan urutan keberangkatan menurut aturan.",
            en="The ceiling is {gap} short: find more, or publish the order of departure by rule.",
        ).format(**words)
    return _waiting(facts, holder, _short(money).format(**words), remedy)


def _short(money: TravelMoney) -> Words:
    if money.paid_ahead:
        return Words(
            id="Perlu {need} untuk {people}; sudah cair {free}, termasuk {paid} yang sudah dibayarkan untuk tiketnya.",
            en="{need} is needed for {people}; {free} is released, of which {paid} is already paid for their tickets.",
        )
    return Words(
        id="Perlu {need} untuk {people}; yang sudah cair dan bebas {free}.",
        en="{need} is needed for {people}; {free} is released and free.",
    )


def _waiting(facts: ProgrammeFacts, holder: Words, says: Words, remedy: Words) -> Finding:
    return Finding(
        gate=ID,
        answer=Answer.NOT_MET,
        says=says,
        holder=holder,
        remedy=remedy,
        since=facts.travel.since or facts.opened_on,
        source=_SOURCE,
    )


GATE: Final = ProgrammeGate(
    id=ID,
    question=Words(id="Apakah dana perjalanan sudah cair dan cukup?", en="Is enough travel money released?"),
    awaited=Words(id="dana perjalanan", en="travel money"),
    waits_for=waits_for,
    source=_SOURCE,
    check=check,
    choices=frozenset({"RETURN"}),
)
