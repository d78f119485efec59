"""The escort's sealed sheet: the names of those one escort goes along with, open for fifteen minutes, with a trace.

Manifests work on case numbers. Whoever goes along has to know whom to look for, on the days of the way and on no other.
Nothing is copied: each opening reveals the names to one account, and they close again by themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.journeys.facts import Leg
from pulang.areas.journeys.rules import PREFIX, sheet_days
from pulang.areas.people.rules import Field as Sealed
from pulang.areas.reveals import operations
from pulang.areas.reveals.rules import Field as Part
from pulang.areas.reveals.rules import RevealPurpose, refuse_unneeded
from pulang.flows import looking, manifests, revealing
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import Code, Text
from pulang.flows.manifests import Passenger
from pulang.flows.verbs import Verb
from pulang.kernel import refs
from pulang.kernel.days import in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

_OPENED: Final = (Part.NAME, Part.VILLAGE)  # whom to look for, and where the last part of the way ends


class OpenSheet(What):
    """The names of those one escort of an accepted plan goes along with, opened for the asking account."""

    programme: Code
    plan: Annotated[Text, Field(min_length=3, max_length=20)]
    escort: Code


@dataclass(frozen=True, slots=True)
class Line:
    """One case on the sheet; `name` is None while it is closed, `minutes` says how long it still is open."""

    number: str
    seats: int
    meets: str
    first: Leg
    here: bool
    name: str | None
    village: str
    minutes: int
    needs: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Whom one escort goes along with, and between which days the names may be opened."""

    lines: tuple[Line, ...]
    first: date
    last: date


def open_sheet(*, by: Actor, at: datetime, ref: str, what: OpenSheet) -> Receipt:
    """This will open the names on one escort's sheet for the actor for fifteen minutes.

    Refuses other days than those of the way, and an actor whose task is none of these people. A person who is on the
    list but not in the actor's task stays closed.
    """
    with act(by, "journeys.sheet.open", at, ref=ref, what=what, programme=what.programme) as trail:
        day = trail.day(None)
        number = refs.parse(what.plan, prefix=PREFIX)
        found = _together(manifests.passengers(what.programme, moment(day)), number, what.escort)
        first, last = _days(found)
        if not first <= day <= last:
            raise Refusal("sheet-is-closed", _CLOSED.format(first=in_words(first), last=in_words(last)))
        # In the order of their keys, as every act takes several.
        opened = [
            _opened(trail, case)
            for case in sorted((cases.find(one.number, what.programme) for one in found), key=lambda case: str(case.id))
        ]
        if not any(opened):
            raise Refusal("sheet-not-for-you", _NOT_YOURS)
        trail.note(subject=f"{number} {what.escort}")
    return trail.done()


def _opened(trail: Trail, case: CaseRef) -> bool:
    basis = revealing.basis_of(trail.by, case, moment(trail.day(None)))
    if basis is None:
        return False
    operations.reveal(
        whose=operations.Whose(case.id, case.programme, case.person, trail.by.code, trail.by.agency),
        fields=_OPENED,
        purpose=RevealPurpose.TICKET,
        basis=refuse_unneeded(basis, _OPENED, RevealPurpose.TICKET),
        lasts=not trail.replayed,
        stamp=trail.stamp(None),
    )
    looking.note(
        action="identity.reveal",
        case=case,
        fields=[part.value.lower() for part in _OPENED],
        reason=RevealPurpose.TICKET.value.lower(),
        by=trail.by,
        at=trail.at,
    )
    return True


def sheet(code: str, plan: str, escort: str, *, by: Actor, at: Moment) -> Sheet:
    """This will give one escort's sheet, with the names that are open for the reader now; a look at each is noted.

    On days other than those of the way no name stands on it, whatever is open for the reader elsewhere.
    Refuses an escort who is not there, or with whom nobody goes whom the reader may see.
    """
    found = _together(manifests.passengers(code, at), plan, escort)
    first, last = _days(found)
    days = first <= at.day <= last
    return Sheet(tuple(_line(one, by, names=days) for one in found), first, last)


def _line(one: Passenger, by: Actor, *, names: bool) -> Line:
    shown = revealing.shown(actor=by, case=cases.find(one.number)) if names else ()
    said = {each.open.field: each for each in shown}
    name, village = said.get(Sealed.NAME.value), said.get(Sealed.VILLAGE.value)
    return Line(
        number=one.number,
        seats=one.seats,
        meets=one.meets,
        first=one.legs[0],
        here=one.here,
        name=name.value if name else None,
        village=village.value if village else "",
        minutes=name.open.minutes if name else 0,
        needs=one.needs,
    )


def _together(found: Iterable[Passenger], plan: str, escort: str) -> tuple[Passenger, ...]:
    mine = tuple(one for one in found if (one.plan, one.escort) == (plan, escort))
    if not mine:
        raise Refusal("unknown-escort", _NOBODY, field="escort")
    return mine


def _days(found: Iterable[Passenger]) -> tuple[date, date]:
    together = tuple(found)
    return sheet_days(min(one.legs[0].departs for one in together), max(one.due_on for one in together))


_NOBODY: Final = Words(
    id="Pendamping itu tidak ada dalam rencana ini, atau tidak ada yang ikut dengannya.",
    en="This plan has no such escort, or nobody goes along.",
)
_CLOSED: Final = Words(
    id="Nama pada lembar ini hanya dapat dibuka dari {first} sampai {last}: sehari sebelum berangkat sampai sehari "
    "sesudah tiba.",
    en="The names on this sheet can only be opened from {first} to {last}: from the day before it leaves until the day "
    "after it arrives.",
)
_NOT_YOURS: Final = Words(
    id="Tidak ada yang Anda dampingi pada lembar ini. Bila Anda ditugaskan, minta koordinator menyerahkan berkasnya.",
    en="Nobody on this sheet is your task. If you are to go along, ask the coordinator to hand you the cases.",
)

VERBS = (Verb("journeys.sheet.open", OpenSheet, open_sheet),)
