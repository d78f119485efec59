"""`pulang bench planning`: generated programmes, planned by the clerk's way and by the solver in the same run."""

import resource
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final

from pulang.areas.journeys.planning.planner import Outcome, plan
from pulang.areas.journeys.planning.problem import Departure, Problem, Traveller
from pulang.areas.journeys.planning.starter import network
from pulang.areas.places import queries as places
from pulang.doors.jobs import watching
from pulang.doors.jobs.bench.arcs import arcs, not_begun

SIZE = 145
SEED = 2019
FIRST: Final = date(2019, 4, 1)
WINDOW_DAYS: Final = 14
RETURN_DAYS: Final = 10
BUDGET: Final = 0.9  # of what the clerk's plan costs without a limit
SECONDS: Final = {145: 5.0, 1_000: 20.0, 10_000: 120.0, 100_000: 600.0}
ARC_SECONDS = 60.0  # for the plain model, which needs more than the planner from the smallest size on
ARCS_AT_MOST = 10_000  # people; above, the plain model is not begun: it is not written down in time even there
_SEATS_FOR: Final = 400  # the starter network carries this many in two weeks; more people find as many more seats


def programme(size: int, seed: int) -> Problem:
    """This will make up a programme: two thirds to one province, the others all over, a third with an escort."""
    chance = Random(seed)  # noqa: S311 - made-up people, no secret
    near = [place.code for place in places.regencies(province_code="35")]
    far = [place.code for place in places.regencies()]
    homes = [chance.choice(near if chance.random() < 0.66 else far) for _ in range(size)]  # noqa: PLR2004
    laid = network(homes, first=FIRST, days=WINDOW_DAYS + RETURN_DAYS)
    people = tuple(_traveller(number, home, laid.place_of[home], chance) for number, home in enumerate(homes))
    share = size / _SEATS_FOR
    departures = [replace(each, seats=max(2, round(each.seats * share))) for each in laid.departures]
    return Problem(laid.places, (*departures, *_charters(max(1, round(share)))), people)


def _traveller(number: int, home: str, place: str, chance: Random) -> Traveller:
    early = chance.choice((0, 0, 0, 1, 2, 4, 5))
    late = chance.choice((WINDOW_DAYS - 1, WINDOW_DAYS - 1, 9, 11))
    wish = chance.random()
    child = wish < 0.03  # noqa: PLR2004
    return Traveller(
        case=f"K-{number:05}",
        site="KOE",
        home=place,
        not_before=FIRST + timedelta(days=early),
        not_after=FIRST + timedelta(days=max(late, early + 7)),
        seats=1 + (chance.random() < 0.15) * chance.choice((1, 1, 2, 3)),  # noqa: PLR2004
        escort=not child and wish < 0.33,  # noqa: PLR2004
        child=child,
        discreet=wish > 0.9,  # noqa: PLR2004
        receiver=chance.random() < 0.3,  # noqa: PLR2004
        region=home[:2],
        since=FIRST - timedelta(days=chance.randrange(200)),
    )


def _charters(more: int) -> tuple[Departure, ...]:
    made = []
    for number in range(more):
        for day in (2, 5, 8):
            leaves = datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), UTC)
            leaves += timedelta(hours=23, minutes=number % 60)
            code = f"CHARTER-{day}-{number}"
            arrives = leaves + timedelta(minutes=130)
            made.append(Departure(code, "PLANE", "KOE", "SUB", leaves, arrives, 0, 60, 42_000_000))
    return tuple(made)


def measure(size: int) -> dict[str, Any]:
    """This will plan one generated programme with 0.9 of the money the clerk's plan would need without a limit."""
    problem = programme(size, SEED)
    seconds = SECONDS.get(size, 60.0)
    unlimited = _clerk(problem)
    problem = replace(problem, budget=int(unlimited["cost"] * BUDGET))
    began = time.process_time()
    with watching.watch(seconds) as seen:
        found = plan(problem, seconds=seconds, seed=SEED, progress=seen.progress, stop=seen.stop)
    cpu, peak = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "name": "planning",
        "size": size,
        "seed": SEED,
        "people": found.asked,
        "departures": len(problem.departures),
        "budget": problem.budget,
        "unlimited_greedy": unlimited,
        "greedy": {"home": found.greedy_home, "cost": found.greedy_cost, "seconds": round(found.greedy_seconds, 2)},
        "planner": {
            "home": found.home,
            "home_bound": found.home_bound,
            "cost": found.plan.cost,
            "bound": found.cost_bound,
            "gap": round(found.gap, 4),
            "seconds": round(found.seconds, 2),
            "everybody": _everybody(found),
            "cpu_seconds": round(cpu, 2),
        },
        "peak_mb": round(peak / 1024),
        "arcs": arcs(problem, ARC_SECONDS) if size <= ARCS_AT_MOST else not_begun(ARCS_AT_MOST),
    }


def _everybody(found: Outcome) -> str:
    if found.home == found.asked:
        return "home"
    return "proven impossible" if found.home_bound < found.asked else "not found"


def _clerk(problem: Problem) -> dict[str, Any]:
    from pulang.areas.journeys.planning.draft import Draft  # noqa: PLC0415
    from pulang.areas.journeys.planning.greedy import greedy  # noqa: PLC0415
    from pulang.areas.journeys.planning.timetable import Timetable  # noqa: PLC0415

    began = time.perf_counter()
    draft = greedy(Draft(problem, Timetable(problem)), lambda: False)
    return {"home": draft.home(), "cost": draft.cost, "seconds": round(time.perf_counter() - began, 2)}
