"""The last look before a step is taken: the gates are judged again inside the act that takes it."""

from datetime import date

from pulang.areas.cases import queries as cases
from pulang.areas.readiness.rules import RANK, Stage
from pulang.flows.act import catch_up
from pulang.flows.why import why_by_the_books
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import locks


def refuse_unready(number: str, step: Stage, *, day: date) -> None:
    """This will refuse a step while a gate before it is not met, naming the first one and what can be done.

    A green light on a screen is a courtesy: whatever it said, the gates are judged here, and nobody can
    close one before the act ends.
    """
    locks.share_programme(cases.find(number).programme)
    catch_up()
    found = why_by_the_books(number, as_of=day)
    before = {finding.gate for stage, finding in found.findings if finding.blocks and RANK[stage] <= RANK[step]}
    first = next((blocker for blocker in found.blockers if blocker.gate in before), None)
    if first is not None:
        raise Refusal(
            "not-ready",
            Words(id="Belum bisa: {says} {remedy}", en="Not yet: {says} {remedy}").format(
                says=first.sentence, remedy=first.remedy
            ),
        )
