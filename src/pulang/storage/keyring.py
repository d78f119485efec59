"""The keys of an installation: versions of the wrapping key and of the digest key, and one key for fingerprints.

Without them sealed values stay shut and digests say nothing. They live in one file that only its owner reads; who
holds it, the application or the key service, is `storage.keeper`'s choice.
"""

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.sealing import Place, seal, unseal

_KEY_BYTES: Final = 32
_DIGEST_BYTES: Final = 16
_COARSE_BITS: Final = {"LIKENESS": 15}  # so few that thousands share each: it can point, and never prove


class Kept(Enum):
    """The keys that have versions."""

    WRAPPING = "wrapping"
    DIGESTING = "digesting"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A person's key as it is stored, and the version of the key it is wrapped under."""

    box: bytes
    version: int


@dataclass(frozen=True, slots=True)
class Digests:
    """Digests of some texts by kind: the first under `version`, which is stored; the others under older versions."""

    version: int
    of: Mapping[str, tuple[bytes, ...]]


NO_DIGESTS: Final = Digests(0, {})


@dataclass(frozen=True, slots=True)
class Versions:
    """Which versions there are, and which are used for whatever is written now."""

    wrapping: tuple[int, ...]
    wrapping_now: int
    digesting: tuple[int, ...]
    digesting_now: int


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys themselves."""

    wrapping: Mapping[int, bytes]
    wrapping_now: int
    digesting: Mapping[int, bytes]
    digesting_now: int
    printing: bytes

    @property
    def versions(self) -> Versions:
        """This will say which versions there are."""
        return Versions(
            tuple(sorted(self.wrapping)), self.wrapping_now, tuple(sorted(self.digesting)), self.digesting_now
        )

    def wrap(self, key: bytes, person: UUID) -> Wrapped:
        """This will give a person's key wrapped under the current version."""
        place = _of_key(person, self.wrapping_now)
        return Wrapped(seal(self.wrapping[self.wrapping_now], key, place), self.wrapping_now)

    def unwrap(self, wrapped: Wrapped, person: UUID) -> bytes:
        """This will give the person's key back; refuses a version it does not have, raises SealBroken otherwise."""
        if wrapped.version not in self.wrapping:
            raise no_such_version(wrapped.version)
        return unseal(self.wrapping[wrapped.version], wrapped.box, _of_key(person, wrapped.version))

    def rewrap(self, wrapped: Wrapped, person: UUID) -> Wrapped:
        """This will give a person's key wrapped under the current version instead of an older one."""
        return self.wrap(self.unwrap(wrapped, person), person)

    def digest(self, kind: str, text: str) -> tuple[bytes, ...]:
        """This will give what is equal for equal texts of one kind and says nothing else: the current version first."""
        older = sorted(self.digesting.keys() - {self.digesting_now}, reverse=True)
        return tuple(self.digest_under(version, kind, text) for version in (self.digesting_now, *older))

    def digest_under(self, version: int, kind: str, text: str) -> bytes:
        """This will give a text's digest under one version of the key."""
        whole = hmac.new(self.digesting[version], f"{kind}|{text}".encode(), hashlib.sha256).digest()
        bits = _COARSE_BITS.get(kind)
        if bits is None:
            return whole[:_DIGEST_BYTES]
        return (int.from_bytes(whole[:4], "big") >> (32 - bits)).to_bytes(2, "big")

    def fingerprint(self, content: bytes) -> bytes:
        """This will give 32 bytes by which the same content is known again."""
        return hmac.new(self.printing, content, hashlib.sha256).digest()

    def shut(self, secret: bytes, whose: UUID) -> bytes:
        """This will seal a secret of an account, such as the key of an authenticator app."""
        return seal(self._of_accounts(), secret, _of_account(whose))

    def unshut(self, box: bytes, whose: UUID) -> bytes:
        """This will open what `shut` sealed for this account, or raise SealBroken."""
        return unseal(self._of_accounts(), box, _of_account(whose))

    def _of_accounts(self) -> bytes:
        # A key of its own, which stays when the others grow old: nobody can wrap an account's secret anew.
        return hmac.new(self.printing, b"pulang|accounts", hashlib.sha256).digest()


def _of_account(whose: UUID) -> Place:
    return Place("accounts_user", "secret", whose, "")


def _of_key(person: UUID, version: int) -> Place:
    return Place("people_key", "wrapped", person, str(version))


