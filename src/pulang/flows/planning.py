"""Gathers from the books who wants to go home and on what money, and plans the whole way."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import CaseLine, Homebound
from pulang.areas.funds import queries as funds
from pulang.areas.funds.rules import Use
from pulang.areas.journeys import queries as journeys
from pulang.areas.journeys.planning.offices import is_example, laid_over
from pulang.areas.journeys.planning.planner import NotPlannable, Outcome, Progress, plan
from pulang.areas.journeys.planning.problem import Departure, Place, Problem, Traveller
from pulang.areas.journeys.planning.starter import Network, network
from pulang.areas.journeys.planning.waiting import Further, Waits, waiting
from pulang.areas.journeys.rules import CLOCKS
from pulang.areas.places import queries as places
from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.areas.readiness import queries as readiness
from pulang.areas.readiness.assessment import assess_line
from pulang.areas.readiness.facts import read_line
from pulang.areas.readiness.rules import ENDINGS, RANK, Procedure, Stage
from pulang.flows import looking
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context

PREPARING_DAYS: Final = 3  # nobody leaves sooner after a plan than she can be told and pack
WINDOW_DAYS: Final = 21  # for whoever said no last day
RETURN_DAYS: Final = 12  # an escort has to get back, too
RUNS: Final = timedelta(days=14)  # a way that began so long ago may still have legs ahead
LONGEST_DAYS: Final = 180
SHOWS: Final = ("home", "wishes", "seats", "choice", "stage")
_REGENCY: Final = len("35.78")

# What everybody knows of a departure: by what, from where to where, on which local day, at which hour.
Known: TypeAlias = tuple[str, str, str, date, str]
NOBODY: Final = Words(
    id="Belum ada yang memilih pulang dan menunggu keberangkatan. Catat pilihan lebih dulu.",
    en="Nobody has chosen to return and waits to leave. Please record the choices first.",
)
NO_PLACE: Final = Words(
    id="Kabupaten lokasi program ini belum ada dalam jaringan perjalanan. Catat kabupatennya.",
    en="The district of this programme's site is not in the network. Please record its district.",
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan for one programme, with those who wait and why; `examples` is true where fares in it are examples."""

    programme: str
    as_of: date
    problem: Problem
    outcome: Outcome
    waits: tuple[Waits, ...]
    further: tuple[Further, ...]
    examples: bool


def gathered(code: str, *, as_of: date, budget: int | None = None) -> Problem:
    """This will put a programme's facts together for the planner, and write down the look; needs an open context.

    Without a budget the money counts that is released and not spent; refuses a programme nobody waits in.
    """
    found = _asked(code, as_of=as_of)
    looking.note(action="journeys.planned", programme=code, fields=SHOWS, cases=[case for case, _ in found.cases])
    return replace(found.problem, budget=_money(code, as_of) if budget is None else budget)


def asked(code: str, *, as_of: date) -> Problem:
    """This will put together the same inside an act, which writes its own line; no budget limits it."""
    return _asked(code, as_of=as_of).problem


@dataclass(frozen=True, slots=True)
class _Asked:
    problem: Problem
    cases: tuple[tuple[UUID, str], ...]


def _asked(code: str, *, as_of: date) -> _Asked:
    about = programmes.programme(code)
    at = moment(as_of, zone=about.time_zone)
    procedure = readiness.procedure(about.procedure)
    with context.judging():  # whether she is a child counts, whoever plans
        lines = {line.case: line for line in boards.lines_of_programme(code, at)}
    with context.counting():
        keeps = {one.case for one in journeys.living(code, at)}
    ready = [
        one
        for one in boards.homebound(code, at)
        if one.case in lines and one.case not in keeps and _waits(lines[one.case], procedure)
    ]
    if not ready:
        raise Refusal("nobody-to-plan-for", NOBODY)
    first = as_of + timedelta(days=PREPARING_DAYS)
    last = max([_until(one, first) for one in ready if _until(one, first) <= first + timedelta(days=LONGEST_DAYS)])
    days = (last - first).days + RETURN_DAYS
    laid = _network(code, at, [about.place, *(one.home for one in ready)], first=first, days=days)
    if about.place[:_REGENCY] not in laid.place_of:
        raise Refusal("site-not-in-network", NO_PLACE)
    people = tuple(_traveller(one, lines[one.case], about, laid, first) for one in ready)
    named = tuple(replace(each, name=_name(each)) for each in laid.places)
    running = _running(laid.departures, {each.code: each for each in named}, code, at)
    return _Asked(Problem(named, running, people), tuple((one.case, one.number) for one in ready))


def _network(code: str, at: Moment, districts: Iterable[str], *, first: date, days: int) -> Network:
    """This will lay the office's own network over the one to begin with, for these districts."""
    own = journeys.network_of(code, at)
    through = [end for each in own.services for end in (each.start, each.to) if end[:1].isdigit()]
    return laid_over(
        network([*districts, *through], first=first, days=days),
        places=[one.place for one in own.stops],
        services=own.services,
        ended=own.ended,
        first=first,
        days=days,
    )


