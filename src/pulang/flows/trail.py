"""The trail's seals: made every minute, told outside, and compared with the rows they were made of.

What it finds, with what an owner of the database could do to it: a row changed, missing, put in or moved; a seal
changed, cut out or made with another key; and, against a checkpoint that left the machine, an end cut off or an older
copy put in its place.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pulang.areas.audit import operations, queries
from pulang.areas.audit.facts import SealedFacts, SealFacts
from pulang.areas.audit.rules import FIRST_ROOT, chained, merkle, to_sign
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import signing
from pulang.storage.context import SECONDS_OF_COMMANDS
from pulang.storage.leaves import LEAVES
from pulang.storage.signing import SealerKey

LAG_SECONDS: Final = 120
_LONGEST: Final = timedelta(seconds=SECONDS_OF_COMMANDS + LAG_SECONDS)  # no transaction of ours lives longer
_SEALS_AT_ONCE: Final = 50
_TOLD: Final = 20
_FORMAT: Final = "pulang-checkpoint-1"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the trail is compared with: the sealer's public keys, the instant it is, a checkpoint from outside.

    `keys` are the public halves of all keys that sealed here, oldest first: after a later one comes no earlier.
    `lag` is how many seconds a row may wait for its seal; None while nobody seals.
    """

    keys: tuple[bytes, ...]
    now: datetime
    lag: int | None = None
    checkpoint: SealFacts | None = None


def seal(*, key: SealerKey, at: datetime) -> tuple[SealFacts, ...]:
    """This will seal everything that no seal holds yet, and give the seals made."""
    made = []
    while (one := operations.seal_once(key=key, at=at)) is not None:
        made.append(one)
    return tuple(made)


# --- checkpoints


def exported(made: SealFacts) -> str:
    """This will write a seal as a small file that can leave the machine; its own signature goes with it."""
    said = {
        "format": _FORMAT,
        "number": made.number,
        "at": made.at.astimezone(UTC).isoformat(),
        "count": made.count,
        "total": made.total,
        "merkle": made.merkle.hex(),
        "root": made.root.hex(),
        "key": made.key,
        "signature": made.signature.hex(),
    }
    return json.dumps(said, indent=2) + "\n"


def read_checkpoint(text: str) -> SealFacts:
    """This will read what `exported` wrote; refuses a file that is none."""
    try:
        return _read(json.loads(text))
    except (ValueError, KeyError, TypeError) as problem:
        raise Refusal(
            "checkpoint-unreadable",
            Words(
                id="Berkas itu bukan titik periksa dari `pulang seal --export`. Pakai berkas yang lain.",
                en="This file is no checkpoint of `pulang seal --export`. Use another file.",
            ),
        ) from problem


def _read(said: dict[str, Any]) -> SealFacts:
    if said["format"] != _FORMAT:
        raise ValueError(said["format"])
    return SealFacts(
        number=int(said["number"]),
        at=datetime.fromisoformat(said["at"]),
        count=int(said["count"]),
        total=int(said["total"]),
        merkle=bytes.fromhex(said["merkle"]),
        root=bytes.fromhex(said["root"]),
        key=str(said["key"]),
        signature=bytes.fromhex(said["signature"]),
    )


# --- comparing


def compared(asked: Asked) -> tuple[int, tuple[str, ...]]:
    """This will count the sealed rows and tell the first faults found; needs a context that reaches everything."""
    seals = queries.seals()
    faults: list[str] = []
    faults.extend(_of_chain(seals, asked.keys))
    if asked.checkpoint is not None:
        faults.extend(_of_checkpoint(seals, asked.checkpoint, asked.keys))
    present = dict.fromkeys(LEAVES, 0)
    since: datetime | None = None
    for at in range(0, len(seals), _SEALS_AT_ONCE):
        some = seals[at : at + _SEALS_AT_ONCE]
        faults.extend(_of_rows(some, present, since))
        since = some[-1].at
    faults.extend(_of_strays(seals, present, asked))
    return sum(present.values()), tuple(faults[:_TOLD])


