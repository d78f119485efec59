"""What a ticket holds: money tied for it, and untied again whenever somebody does not travel after all.

A person's change of mind never waits for money: where nothing can be untied (it was paid out already, or its fiscal
year is over), the ticket is given back all the same, and the money screen says what carriers still owe.
"""

from typing import Final

from pulang.areas.cases.facts import CaseRef
from pulang.areas.funds import operations as funds
from pulang.areas.funds import queries as money
from pulang.areas.funds.rules import EntryKind, in_fiscal_year
from pulang.areas.journeys import operations, queries
from pulang.areas.journeys.facts import PlanFacts
from pulang.areas.journeys.rules import LIVING, TicketEvent, freed
from pulang.flows.act import Trail
from pulang.kernel.moments import EVERYTHING, Moment
from pulang.storage import context
from pulang.storage.books import Stamp

ALWAYS: Final = Moment(EVERYTHING.date(), EVERYTHING)


def give_back(trail: Trail, case: CaseRef, stamp: Stamp) -> int:
    """This will give a person's ticket back and untie what it held; gives how much the plan needs no more.

    Nothing happens, and nothing is given, where she has no ticket.
    """
    with context.counting():  # whoever changes a person's mind for her may not see who else is in the plan
        mine = next((one for one in queries.tickets((case.id,), ALWAYS) if one.event in LIVING), None)
        if mine is None:
            return 0
        plan = queries.plan(mine.plan, case.programme, ALWAYS)
        held = [one for one in queries.living(case.programme, ALWAYS) if one.plan == plan.number]
        remaining = max(0, plan.cost - queries.returned(plan.number, ALWAYS))
        costs = {one.code: one.cost for one in plan.escorts}
        amount = freed(held, costs, leaving=mine, remaining=remaining)
        operations.mark_ticket(
            programme=case.programme, ticket=mine, event=TicketEvent.RETURNED, amount=amount, stamp=stamp
        )
        _untie(trail, plan, amount)
    return amount


def bought(case: CaseRef, *, proof: str, stamp: Stamp) -> None:
    """This will write that a person's ticket is bought, with its proof; nothing where she has none under a plan."""
    for one in queries.tickets((case.id,), ALWAYS):
        if one.event == TicketEvent.TIED.value:
            operations.mark_ticket(
                programme=case.programme,
                ticket=one,
                event=TicketEvent.BOUGHT,
                amount=one.amount,
                proof=proof,
                stamp=stamp,
            )


def _untie(trail: Trail, plan: PlanFacts, amount: int) -> None:
    stamp = trail.stamp(None)
    year = money.fiscal_year(trail.programme, plan.source, ALWAYS)
    tied = min(amount, money.under(plan.number, plan.source, ALWAYS).still_tied, _pocket(trail.programme, plan.source))
    if tied and in_fiscal_year(stamp.happened_on, year):
        funds.post(source=plan.source, kind=EntryKind.UNCOMMIT, amount=tied, document=plan.number, stamp=stamp)


def _pocket(programme: str, source: str) -> int:
    # Somebody may have untied the plan's money by hand; what is not there cannot be untied again.
    return next(each.committed for each in money.sources(programme, ALWAYS) if each.code == source)


def expected_back(plan: PlanFacts, at: Moment) -> int:
    """This will give what carriers still owe a plan: money its people need no more that nobody untied or got back."""
    with context.counting():
        freed_so_far = queries.returned(plan.number, at)
    if not freed_so_far:
        return 0
    under = money.under(plan.number, plan.source, at)
    return max(0, freed_so_far - under.untied - under.refunded)
