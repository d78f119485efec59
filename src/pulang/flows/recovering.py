"""Identity papers are got back, one after the other; nobody waits for them to be helped."""

from datetime import datetime

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.papers import operations
from pulang.areas.papers.rules import PaperKind, PaperState, refuse_unfit
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, act
from pulang.flows.inputs import Code, Day
from pulang.flows.verbs import Verb


class MarkPaper(AboutCase):
    """How far one paper is, which agency is waited for, and by when it is expected."""

    kind: PaperKind
    state: PaperState
    holder: Code | None = None
    expected_on: Day | None = None


def mark_paper(*, by: Actor, at: datetime, ref: str, what: MarkPaper) -> Receipt:
    """This will record how far a paper is; refuses to wait for nobody, and a day of hope that lies behind."""
    with act(by, "papers.task.mark", at, ref=ref, what=what, programme=what.programme) as trail:
        case, stamp = case_of(trail, what), trail.stamp(what.happened_on)
        refuse_unfit(what.state, holder=what.holder or "", expected_on=what.expected_on, day=now(trail).day)
        if what.holder:
            accounts.agency(what.holder)
        operations.mark(
            case=case.id,
            programme=case.programme,
            kind=what.kind,
            state=what.state,
            holder=what.holder or "",
            expected_on=what.expected_on,
            stamp=stamp,
        )
    return trail.done()


VERBS = (Verb("papers.task.mark", MarkPaper, mark_paper),)
