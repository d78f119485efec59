"""A long search on the terminal: a bar that moves, and a first Ctrl+C that ends it with the best plan so far."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from pulang.doors.jobs import ready
from pulang.kernel.days import rupiah_in_words

_WIDE: Final = 24
_EVERY: Final = 0.5  # seconds between two looks of the bar


class Watch:
    """What a planner is given to tell how far it is and to ask whether it should stop."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.began, self.ended = seconds, time.perf_counter(), False
        self._drawn, self._said = 0.0, ""

    def stop(self) -> bool:
        """This will be true once somebody asked to stop; being asked, it moves the bar on."""
        self._draw()
        return self.ended

    def progress(self, stage: str, home: int, cost: int) -> None:
        """This will tell a stage that is reached, on a line of its own."""
        if stage == "bound":
            self._said = f"≥ {rupiah_in_words(cost).id}"
            self._draw()
            return
        self._said = f"{stage}: {home} · {rupiah_in_words(cost).id}"
        ready.tell(f"{self._clear()}{time.perf_counter() - self.began:6.1f} s  {self._said}")

    def _draw(self) -> None:
        now = time.perf_counter()
        if now - self._drawn < _EVERY or not sys.stderr.isatty():
            return
        self._drawn = now
        done = round(_WIDE * min(1.0, (now - self.began) / self.seconds))
        bar = "█" * done + "░" * (_WIDE - done)
        sys.stderr.write(f"\r{bar} {now - self.began:5.0f} / {self.seconds:.0f} s  {self._said}\x1b[K")
        sys.stderr.flush()

    @staticmethod
    def _clear() -> str:
        return "\r\x1b[K" if sys.stderr.isatty() else ""


@contextmanager
def watch(seconds: float) -> Iterator[Watch]:
    """This will watch a search: the first Ctrl+C asks it to stop, the second one ends everything as usual."""
    made = Watch(seconds)

    def ask(_signal: int, _frame: FrameType | None) -> None:
        made.ended = True
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield made
    finally:
        signal.signal(signal.SIGINT, before)
