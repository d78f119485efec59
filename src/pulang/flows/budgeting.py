"""What the way home of everybody who would return costs against the money there is, at today's fares and at others."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pulang.areas.boards import queries as boards
from pulang.areas.funds import queries as funds
from pulang.areas.funds.assessment import Origin, Scenario, said, scenario
from pulang.areas.funds.rules import Use
from pulang.areas.places import queries as places
from pulang.areas.readiness.assessment import assess_line
from pulang.flows.status import Status, status, waits_to_return
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.context import counting

UNKNOWN = "00"  # a home that is not known yet
RISE = 20  # percent, unless another is asked for
RISE_MOST = 1000


@dataclass(frozen=True, slots=True)
class Budget:
    """A programme's scenarios as of a day; `names` gives the provinces in words."""

    programme: str
    as_of: date
    scenarios: tuple[Scenario, ...]
    names: Mapping[str, str]


_NO_FARE = Words(
    id="Harga tiket belum diperkirakan. Catat perkiraannya, atau sebutkan harganya.",
    en="The fare is not estimated yet. Record the estimate, or say a fare.",
)


def budget(
    code: str, *, as_of: date, fare: int | None = None, fares: Mapping[str, int] | None = None, rise: int = RISE
) -> Budget:
    """This will reckon today's fare and one raised by so many percent; refuses where no fare is known.

    The money is what the travel sources' ceilings hold and have not spent: what is tied is tied for these people.
    """
    found = status(code, as_of=as_of)
    at = moment(as_of, zone=found.programme.time_zone)
    estimated = funds.fare(code, at)
    each = fare or (estimated.amount if estimated else 0)
    if not each:
        raise Refusal("no-fare", _NO_FARE, field="fare")
    money = sum(one.ceiling - one.spent for one in funds.sources(code, at) if one.use == Use.TRAVEL.value)
    origins = _origins(found, as_of)
    return Budget(
        programme=code,
        as_of=as_of,
        scenarios=tuple(scenario(origins, money, each, fares or {}, raised) for raised in dict.fromkeys((0, rise))),
        names={place.code: place.name for place in places.provinces()},
    )


def _origins(found: Status, as_of: date) -> tuple[Origin, ...]:
    with counting():
        rows = boards.homes(found.programme.code, moment(as_of, zone=found.programme.time_zone))
    people: Counter[str] = Counter()
    for line, home, _, count in rows:
        if waits_to_return(assess_line(line, found.procedure)):
            people[home[:2] or UNKNOWN] += count
    return tuple(Origin(code, people[code]) for code in sorted(people))


def document(found: Budget) -> dict[str, Any]:
    """This will give the same for machines."""
    return {
        "programme": found.programme,
        "as_of": found.as_of.isoformat(),
        "scenarios": [
            {
                "rise_percent": one.rise,
                "people": one.people,
                "need": one.need,
                "money": one.money,
                "shortfall": one.shortfall,
                "covers": one.covers,
                "covers_whoever": one.surely,
                "sentence": said(one).as_dict(),
                "origins": [
                    {"origin": cost.code, "people": cost.people, "fare": cost.fare, "need": cost.need}
                    for cost in one.costs
                ],
            }
            for one in found.scenarios
        ],
    }
