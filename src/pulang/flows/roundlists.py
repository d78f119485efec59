"""The list a round leaves behind: frozen once with its method, its counts and its digest, and never changed."""

from collections.abc import Iterator
from datetime import datetime

from pulang.areas.accounts.facts import Actor
from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import CaseLine
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import RoundFacts
from pulang.areas.programmes import queries as programmes
from pulang.areas.readiness.facts import read_line
from pulang.areas.rounds import operations, queries, rules
from pulang.areas.rounds.facts import ListedLine
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import Code
from pulang.flows.verbs import Verb
from pulang.flows.verification import round_of
from pulang.kernel.days import in_words
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context, locks


class FreezeList(What):
    """The list of a round that is over is made and kept for good."""

    programme: Code
    round: Code


def freeze_list(*, by: Actor, at: datetime, ref: str, what: FreezeList) -> Receipt:
    """This will freeze the list of a round; refuses a round that still runs, and one whose list is frozen."""
    with act(by, "rounds.list.freeze", at, ref=ref, what=what, programme=what.programme) as trail:
        locks.change_programme(what.programme)
        stamp = trail.stamp(None)
        found = round_of(what.programme, what.round)
        if stamp.happened_on <= found.last_day:
            words = _STILL_OPEN.format(last=in_words(found.last_day))
            raise Refusal("round-still-open", words, field="round")
        # Somebody whose case is locked is on the list like everybody else, whoever makes it.
        with context.within_system():
            lines = boards.lines_of_programme(what.programme, moment(found.last_day))
            listed = tuple(_listed(line, found) for line in sorted(lines, key=lambda line: line.number))
            method = rules.method(code=found.code, opens=found.opens_on, closes=found.closes_on, last=found.last_day)
            operations.freeze(
                programme=what.programme,
                head={
                    "round": found.code,
                    "last_day": found.last_day,
                    "counts": rules.counts(listed),
                    "digest": rules.digest(listed),
                    "method": method.as_dict(),
                    "decided_by": by.code,
                    "agency": by.agency,
                },
                lines=listed,
                stamp=stamp,
            )
        trail.note(subject=found.code)
    return trail.done()


def listed(programme: str, code: str) -> tuple[ListedLine, ...]:
    """This will give the lines of a frozen list in the order of their numbers, as far as the view reaches."""
    found = queries.of_list(programme, code)
    named = cases.by_ids([case for case, *_ in found])
    lines = (
        ListedLine(case, named[case].number, outcome, kind, late)
        for case, outcome, kind, late in found
        if case in named
    )
    return tuple(sorted(lines, key=lambda line: line.number))


def altered() -> Iterator[str]:
    """This will name every frozen list whose lines are not those that were digested; to be asked by the system."""
    for programme in programmes.programmes():
        for head in queries.lists(programme.code):
            lines = listed(programme.code, head.round)
            if (rules.digest(lines), rules.counts(lines)) != (head.digest, dict(head.counts)):
                yield f"{programme.code} {head.round}: the list is not the one that was frozen"


def _listed(line: CaseLine, found: RoundFacts) -> ListedLine:
    outcome, kind = rules.outcome_of(read_line(line.line).evidence)
    return ListedLine(line.case, line.number, outcome.value, kind, line.opened_on > found.closes_on)


_STILL_OPEN = Words(
    id="Putaran ini masih berlangsung sampai {last}. Daftarnya dibekukan sesudah itu.",
    en="This round still runs until {last}. Its list is frozen after that.",
)

VERBS = (Verb("rounds.list.freeze", FreezeList, freeze_list),)
