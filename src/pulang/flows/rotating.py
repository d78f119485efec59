"""Keys grow old: a newer version is begun, every row is moved to it in batches, and what nothing uses is forgotten.

No act, because nothing anybody recorded changes: the same values stand under other keys. Each batch is one transaction,
so whoever stops it half way finds every row readable and begins where it stopped.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.people import operations, queries
from pulang.flows import standing
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context
from pulang.storage.keeper import keeper, own_file
from pulang.storage.keyring import Kept

BATCH: Final = 500
_FIRST: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Age:
    """The versions of one kind of key: all there are, the one used now, and how many rows stand under each."""

    versions: tuple[int, ...]
    now: int
    rows: dict[int, int]

    @property
    def old_rows(self) -> int:
        """This will count the rows that still stand under an older version."""
        return sum(count for version, count in self.rows.items() if version != self.now)

    @property
    def unused(self) -> tuple[int, ...]:
        """This will name the older versions under which nothing stands."""
        return tuple(v for v in self.versions if v != self.now and not self.rows.get(v))


def ages() -> dict[Kept, Age]:
    """This will say how old the keys are and what stands under each version."""
    with context.looking(standing.view_of(SYSTEM)):
        rows = {Kept.WRAPPING: queries.key_versions(), Kept.DIGESTING: queries.digest_versions()}
    found = keeper().versions()
    return {
        Kept.WRAPPING: Age(found.wrapping, found.wrapping_now, rows[Kept.WRAPPING]),
        Kept.DIGESTING: Age(found.digesting, found.digesting_now, rows[Kept.DIGESTING]),
    }


def rotate(kind: Kept) -> Iterator[int]:
    """This will begin a newer version, unless an earlier rotation is unfinished, and move rows to it batch by batch.

    It gives how many rows each batch moved; a row that cannot be moved stays where it is, readable, and counted.
    """
    if not ages()[kind].old_rows:
        keeper().renew(kind=kind)
    move: Callable[[UUID], tuple[int, UUID | None]] = _rewrap if kind is Kept.WRAPPING else _redigest
    last: UUID | None = _FIRST
    while last is not None:
        with context.working(standing.view_of(SYSTEM)):
            moved, last = move(last)
        yield moved


def _rewrap(after: UUID) -> tuple[int, UUID | None]:
    return operations.rewrap(after=after, limit=BATCH)


def _redigest(after: UUID) -> tuple[int, UUID | None]:
    return operations.redigest(after=after, limit=BATCH)


def retire(kind: Kept) -> tuple[int, ...]:
    """This will forget every older version under which nothing stands, and give their numbers; refuses while one does.

    Nobody can write a row meanwhile, so none can come to stand under a version that is being forgotten.
    """
    with context.working(standing.view_of(SYSTEM)):
        rows = operations.hold_still(kind=kind)
        found = own_file().ring().versions
        now, versions = (
            (found.wrapping_now, found.wrapping) if kind is Kept.WRAPPING else (found.digesting_now, found.digesting)
        )
        age = Age(versions, now, rows)
        if age.old_rows:
            raise Refusal(
                "keys-still-used",
                Words(
                    id="{rows} baris masih memakai versi lama. Jalankan dulu `pulang keys rotate` sampai selesai.",
                    en="{rows} rows still stand under an older version. Run `pulang keys rotate` to its end first.",
                ).format(rows=age.old_rows),
            )
        for version in age.unused:
            own_file().retire(kind, version)
    return age.unused
