"""Watches how much memory of their own some processes hold while something runs."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

_SECONDS_BETWEEN = 0.05


class Watch:
    """Samples the private memory (RssAnon) of processes twenty times a second and keeps the largest sum."""

    def __init__(self, pids: Callable[[], Iterable[int]]) -> None:
        self._pids = pids
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self.peak_bytes = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._done.wait(_SECONDS_BETWEEN):
            self.peak_bytes = max(self.peak_bytes, sum(private_bytes(pid) for pid in self._pids()))


def private_bytes(pid: int) -> int:
    """This will give the private memory of a process; one that has ended holds none."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("RssAnon:")), 0)
