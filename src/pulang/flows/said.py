"""What offices said in public, held against the register and against what they said before."""

from dataclasses import dataclass

from pulang.areas.boards import queries as boards
from pulang.areas.statements import queries as statements
from pulang.areas.statements import rules
from pulang.areas.statements.facts import ConflictFacts, FigureFacts, NoteFacts, PromiseHistory, SlipFacts
from pulang.kernel.moments import Moment


def figures(programme: str, at: Moment) -> tuple[tuple[FigureFacts, tuple[ConflictFacts, ...]], ...]:
    """This will give every number stated by a day with everything that contradicts it on the day it is about."""
    found = statements.figures(programme, at)
    counts = boards.counts_on(programme, {f.on for f in found if f.figure in rules.COMPARED_WITH}, at)
    ours = {f.id: counts[f.on][rules.COMPARED_WITH[f.figure]] for f in found if f.figure in rules.COMPARED_WITH}
    against = rules.conflicts(found, ours)
    return tuple((figure, against[figure.id]) for figure in found)


@dataclass(frozen=True, slots=True)
class Differing:
    """A stated number with what contradicts it, what may explain that, and the note somebody wrote about it."""

    figure: FigureFacts
    against: tuple[ConflictFacts, ...]
    hints: tuple[rules.ConflictKind, ...]
    note: NoteFacts | None


def differing(programme: str, at: Moment) -> tuple[Differing, ...]:
    """This will give every stated number that others contradict, with what may explain it."""
    known = statements.figures(programme, at)
    counts = boards.counts_on(programme, rules.days_to_ask(known), at)
    noted = {(n.figure, n.office, n.on, n.value): n for n in statements.notes(programme, at)}
    return tuple(
        Differing(
            figure=figure,
            against=against,
            hints=rules.explanations(figure, known, counts),
            note=noted.get((figure.figure, figure.office, figure.on, figure.value)),
        )
        for figure, against in figures(programme, at)
        if against
    )


def histories(programme: str, at: Moment) -> tuple[PromiseHistory, ...]:
    """This will give every promise with all that was said about it, in order."""
    return statements.promises(programme, at)


def promises(programme: str, at: Moment) -> tuple[SlipFacts, ...]:
    """This will give every promise with what became of it by the day."""
    return tuple(rules.slips(history, day=at.day) for history in statements.promises(programme, at))
