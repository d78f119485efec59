"""Rules of appointments and frozen lists: times without queues, neutral reminders, a digest anybody can recompute."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Final

from pulang.areas.rounds.facts import AppointmentFacts, ListedLine, SlotFacts
from pulang.kernel.days import in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


class AppointmentEvent(Enum):
    """She has a time, or has none any more; moving it is a later time."""

    BOOKED = "BOOKED"
    CANCELLED = "CANCELLED"


class Listed(Enum):
    """What verifying had come to when a list was frozen; only the first says something about her."""

    ACCEPTED = "ACCEPTED"
    NOT_YET = "NOT_YET"
    NOT_REACHED = "NOT_REACHED"
    NOT_TRIED = "NOT_TRIED"


SLOTS_MOST: Final = 40
_HOUR: Final = 60
_DAY: Final = 24 * _HOUR

_DAY_ENDS: Final = Words(
    id="Jam temu terakhir jatuh sesudah tengah malam. Kurangi jumlahnya atau lamanya.",
    en="The last time falls after midnight. Offer fewer times, or shorter ones.",
)
_FULL: Final = Words(
    id="Jam temu itu baru saja terisi. Pilih jam lain; tidak ada yang hilang.",
    en="That time has just been taken. Choose another; nothing is lost.",
)
_PASSED: Final = Words(
    id="Hari jam temu itu sudah lewat. Pilih jam yang akan datang.",
    en="The day of that time has passed. Choose one that is still to come.",
)
_HERS_ALREADY: Final = Words(id="Jam temu itu memang sudah miliknya.", en="That time is hers already.")
_NONE: Final = Words(id="Tidak ada janji temu yang perlu dibatalkan.", en="There is no appointment to cancel.")
# Read by whoever holds the telephone, so it says nothing of a programme, of papers or of why.
_REMINDER: Final = Words(
    id="Pengingat: Anda ada janji {day} pukul {time} di {place}. Bila berhalangan, Anda boleh memilih jam lain.",
    en="Reminder: you have an appointment on {day} at {time}, {place}. If you cannot, you may choose another time.",
)
_METHOD: Final = Words(
    id="Semua berkas yang terdaftar sampai {last}, dengan hasil verifikasi terbaiknya sampai hari itu. Putaran "
    "{round} berlangsung {opens} sampai {closes}. Yang terdaftar sesudah {closes} ditandai menyusul. Belum bertemu, "
    "belum lengkap dan belum dicoba bukan berarti tidak berhak: ketiganya masuk putaran berikutnya.",
    en="Every case registered up to {last}, with the best outcome of verifying it up to that day. The round "
    "{round} ran from {opens} to {closes}. Who registered after {closes} is marked late. Not reached, not "
    "complete and not tried do not mean not eligible: all three go into the next round.",
)


def times(starts: str, *, minutes: int, count: int) -> tuple[str, ...]:
    """This will give so many times one after the other; refuses those that run past midnight."""
    hour, minute = starts.split(":")
    first = int(hour) * _HOUR + int(minute)
    if first + minutes * count > _DAY:
        raise Refusal("slots-past-midnight", _DAY_ENDS, field="count")
    found = (first + minutes * place for place in range(count))
    return tuple(f"{at // _HOUR:02d}:{at % _HOUR:02d}" for at in found)


def refuse_unfit_slot(slot: SlotFacts, *, taken: int, day: date, held: AppointmentFacts | None) -> None:
    """This will refuse a time that has passed, that is full, or that she has already."""
    if slot.meets_on < day:
        raise Refusal("slot-has-passed", _PASSED, field="slot")
    if held is not None and booked(held) and held.slot.code == slot.code:
        raise Refusal("slot-is-hers", _HERS_ALREADY, field="slot")
    if taken >= slot.capacity:
        raise Refusal("slot-is-full", _FULL, field="slot")


def refuse_no_appointment(held: AppointmentFacts | None) -> None:
    """This will refuse to cancel where nothing is booked."""
    if held is None or not booked(held):
        raise Refusal("no-appointment", _NONE)


def booked(held: AppointmentFacts) -> bool:
    """This will be true while a time is kept for her."""
    return held.event == AppointmentEvent.BOOKED.value


def when(slot: SlotFacts) -> Words:
    """This will say when and where, in words."""
    said = Words(id="{day} pukul {time}, {place}", en="{day} at {time}, {place}")
    return said.format(day=in_words(slot.meets_on), time=slot.starts.replace(":", "."), place=slot.place)


def reminder(slot: SlotFacts) -> Words:
    """This will give the words of a reminder that anybody may see on her telephone."""
    return _REMINDER.format(day=in_words(slot.meets_on), time=slot.starts.replace(":", "."), place=slot.place)


def method(*, code: str, opens: date, closes: date, last: date) -> Words:
    """This will say how a list was made, in words that are frozen with it."""
    return _METHOD.format(round=code, opens=in_words(opens), closes=in_words(closes), last=in_words(last))


def outcome_of(evidence: str) -> tuple[Listed, str]:
    """This will part the evidence of a case's facts into what a list says: the outcome, and the kind of evidence."""
    outcome, _, kind = evidence.partition(":")
    return Listed(outcome) if outcome else Listed.NOT_TRIED, kind


def counts(lines: Iterable[ListedLine]) -> Mapping[str, int]:
    """This will count a list by what it says."""
    found = Counter({one.value: 0 for one in Listed}) + Counter()
    kept = tuple(lines)
    found.update(line.outcome for line in kept)
    return {
        "LISTED": len(kept),
        **{one.value: found[one.value] for one in Listed},
        "LATE": sum(line.late for line in kept),
    }


def digest(lines: Iterable[ListedLine]) -> str:
    """This will give the SHA-256 of a list: one line a case in the order of the numbers, parted by bars."""
    told = sorted(f"{line.number}|{line.outcome}|{line.kind}|{'LATE' if line.late else ''}" for line in lines)
    return sha256("\n".join(told).encode()).hexdigest()
