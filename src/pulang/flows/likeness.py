"""Whether somebody who is entered may be known already: asked of sealed values, answered with cases.

Whoever asks learns only that there may be one. A name points coarsely, so a rule then compares the sealed values where
they are opened, and only its yes or no comes back.
"""

from collections.abc import Mapping
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


def found(
    *, known: Mapping[Field, str], digests: Mapping[str, tuple[bytes, ...]], home: str, person: UUID
) -> dict[UUID, str]:
    """This will give the cases, of any programme, that may be the same person's, and by what: her NIK, or her name."""
    with context.counting():
        alike = cases.alike(digests=digests, home=home, person=person)
    likely = {each.case: "NIK" for each in alike if each.kind == Index.NIK.value}
    sounding = [each for each in alike if each.case not in likely]
    if sounding:
        with context.within_system():
            same = people.resembling(persons={each.person for each in sounding}, said=known)
        likely |= {each.case: "NAME" for each in sounding if each.person in same}
    return likely
