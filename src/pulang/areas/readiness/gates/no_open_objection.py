"""Has every objection of the person herself been answered?"""

from typing import Final

from pulang.areas.readiness.facts import CaseFacts
from pulang.areas.readiness.rules import MET, CaseGate, Reply, Step
from pulang.kernel.findings import Answer
from pulang.kernel.words import Words

_OPEN: Final = Reply(
    Answer.NOT_MET,
    Words(id="Keberatan warga dampingan belum dijawab.", en="An objection by the person is unanswered."),
    Words(
        id="Jawab keberatannya dengan alasan sebelum ada yang berangkat.",
        en="Answer the objection with reasons before anybody leaves.",
    ),
    since="objection_on",
)


def check(facts: CaseFacts, _step: Step) -> Reply:
    """This will ask that no objection by the person herself is open."""
    return _OPEN if facts.open_objection else MET


GATE: Final = CaseGate(
    id="no-open-objection",
    question=Words(id="Apakah keberatannya sudah dijawab?", en="Is every objection answered?"),
    awaited=Words(id="jawaban atas keberatan", en="the answer to an objection"),
    source=Words(
        id="UU 30/2014 Pasal 75–78 (keberatan dan banding)",
        en="UU 30/2014, articles 75–78 (objection and appeal)",
    ),
    check=check,
    waivable=False,
)
