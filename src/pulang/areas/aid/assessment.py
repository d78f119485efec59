"""What one person is due and why not yet, and what a decree amounts to: reckoned from dated rates, never guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pulang.areas.aid.facts import RateFacts
from pulang.areas.aid.kinds import KINDS
from pulang.areas.aid.rules import Kind, Per
from pulang.kernel.days import in_words
from pulang.kernel.words import Words, same


@dataclass(frozen=True, slots=True)
class Situation:
    """What the sheet of one person rests on, as of a day; the days are empty until the thing happened."""

    day: date
    choice: str
    decreed_on: date | None
    channel_ready: bool
    arrived_on: date | None  # home, away by herself, or settled where she stays
    aided_on: date | None
    ticketed_on: date | None
    ticket_cost: int | None
    payers: Mapping[str, str]  # by level, who gives aid in this programme
    confirmed: frozenset[str]  # levels whose payer says that the money will come
    travel_payer: str


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the sheet: what, how much, from whom, when, and what it still waits for."""

    kind: str
    what: Words
    amount: int | None
    payer: Words
    when: Words
    waits: tuple[Words, ...]
    given_on: date | None
    source: str
    level: str = ""  # whose budget pays it; none for the ticket, and while there is no rate


NOT_LISTED: Final = Words(
    id="Belum tercantum dalam SK penetapan penerima.", en="Not listed in a beneficiary decree yet."
)
NO_CHANNEL: Final = Words(
    id="Jalur pembayaran atas nama sendiri belum siap.", en="No way of payment in one's own name is ready yet."
)
NOT_CONFIRMED: Final = Words(id="Dananya belum dipastikan {payer}.", en="{payer} has not confirmed the money yet.")
NO_RATE: Final = Words(id="Tarifnya belum ditetapkan.", en="Its rate is not set yet.")
NO_SOURCE: Final = Words(id="Belum ada instansi yang membayarnya.", en="No office pays it yet.")
NO_FARE: Final = Words(id="Harga tiketnya belum diketahui.", en="The price of the ticket is not known yet.")
NO_TICKET: Final = Words(id="Tiketnya belum dipastikan.", en="The ticket is not confirmed yet.")
NO_PAYER: Final = Words(id="belum ada pembayarnya", en="nobody pays it yet")
_AFTER: Final = {
    "RETURN": Words(id="Sesudah tiba di daerah asal.", en="After arriving home."),
    "ALONE": Words(id="Sesudah perjalanan sendiri.", en="After travelling alone."),
    "STAY": Words(
        id="Sesudah tercatat menetap dengan dukungan.", en="Once it is recorded that somebody stays with support."
    ),
}
_BEFORE: Final = Words(id="Sebelum berangkat; dibayar kepada pengangkut.", en="Before leaving; paid to the carrier.")
_GIVEN: Final = Words(id="Diberikan {day}.", en="Given on {day}.")


def sheet(now: Situation, rates: Iterable[RateFacts]) -> tuple[Due, ...]:
    """This will give every line a person is due by her choice, with rates in force on the day of her decree.

    Whoever is in no decree yet is shown the rates of the day that is looked at. A payer counts who has opened a source
    of aid for the programme; as long as nobody has, every level that has a rate is shown.
    """
    known = tuple(rates)
    return tuple(
        line
        for kind in KINDS
        if now.choice in kind.choices
        for line in (_at_cost(kind, now) if kind.at_cost else _by_rate(kind, now, known))
    )


def amounts(
    people: Mapping[str, int], partners: int, rates: Iterable[RateFacts], levels: frozenset[str], on: date
) -> dict[str, int]:
    """This will give what each kind amounts to for so many people by choice, with rates in force on a day."""
    found: dict[str, int] = {}
    for rate in _valid(rates, levels, on):
        kind = _KINDS[rate.kind]
        due = partners if kind.per is Per.PARTNER else sum(people.get(choice, 0) for choice in kind.choices)
        if due and not kind.at_cost:
            found[rate.kind] = found.get(rate.kind, 0) + rate.amount * due
    return found


_KINDS: Final = {kind.code.value: kind for kind in KINDS}


def _valid(rates: Iterable[RateFacts], levels: frozenset[str], on: date) -> tuple[RateFacts, ...]:
    return tuple(rate for rate in rates if rate.valid.covers(on) and (not levels or rate.level in levels))


def _by_rate(kind: type[Kind], now: Situation, rates: Iterable[RateFacts]) -> tuple[Due, ...]:
    mine = (rate for rate in rates if rate.kind == kind.code.value)
    found = _valid(mine, frozenset(now.payers), now.decreed_on or now.day)
    if not found and kind.optional:
        return ()
    lines: list[tuple[int | None, str, str]] = [(rate.amount, rate.level, rate.source) for rate in found]
    return tuple(
        Due(
            kind=kind.code.value,
            what=kind.words,
            amount=amount,
            payer=same(now.payers[level]) if level in now.payers else NO_PAYER,
            when=_when(now),
            waits=() if now.aided_on else _waits(now, amount, level),
            given_on=now.aided_on,
            source=source,
            level=level,
        )
        for amount, level, source in lines or [(None, "", "")]
    )


def _when(now: Situation) -> Words:
    return _AFTER[now.choice] if now.aided_on is None else _GIVEN.format(day=in_words(now.aided_on))


def _waits(now: Situation, amount: int | None, level: str) -> tuple[Words, ...]:
    said = NOT_CONFIRMED.format(payer=same(now.payers[level])) if level in now.payers else NO_SOURCE
    asked = (
        (amount is not None, NO_RATE),
        (now.decreed_on is not None, NOT_LISTED),
        (level in now.confirmed, said),
        (now.channel_ready, NO_CHANNEL),
        (now.arrived_on is not None, _AFTER[now.choice]),
    )
    return tuple(words for met, words in asked if not met)


def _at_cost(kind: type[Kind], now: Situation) -> tuple[Due, ...]:
    asked = ((now.ticket_cost is not None, NO_FARE), (now.ticketed_on is not None, NO_TICKET))
    gone = now.arrived_on is not None
    return (
        Due(
            kind=kind.code.value,
            what=kind.words,
            amount=now.ticket_cost,
            payer=same(now.travel_payer) if now.travel_payer else NO_PAYER,
            when=_BEFORE,
            waits=() if gone else tuple(words for met, words in asked if not met),
            given_on=now.arrived_on,
            source="",
        ),
    )
