"""`pulang bench ledger`: entries a second on one hot source and spread over many, beside a bare single-row insert.

Everything is committed by itself, over a connection of each writer's own, in the same run on the same server. An entry
is made as the product makes it, by a whole act: rights, two pockets moved, an entry with two postings, the look back at
later days, the line in the act book. The bare insert is one row of a table without index, trigger or constraint.
"""

import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from pulang.doors.jobs.bench.population import filled

SIZE = 1600  # entries in each measurement
WRITERS = (1, 8, 32)
_PROGRAMME = "B-0"
_ENOUGH = 10**12
_BARE = "CREATE TABLE IF NOT EXISTS bench_bare (id bigserial, kind text, document text, note text, at timestamptz)"
_INSERT = "INSERT INTO bench_bare (kind, document, note, at) VALUES ('COMMIT', 'SP2D', '', now())"
Write = Callable[[int], object]


def measure(size: int) -> dict[str, Any]:
    """This will time `size` writes of each kind by 1, 8 and 32 writers, and prove the ledger afterwards."""
    with filled(2000) as target:
        from pulang.areas.funds import queries as funds  # noqa: PLC0415 - only once Django is set up

        with target.cluster.admin("pulang") as admin:
            admin.execute(_BARE)
            admin.execute("GRANT ALL ON bench_bare TO pulang_app")
            admin.execute("GRANT USAGE ON SEQUENCE bench_bare_id_seq TO pulang_app")
        sources = _sources()
        writes: dict[str, Write] = {
            "bare": lambda _writer: _bare(),
            "hot": lambda _writer: _tie(sources[0]),
            "spread": lambda writer: _tie(sources[writer]),
        }
        for write in writes.values():
            _timed(write, 1, 50)  # warms connections, plans and caches
        found = {str(writers): _compared(writes, writers, size) for writers in WRITERS}
        with target.cluster.admin("pulang") as admin:
            admin.execute("DROP TABLE bench_bare")
        faults = len(funds.out_of_balance())
    return {"name": "ledger", "size": size, "a_second": found, "out_of_balance": faults}


def _compared(writes: dict[str, Write], writers: int, size: int) -> dict[str, Any]:
    rates: dict[str, Any] = {kind: round(size / _timed(write, writers, size)) for kind, write in writes.items()}
    shares = {f"{kind}_of_bare": round(rates[kind] / rates["bare"], 2) for kind in ("hot", "spread")}
    return {**rates, **shares}


def _timed(write: Write, writers: int, size: int) -> float:
    from django.db import connections  # noqa: PLC0415 - only once Django is set up

    start = Barrier(writers + 1)

    def work(writer: int) -> None:
        connections["default"].ensure_connection()
        start.wait(timeout=60)
        for _ in range(size // writers):
            write(writer)
        connections.close_all()

    with ThreadPoolExecutor(writers) as pool:
        waiting = [pool.submit(work, writer) for writer in range(writers)]
        start.wait(timeout=60)
        began = time.perf_counter()
        for each in waiting:
            each.result()
    return time.perf_counter() - began


def _bare() -> None:
    from django.db import connection, transaction  # noqa: PLC0415 - only once Django is set up

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_INSERT)


def _tie(source: str) -> None:
    _done("funds.money.commit", source=source, amount=1, document="SP2D")


def _done(verb: str, **said: Any) -> None:
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    said = {"programme": _PROGRAMME, **said}
    perform(by=SYSTEM, verb=verb, with_=said, at=clock.now(), ref=f"bench-{secrets.token_hex(8)}")


def _sources() -> list[str]:
    """This will open a source for each writer, with money enough."""
    from pulang.areas.programmes import queries as programmes  # noqa: PLC0415 - only once Django is set up
    from pulang.storage import clock  # noqa: PLC0415

    mark, payer = secrets.token_hex(3), programmes.programme(_PROGRAMME).lead
    codes = [f"UJI-{mark}-{place}" for place in range(max(WRITERS))]
    for code in codes:
        of: dict[str, Any] = {"payer": payer, "level": "APBD_CITY", "use": "AID", "fiscal_year": clock.today().year}
        _done("funds.source.open", code=code, name="Uji kecepatan", **of)
        for move in ("allocate", "release"):
            _done(f"funds.money.{move}", source=code, amount=_ENOUGH)
    return codes