def _name(one: Place) -> str:
    return places.place(code=one.code).name if one.code[:1].isdigit() else one.name


def planned(
    code: str,
    problem: Problem,
    *,
    as_of: date,
    seconds: float,
    progress: Progress,
    stop: Callable[[], bool] = lambda: False,
) -> Planned:
    """This will plan what was gathered; refuses, in words, what cannot be planned."""
    try:
        outcome = plan(problem, seconds=seconds, progress=progress, stop=stop)
    except NotPlannable as no:
        raise Refusal("not-plannable", _together(no.words)) from no
    return told_of(code, problem, outcome, as_of=as_of)


def told_of(code: str, problem: Problem, outcome: Outcome, *, as_of: date) -> Planned:
    """This will say of a plan who waits and why, what more money would do, and whether its fares are examples."""
    waits, further = waiting(problem, outcome.plan)
    used = {leg for trip in outcome.plan.trips for leg in trip.departures}
    return Planned(code, as_of, problem, outcome, waits, further, examples=any(map(is_example, used)))


def _together(words: Iterable[Words]) -> Words:
    given = tuple(words)
    return Words(id=" ".join(each.id for each in given), en=" ".join(each.en for each in given))


def _waits(line: CaseLine, procedure: Procedure) -> bool:
    answer = assess_line(line.line, procedure)
    confirmed = read_line(line.line).itinerary == "TICKETS_CONFIRMED"
    on_her_way = answer.stage in ENDINGS or RANK[answer.stage] >= RANK[Stage.DEPARTED]
    return answer.choice == "RETURN" and not on_her_way and not confirmed


def _from(one: Homebound, first: date) -> date:
    return max(first, one.not_before or first)


def _until(one: Homebound, first: date) -> date:
    return one.not_after or _from(one, first) + timedelta(days=WINDOW_DAYS)


def _traveller(one: Homebound, line: CaseLine, about: ProgrammeFacts, laid: Network, first: date) -> Traveller:
    facts = read_line(line.line)
    return Traveller(
        case=one.number,
        site=laid.place_of[about.place[:_REGENCY]],
        home=laid.place_of.get(one.home[:_REGENCY], ""),
        not_before=_from(one, first),
        not_after=_until(one, first),
        seats=one.seats,
        escort=one.escort,
        discreet=one.discreet,
        child=facts.screening == "CHILD",
        receiver=facts.receiver_acknowledged and not one.discreet,
        region=line.origin or one.home[:2],
        district=one.home[:_REGENCY],
        since=one.opened_on,
    )


def _money(code: str, as_of: date) -> int:
    """This will give what may be used: what is free, and what is tied for no accepted plan."""
    at = moment(as_of, zone=programmes.programme(code).time_zone)
    sources = [each for each in funds.sources(code, at) if each.use == Use.TRAVEL.value]
    free = sum(each.available + each.committed for each in sources)
    kept = sum(funds.under(one.number, one.source, at).still_tied for one in journeys.plans(code, at))
    return max(0, free - kept)


def _running(laid: Iterable[Departure], named: Mapping[str, Place], code: str, at: Moment) -> tuple[Departure, ...]:
    """This will give the departures that run, with the seats nobody holds; those without any are left out."""
    gone = journeys.cancelled(code, at)
    taken = _taken(code, at)
    found = []
    for one in laid:
        known = _known(one, named)
        seats = one.seats - taken.get(known, 0)
        if known not in gone and seats > 0:
            found.append(replace(one, seats=seats) if seats < one.seats else one)
    return tuple(found)


def _taken(code: str, at: Moment) -> Mapping[Known, int]:
    """This will count the seats held on each departure by people who keep their ways, and by their escorts."""
    taken: Counter[Known] = Counter()
    with context.counting():
        held = boards.leaving(code, at, first=at.day - RUNS, last=at.day + timedelta(days=LONGEST_DAYS))
    for one in held:
        for leg in journeys.legs_of(json.loads(one.legs)):
            taken[leg.mode, leg.start, leg.to, leg.departs, leg.leaves] += one.seats
    along = {(one.plan, one.escort) for one in held if one.escort}
    for accepted in journeys.plans(code, at):
        for escort in accepted.escorts:
            if (accepted.number, escort.code) in along:
                for leg in escort.there + escort.back:
                    taken[leg.mode, leg.start, leg.to, leg.departs, leg.leaves] += 1
    return taken


def _known(one: Departure, named: Mapping[str, Place]) -> Known:
    start = named[one.start]
    local = one.departs.astimezone(ZoneInfo(start.zone))
    return one.mode, start.name, named[one.to].name, local.date(), f"{local:%H:%M} {CLOCKS[start.zone]}"
