"""Is there another case that may be the same person, undecided?"""

from typing import Final

from pulang.areas.readiness.facts import CaseFacts
from pulang.areas.readiness.rules import MET, CaseGate, Reply, Step
from pulang.kernel.findings import Answer
from pulang.kernel.words import Words

_OPEN: Final = Reply(
    Answer.NOT_MET,
    Words(
        id="Mungkin orang yang sama dengan berkas lain; belum diputuskan.",
        en="May be the same person as another case; undecided.",
    ),
    Words(
        id="Koordinator membandingkan kedua berkas dan memutuskan dengan alasan.",
        en="The coordinator compares both cases and decides, with a reason.",
    ),
    since="duplicate_on",
)


def check(facts: CaseFacts, _step: Step) -> Reply:
    """This will ask that a person has decided about every likely duplicate."""
    return _OPEN if facts.open_duplicate else MET


GATE: Final = CaseGate(
    id="no-open-duplicate",
    question=Words(id="Apakah dugaan berkas ganda sudah diputuskan?", en="Is every likely duplicate decided?"),
    awaited=Words(id="keputusan atas dugaan berkas ganda", en="a decision on a likely duplicate"),
    source=Words(
        id="Panduan Pulang untuk koordinator: berkas ganda",
        en="Pulang's guide for coordinators: likely duplicates",
    ),
    check=check,
)
