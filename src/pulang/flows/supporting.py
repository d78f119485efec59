"""The steps of whoever stays or travels by herself: offered, agreed to, under way, done, or not needed by her.

They are as much a way as a journey home is, and no aid waits for any of them.
"""

from datetime import datetime
from typing import Final

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import queries as cases
from pulang.areas.journeys import operations
from pulang.areas.journeys.rules import SUPPORT_FOR, SupportKind, SupportState
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, act
from pulang.flows.inputs import Code
from pulang.flows.verbs import Verb
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


class MarkSupport(AboutCase):
    """How far one step of support is, and which agency or institution gives it."""

    kind: SupportKind
    state: SupportState
    agency: Code | None = None


def mark_support(*, by: Actor, at: datetime, ref: str, what: MarkSupport) -> Receipt:
    """This will record how far a step is; refuses one that does not belong to what she chose."""
    with act(by, "journeys.support.mark", at, ref=ref, what=what, programme=what.programme) as trail:
        case, stamp = case_of(trail, what), trail.stamp(what.happened_on)
        chosen = cases.case_file(case.number, now(trail)).choice
        if what.kind not in SUPPORT_FOR.get(chosen.choice if chosen else "", ()):
            raise Refusal("support-not-of-her-choice", _OTHER_CHOICE, field="kind")
        operations.mark_support(
            programme=what.programme,
            case=case.id,
            kind=what.kind,
            state=what.state,
            agency=accounts.agency(what.agency).code if what.agency else "",
            stamp=stamp,
        )
    return trail.done()


_OTHER_CHOICE: Final = Words(
    id="Langkah ini tidak termasuk pilihannya sekarang. Tanyakan dulu, catat pilihannya, lalu catat langkahnya.",
    en="This step does not belong to what she chose. Ask her first, record her choice, then record the step.",
)

VERBS = (Verb("journeys.support.mark", MarkSupport, mark_support),)
