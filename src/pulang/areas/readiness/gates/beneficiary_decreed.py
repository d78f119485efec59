"""Is she listed in a beneficiary decree?"""

from typing import Final

from pulang.areas.readiness.facts import CaseFacts
from pulang.areas.readiness.rules import MET, CaseGate, Reply, Step
from pulang.kernel.findings import Answer
from pulang.kernel.words import Words

_NOT_LISTED: Final = Reply(
    Answer.NOT_MET,
    Words(id="Belum tercantum dalam SK penetapan penerima bantuan.", en="Not yet listed in a beneficiary decree."),
    Words(id="Usulkan ke SK penetapan berikutnya.", en="Propose her for the next beneficiary decree."),
)


def check(facts: CaseFacts, _step: Step) -> Reply:
    """This will ask that the case stands in a beneficiary decree (SK penetapan penerima)."""
    return MET if facts.decreed else _NOT_LISTED


GATE: Final = CaseGate(
    id="beneficiary-decreed",
    question=Words(id="Apakah ia tercantum dalam SK penetapan?", en="Is she listed in a beneficiary decree?"),
    awaited=Words(id="SK penetapan penerima bantuan", en="the beneficiary decree"),
    source=Words(
        id="PMK 254/PMK.05/2015: penerima bantuan sosial ditetapkan dengan SK",
        en="PMK 254/PMK.05/2015: who receives social aid is laid down by decree",
    ),
    check=check,
)
