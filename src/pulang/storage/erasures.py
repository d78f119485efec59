"""The ledger of erased persons: a file outside the database, so that no older copy of it can bring one back.

One JSON line a person: her random key, when, under which act. Nothing else, and nothing is ever taken out. It lies
in `PULANG_HOME/erasures.jsonl` (or where PULANG_ERASURES says); a copy belongs beside, not inside, every backup.
"""

import fcntl
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.postgres.home import home_from_env


@dataclass(frozen=True, slots=True)
class Erased:
    """One line: who can no longer be known, since when, under which act."""

    person: UUID
    at: datetime
    act: str

    def line(self) -> str:
        """This will write the line down."""
        return json.dumps({"person": str(self.person), "at": self.at.isoformat(), "act": self.act})


def place() -> Path:
    """This will give the ledger's own place."""
    return Path(os.environ.get("PULANG_ERASURES") or home_from_env().path / "erasures.jsonl")


def read(path: Path) -> tuple[Erased, ...]:
    """This will give every line of a ledger, none where there is none; refuses one that cannot be read whole.

    A last line without its end was cut off by a crash: the database has it, and `add` writes it again.
    """
    try:
        whole = path.read_bytes().rpartition(b"\n")[0]
        said = [json.loads(line) for line in whole.splitlines()]
        return tuple(Erased(UUID(one["person"]), datetime.fromisoformat(one["at"]), str(one["act"])) for one in said)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Refusal(
            "erasures-unreadable",
            Words(
                id="Buku penghapusan {path} tidak terbaca. Pulihkan dari salinannya: tanpa buku itu, orang yang sudah "
                "dihapus dapat terbaca lagi.",
                en="The ledger of erasures {path} is unreadable. Bring its copy back: without it, somebody who was "
                "erased could be read again.",
            ).format(path=path),
        ) from problem


def add(lines: Iterable[Erased], path: Path) -> int:
    """This will write those lines that the ledger lacks, on the disk before it returns, and say how many."""
    wanted = {line.person: line for line in lines}
    if not wanted:
        return 0
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = {line.person for line in read(path)}
        missing = [line for person, line in wanted.items() if person not in known]
        if missing:
            _append(file, missing)
    return len(missing)


def _append(file: BinaryIO, lines: Iterable[Erased]) -> None:
    file.seek(0)
    file.seek(file.read().rfind(b"\n") + 1)
    file.truncate()  # half a line that a crash left behind
    file.write("".join(f"{line.line()}\n" for line in lines).encode())
    file.flush()
    os.fsync(file.fileno())
