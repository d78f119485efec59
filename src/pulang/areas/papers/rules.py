"""Which papers are got back for whom, in which order, and how far each can be."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum
from typing import Final

from pulang.areas.papers.facts import TaskFacts
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


class PaperKind(Enum):
    """The papers that lead to an identity card; each rests on the one before (UU 24/2013, Perpres 96/2018)."""

    LOSS_LETTER = "LOSS_LETTER"
    DOMICILE = "DOMICILE"
    NEW_CARD = "NEW_CARD"


class PaperState(Enum):
    """How far a paper is; whoever has none of them loses nothing meanwhile."""

    TO_START = "TO_START"
    STARTED = "STARTED"
    WAITING = "WAITING"
    DONE = "DONE"
    NOT_NEEDED = "NOT_NEEDED"


# What is needed by what she holds; the codes are those of `people.rules.Papers`. Nobody is asked for a paper twice.
_NEEDED: Final[Mapping[str, tuple[PaperKind, ...]]] = {
    "NONE": (PaperKind.LOSS_LETTER, PaperKind.DOMICILE, PaperKind.NEW_CARD),
    "FAMILY_CARD_ONLY": (PaperKind.DOMICILE, PaperKind.NEW_CARD),
    "LOSS_LETTER": (PaperKind.DOMICILE, PaperKind.NEW_CARD),
}
OPEN: Final = frozenset({PaperState.TO_START, PaperState.STARTED, PaperState.WAITING})


def tasks(held: str, known: Collection[TaskFacts], *, registered_on: date) -> tuple[TaskFacts, ...]:
    """This will give the list of a case: what was recorded, and what her papers ask for and nobody began yet."""
    latest = {one.kind: one for one in known}
    listed = set(latest) | {kind.value for kind in _NEEDED.get(held, ())}
    return tuple(
        latest.get(kind.value, TaskFacts(kind.value, PaperState.TO_START.value, "", None, registered_on))
        for kind in PaperKind
        if kind.value in listed
    )


def refuse_unfit(state: PaperState, *, holder: str, expected_on: date | None, day: date) -> None:
    """This will refuse to wait for nobody, and a day of hope that lies behind."""
    if state is PaperState.WAITING and not holder:
        raise Refusal(
            "waits-for-whom",
            Words(
                id="Sebutkan instansi yang ditunggu, supaya jelas siapa yang ditanyai.",
                en="Say which agency is waited for, so that it is clear whom to ask.",
            ),
            field="holder",
        )
    if expected_on is not None and expected_on < day:
        raise Refusal(
            "expected-in-the-past",
            Words(id="Hari yang diharapkan sudah lewat.", en="The day it is expected lies in the past."),
            field="expected_on",
        )
