"""A synthetic population to measure on, in a database of its own so that nobody's register is touched."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from pulang.doors.jobs import ready
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.postgres import Target, home_from_env

DAY = "2026-06-01"  # the day the population is looked at
PER_PROGRAMME = 2000


@contextmanager
def filled(size: int) -> Iterator[Target]:
    """This will keep a database with `size` cases running; it is made on first use and kept for the next run."""
    if "DATABASE_URL" in os.environ:
        raise Refusal(
            "bench-needs-embedded",
            Words(
                id="Pengukuran memakai basis data tertanam miliknya sendiri; hapus DATABASE_URL dulu.",
                en="Measurements use an embedded database of their own; unset DATABASE_URL first.",
            ),
        )
    os.environ["PULANG_HOME"] = str(Path(home_from_env().path) / "bench" / str(size))
    os.environ["PULANG_TODAY"] = DAY
    with ready.database() as target:
        cluster = target.cluster
        assert cluster is not None, "without DATABASE_URL there is an embedded cluster"
        with cluster.admin("pulang") as admin:
            if not _is_filled(admin, size):
                ready.tell(f"mengisi {size:,} berkas buatan | filling {size:,} synthetic cases …")
                _fill(admin, size)
        yield target


def _is_filled(admin: "psycopg.Connection[tuple[object, ...]]", size: int) -> bool:
    row = admin.execute("SELECT count(*) FROM cases_case").fetchone()
    assert row is not None
    return row[0] == size


def _fill(admin: "psycopg.Connection[tuple[object, ...]]", size: int) -> None:
    text = (Path(__file__).parent / "sql" / "population.sql").read_text(encoding="utf-8")
    admin.execute(text.replace("%(size)s", str(int(size))).encode())
    admin.commit()
    admin.autocommit = True
    admin.execute("VACUUM ANALYZE")
