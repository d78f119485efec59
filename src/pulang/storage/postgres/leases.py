"""Who is using the database now, told by file locks: they vanish with their holder, even one killed by kill -9."""

import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pulang.storage.postgres import faults
from pulang.storage.postgres.home import Home

LOCK_SECONDS_MAX = 90


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """This will hold the lock under which the server is started and stopped; refuses to wait for ever."""
    handle = os.open(home.lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + LOCK_SECONDS_MAX
        while not _lock(handle):
            if time.monotonic() > deadline:
                raise faults.home_busy(home.path, LOCK_SECONDS_MAX)
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class Lease:
    """One program's claim on a running server; taken and given back under `alone`."""

    def __init__(self, home: Home) -> None:
        self._path = home.users / f"{os.getpid()}-{secrets.token_hex(4)}"
        self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        _lock(self._handle)

    def give_back(self) -> None:
        """This will end the claim."""
        self._path.unlink(missing_ok=True)
        os.close(self._handle)


def anybody(home: Home) -> bool:
    """This will be true while some program uses the server; claims whose holder died are cleared away."""
    found = False
    for path in home.users.iterdir():
        if _held(path):
            found = True
        else:
            path.unlink(missing_ok=True)
    return found


def _held(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        return not _lock(handle)
    finally:
        os.close(handle)