def _of_chain(seals: Sequence[SealFacts], keys: tuple[bytes, ...]) -> Iterator[str]:
    before, total, at = FIRST_ROOT, 0, None
    for place, seal_ in enumerate(seals, 1):
        name = f"seal {seal_.number}"
        if seal_.number != place:
            yield f"{name}: seal {place} is missing"
            return
        if seal_.root != chained(before, seal_.merkle, seal_.count) or seal_.total != total + seal_.count:
            yield f"{name}: does not follow from the seal before it"
        if not _is_signed(seal_, keys):
            yield f"{name}: not signed with this installation's key"
        else:  # from here on no earlier key counts
            keys = keys[keys.index(_key_of(seal_, keys)) :]
        if at is not None and seal_.at < at:
            yield f"{name}: is older than the seal before it"
        before, total, at = seal_.root, seal_.total, seal_.at


def _key_of(seal_: SealFacts, keys: tuple[bytes, ...]) -> bytes:
    return signing.held_by(keys, seal_.key) or b""


def _is_signed(seal_: SealFacts, keys: tuple[bytes, ...]) -> bool:
    message = to_sign(number=seal_.number, micros=seal_.micros, total=seal_.total, root=seal_.root)
    return signing.signed_by(_key_of(seal_, keys), seal_.signature, message)


def _of_checkpoint(seals: Sequence[SealFacts], known: SealFacts, keys: tuple[bytes, ...]) -> Iterator[str]:
    if not _is_signed(known, keys):
        yield "checkpoint: not signed with this installation's key"
    elif known.number > len(seals):
        yield f"checkpoint: tells of seal {known.number}, and the trail ends at {len(seals)}"
    elif seals[known.number - 1] != known:
        yield f"checkpoint: seal {known.number} is another one"


def _of_rows(seals: Sequence[SealFacts], present: dict[str, int], since: datetime | None) -> Iterator[str]:
    """This will compare the rows of some seals with what was sealed; `since` is the instant of the seal before them."""
    held: dict[int, list[SealedFacts]] = {one.number: [] for one in seals}
    for book in LEAVES:
        for part in queries.sealed(book, first=seals[0].number, last=seals[-1].number):
            held.setdefault(part.seal, []).append(part)
            present[book] += part.count - len(part.missing)
            for row in part.missing[:_TOLD]:
                yield f"{book} {row}: is gone, and seal {part.seal} holds it"
            for row in part.changed[:_TOLD]:
                yield f"{book} {row}: is not what was written"
    for one in seals:
        parts = held[one.number]
        told = [part.oldest for part in parts if part.oldest is not None]
        if since is not None and told and min(told) < since - _LONGEST:
            yield f"seal {one.number}: holds rows that say they were written long before the seal before it"
        since = one.at
        if sum(part.count for part in parts) != one.count or merkle(b"".join(p.leaves for p in parts)) != one.merkle:
            yield f"seal {one.number}: its rows are not those that were sealed"


def _of_strays(seals: Sequence[SealFacts], present: dict[str, int], asked: Asked) -> Iterator[str]:
    """This will tell of rows in no seal: put in among old ones, or waiting longer than they may."""
    patience = timedelta(seconds=LAG_SECONDS if asked.lag is None else asked.lag)
    settled = max((one.number for one in seals if one.at <= asked.now - patience), default=0)
    for book, there in present.items():
        if queries.rows_in(book) == there:
            continue
        highest = queries.highest_sealed(book, until=settled)
        for stray in queries.strays(book, highest=highest, limit=_TOLD * 5):
            if not stray.sound:
                yield f"{book} {stray.row}: is not what was written"
            elif stray.backdated:
                yield f"{book} {stray.row}: stands among rows that were sealed long ago, and no seal holds it"
            elif asked.lag is not None and stray.written_at is not None and asked.now - stray.written_at > patience:
                yield f"{book} {stray.row}: waits for its seal since {stray.written_at.astimezone(UTC).isoformat()}"
