"""Whether those who are entered may be known already: asked of sealed values, answered with cases.

Whoever asks learns only that there may be one. A name points coarsely, so a rule then compares the sealed values where
they are opened, and only its yes or no comes back. However many are entered at once, the database is asked twice.
"""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import AlikeCase, Sought
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field, Index, alike
from pulang.kernel.words import Words
from pulang.storage import context
from pulang.storage.keyring import Digests
from pulang.storage.sealed import SealedFile

_POINTING: Final = {Index.NIK.value: Field.NIK, Index.LIKENESS.value: Field.NAME}
_HOME: Final = len("35.78")

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
class Newcomer:
    """Somebody who is entered, with what is known of her and what she may be found by."""

    person: UUID
    known: Mapping[Field, str]
    digests: Mapping[str, tuple[bytes, ...]]
    home: str


@dataclass(frozen=True, slots=True)
class Likely:
    """Cases that may be the same person's, and by what: those whoever asks may know of, and those locked to others."""

    open: dict[UUID, str] = field(default_factory=dict)
    locked: dict[UUID, str] = field(default_factory=dict)


NOBODY: Final = Likely()


def found(newcomers: Sequence[Newcomer]) -> dict[UUID, Likely]:
    """This will give, by person, the cases of any programme that may be hers, and by what: her NIK, or her name."""
    sought = [Sought(one.person, one.home, one.digests) for one in newcomers if one.digests]
    if not sought:
        return {}
    with context.counting():
        alike_cases = cases.alike(sought)
    sounding = {each.person for several in alike_cases.values() for each in several if each.kind != Index.NIK.value}
    with context.within_system() if sounding else nullcontext():
        files = people.sealed_files(persons=sounding) if sounding else {}
        return {
            one.person: _likely(alike_cases[one.person], files, one) for one in newcomers if one.person in alike_cases
        }


def _likely(several: Sequence[AlikeCase], files: Mapping[UUID, SealedFile], one: Newcomer) -> Likely:
    by = {each.case: "NIK" for each in several if each.kind == Index.NIK.value}
    for each in several:
        file = files.get(each.person)
        if each.case not in by and file is not None and people.resembles(file=file, said=one.known):
            by[each.case] = "NAME"
    locked = {each.case for each in several if not each.open}
    return Likely(
        open={case: why for case, why in by.items() if case not in locked},
        locked={case: why for case, why in by.items() if case in locked},
    )


class Met:
    """Who came before among those who are entered together, by what she could be found by."""

    def __init__(self) -> None:
        self._by: dict[tuple[str, bytes], list[tuple[int, Newcomer]]] = {}

    def before(self, place: int, one: Newcomer) -> dict[int, str]:
        """This will give the places of those before who may be the same person, and by what; and remember her."""
        earlier: dict[int, str] = {}
        for kind, several in one.digests.items():
            known = self._by.setdefault((kind, several[0]), [])
            for other, who in known[:_MET_MOST]:
                if kind == Index.NIK.value:
                    earlier[other] = "NIK"
                elif other not in earlier and _same_home(one, who) and alike(_said(who.known), _said(one.known)):
                    earlier[other] = "NAME"
            known.append((place, one))
        return earlier


_MET_MOST: Final = 50


def _same_home(one: Newcomer, other: Newcomer) -> bool:
    return not one.home or not other.home or one.home[:_HOME] == other.home[:_HOME]


def _said(known: Mapping[Field, str]) -> dict[str, str]:
    return {field.value: value for field, value in known.items()}
