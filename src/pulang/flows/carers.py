"""Who cares for cases and is not fit for it any more, and which other institution could take them over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from pulang.areas.accounts import queries as accounts
from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import With
from pulang.areas.cases.facts import AssignmentLine
from pulang.areas.cases.rules import Purpose
from pulang.areas.partners import queries as partners
from pulang.areas.partners.facts import PartnerFacts
from pulang.areas.partners.rules import Lack, Lacking, lacking
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.areas.readiness.gates.partner_ready import LACKS
from pulang.kernel.days import in_words
from pulang.kernel.findings import Answer, Finding
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
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


def lacks_of(partner: PartnerFacts, about: ProgrammeFacts, day: date, *, home: str = "") -> tuple[Lacking, ...]:
    """This will give what keeps an institution from caring for cases: anything but room.

    An institution works where people are now or where they go home: with `home`, an agreement there is enough.
    """
    return lacking(partner, day=day, people=0, place=about.place, home=home)


def serves(partner: PartnerFacts, about: ProgrammeFacts, day: date, *, homes: Collection[str]) -> bool:
    """This will be true when an institution is fit for a programme: at its place, or in one of these homes."""
    return any(not lacks_of(partner, about, day, home=home) for home in {"", *homes})


def room(partner: PartnerFacts, programme: str, day: date) -> int:
    """This will say for how many more people an institution is assigned than it has cases in a programme."""
    with counting():
        care = boards.in_care(partner.agency, day, late=day)
    return max(0, partner.capacity - sum(one.cases for one in care if one.programme == programme))


def successors(
    about: ProgrammeFacts, leaving: str, at: Moment, *, homes: Collection[str] = ()
) -> tuple[Successor, ...]:
    """This will give the fit institutions of a programme that have room, but for the one cases would leave.

    Fit for one of `homes` is enough: which case may go where is asked case by case.
    """
    found = []
    for one in partners.partners_of(about.code, at):
        if one.agency == leaving or not serves(one, about, at.day, homes=homes):
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


def fitting(cases_: Collection[With], to: str, about: ProgrammeFacts, at: Moment) -> tuple[With, ...]:
    """This will keep of cases those an institution may take by its agreements: their home, or the programme's place."""
    known = partners.partner(to, about.code, at)
    if known is None:
        return ()
    fit = {home: not lacks_of(known, about, at.day, home=home) for home in {one.home for one in cases_}}
    return tuple(one for one in cases_ if fit[one.home])


def refuse_unfit(
    agency: str, about: ProgrammeFacts, days: Collection[date], *, homes: Collection[str], field: str
) -> None:
    """This will refuse to choose an institution that is not fit on one of these days for each of these homes.

    It is told what is lacking and who can see to it. To be asked under the institution's lock.
    """
    for day in sorted(days):
        known = known_of(agency, about.code, day)
        for home in homes:
            refuse_lacking(known, lacks_of(known, about, day, home=home), about, day, field=field)


def refuse_lacking(
    known: PartnerFacts, lacks: tuple[Lacking, ...], about: ProgrammeFacts, day: date, *, field: str
) -> None:
    """This will refuse an institution that lacks anything, and say who can see to the first of it."""
    if not lacks:
        return
    first = lacks[0].lack
    holder = known.name if first is Lack.REGISTRATION else accounts.agency(_holder(first, about)).name
    items = listing(tuple(LACKS[one.lack.value] for one in lacks))
    words = _UNFIT.format(name=known.name, day=in_words(day), items=items, holder=holder)
    raise Refusal("partner-not-fit", words, field=field)


def refuse_full(agency: str, programme: str, days: Collection[date], *, many: int, field: str) -> None:
    """This will refuse more cases than an institution has room for on any of these days.

    To be asked under the institution's lock, else two would take the last place.
    """
    for day in sorted(days):
        known = known_of(agency, programme, day)
        free = room(known, programme, day)
        if many > free:
            words = _FULL.format(name=known.name, n=free, many=many) if free else _NO_ROOM.format(name=known.name)
            raise Refusal("partner-without-room", words, field=field)


def known_of(agency: str, programme: str, day: date) -> PartnerFacts:
    """This will give what is known of an institution on a day, with nothing in it at first."""
    found = partners.partner(agency, programme, moment(day))
    return PartnerFacts(agency=agency, name=accounts.agency(agency).name) if found is None else found


def _holder(lack: Lack, about: ProgrammeFacts) -> str:
    return about.ministry if lack in _BY_MINISTRY else about.lead


_BY_MINISTRY: Final = frozenset({Lack.ACCREDITATION_OR_SURVEY, Lack.APPROVAL})


def finding(case: UUID, about: ProgrammeFacts, assigned: tuple[AssignmentLine, ...], at: Moment) -> Finding | None:
    """This will say that the institution a case is assigned to is not fit while another could take it over, and who.

    None where nobody has the case, where who has it is fit, and where nobody could take it: that is the programme's
    own gate, and nothing is to be done in the case.
    """
    agencies = [one.agency for one in assigned if one.purpose == Purpose.PARTNER.value]
    for agency in agencies:
        known = partners.partner(agency, about.code, at)
        if known is None:
            continue  # nothing at all is on record of it: no programme relies on it
        if not lacks_of(known, about, at.day):
            continue
        home = boards.homes_of([case])[case]
        lacks = lacks_of(known, about, at.day, home=home)
        others = successors(about, agency, at, homes=(home,)) if lacks else ()
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
        source=same(partner.name),
    )


_UNFIT: Final = Words(
    id="{name} belum dapat dipilih untuk {day}: belum ada {items}. Yang bisa mengurusnya: {holder}.",
    en="{name} cannot be chosen for {day}: it lacks {items}. Who can see to it: {holder}.",
)
_FULL: Final = Words(
    id="{name} masih punya tempat untuk {n} orang, sedangkan yang dialihkan {many}. Kurangi jumlahnya.",
    en="{name} has room for {n} people, and {many} would be moved. Move fewer.",
)
_NO_ROOM: Final = Words(
    id="Daya tampung {name} sudah penuh. Pilih lembaga lain, atau tambah daya tampungnya dalam penugasan.",
    en="{name} has no room left. Choose another institution, or assign this one for more people.",
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
