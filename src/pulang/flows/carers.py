"""Who cares for cases and is not fit for it any more, and which other institution could take them over."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pulang.areas.accounts import queries as accounts
from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import With
from pulang.areas.cases.facts import AssignmentLine
from pulang.areas.cases.rules import Purpose
from pulang.areas.partners import queries as partners
from pulang.areas.partners.facts import PartnerFacts
from pulang.areas.partners.rules import Lacking, lacking
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.areas.readiness.gates.partner_ready import LACKS
from pulang.kernel.findings import Answer, Finding
from pulang.kernel.moments import Moment
from pulang.kernel.words import Words, listing, same
from pulang.storage.context import counting

ID: Final = "carer-fit"
_NAMED_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Successor:
    """An institution that lacks nothing for a programme, and how many more it has room for."""

    agency: str
    name: str
    free: int


def lacks_of(partner: PartnerFacts, about: ProgrammeFacts, day: date) -> tuple[Lacking, ...]:
    """This will give what keeps an institution from going on with the cases it has: anything but room."""
    return lacking(partner, day=day, people=0, place=about.place)


def room(partner: PartnerFacts, programme: str, day: date) -> int:
    """This will say for how many more people an institution is assigned than it has cases in a programme."""
    with counting():
        care = boards.in_care(partner.agency, day, late=day)
    return max(0, partner.capacity - sum(one.cases for one in care if one.programme == programme))


def successors(about: ProgrammeFacts, leaving: str, at: Moment) -> tuple[Successor, ...]:
    """This will give the fit institutions of a programme that have room, but for the one cases would leave."""
    found = []
    for one in partners.partners_of(about.code, at):
        if one.agency == leaving or lacks_of(one, about, at.day):
            continue
        free = room(one, about.code, at.day)
        if free:
            found.append(Successor(one.agency, one.name, free))
    return tuple(sorted(found, key=lambda one: (-one.free, one.name)))


def movable(programme: str, agency: str, at: Moment, *, limit: int) -> tuple[With, ...]:
    """This will give the cases an institution has that may go on to another: she consents to be accompanied.

    Whoever took that back, or limited the use of her data, has left its care by the same act.
    """
    found = boards.with_institution(programme, agency, at.day, limit=limit)
    return tuple(one for one in found if one.consents)


def finding(about: ProgrammeFacts, assigned: tuple[AssignmentLine, ...], at: Moment) -> Finding | None:
    """This will say that the institution a case is assigned to is not fit while another could take it over, and who.

    None where nobody has the case, where who has it is fit, and where nobody could take it: that is the programme's
    own gate, and nothing is to be done in the case.
    """
    agencies = [one.agency for one in assigned if one.purpose == Purpose.PARTNER.value]
    for agency in agencies:
        known = partners.partner(agency, about.code, at)
        if known is None:
            continue  # nothing at all is on record of it: no programme relies on it
        lacks = lacks_of(known, about, at.day)
        others = successors(about, agency, at) if lacks else ()
        if others:
            return _finding(known, lacks, others, lead=accounts.agency(about.lead).name)
    return None


def _finding(partner: PartnerFacts, lacks: tuple[Lacking, ...], others: tuple[Successor, ...], *, lead: str) -> Finding:
    items = listing(tuple(LACKS[one.lack.value] for one in lacks))
    names = listing(tuple(_ROOM.format(name=one.name, n=one.free) for one in others[:_NAMED_MOST]))
    return Finding(
        gate=ID,
        answer=Answer.NOT_MET,
        says=_SAYS.format(name=partner.name, items=items),
        holder=same(lead),
        remedy=_REMEDY.format(names=names),
        since=min((one.since for one in lacks if one.since is not None), default=None),
        source=partner.name,
    )


_SAYS: Final = Words(
    id="Lembaga yang mendampingi berkas ini, {name}, belum punya {items}.",
    en="The institution that has this case, {name}, lacks {items}.",
)
_REMEDY: Final = Words(id="Alihkan berkas ini ke {names}.", en="Move this case to {names}.")
_ROOM: Final = Words(id="{name} (masih ada {n} tempat)", en="{name} ({n} places free)")
QUESTION: Final = Words(
    id="Apakah lembaga yang mendampingi berkas ini siap?", en="Is the institution that has this case fit?"
)
