"""`pulang bench readiness`: how long it takes to judge all cases, to see one decision, and to judge one case."""

import json
import secrets
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any
from uuid import UUID

from pulang.doors.jobs.bench.memory import Watch
from pulang.doors.jobs.bench.population import DAY, filled

SIZE = 1_000_000
PROCESSES = 2
CASES_TRIED = 200
_KEYS = 1 << 128


def measure(size: int) -> dict[str, Any]:
    """This will fill a database with `size` cases and give every figure beside its baselines."""
    with filled(size):
        figures: dict[str, Any] = {"name": "readiness", "size": size}
        figures["scan"] = _scan()
        figures["view"] = _view()
        figures["all"] = _all()
        assert figures["all"]["stages"] == figures["view"]["stages"], "the view and the rules disagree"
        figures["all"]["ratio_to_scan"] = round(figures["all"]["seconds"] / figures["scan"]["seconds"], 2)
        figures["all"]["ratio_to_view"] = round(figures["all"]["seconds"] / figures["view"]["seconds"], 2)
        figures["decision"] = _decision()
        figures["one"] = _one()
    return figures


@contextmanager
def _everything() -> Iterator[None]:
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
    from pulang.flows.standing import looking  # noqa: PLC0415

    with looking(SYSTEM, day=date.fromisoformat(DAY)):
        yield


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _scan() -> dict[str, Any]:
    """This will read the table of cases once, as plainly as can be."""
    from django.db import connection  # noqa: PLC0415

    def work() -> int:
        columns = "c.id, c.number, c.programme_id, c.origin, c.home, c.opened_on"
        statement = f"COPY (SELECT {columns} FROM cases_case c) TO STDOUT"  # noqa: S608 - the names are ours
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            return sum(bytes(block).count(b"\n") for block in copy)

    with _everything():
        seconds, cases = _timed(work)
    return {"seconds": round(seconds, 3), "cases": cases}


def _view() -> dict[str, Any]:
    """This will judge the same cases with one plain SQL view, as the planner likes it."""
    from pulang.areas.boards import queries as boards  # noqa: PLC0415
    from pulang.kernel.moments import moment  # noqa: PLC0415
    from pulang.storage import sql  # noqa: PLC0415

    at = moment(date.fromisoformat(DAY))
    body = sql.load(__file__, "view").split(" AS\n", 1)[1].replace("{facts}", boards.facts_of_all())
    statement = f"SELECT v.stage, count(*) FROM ({body.replace('%', '%%').replace('%%(', '%(')}) v GROUP BY v.stage"  # noqa: S608
    with _everything():
        seconds, rows = _timed(lambda: sql.rows(statement, day=at.day, known=at.known_before))
    return {"seconds": round(seconds, 3), "stages": dict(sorted(rows))}


def _all() -> dict[str, Any]:
    """This will gather every case's facts from the books and judge them, in two processes."""
    from django.db import connection  # noqa: PLC0415

    edges = [UUID(int=min(_KEYS - 1, _KEYS * n // PROCESSES)) for n in range(PROCESSES + 1)]
    command = [sys.executable, "-m", "pulang.doors.jobs.bench.share"]
    shares = [
        subprocess.Popen(
            [*command, str(first), str(last), DAY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for first, last in pairwise(edges)
    ]
    for share in shares:
        assert share.stdout is not None, "opened with a pipe"
        assert share.stdout.readline() == "ready\n", "a share did not start"
    with _everything(), connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        servers = [row[0] for row in cursor.fetchall()]
    with Watch(lambda: [*servers, *(share.pid for share in shares)]) as watch:
        seconds, answers = _timed(lambda: [_answer(share) for share in _started(shares)])
    stages: Counter[str] = Counter()
    for answer in answers:
        stages.update(answer["stages"])
    return {
        "seconds": round(seconds, 3),
        "processes": PROCESSES,
        "situations": sum(answer["situations"] for answer in answers),
        "peak_mb": round(watch.peak_bytes / 1e6),
        "stages": dict(sorted(stages.items())),
    }


def _started(shares: "list[subprocess.Popen[str]]") -> "list[subprocess.Popen[str]]":
    for share in shares:
        assert share.stdin is not None, "opened with a pipe"
        share.stdin.write("go\n")
        share.stdin.flush()
    return shares


def _answer(share: "subprocess.Popen[str]") -> dict[str, Any]:
    told, _ = share.communicate(timeout=600)
    assert share.returncode == 0, f"a share ended with {share.returncode}"
    answer: dict[str, Any] = json.loads(told)
    return answer


def _decision() -> dict[str, Any]:
    """This will record one decision over a programme of two thousand cases, and time act plus new headline."""
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.flows.status import status  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    code, day = "B-0", date.fromisoformat(DAY)
    mark = secrets.token_hex(4)

    def act(verb: str, **said: object) -> None:
        perform(by=SYSTEM, verb=verb, with_={"programme": code, **said}, at=clock.now(), ref=f"bench-{mark}-{verb}")

    def look() -> str:
        with _everything():
            found = status(code, as_of=day)
        return found.blockers[0].gate

    act("programmes.decree.issue", number=f"SK-{mark}", title="Uji", issuer="Uji", in_force_on=DAY, source="uji")
    act("coordination.meeting.plan", code=f"R-{mark}", title="Rakor", planned_for=DAY)
    act("coordination.meeting.hold", code=f"R-{mark}", agencies=["bench-ministry"])
    cold, before = _timed(look)

    def decide() -> str:
        act("coordination.decision.make", code=f"P-{mark}", meeting=f"R-{mark}", outcome="MAY_PROCEED")
        return look()

    seconds, after = _timed(decide)
    again, _ = _timed(look)
    act("coordination.decision.withdraw", code=f"P-{mark}", reason="uji kecepatan")
    return {
        "cases": _cases_of(code),
        "headline_before": before,
        "headline_after": after,
        "act_and_new_headline_ms": round(seconds * 1e3, 1),
        "first_look_ms": round(cold * 1e3, 1),
        "next_look_ms": round(again * 1e3, 2),
    }


def _cases_of(code: str) -> int:
    from pulang.storage import sql  # noqa: PLC0415

    with _everything():
        row = sql.one("SELECT count(*) FROM cases_case c WHERE c.programme_id = %(code)s", code=code)
    assert row is not None
    return int(row[0])


def _one() -> dict[str, Any]:
    """This will judge single cases from the books, one after the other."""
    from pulang.flows.assessing import answer_of  # noqa: PLC0415
    from pulang.kernel.moments import moment  # noqa: PLC0415
    from pulang.storage import sql  # noqa: PLC0415

    at = moment(date.fromisoformat(DAY))
    with _everything():
        cases = [row[0] for row in sql.rows("SELECT c.id FROM cases_case c LIMIT %(n)s", n=CASES_TRIED)]
        times = [_timed(partial(answer_of, case, at))[0] * 1e3 for case in cases]
    times.sort()
    return {
        "cases": len(times),
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(times[int(len(times) * 0.95)], 2),
    }
