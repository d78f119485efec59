"""Are the consents in force that this step needs?"""

from typing import Final

from pulang.areas.readiness.facts import CaseFacts
from pulang.areas.readiness.rules import MET, NOT_ASKED, CaseGate, Holder, Reply, Step
from pulang.kernel.findings import Answer
from pulang.kernel.words import Words

_MISSING: Final = Reply(
    Answer.NOT_MET,
    Words(
        id="Persetujuan yang diperlukan langkah ini belum ada, sudah ditarik, atau sudah berakhir.",
        en="A consent this step needs is missing, withdrawn or has ended.",
    ),
    Words(
        id="Tanyakan lagi dengan kata yang sederhana; tidak setuju tidak mengurangi haknya.",
        en="Ask again in plain words; saying no takes nothing away from her.",
    ),
    Holder.PERSON,
    since="consent_lost_on",
)


def check(facts: CaseFacts, step: Step) -> Reply:
    """This will ask for every consent the step needs; discreet travel shares nothing with a receiving office."""
    needed = set(step.consents)
    if facts.discreet:
        needed.discard("RECEIVING_OFFICE")
    if facts.choice != "RETURN":
        needed -= {"RETURN", "RECEIVING_OFFICE"}
    if not needed:
        return NOT_ASKED
    return MET if needed <= facts.consents else _MISSING


GATE: Final = CaseGate(
    id="consent-current",
    question=Words(id="Apakah persetujuan yang diperlukan berlaku?", en="Are the consents needed in force?"),
    awaited=Words(id="persetujuan yang berlaku", en="a consent in force"),
    source=Words(id="UU 27/2022 Pasal 20–24", en="UU 27/2022, articles 20–24"),
    check=check,
    waivable=False,
)
