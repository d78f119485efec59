"""`pulang bench balances`: what a source holds now and held on any day, in a ledger of ten million entries.

Half of the entries are one source's, all within one year; nine others share the rest. They are written past the
acts, because ten million acts take a day, and then folded as the worker folds them. Beside it stands the plain sum of
the fullest source's lines, asked for a few of the same days: it must say the same, and `out_of_balance` proves every
day. The database is the measurement's own and is emptied of them at the end.
"""

import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any

from pulang.doors.jobs import ready
from pulang.doors.jobs.bench import ledger
from pulang.doors.jobs.bench.population import filled
from pulang.kernel.moments import moment

if TYPE_CHECKING:
    from pulang.areas.funds.facts import SourceFacts

SIZE = 10_000_000
_SOURCES = 10
_ASKED = 40
_FIRST = date(2026, 1, 1)
_SUMMED = 3  # days for which the plain sum is asked, too
_DAYS = 150  # of the year up to the day of the population

_ENTRIES = """
WITH numbers AS (
    SELECT n, nextval('funds_entry_id_seq') AS id, %(start)s::date + n %% %(days)s AS day,
           CASE WHEN n %% 2 = 0 THEN 0 ELSE 1 + n / 2 %% %(others)s END AS place, 1 + n %% 7 AS amount
    FROM generate_series(%(first)s::integer, %(last)s::integer) n
), entries AS (
    INSERT INTO funds_entry (id, act_id, happened_on, recorded_at, kind, document, note, source_text)
    SELECT id, %(act)s, day, now(), 'COMMIT', '', '', '' FROM numbers
)
INSERT INTO funds_posting (entry_id, source_id, account, amount)
SELECT id, (%(sources)s::text[])[place + 1], side.account, side.sign * amount
FROM numbers, (VALUES ('RELEASED', -1), ('COMMITTED', 1)) side (account, sign)
"""
# What stands in a source on a day without anything kept beside the book.
_PLAIN = """
SELECT -coalesce(sum(p.amount) FILTER (WHERE p.account = 'PAYER'), 0)::bigint,
       coalesce(sum(p.amount) FILTER (WHERE p.account = 'RELEASED'), 0)::bigint,
       coalesce(sum(p.amount) FILTER (WHERE p.account = 'COMMITTED'), 0)::bigint
FROM funds_posting p JOIN funds_entry e ON e.id = p.entry_id
WHERE p.source_id = %(source)s AND e.happened_on <= %(day)s
"""
# What the acts would have kept beside the book, line by line.
_KEPT = """
UPDATE funds_balance b SET released = b.released - l.moved, committed = b.committed + l.moved, latest = l.latest
FROM (SELECT p.source_id, sum(p.amount) AS moved, max(e.happened_on) AS latest
      FROM funds_posting p JOIN funds_entry e ON e.id = p.entry_id
      WHERE p.account = 'COMMITTED' AND p.source_id = ANY (%(sources)s) GROUP BY p.source_id) l
WHERE b.source_id = l.source_id AND b.part = (
    SELECT k.part FROM funds_balance k WHERE k.source_id = b.source_id ORDER BY k.released DESC LIMIT 1)
"""
_EMPTIED = "TRUNCATE funds_posting, funds_entry, funds_daysum, funds_folded, funds_balance CASCADE"


def measure(size: int) -> dict[str, Any]:
    """This will time balances in a ledger of `size` entries, and prove that they are what the book says."""
    with filled(2000) as target:
        from pulang.areas.funds import queries as funds  # noqa: PLC0415 - only once Django is set up
        from pulang.flows import funding  # noqa: PLC0415

        sources, acts = ledger.sources(_SOURCES, on=_FIRST.isoformat())
        with target.cluster.admin("pulang") as admin:
            admin.execute("SET session_replication_role = 'replica'")
            for first in range(0, size, 500_000):
                said = {
                    "first": first,
                    "last": min(first + 500_000, size) - 1,
                    "days": _DAYS,
                    "act": acts[0],
                    "start": _FIRST,
                }
                admin.execute(_ENTRIES, {**said, "others": _SOURCES - 1, "sources": sources})
                admin.commit()
            admin.execute(_KEPT, {"sources": sources})
            admin.commit()
            admin.autocommit = True
            admin.execute("VACUUM ANALYZE funds_posting, funds_entry")
        ready.tell("melipat buku besar | folding the ledger …")
        began = time.perf_counter()
        folded = funding.fold_all(most=100_000)
        seconds = time.perf_counter() - began
        ledger.post(sources[0], acts[0])  # a line that is not folded yet
        found = {
            "name": "balances",
            "entries": funds.count_entries(),
            "folded_lines_a_second": round(folded / seconds),
            **_timed(sources[0]),
            "out_of_balance": [fault.fault for fault in funds.out_of_balance()],
        }
        with target.cluster.admin("pulang") as admin:
            admin.execute("SET session_replication_role = 'replica'")
            admin.execute(_EMPTIED)
        return found


def _timed(source: str) -> dict[str, Any]:
    """This will time what the fullest source holds now, and what all sources held on days drawn by chance."""
    from pulang.areas.funds import queries as funds  # noqa: PLC0415 - only once Django is set up
    from pulang.storage import sql  # noqa: PLC0415

    chance = Random(7)  # noqa: S311 - days to ask about
    days = [_FIRST + timedelta(days=chance.randrange(_DAYS)) for _ in range(_ASKED)]
    some = days[:_SUMMED]
    folded = {day: _of(source, funds.sources(ledger.PROGRAMME, moment(day))) for day in some}
    plain: dict[date, object] = {}
    plainly = _milliseconds(lambda day: plain.update({day: sql.one(_PLAIN, source=source, day=day)}), some)
    return {
        "one_source_now_ms": _milliseconds(lambda _: funds.held(source), days),
        "all_sources_on_a_day_ms": _milliseconds(lambda day: funds.sources(ledger.PROGRAMME, moment(day)), days),
        "plain_sum_of_one_source_ms": plainly,
        "same_as_the_plain_sum": plain == folded,
    }


def _of(source: str, found: Sequence["SourceFacts"]) -> tuple[int, int, int]:
    (one,) = [one for one in found if one.code == source]
    return one.ceiling, one.available, one.committed


def _milliseconds(ask: Callable[[date], object], days: list[date]) -> dict[str, float]:
    ask(days[0])  # warms connection and plans
    took = []
    for day in days:
        began = time.perf_counter()
        ask(day)
        took.append(1000 * (time.perf_counter() - began))
    return {"median": round(median(took), 2), "most": round(max(took), 2)}
