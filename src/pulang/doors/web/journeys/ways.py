"""Her way as her card and the gate tell it: what stands now, and nothing of a plan that was given up."""

from dataclasses import dataclass
from uuid import UUID

from pulang.areas.journeys import queries as journeys
from pulang.areas.journeys.facts import Leg
from pulang.areas.journeys.rules import LIVING, ItineraryEvent
from pulang.doors.web.journeys.wording import comes
from pulang.flows.manifests import whole_way
from pulang.kernel.moments import Moment
from pulang.kernel.words import NOTHING, Words


@dataclass(frozen=True, slots=True)
class Way:
    """The legs that stand, and when she is to come for the first of them; both empty where none is planned."""

    legs: tuple[Leg, ...]
    meets: Words


def way_of(case: UUID, at: Moment) -> Way:
    """This will give her way as it stands; a ticket given back has no hour any more."""
    plan = journeys.itinerary(case, at)
    if plan is None or plan.event == ItineraryEvent.DROPPED.value or plan.departs_on is None or plan.arrives_on is None:
        return Way((), NOTHING)
    legs = plan.legs or (whole_way(plan.reaches, plan.departs_on, plan.arrives_on),)
    ticket = next((one for one in journeys.tickets((case,), at) if one.event in LIVING), None)
    return Way(legs, comes(legs[0], ticket.meets) if ticket is not None else NOTHING)
