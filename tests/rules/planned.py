"""Small networks and programmes to plan, made by hand or by chance."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from pulang.areas.journeys.planning.problem import Departure, Place, Problem, Traveller

DAY = date(2019, 4, 1)

PLACES = (
    Place("KOE", "Kupang", "Asia/Makassar", -10.18, 123.61, "53"),
    Place("SUB", "Surabaya", "Asia/Jakarta", -7.25, 112.75, "35"),
    Place("MLG", "Malang", "Asia/Jakarta", -7.98, 112.63, "35"),
    Place("DJJ", "Jayapura", "Asia/Jayapura", -2.53, 140.72, "91"),
)
ROUTES = (  # from, to, hour (UTC) it leaves, hours it takes, fare
    ("KOE", "SUB", 0, 2, 1_000_000),
    ("SUB", "KOE", 6, 2, 1_000_000),
    ("SUB", "MLG", 4, 3, 100_000),
    ("MLG", "SUB", 1, 3, 100_000),
    ("SUB", "DJJ", 3, 5, 2_000_000),
    ("DJJ", "SUB", 0, 5, 2_000_000),
)


def departures(days: int, seats: int = 10) -> tuple[Departure, ...]:
    made = []
    for day in range(days):
        for start, to, hour, hours, fare in ROUTES:
            leaves = datetime.combine(DAY + timedelta(days=day), datetime.min.time(), UTC) + timedelta(hours=hour)
            code = f"{start}-{to}-{day}"
            made.append(Departure(code, "PLANE", start, to, leaves, leaves + timedelta(hours=hours), fare, seats))
    return tuple(made)


def someone(number: int = 1, **more: object) -> Traveller:
    plain = Traveller(f"K-{number:03}", "KOE", "MLG", DAY, DAY + timedelta(days=9), region="35", since=DAY)
    return replace(plain, **more)  # type: ignore[arg-type]


def problem(people: Sequence[Traveller], *, budget: int | None = None, days: int = 14, seats: int = 10) -> Problem:
    return Problem(PLACES, departures(days, seats), tuple(people), budget=budget)


def by_chance(seed: int) -> Problem:
    """A programme nobody thought of: a few people, odd windows, few seats, a charter now and then."""
    chance = Random(seed)
    people = [_by_chance(chance, number) for number in range(chance.randrange(1, 16))]
    made = problem(people, seats=chance.randrange(1, 7), days=16)
    kept = tuple(each for each in made.departures if chance.random() < 0.9)
    if chance.random() < 0.5 and kept:
        like = chance.choice(kept)
        kept += (replace(like, code="CHARTER", fare=0, seats=chance.randrange(2, 20), charter=3_000_000),)
    return replace(made, departures=kept)


def _by_chance(chance: Random, number: int) -> Traveller:
    early = chance.randrange(5)
    child = chance.random() < 0.1
    return someone(
        number,
        home=chance.choice(("MLG", "SUB", "DJJ", "KOE", "")),
        not_before=DAY + timedelta(days=early),
        not_after=DAY + timedelta(days=early + chance.randrange(-1, 9)),
        seats=chance.choice((1, 1, 1, 2, 3, 5)),
        child=child,
        escort=chance.random() < 0.3,
        discreet=chance.random() < 0.1,
        receiver=chance.random() < 0.3,
        region=chance.choice(("35", "91")),
        waited=chance.choice((0, 0, 0, 1)),
    )