def no_such_version(version: int) -> Refusal:
    """This will say that a key was wrapped under a version nobody here has."""
    return Refusal(
        "key-version-unknown",
        Words(
            id=f"Kunci pembungkus versi {version} tidak ada di berkas kunci ini. Pulihkan berkas kunci yang terbaru.",
            en=f"Version {version} of the wrapping key is not in this keyring. Bring back the newest keyring.",
        ),
    )


# --- the file


class KeyFile:
    """The file of a keyring, read again whenever it was changed; made on first use."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[tuple[int, int], Keyring] | None = None

    def ring(self) -> Keyring:
        """This will give the keyring as the file says now."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            make_keyring(self.path)
            found = self.path.stat()
        mark = (found.st_ino, found.st_mtime_ns)
        if self._seen is None or self._seen[0] != mark:
            self._seen = (mark, read_keyring(self.path))
        return self._seen[1]

    def renew(self, kind: Kept) -> int:
        """This will draw a newer version, use it for whatever is written from now on, and give its number."""

        def add(content: dict[str, Any]) -> int:
            version = max(map(int, content[kind.value])) + 1
            content[kind.value][str(version)] = secrets.token_hex(_KEY_BYTES)
            content[f"{kind.value}_now"] = version
            return version

        return self._change(add)

    def retire(self, kind: Kept, version: int) -> None:
        """This will forget an older version for good; whoever asks knows that nothing uses it any more."""

        def drop(content: dict[str, Any]) -> int:
            assert content[f"{kind.value}_now"] != version, "the current version is in use"
            content[kind.value].pop(str(version), None)
            return version

        self._change(drop)

    def _change(self, change: Callable[[dict[str, Any]], int]) -> int:
        with _alone(self.path):
            ring = self.ring()
            content = _content(ring)
            version = change(content)
            draft = _draft(self.path, content)
            draft.replace(self.path)
            _settle_folder(self.path.parent)
        return version


def read_keyring(path: Path) -> Keyring:
    """This will read a keyring file of this or the first form, refusing one that is damaged."""
    try:
        content = json.loads(path.read_text(encoding="ascii"))
        if isinstance(content["digesting"], str):  # the first form: one digest key, without a version
            content = {
                **content,
                "wrapping_now": content["current"],
                "digesting": {"1": content["digesting"]},
                "digesting_now": 1,
            }
        ring = Keyring(
            wrapping={int(version): _key(key) for version, key in content["wrapping"].items()},
            wrapping_now=int(content["wrapping_now"]),
            digesting={int(version): _key(key) for version, key in content["digesting"].items()},
            digesting_now=int(content["digesting_now"]),
            printing=_key(content["printing"]),
        )
        # Writing needs these, and a crash later would come too late.
        _ = ring.wrapping[ring.wrapping_now], ring.digesting[ring.digesting_now]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Refusal(
            "keyring-unreadable",
            Words(
                id=f"Berkas kunci {path} tidak terbaca. Pulihkan dari cadangannya; tanpa itu identitas tidak terbuka.",
                en=f"The key file {path} is unreadable. Restore it from its backup; without it identities stay sealed.",
            ),
        ) from problem
    return ring


def make_keyring(path: Path) -> None:
    """This will make a keyring; of several processes that do so at once, the first one's keys are the keys."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = {1: secrets.token_bytes(_KEY_BYTES)}, 1, {1: secrets.token_bytes(_KEY_BYTES)}, 1
    draft = _draft(path, _content(Keyring(*fresh, secrets.token_bytes(_KEY_BYTES))))
    try:
        os.link(draft, path)  # fails when another process was first
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _key(written: str) -> bytes:
    key = bytes.fromhex(written)
    if len(key) != _KEY_BYTES:  # a short or empty key works, and protects nothing
        raise ValueError(len(key))
    return key


def _content(ring: Keyring) -> dict[str, Any]:
    return {
        "wrapping": {str(version): key.hex() for version, key in ring.wrapping.items()},
        "wrapping_now": ring.wrapping_now,
        "digesting": {str(version): key.hex() for version, key in ring.digesting.items()},
        "digesting_now": ring.digesting_now,
        "printing": ring.printing.hex(),
    }


def _draft(path: Path, content: dict[str, Any]) -> Path:
    draft = path.with_suffix(f".{os.getpid()}")
    draft.unlink(missing_ok=True)  # left behind by a crash of a process with our number
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    return draft


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _settle_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
