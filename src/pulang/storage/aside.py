"""Remembers what one run must know of many rows outside of memory, however many rows there are.

It lies in a file without a name that SQLite makes and the system removes with the process. What is laid in there is
sealed, and found by marks, under keys that only this process holds and forgets: whoever copies the disk reads nothing.
"""

import hmac
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_MARK_BYTES: Final = 16
_TABLES: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -512;
CREATE TABLE laid (place INTEGER PRIMARY KEY, box BLOB NOT NULL);
CREATE TABLE marked (mark BLOB NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (mark, place)) WITHOUT ROWID;
BEGIN;
"""


class Aside:
    """What was laid aside under places, and by which marks a place is found again."""

    def __init__(self, file: sqlite3.Connection) -> None:
        file.executescript(_TABLES)
        self._file = file
        self._marking = os.urandom(_KEY_BYTES)
        self._sealing = AESGCM(os.urandom(_KEY_BYTES))

    def lay(self, place: int, value: bytes) -> None:
        """This will lay a value aside; a place holds one."""
        nonce = os.urandom(_NONCE_BYTES)
        box = nonce + self._sealing.encrypt(nonce, value, str(place).encode())
        self._file.execute("INSERT INTO laid VALUES (?, ?)", (place, box))

    def laid(self, place: int) -> bytes:
        """This will give back what was laid aside there."""
        (box,) = self._file.execute("SELECT box FROM laid WHERE place = ?", (place,)).fetchone()
        return self._sealing.decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], str(place).encode())

    def mark(self, place: int, kind: str, digest: bytes) -> None:
        """This will let a place be found by a digest of some kind; twice is once."""
        self._file.execute("INSERT OR IGNORE INTO marked VALUES (?, ?)", (self._mark(kind, digest), place))

    def places(self, kind: str, digest: bytes, most: int) -> list[int]:
        """This will give the first places that have this mark."""
        asked = self._mark(kind, digest), most
        found = self._file.execute("SELECT place FROM marked WHERE mark = ? ORDER BY place LIMIT ?", asked)
        return [place for (place,) in found]

    def _mark(self, kind: str, digest: bytes) -> bytes:
        text = f"{kind}|".encode() + digest
        return hmac.digest(self._marking, text, "sha256")[:_MARK_BYTES]


@contextmanager
def laying_aside() -> Iterator[Aside]:
    """This will open such a file and let it go at the end."""
    with closing(sqlite3.connect("", isolation_level=None)) as file:
        yield Aside(file)
