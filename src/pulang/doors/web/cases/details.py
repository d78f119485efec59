"""The details of a case in words: where she is, what was recorded last in each book, who has her case."""

from collections.abc import Mapping
from datetime import date

from pulang.areas.boards.facts import Beside, Channel, Plan, Receiver
from pulang.areas.cases.facts import CaseFile, needed
from pulang.areas.cases.rules import DuplicateEvent, Movement, Purpose
from pulang.areas.journeys.rules import ItineraryEvent, ReceiverEvent
from pulang.doors.web import labels, parts
from pulang.doors.web.cases.meets import ATTEMPT_REASONS, beside_meets
from pulang.doors.web.cases.suspected import which
from pulang.doors.web.cases.ways import CHANGE, RECORD, link_to
from pulang.doors.web.context import Powers
from pulang.kernel.days import in_words
from pulang.kernel.words import NOTHING, Words, listing, same

_NOT_YET = Words(id="Belum dicatat", en="Not recorded yet")
_NONE_YET = Words(id="Belum ada", en="None yet")
_SEALED = Words(id="Disegel", en="Kept sealed")
_CORRECT = Words(id="Perbaiki", en="Correct")
_TICKETS = Words(id="Tiket sudah pasti", en="Tickets are confirmed")
_DROP = Words(id="Batalkan rencana", en="Drop the plan")
_WITHDRAW = Words(id="Tarik kesiapan", en="Withdraw")
_TAKE_BACK = Words(id="Ambil kembali", en="Take back")
_FLAG = Words(id="Catat dugaan", en="Record one")
_LOCK = Words(id="Kunci", en="Lock it")
_CARD = Words(id="Nomor dan PIN untuk halamannya sendiri", en="Number and PIN for her own page")
_ISSUE = Words(id="Buat kartu", en="Make a card")
_END_CARD = Words(id="Hentikan kartu", en="End the card")
_UNLOCK = Words(id="Buka kunci", en="Open it")
_HAND_OVER = Words(id="Serahkan", en="Hand over")
_MAKE = Words(id="Buat janji", en="Make one")
_MOVE = Words(id="Pindahkan", en="Move it")
_CHECK_IN = Words(id="Periksa kehadiran", en="Check in")
_THERE = Words(id="Ia memberi kabar sudah sampai", en="She sent word that she is there")
_HOW_SHE_IS = Words(id="Catat kabarnya", en="Record how she is")
_ASKED = Words(id="Setuju ditanya kabarnya", en="Agreed to be asked how she is")
_NOT_ASKED = Words(id="Tidak ditanya; itu pilihannya", en="Is not asked; that is her choice")
_SETTLED = frozenset({"ARRIVED", "AIDED", "FOLLOWED_UP", "STAYED", "LEFT_ALONE"})
_CANCEL = Words(id="Batalkan", en="Cancel it")

_KEYS = {
    "home": Words(id="Daerah asal", en="Home district"),
    "now": Words(id="Tempat tinggal sekarang", en="Lives now"),
    "with": Words(id="Ikut bersamanya", en="Travels with"),
    "verified": Words(id="Verifikasi", en="Verification"),
    "meets": Words(id="Janji temu", en="Appointment"),
    "screened": Words(id="Penapisan", en="Screening"),
    "wished": Words(id="Cara bepergian", en="How to travel"),
    "journey": Words(id="Perjalanan", en="Journey"),
    "receiver": Words(id="Dinas penerima", en="Receiving office"),
    "channel": Words(id="Jalur pembayaran", en="How aid is paid"),
    "assigned": Words(id="Bersama instansi", en="With agencies"),
    "move": Words(id="Langkah terakhir", en="Last step"),
    "afterwards": Words(id="Sesudahnya", en="Afterwards"),
    "locked": Words(id="Kunci berkas", en="Lock"),
    "identity": Words(id="Identitas", en="Identity"),
    "card": Words(id="Kartu", en="Card"),
    "registered": Words(id="Terdaftar", en="Registered"),
}


_ON_THE_SHEET = frozenset(
    _KEYS[key] for key in ("home", "with", "wished", "journey", "receiver", "channel", "move", "registered")
)


def sheet_rows_of(file: CaseFile, beside: Beside, can: Powers | None, day: date) -> tuple[parts.Row, ...]:
    """This will give those of the details that a receiving office reads."""
    return tuple(row for row in rows_of(file, beside, can, day, near=False) if row.key in _ON_THE_SHEET)


