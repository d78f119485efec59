"""`pulang bench duplicates-engines`: one made-up register, compared by both engines; says wherever they differ."""

import os
import secrets
import time
from typing import Any

from pulang.areas.people.assessment import Entry
from pulang.doors.jobs import ready
from pulang.doors.jobs.bench.duplicates import SEED, entries_of
from pulang.doors.jobs.bench.lookalikes import register
from pulang.doors.jobs.doubles import spark
from pulang.doors.jobs.doubles.duck import InMemory
from pulang.doors.jobs.doubles.statements import Pair

SIZE = 5_000
_ALL = -1000.0  # no pair weighs less


def measure(size: int) -> dict[str, Any]:
    """This will compare a register of `size` entries on both engines: all that meet, not only the likely pairs."""
    spark.refuse_if_absent()
    seed = int(os.environ.get(SEED) or secrets.randbelow(10**6))
    ready.tell(f"{size:,} orang buatan, benih | made-up people, seed {seed} …")
    entries = entries_of(register(size, seed))
    here, duckdb_seconds = _pairs(InMemory, entries)
    there, spark_seconds = _pairs(spark.OnSpark, entries)
    return {
        "name": "duplicates-engines",
        "size": size,
        "seed": seed,
        "pairs": {"duckdb": len(here), "spark": len(there)},
        **compared(here, there),
        "seconds": {"duckdb": duckdb_seconds, "spark": spark_seconds},
        "load": round(os.getloadavg()[0], 1),
    }


def _pairs(engine: Any, entries: list[Entry]) -> tuple[list[Pair], float]:
    began = time.perf_counter()
    with engine(entries) as held:
        held.candidates()
        found = list(held.pairs(_ALL))
    return found, round(time.perf_counter() - began, 1)


def compared(here: list[Pair], there: list[Pair]) -> dict[str, Any]:
    """This will say where two comparisons of one register differ."""
    one, other = ({(pair.one, pair.other): pair for pair in pairs} for pairs in (here, there))
    both = one.keys() & other.keys()
    return {
        "pairs_of_one_engine_only": len(one.keys() ^ other.keys()),
        "pairs_with_other_steps": sum(one[each].steps != other[each].steps for each in both),
        "largest_difference_in_bits": max((abs(one[each].weight - other[each].weight) for each in both), default=0.0),
    }
