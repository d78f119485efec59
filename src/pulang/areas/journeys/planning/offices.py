"""An office's own network: places and services it typed or imported, laid over the starter network.

A service is one leg that runs on days of the week at one hour; an office ends its own and those of the starter network
alike. What is wrong with a service is said in words, before it is written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pulang.areas.journeys.planning.asking import EAST, NORTH, OUTSIDE, SOUTH, WEST
from pulang.areas.journeys.planning.problem import Departure, Place
from pulang.areas.journeys.planning.starter import Network
from pulang.kernel.words import Words, same

LONGEST_MINUTES: Final = 15 * 24 * 60
DEAREST: Final = 10**9
SEATS_MOST: Final = 5_000
_EXAMPLE: Final = re.compile(r"-\d{1,2}[AB]")
_WEEK: Final = "1234567"


@dataclass(frozen=True, slots=True)
class Service:
    """One leg that runs every week: by what, from where to where, on which days, at which hour, what it costs.

    `days` are days of the week from 1, Monday; `leaves` is local time; a charter costs once, however many sit in it.
    """

    code: str
    mode: str
    start: str
    to: str
    days: str
    leaves: str
    minutes: int
    fare: int
    charter: int
    seats: int
    first: date
    last: date
    source: str


@dataclass(frozen=True, slots=True)
class StopFacts:
    """A place an office added to its network, and the district it lies in."""

    place: Place
    district: str


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What an office made of its network: its own places and services, and the last days of those that ended."""

    stops: tuple[StopFacts, ...]
    services: tuple[Service, ...]
    ended: Mapping[str, date]


LOOP: Final = Words(
    id="{code} berangkat dan tiba di tempat yang sama. Perbaiki tujuannya.",
    en="{code} leaves from and arrives at the same place. Please correct where it goes.",
)
NEGATIVE: Final = Words(
    id="Tarif {code} kurang dari nol atau lebih dari satu miliar. Tulis rupiah bulat, nol bila gratis.",
    en="The fare of {code} is below zero or above a thousand million. Write whole rupiah, zero where it is free.",
)
NO_SEATS: Final = Words(
    id="{code} tidak punya kursi, atau lebih dari {most}. Tulis berapa orang yang dapat ikut.",
    en="{code} has no seats, or more than {most}. Write how many people can go with it.",
)
NO_DAYS: Final = Words(
    id="Hari jalan {code} belum benar. Tulis angka harinya, 1 untuk Senin sampai 7 untuk Minggu, misalnya 135.",
    en="The days {code} runs on are not right. Write their numbers, 1 for Monday to 7 for Sunday, such as 135.",
)
NO_HOUR: Final = Words(
    id="Jam berangkat {code} belum benar. Tulis seperti 07:30.",
    en="The hour {code} leaves at is not right. Write it like 07:30.",
)
NO_TIME: Final = Words(
    id="Lama jalan {code} harus antara 1 menit dan 15 hari. Tulis dalam menit.",
    en="{code} must take between 1 minute and 15 days. Write it in minutes.",
)
BACKWARDS: Final = Words(
    id="Masa berlaku {code} berakhir sebelum mulai. Periksa kedua tanggalnya.",
    en="{code} stops being valid before it starts. Please check both dates.",
)
NO_SOURCE: Final = Words(
    id="Sumber tarif {code} belum ditulis. Sebutkan dari mana, misalnya daftar tarif agen beserta tanggalnya.",
    en="Where the fare of {code} comes from is not said. Name it, such as an agent's list with its day.",
)
LIKE_EXAMPLE: Final = Words(
    id="Kode {code} serupa kode contoh. Beri kode lain.",
    en="The code {code} looks like that of an example. Please give it another.",
)


def service_faults(one: Service) -> Iterator[Words]:
    """This will name what is wrong with a service by itself; nothing is good."""
    wrong = (
        (is_example(f"{one.code}-"), LIKE_EXAMPLE),
        (one.start == one.to, LOOP),
        (not 0 <= one.fare <= DEAREST or not 0 <= one.charter <= DEAREST, NEGATIVE),
        (not 0 < one.seats <= SEATS_MOST, NO_SEATS),
        (not one.days or len(set(one.days)) != len(one.days) or not set(one.days) <= set(_WEEK), NO_DAYS),
        (_hour(one.leaves) is None, NO_HOUR),
        (not 0 < one.minutes <= LONGEST_MINUTES, NO_TIME),
        (one.last < one.first, BACKWARDS),
        (not one.source, NO_SOURCE),
    )
    yield from (words.format(code=same(one.code), most=SEATS_MOST) for is_so, words in wrong if is_so)


def place_faults(one: Place) -> Iterator[Words]:
    """This will name what is wrong with a place: it has to lie in the country, or its coordinates are swapped."""
    if not (SOUTH <= one.latitude <= NORTH and WEST <= one.longitude <= EAST):
        yield OUTSIDE.format(name=same(one.name))


def _hour(said: str) -> time | None:
    try:
        return time.fromisoformat(said) if re.fullmatch(r"\d{2}:\d{2}", said) else None
    except ValueError:
        return None


def is_example(departure: str) -> bool:
    """This will be true of a departure of the starter network, whose fare is an example."""
    service, _, _ = departure.rpartition("-")
    return re.search(rf"{_EXAMPLE.pattern}$", service) is not None


def laid_over(
    starter: Network,
    *,
    places: Iterable[Place],
    services: Iterable[Service],
    ended: Mapping[str, date],
    first: date,
    days: int,
) -> Network:
    """This will lay an office's own places and services over the starter network, and leave out what it ended.

    `ended` gives the last day of services by their code, of the office's own and of the starter network's.
    """
    known = {one.code: one for one in (*starter.places, *places)}
    kept = tuple(one for one in starter.departures if not _over(one, ended, known))
    own = tuple(
        departure
        for service in services
        if service.start in known and service.to in known
        for departure in _running(service, known, ended.get(service.code, service.last), first, days)
    )
    return Network(tuple(known.values()), kept + own, starter.place_of)


def _over(one: Departure, ended: Mapping[str, date], known: Mapping[str, Place]) -> bool:
    last = ended.get(one.code.rpartition("-")[0])
    return last is not None and one.departs.astimezone(ZoneInfo(known[one.start].zone)).date() > last


def _running(service: Service, known: Mapping[str, Place], last: date, first: date, days: int) -> Iterator[Departure]:
    hour = _hour(service.leaves)
    assert hour is not None, "a service is judged before it is written"
    zone = ZoneInfo(known[service.start].zone)
    for day in (first + timedelta(days=count) for count in range(days)):
        if str(day.isoweekday()) in service.days and service.first <= day <= min(last, service.last):
            leaves = datetime.combine(day, hour).replace(tzinfo=zone)
            yield Departure(
                code=f"{service.code}-{day:%m%d}",
                mode=service.mode,
                start=service.start,
                to=service.to,
                departs=leaves,
                arrives=leaves + timedelta(minutes=service.minutes),
                fare=service.fare,
                seats=service.seats,
                charter=service.charter,
            )
