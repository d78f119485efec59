"""A departure does not run: only those who were to go with it are planned anew, everybody else keeps what was told."""

import json
from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import Leaving
from pulang.areas.cases import operations as case_operations
from pulang.areas.cases import queries as cases
from pulang.areas.cases.rules import Movement
from pulang.areas.contacts.rules import NoticeKind
from pulang.areas.journeys import operations, queries
from pulang.areas.journeys.facts import Leg
from pulang.areas.journeys.rules import Mode
from pulang.flows import noticing, withdrawing
from pulang.flows.about_case import now
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import Code, Day, Short, Text
from pulang.flows.manifests import AHEAD, BEHIND
from pulang.flows.verbs import Verb
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

Stop = Annotated[Text, Field(min_length=1, max_length=80)]


class CancelDeparture(What):
    """A departure that does not run: by what, from where to where, on which local day, at which hour if known."""

    programme: Code
    mode: Mode
    start: Stop
    to: Stop
    departs: Day
    leaves: Annotated[Text, Field(max_length=16)] = ""
    reason: Short = ""


def cancel_departure(*, by: Actor, at: datetime, ref: str, what: CancelDeparture) -> Receipt:
    """This will cancel a departure; whoever was to go with it gets her ticket back at once and is planned anew.

    Refuses a departure that has gone, and one that is cancelled already. Whoever is on the way stays on the way, and
    is told that there is news.
    """
    with act(by, "journeys.departure.cancel", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(None)
        if what.departs < stamp.happened_on:
            raise Refusal("departure-has-gone", _GONE, field="departs")
        leg = Leg(what.mode.value, what.start, what.to, what.departs, what.departs, leaves=what.leaves)
        if key(leg) in queries.cancelled(what.programme, now(trail)):
            raise Refusal("cancelled-already", _TWICE)
        operations.cancel(programme=what.programme, leg=leg, reason=what.reason, stamp=stamp)
        today = stamp.happened_on
        found = boards.leaving(what.programme, now(trail), first=today - BEHIND, last=today + AHEAD)
        for one in sorted((each for each in found if _goes(each, leg, today)), key=lambda each: str(each.case)):
            case = cases.find(one.number, what.programme)
            case_operations.hold(case=case.id)
            if one.move != Movement.DEPARTED.value:
                withdrawing.drop_plan(trail, case, stamp)
            noticing.tell(trail, case, NoticeKind.JOURNEY)
            trail.touched.add(case.id)
        trail.note(subject=what.programme)
    return trail.done()


def key(leg: Leg) -> tuple[str, str, str, object, str]:
    """This will name a departure by what everybody knows of it."""
    return leg.mode, leg.start, leg.to, leg.departs, leg.leaves


def _goes(one: Leaving, leg: Leg, today: date) -> bool:
    waits = one.move in {"", Movement.REOPENED.value} and one.departs_on >= today
    if not waits and one.move != Movement.DEPARTED.value:
        return False
    return any(key(each) == key(leg) for each in queries.legs_of(json.loads(one.legs)))


_GONE: Final = Words(
    id="Hari keberangkatan itu sudah lewat. Yang sedang di jalan diurus lewat berkasnya masing-masing.",
    en="The day of that departure has passed. Whoever is on the way is seen to in her own case.",
)
_TWICE: Final = Words(id="Keberangkatan itu sudah dibatalkan.", en="That departure is cancelled already.")

VERBS = (Verb("journeys.departure.cancel", CancelDeparture, cancel_departure),)
