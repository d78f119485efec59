"""Is a partner institution fit, approved, assigned and with room?"""

from typing import Final

from pulang.areas.readiness.facts import PartnerState, ProgrammeFacts
from pulang.areas.readiness.rules import ProgrammeGate
from pulang.kernel.days import in_words
from pulang.kernel.findings import Answer, Finding
from pulang.kernel.words import NOTHING, Words, listing, same

ID: Final = "partner-ready"
_RULES: Final = Words(id="Permensos 5/2024 dan 17/2012", en="Permensos 5/2024 and 17/2012")

# What may be missing, in the order it is mended; the ministry holds the survey and the approval.
LACKS: Final = {
    "REGISTRATION": Words(id="tanda daftar yang berlaku", en="a valid registration"),
    "ACCREDITATION_OR_SURVEY": Words(
        id="akreditasi atau survei kementerian", en="accreditation or the ministry's survey"
    ),
    "APPROVAL": Words(id="persetujuan kementerian", en="the ministry's approval"),
    "AGREEMENT": Words(id="perjanjian kerja sama yang berlaku", en="an agreement in force"),
    "REGION": Words(id="perjanjian yang mencakup wilayah program ini", en="an agreement that covers this region"),
    "ASSIGNMENT": Words(id="penugasan dalam program ini", en="assignment to this programme"),
    "CAPACITY": Words(id="daya tampung yang cukup", en="enough capacity"),
}
_REMEDIES: Final = {
    "REGISTRATION": Words(id="Minta LKS memperbarui tanda daftarnya.", en="Ask the partner to renew its registration."),
    "ACCREDITATION_OR_SURVEY": Words(
        id="Minta {ministry} menyurvei LKS, atau minta LKS memperbarui akreditasinya.",
        en="Ask {ministry} to survey the partner, or the partner to renew its accreditation.",
    ),
    "APPROVAL": Words(id="Minta persetujuan {ministry} atas LKS.", en="Ask {ministry} to approve the partner."),
    "AGREEMENT": Words(
        id="Perbarui perjanjian kerja sama dengan LKS, atau tugaskan LKS lain.",
        en="Renew the agreement with the partner, or assign another.",
    ),
    "REGION": Words(
        id="Perluas wilayah dalam perjanjian, atau tugaskan LKS yang bekerja di wilayah ini.",
        en="Widen the regions of the agreement, or assign a partner that works here.",
    ),
    "ASSIGNMENT": Words(id="Tugaskan LKS dalam program ini.", en="Assign the partner to this programme."),
    "CAPACITY": Words(
        id="Tugaskan LKS kedua atau bagi keberangkatan.", en="Assign a second partner or split departures."
    ),
}
_HELD_BY_MINISTRY: Final = frozenset({"ACCREDITATION_OR_SURVEY", "APPROVAL"})


def waits_for(facts: ProgrammeFacts) -> Words:
    """This will name what is waited for: a partner at all, or what the nearest one lacks."""
    if facts.partner is None:
        return Words(
            id="lembaga mitra (LKS) yang dikenal kementerian", en="a partner institution known to the ministry"
        )
    return Words(id="kesiapan lembaga mitra (LKS) {name}", en="partner institution {name} to be ready").format(
        name=facts.partner.name
    )


def check(facts: ProgrammeFacts) -> Finding:
    """This will ask for one partner that lacks nothing on the day (statement of 3 March 2019; Permensos 5/2024)."""
    partner = facts.partner
    if partner is None:
        return Finding(
            gate=ID,
            answer=Answer.NOT_MET,
            says=Words(
                id="Belum ada lembaga mitra (LKS) yang disebut.", en="No partner institution has been named yet."
            ),
            holder=same(facts.lead),
            remedy=Words(
                id="Pilih LKS yang terdaftar dan dikenal kementerian.",
                en="Choose a partner that is registered and known to the ministry.",
            ),
            since=facts.opened_on,
            source=_RULES,
        )
    if partner.lacks:
        return _lacking(facts, partner)
    return Finding(
        gate=ID,
        answer=Answer.MET,
        says=Words(id="{name} siap.", en="{name} is ready.").format(name=partner.name),
        holder=same(partner.name),
        remedy=NOTHING,
        since=partner.since,
        until=partner.until,
        source=same(partner.name),
    )


def _lacking(facts: ProgrammeFacts, partner: PartnerState) -> Finding:
    first, since, ended = partner.lacks[0]
    names = listing(tuple(LACKS[lack] for lack, _, _ in partner.lacks))
    says = Words(id="{name} belum punya {items}.", en="{name} still lacks {items}.").format(
        name=partner.name, items=names
    )
    if ended is not None:
        says = Words(id="{says} Tidak berlaku lagi sejak {day}.", en="{says} It stopped counting on {day}.").format(
            says=says, day=in_words(ended)
        )
    holder = facts.ministry if first in _HELD_BY_MINISTRY else facts.lead
    return Finding(
        gate=ID,
        answer=Answer.NOT_MET,
        says=says,
        holder=same(partner.name if first == "REGISTRATION" else holder),
        remedy=_REMEDIES[first].format(ministry=facts.ministry),
        since=since or partner.since or facts.opened_on,
        source=_RULES,
    )


GATE: Final = ProgrammeGate(
    id=ID,
    question=Words(id="Apakah lembaga mitra siap?", en="Is a partner institution ready?"),
    awaited=Words(id="kesiapan LKS", en="a partner that is ready"),
    waits_for=waits_for,
    source=Words(
        id="Pernyataan Dinas Sosial Kota Kupang, 3 Maret 2019; Permensos 5/2024 dan 17/2012",
        en="Statement of Kupang's social office, 3 March 2019; Permensos 5/2024 and 17/2012",
    ),
    check=check,
)
