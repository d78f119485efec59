"""The key service's own process: one socket, one thread for each connection, and nothing that outlives it."""

import fcntl
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.keyd import messages
from pulang.storage.keyd.desk import Desk
from pulang.storage.keyd.messages import Ended, Unreadable
from pulang.storage.keyd.places import is_ours, make_private, other_uid_from_env, peer_uid

CONNECTIONS_MAX: Final = 128
_IDLE_SECONDS: Final = 600.0
_ANSWER_SECONDS: Final = 5.0
_LOG = logging.getLogger(__name__)


def serve(path: Path, desk: Desk) -> None:
    """This will answer at the socket until the process is told to end; refuses when another one listens there."""
    other = other_uid_from_env()
    make_private(path.parent, shared=other is not None)
    with _alone(path), _listening(path, shared=other is not None) as listener:
        places = threading.BoundedSemaphore(CONNECTIONS_MAX)
        while True:
            connection, _ = listener.accept()
            if not places.acquire(blocking=False):
                connection.close()
                continue
            with _signals_for_the_main_thread():
                threading.Thread(target=_attend, args=(connection, desk, other, places), daemon=True).start()


@contextmanager
def _signals_for_the_main_thread() -> Iterator[None]:
    # A thread inherits the mask. Without it the kernel may hand SIGTERM to a thread that waits for its client; the main
    # thread, which alone acts on it, would sleep on in accept() until somebody connects.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _attend(connection: socket.socket, desk: Desk, other: int | None, places: threading.BoundedSemaphore) -> None:
    try:
        with connection:
            if is_ours(connection, other):
                _talk(connection, desk)
            else:
                desk.counter.note("foreign-user", time.time(), uid=peer_uid(connection))
    finally:
        places.release()


def _talk(connection: socket.socket, desk: Desk) -> None:
    with suppress(Ended, OSError):  # whoever asked has gone, or sat idle
        while True:
            try:
                asked = messages.receive(connection, until=time.monotonic() + _IDLE_SECONDS)
            except Unreadable:
                messages.send(connection, {"no": "unreadable"})
                return
            try:
                answer = desk.answer(asked)
            except Exception as problem:  # noqa: BLE001 - a fault of ours ends one call, and tells nothing of its values
                _LOG.error("a call failed: %s", type(problem).__name__)
                answer = {"no": "failed"}
            connection.settimeout(_ANSWER_SECONDS)
            messages.send(connection, answer)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise Refusal(
                "keyd-runs-already",
                Words(
                    id="Layanan kunci sudah berjalan di {path}.", en="The key service runs already at {path}."
                ).format(path=path),
            ) from problem
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _listening(path: Path, *, shared: bool) -> Iterator[socket.socket]:
    path.unlink(missing_ok=True)  # we hold the lock, so whoever left this socket has ended
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    if shared:
        path.chmod(0o666)  # who connects is asked of the kernel
    listener.listen(CONNECTIONS_MAX)
    try:
        yield listener
    finally:
        listener.close()
        path.unlink(missing_ok=True)
