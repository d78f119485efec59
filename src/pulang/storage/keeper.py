"""Who keeps the keys: this process, from its file, or the key service, which opens one person at a time and counts.

Everything above asks `keeper()` and does not know which it is. `PULANG_KEYS=file` (a small office) or `service`.
"""

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import UUID

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.keyd.client import ServiceKeeper
from pulang.storage.keyd.places import socket_from_env
from pulang.storage.keyring import Digests, Kept, KeyFile, Versions, Wrapped
from pulang.storage.sealed import Alike, Indexed, Redigested, SealedFile, judged, redigested


class Keeper(Protocol):
    """What can be asked of whoever holds the keys; only `unwrap` gives out what opens a person."""

    def versions(self) -> Versions:
        """This will say which versions of the keys there are."""

    def wrap(self, *, key: bytes, person: UUID) -> Wrapped:
        """This will wrap a person's key under the current version."""

    def unwrap(self, *, wrapped: Wrapped, person: UUID) -> bytes:
        """This will give a person's key for whoever the context names; refuses what is beyond the account's limit."""

    def digests(self, *, texts: Mapping[str, str]) -> Digests:
        """This will give the digests of texts by kind."""

    def fingerprint(self, *, content: bytes) -> bytes:
        """This will give 32 bytes by which the same content is known again."""

    def shut(self, *, secret: bytes, whose: UUID) -> bytes:
        """This will seal a secret of an account."""

    def unshut(self, *, box: bytes, whose: UUID) -> bytes:
        """This will open what `shut` sealed for the same account, or raise SealBroken."""

    def rewrap(self, *, boxes: Sequence[tuple[UUID, Wrapped]]) -> list[Wrapped]:
        """This will wrap keys under the current version; no key leaves the keeper."""

    def redigest(self, *, file: SealedFile, indexed: Indexed) -> list[Redigested]:
        """This will digest anew what a person's sealed values say; no value leaves the keeper."""

    def alike(self, *, file: SealedFile, said: Mapping[str, str], alike: Alike) -> str:
        """This will say why a rule takes somebody for the person of a sealed file, or nothing; no value leaves."""

    def renew(self, *, kind: Kept) -> int:
        """This will begin a newer version of a key."""


class FileKeeper:
    """The keys in a file of this process's own."""

    def __init__(self, path: Path) -> None:
        self._file = KeyFile(path)

    def versions(self) -> Versions:
        """This will say which versions of the keys there are."""
        return self._file.ring().versions

    def wrap(self, *, key: bytes, person: UUID) -> Wrapped:
        """This will wrap a person's key under the current version."""
        return self._file.ring().wrap(key, person)

    def unwrap(self, *, wrapped: Wrapped, person: UUID) -> bytes:
        """This will give a person's key; a file counts nothing."""
        return self._file.ring().unwrap(wrapped, person)

    def digests(self, *, texts: Mapping[str, str]) -> Digests:
        """This will give the digests of texts by kind."""
        ring = self._file.ring()
        return Digests(ring.digesting_now, {kind: ring.digest(kind, text) for kind, text in texts.items()})

    def fingerprint(self, *, content: bytes) -> bytes:
        """This will give 32 bytes by which the same content is known again."""
        return self._file.ring().fingerprint(content)

    def shut(self, *, secret: bytes, whose: UUID) -> bytes:
        """This will seal a secret of an account."""
        return self._file.ring().shut(secret, whose)

    def unshut(self, *, box: bytes, whose: UUID) -> bytes:
        """This will open what `shut` sealed for the same account, or raise SealBroken."""
        return self._file.ring().unshut(box, whose)

    def rewrap(self, *, boxes: Sequence[tuple[UUID, Wrapped]]) -> list[Wrapped]:
        """This will wrap keys under the current version."""
        ring = self._file.ring()
        return [ring.rewrap(wrapped, person) for person, wrapped in boxes]

    def redigest(self, *, file: SealedFile, indexed: Indexed) -> list[Redigested]:
        """This will digest anew what a person's sealed values say."""
        return redigested(self._file.ring(), file, indexed)

    def alike(self, *, file: SealedFile, said: Mapping[str, str], alike: Alike) -> str:
        """This will say why a rule takes somebody for the person of a sealed file, or nothing."""
        return judged(self._file.ring(), file, said, alike)

    def renew(self, *, kind: Kept) -> int:
        """This will begin a newer version of a key."""
        return self._file.renew(kind)


def keeper() -> Keeper:
    """This will give the keeper that the settings of this process name."""
    kind = os.environ.get("PULANG_KEYS") or "file"
    return _keeper(kind, os.environ["PULANG_KEYRING"], str(socket_from_env()) if kind == "service" else "")


@cache
def _keeper(kind: str, keyring: str, socket: str) -> Keeper:
    if kind == "file":
        return FileKeeper(Path(keyring))
    if kind == "service":
        return ServiceKeeper(Path(socket))
    raise Refusal(
        "keys-setting-unknown",
        Words(
            id="PULANG_KEYS berisi “file” atau “service”; perbaiki pengaturannya.",
            en="PULANG_KEYS says “file” or “service”; mend the setting.",
        ),
    )


def own_file() -> KeyFile:
    """This will give the keyring's file for what only whoever holds it may do; refuses where it is not at hand."""
    path = Path(os.environ["PULANG_KEYRING"])
    if not os.access(path, os.R_OK | os.W_OK):
        raise Refusal(
            "keyring-elsewhere",
            Words(
                id="Berkas kunci {path} tidak ada di sini. Jalankan sebagai pengguna layanan kunci.",
                en="The keyring {path} is not at hand here. Run this as the key service's user.",
            ).format(path=path),
        )
    return KeyFile(path)


def served() -> bool:
    """This will be true when the key service is to keep the keys."""
    return os.environ.get("PULANG_KEYS") == "service"
