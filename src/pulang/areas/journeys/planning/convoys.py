"""A plan made home by home: escorts where they serve most, then everybody else, then cheaper, then within the money.

It needs no solver, so it is the plan of large programmes: what the clerk does one by one is done here with a look at
everybody who is bound for the same home.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pulang.areas.journeys.planning.asking import contradiction
from pulang.areas.journeys.planning.draft import Convoy, Draft, load
from pulang.areas.journeys.planning.greedy import Finder, fill, suits, turns
from pulang.areas.journeys.planning.problem import Problem, Traveller
from pulang.areas.journeys.planning.timetable import Timetable, Way

Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Choice:
    """One way for one escort, with those who would come along, and what each of them would cost."""

    each: float
    there: Way
    back: Way
    riders: tuple[Traveller, ...]


def together(problem: Problem, table: Timetable, stop: Stop) -> Draft:
    """This will plan for everybody as if money did not matter, and make it cheaper."""
    draft = Draft(replace(problem, budget=None), table)
    people = turns(one for one in problem.travellers if _plannable(one, table))
    _escorted(draft, [one for one in people if one.accompanied], stop)
    fill(draft, [one for one in people if not one.accompanied], stop)
    regrouped(draft, stop)
    cheaper(draft, stop)
    return draft


def within(draft: Draft, problem: Problem, stop: Stop) -> Draft:
    """This will leave out whoever costs most until the money suffices, and fill up again for as long as it helps."""
    draft.problem = problem
    _leave_out(draft)
    before = -1
    while draft.home() > before and draft.waiting() and not stop():
        before = draft.home()
        cheaper(draft, stop)
        fill(draft, _cheapest_first(draft), stop)
    return draft


def _plannable(one: Traveller, table: Timetable) -> bool:
    return contradiction(one) is None and one.home in table.place and one.site in table.place


def _escorted(draft: Draft, people: Iterable[Traveller], stop: Stop) -> None:
    bound_for: dict[tuple[str, str], list[Traveller]] = defaultdict(list)
    for one in people:
        bound_for[one.site, one.home].append(one)
    finder = Finder(draft)
    for waiting in bound_for.values():
        if stop():
            return
        _convoys(draft, finder, waiting)


def _convoys(draft: Draft, finder: Finder, people: Sequence[Traveller]) -> None:
    """This will send everybody who goes to one home with as few and as cheap escorts as it finds."""
    waiting = sorted(people, key=lambda one: (one.not_after, -one.seats, one.case))
    while waiting:
        choices = list(_choices(draft, finder, waiting))
        best = min(choices, key=lambda each: (each.each, each.there.arrives), default=None)
        if best is None or not draft.escort(best.riders, best.there, best.back):
            waiting.pop(0)
            continue
        gone = {one.case for one in best.riders}
        waiting = [one for one in waiting if one.case not in gone]


def _choices(draft: Draft, finder: Finder, waiting: Sequence[Traveller]) -> Iterator[_Choice]:
    # Whoever has to be home soonest decides how long; the others, how early.
    pivot, table, rules = waiting[0], draft.table, draft.problem.rules
    days = sorted({max(one.not_before, pivot.not_before) for one in waiting})
    for day in days:
        for receiver in {False, pivot.receiver}:
            asks = replace(pivot, not_before=day, receiver=receiver)
            if asks.not_after < day:
                continue
            most = max(rules.people_per_escort, pivot.seats)
            way = finder.roomy(asks, most + 1) or finder.roomy(asks, pivot.seats + 1)
            back = None if way is None else finder.back(table.place[pivot.site], way)
            if way is None or back is None:
                continue
            riders = _riders(draft, way, waiting)
            seats = sum(one.seats for one in riders)
            cost = (seats + 1) * way.price + back.price + rules.escort_fee + draft.opening(way.legs + back.legs)
            yield _Choice(cost / seats, way, back, riders)


def _riders(draft: Draft, way: Way, waiting: Sequence[Traveller]) -> tuple[Traveller, ...]:
    most, cared, seats = draft.problem.rules.people_per_escort, 0, 1
    riders: list[Traveller] = []
    free = min(draft.left(leg) for leg in way.legs)
    for one in waiting:
        care = load(one, most)
        if cared + care <= most and seats + one.seats <= free and suits(draft.table, one, way):
            riders.append(one)
            cared, seats = cared + care, seats + one.seats
    return tuple(riders)


def regrouped(draft: Draft, stop: Stop) -> None:
    """This will put the people of each home into other escorts' care where that is cheaper."""
    finder = Finder(draft)
    for key in list(draft.bound_for):
        if stop():
            return
        old = list(draft.bound_for[key])
        people = [one for convoy in old for one in convoy.cases]
        if not people:
            continue
        cost = draft.cost
        for convoy in old:
            draft.disband(convoy)
        _convoys(draft, finder, people)
        new = list(draft.bound_for[key])
        if draft.cost >= cost or sum(len(convoy.cases) for convoy in new) < len(people):
            for convoy in new:
                draft.disband(convoy)
            for convoy in old:
                draft.escort(convoy.cases, convoy.there, convoy.back)


def cheaper(draft: Draft, stop: Stop) -> None:
    """This will bring whoever travels by herself home by a cheaper way, or earlier where that costs nothing more."""
    finder = Finder(draft)
    dear = sorted(draft.alone.items(), key=lambda item: (-item[1][1].price, item[0]))
    for case, (one, way) in dear:
        if stop():
            return
        draft.stay(case)
        other = finder.way(one, one.seats)
        if other is None or _worth(draft, one, other) >= _worth(draft, one, way) or not draft.send(one, other):
            draft.send(one, way)


def _worth(draft: Draft, one: Traveller, way: Way) -> tuple[int, int]:
    return one.seats * way.price + draft.opening(way.legs), way.arrives


def _leave_out(draft: Draft) -> None:
    """This will take back the ways that cost most for each person, until the budget bears the rest."""
    if draft.problem.budget is None:
        return
    fee = draft.problem.rules.escort_fee
    ways: list[tuple[float, str, Convoy | str]] = [
        (float(way.price), case, case) for case, (_, way) in draft.alone.items()
    ]
    for convoy in draft.convoys:
        seats = sum(one.seats for one in convoy.cases)
        cost = (seats + 1) * convoy.there.price + convoy.back.price + fee
        ways.append((cost / seats, convoy.cases[0].case, convoy))
    for _, _, each in sorted(ways, key=lambda way: (-way[0], way[1])):
        if draft.cost <= draft.problem.budget:
            return
        if isinstance(each, str):
            draft.stay(each)
        else:
            draft.disband(each)


def _cheapest_first(draft: Draft) -> list[Traveller]:
    """This will put those who wait in the order of what they cost each, as far as is known; then in their turn."""
    finder = Finder(draft)
    priced = []
    for place, one in enumerate(turns(draft.waiting())):
        if _plannable(one, draft.table):
            way = finder.way(one, one.seats + one.accompanied)
            if way is not None:
                priced.append((way.price * (1 + 2 * one.accompanied / one.seats), place, one))
    return [one for *_, one in sorted(priced, key=lambda each: each[:2])]
