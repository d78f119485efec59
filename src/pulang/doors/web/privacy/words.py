"""The words of this subject: what was asked, why it was refused, by when it is due."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from pulang.areas.privacy.rules import GROUND_WORDS, OFFICIAL_WORDS, REQUEST_WORDS, Asked, Known, RequestKind
from pulang.doors.web.labels import Labels, named
from pulang.doors.web.words import dated
from pulang.kernel.words import Words

KINDS: Labels = {
    RequestKind.ACCESS: Words(id="Salinan datanya, dan siapa yang melihat", en="A copy of her data, and who looked"),
    RequestKind.CORRECTION: Words(id="Perbaikan data yang keliru", en="Correction of what is wrong"),
    RequestKind.RESTRICTION: Words(id="Pembatasan: jangan dipakai dulu", en="Restriction: not to be used for now"),
    RequestKind.OBJECTION: Words(id="Keberatan atas pemakaian", en="Objection to its use"),
    RequestKind.ERASURE: Words(id="Penghapusan", en="Erasure"),
}
KNOWN: Labels = {
    Known.IN_PERSON: Words(id="Ia datang sendiri dan dikenal petugas", en="She came herself and is known"),
    Known.CALLED_BACK: Words(
        id="Ditelepon balik ke nomor yang sudah tercatat", en="Called back on the number on record"
    ),
    Known.COMPANION: Words(id="Lewat pendamping yang ia tunjuk", en="Through a companion she named"),
}
GROUNDS: Labels = GROUND_WORDS
REQUESTS: Labels = REQUEST_WORDS
OFFICIALS: Labels = OFFICIAL_WORDS
ASKED: Labels = {
    Asked.IN_PROGRAMME: Words(id="Apakah ia warga dampingan", en="Whether she is in the programme"),
    Asked.NAME: Words(id="Nama", en="Name"),
    Asked.BIRTH_DATE: Words(id="Tanggal lahir", en="Birth date"),
    Asked.NIK: Words(id="NIK", en="NIK"),
    Asked.PHONE: Words(id="Nomor telepon", en="Telephone number"),
    Asked.ADDRESS: Words(id="Alamat", en="Address"),
    Asked.AID_RECEIVED: Words(id="Bantuan yang diterima", en="Aid received"),
}


def by_when(due_at: datetime, zone: str = "") -> Words:
    """This will say by when something is due, on a day with its name: `paling lambat Jumat, 27 November`."""
    local = due_at.astimezone(ZoneInfo(zone or settings.TIME_ZONE))
    return Words(
        id=f"paling lambat {dated(local.date(), 'id')} pukul {local:%H.%M}",
        en=f"by {dated(local.date(), 'en')}, {local:%H.%M}",
    )


def things(fields: tuple[str, ...]) -> Words:
    """This will name what was asked or given."""
    found = [named(ASKED, field) for field in fields]
    nothing = Words(id="tidak ada", en="nothing")
    return Words(id=", ".join(one.id for one in found), en=", ".join(one.en for one in found)) if found else nothing
