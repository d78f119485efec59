"""Whether somebody who is entered may be known already: asked of sealed values, answered with cases.

Whoever asks learns only that there may be one. A name points coarsely, so a rule then compares the sealed values where
they are opened, and only its yes or no comes back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from pulang.areas.cases import queries as cases
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field, Index
from pulang.kernel.words import Words
from pulang.storage import context
from pulang.storage.keyring import Digests

_POINTING: Final = {Index.NIK.value: Field.NIK, Index.LIKENESS.value: Field.NAME}

PERHAPS: Final = Words(
    id="Mungkin orang yang sama dengan berkas lain. Berkas tetap tercatat; tanyakan kepada koordinator.",
    en="Perhaps the same person as in another case. The case is recorded; ask the coordinator.",
)


def pointing(known: Mapping[Field, str], found_by: Digests) -> dict[str, tuple[bytes, ...]]:
    """This will give the digests by which somebody with these values could be found."""
    return {
        kind: tuple(found_by.of[kind]) for kind, part in _POINTING.items() if known.get(part) and kind in found_by.of
    }


@dataclass(frozen=True, slots=True)
class Likely:
    """Cases that may be the same person's, and by what: those whoever asks may know of, and those locked to others."""

    open: dict[UUID, str] = field(default_factory=dict)
    locked: dict[UUID, str] = field(default_factory=dict)


def found(*, known: Mapping[Field, str], digests: Mapping[str, tuple[bytes, ...]], home: str, person: UUID) -> Likely:
    """This will give the cases, of any programme, that may be the same person's: by her NIK, or by her name."""
    with context.counting():
        alike = cases.alike(digests=digests, home=home, person=person)
    likely = {each.case: "NIK" for each in alike if each.kind == Index.NIK.value}
    sounding = [each for each in alike if each.case not in likely]
    if sounding:
        with context.within_system():
            same = people.resembling(persons={each.person for each in sounding}, said=known)
        likely |= {each.case: "NAME" for each in sounding if each.person in same}
    locked = {each.case for each in alike if not each.open}
    return Likely(
        open={case: by for case, by in likely.items() if case not in locked},
        locked={case: by for case, by in likely.items() if case in locked},
    )
