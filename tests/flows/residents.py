"""People of the small programme, registered by acts, under numbers that are always the same."""

import random
from datetime import date
from typing import Any
from uuid import UUID

from tests.flows.offices import DAY, PROGRAMME, do

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.cases import queries as cases
from pulang.areas.readiness import queries as readiness
from pulang.flows import standing
from pulang.flows.assessing import basis
from pulang.kernel import refs

COORDINATOR = "koordinator"
HOME = "35.78"  # Kota Surabaya
_CHANCE = random.Random(145)


def number() -> str:
    return refs.draw("K", _CHANCE.randrange)


def resident(by: str = COORDINATOR, **changes: Any) -> str:
    """This will register somebody who chose to return to Surabaya, and give her case number."""
    asked = {
        "programme": PROGRAMME,
        "case": number(),
        "home": HOME,
        "papers": "NONE",
        "choice": "RETURN",
        "informed": "CONVERSATION",
        "happened_on": "2018-10-18",
    }
    return do("cases.case.register", by, **{**asked, **changes}).subject


def case_id(case: str) -> UUID:
    with standing.looking(SYSTEM, day=DAY):
        return cases.find(case).id


def unmet(case: str) -> tuple[str, ...]:
    """This will give the case gates that stand stored as not met."""
    wanted = case_id(case)
    with standing.looking(SYSTEM, day=DAY):
        return next(row.unmet for row in readiness.stored(basis=basis()) if row.case == wanted)


def day(text: str) -> date:
    return date.fromisoformat(text)
