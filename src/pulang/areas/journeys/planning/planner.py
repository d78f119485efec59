"""Makes a plan: the clerk's first, then a better one for as long as there is time, each checked before it counts."""

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pulang.areas.journeys.planning.asking import faults
from pulang.areas.journeys.planning.check import check
from pulang.areas.journeys.planning.convoys import cheaper, together, within
from pulang.areas.journeys.planning.draft import Convoy, Draft, load
from pulang.areas.journeys.planning.greedy import fill, greedy, turns
from pulang.areas.journeys.planning.groups import Group, groups_of
from pulang.areas.journeys.planning.least import least
from pulang.areas.journeys.planning.master import MILLION, MISSED, Master
from pulang.areas.journeys.planning.pricing import Pricing
from pulang.areas.journeys.planning.problem import Plan, Problem, Traveller
from pulang.areas.journeys.planning.solver import Answer
from pulang.areas.journeys.planning.timetable import Timetable
from pulang.kernel.words import Words

LARGE = 4_000  # columns above which whole numbers are sought near the solution with fractions only
FEW = 400  # groups up to which every way near the best is offered, and found without regard to money first
SOLVABLE = 1_500  # groups above which the solver finds nothing in time that is better than `together`
NEARLY = 1e-6
WIDER = 0.3  # millions of rupiah by which a way may be worse and still be offered to whole people
TOLERATED = 0.005  # of the cost; nearer than this to the best, the search ends

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A checked plan, and how good it is at least.

    `home_bound` is the most people anybody could bring home, `cost_bound` the least it could cost to bring home as many
    as this plan does; `proven` is false where no bound was found in time.
    """

    plan: Plan
    home: int
    asked: int
    home_bound: int
    cost_bound: int
    greedy_home: int
    greedy_cost: int
    seconds: float
    greedy_seconds: float
    proven: bool

    @property
    def gap(self) -> float:
        """This will give how far the plan may be from the best: in people, or in money once nobody more can go."""
        if self.home < self.home_bound:
            return (self.home_bound - self.home) / self.home_bound
        return max(0.0, (self.plan.cost - self.cost_bound) / self.plan.cost) if self.plan.cost else 0.0


class NotPlannable(Exception):
    """The question cannot be planned; `words` say why and what to add."""

    def __init__(self, words: tuple[Words, ...]) -> None:
        super().__init__("; ".join(each.en for each in words))
        self.words = words


def plan(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 1,
    progress: Progress = lambda _stage, _home, _cost: None,
    stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """This will give the best plan found within `seconds`, never with fewer people home than the clerk's."""
    wrong = faults(problem)
    if wrong:
        raise NotPlannable(wrong)
    began = time.perf_counter()
    table = Timetable(problem)
    first = greedy(Draft(problem, table), stop)
    clerk = time.perf_counter() - began
    progress("greedy", first.home(), first.cost)
    search = _Search(problem, table, ends=began + seconds, stop=stop)
    drafts, home_bound, cost_bound, proven = search.run(first, seed, progress)
    drafts.append(first)
    asks = problem.budget is not None and len(search.groups) <= FEW and search.left() > 0
    if asks and all(draft.waiting() for draft in drafts):
        # What would be done with any money may cost no more than there is, and then nothing found below it is better.
        drafts += _affordable(problem, table, seed, ends=began + seconds, stop=stop)
    best = max(drafts, key=_merit)
    made = best.plan()
    found = check(problem, made)
    assert not found, f"a plan that its checker rejects: {found[:5]}"
    return Outcome(
        plan=made,
        home=best.home(),
        asked=sum(one.seats for one in problem.travellers),
        home_bound=max(home_bound, best.home()),
        cost_bound=min(cost_bound, made.cost),
        greedy_home=first.home(),
        greedy_cost=first.cost,
        seconds=time.perf_counter() - began,
        greedy_seconds=clerk,
        proven=proven,
    )


def _merit(draft: Draft) -> tuple[int, int, int, int]:
    return draft.home(), draft.repaid(), -draft.cost, -draft.late()


def _affordable(problem: Problem, table: Timetable, seed: int, *, ends: float, stop: Callable[[], bool]) -> list[Draft]:
    """This will give the plans made as if money did not matter that cost no more than there is."""
    rich = replace(problem, budget=None)
    first = greedy(Draft(rich, table), stop)
    found = _Search(rich, table, ends=ends, stop=stop).run(first, seed, lambda *_: None)[0]
    return [draft for draft in (first, *found) if draft.cost <= (problem.budget or 0)]


