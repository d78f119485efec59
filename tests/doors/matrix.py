"""The table of who may open what: role × relation to the case × address × method, told apart from the code it holds.

`test_web_rights.MAY` says which roles open an address about a case that is theirs in every way. `REACHES` says which
of them still do when the case stands otherwise to them. A cell is allowed when both say so.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from tests.doors import test_web_rights as rights
from tests.world import (
    CASE_WORKER,
    COORDINATOR,
    ELSEWHERE,
    HEAD,
    MINISTRY_REVIEWER,
    PARTNER,
    PARTNER_WORKER,
    PROGRAMME,
    RECEIVER,
    RECEIVING_OFFICER,
    STRANGER,
    SURABAYA,
    World,
)

SIGNED_OUT = ""
OUTSIDERS = {PARTNER_WORKER, RECEIVING_OFFICER}  # see a case only while it is in their care
INSIDERS = rights.EVERYBODY - OUTSIDERS - {STRANGER}
NAMED = {CASE_WORKER, COORDINATOR}  # the two for whom the locked case is


class Relation(Enum):
    """How a case stands to those who look."""

    OWN = "in everybody's care"
    OTHER = "of the same office, in nobody else's care"
    ELSEWHERE = "of another office's programme"
    FORMER = "was in their care"
    WITHDRAWN = "in their care until she withdrew her consent"
    LOCKED = "for two named people"
    ENDED = "ended: she stays"
    ERASED = "of somebody who was erased"


# Who is reached at all, before any right is asked.
REACHES: dict[Relation, set[str]] = {
    Relation.OWN: INSIDERS | OUTSIDERS,
    Relation.OTHER: INSIDERS,
    Relation.ELSEWHERE: {STRANGER, MINISTRY_REVIEWER},
    Relation.FORMER: INSIDERS,
    Relation.WITHDRAWN: INSIDERS,
    Relation.LOCKED: NAMED,
    Relation.ENDED: INSIDERS | OUTSIDERS,
    Relation.ERASED: INSIDERS,
}
# Of another programme the stranger is the coordinator, so an address is hers where it is the coordinator's.
SAME_ROLE = {STRANGER: COORDINATOR}


# Who sees the case but may open nothing of it is told so in words, and that it was tried is written down.
EXPLAINED = {(name, user) for name in ("case-reveal", "emergency-open") for user in (MINISTRY_REVIEWER, HEAD)}


@dataclass(frozen=True, slots=True)
class Cell:
    """One question to the service."""

    name: str
    method: str
    user: str
    relation: Relation | None
    url: str


def allowed(cell: Cell) -> bool:
    """Whether the table lets this user open this address."""
    may = rights.MAY[cell.name]
    if cell.relation is None:
        return cell.user in may
    if cell.user not in REACHES[cell.relation]:
        return False
    role = SAME_ROLE.get(cell.user, cell.user) if cell.relation is Relation.ELSEWHERE else cell.user
    return role in may


def explained(cell: Cell) -> bool:
    """Whether a form that is sent without the right is answered by the form in words, because its page is no secret."""
    seen = cell.relation is None or cell.user in REACHES[cell.relation]
    return (cell.name, cell.user) in EXPLAINED and seen


def cases(world: World) -> dict[Relation, str]:
    """One case for each relation, brought there by acts."""
    world.open_programme(ELSEWHERE, "DINSOS-BTN")
    return {
        Relation.OWN: _cared_for(world),
        Relation.OTHER: world.choosing(),
        Relation.ELSEWHERE: _elsewhere(world),
        Relation.FORMER: _taken_back(world, _cared_for(world)),
        Relation.WITHDRAWN: _withdrawn(world, _cared_for(world)),
        Relation.LOCKED: _locked(world, _cared_for(world)),
        Relation.ENDED: world.move(_cared_for(world), "STAYED"),
        Relation.ERASED: world.erased(world.move(world.choosing(), "WITHDRAWN")),
    }


def _elsewhere(world: World) -> str:
    said: dict[str, Any] = {"case": world.number(), "home": SURABAYA, "choice": "RETURN", "informed": "CONVERSATION"}
    return world.do("cases.case.register", STRANGER, programme=ELSEWHERE, **said).subject


def _cared_for(world: World) -> str:
    number = world.choosing()
    world.given(number)
    return world.given(number, PARTNER, "PARTNER")


def _taken_back(world: World, number: str) -> str:
    for agency, purpose in ((RECEIVER, "RECEIVING_OFFICE"), (PARTNER, "PARTNER")):
        world.here("cases.assignment.end", case=number, agency=agency, purpose=purpose)
    return number


def _withdrawn(world: World, number: str) -> str:
    for purpose in ("RECEIVING_OFFICE", "PARTNER"):
        world.here("cases.consent.record", CASE_WORKER, case=number, purpose=purpose, event="WITHDRAWN")
    return number


def _locked(world: World, number: str) -> str:
    world.actor(CASE_WORKER)
    world.here("cases.lock.set", case=number, first=CASE_WORKER, second=COORDINATOR, reason="Ancaman")
    return number


def in_programme(relation: Relation) -> str:
    """Which programme the case of a relation is in."""
    return ELSEWHERE if relation is Relation.ELSEWHERE else PROGRAMME
