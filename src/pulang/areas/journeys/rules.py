"""Codes of the way home."""

from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final

from pulang.areas.journeys.facts import Leg, TicketFacts
from pulang.kernel.words import Words

REGENCY_SIGNS: Final = len("35.78")
PREFIX: Final = "R"  # of the numbers plans go by
SLOT: Final = timedelta(minutes=10)
SLOT_CASES: Final = 6  # as many as one officer can receive in ten minutes without a queue
LAST_SLOT: Final = timedelta(minutes=90)  # before the first leg leaves
CLOCKS: Final = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


class ItineraryEvent(Enum):
    """An itinerary is drawn up, its tickets are confirmed, or it is dropped."""

    PLANNED = "PLANNED"
    TICKETS_CONFIRMED = "TICKETS_CONFIRMED"
    DROPPED = "DROPPED"


class ReceiverEvent(Enum):
    """The receiving office acknowledges, or takes it back."""

    ACKNOWLEDGED = "ACKNOWLEDGED"
    WITHDRAWN = "WITHDRAWN"


class TicketEvent(Enum):
    """Money is tied for a ticket, the ticket is bought, or it is given back."""

    TIED = "TIED"
    BOUGHT = "BOUGHT"
    RETURNED = "RETURNED"


class SearchState(Enum):
    """Where a search for a better plan stands."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    FOUND = "FOUND"
    REFUSED = "REFUSED"


class SupportKind(Enum):
    """The steps of whoever stays with support, and of whoever travels by herself with aid."""

    TRAINING = "TRAINING"
    SHELTER = "SHELTER"
    REFERRAL = "REFERRAL"
    WAY_TOLD = "WAY_TOLD"
    TRAVEL_AID = "TRAVEL_AID"
    WORD_OF_ARRIVAL = "WORD_OF_ARRIVAL"


class SupportState(Enum):
    """How far a step is; that she does not need it is an answer."""

    OFFERED = "OFFERED"
    AGREED = "AGREED"
    UNDER_WAY = "UNDER_WAY"
    DONE = "DONE"
    NOT_NEEDED = "NOT_NEEDED"


# By the choice's code. Whoever returns has her journey instead; whoever has not chosen is pressed to nothing.
SUPPORT_FOR: Final[Mapping[str, tuple[SupportKind, ...]]] = {
    "STAY": (SupportKind.TRAINING, SupportKind.SHELTER, SupportKind.REFERRAL),
    "ALONE": (SupportKind.WAY_TOLD, SupportKind.TRAVEL_AID, SupportKind.SHELTER, SupportKind.WORD_OF_ARRIVAL),
}


class HandoverEvent(Enum):
    """People are handed over, received, or not there when the others were received."""

    GIVEN = "GIVEN"
    RECEIVED = "RECEIVED"
    NOT_THERE = "NOT_THERE"


class Difference(Enum):
    """How an arrival may differ from what was planned; never anybody's fault."""

    MISSED = "MISSED"
    GOT_OFF = "GOT_OFF"
    OTHER_WAY = "OTHER_WAY"
    NO_WORD = "NO_WORD"
    UNLISTED = "UNLISTED"


TOLD_BY_RECEIVER: Final = (Difference.MISSED, Difference.GOT_OFF, Difference.OTHER_WAY, Difference.NO_WORD)
DIFFERENCE_WORDS: Final = {
    Difference.MISSED: Words(id="Tertinggal di salah satu ruas.", en="Missed one of the legs."),
    Difference.GOT_OFF: Words(id="Turun lebih awal.", en="Got off earlier."),
    Difference.OTHER_WAY: Words(id="Meneruskan dengan cara lain.", en="Goes on by another way."),
    Difference.NO_WORD: Words(id="Belum ada kabar darinya.", en="There is no word from her yet."),
    Difference.UNLISTED: Words(id="Tiba, tetapi tidak ada di daftar.", en="Arrived, but not on the list."),
}
WAYS_FORWARD: Final = {
    Difference.MISSED: Words(
        id="Cari keberangkatan berikutnya dan beri tahu ia jamnya; biayanya bukan tanggungannya.",
        en="Find the next departure and tell her the hour; it costs her nothing.",
    ),
    Difference.GOT_OFF: Words(
        id="Tanyakan apakah ia ingin meneruskan. Bila tidak, catat pilihannya; haknya atas bantuan tetap.",
        en="Ask whether she wants to go on. If not, record her choice; her right to aid stays.",
    ),
    Difference.OTHER_WAY: Words(
        id="Minta ia memberi kabar bila sudah sampai; kabar itu cukup.",
        en="Ask her to send word once she is there; her word is enough.",
    ),
    Difference.NO_WORD: Words(
        id="Hubungi dengan cara yang ia setujui, pada dua hari yang berbeda. Jangan mendatangi rumahnya.",
        en="Reach her in the way she agreed to, on two different days. Do not go to her home.",
    ),
    Difference.UNLISTED: Words(
        id="Ia diterima seperti yang lain; periksa daftar keberangkatannya.",
        en="She is received like everybody else; look at the list of her departure.",
    ),
}


