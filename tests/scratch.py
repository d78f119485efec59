"""Where tests make what they throw away again: in memory where the machine has room for it, else on its disk.

A database is twelve hundred files. A disk that keeps the places of deleted files apart for some minutes, as ext4 does,
looks through all of them for each file it makes; a suite that drops two hundred databases then waits a second for the
next one, in memory a twentieth of that.
"""

import os
import shutil
from functools import cache
from pathlib import Path

_MEMORY = Path("/dev/shm")
_DISK = "/tmp"
_ROOM = 6 * 1024**3


@cache
def folder() -> str:
    """This will give the folder to make short-lived ones in; short, for a socket's path may lie in it."""
    try:
        room = shutil.disk_usage(_MEMORY).free
    except OSError:
        return _DISK
    return str(_MEMORY) if room >= _ROOM and _unused() >= 2 * _ROOM and os.access(_MEMORY, os.W_OK) else _DISK


def in_memory() -> bool:
    """This will be true when `folder` lies in memory."""
    return folder() != _DISK


def _unused() -> int:
    """This will give how many bytes of memory nobody uses; what is kept of files on disk counts as unused."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    found = {name: value.split()[0] for name, _, value in (line.partition(":") for line in lines)}
    return int(found.get("MemAvailable", "0")) * 1024