def rows_of(file: CaseFile, beside: Beside, can: Powers | None, day: date, *, near: bool) -> tuple[parts.Row, ...]:
    """This will give the details, each with the form that changes it where the reader may.

    What was asked in care is told only to those `near` who work on it.
    """
    plan, receiver, names = beside.plan, beside.receiver, beside.names
    held, meets = beside_meets(beside, day)
    rows = (
        ("home", labels.place(file.home or file.origin), None),
        ("now", _lives(file, beside), None),
        ("with", _with(file), None),
        ("verified", _verified(file), ("cases.attempt.record", RECORD, "case-attempt")),
        ("meets", meets, ("rounds.appointment.book", _MOVE if held else _MAKE, "case-appointment")),
        ("screened", _screened(file), ("cases.screening.record", RECORD, "case-screening")),
        ("wished", _wished(file), ("cases.wish.record", CHANGE if file.wish else RECORD, "case-wish")),
        ("journey", _journey(plan), ("journeys.itinerary.plan", RECORD, "case-itinerary")),
        ("receiver", _receiver(receiver, names), ("journeys.receiver.acknowledge", RECORD, "case-receiver")),
        ("channel", _channel(beside.channel), ("aid.channel.record", RECORD, "case-channel")),
        ("assigned", _assigned(file, names), ("cases.assignment.give", _HAND_OVER, "case-assignment")),
        ("move", _moved(file), ("cases.move.record", RECORD, "case-move")),
        _afterwards(file),
        ("identity", _SEALED, ("people.identity.correct", _CORRECT, "case-identity")),
        _lock(beside.locked_to),
        ("card", _CARD, ("cards.card.issue", _ISSUE, "case-card")),
        ("registered", in_words(file.ref.opened_on), None),
    )
    more = _more(file, plan, receiver)
    if held:
        more["meets"] = [("rounds.appointment.cancel", _CANCEL, "case-appointment-cancel")]
    told = tuple(
        parts.Row(
            key=_KEYS[key],
            value=value,
            link=link_to(can, *way, file) if way else None,
            more=tuple(link for other in more.get(key, ()) if (link := link_to(can, *other, file))),
        )
        for key, value, way in rows
        if value is not NOTHING and (near or key not in {"screened", "afterwards"})
    )
    return (*told, *(_doubles(file, can) if near else ()))


def _more(file: CaseFile, plan: Plan | None, receiver: Receiver | None) -> dict[str, list[tuple[str, Words, str]]]:
    """This will say what else can be done about a row as things stand: confirm, drop, withdraw, take back."""
    found: dict[str, list[tuple[str, Words, str]]] = {"card": [("cards.card.end", _END_CARD, "case-card-end")]}
    if plan is not None and plan.event != ItineraryEvent.DROPPED.value:
        found["journey"] = [("journeys.itinerary.drop", _DROP, "case-itinerary-drop")]
        if plan.event != ItineraryEvent.TICKETS_CONFIRMED.value:
            found["journey"].insert(0, ("journeys.itinerary.confirm", _TICKETS, "case-tickets"))
        if file.move is None or file.move.move == Movement.REOPENED.value:
            found["journey"].append(("journeys.checkin.record", _CHECK_IN, "gate"))
    if file.move is not None and file.move.move == Movement.DEPARTED.value:
        found["move"] = [("journeys.arrival.tell", _THERE, "arrival-tell")]
    if receiver is not None and receiver.event != ReceiverEvent.WITHDRAWN.value:
        found["receiver"] = [("journeys.receiver.withdraw", _WITHDRAW, "case-receiver-withdraw")]
    if file.assigned:
        found["assigned"] = [("cases.assignment.end", _TAKE_BACK, "case-assignment-end")]
    return found


def _afterwards(file: CaseFile) -> tuple[str, Words, tuple[str, Words, str] | None]:
    """This will say whether she is asked how she is, once she is where she chose to be; else nothing."""
    if file.move is None or file.move.move not in _SETTLED:
        return "afterwards", NOTHING, None
    if not any(line.purpose == Purpose.CONTACT_AFTERWARDS.value for line in file.consents):
        return "afterwards", _NOT_ASKED, None
    return "afterwards", _ASKED, ("journeys.followup.record", _HOW_SHE_IS, "followup")


def _lock(named: tuple[str, ...]) -> tuple[str, Words, tuple[str, Words, str]]:
    if not named:
        return "locked", Words(id="Terbuka", en="Open"), ("cases.lock.set", _LOCK, "case-lock")
    first, second = named
    says = Words(id="Hanya untuk {first} dan {second}", en="Only for {first} and {second}").format(
        first=first, second=second
    )
    return "locked", says, ("cases.lock.end", _UNLOCK, "case-unlock")


def _lives(file: CaseFile, beside: Beside) -> Words:
    said = ", ".join(filter(None, (beside.site or file.site, beside.block or file.block)))
    return same(said) if said else _NOT_YET


def _moved(file: CaseFile) -> Words:
    return labels.named(labels.MOVES, file.move.move) if file.move else _NONE_YET


def _with(file: CaseFile) -> Words:
    if not file.children_with and not file.adults_with:
        return Words(id="Tidak ada", en="Nobody")
    return Words(id="{c} anak, {a} orang dewasa", en="{c} children, {a} adults").format(
        c=file.children_with, a=file.adults_with
    )


