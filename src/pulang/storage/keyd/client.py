"""The application's side of the key service: asks, waits three seconds at most, and refuses in words."""

import os
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.context import pass_to_keys
from pulang.storage.keyd import messages
from pulang.storage.keyd.messages import Ended, Message, Unreadable, packed, unpacked
from pulang.storage.keyd.places import other_uid_from_env, refuse_stranger
from pulang.storage.keyring import NO_DIGESTS, Digests, Kept, Versions, Wrapped
from pulang.storage.sealed import Alike, Indexed, Redigested, SealedFile
from pulang.storage.sealing import SealBroken

SECONDS_MAX: Final = 2.5
_UNREACHABLE: Final = Words(
    id="Layanan kunci tidak menjawab, jadi jati diri tidak dapat dibuka atau disimpan. Tidak ada yang berubah; "
    "coba lagi sebentar lagi, dan beri tahu pengelola (`pulang keyd`).",
    en="The key service does not answer, so no identity can be opened or stored. Nothing was changed; try again in a "
    "moment, and tell the administrator (`pulang keyd`).",
)
_LIMIT: Final = Words(
    id="Batas membuka jati diri untuk akun Anda sudah tercapai: {limit} orang dalam {hours} jam. Coba lagi dalam "
    "{minutes} menit, atau minta rekan yang juga memegang berkas ini.",
    en="The limit of identities your account may open is reached: {limit} people in {hours} hours. Try again in "
    "{minutes} minutes, or ask a colleague who also holds this case.",
)
_NONE: Final = Words(
    id="Akun Anda tidak membuka jati diri. Hubungi koordinator program bila ini tugas Anda.",
    en="Your account opens no identities. Ask the programme's coordinator if it is your task.",
)
_DIGESTS: Final = Words(
    id="Terlalu banyak pencocokan jati diri dalam satu jam. Coba lagi dalam satu jam.",
    en="Too many identities were compared within an hour. Try again in an hour.",
)
_NO_PASS: Final = Words(
    id="Layanan kunci tidak mengenali siapa yang meminta. Beri tahu pengelola: kunci konteks kedua pihak harus sama.",
    en="The key service does not know who asks. Tell the administrator: both sides need the same context key.",
)


