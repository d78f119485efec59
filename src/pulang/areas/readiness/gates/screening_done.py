"""Was the child, trafficking and care checklist done by trained staff?"""

from typing import Final

from pulang.areas.readiness.facts import CaseFacts
from pulang.areas.readiness.rules import MET, CaseGate, Reply, Step
from pulang.kernel.findings import Answer
from pulang.kernel.words import Words

_NOT_DONE: Final = Reply(
    Answer.NOT_MET,
    Words(
        id="Penapisan anak, perdagangan orang, dan perawatan belum dilakukan.",
        en="Child, trafficking and care screening is not done.",
    ),
    Words(id="Jadwalkan percakapan dengan petugas terlatih.", en="Arrange a talk with trained staff."),
)
# What was found is nobody's business but theirs who work on it: a receiving office reads the same in every case.
_NOT_FINISHED: Final = Reply(
    Answer.NOT_MET,
    Words(
        id="Penapisan anak, perdagangan orang, dan perawatan belum selesai.",
        en="Child, trafficking and care screening is not finished.",
    ),
    Words(id="Petugas terlatih yang mendampinginya melanjutkan.", en="The trained staff who work with her go on."),
)
_NOT_TRAINED: Final = Reply(
    Answer.NOT_MET,
    Words(id="Penapisan dilakukan petugas yang belum terlatih.", en="Screening was done by staff without training."),
    Words(id="Ulangi oleh petugas terlatih.", en="Have trained staff repeat it."),
)
_CHILD: Final = Reply(
    Answer.NOT_MET,
    Words(
        id="Anak di bawah 18 tahun tidak ikut alur orang dewasa.",
        en="A child under 18 does not go through the adult flow.",
    ),
    Words(
        id="Serahkan kepada pekerja sosial anak (UPTD PPA) dan catat rujukannya.",
        en="Hand over to a child social worker (UPTD PPA) and record the referral.",
    ),
)
_REFER: Final = Reply(
    Answer.NOT_MET,
    Words(
        id="Ada tanda yang perlu dirujuk, dengan persetujuannya.",
        en="There are signs to be referred, with her consent.",
    ),
    Words(
        id="Tawarkan rujukan; bila ia menolak, catat dan lanjutkan. Jangan menahan siapa pun.",
        en="Offer the referral; if she says no, record that and go on. Hold nobody.",
    ),
)


def check(facts: CaseFacts, _step: Step) -> Reply:
    """This will ask for a checklist done by trained staff; a child leaves the adult flow, nobody else is held."""
    if not facts.screening:
        return _NOT_DONE
    if not facts.screened_by_trained:
        return _NOT_TRAINED
    return {"CHILD": _CHILD, "REFER_WITH_CONSENT": _REFER}.get(facts.screening, MET)


GATE: Final = CaseGate(
    id="screening-done",
    question=Words(id="Apakah penapisan sudah dilakukan petugas terlatih?", en="Was screening done by trained staff?"),
    awaited=Words(id="penapisan oleh petugas terlatih", en="screening by trained staff"),
    source=Words(
        id="UU 35/2014 (anak); Permen PPPA 8/2021 (perdagangan orang)",
        en="UU 35/2014 (children); Permen PPPA 8/2021 (trafficking)",
    ),
    check=check,
    apart=_NOT_FINISHED,
)