def _dated(words: Words, on: date) -> Words:
    return Words(id="{what}, {day}", en="{what}, {day}").format(what=words, day=in_words(on))


def _verified(file: CaseFile) -> Words:
    if not file.attempts:
        return Words(id="Belum; ini bukan berarti tidak berhak", en="Not yet; this does not mean not eligible")
    accepted = [line for line in file.attempts if line.outcome == "ACCEPTED"]
    line = accepted[-1] if accepted else file.attempts[-1]
    what = Words(id="{outcome} – {kind}", en="{outcome} – {kind}").format(
        outcome=labels.named(labels.ATTEMPTS, line.outcome),
        kind=labels.named(ATTEMPT_REASONS, line.reason) if line.reason else labels.named(labels.EVIDENCE, line.kind),
    )
    return _dated(what, line.on)


def _screened(file: CaseFile) -> Words:
    line = file.screening
    return _dated(labels.named(labels.SCREENINGS, line.outcome), line.on) if line else _NOT_YET


def _wished(file: CaseFile) -> Words:
    wish = file.wish
    if wish is None:
        return _NOT_YET
    said = []
    if wish.discreet:
        said.append(Words(id="tanpa pemberitahuan", en="discreetly"))
    if wish.escort:
        said.append(Words(id="dengan pendamping", en="with an escort"))
    if wish.not_before:
        said.append(Words(id="tidak sebelum {day}", en="not before {day}").format(day=in_words(wish.not_before)))
    if wish.not_after:
        said.append(Words(id="tidak sesudah {day}", en="not after {day}").format(day=in_words(wish.not_after)))
    said.extend(needed(wish.needs))
    if not said:
        return Words(id="Tidak ada permintaan khusus", en="No special wish")
    return listing(tuple(said))


def _journey(found: Plan | None) -> Words:
    if found is None or found.event == ItineraryEvent.DROPPED.value:
        return Words(id="Belum direncanakan", en="Not planned yet")
    leaves = in_words(found.departs_on) if found.departs_on else _NOT_YET
    state = (
        Words(id="tiket sudah pasti", en="tickets confirmed")
        if found.event == ItineraryEvent.TICKETS_CONFIRMED.value
        else Words(id="tiket belum pasti", en="tickets not confirmed yet")
    )
    return Words(id="Berangkat {day} ke {place}; {state}", en="Leaves on {day} for {place}; {state}").format(
        day=leaves, place=labels.place(found.reaches), state=state
    )


def _receiver(found: Receiver | None, names: Mapping[str, str]) -> Words:
    if found is None or found.event == ReceiverEvent.WITHDRAWN.value:
        return Words(id="Belum menyatakan siap", en="Has not acknowledged yet")
    return Words(id="{who} siap menerima", en="{who} expects her").format(who=names.get(found.agency, found.agency))


def _channel(found: Channel | None) -> Words:
    if found is None or found.event != "READY":
        return _NONE_YET
    return labels.named(labels.CHANNELS, found.kind)


def _assigned(file: CaseFile, names: Mapping[str, str]) -> Words:
    if not file.assigned:
        return Words(id="Tidak diserahkan kepada siapa pun", en="With nobody else")
    return same("; ".join(names.get(line.agency, line.agency) for line in file.assigned))


def _doubles(file: CaseFile, can: Powers | None) -> tuple[parts.Row, ...]:
    latest = {line.other_id: line for line in file.duplicates}
    key = Words(id="Dugaan berkas ganda", en="Likely double")
    flag = link_to(can, "cases.duplicate.flag", _FLAG, "case-duplicate-flag", file)
    more = (flag,) if flag else ()
    if not latest:
        return (parts.Row(key=key, value=Words(id="Tidak ada", en="None"), more=more),) if flag else ()
    waiting = [line for line in latest.values() if line.event == DuplicateEvent.FLAGGED.value]
    hinted = [line for line in latest.values() if line.event == DuplicateEvent.HINTED.value]
    said = Words(id="Sudah diputuskan", en="Decided")
    if hinted and not waiting:
        said = Words(
            id="Mungkin ia didaftarkan lagi: bandingkan dengan {other}. Hanya Anda berdua yang tahu",
            en="She may have been registered again: compare with {other}. Only the two of you know",
        ).format(other=which(hinted[0].other))
    if waiting:
        said = Words(
            id="Mungkin orang yang sama dengan {other}; menunggu keputusan",
            en="Perhaps the same person as in {other}; to be decided",
        ).format(other=which(waiting[0].other))
    link = link_to(can, "cases.duplicate.decide", Words(id="Putuskan", en="Decide"), "case-duplicate", file)
    return (parts.Row(key=key, value=said, link=link if waiting else None, more=more),)
