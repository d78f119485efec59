"""A plan as the one JSON document of `pulang plan --json`: case numbers, never names."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pulang.areas.journeys.planning.problem import Departure
from pulang.areas.journeys.planning.waiting import RULE, WORDS
from pulang.flows.planning import Planned


def document(found: Planned) -> dict[str, Any]:
    """This will write a plan as plain values."""
    outcome = found.outcome
    return {
        "programme": found.programme,
        "as_of": found.as_of.isoformat(),
        "budget": found.problem.budget,
        "people": outcome.asked,
        "home": outcome.home,
        "home_bound": outcome.home_bound,
        "cost": outcome.plan.cost,
        "bound": outcome.cost_bound,
        "gap": round(outcome.gap, 4),
        "proven": outcome.proven,
        "seconds": round(outcome.seconds, 2),
        "greedy": {
            "home": outcome.greedy_home,
            "cost": outcome.greedy_cost,
            "seconds": round(outcome.greedy_seconds, 2),
        },
        "fares_are_examples": found.examples,
        "rule": RULE.as_dict(),
        "waiting": _waiting(found),
        "further": [{"more": each.more, "people": each.people} for each in found.further],
        "itineraries": _itineraries(found),
        "escorts": _escorts(found),
    }


def accepting(found: Planned) -> dict[str, Any]:
    """This will write a plan as the fields of the act that accepts it, but for its number and the source of money."""
    plan = found.outcome.plan
    return {
        "cost": plan.cost,
        "trips": [
            {
                "case": trip.case,
                "departures": list(trip.departures),
                **({"escort": trip.escort} if trip.escort else {}),
            }
            for trip in plan.trips
        ],
        "escorts": [{"code": each.code, "there": list(each.there), "back": list(each.back)} for each in plan.escorts],
    }


def _waiting(found: Planned) -> list[dict[str, Any]]:
    by_reason = defaultdict(list)
    for each in found.waits:
        by_reason[each.why].append(each.case)
    return [
        {"code": why.value, "reason": WORDS[why].as_dict(), "cases": sorted(cases)}
        for why, cases in sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0].value))
    ]


def _itineraries(found: Planned) -> list[dict[str, Any]]:
    legs = _Legs(found)
    return [
        {"case": trip.case, "escort": trip.escort or None, "legs": [legs.told(code) for code in trip.departures]}
        for trip in found.outcome.plan.trips
    ]


def _escorts(found: Planned) -> list[dict[str, Any]]:
    legs = _Legs(found)
    return [
        {
            "escort": each.code,
            "there": [legs.told(code) for code in each.there],
            "back": [legs.told(code) for code in each.back],
        }
        for each in found.outcome.plan.escorts
    ]


class _Legs:
    def __init__(self, found: Planned) -> None:
        self.departures = {each.code: each for each in found.problem.departures}
        self.places = {each.code: each for each in found.problem.places}

    def told(self, code: str) -> dict[str, Any]:
        """This will tell one departure in the local time of both places."""
        one: Departure = self.departures[code]
        return {
            "departure": code,
            "mode": one.mode,
            "from": self.places[one.start].name,
            "to": self.places[one.to].name,
            "departs": self._local(one.departs, one.start),
            "arrives": self._local(one.arrives, one.to),
            "fare": one.fare,
        }

    def _local(self, at: datetime, place: str) -> str:
        return at.astimezone(ZoneInfo(self.places[place].zone)).isoformat(timespec="minutes")
