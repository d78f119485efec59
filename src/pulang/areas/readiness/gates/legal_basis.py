"""Does the programme rest on a decree in force?"""

from typing import Final

from pulang.areas.readiness.facts import ProgrammeFacts
from pulang.areas.readiness.rules import ProgrammeGate
from pulang.kernel.days import in_words
from pulang.kernel.findings import Answer, Finding
from pulang.kernel.words import NOTHING, Words, same

ID: Final = "legal-basis"

_SOURCE: Final = Words(
    id="UU 30/2014 tentang administrasi pemerintahan",
    en="UU 30/2014 on government administration",
)
_QUESTION: Final = Words(id="Apakah ada surat keputusan yang berlaku?", en="Is a decree in force?")


def waits_for(facts: ProgrammeFacts) -> Words:
    """This will name what is waited for: a decree, or the day a signed one takes effect."""
    decree = facts.decree
    if decree is not None and decree.revoked_on is None:
        return Words(id="berlakunya {decree} pada {day}", en="{decree} to take effect on {day}").format(
            decree=_named(decree.number), day=in_words(decree.in_force_on)
        )
    return Words(id="surat keputusan sebagai dasar hukum", en="a decree as its legal basis")


def _named(number: str, *, en: str = "decree") -> Words:
    """This will name a decree by its number, on which “SK” often stands already."""
    return Words(id=number if number.upper().startswith("SK") else f"SK {number}", en=f"{en} {number}")


def check(facts: ProgrammeFacts) -> Finding:
    """This will ask for a decree in force on the day: signed, its day come, not revoked."""
    decree = facts.decree
    if decree is None:
        return _waiting(
            facts,
            Words(id="Belum ada surat keputusan yang tercatat.", en="No decree is recorded yet."),
            Words(id="Catat SK begitu ditandatangani.", en="Record the decree as soon as it is signed."),
        )
    named = _named(decree.number, en="Decree")
    if decree.revoked_on is not None:
        return _waiting(
            facts,
            Words(id="{decree} sudah dicabut.", en="{decree} was revoked.").format(decree=named),
            Words(id="Terbitkan SK baru.", en="Issue a new decree."),
        )
    if decree.in_force_on > facts.day:
        return _waiting(
            facts,
            Words(
                id="{decree} sudah ditandatangani dan berlaku mulai {day}.",
                en="{decree} is signed and takes effect on {day}.",
            ).format(decree=named, day=in_words(decree.in_force_on)),
            Words(
                id="Tidak perlu tindakan; siapkan rapat koordinasi sementara menunggu.",
                en="Nothing to do; prepare the coordination meeting meanwhile.",
            ),
        )
    return Finding(
        gate=ID,
        answer=Answer.MET,
        says=Words(id="{decree} berlaku sejak {day}.", en="{decree} is in force since {day}.").format(
            decree=named, day=in_words(decree.in_force_on)
        ),
        holder=same(facts.lead),
        remedy=NOTHING,
        since=decree.in_force_on,
        source=same(decree.number),
    )


def _waiting(facts: ProgrammeFacts, says: Words, remedy: Words) -> Finding:
    since = facts.opened_on
    if facts.decree is not None:
        since = facts.decree.revoked_on or facts.decree.signed_on
    return Finding(
        gate=ID,
        answer=Answer.NOT_MET,
        says=says,
        holder=same(facts.lead),
        remedy=remedy,
        since=since,
        source=_SOURCE,
    )


GATE: Final = ProgrammeGate(
    id=ID,
    question=_QUESTION,
    awaited=Words(id="dasar hukum yang berlaku", en="a decree in force"),
    waits_for=waits_for,
    source=_SOURCE,
    check=check,
)
