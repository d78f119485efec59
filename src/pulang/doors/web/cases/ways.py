"""Where each gate and each book of a case is seen to, for those who may."""

from collections.abc import Mapping
from typing import Final

from pulang.areas.cases.facts import CaseFile, ObjectionLine
from pulang.areas.cases.rules import ObjectionOutcome
from pulang.doors.web import addresses
from pulang.doors.web.context import Powers
from pulang.doors.web.labels import Labels
from pulang.doors.web.pages import Link
from pulang.kernel.words import Words, same

RECORD = Words(id="Catat", en="Record")
CHANGE = Words(id="Ubah", en="Change")
OBJECTION_OUTCOMES: Labels = {
    ObjectionOutcome.GRANTED: Words(id="Dikabulkan", en="Granted"),
    ObjectionOutcome.PARTLY: Words(id="Dikabulkan sebagian", en="Granted in part"),
    ObjectionOutcome.NOT_GRANTED: Words(id="Tidak dikabulkan", en="Not granted"),
}
OBJECTION_TOPICS: Final[Mapping[str, Words]] = {
    "verifikasi": Words(id="Hasil verifikasi", en="The outcome of verifying her"),
    "tempat-tujuan": Words(id="Tempat tujuan", en="The destination"),
    "waktu": Words(id="Waktu berangkat", en="When to leave"),
    "bantuan": Words(id="Bantuan", en="The aid"),
    "pendamping": Words(id="Pendamping", en="The escort"),
    "data": Words(id="Data tentang dirinya", en="Data about her"),
    "lain": Words(id="Hal lain", en="Something else"),
}
_TOPICS: Final[Mapping[str, Words]] = {
    **OBJECTION_TOPICS,  # an appeal comes from her own page alone
    "keputusan": Words(id="Keputusan tentang dirinya (banding)", en="A decision about her (appeal)"),
}


def topic_of(line: ObjectionLine) -> Words:
    """This will say what an objection is about; what another program wrote stands as it is."""
    return _TOPICS.get(line.topic) or same(line.topic.replace("-", " "))


# Where a gate is seen to: the verb that opens it, what the button says, and the address.
_STEPS: dict[str, tuple[str, Words, str]] = {
    "choice-informed": (
        "cases.choice.record",
        Words(id="Catat pilihan", en="Record the choice"),
        "case-choice",
    ),
    "identity-verified": (
        "cases.attempt.record",
        Words(id="Catat verifikasi", en="Record a verification"),
        "case-attempt",
    ),
    "screening-done": (
        "cases.screening.record",
        Words(id="Catat penapisan", en="Record the screening"),
        "case-screening",
    ),
    "no-open-duplicate": (
        "cases.duplicate.decide",
        Words(id="Putuskan dugaan berkas ganda", en="Decide about the likely double"),
        "case-duplicate",
    ),
    "consent-current": (
        "cases.consent.record",
        Words(id="Tanyakan persetujuan", en="Ask for consent"),
        "case-consent",
    ),
    "itinerary-ready": (
        "journeys.itinerary.plan",
        Words(id="Rencanakan perjalanan", en="Plan the journey"),
        "case-itinerary",
    ),
    "receiver-acknowledged": (
        "journeys.receiver.acknowledge",
        Words(id="Nyatakan siap menerima", en="Acknowledge as receiver"),
        "case-receiver",
    ),
    "no-open-objection": (
        "cases.objection.answer",
        Words(id="Jawab keberatan", en="Answer the objection"),
        "case-objection-answer",
    ),
    "account-ready": (
        "aid.channel.record",
        Words(id="Catat jalur pembayaran", en="Record how aid is paid"),
        "case-channel",
    ),
}


def link_to(can: Powers | None, verb: str, words: Words, name: str, file: CaseFile, query: str = "") -> Link | None:
    """This will lead to a form about the case, for a reader who may do its verb."""
    if can is None or not can.may(verb):
        return None
    return Link(words=words, url=addresses.about(name, file.ref.number) + query)


def way_of(gate: str, file: CaseFile, can: Powers | None) -> Link | None:
    """This will give where this reader can see to a gate, if anywhere."""
    if gate not in _STEPS:
        return None
    verb, words, name = _STEPS[gate]
    if gate == "no-open-objection":
        still = [ref for ref, line in {one.ref: one for one in file.objections}.items() if line.is_open]
        return link_to(can, verb, words, name, file, f"?keberatan={still[0]}") if still else None
    return link_to(can, verb, words, name, file)
