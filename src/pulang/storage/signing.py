"""The sealer's signature (Ed25519): one key among the secrets, made at first use, whose public half checks seals.

When it is renewed, the public half of the key before it is kept beside it, signed by the new one: seals of then are
still recognised, and nobody without the key of now can slip another in.
"""

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

FILE: Final = "sealer.key"
RETIRED: Final = "sealer.retired"  # the public halves of earlier keys, oldest first, each signed by the next
_NEXT: Final = "sealer.next"
_SEED_BYTES: Final = 32
_MARK_SIGNS: Final = 16


@dataclass(frozen=True, slots=True)
class SealerKey:
    """The key that signs seals; `mark` tells it from others, `retired` are the public halves of those before it."""

    seed: bytes
    retired: tuple[bytes, ...] = ()

    @property
    def public(self) -> bytes:
        """This will give the public half."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    @property
    def mark(self) -> str:
        """This will give the beginning of the public half's hash."""
        return mark_of(self.public)

    @property
    def line(self) -> tuple[bytes, ...]:
        """This will give the public halves of all keys that ever sealed here, oldest first."""
        return (*self.retired, self.public)

    def sign(self, message: bytes) -> bytes:
        """This will sign a message."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


def mark_of(public: bytes) -> str:
    """This will give the mark of a public key."""
    return sha256(public).hexdigest()[:_MARK_SIGNS]


def signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """This will be true when this key signed this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def sealer_key() -> SealerKey:
    """This will give this installation's key, which lies beside the keyring and is made when it is first asked for.

    Read anew each time: a worker that kept it would go on sealing with a key that was renewed.
    """
    path = Path(os.environ["PULANG_KEYRING"]).parent / FILE
    if not path.exists():
        _make(path)
    _finish_renewal(path)
    return read_key(path)


def renew(before: SealerKey) -> SealerKey:
    """This will put a new key in the place of the one that sealed so far, whose secret half is gone after that.

    Stopped anywhere, it is as if it had not begun, or it is finished when the key is next asked for.
    """
    path = Path(os.environ["PULANG_KEYRING"]).parent / FILE
    coming = path.with_name(_NEXT)
    coming.unlink(missing_ok=True)
    _make(coming)
    new = SealerKey(_seed(coming))
    lines = [*_lines(path), f"{before.public.hex()} {new.sign(_handing_over(before.public, new.public)).hex()}"]
    _write(path.with_name(RETIRED), "".join(f"{line}\n" for line in lines))
    _finish_renewal(path)
    return read_key(path)


def _finish_renewal(path: Path) -> None:
    """This will put the next key in its place once the list vouches for it."""
    coming = path.with_name(_NEXT)
    if not coming.exists():
        return
    try:
        following = read_key(coming)
    except Refusal:  # the list of the key that is coming is not written yet, or it is another renewal's
        return
    if following.retired:
        with suppress(FileNotFoundError):  # another process was a moment faster
            coming.replace(path)


def _handing_over(before: bytes, after: bytes) -> bytes:
    return b"pulang-sealer-1" + before + after


def _lines(path: Path) -> list[str]:
    try:
        return path.with_name(RETIRED).read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return []


def _vouched(path: Path, public: bytes) -> tuple[bytes, ...]:
    """This will give the retired keys of a list, each proved by the one after it; a list that proves nothing fails."""
    found: list[bytes] = []
    after = public
    for line in reversed(_lines(path)):
        before, signature = (bytes.fromhex(part) for part in line.split(" "))
        if not signed_by(after, signature, _handing_over(before, after)):
            raise ValueError(line)
        found.insert(0, before)
        after = before
    return tuple(found)


def held_by(line: Sequence[bytes], mark: str) -> bytes | None:
    """This will give the key of a line that has this mark; None where none has."""
    return next((public for public in line if mark_of(public) == mark), None)


def read_key(path: Path) -> SealerKey:
    """This will read a key file, refusing one that is damaged."""
    seed = _seed(path)
    try:
        return SealerKey(seed, _vouched(path, SealerKey(seed).public))
    except (OSError, ValueError) as problem:
        raise _unreadable(path.with_name(RETIRED)) from problem


def _seed(path: Path) -> bytes:
    try:
        seed = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as problem:
        raise _unreadable(path) from problem
    if len(seed) != _SEED_BYTES:
        raise _unreadable(path)
    return seed


def _write(path: Path, text: str) -> None:
    draft = _drafted(path, text)
    draft.replace(path)


def _drafted(path: Path, text: str) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _make(path: Path) -> None:
    draft = _drafted(path, f"{secrets.token_hex(_SEED_BYTES)}\n")
    try:
        os.link(draft, path)  # fails when another process was first: its key is the key
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _unreadable(path: Path) -> Refusal:
    return Refusal(
        "sealer-key-unreadable",
        Words(
            id="Kunci penyegel {path} tidak terbaca. Pulihkan dari cadangannya; segel lama hanya dikenali dengannya.",
            en="The sealer's key {path} is unreadable. Restore it from its backup; only it recognises the old seals.",
        ).format(path=path),
    )
