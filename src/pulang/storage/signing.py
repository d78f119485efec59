"""The sealer's signature (Ed25519): one key among the secrets, made at first use, whose public half checks seals."""

import os
import secrets
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

FILE: Final = "sealer.key"
_SEED_BYTES: Final = 32
_MARK_SIGNS: Final = 16


@dataclass(frozen=True, slots=True)
class SealerKey:
    """The key that signs seals; `mark` tells it from others."""

    seed: bytes

    @property
    def public(self) -> bytes:
        """This will give the public half."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    @property
    def mark(self) -> str:
        """This will give the beginning of the public half's hash."""
        return mark_of(self.public)

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


@cache
def sealer_key() -> SealerKey:
    """This will give this installation's key, which lies beside the keyring and is made when it is first asked for."""
    path = Path(os.environ["PULANG_KEYRING"]).parent / FILE
    if not path.exists():
        _make(path)
    return read_key(path)


def read_key(path: Path) -> SealerKey:
    """This will read a key file, refusing one that is damaged."""
    try:
        seed = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as problem:
        raise _unreadable(path) from problem
    if len(seed) != _SEED_BYTES:
        raise _unreadable(path)
    return SealerKey(seed)


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{secrets.token_hex(_SEED_BYTES)}\n")
        file.flush()
        os.fsync(file.fileno())
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
