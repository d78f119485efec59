"""Seals personal values: one key for each person, wrapped by a key that never enters the database.

AES-256-GCM with table, column and person bound in, so that a sealed value moved to another place does not
open. Digests are keyed (HMAC-SHA-256): without the keyring they say nothing. Source of the design:
OWASP ASVS 5.0 V11, NIST SP 800-57.
"""

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

_FORMAT: Final = b"\x01"
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32


class SealBroken(Exception):
    """A sealed value does not open: it was changed, moved, or its key is another one."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of this installation: versions of the wrapping key, one key for digests, one for fingerprints."""

    wrapping: dict[int, bytes]
    current: int
    digesting: bytes
    printing: bytes

    def wrap(self, key: bytes, person: UUID) -> tuple[bytes, int]:
        """This will give a person's key wrapped under the current version, and that version."""
        return seal(self.wrapping[self.current], key, f"people_key|wrapped|{person}"), self.current

    def unwrap(self, wrapped: bytes, version: int, person: UUID) -> bytes:
        """This will give the person's key back, or raise SealBroken."""
        if version not in self.wrapping:
            message = f"wrapping key version {version} is not in the keyring"
            raise SealBroken(message)
        return unseal(self.wrapping[version], wrapped, f"people_key|wrapped|{person}")

    def digest(self, kind: str, value: str) -> bytes:
        """This will give 16 bytes that are equal for equal values of one kind and say nothing else."""
        return hmac.new(self.digesting, f"{kind}|{value}".encode(), hashlib.sha256).digest()[:16]

    def fingerprint(self, content: bytes) -> bytes:
        """This will give 32 bytes by which the same content is known again."""
        return hmac.new(self.printing, content, hashlib.sha256).digest()


def new_key() -> bytes:
    """This will draw a fresh person key of 256 bits."""
    return secrets.token_bytes(_KEY_BYTES)


def new_id() -> UUID:
    """This will draw a random row key; it says nothing about when or after whom the row was written."""
    return uuid4()


def seal(key: bytes, value: bytes, bound_to: str) -> bytes:
    """This will seal `value` so that it opens only with this key and in this place."""
    nonce = os.urandom(_NONCE_BYTES)
    return _FORMAT + nonce + AESGCM(key).encrypt(nonce, value, bound_to.encode())


def unseal(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    """This will open a sealed value, or raise SealBroken when a single bit of it or of its place is different."""
    if sealed[:1] != _FORMAT or len(sealed) < 1 + _NONCE_BYTES + 16:
        message = "not a sealed value of a format this version knows"
        raise SealBroken(message)
    nonce, box = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, box, bound_to.encode())
    except InvalidTag as problem:
        message = "the value was changed, moved or sealed with another key"
        raise SealBroken(message) from problem


@cache
def keyring() -> Keyring:
    """This will give the keyring named by PULANG_KEYRING, made on first use in a folder only its owner can read."""
    path = Path(os.environ["PULANG_KEYRING"])
    if not path.exists():
        _make(path)
    return read_keyring(path)


def read_keyring(path: Path) -> Keyring:
    """This will read a keyring file, refusing one that is damaged."""
    try:
        content = json.loads(path.read_text(encoding="ascii"))
        ring = Keyring(
            wrapping={int(version): _key(key) for version, key in content["wrapping"].items()},
            current=int(content["current"]),
            digesting=_key(content["digesting"]),
            printing=_key(content["printing"]),
        )
        ring.wrapping[ring.current]  # sealing needs it, and a crash later would come too late
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Refusal(
            "keyring-unreadable",
            Words(
                id=f"Berkas kunci {path} tidak terbaca. Pulihkan dari cadangannya; tanpa itu identitas tidak terbuka.",
                en=f"The key file {path} is unreadable. Restore it from its backup; without it identities stay sealed.",
            ),
        ) from problem
    return ring


def _key(written: str) -> bytes:
    key = bytes.fromhex(written)
    if len(key) != _KEY_BYTES:  # a short or empty key works, and protects nothing
        raise ValueError(len(key))
    return key


def _make(path: Path) -> None:
    content = {
        "wrapping": {"1": secrets.token_hex(_KEY_BYTES)},
        "current": 1,
        "digesting": secrets.token_hex(_KEY_BYTES),
        "printing": secrets.token_hex(_KEY_BYTES),
    }
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails when another process was first: its keys are the keys
    except FileExistsError:
        pass
    finally:
        draft.unlink()
