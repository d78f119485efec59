"""A person's sealed values as they are handed to whoever holds the keys, and what is asked about them there.

Rules about the values belong to the area of persons and come in as functions; they see the values in clear, and only
what they answer comes out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pulang.storage.keyring import Keyring, Wrapped
from pulang.storage.sealing import Place, unseal

Said = tuple[str, str]  # a field and its value
Indexed = Callable[[Sequence[Said]], Iterable[tuple[str, str]]]  # all kinds and texts that may have been digested
Alike = Callable[[Mapping[str, str], Mapping[str, str]], str]  # what speaks for it, without any value; empty: not alike

TABLE = "people_identity"


@dataclass(frozen=True, slots=True)
class SealedValue:
    """One sealed value: its field and the row it stands in."""

    field: str
    row: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A person's wrapped key, some of her sealed values, and what is compared with them and stands in clear anyway."""

    person: UUID
    wrapped: Wrapped
    values: tuple[SealedValue, ...]
    clear: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Redigested:
    """What stood as `was` under an older key and stands as `now` under the current one."""

    kind: str
    was: bytes
    now: bytes


def place_of(person: UUID, field: str, row: str) -> Place:
    """This will name the place of a value of a person's identity."""
    return Place(TABLE, field, person, row)


def opened(ring: Keyring, file: SealedFile) -> list[Said]:
    """This will open every value of a file."""
    key = ring.unwrap(file.wrapped, file.person)
    return [
        (value.field, unseal(key, value.sealed, place_of(file.person, value.field, value.row)).decode())
        for value in file.values
    ]


def redigested(ring: Keyring, file: SealedFile, indexed: Indexed) -> list[Redigested]:
    """This will give, for every text the rule finds and every older version, what its digest was and is now."""
    older = [version for version in ring.digesting if version != ring.digesting_now]
    return [
        Redigested(kind, ring.digest_under(version, kind, text), ring.digest_under(ring.digesting_now, kind, text))
        for kind, text in indexed(opened(ring, file))
        for version in older
    ]


def judged(ring: Keyring, file: SealedFile, said: Mapping[str, str], alike: Alike) -> str:
    """This will ask the rule about what is said and what a file holds; a later value of a field replaces an earlier."""
    return alike(said, dict((*opened(ring, file), *file.clear)))
