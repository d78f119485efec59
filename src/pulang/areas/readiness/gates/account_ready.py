"""Can aid reach her in her own name?"""

from typing import Final

from pulang.areas.readiness.facts import CaseFacts
from pulang.areas.readiness.rules import MET, CaseGate, Reply, Step
from pulang.kernel.findings import Answer
from pulang.kernel.words import Words

_NONE: Final = Reply(
    Answer.NOT_MET,
    Words(id="Belum ada jalur pembayaran.", en="There is no payment channel yet."),
    Words(
        id="Catat rekening atau dompet atas namanya sendiri; bila tidak ada, tunai dengan janji temu.",
        en="Record an account or wallet in her own name; where there is none, cash by appointment.",
    ),
)
_NOT_OWN: Final = Reply(
    Answer.NOT_MET,
    Words(id="Jalur pembayaran bukan atas namanya sendiri.", en="The payment channel is not in her own name."),
    Words(
        id="Minta jalur atas namanya sendiri; bantuan tidak lewat orang lain.",
        en="Ask for one in her own name; aid does not go through others.",
    ),
)


def check(facts: CaseFacts, _step: Step) -> Reply:
    """This will ask for a payment channel in the person's own name; cash by appointment is always her own."""
    if not facts.channel:
        return _NONE
    if facts.channel == "CASH_BY_APPOINTMENT" or facts.channel_in_own_name:
        return MET
    return _NOT_OWN


GATE: Final = CaseGate(
    id="account-ready",
    question=Words(id="Apakah bantuan bisa sampai atas namanya sendiri?", en="Can aid reach her in her own name?"),
    awaited=Words(id="jalur pembayaran atas nama sendiri", en="a payment channel in her own name"),
    source=Words(
        id="Perpres 63/2017: bantuan sosial disalurkan ke rekening atas nama penerima",
        en="Perpres 63/2017: social aid goes to an account in the receiver's own name",
    ),
    check=check,
)
