"""The oldest release of each branch of PostgreSQL whose row security has no known hole that was mended since."""

from collections.abc import Collection
from typing import Final

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

# The releases of 12 November 2026. They mended CVE-2026-120154 (ON CONFLICT), -116327 (leaky functions) and -116311
# (DROP OWNED takes restrictive policies away); the August ones CVE-2026-14666 (cached plans after a change of role).
SAFE_FROM: Final = {15: 150020, 16: 160016, 17: 170012, 18: 180006}
_BRANCH: Final = 10_000


def is_safe(number: int) -> bool:
    """This will be true for a server release, as `server_version_num` says it, without those holes."""
    return number >= SAFE_FROM.get(number // _BRANCH, min(SAFE_FROM.values()))


def written(number: int) -> str:
    """This will write a release as people do: 15.20."""
    return f"{number // _BRANCH}.{number % _BRANCH}"


def faults(number: int, *, programmes: Collection[str], samples: Collection[str]) -> tuple[str, ...]:
    """This will tell of real people on a release with holes; a database with nothing but sample rows may lag behind."""
    real = sorted(set(programmes) - set(samples))
    if is_safe(number) or not real:
        return ()
    return (
        f"PostgreSQL {written(number)} has holes in its row security, and {', '.join(real[:5])} are no sample rows",
    )


def refuse_unsafe(number: int) -> None:
    """This will refuse to serve real people from a release whose row security is known to leak."""
    if is_safe(number):
        return
    wanted = SAFE_FROM.get(number // _BRANCH, min(SAFE_FROM.values()))
    raise Refusal(
        "database-unsafe",
        Words(
            id="PostgreSQL {found} punya celah pada pembatasan baris yang sudah ditutup di {wanted}. Pakai server yang "
            "baru lewat DATABASE_URL, atau coba dulu dengan data contoh: pulang run --demo",
            en="PostgreSQL {found} has holes in its row security that {wanted} mended. Use a current server by "
            "DATABASE_URL, or try it with the demo: pulang run --demo",
        ).format(found=written(number), wanted=written(wanted)),
    )
