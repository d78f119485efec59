"""Does the receiving office expect her, or did she choose that no office is told?"""

from typing import Final

from pulang.areas.readiness.facts import CaseFacts
from pulang.areas.readiness.rules import MET, NOT_ASKED, CaseGate, Holder, Reply, Step
from pulang.kernel.findings import Answer
from pulang.kernel.words import Words

_NOT_YET: Final = Reply(
    Answer.NOT_MET,
    Words(id="Dinas penerima belum menyatakan siap menerima.", en="The receiving office has not acknowledged yet."),
    Words(
        id="Hubungi dinas penerima, atau tanyakan apakah ia lebih suka pulang tanpa pemberitahuan.",
        en="Contact the receiving office, or ask whether she would rather return without any notice.",
    ),
    Holder.RECEIVER,
)


def check(facts: CaseFacts, _step: Step) -> Reply:
    """This will ask for the receiving office's word; discreet mode and travelling alone ask nobody."""
    if facts.discreet or facts.choice == "ALONE":
        return NOT_ASKED
    return MET if facts.receiver_acknowledged else _NOT_YET


GATE: Final = CaseGate(
    id="receiver-acknowledged",
    question=Words(id="Apakah dinas penerima sudah siap?", en="Has the receiving office acknowledged?"),
    awaited=Words(id="pernyataan dinas penerima", en="the receiving office's acknowledgment"),
    source=Words(
        id="Pos Kupang, 12 Maret 2023: kantor penerima belum tahu siapa yang datang",
        en="Pos Kupang, 12 March 2023: the receiving office did not know who was coming",
    ),
    check=check,
)
