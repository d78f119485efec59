"""What waits for a decision: the conditions that hold people, as points a meeting can be asked about."""

from collections.abc import Iterable
from dataclasses import dataclass

from pulang.areas.coordination.facts import ItemFacts
from pulang.areas.coordination.rules import ItemEvent, Outcome
from pulang.areas.readiness.gates import BY_ID
from pulang.flows.status import Blocker, Status
from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A condition that holds cases, as a point for an agenda: the question, what lacks, and an outcome to propose."""

    gate: str
    question: Words
    says: Words
    missing: Words
    cases: int
    proposed: Outcome


def not_on(meeting: str, items: Iterable[ItemFacts], now: Status) -> tuple[Suggestion, ...]:
    """This will give what holds people now and is not on this meeting's agenda, in the order of the blockers."""
    put = {item.gate for item in items if item.meeting == meeting and item.event == ItemEvent.PUT.value}
    alone = len({blocker.gate for blocker in now.blockers if blocker.of_programme}) <= 1
    first = {blocker.gate: blocker for blocker in reversed(now.blockers)}  # several conditions are one question
    waits = (blocker for blocker in now.blockers if blocker.gate not in put and blocker is first[blocker.gate])
    return tuple(_suggestion(blocker, alone=alone) for blocker in waits)


def _suggestion(blocker: Blocker, *, alone: bool) -> Suggestion:
    """This will propose to let the return proceed, on conditions while anything else of the programme waits too."""
    proposed = Outcome.MAY_PROCEED if alone and blocker.of_programme else Outcome.MAY_PROCEED_IF
    return Suggestion(
        gate=blocker.gate,
        question=BY_ID[blocker.gate].question,
        says=blocker.says,
        missing=blocker.remedy,
        cases=blocker.cases,
        proposed=proposed,
    )