class _Search:
    def __init__(self, problem: Problem, table: Timetable, *, ends: float, stop: Callable[[], bool]) -> None:
        self.problem, self.table, self.ends, self._stop = problem, table, ends, stop
        self.groups = groups_of(problem, table)
        self.least = least(self.groups, table, problem.rules)
        self.bound = 0.0

    def left(self) -> float:
        """This will give the seconds that are left."""
        return 0.0 if self._stop() else self.ends - time.perf_counter()

    def run(self, first: Draft, seed: int, progress: Progress) -> tuple[list[Draft], int, int, bool]:
        """This will search until nothing improves or time is up; more than a solver can do in time it is not asked."""
        wide = together(self.problem, self.table, self._over)
        progress("together", wide.home(), wide.cost)
        if len(self.groups) > SOLVABLE:
            drafts = [self._afforded(wide, progress)]
            return drafts, *self._at_least(drafts), True
        master = Master(self.problem, self.table, self.groups, seed=seed)
        for draft in (first, wide):
            _offer(master, draft, self.groups)
        if len(self.groups) <= FEW and self.problem.budget is not None:
            # Ways found as if money did not matter are the same for every budget, so more of it brings no fewer home.
            self._grow(master, progress)
        master.mind_money()
        answer = self._grow(master, progress)
        drafts = [self._afforded(wide, progress)]
        if answer is None:
            return drafts, *self._at_least([first, *drafts]), False
        draft = self._rounded(master, answer)
        progress("rounded", draft.home(), draft.cost)
        fill(draft, turns(draft.waiting()), lambda: self.left() < -1)
        cheaper(draft, self._over)
        progress("filled", draft.home(), draft.cost)
        drafts.append(draft)
        best = max((first, *drafts), key=_merit)
        home, cost = self._at_least([best])
        return drafts, min(home, self._most_home(best)), max(cost, self._least_cost(master, best)), True

    def _over(self) -> bool:
        return self.left() <= 0

    def _afforded(self, wide: Draft, progress: Progress) -> Draft:
        draft = within(wide, self.problem, self._over)
        progress("afforded", draft.home(), draft.cost)
        return draft

    def _at_least(self, drafts: Iterable[Draft]) -> tuple[int, int]:
        best = max(drafts, key=_merit)
        return self.least.home(self.problem.budget), self.least.cost(best.home())

    def _grow(self, master: Master, progress: Progress) -> Answer | None:
        answer, share = None, self.left() * 0.55
        ends = time.perf_counter() + share
        while time.perf_counter() < ends:
            found = master.lp.solve(ends - time.perf_counter())
            if found is None:
                break
            answer = found
            added, bound = Pricing(master, answer).improve()
            self.bound = max(self.bound, bound)
            progress("bound", added, int(self.bound * MILLION))
            if not added:
                break
        if answer is not None and len(self.groups) <= FEW:
            Pricing(master, answer).widen(WIDER)
        return answer

    def _rounded(self, master: Master, answer: Answer) -> Draft:
        if master.lp.columns > LARGE:
            master.stay_near(answer)
        cost = max(answer.weighs - MISSED * self._missed(master, answer), 1.0)
        gap = TOLERATED * cost / max(answer.weighs, 1.0)
        whole, _ = master.lp.solve_whole(master.whole(), seconds=self.left() * 0.85, gap=gap)
        return _draft(master, whole or _padded(answer, master.lp.columns))

    def _missed(self, master: Master, answer: Answer) -> float:
        return sum(
            answer.values[column] * group.weight for column, group in zip(master.staying, self.groups, strict=True)
        )

    def _people(self) -> int:
        return sum(group.seats * len(group.members) for group in self.groups)

    def _most_home(self, best: Draft) -> int:
        owed = sum(group.owed * len(group.members) for group in self.groups)
        spent = best.cost if self.problem.budget is None else self.problem.budget
        if self.problem.budget is None and best.home() < self._people():
            spent = 2 * best.cost
        missed = math.ceil((self.bound - spent / MILLION) / MISSED - owed - 1e-6)
        return self._people() - max(missed, 0)

    def _least_cost(self, master: Master, best: Draft) -> int:
        cases = {one.case for group in self.groups for one in group.members}
        missed = sum(one.seats for one in best.waiting() if one.case in cases)
        if not missed:
            return max(0, int(self.bound * MILLION))
        master.cost_only(missed)
        least = 0.0
        while self.left() > 0:
            answer = master.lp.solve(self.left())
            if answer is None:
                break
            added, bound = Pricing(master, answer).improve()
            least = max(least, bound)
            if not added:
                break
        return int(least * MILLION)


def _offer(master: Master, draft: Draft, groups: Iterable[Group]) -> None:
    of = {one.case: number for number, group in enumerate(groups) for one in group.members}
    for case, (_, way) in draft.alone.items():
        master.add_alone(of[case], way)
    for convoy in draft.convoys:
        group = master.groups[of[convoy.cases[0].case]]
        master.add_escorts((group.site, group.home), convoy.there, convoy.back)


def _draft(master: Master, answer: Answer) -> Draft:
    """This will send real people along the flows, each in her turn; what does not add up is left for later."""
    draft = Draft(master.problem, master.table)
    waiting = [list(reversed(group.members)) for group in master.groups]
    for column, _, there, back in master.escorts.values():
        count = round(answer.values[column])
        if count:
            people = [
                waiting[number].pop()
                for number, along in master.along[column]
                for _ in range(min(round(answer.values[along]), len(waiting[number])))
            ]
            for convoy in _packed(people, count, Convoy(there, back), master.problem.rules.people_per_escort):
                draft.escort(convoy.cases, there, back)
    for (number, _), (column, way) in master.alone.items():
        for _ in range(min(math.floor(answer.values[column] + 1e-6), len(waiting[number]))):
            draft.send(waiting[number].pop(), way)
    return draft


def _padded(answer: Answer, columns: int) -> Answer:
    # Columns that came after the solution are not in it; parts of escorts and of people stay for later.
    values = [math.floor(value + NEARLY) for value in answer.values]
    return Answer(answer.weighs, values + [0] * (columns - len(values)), answer.prices)


def _packed(people: list[Traveller], count: int, like: Convoy, most: int) -> list[Convoy]:
    convoys = [Convoy(like.there, like.back) for _ in range(count)]
    for one in sorted(people, key=lambda each: -each.seats):
        room = [convoy for convoy in convoys if convoy.load(most) + load(one, most) <= most]
        if room:
            max(room, key=lambda convoy: convoy.load(most)).cases.append(one)
    return [convoy for convoy in convoys if convoy.cases]
