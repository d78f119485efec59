"""How many persons an account may open: one table, and a log that is both the count and the record of it.

The log says who opened whom and when, never what; it is written by the key service alone, so it stands even when
application and database are somebody else's. Counting reads it, so a restart forgets nothing.
"""

import json
import os
import threading
from collections import defaultdict, deque
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

HOUR: Final = 3600
DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Quota:
    """So many different persons in an hour, and in a day."""

    hour: int
    day: int


# Who may open how many. The names are `opens_as` of the accounts; whoever is not named here opens nobody.
QUOTAS: Final[dict[str, Quota]] = {
    "OFFICER": Quota(hour=60, day=300),
    "FINANCE": Quota(hour=10, day=10),
    "SYSTEM": Quota(hour=300, day=1000),
    "NOBODY": Quota(hour=0, day=0),
    "ACCOUNTS": Quota(hour=2000, day=10_000),  # secrets of those who sign in, for all of them together
    # A rule compares a new person with older ones and answers yes or no; counted by itself.
    "LIKENESS": Quota(hour=2000, day=20_000),
}
_PERSONS: Final = frozenset({"OFFICER", "FINANCE", "SYSTEM"})
TOGETHER: Final = Quota(
    hour=2000, day=10_000
)  # whoever holds the application can sign as everybody, not more than this
DIGESTS_AN_HOUR: Final = 200_000  # a digest asked for is a guess made: a register in a day, a district in weeks


@dataclass(frozen=True, slots=True)
class Over:
    """A limit that is reached: how many, in how many seconds, and when the next may be opened."""

    limit: int
    seconds: int
    wait: int


class Counter:
    """Who opened whom in the last day, in memory and in a log of one file a day."""

    def __init__(self, folder: Path, now: float) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._opened: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)  # (limit, actor) -> person -> when
        self._digests: deque[tuple[float, int]] = deque()
        self._read_back(now)

    def ask(self, actor: str, limit: str, person: str, now: float) -> Over | None:
        """This will count a person as opened and write it down, unless a limit is reached: then it says which.

        Opening the same person again within the hour costs nothing.
        """
        with self._lock:
            mine = self._opened[limit, actor]
            _forget(mine, now)
            over = None
            if now - mine.get(person, 0) >= HOUR:
                over = _over(mine.values(), QUOTAS.get(limit, QUOTAS["NOBODY"]), now) or self._over_together(limit, now)
                if over is None:
                    mine[person] = now
            self._write({"actor": actor, "limit": limit, "person": person, "opened": over is None}, now)
            return over

    def ask_digests(self, count: int, now: float) -> Over | None:
        """This will count digests asked for, unless too many were within the hour."""
        with self._lock:
            while self._digests and self._digests[0][0] <= now - HOUR:
                self._digests.popleft()
            if sum(each for _, each in self._digests) + count > DIGESTS_AN_HOUR:
                return Over(DIGESTS_AN_HOUR, HOUR, HOUR)
            if self._digests and now - self._digests[-1][0] < 1:
                began, before = self._digests.pop()
                count, now = count + before, began
            self._digests.append((now, count))
            return None

    def note(self, what: str, now: float, **more: object) -> None:
        """This will write down something else that happened."""
        with self._lock:
            self._write({"what": what, **more}, now)

    def _over_together(self, limit: str, now: float) -> Over | None:
        if limit not in _PERSONS:
            return None
        opened = [when for (kind, _), persons in self._opened.items() if kind in _PERSONS for when in persons.values()]
        return _over(opened, TOGETHER, now)

    def _write(self, line: dict[str, object], now: float) -> None:
        moment = datetime.fromtimestamp(now, UTC)
        path = self._folder / f"keyd-{moment:%Y-%m-%d}.jsonl"
        text = json.dumps({"at": moment.isoformat(), **line}, separators=(",", ":")) + "\n"
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, text.encode())
        finally:
            os.close(descriptor)

    def _read_back(self, now: float) -> None:
        today = datetime.fromtimestamp(now, UTC)
        for day in (today - timedelta(days=1), today):
            path = self._folder / f"keyd-{day:%Y-%m-%d}.jsonl"
            for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
                try:
                    line = json.loads(text)
                    if line.get("opened"):
                        when = datetime.fromisoformat(line["at"]).timestamp()
                        kept = self._opened[line["limit"], line["actor"]]
                        if when - kept.get(line["person"], 0) >= HOUR:
                            kept[line["person"]] = when
                except (ValueError, KeyError, TypeError, AttributeError):
                    continue  # half a line of a crash; what it would have counted was not given out


def _forget(opened: dict[str, float], now: float) -> None:
    for person in [person for person, when in opened.items() if when <= now - DAY]:
        del opened[person]


def _over(opened: Collection[float], quota: Quota, now: float) -> Over | None:
    for limit, seconds in ((quota.hour, HOUR), (quota.day, DAY)):
        recent = sorted(when for when in opened if when > now - seconds)
        if len(recent) >= limit:
            oldest = recent[len(recent) - limit] if limit else now
            return Over(limit, seconds, max(1, int(oldest + seconds - now)))
    return None
