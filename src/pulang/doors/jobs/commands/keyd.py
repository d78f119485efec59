"""`pulang keyd`: the key service, a process of its own that holds the keys and opens one person a call."""

import argparse
import os
import time
from pathlib import Path

from pulang.areas.people import rules, scoring
from pulang.doors.jobs import ready
from pulang.kernel.words import Words
from pulang.storage.keyd.desk import Desk, Rules
from pulang.storage.keyd.places import socket_from_env
from pulang.storage.keyd.quotas import Counter
from pulang.storage.keyd.server import serve
from pulang.storage.keyring import KeyFile
from pulang.storage.postgres.home import home_from_env

HELP = Words(
    id="Menjalankan layanan kunci: membuka jati diri satu orang per panggilan, dengan batas untuk setiap akun.",
    en="Runs the key service: opens one person's identity a call, with a limit for each account.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare nothing: where it listens and what it holds is said by settings."""


def run(options: argparse.Namespace) -> int:
    """This will answer until it is told to stop; no database is needed, and none is reached."""
    home = home_from_env()
    context_key = home.secret("context.key").encode()
    log = home.path / "keyd"
    log.mkdir(mode=0o700, exist_ok=True)
    keys = KeyFile(Path(os.environ.get("PULANG_KEYRING") or home.secrets / "keyring.json"))
    keys.ring()  # a damaged keyring is said now, and not at the first person who needs it
    counter = Counter(log, time.time())
    desk = Desk(
        keys=keys,
        context_key=context_key,
        counter=counter,
        rules=Rules(indexed=rules.indexed_ever, alike=scoring.alike),
    )
    path = socket_from_env()
    ready.tell(f"keyd: {path}")
    counter.note("started", time.time())
    serve(path, desk)
    return 0
