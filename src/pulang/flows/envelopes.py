"""Aid in an envelope, where there is no account: a time is offered, and what came of it is recorded."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import operations as case_operations
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.funds import operations as funds
from pulang.areas.funds import queries as sources
from pulang.areas.funds.facts import PaymentFacts, Verdict
from pulang.areas.funds.rules import EntryKind
from pulang.areas.payments import operations, queries, rules
from pulang.areas.payments.facts import Appointment, LineFacts, Outcome, Way
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.funding import refuse_other_year
from pulang.flows.inputs import CaseNumber, Code, Day, Text
from pulang.flows.verbs import Verb
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal


class Met(Enum):
    """She came and took it, or the money goes back."""

    COLLECTED = "COLLECTED"
    UNCOLLECTED = "UNCOLLECTED"


class AppointEnvelope(What):
    """An envelope waits for a person on a day, at a place; a later appointment takes the place of the earlier."""

    programme: Code
    case: CaseNumber
    meets_on: Day
    place: Annotated[Text, Field(min_length=1, max_length=200)]
    happened_on: Day | None = None


class RecordEnvelope(What):
    """She took her envelope; or it was not collected and the money returns to its source."""

    programme: Code
    case: CaseNumber
    outcome: Met
    happened_on: Day | None = None


def appoint_envelope(*, by: Actor, at: datetime, ref: str, what: AppointEnvelope) -> Receipt:
    """This will offer a time for an envelope; refuses a case for which none waits."""
    with act(by, "payments.envelope.appoint", at, ref=ref, what=what, programme=what.programme) as trail:
        case = _held(what)
        _, line = waiting(trail, case)
        operations.appoint(
            programme=what.programme,
            case=case.id,
            token=line.token,
            on=what.meets_on,
            place=what.place,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=case.number, case=case.id)
    return trail.done()


def record_envelope(*, by: Actor, at: datetime, ref: str, what: RecordEnvelope) -> Receipt:
    """This will record that an envelope was collected, or return its money to the source after she had a time."""
    with act(by, "payments.envelope.record", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        case = _held(what)
        paid, line = waiting(trail, case)
        operations.hold(payment=paid.number)
        outcome = Outcome(what.outcome.value)
        if outcome is Outcome.UNCOLLECTED:
            appointed = queries.appointments([line.token]).get(line.token)
            rules.refuse_unmet(appointed, stamp.happened_on)
        operations.end_line(token=line.token, outcome=outcome, reason="", stamp=stamp)
        if outcome is Outcome.UNCOLLECTED:
            refuse_other_year(what.programme, paid.source, stamp.happened_on)
            funds.post(source=paid.source, kind=EntryKind.REFUND, amount=line.amount, note=line.token, stamp=stamp)
        trail.note(subject=case.number, case=case.id)
    return trail.done()


def _held(what: AppointEnvelope | RecordEnvelope) -> CaseRef:
    case = cases.find(what.case, what.programme)
    case_operations.hold(case=case.id)
    return case


def waiting(trail: Trail, case: CaseRef) -> tuple[PaymentFacts, LineFacts]:
    """This will give the envelope that waits for a case and its payment; refuses when none does."""
    now = moment(trail.day(None), zone=trail.zone)
    for one in paid_to(case, now):
        if one.verdict is Verdict.APPROVED and one.line.way is Way.CASH and one.line.outcome is None:
            return sources.payment(one.line.payment, case.programme, now), one.line
    raise Refusal("no-envelope", rules.NO_ENVELOPE, field="case")


@dataclass(frozen=True, slots=True)
class Tried:
    """One payment that was asked for a person: what the second person said, its line, an envelope's appointment."""

    verdict: Verdict | None
    line: LineFacts
    appointment: Appointment | None


def paid_to(case: CaseRef, at: Moment) -> tuple[Tried, ...]:
    """This will give every payment asked for a person by a day, for those who see her case."""
    tokens = list(dict.fromkeys(token for token, _, _ in queries.of_case(case.id, at)))
    appointments = queries.appointments(tokens)
    found = []
    for token, number in queries.payment_of(tokens).items():
        paid = sources.payment(number, case.programme, at)
        line = next(one for one in queries.lines(number, at) if one.token == token)
        found.append(Tried(paid.verdict, line, appointments.get(token)))
    return tuple(found)


VERBS = (
    Verb("payments.envelope.appoint", AppointEnvelope, appoint_envelope),
    Verb("payments.envelope.record", RecordEnvelope, record_envelope),
)
