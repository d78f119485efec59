"""A plan is accepted: each person gets her itinerary and ticket, and the money for all of it is tied, in one act.

Whoever made the plan, the act looks at the books itself and checks every trip against them (`planning.check`): what
was true when the plan was made may have changed since.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import operations as case_operations
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.contacts.rules import NoticeKind
from pulang.areas.funds import operations as funds
from pulang.areas.funds.rules import EntryKind
from pulang.areas.journeys import operations
from pulang.areas.journeys.facts import EscortFacts, Leg, PlanFacts
from pulang.areas.journeys.operations import Way
from pulang.areas.journeys.planning.check import Prices, check, prices
from pulang.areas.journeys.planning.problem import Departure, Escort, Plan, Problem, Trip
from pulang.areas.journeys.rules import CLOCKS, PREFIX, slots
from pulang.flows import noticing, planning
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.funding import refuse_other_year
from pulang.flows.inputs import CaseNumber, Code, Rupiah, Text
from pulang.flows.verbs import Verb
from pulang.kernel import refs
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

MOST_TRIPS: Final = 5_000
TOLD_MOST: Final = 5
PlanNumber = Annotated[Text, Field(min_length=3, max_length=20)]
Departures = Annotated[
    tuple[Annotated[Text, Field(min_length=1, max_length=64)], ...], Field(min_length=1, max_length=30)
]


class AcceptTrip(BaseModel):
    """One case's way by the codes of its departures, and the escort who comes along, if any."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    case: CaseNumber
    departures: Departures
    escort: Annotated[Text, Field(max_length=32)] = ""


class AcceptEscort(BaseModel):
    """One escort: there and back by the codes of the departures."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    code: Code
    there: Departures
    back: Departures


class AcceptPlan(What):
    """A plan as `pulang plan --json` gives it: who travels how, with which escorts, at what cost, on which source."""

    programme: Code
    plan: PlanNumber
    source: Code
    cost: Rupiah
    trips: Annotated[tuple[AcceptTrip, ...], Field(min_length=1, max_length=MOST_TRIPS)]
    escorts: Annotated[tuple[AcceptEscort, ...], Field(max_length=MOST_TRIPS)] = ()


def accept_plan(*, by: Actor, at: datetime, ref: str, what: AcceptPlan) -> Receipt:
    """This will accept a plan and tie its money; refuses one that no longer fits the books, or costs more than is free.

    Whoever holds a ticket under an earlier plan keeps it and is not planned again.
    """
    with act(by, "journeys.plan.accept", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp, number = trail.stamp(None), refs.parse(what.plan, prefix=PREFIX)
        refuse_other_year(what.programme, what.source, stamp.happened_on)
        people = _held(what)
        problem = planning.asked(what.programme, as_of=stamp.happened_on)
        plan = _plan(what)
        _refuse_unfit(problem, plan)
        trail.touched.update(case.id for case in people.values())
        trail.note(subject=number)
        funds.post(source=what.source, kind=EntryKind.COMMIT, amount=plan.cost, document=number, stamp=stamp)
        laid = _Laid(problem, plan, prices(problem, plan))
        operations.accept(
            programme=what.programme, plan=laid.facts(number, what.source, trail), ways=laid.ways(people), stamp=stamp
        )
        for case in people.values():
            noticing.tell(trail, case, NoticeKind.JOURNEY)
    return trail.done()


def _held(what: AcceptPlan) -> dict[str, CaseRef]:
    """This will find every case of the plan and keep other acts off them, in the order of their keys."""
    found = {}
    for trip in what.trips:
        case = cases.find(trip.case, what.programme)
        found[case.number] = case
    for case in sorted(found.values(), key=lambda one: str(one.id)):
        case_operations.hold(case=case.id)
    return found


def _plan(what: AcceptPlan) -> Plan:
    trips = tuple(Trip(cases.numbered(each.case), each.departures, each.escort) for each in what.trips)
    return Plan(trips, tuple(Escort(each.code, each.there, each.back) for each in what.escorts), what.cost)


def _refuse_unfit(problem: Problem, plan: Plan) -> None:
    found = check(problem, plan)
    if found:
        told = ", ".join(f"{each.about} ({each.code})" for each in found[:TOLD_MOST])
        raise Refusal("plan-does-not-fit", _UNFIT.format(count=len(found), told=told), field="trips")


@dataclass(frozen=True, slots=True)
class _Laid:
    """A checked plan beside the facts it was checked against, laid out for the books."""

    problem: Problem
    plan: Plan
    cost: Prices

    def facts(self, number: str, source: str, trail: Trail) -> PlanFacts:
        seats = {one.case: one.seats for one in self.problem.travellers}
        departures = {one.code: one for one in self.problem.departures}
        escorts = tuple(
            EscortFacts(
                one.code,
                self._legs(one.there, departures),
                self._legs(one.back, departures),
                self.cost.escorts[one.code],
            )
            for one in self.plan.escorts
        )
        people = sum(seats[trip.case] for trip in self.plan.trips)
        return PlanFacts(number, source, self.plan.cost, people, escorts, trail.day(None))

    def ways(self, people: Mapping[str, CaseRef]) -> tuple[Way, ...]:
        departures = {one.code: one for one in self.problem.departures}
        home = {one.case: one.district for one in self.problem.travellers}
        meets = self._meets(departures)
        return tuple(
            Way(
                case=people[trip.case].id,
                reaches=home[trip.case],
                legs=self._legs(trip.departures, departures),
                escort=trip.escort,
                amount=self.cost.trips[trip.case],
                meets=meets[trip.case],
            )
            for trip in self.plan.trips
        )

    def _meets(self, departures: Mapping[str, Departure]) -> dict[str, str]:
        """This will give everybody a time to come, those of one escort one after the other."""
        found = {}
        by_first = sorted(self.plan.trips, key=lambda trip: (trip.departures[0], trip.escort, trip.case))
        for code, together in groupby(by_first, key=lambda trip: trip.departures[0]):
            trips, first = list(together), departures[code]
            times = slots(len(trips), leaves=first.departs)
            found.update({trip.case: self._local(at, first.start) for trip, at in zip(trips, times, strict=True)})
        return found

    def _legs(self, codes: Sequence[str], departures: Mapping[str, Departure]) -> tuple[Leg, ...]:
        names = {one.code: one.name for one in self.problem.places}
        zones = {one.code: ZoneInfo(one.zone) for one in self.problem.places}
        return tuple(
            Leg(
                mode=one.mode,
                start=names[one.start],
                to=names[one.to],
                departs=one.departs.astimezone(zones[one.start]).date(),
                arrives=one.arrives.astimezone(zones[one.to]).date(),
                fare=one.fare or None,
                leaves=self._local(one.departs, one.start),
                comes=self._local(one.arrives, one.to),
            )
            for one in (departures[code] for code in codes)
        )

    def _local(self, at: datetime, place: str) -> str:
        zone = next(one.zone for one in self.problem.places if one.code == place)
        return f"{at.astimezone(ZoneInfo(zone)):%H:%M} {CLOCKS[zone]}"


_UNFIT: Final = Words(
    id="Rencana ini tidak lagi cocok dengan catatan hari ini, di {count} hal: {told}. Susun lagi rencananya.",
    en="This plan no longer fits today's records, in {count} places: {told}. Please plan again.",
)

VERBS = (Verb("journeys.plan.accept", AcceptPlan, accept_plan),)
