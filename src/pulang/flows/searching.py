"""A better plan is sought by a worker, while whoever asked sees how far it is and may end it with the best so far.

What it found is a proposal like any other: kept for a day, and nothing counts before somebody accepts it.
"""

import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Final

from pydantic import Field

from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.journeys import operations, queries
from pulang.areas.journeys.facts import SearchFacts
from pulang.areas.journeys.planning.check import check
from pulang.areas.journeys.planning.planner import Outcome
from pulang.areas.journeys.planning.problem import Escort, Plan, Problem, Trip
from pulang.areas.journeys.rules import SEARCH_LAPSES, SEARCH_LIVES, SEARCH_PREFIX, SearchState
from pulang.flows import standing
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import Code, Text
from pulang.flows.planning import Planned, gathered, planned, told_of
from pulang.flows.planning_json import accepting
from pulang.flows.verbs import Verb
from pulang.kernel import refs
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context, jobs

TASK: Final = "pulang.seek_plans"
LOCK: Final = "seek-plans"
SECONDS: Final = 60
_EVERY: Final = 1.0  # seconds between two lines about how far it is
SearchNumber = Annotated[Text, Field(min_length=3, max_length=20)]


class BeginSearch(What):
    """A better plan is to be sought for as long as a minute."""

    programme: Code
    search: SearchNumber


class StopSearch(What):
    """A search is to end with the best it has."""

    programme: Code
    search: SearchNumber


def begin_search(*, by: Actor, at: datetime, ref: str, what: BeginSearch) -> Receipt:
    """This will have a worker seek a better plan; refuses a second search while one waits or runs."""
    with act(by, "journeys.search.begin", at, ref=ref, what=what, programme=what.programme) as trail:
        number = refs.parse(what.search, prefix=SEARCH_PREFIX)
        if queries.searching(what.programme, since=at - SEARCH_LAPSES) is not None:
            raise Refusal("search-runs-already", _RUNS)
        operations.begin_search(
            number=number, programme=what.programme, actor=by.code, as_of=trail.day(None), seconds=SECONDS, at=at
        )
        jobs.soon(TASK, queue="default", lock=LOCK)
        trail.note(subject=number)
    return trail.done()


def stop_search(*, by: Actor, at: datetime, ref: str, what: StopSearch) -> Receipt:
    """This will end a search; what it has is kept, and doing it again changes nothing."""
    with act(by, "journeys.search.stop", at, ref=ref, what=what, programme=what.programme) as trail:
        found = queries.search(refs.parse(what.search, prefix=SEARCH_PREFIX), what.programme)
        operations.stop_search(number=found.number)
        trail.note(subject=found.number)
    return trail.done()


def search(number: str, programme: str) -> SearchFacts:
    """This will give a search as it stands; refuses one that is not there."""
    return queries.search(refs.parse(number, prefix=SEARCH_PREFIX), programme)


def found(number: str, problem: Problem, programme: str, *, as_of: date) -> Planned:
    """This will give what a search found beside today's facts; refuses one that found nothing, or fits no longer."""
    one = search(number, programme)
    if one.state == SearchState.REFUSED.value and one.result:
        raise Refusal("search-found-nothing", Words(**one.result))
    if one.state != SearchState.FOUND.value or not one.result:
        raise Refusal("search-is-not-over", _NO_RESULT)
    said = one.result["accepting"]
    plan = Plan(
        tuple(Trip(each["case"], tuple(each["departures"]), each.get("escort", "")) for each in said["trips"]),
        tuple(Escort(each["code"], tuple(each["there"]), tuple(each["back"])) for each in said["escorts"]),
        said["cost"],
    )
    if check(problem, plan):
        raise Refusal("found-plan-is-old", _OLD)
    outcome = Outcome(plan=plan, home=one.home, **{name: one.result[name] for name in _KEPT})
    return told_of(programme, problem, outcome, as_of=as_of)


def seek_all(*, now: Callable[[], datetime]) -> int:
    """This will seek every plan that somebody waits for, and delete what old searches found; gives how many."""
    done = 0
    with _writing():
        operations.forget_searches(before=now() - SEARCH_LIVES)
    while (number := _next(now())) is not None:
        _seek(*number)
        done += 1
    return done


def _writing() -> Any:  # noqa: ANN401 - the context manager of storage
    return context.working(standing.view_of(SYSTEM))


def _next(at: datetime) -> tuple[str, str] | None:
    with _writing():
        return operations.take_search(since=at - SEARCH_LAPSES)


def _seek(number: str, programme: str) -> None:
    with context.looking(standing.view_of(SYSTEM)):
        asked = queries.search(number, programme)
    try:
        made = _found(asked)
    except Refusal as refusal:
        with _writing():
            operations.end_search(number=number, state=SearchState.REFUSED, result=refusal.words.as_dict())
        return
    outcome = made.outcome
    with _writing():
        operations.end_search(
            number=number,
            state=SearchState.FOUND,
            home=outcome.home,
            cost=outcome.plan.cost,
            result={
                "accepting": accepting(made),
                **{name: getattr(outcome, name) for name in _KEPT},
            },
        )


def _found(asked: SearchFacts) -> Planned:
    with standing.looking(SYSTEM, day=asked.as_of):
        problem = gathered(asked.programme, as_of=asked.as_of)
    told = _Telling(asked)
    return planned(
        asked.programme,
        problem,
        as_of=asked.as_of,
        seconds=asked.seconds,
        progress=told.progress,
        stop=told.stop,
    )


class _Telling:
    """Writes how far a search is, no more often than once a second, and hears whether it should stop."""

    def __init__(self, asked: SearchFacts) -> None:
        self.asked, self.began, self.told, self.stopping = asked, time.perf_counter(), 0.0, False
        self.home = self.cost = 0

    def progress(self, stage: str, home: int, cost: int) -> None:
        if stage != "bound" and (home, -cost) > (self.home, -self.cost):
            self.home, self.cost = home, cost
        self.stop()

    def stop(self) -> bool:
        passed = time.perf_counter() - self.began
        if not self.stopping and passed - self.told >= _EVERY:
            self.told = passed
            with _writing():
                self.stopping = operations.tell_search(
                    number=self.asked.number,
                    share=min(99, round(100 * passed / self.asked.seconds)),
                    home=self.home,
                    cost=self.cost,
                )
        return self.stopping


_KEPT: Final = (
    "asked",
    "home_bound",
    "cost_bound",
    "greedy_home",
    "greedy_cost",
    "seconds",
    "greedy_seconds",
    "proven",
)
_NO_RESULT: Final = Words(
    id="Pencarian itu belum selesai, atau hasilnya sudah dihapus. Susun lagi rencananya.",
    en="That search is not over, or what it found was deleted. Please plan again.",
)
_OLD: Final = Words(
    id="Catatan berubah sejak pencarian itu; rencananya tidak lagi cocok. Susun lagi rencananya.",
    en="The records have changed since that search; its plan no longer fits. Please plan again.",
)
_RUNS: Final = Words(
    id="Rencana yang lebih baik sedang dicari. Tunggu hasilnya, atau hentikan dulu pencarian itu.",
    en="A better plan is being sought. Wait for it, or stop that search first.",
)

VERBS = (
    Verb("journeys.search.begin", BeginSearch, begin_search),
    Verb("journeys.search.stop", StopSearch, stop_search),
)