class ServiceKeeper:
    """The keys behind a socket; each thread keeps a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mine = threading.local()

    def versions(self) -> Versions:
        """This will say which versions of the keys there are."""
        said = self._ask("versions")
        return Versions(tuple(said["wrapping"]), said["wrapping_now"], tuple(said["digesting"]), said["digesting_now"])

    def wrap(self, *, key: bytes, person: UUID) -> Wrapped:
        """This will wrap a person's key under the current version."""
        return _wrapped(self._ask("wrap", key=packed(key), person=str(person)))

    def unwrap(self, *, wrapped: Wrapped, person: UUID) -> bytes:
        """This will give a person's key for whoever the context names; refuses what is beyond the account's limit."""
        said = self._ask("unwrap", **_box(wrapped), person=str(person), **{"pass": pass_to_keys()})
        return unpacked(said["key"])

    def digests(self, *, texts: Mapping[str, str]) -> Digests:
        """This will give the digests of texts by kind."""
        if not texts:
            return NO_DIGESTS
        said = self._ask("digests", texts=dict(texts))
        return Digests(said["version"], {kind: tuple(map(unpacked, each)) for kind, each in said["of"].items()})

    def fingerprint(self, *, content: bytes) -> bytes:
        """This will give 32 bytes by which the same content is known again."""
        return unpacked(self._ask("fingerprint", content=packed(content))["fingerprint"])

    def shut(self, *, secret: bytes, whose: UUID) -> bytes:
        """This will seal a secret of an account."""
        return unpacked(self._ask("shut", secret=packed(secret), whose=str(whose))["box"])

    def unshut(self, *, box: bytes, whose: UUID) -> bytes:
        """This will open what `shut` sealed for the same account, or raise SealBroken."""
        return unpacked(self._ask("unshut", box=packed(box), whose=str(whose))["secret"])

    def rewrap(self, *, boxes: Sequence[tuple[UUID, Wrapped]]) -> list[Wrapped]:
        """This will wrap keys under the current version; no key leaves the service."""
        sent = [{**_box(wrapped), "person": str(person)} for person, wrapped in boxes]
        return [_wrapped(each) for each in self._ask("rewrap", boxes=sent, **{"pass": pass_to_keys()})["boxes"]]

    def redigest(self, *, file: SealedFile, indexed: Indexed) -> list[Redigested]:  # noqa: ARG002 - it has its own
        """This will digest anew what a person's sealed values say; no value leaves the service."""
        said = self._ask("redigest", **_file(file), **{"pass": pass_to_keys()})
        return [Redigested(kind, unpacked(was), unpacked(now)) for kind, was, now in said["digests"]]

    def alike(self, *, file: SealedFile, said: Mapping[str, str], alike: Alike) -> str:  # noqa: ARG002 - it has its own
        """This will say why a rule takes somebody for the person of a sealed file, or nothing; no value leaves."""
        return str(self._ask("alike", **_file(file), said=dict(said), **{"pass": pass_to_keys()})["alike"])

    def renew(self, *, kind: Kept) -> int:
        """This will begin a newer version of a key."""
        return int(self._ask("renew", kind=kind.value, **{"pass": pass_to_keys()})["version"])

    # --- one call

    def _ask(self, do: str, **fields: Any) -> Message:  # noqa: ANN401 - whatever JSON carries
        until = time.monotonic() + SECONDS_MAX
        try:
            answer = self._exchange({"do": do, **fields}, until)
        except (OSError, Unreadable) as problem:
            self._drop()
            raise Refusal("keys-unreachable", _UNREACHABLE) from problem
        if "broken" in answer:
            raise SealBroken(answer["broken"])
        if "no" in answer:
            raise _refusal(answer)
        found: Message = answer["ok"]
        return found

    def _exchange(self, message: Message, until: float) -> Message:
        kept = self._kept()
        if kept is not None:
            try:
                messages.send(kept, message)
                return messages.receive(kept, until=until)
            except (Ended, ConnectionError):  # the service was started anew meanwhile; asking twice counts once
                self._drop()
        fresh = self._connect(until)
        messages.send(fresh, message)
        return messages.receive(fresh, until=until)

    def _kept(self) -> socket.socket | None:
        # A forked process must not speak on its parent's connection.
        connection: socket.socket | None = getattr(self._mine, "connection", None)
        return connection if connection is not None and self._mine.pid == os.getpid() else None

    def _connect(self, until: float) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(max(0.01, until - time.monotonic()))
            connection.connect(str(self._path))
            refuse_stranger(connection, other_uid_from_env())
        except BaseException:
            connection.close()
            raise
        self._mine.connection, self._mine.pid = connection, os.getpid()
        return connection

    def _drop(self) -> None:
        connection = self._kept()
        if connection is not None:
            connection.close()
        self._mine.connection = None


def _refusal(answer: Message) -> Refusal:
    code = answer["no"]
    if code == "keys-limit":
        words = (
            _NONE
            if not answer["limit"]
            else _LIMIT.format(limit=answer["limit"], hours=answer["seconds"] // 3600, minutes=answer["wait"] // 60 + 1)
        )
        return Refusal("keys-limit", words)
    if code == "keys-digest-limit":
        return Refusal("keys-digest-limit", _DIGESTS)
    if code == "keys-no-pass":
        return Refusal("keys-no-pass", _NO_PASS)
    if "en" in answer:
        return Refusal(str(code), Words(id=str(answer["id"]), en=str(answer["en"])))
    return Refusal("keys-unreachable", _UNREACHABLE)


def _wrapped(said: Message) -> Wrapped:
    return Wrapped(unpacked(said["box"]), int(said["version"]))


def _box(wrapped: Wrapped) -> Message:
    return {"box": packed(wrapped.box), "version": wrapped.version}


def _file(file: SealedFile) -> Message:
    values = [[value.field, value.row, packed(value.sealed)] for value in file.values]
    clear = [list(said) for said in file.clear]
    return {"person": str(file.person), **_box(file.wrapped), "values": values, "clear": clear}
