"""A whole programme is compared with itself: its identities are opened to the system, and only numbers come out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pulang.areas.accounts import rules as rights
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import Enrolled
from pulang.areas.people import queries as people
from pulang.areas.people.assessment import Entry, entry, reasons
from pulang.areas.people.rules import Field
from pulang.areas.people.scoring import rewritten
from pulang.flows import looking, standing
from pulang.flows.act import NO_ZONE, NOT_ALLOWED, Receipt
from pulang.flows.likeness import CROWD_LEAST
from pulang.flows.perform import perform
from pulang.kernel.moments import local_day, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, listing
from pulang.storage import context
from pulang.storage.keeper import keeper

FLAG: Final = "cases.duplicate.flag"
_COMPARED: Final = (Field.NAME, Field.NIK, Field.BIRTH_DATE, Field.PHONE)


@dataclass(frozen=True, slots=True)
class Found:
    """Two cases that may be one person's: how much speaks for it, and what, without any value."""

    one: str
    other: str
    bits: int
    says: Words
    why: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """Cases that gave one telephone number: perhaps a family, perhaps somebody who registers others for money."""

    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing a register with itself brought up; no value of anybody's is in it."""

    pairs: tuple[Found, ...]
    crowds: tuple[Crowd, ...]


Match = Callable[[Iterable[Entry]], Iterable[tuple[int, int, float, Mapping[str, str]]]]


def compare(*, by: Actor, programme: str, at: datetime, match: Match) -> Compared:
    """This will give the pairs of a programme's cases that may be one person's and that nobody has judged yet.

    Beside them stand the cases that many gave one telephone for.

    `match` compares entries and gives places, weights and steps. Refuses whoever may not flag a double there. That the
    register was compared is written into the book of looks, with every case in it.
    """
    day = local_day(at, NO_ZONE)
    with standing.looking(by, day=day):
        if not rights.may(by, FLAG, standing.relation(by, programme)):
            raise Refusal("not-allowed", NOT_ALLOWED)
        enrolled = boards.enrolled(programme=programme, moment=moment(day))
        judged = boards.judged(programme=programme)
        looking.note(action="register.compared", programme=programme, cases=[one.case for one in enrolled])
    with context.looking(standing.view_of(SYSTEM)):
        entries = list(_entries(enrolled))
    found = (
        Found(
            one=enrolled[one].number,
            other=enrolled[other].number,
            bits=int(weight),
            says=listing(reasons(steps)),
            why=rewritten(steps, weight),
        )
        for one, other, weight, steps in match(entries)
        if frozenset((enrolled[one].case, enrolled[other].case)) not in judged
    )
    return Compared(tuple(found), _crowds(enrolled, entries))


def _crowds(enrolled: tuple[Enrolled, ...], entries: list[Entry]) -> tuple[Crowd, ...]:
    """This will give the numbers that came with one telephone, where more did than a family explains."""
    by_phone: dict[str, list[str]] = {}
    for one, said in zip(enrolled, entries, strict=True):
        if said.phone:
            by_phone.setdefault(said.phone, []).append(one.number)
    found = (Crowd(tuple(numbers)) for numbers in by_phone.values() if len(numbers) >= CROWD_LEAST)
    return tuple(sorted(found, key=lambda crowd: (-len(crowd.cases), crowd.cases)))


def _entries(enrolled: tuple[Enrolled, ...]) -> Iterator[Entry]:
    opened = people.opened_together(persons=[one.person for one in enrolled], fields=_COMPARED)
    for one in enrolled:
        said = opened.get(one.person, {})
        yield entry(
            name=said.get(Field.NAME, ""),
            birth_date=said.get(Field.BIRTH_DATE, ""),
            nik=said.get(Field.NIK, ""),
            phone=said.get(Field.PHONE, ""),
            home=one.home[: len("35.78")],
        )


def flag(*, by: Actor, programme: str, at: datetime, found: Found) -> Receipt:
    """This will mark a pair for a coordinator's decision, with what speaks for it; doing it again changes nothing."""
    said = {"programme": programme, "case": found.one, "other": found.other, "reason": found.why}
    mark = keeper().fingerprint(content=f"{programme}|{found.one}|{found.other}".encode()).hex()[:40]
    return perform(by=by, verb=FLAG, with_=said, at=at, ref=f"ganda-{mark}")
