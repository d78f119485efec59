"""A network to begin with: every province can be reached from Kupang and from Bintan; all fares are examples.

Times, fares and seats were written by us to plan with until an office enters its own; they are nobody's timetable.
Districts without a place of their own are reached by one last leg from their province's own place.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from pulang.areas.journeys.planning.problem import Departure, Place

_FOLDER: Final = Path(__file__).parent / "network"
_REGENCY: Final = len("35.78")
_LAST_LEGS: Final = (time(7, 30), time(13, 0), time(16, 30))


@dataclass(frozen=True, slots=True)
class Network:
    """Places and dated departures, and the place that stands for each district asked about."""

    places: tuple[Place, ...]
    departures: tuple[Departure, ...]
    place_of: Mapping[str, str]


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def network(districts: Iterable[str], *, first: date, days: int) -> Network:
    """This will lay out the network for some districts (codes such as `35.78`) over a number of days.

    A code of a whole province stands for nothing here: its district has no place in `place_of`.
    """
    own = {row["regency"]: row["code"] for row in _rows("places")}
    # A province with two places keeps the first for its other districts.
    of_province = {row["regency"][:2]: row for row in reversed(_rows("places"))}
    places = {row["code"]: _place(row["code"], row["name"], row) for row in _rows("places")}
    departures = list(_scheduled(places, first, days))
    place_of: dict[str, str] = {}
    for district in sorted({code[:_REGENCY] for code in districts}):
        hub = of_province.get(district[:2])
        if district in own:
            place_of[district] = own[district]
        elif hub is not None and len(district) == _REGENCY:
            places[district] = _place(district, district, hub)
            place_of[district] = district
            departures.extend(_last_legs(hub, places[hub["code"]], places[district], first, days))
    return Network(tuple(places.values()), tuple(departures), place_of)


@dataclass(frozen=True, slots=True)
class Example:
    """One service of the starter network, there or back, by the code it is ended with."""

    code: str
    mode: str
    start: str
    to: str
    days: str
    leaves: str
    minutes: int
    fare: int
    seats: int


def stops() -> tuple[Place, ...]:
    """This will give the places of the starter network."""
    return tuple(_place(row["code"], row["name"], row) for row in _rows("places"))


def has_hub(district: str) -> bool:
    """This will be true of a regency's code that the network reaches by a last leg from its province's own place."""
    return len(district) == _REGENCY and any(row["regency"][:2] == district[:2] for row in _rows("places"))


def examples() -> Iterator[Example]:
    """This will give the services of the starter network, there and back."""
    for number, row in enumerate(_rows("services")):
        minutes, fare, seats = int(row["minutes"]), int(row["fare"]), int(row["seats"])
        for mark, start, to, leaves in (
            ("A", row["from"], row["to"], row["departs"]),
            ("B", row["to"], row["from"], row["back_departs"]),
        ):
            code = f"{start}-{to}-{number:02}{mark}"
            yield Example(code, row["mode"], start, to, row["days"], leaves, minutes, fare, seats)


def _place(code: str, name: str, row: Mapping[str, str]) -> Place:
    return Place(code, name, row["zone"], float(row["latitude"]), float(row["longitude"]), row["regency"][:2])


def _scheduled(places: Mapping[str, Place], first: date, days: int) -> Iterator[Departure]:
    for number, row in enumerate(_rows("services")):
        start, to = places[row["from"]], places[row["to"]]
        for day in (first + timedelta(days=count) for count in range(days)):
            if str(day.isoweekday()) in row["days"]:
                yield _departure(f"{number:02}A", row, start, to, datetime.combine(day, _at(row["departs"])))
                yield _departure(f"{number:02}B", row, to, start, datetime.combine(day, _at(row["back_departs"])))


def _at(said: str) -> time:
    return time.fromisoformat(said)


def _departure(code: str, row: Mapping[str, str], start: Place, to: Place, at: datetime) -> Departure:
    leaves = at.replace(tzinfo=ZoneInfo(start.zone))
    return Departure(
        code=f"{start.code}-{to.code}-{code}-{at:%m%d}",
        mode=row["mode"],
        start=start.code,
        to=to.code,
        departs=leaves,
        arrives=leaves + timedelta(minutes=int(row["minutes"])),
        fare=int(row["fare"]),
        seats=int(row["seats"]),
    )


def _last_legs(hub: Mapping[str, str], start: Place, to: Place, first: date, days: int) -> Iterator[Departure]:
    row = {
        "mode": hub["last_mode"],
        "minutes": hub["last_minutes"],
        "fare": hub["last_fare"],
        "seats": hub["last_seats"],
    }
    for count in range(days):
        for number, hour in enumerate(_LAST_LEGS):
            at = datetime.combine(first + timedelta(days=count), hour)
            yield _departure(f"{number}A", row, start, to, at)
            yield _departure(f"{number}B", row, to, start, at)
