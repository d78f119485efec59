"""Codes of the way home."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Final

from pulang.areas.journeys.facts import Leg
from pulang.kernel.words import Words

REGENCY_SIGNS: Final = len("35.78")


class ItineraryEvent(Enum):
    """An itinerary is drawn up, its tickets are confirmed, or it is dropped."""

    PLANNED = "PLANNED"
    TICKETS_CONFIRMED = "TICKETS_CONFIRMED"
    DROPPED = "DROPPED"


class ReceiverEvent(Enum):
    """The receiving office acknowledges, or takes it back."""

    ACKNOWLEDGED = "ACKNOWLEDGED"
    WITHDRAWN = "WITHDRAWN"


class Mode(Enum):
    """By what somebody travels; the names of carriers are not kept."""

    FERRY = "FERRY"
    BUS = "BUS"
    TRAIN = "TRAIN"
    PLANE = "PLANE"
    CAR = "CAR"
    FOOT = "FOOT"


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
