"""Money leaves in two steps: somebody asks for a payment, somebody else approves it; never one person for both."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.accounts.rules import Role
from pulang.areas.funds import operations, queries, rules
from pulang.areas.funds.facts import PaymentFacts, Verdict
from pulang.areas.funds.rules import EntryKind
from pulang.areas.programmes import queries as programmes
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.funding import refuse_other_year
from pulang.flows.inputs import Code, Day, Rupiah, Short, Text
from pulang.flows.verbs import Verb
from pulang.kernel import refs
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal

PaymentNumber = Annotated[Text, Field(min_length=3, max_length=20)]


class AskPayment(What):
    """A payment out of committed money is asked for; nothing moves until somebody else approves it."""

    programme: Code
    payment: PaymentNumber
    source: Code
    amount: Rupiah
    document: Annotated[Text, Field(max_length=120)] = ""
    note: Short = ""
    happened_on: Day | None = None


class DecidePayment(What):
    """What a second person says to a payment; approved, it is paid on `happened_on`."""

    programme: Code
    payment: PaymentNumber
    happened_on: Day | None = None


def ask_payment(*, by: Actor, at: datetime, ref: str, what: AskPayment) -> Receipt:
    """This will ask for a payment; refuses a used number, an unknown source and a day outside its year."""
    with act(by, "funds.payment.ask", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        refuse_other_year(what.programme, what.source, stamp.happened_on)
        number = refs.parse(what.payment, prefix=rules.PREFIX)
        operations.ask(
            number=number,
            source=what.source,
            amount=what.amount,
            document=what.document,
            note=what.note,
            stamp=stamp,
        )
        trail.note(subject=number)
    return trail.done()


def approve_payment(*, by: Actor, at: datetime, ref: str, what: DecidePayment) -> Receipt:
    """This will pay what another person asked for.

    Refuses one's own, what was decided, another payer's money, and more than is tied.
    """
    with act(by, "funds.payment.approve", at, ref=ref, what=what, programme=what.programme) as trail:
        asked = _waiting(trail, what)
        rules.refuse_own(asked_by=asked.asked_by, decided_by=by.code)
        if for_payer(by, what.programme, trail.day(None))(asked):
            raise Refusal("payer-decides", rules.OTHER_PAYER.format(payer=accounts.agency(asked.payer).name))
        stamp = trail.stamp(what.happened_on)
        rules.refuse_before_asked(asked_on=asked.asked_on, day=stamp.happened_on)
        refuse_other_year(what.programme, asked.source, stamp.happened_on)
        # The verdict comes first: of two who approve at once the second waits here, and then pays nothing.
        operations.decide(number=asked.number, verdict=Verdict.APPROVED, stamp=stamp)
        operations.post(
            source=asked.source,
            kind=EntryKind.PAY,
            amount=asked.amount,
            document=asked.document,
            note=asked.note,
            stamp=stamp,
        )
        trail.note(subject=asked.number)
    return trail.done()


def refuse_payment(*, by: Actor, at: datetime, ref: str, what: DecidePayment) -> Receipt:
    """This will end a payment that was asked for without paying; whoever asked may take it back this way."""
    with act(by, "funds.payment.refuse", at, ref=ref, what=what, programme=what.programme) as trail:
        asked = _waiting(trail, what)
        stamp = trail.stamp(what.happened_on)
        rules.refuse_before_asked(asked_on=asked.asked_on, day=stamp.happened_on)
        operations.decide(number=asked.number, verdict=Verdict.REFUSED, stamp=stamp)
        trail.note(subject=asked.number)
    return trail.done()


def for_payer(by: Actor, programme: str, day: date) -> Callable[[PaymentFacts], bool]:
    """This will give what tells of a payment whether its payer's approvers decide it, and not `by`."""
    leads = programmes.programme(programme).lead == by.agency
    approvers = accounts.holders(Role.APPROVER.value, day) if by != SYSTEM else ()
    return partial(rules.payer_decides, agency=by.agency, leads=leads, approvers=approvers)


def _waiting(trail: Trail, what: DecidePayment) -> PaymentFacts:
    found = queries.payment(
        refs.parse(what.payment, prefix=rules.PREFIX), what.programme, moment(trail.day(None), zone=trail.zone)
    )
    rules.refuse_decided(found.verdict)
    return found


VERBS = (
    Verb("funds.payment.ask", AskPayment, ask_payment),
    Verb("funds.payment.approve", DecidePayment, approve_payment),
    Verb("funds.payment.refuse", DecidePayment, refuse_payment),
)
