"""`pulang bench ledger`: entries a second on one hot source and spread over many, beside a bare single-row insert.

Everything is committed by itself, over a connection of each writer's own, by the same driver on the same server; the
kinds take turns in short rounds, so that whatever else the machine does weighs on all of them. Connections are warm: a
server plans a statement once a connection, and the pool keeps those. A *posting* is the ledger's own way of writing,
called as every act calls it, under an act of each writer's own: the pockets moved under their guard, an entry, its two
lines, their leaves, the zero sum asked before the commit. An *act* is all that the product does for it besides: rights,
the signed context, the line in the act book, the answer about the programme. The bare insert is one row of a table
without index, trigger or constraint.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

from pulang.doors.jobs.bench.population import filled
from pulang.storage.postgres import Target

SIZE = 1600  # postings in each measurement; a tenth as many whole acts
WRITERS = (1, 8, 32)
ROUNDS = 4
PROGRAMME = "B-0"
_ENOUGH = 10**12
_WARM = 3
_BARE = "CREATE TABLE IF NOT EXISTS bench_bare (id bigserial, kind text, document text, note text, at timestamptz)"
_INSERT = "INSERT INTO bench_bare (kind, document, note, at) VALUES ('COMMIT', 'SP2D', '', now())"
Write = Callable[[int], object]


def measure(size: int) -> dict[str, Any]:
    """This will time `size` writes of each kind by 1, 8 and 32 writers, and prove the ledger afterwards."""
    with filled(2000) as target, _bare_table(target):
        from pulang.areas.funds import queries as funds  # noqa: PLC0415 - only once Django is set up

        codes, acts_of = sources(max(WRITERS))
        writes: dict[str, Write] = {
            "bare": lambda _writer: _bare(),
            "hot": lambda writer: post(codes[0], acts_of[writer]),
            "spread": lambda writer: post(codes[writer], acts_of[writer]),
        }
        acts: dict[str, Write] = {
            "hot": lambda _writer: _tie(codes[0]),
            "spread": lambda writer: _tie(codes[writer]),
        }
        for write in (*writes.values(), *acts.values()):
            _timed(write, 1, 20)  # warms connections, plans and caches
        found = {str(writers): _compared(writes, acts, writers, size) for writers in WRITERS}
        faults = len(funds.out_of_balance())
    return {"name": "ledger", "size": size, "a_second": found, "out_of_balance": faults}


@contextmanager
def _bare_table(target: Target) -> Iterator[None]:
    """This will keep the table of the comparison while it is measured, and not a moment longer."""
    with target.cluster.admin("pulang") as admin:
        admin.execute(_BARE)
        admin.execute("GRANT ALL ON bench_bare TO pulang_app")
        admin.execute("GRANT USAGE ON SEQUENCE bench_bare_id_seq TO pulang_app")
    try:
        yield
    finally:
        with target.cluster.admin("pulang") as admin:
            admin.execute("DROP TABLE bench_bare")


def _compared(writes: dict[str, Write], acts: dict[str, Write], writers: int, size: int) -> dict[str, Any]:
    rates = _rates(writes, writers, size)
    whole = {f"{kind}_acts": rate for kind, rate in _rates(acts, writers, max(size // 10, writers)).items()}
    shares = {f"{kind}_of_bare": round(rates[kind] / rates["bare"], 2) for kind in ("hot", "spread")}
    return {**rates, **shares, **whole}


def _rates(writes: dict[str, Write], writers: int, size: int) -> dict[str, int]:
    """This will give how many of each kind a second, over several rounds in which the kinds take turns."""
    each = max(size // ROUNDS // writers, 1) * writers
    took = dict.fromkeys(writes, 0.0)
    for _ in range(ROUNDS):
        for kind, write in writes.items():
            took[kind] += _timed(write, writers, each)
    return {kind: round(ROUNDS * each / seconds) for kind, seconds in took.items()}


def _timed(write: Write, writers: int, size: int) -> float:
    """This will time the writes alone: connections are opened before, warmed, and closed after the clock is read."""
    from django.db import connections  # noqa: PLC0415 - only once Django is set up

    start, end = Barrier(writers + 1), Barrier(writers + 1)

    def work(writer: int) -> None:
        for _ in range(_WARM):  # a connection plans what it is asked for the first time, and is then kept
            write(writer)
        start.wait(timeout=60)
        for _ in range(size // writers):
            write(writer)
        end.wait(timeout=60)
        connections.close_all()

    with ThreadPoolExecutor(writers) as pool:
        waiting = [pool.submit(work, writer) for writer in range(writers)]
        start.wait(timeout=60)
        began = time.perf_counter()
        end.wait(timeout=60)
        took = time.perf_counter() - began
        for each in waiting:
            each.result()
    return took


def _bare() -> None:
    from django.db import transaction  # noqa: PLC0415 - only once Django is set up

    from pulang.storage import sql  # noqa: PLC0415

    with transaction.atomic():
        sql.tell(_INSERT)


_POST = """
SELECT p.entry FROM pulang_post(
    %(source)s::text, 'COMMIT', 'RELEASED', 'COMMITTED', 1::bigint, %(day)s::date, %(at)s::timestamptz, 'SP2D', '', '',
    %(act)s::bigint, 8
) p
"""


def post(source: str, act: int) -> None:
    """This will write one entry by the call every act makes, under an act that is there."""
    from django.db import transaction  # noqa: PLC0415 - only once Django is set up

    from pulang.storage import clock, sql  # noqa: PLC0415

    at = clock.now()  # read once, as an act does
    with transaction.atomic():
        ((entry,),) = sql.prepared(_POST, source=source, day=at.date(), at=at, act=act)
    assert entry, "there is money enough"


def _tie(source: str) -> None:
    _done("funds.money.commit", source=source, amount=1, document="SP2D")


def _done(verb: str, **said: Any) -> int:
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    said = {"programme": PROGRAMME, **said}
    return perform(by=SYSTEM, verb=verb, with_=said, at=clock.now(), ref=f"bench-{secrets.token_hex(8)}").seq


def sources(count: int, *, on: str = "") -> tuple[list[str], list[int]]:
    """This will open so many sources with money enough, and give the number of an act of each."""
    from pulang.areas.programmes import queries as programmes  # noqa: PLC0415 - only once Django is set up
    from pulang.storage import clock  # noqa: PLC0415

    mark, payer = secrets.token_hex(3), programmes.programme(PROGRAMME).lead
    codes = [f"UJI-{mark}-{place}" for place in range(count)]
    said: dict[str, Any] = {"happened_on": on or clock.today().isoformat()}
    acts = []
    for code in codes:
        of: dict[str, Any] = {"payer": payer, "level": "APBD_CITY", "use": "AID", "fiscal_year": clock.today().year}
        _done("funds.source.open", code=code, name="Uji kecepatan", **of, **said)
        _done("funds.money.allocate", source=code, amount=_ENOUGH, **said)
        acts.append(_done("funds.money.release", source=code, amount=_ENOUGH, **said))
    return codes, acts
