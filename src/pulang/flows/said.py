"""What offices said in public, held against the register and against what they said before."""

from pulang.areas.boards import queries as boards
from pulang.areas.statements import queries as statements
from pulang.areas.statements import rules
from pulang.areas.statements.facts import ConflictFacts, FigureFacts, SlipFacts
from pulang.kernel.moments import Moment


def figures(programme: str, at: Moment) -> tuple[tuple[FigureFacts, tuple[ConflictFacts, ...]], ...]:
    """This will give every number stated by a day with everything that contradicts it on the day it is about."""
    found = statements.figures(programme, at)
    counts = boards.counts_on(programme, {f.on for f in found if f.figure in rules.COMPARED_WITH}, at)
    ours = {f.id: counts[f.on][rules.COMPARED_WITH[f.figure]] for f in found if f.figure in rules.COMPARED_WITH}
    against = rules.conflicts(found, ours)
    return tuple((figure, against[figure.id]) for figure in found)


def promises(programme: str, at: Moment) -> tuple[SlipFacts, ...]:
    """This will give every promise with what became of it by the day."""
    return tuple(rules.slips(history, day=at.day) for history in statements.promises(programme, at))
