"""`pulang bench trail`: what a look costs beside none, and how many rows a second are written, sealed and compared."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from pulang.doors.jobs.bench.population import filled
from pulang.storage.leaves import leaf_sql

SIZE = 200_000  # looks in the book
CASES = 2000
READINGS = 300

_WRITE = """
INSERT INTO audit_look (at, actor, agency, roles, session, door, purpose, action, kind, case_id, person_id, number,
    programme, fields, count, cases, decision, reason, request)
SELECT now(), 'bench', 'bench-lead', '{CASE_WORKER}', 'abcdef012345', 'WEB', 'CASEWORK', 'case.read', 'CASE', c.id,
       c.person_id, c.number, c.programme_id, '{choices,consents,moves}', 1, '{}', 'ALLOWED', '', 'r-' || n
FROM generate_series(1, %s) n
JOIN (SELECT row_number() OVER (ORDER BY k.id) AS place, k.* FROM cases_case k) c ON c.place = 1 + n %% 2000
"""


def measure(size: int) -> dict[str, Any]:
    """This will fill the book of looks up to `size`, seal and compare it, and time readings with and without a look."""
    with filled(CASES) as target:
        from pulang.storage import clock, signing  # noqa: PLC0415 - only once Django is set up

        with target.cluster.admin("pulang") as admin:
            # The population was written past every trigger, so its acts have no leaf yet.
            admin.execute("SET session_replication_role = replica")
            admin.execute(f"UPDATE audit_act t SET leaf = {leaf_sql('audit_act', 't')} WHERE leaf = ''")  # noqa: S608
            admin.execute("SET session_replication_role = origin")
            row = admin.execute("SELECT count(*) FROM audit_look").fetchone()
            assert row is not None, "a count gives one row"
            wanted = max(0, size - int(row[0]))
            written = _seconds(lambda: admin.execute(_WRITE, [wanted]))
            admin.execute("VACUUM ANALYZE audit_look")
        key = signing.sealer_key()
        sealed = _sealed(key, clock.real())
        compared = _compared(key.line, clock.real())
        return {
            "name": "trail",
            "size": size,
            "written": _rate(wanted, written),
            **sealed,
            **compared,
            "reading_ms": _readings(),
        }


def _sealed(key: Any, at: Any) -> dict[str, Any]:
    from pulang.flows import trail  # noqa: PLC0415 - only once Django is set up

    made: list[Any] = []
    seconds = _seconds(lambda: made.extend(trail.seal(key=key, at=at)))
    return {"seals": len(made), "sealed": _rate(sum(one.count for one in made), seconds)}


def _compared(keys: tuple[bytes, ...], now: Any) -> dict[str, Any]:
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
    from pulang.flows import trail  # noqa: PLC0415
    from pulang.flows.standing import looking  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    found: list[Any] = []
    with looking(SYSTEM, day=clock.today()):
        seconds = _seconds(lambda: found.append(trail.compared(trail.Asked(keys, now))))
    ((rows, faults),) = found
    return {"compared": _rate(rows, seconds), "faults": len(faults)}


def _readings() -> dict[str, Any]:
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
    from pulang.areas.cases import queries as cases  # noqa: PLC0415
    from pulang.flows.looking import note  # noqa: PLC0415
    from pulang.flows.standing import looking  # noqa: PLC0415
    from pulang.storage import clock, sql  # noqa: PLC0415

    day = clock.today()
    with looking(SYSTEM, day=day):
        numbers = [row[0] for row in sql.rows("SELECT c.number FROM cases_case c ORDER BY c.id LIMIT 100")]
    times: dict[str, list[float]] = {"without": [], "with_a_look": []}
    for n in range(READINGS * 2):  # in turn, so that both meet the same machine
        kind = "with_a_look" if n % 2 else "without"
        began = time.perf_counter()
        with looking(SYSTEM, day=day):
            found = cases.find(numbers[n % len(numbers)])
            if n % 2:
                note(action="case.read", case=found, fields=("choices", "consents", "moves"))
        times[kind].append((time.perf_counter() - began) * 1e3)
    return {
        kind: {
            "p50": round(statistics.median(taken), 2),
            "p95": round(sorted(taken)[int(len(taken) * 0.95)], 2),
        }
        for kind, taken in times.items()
    }


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _rate(rows: int, seconds: float) -> dict[str, Any]:
    return {"rows": rows, "seconds": round(seconds, 2), "rows_a_second": round(rows / seconds) if rows else None}
