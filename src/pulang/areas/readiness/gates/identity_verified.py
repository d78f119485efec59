"""Is it known that this person is this person? A NIK is never required."""

from typing import Final

from pulang.areas.readiness.facts import CaseFacts
from pulang.areas.readiness.rules import MET, CaseGate, Reply, Step
from pulang.kernel.findings import Answer
from pulang.kernel.words import Words

ATTESTERS_NEEDED: Final = 2

_NOT_YET: Final = Reply(
    Answer.NOT_MET,
    Words(
        id="Belum diverifikasi; ini bukan berarti tidak berhak.", en="Not verified yet, which is not “not eligible”."
    ),
    Words(
        id="Undang ke putaran verifikasi berikutnya, telepon dia, atau minta keterangan dua saksi terdaftar.",
        en="Invite her to the next verification round, call her, or ask two listed attesters.",
    ),
)
_NOT_REACHED: Final = Reply(
    Answer.NOT_MET,
    Words(
        id="Belum terjangkau pada putaran verifikasi; tempatnya tetap ada.",
        en="Not reached in a verification round; her place is kept.",
    ),
    Words(
        id="Buat janji di putaran berikutnya atau verifikasi jarak jauh; jangan coret namanya.",
        en="Make an appointment in the next round or verify remotely; do not strike her off.",
    ),
)
_ONE_ATTESTER: Final = Reply(
    Answer.NOT_MET,
    Words(id="Baru satu saksi terdaftar yang memberi keterangan.", en="Only one listed attester has spoken so far."),
    Words(id="Minta keterangan satu saksi terdaftar lagi.", en="Ask one more listed attester."),
)


def check(facts: CaseFacts, _step: Step) -> Reply:
    """This will ask for one accepted attempt: in person, remote, or attested by two listed attesters."""
    outcome, _, kind = facts.evidence.partition(":")
    if outcome == "ACCEPTED":
        return _ONE_ATTESTER if kind == "ATTESTED" and facts.attesters < ATTESTERS_NEEDED else MET
    return _NOT_REACHED if outcome == "NOT_REACHED" else _NOT_YET


GATE: Final = CaseGate(
    id="identity-verified",
    question=Words(id="Apakah jati dirinya sudah diverifikasi?", en="Is her identity verified?"),
    awaited=Words(id="verifikasi jati diri", en="identity verification"),
    source=Words(
        id="Panduan Pulang untuk petugas pendaftaran",
        en="Pulang's guide for registrars",
    ),
    check=check,
)
