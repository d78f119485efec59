"""What a programme's journeys would cost at other fares, and how far its money goes: people by origin times a fare."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pulang.kernel.days import rupiah_in_words
from pulang.kernel.words import Words, people

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Origin:
    """So many people who would go home to one province."""

    code: str
    people: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What one province's people cost at a scenario's fare, in whole rupiah."""

    code: str
    people: int
    fare: int
    need: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """One answer: the need against the money, what is short, and how many people it covers.

    `covers` is the most people the money brings home, `surely` as many as it brings whoever they are; the two differ
    only where fares do. Neither is an order of departure.
    """

    rise: int  # percent on every fare
    costs: tuple[Cost, ...]
    people: int
    need: int
    money: int
    covers: int
    surely: int

    @property
    def shortfall(self) -> int:
        """This will give what is missing for everybody, zero where nothing is."""
        return max(0, self.need - self.money)


def scenario(origins: Iterable[Origin], money: int, fare: int, fares: Mapping[str, int], rise: int) -> Scenario:
    """This will reckon one scenario: `fares` by origin go before `fare`, every one raised by so many percent.

    A raised fare is rounded up to whole rupiah, so that no plan is short by a fraction.
    """
    costs = []
    for origin in origins:
        each = -(-fares.get(origin.code, fare) * (HUNDRED + rise) // HUNDRED)
        costs.append(Cost(origin.code, origin.people, each, each * origin.people))
    cheap = sorted(costs, key=lambda cost: cost.fare)
    return Scenario(
        rise=rise,
        costs=tuple(costs),
        people=sum(cost.people for cost in costs),
        need=sum(cost.need for cost in costs),
        money=money,
        covers=_reached(cheap, money),
        surely=_reached(cheap[::-1], money),
    )


def _reached(costs: Iterable[Cost], money: int) -> int:
    """This will count whom the money reaches when they are paid for in this order."""
    reached, left = 0, max(0, money)
    for cost in costs:
        taken = min(cost.people, left // cost.fare)
        reached, left = reached + taken, left - taken * cost.fare
        if taken < cost.people:
            break
    return reached


_ENOUGH = Words(
    id="{need} untuk {people}; dananya {money}, cukup.", en="{need} for {people}; there is {money}, which is enough."
)
_SHORT = Words(
    id="{need} untuk {people}; dananya {money}, kurang {gap}. Cukup untuk {covers}.",
    en="{need} for {people}; there is {money}, {gap} short. It covers {covers}.",
)


def said(one: Scenario) -> Words:
    """This will say a scenario in one sentence; the alarm names what is missing and how many the money covers."""
    words = _SHORT if one.shortfall else _ENOUGH
    return words.format(
        need=rupiah_in_words(one.need),
        people=people(one.people),
        money=rupiah_in_words(one.money),
        gap=rupiah_in_words(one.shortfall),
        covers=people(one.covers),
    )
