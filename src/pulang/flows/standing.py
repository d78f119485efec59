"""Where an actor stands: how far the database answers, and how the agency relates to a programme."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts import rules as rights
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.accounts.rules import Relation
from pulang.areas.cases import queries as cases
from pulang.areas.funds import queries as funds
from pulang.areas.grievances.rules import PREFIX
from pulang.areas.partners import queries as partners
from pulang.areas.programmes import queries as programmes
from pulang.flows import assessing
from pulang.flows import looking as looks
from pulang.storage import context
from pulang.storage.context import Reach, View


def view_of(actor: Actor, *, day: date | None = None) -> View:
    """This will give what the database is told about the actor, on a day."""
    return View(
        actor=actor.code,
        agency=actor.agency,
        reach=Reach(rights.reach_of(actor)),
        names=rights.may_open_names(actor),
        day=day,
        opens_as=rights.opens_as(actor),
        seconds=context.SECONDS_OF_COMMANDS if actor == SYSTEM else context.SECONDS,
        looks=rights.looks_of(actor),
    )


def looking(actor: Actor, *beside: Callable[[], object], day: date) -> AbstractContextManager[None]:
    """This will open a reading transaction in which the database answers for the actor, and only for the actor.

    What those `beside` ask comes with the opening (`context.looking`).
    What is looked at inside is noted with `flows.looking.note` and written down before the transaction ends.
    """
    return looks.opened(actor, view_of(actor, day=day), *beside)


def actor_on(code: str, day: date) -> Actor:
    """This will give who acts under `code` with the roles of that day; refuses an unknown or closed account.

    The number of a case stands for the person herself, the code of a complaint for whoever made it.
    """
    if complaints_code(code):
        return complainer(code)
    return herself(code) if cases.as_kept(code) == code else accounts.actor(code, day)


def complaints_code(text: str) -> bool:
    """This will be true for the code of a complaint as it is kept."""
    return text.startswith(f"{PREFIX}-") and len(text) == len("G-0000-0000") and text == text.upper()


def complainer(code: str) -> Actor:
    """This will give whoever made a complaint, known by its code alone."""
    return Actor(code=code, name="", roles=frozenset({rights.COMPLAINER}))


def herself(number: str) -> Actor:
    """This will give the person of a case as who acts; whether there is such a case the database says."""
    return Actor(code=number, name="", roles=frozenset({rights.HERSELF}))


def relation(actor: Actor, programme: str) -> Relation:
    """This will say how the actor's agency stands to a programme; the nearest relation counts."""
    about = programmes.programme(programme)
    if actor.agency == about.lead:
        return Relation.LEAD
    if actor.agency == about.ministry:
        return Relation.MINISTRY
    if actor.agency in partners.agencies_of(programme):
        return Relation.PARTNER
    if actor.agency in funds.payers_of(programme):
        return Relation.PAYER
    if actor.agency in cases.offices_of(programme):
        return Relation.RECEIVER
    return Relation.OUTSIDE


def bring_up_to_date(touched: Mapping[UUID, date]) -> None:
    """This will bring the stored answer of every touched case up to date, each for its own day."""
    for day in sorted(set(touched.values())):
        assessing.refresh([case for case, on in touched.items() if on == day], day=day)