class Reached(Enum):
    """How a follow-up went; that nobody could be reached is an answer, and so is that she would rather not now."""

    REACHED = "REACHED"
    UNREACHABLE = "UNREACHABLE"
    NOT_NOW = "NOT_NOW"


class Safety(Enum):
    """Whether she is safe where she lives; asked before anything else."""

    SAFE = "SAFE"
    NOT_SAFE = "NOT_SAFE"
    NOT_SAID = "NOT_SAID"


class Whereabouts(Enum):
    """Where she lives now; having come back is something to learn from, and nobody's failure."""

    THERE = "THERE"
    ELSEWHERE = "ELSEWHERE"
    CAME_BACK = "CAME_BACK"
    NOT_SAID = "NOT_SAID"


class Income(Enum):
    """The economic question: does what she has last for the days?"""

    ENOUGH = "ENOUGH"
    NOT_ENOUGH = "NOT_ENOUGH"
    NOT_SAID = "NOT_SAID"


class Support(Enum):
    """The social question: is there somebody she can turn to?"""

    SOMEBODY = "SOMEBODY"
    NOBODY = "NOBODY"
    NOT_SAID = "NOT_SAID"


class Outlook(Enum):
    """The psychosocial question: how does she look at the days ahead?"""

    HOPEFUL = "HOPEFUL"
    WORRIED = "WORRIED"
    NOT_SAID = "NOT_SAID"


class DueState(Enum):
    """Where one follow-up of somebody stands."""

    LATER = "LATER"
    OPEN = "OPEN"
    DONE = "DONE"
    PASSED = "PASSED"


# The few questions, in the order they are asked: safety first.
FOLLOW_UP_ANSWERS: Final[Mapping[str, type[Enum]]] = {
    "safety": Safety,
    "whereabouts": Whereabouts,
    "income": Income,
    "support": Support,
    "outlook": Outlook,
}
FOLLOW_UP_MONTHS: Final = (1, 3, 6, 12)
FOLLOW_UP_EARLY: Final = timedelta(days=7)  # before its day; it stays open until the next one is
FOLLOW_UP_LAST: Final = timedelta(days=92)  # after the day of the last one
FEWEST_SHOWN: Final = 5  # a smaller count in a table of answers could be somebody


@dataclass(frozen=True, slots=True)
class Due:
    """One follow-up: how many months after, its day, and where it stands."""

    month: int
    on: date
    state: DueState


