"""Seals personal values: one key for each person, so that destroying it erases her everywhere.

AES-256-GCM with table, column, person and row bound in, so that a sealed value moved to another place does not
open. The persons' keys are wrapped by keys that never enter the database: see `storage.keyring` and `storage.keeper`.
Source of the design: OWASP ASVS 5.0 V11, NIST SP 800-57.
"""

import os
import secrets
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_OLD: Final = b"\x01"  # bound to table, column and person; still opens, is not written any more
_FORMAT: Final = b"\x02"  # bound to the row as well
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32
_TAG_BYTES: Final = 16


class SealBroken(Exception):
    """A sealed value does not open: it was changed, moved, or its key is another one."""


@dataclass(frozen=True, slots=True)
class Place:
    """The one place in which a sealed value opens. `row` is known before the row is written: its act, or its person."""

    table: str
    column: str
    person: UUID
    row: str

    def bound(self, version: bytes) -> bytes:
        """This will write the place down as the format of that version binds it."""
        place = f"{self.table}|{self.column}|{self.person}"
        return (place if version == _OLD else f"2|{place}|{self.row}").encode()


def new_key() -> bytes:
    """This will draw a fresh person key of 256 bits."""
    return secrets.token_bytes(_KEY_BYTES)


def new_id() -> UUID:
    """This will draw a random row key; it says nothing about when or after whom the row was written."""
    return uuid4()


def seal(key: bytes, value: bytes, place: Place) -> bytes:
    """This will seal `value` so that it opens only with this key and in this place."""
    nonce = os.urandom(_NONCE_BYTES)
    return _FORMAT + nonce + AESGCM(key).encrypt(nonce, value, place.bound(_FORMAT))


def unseal(key: bytes, sealed: bytes, place: Place) -> bytes:
    """This will open a sealed value, or raise SealBroken when a single bit of it or of its place is different."""
    version = sealed[:1]
    if version not in {_OLD, _FORMAT} or len(sealed) < 1 + _NONCE_BYTES + _TAG_BYTES:
        message = "not a sealed value of a format this version knows"
        raise SealBroken(message)
    nonce, box = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, box, place.bound(version))
    except InvalidTag as problem:
        message = "the value was changed, moved or sealed with another key"
        raise SealBroken(message) from problem
