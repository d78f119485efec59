"""Has the payer confirmed the money for aid?"""

from typing import Final

from pulang.areas.readiness.facts import ProgrammeFacts
from pulang.areas.readiness.rules import ProgrammeGate
from pulang.kernel.days import in_words
from pulang.kernel.findings import Answer, Finding
from pulang.kernel.words import NOTHING, Words, named

ID: Final = "aid-funds-confirmed"

_SOURCE: Final = Words(
    id="UU 1/2004 Pasal 3 ayat (3): tidak ada pengeluaran tanpa anggaran yang tersedia",
    en="UU 1/2004, article 3 (3): nothing is spent without a budget at hand",
)


def waits_for(facts: ProgrammeFacts) -> Words:
    """This will name what is waited for."""
    return Words(id="kepastian dana bantuan dari {payer}", en="confirmation of the aid money by {payer}").format(
        payer=_payers(facts)
    )


def _payers(facts: ProgrammeFacts) -> Words:
    return named(facts.aid.payers, facts.ministry)


def check(facts: ProgrammeFacts) -> Finding:
    """This will ask for the payer's confirmation of an aid source."""
    aid = facts.aid
    payer = _payers(facts)
    if aid.confirmed_on is not None:
        return Finding(
            gate=ID,
            answer=Answer.MET,
            says=Words(
                id="Dana bantuan dipastikan {payer} pada {day}.", en="The aid money was confirmed by {payer} on {day}."
            ).format(payer=payer, day=in_words(aid.confirmed_on)),
            holder=payer,
            remedy=NOTHING,
            since=aid.confirmed_on,
            source=_SOURCE,
        )
    return Finding(
        gate=ID,
        answer=Answer.NOT_MET,
        says=Words(
            id="Dana bantuan belum dipastikan {payer}.", en="The aid money is not confirmed by {payer} yet."
        ).format(payer=payer),
        holder=payer,
        remedy=Words(
            id="Minta surat kepastian dana bantuan kepada {payer}.", en="Ask {payer} for a letter confirming the money."
        ).format(payer=payer),
        since=aid.since or facts.opened_on,
        source=_SOURCE,
    )


GATE: Final = ProgrammeGate(
    id=ID,
    question=Words(id="Apakah dana bantuan sudah pasti?", en="Is the aid money confirmed?"),
    awaited=Words(id="kepastian dana bantuan", en="confirmation of the aid money"),
    waits_for=waits_for,
    source=_SOURCE,
    check=check,
)
