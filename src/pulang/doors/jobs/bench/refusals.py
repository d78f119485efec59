"""`pulang bench refusals`: whether time tells a case that is hidden from one that does not exist.

Somebody of another office asks, by turns, for cases that are there and for numbers nobody has: the file's page, the
API, and an act that opens a name. For each the two distributions, their ratio, and how often a hidden case took longer
than an unknown one (`slower`): one half is what chance gives. Each time it is another number, so that nothing kept from
the last question helps.
"""

import hashlib
import http
import logging
import secrets
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from pulang.doors.jobs.bench.need_to_know import browser, registered, user
from pulang.doors.jobs.bench.population import filled

SIZE = 20_000
PAIRS = 500
_WARM = 20


def measure(size: int) -> dict[str, Any]:
    """This will give, for each way of asking, both distributions in milliseconds and what tells them apart."""
    from pulang.kernel import refs  # noqa: PLC0415 - only once Django is set up

    logging.getLogger("django.request").setLevel(logging.ERROR)  # thousands are refused here on purpose
    with filled(size):
        lead, stranger = user("bench-lead"), user("bench-else")
        hidden = registered(lead)
        unknown = [refs.draw("K", secrets.randbelow) for _ in hidden]
        figures = {name: _compared(ask, hidden, unknown) for name, ask in _ways(stranger).items()}
    return {"name": "refusals", "size": size, "pairs": PAIRS, **figures}


def _compared(ask: Callable[[str], object], hidden: Sequence[str], unknown: Sequence[str]) -> dict[str, Any]:
    times: tuple[list[float], list[float]] = ([], [])
    for n in range(_WARM + PAIRS):
        # Which of the two comes first changes by chance, so that no rhythm of the machine falls on one of them.
        for place in (0, 1) if secrets.randbelow(2) else (1, 0):
            number = (hidden, unknown)[place][n % len(hidden)]
            began = time.perf_counter()
            ask(number)
            taken = (time.perf_counter() - began) * 1e3
            if n >= _WARM:
                times[place].append(taken)
    there, absent = times
    return {
        "hidden_ms": _spread(there),
        "unknown_ms": _spread(absent),
        "ratio": round(statistics.median(there) / statistics.median(absent), 3),
        "slower": round(sum(a > b for a in there for b in absent) / (len(there) * len(absent)), 3),
    }


def _spread(times: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=20)
    return {
        name: round(cuts[place], 3) for name, place in (("p5", 0), ("p25", 4), ("p50", 9), ("p75", 14), ("p95", 18))
    }


def _ways(stranger: Any) -> dict[str, Callable[[str], object]]:
    from django.test import Client  # noqa: PLC0415 - only once Django is set up

    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.kernel.refusals import Refusal  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    page, machine, token = browser(stranger.code), Client(HTTP_HOST="127.0.0.1"), _token(stranger.code)

    def file(number: str) -> None:
        assert page.get(f"/berkas/{number}/").status_code == http.HTTPStatus.NOT_FOUND

    def api(number: str) -> None:
        answer = machine.get(f"/api/v1/cases/{number}", headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == http.HTTPStatus.NOT_FOUND, answer.content

    def reveal(number: str) -> None:
        said = {"programme": "B-1", "case": number, "fields": ["NAME"], "purpose": "CONTACT"}
        try:
            perform(by=stranger, verb="reveals.identity.open", with_=said, at=clock.now(), ref=secrets.token_hex(8))
        except Refusal:
            return
        message = "a stranger opened a name"
        raise AssertionError(message)

    return {"file": file, "api": api, "reveal": reveal}


def _token(code: str) -> str:
    from datetime import timedelta  # noqa: PLC0415 - only once Django is set up

    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    token = f"plg_{secrets.token_hex(32)}"
    said = {
        "user": code,
        "name": "uji",
        "digest": hashlib.sha256(token.encode()).hexdigest(),
        "scopes": ["read"],
        "expires_at": (clock.now() + timedelta(days=1)).isoformat(),
    }
    perform(by=SYSTEM, verb="accounts.token.issue", with_=said, at=clock.now(), ref=secrets.token_hex(8))
    return token
