"""Who leaves together: people whose first leg is the same, under their numbers, and how far each has come."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import groupby
from typing import Final

from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import Leaving
from pulang.areas.cases.facts import codes_in, needed
from pulang.areas.cases.rules import Movement
from pulang.areas.journeys.facts import Leg
from pulang.areas.journeys.queries import legs_of
from pulang.areas.journeys.rules import ItineraryEvent
from pulang.flows import looking
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

AHEAD: Final = timedelta(days=120)
BEHIND: Final = timedelta(days=14)
MISSED: Final = timedelta(days=365)  # so long somebody who left and sent no word is asked after
_THERE: Final = frozenset({Movement.ARRIVED.value, Movement.AIDED.value, Movement.FOLLOWED_UP.value})
_SIGNS: Final = 10
_GONE: Final = Words(
    id="Keberangkatan itu tidak ada di sini; mungkin rencananya sudah berubah.",
    en="There is no such departure here; its plan may have changed.",
)


@dataclass(frozen=True, slots=True)
class Passenger:
    """One case on a manifest."""

    number: str
    seats: int
    discreet: bool
    ticketed: bool
    here: bool
    left: bool
    there: bool
    meets: str
    due_on: date
    on_the_way: bool
    plan: str
    escort: str
    reaches: str
    legs: tuple[Leg, ...]
    needs: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A departure and everybody who begins her way with it; `key` names it in an address and tells nothing."""

    key: str
    on: date
    first: Leg
    passengers: tuple[Passenger, ...]

    @property
    def people(self) -> int:
        """This will count everybody, dependants too."""
        return sum(one.seats for one in self.passengers)

    @property
    def ready(self) -> tuple[str, ...]:
        """This will give the numbers of those who are there and have not left."""
        return tuple(one.number for one in self.passengers if one.here and not one.left)

    @property
    def gone(self) -> tuple[str, ...]:
        """This will give the numbers of those who are on the way and may be handed over."""
        return tuple(one.number for one in self.passengers if one.on_the_way and not one.discreet)

    def ahead(self, today: date) -> tuple[Leg, ...]:
        """This will give the departures that these people, not there yet, still have before them."""
        going = [one for one in self.passengers if one.on_the_way or not one.left]
        return tuple(leg for one in going for leg in one.legs if leg.departs >= today)


@dataclass(frozen=True, slots=True)
class Departures:
    """What leaves these weeks, and who should have arrived by now without anybody having heard of her."""

    listed: tuple[Manifest, ...]
    silent: tuple[Passenger, ...]


def departures(code: str, *, as_of: date, zone: str) -> Departures:
    """This will give a programme's departures and whoever is asked after; and write down the look."""
    found = _looked(code, as_of=as_of, zone=zone, since=as_of - MISSED)
    late = [one for one in found if one.move == Movement.DEPARTED.value and one.arrives_on < as_of]
    return Departures(
        tuple(_manifests(code, [one for one in found if one.departs_on >= as_of - BEHIND])),
        tuple(_passenger(one, _legs(one)) for one in late),
    )


def manifests(code: str, *, as_of: date, zone: str) -> tuple[Manifest, ...]:
    """This will give a programme's departures, from two weeks ago on, by day; and write down the look."""
    return tuple(_manifests(code, _looked(code, as_of=as_of, zone=zone, since=as_of - BEHIND)))


def _looked(code: str, *, as_of: date, zone: str, since: date) -> tuple[Leaving, ...]:
    found = boards.leaving(code, moment(as_of, zone=zone), first=as_of - BEHIND, last=as_of + AHEAD, since=since)
    if found:
        looking.note(
            action="journeys.manifest", programme=code, fields=("journey", "stage"), cases=[one.case for one in found]
        )
    return found


def manifest(code: str, key: str, *, as_of: date, zone: str) -> Manifest:
    """This will give one departure; refuses one that is not there, or not for this reader."""
    for one in manifests(code, as_of=as_of, zone=zone):
        if one.key == key:
            return one
    raise Refusal("unknown-manifest", _GONE)


def whole_way(reaches: str, departs: date, arrives: date) -> Leg:
    """This will give an itinerary typed without its legs as one leg from the site to her home."""
    return Leg("", "", reaches, departs, arrives)


def passengers(code: str, at: Moment) -> tuple[Passenger, ...]:
    """This will give everybody on the departures of these weeks; whoever asks notes the look, or acts."""
    found = boards.leaving(code, at, first=at.day - BEHIND, last=at.day + AHEAD)
    return tuple(_passenger(one, _legs(one)) for one in found)


def _manifests(code: str, found: Iterable[Leaving]) -> Iterable[Manifest]:
    read = [(one, _legs(one)) for one in found]
    read.sort(key=lambda each: (each[0].departs_on, *_first(each[1][0]), each[0].number))
    for first, together in groupby(read, key=lambda each: (each[0].departs_on, *_first(each[1][0]))):
        people = list(together)
        name = "|".join((code, *map(str, first)))
        yield Manifest(
            key=sha256(name.encode()).hexdigest()[:_SIGNS],
            on=people[0][0].departs_on,
            first=people[0][1][0],
            passengers=tuple(_passenger(one, legs) for one, legs in people),
        )


def _first(leg: Leg) -> tuple[str, str, str, str]:
    return leg.leaves, leg.start, leg.to, leg.mode


def _legs(one: Leaving) -> tuple[Leg, ...]:
    return legs_of(json.loads(one.legs)) or (whole_way(one.reaches, one.departs_on, one.arrives_on),)


def _passenger(one: Leaving, legs: tuple[Leg, ...]) -> Passenger:
    return Passenger(
        number=one.number,
        seats=one.seats,
        discreet=one.discreet,
        ticketed=one.event == ItineraryEvent.TICKETS_CONFIRMED.value,
        here=one.here,
        left=one.move not in {"", "REOPENED"},
        there=one.move in _THERE,
        meets=one.meets,
        due_on=one.arrives_on,
        on_the_way=one.move == Movement.DEPARTED.value,
        plan=one.plan,
        escort=one.escort,
        reaches=one.reaches,
        legs=legs,
        needs=needed(codes_in(one.needs)),
    )
