"""Whether those who are entered may be known already: asked of sealed values, answered with cases.

Whoever asks learns only that there may be one. A name points coarsely, so a rule then compares the sealed values where
they are opened, and only what speaks for it comes back. However many are entered at once, the database is asked twice.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import AlikeCase, Sought
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field, Index
from pulang.areas.people.scoring import HOME, alike
from pulang.kernel.words import Words
from pulang.storage import context, sql
from pulang.storage.aside import Aside, laying_aside
from pulang.storage.keyring import Digests
from pulang.storage.sealed import SealedFile

_POINTING: Final = {
    Index.NIK.value: Field.NIK,
    Index.LIKENESS.value: Field.NAME,
    Index.PHONE.value: Field.PHONE,
}
_HOME: Final = len("35.78")
CROWD_LEAST: Final = 6  # cases on one telephone; fewer are a family and its neighbours

PERHAPS: Final = Words(
    id="Mungkin orang yang sama dengan berkas lain. Berkas tetap tercatat; tanyakan kepada koordinator.",
    en="Perhaps the same person as in another case. The case is recorded; ask the coordinator.",
)
CROWD: Final = Words(
    id="Nomor telepon ini sudah dipakai {least} berkas lain atau lebih. Mungkin ada perantara: tanyakan kepadanya "
    "sendiri apakah ia memilih ikut. Berkas tetap tercatat.",
    en="This telephone number stands in {least} other cases or more. Somebody may be registering them: ask her herself "
    "whether she chose this. The case is recorded.",
).format(least=CROWD_LEAST)


def pointing(known: Mapping[Field, str], found_by: Digests) -> dict[str, tuple[bytes, ...]]:
    """This will give the digests by which somebody with these values could be found."""
    return {
        kind: tuple(found_by.of[kind]) for kind, part in _POINTING.items() if known.get(part) and kind in found_by.of
    }


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is entered, with what is known of her and what she may be found by."""

    person: UUID
    known: Mapping[Field, str]
    digests: Mapping[str, tuple[bytes, ...]]
    home: str


@dataclass(frozen=True, slots=True)
class Likely:
    """Cases that may be the same person's, and by what: those whoever asks may know of, and those locked to others.

    `crowd`: so many others came with her telephone that it is no family's.
    """

    open: dict[UUID, str] = field(default_factory=dict)
    locked: dict[UUID, str] = field(default_factory=dict)
    crowd: bool = False

    @property
    def warnings(self) -> tuple[Words, ...]:
        """This will say what whoever enters her is told; of locked cases, nothing."""
        return (*((PERHAPS,) if self.open else ()), *((CROWD,) if self.crowd else ()))


NOBODY: Final = Likely()


def found(newcomers: Sequence[Newcomer], meanwhile: Callable[[], object] = lambda: None) -> dict[UUID, Likely]:
    """This will give, by person, the cases of any programme that may be hers, and by what: her NIK, or her name.

    What is asked `meanwhile` goes the same way.
    """
    sought = [Sought(one.person, one.home, one.digests) for one in newcomers if one.digests]
    if not sought:
        return {}
    with context.counting(), sql.asked_together(lambda: cases.alike(sought), meanwhile):
        alike_cases = cases.alike(sought)
        meanwhile()
    compared = {each.person for several in alike_cases.values() for each in _compared(several)}
    with context.within_system() if compared else nullcontext():
        files = people.sealed_files(persons=compared) if compared else {}
        return {
            one.person: _likely(alike_cases[one.person], files, one) for one in newcomers if one.person in alike_cases
        }


def _compared(several: Sequence[AlikeCase]) -> list[AlikeCase]:
    """This will leave out those who only came with a crowd's telephone."""
    crowd = _is_crowd(several)
    return [each for each in several if each.kind != Index.PHONE.value or not crowd]


def _is_crowd(several: Sequence[AlikeCase]) -> bool:
    return len({each.person for each in several if each.kind == Index.PHONE.value and each.open}) >= CROWD_LEAST


def _likely(several: Sequence[AlikeCase], files: Mapping[UUID, SealedFile], one: Newcomer) -> Likely:
    by: dict[UUID, str] = {}
    for each in _compared(several):
        file = files.get(each.person)
        why = "" if each.case in by or file is None else _why(file, each, one)
        if why or (each.kind == Index.NIK.value and each.case not in by):
            by[each.case] = why or "NIK"
    locked = {each.case for each in several if not each.open}
    return Likely(
        open={case: why for case, why in by.items() if case not in locked},
        locked={case: why for case, why in by.items() if case in locked},
        crowd=_is_crowd(several),
    )


def _why(file: SealedFile, each: AlikeCase, one: Newcomer) -> str:
    return people.resembles(file=file, home=each.home, said=one.known, at_home=one.home)


class Met:
    """Who came before among those who are entered together, by what she could be found by."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside

    def before(self, place: int, one: Newcomer) -> dict[int, str]:
        """This will give the places of those before who may be the same person, and by what; and remember her."""
        earlier: dict[int, str] = {}
        said = _said(one)
        for kind, several in one.digests.items():
            for other in self._aside.places(kind, several[0], _MET_MOST):
                if other not in earlier:
                    who = json.loads(self._aside.laid(other))
                    if kind != Index.LIKENESS.value or _same_home(said, who):
                        why = alike(who, said) or ("NIK" if kind == Index.NIK.value else "")
                        earlier |= {other: why} if why else {}
            self._aside.mark(place, kind, several[0])
        self._aside.lay(place, json.dumps(said, ensure_ascii=False).encode())
        return earlier


def before(newcomers: Sequence[Newcomer]) -> dict[UUID, dict[int, str]]:
    """This will give, by person, the places of those before her who may be the same person, and by what."""
    if len(newcomers) == 1:
        return {newcomers[0].person: {}}
    with laying_aside() as aside:
        met = Met(aside)
        return {one.person: met.before(place, one) for place, one in enumerate(newcomers)}


_MET_MOST: Final = 50


def _same_home(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return not one[HOME] or not other[HOME] or one[HOME][:_HOME] == other[HOME][:_HOME]


def _said(one: Newcomer) -> dict[str, str]:
    return {field.value: value for field, value in one.known.items()} | {HOME: one.home}
