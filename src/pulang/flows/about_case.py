"""What every act about one case begins with: its programme and number, found, held and noted."""

from datetime import date
from uuid import UUID

from pulang.areas.cases import operations, queries
from pulang.areas.cases.facts import CaseRef
from pulang.flows.act import Trail, What
from pulang.flows.inputs import CaseNumber, Code, Day
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal


class AboutCase(What):
    """Every act about one case names the programme and the case's number."""

    programme: Code
    case: CaseNumber
    happened_on: Day | None = None


def case_of(trail: Trail, what: AboutCase) -> CaseRef:
    """This will find the case, keep other acts off it until this one ends, and note that it was touched."""
    case = queries.find(what.case, what.programme)
    operations.hold(case=case.id)
    trail.note(subject=case.number, case=case.id)
    return case


def other_case(number: str) -> UUID:
    """This will give the key of another case that is named; refuses one that is not there for this view."""
    try:
        return queries.find(number).id
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.words, field="other") from None


def now(trail: Trail) -> Moment:
    """This will give the moment of the act itself: everything known, on its own day."""
    return moment(trail.day(None))


def listed_attesters(programme: str, day: date) -> frozenset[str]:
    """This will give the codes of the groups that may attest on a day."""
    return frozenset(group.code for group in queries.attesters(programme=programme, moment=moment(day)))
