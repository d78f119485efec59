"""Is the whole way home planned, ticketed and within her days?"""

from typing import Final

from pulang.areas.readiness.facts import CaseFacts
from pulang.areas.readiness.rules import MET, NOT_ASKED, CaseGate, Reply, Step
from pulang.kernel.findings import Answer
from pulang.kernel.words import Words

_NONE: Final = Reply(
    Answer.NOT_MET,
    Words(
        id="Perjalanan sampai kabupaten asal belum direncanakan.",
        en="The journey to the home district is not planned yet.",
    ),
    Words(
        id="Susun perjalanan sampai kabupaten asal, bukan hanya sampai bandara.",
        en="Plan the whole way to the home district, not only to the airport.",
    ),
)
_DROPPED: Final = Reply(
    Answer.NOT_MET,
    Words(
        id="Rencana perjalanannya tidak berlaku lagi; yang baru belum disusun.",
        en="The planned way was given up; no other is planned yet.",
    ),
    Words(id="Susun lagi perjalanan sampai kabupaten asal.", en="Plan the whole way to the home district again."),
    since="itinerary_on",
)
_SHORT: Final = Reply(
    Answer.NOT_MET,
    Words(id="Rencana perjalanan belum sampai kabupaten asal.", en="The itinerary does not reach the home district."),
    Words(id="Tambahkan ruas terakhir.", en="Add the last leg."),
    since="itinerary_on",
)
_OUTSIDE: Final = Reply(
    Answer.NOT_MET,
    Words(
        id="Tanggal perjalanan di luar hari yang ia minta.", en="The travel dates are outside the days she asked for."
    ),
    Words(id="Pindahkan tanggal, atau tanyakan hari lain.", en="Move the dates, or ask her for other days."),
    since="itinerary_on",
)
_UNCONFIRMED: Final = Reply(
    Answer.NOT_MET,
    Words(id="Tiket belum dikonfirmasi.", en="Tickets are not confirmed."),
    Words(id="Pesan dan konfirmasi tiket setiap ruas.", en="Book and confirm the ticket of every leg."),
    since="itinerary_on",
)


def check(facts: CaseFacts, _step: Step) -> Reply:
    """This will ask for an itinerary to the home district with confirmed tickets within the person's dates."""
    if facts.choice == "ALONE":
        return NOT_ASKED
    if facts.itinerary in {"", "DROPPED"}:
        return _DROPPED if facts.itinerary else _NONE
    if not facts.reaches_home:
        return _SHORT
    if not facts.within_window:
        return _OUTSIDE
    return MET if facts.itinerary == "TICKETS_CONFIRMED" else _UNCONFIRMED


GATE: Final = CaseGate(
    id="itinerary-ready",
    question=Words(id="Apakah perjalanannya siap?", en="Is her journey ready?"),
    awaited=Words(id="rencana perjalanan dan tiket", en="the itinerary and tickets"),
    source=Words(
        id="Tahap pemulangan menurut IOM: perjalanan sampai ke daerah asal",
        en="IOM's stages of a return: the journey reaches the home district",
    ),
    check=check,
)
