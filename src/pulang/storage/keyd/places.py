"""Where the key service listens, and who may be at the other end."""

import hashlib
import os
import socket
import stat
import struct
from pathlib import Path
from typing import Final

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.postgres.home import home_from_env

_SOCKET_BYTES_MAX: Final = 100  # the kernel keeps a socket's address in 108 bytes
_LOCAL_PEERCRED: Final = 1  # macOS


def socket_from_env() -> Path:
    """This will give the socket that PULANG_KEYD_SOCKET names, else one in the home or, were that too long, in /tmp."""
    named = os.environ.get("PULANG_KEYD_SOCKET")
    if named:
        return Path(named)
    inside = home_from_env().path / "keyd" / "socket"
    if len(os.fsencode(inside)) <= _SOCKET_BYTES_MAX:
        return inside
    mark = hashlib.sha256(os.fsencode(inside)).hexdigest()[:16]
    return Path("/tmp") / f"pulang-keyd-{mark}" / "socket"  # noqa: S108 - checked by `make_private`


def other_uid_from_env() -> int | None:
    """This will give the one other user that may be at the other end, when service and application are two users."""
    said = os.environ.get("PULANG_KEYD_OTHER_UID", "")
    return int(said) if said.isdecimal() else None


def make_private(folder: Path, *, shared: bool) -> None:
    """This will make the socket's folder, closed to all others; refuses one that somebody else put there.

    When another user's application is to reach the socket, the folder lets others pass, and who they are is asked.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise Refusal(
            "keyd-folder-foreign",
            Words(
                id="Folder {folder} bukan milik layanan kunci. Hapus folder itu, atau pilih tempat lain lewat "
                "PULANG_KEYD_SOCKET.",
                en="The folder {folder} does not belong to the key service. Remove it, or choose another place by "
                "PULANG_KEYD_SOCKET.",
            ).format(folder=folder),
        )
    folder.chmod(0o711 if shared else 0o700)


def peer_uid(connection: socket.socket) -> int:
    """This will ask the kernel which user is at the other end."""
    if hasattr(socket, "SO_PEERCRED"):
        found = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        return int(struct.unpack("3i", found)[1])
    return int(struct.unpack("2I", connection.getsockopt(0, _LOCAL_PEERCRED, 76)[:8])[1])


def is_ours(connection: socket.socket, other: int | None) -> bool:
    """This will be true when the other end is ourselves, or the one other user that was named."""
    return peer_uid(connection) in {os.geteuid(), *(() if other is None else (other,))}


def refuse_stranger(connection: socket.socket, other: int | None) -> None:
    """This will end a connection to a service that runs as somebody else: keys must not be told to whoever listens."""
    if not is_ours(connection, other):
        raise ConnectionRefusedError