def months_after(day: date, months: int) -> date:
    """This will give the same day some months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def follow_ups(since: date, told: Mapping[int, str], *, day: date) -> tuple[Due, ...]:
    """This will say of each follow-up when it is due and where it stands; `told` are the outcomes, by month."""
    days = [months_after(since, month) for month in FOLLOW_UP_MONTHS]
    ends = [each - FOLLOW_UP_EARLY for each in days[1:]] + [days[-1] + FOLLOW_UP_LAST]
    return tuple(
        Due(month, on, _due(told.get(month, ""), day, opens=on - FOLLOW_UP_EARLY, ends=end))
        for month, on, end in zip(FOLLOW_UP_MONTHS, days, ends, strict=True)
    )


def _due(outcome: str, day: date, *, opens: date, ends: date) -> DueState:
    if outcome in {Reached.REACHED.value, Reached.NOT_NOW.value}:
        return DueState.DONE
    if day < opens:
        return DueState.LATER
    return DueState.OPEN if day < ends else DueState.PASSED


def shown(counts: Mapping[str, int]) -> Mapping[str, int] | None:
    """This will give the answers to one question, or None where one of them is so rare that it could be somebody.

    The whole question is hidden then: the total is known, so the one missing number could be reckoned.
    """
    return None if any(0 < count < FEWEST_SHOWN for count in counts.values()) else counts


SEARCH_PREFIX: Final = "C"  # of the numbers searches go by
SEARCH_LIVES: Final = timedelta(days=1)  # what it found; afterwards only that it was
SEARCH_LAPSES: Final = timedelta(minutes=10)  # nobody waits longer for a worker that is not there
HANDOVER_PREFIX: Final = "S"  # of the numbers handovers go by
LIVING: Final = frozenset({TicketEvent.TIED.value, TicketEvent.BOUGHT.value})


class Mode(Enum):
    """By what somebody travels; the names of carriers are not kept."""

    FERRY = "FERRY"
    BUS = "BUS"
    TRAIN = "TRAIN"
    PLANE = "PLANE"
    CAR = "CAR"
    FOOT = "FOOT"


MODE_WORDS: Final = {
    Mode.FERRY: Words(id="kapal", en="ship"),
    Mode.BUS: Words(id="bus", en="bus"),
    Mode.TRAIN: Words(id="kereta", en="train"),
    Mode.PLANE: Words(id="pesawat", en="plane"),
    Mode.CAR: Words(id="mobil", en="car"),
    Mode.FOOT: Words(id="jalan kaki", en="on foot"),
}
STARTS_EARLY: Final = Words(
    id="Ruas {place} berangkat sebelum ruas sebelumnya tiba.",
    en="Leg {place} departs before the leg before it arrives.",
)
ENDS_EARLY: Final = Words(id="Ruas {place} tiba sebelum berangkat.", en="Leg {place} arrives before it departs.")
BROKEN: Final = Words(
    id="Ruas {place} tidak berangkat dari tempat ruas sebelumnya berakhir.",
    en="Leg {place} does not start where the leg before it ended.",
)
OTHER_DAYS: Final = Words(
    id="Hari berangkat dan tiba tidak sama dengan ruas pertama dan terakhir.",
    en="The days of departure and arrival are not those of the first and the last leg.",
)
ELSEWHERE: Final = Words(
    id="Ruas terakhir tidak berakhir di tempat tujuan.", en="The last leg does not end at the destination."
)


def faults(legs: Sequence[Leg], *, reaches: str, departs_on: date, arrives_on: date) -> tuple[Words, ...]:
    """This will name what keeps legs from being one way from the first day to the last; none is good."""
    found = []
    for place, leg in enumerate(legs, start=1):
        before = legs[place - 2] if place > 1 else None
        if leg.arrives < leg.departs:
            found.append(ENDS_EARLY.format(place=place))
        if before is not None and leg.departs < before.arrives:
            found.append(STARTS_EARLY.format(place=place))
        if before is not None and leg.start.casefold() != before.to.casefold():
            found.append(BROKEN.format(place=place))
    if legs and (legs[0].departs != departs_on or legs[-1].arrives != arrives_on):
        found.append(OTHER_DAYS)
    # A leg may name a harbour or a terminal; only a region code can be held against the destination.
    if legs and legs[-1].to[:1].isdigit() and not lies_in(legs[-1].to, reaches):
        found.append(ELSEWHERE)
    return tuple(found)


def lies_in(code: str, area: str) -> bool:
    """This will be true when a place's dotted code is `area` or lies in it, or `area` lies in it."""
    return code == area or code.startswith(f"{area}.") or area.startswith(f"{code}.")


def same_regency(code: str, home: str) -> bool:
    """This will be true when both places lie in one regency or city; a province alone is no home district."""
    return len(code) >= REGENCY_SIGNS and code[:REGENCY_SIGNS] == home[:REGENCY_SIGNS]


def slots(count: int, *, leaves: datetime) -> tuple[datetime, ...]:
    """This will give everybody of one departure a time of her own to come, so that nobody waits in a queue.

    The last ones come an hour and a half before the first leg leaves, the others in steps of ten minutes before that.
    """
    steps = (count + SLOT_CASES - 1) // SLOT_CASES
    first = leaves - LAST_SLOT - SLOT * max(steps - 1, 0)
    return tuple(first + SLOT * (place // SLOT_CASES) for place in range(count))


def sheet_days(departs: date, arrives: date) -> tuple[date, date]:
    """This will give the first and the last day on which an escort may open names: one before the way, one after."""
    return departs - timedelta(days=1), arrives + timedelta(days=1)


def freed(held: Collection[TicketFacts], escorts: Mapping[str, int], *, leaving: TicketFacts, remaining: int) -> int:
    """This will give how much money a plan needs no more once one of its tickets is given back, in whole rupiah.

    `held` are the plan's living tickets, the one given back among them, `escorts` its escorts' costs, `remaining` what
    the plan still needs with all of them. Her own part is free; an escort's, when nobody is left whom the escort goes
    along with; everything with the last ticket, charters included.
    """
    left = [one for one in held if one.case != leaving.case]
    if not left:
        return remaining
    alone = leaving.escort and all(one.escort != leaving.escort for one in left)
    return min(leaving.amount + (escorts.get(leaving.escort, 0) if alone else 0), remaining)
