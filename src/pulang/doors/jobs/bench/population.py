"""A synthetic population to measure on, in a database of its own so that nobody's register is touched."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryFile

import psycopg

from pulang.doors.jobs import ready
from pulang.kernel import refs
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.postgres import Target, home_from_env

DAY = "2026-06-01"  # the day the population is looked at
PER_PROGRAMME = 2000


def refuse_outside() -> None:
    """This will refuse to measure in a database that others run."""
    if "DATABASE_URL" in os.environ:
        raise Refusal(
            "bench-needs-embedded",
            Words(
                id="Pengukuran memakai basis data tertanam miliknya sendiri; hapus DATABASE_URL dulu.",
                en="Measurements use an embedded database of their own; unset DATABASE_URL first.",
            ),
        )


@contextmanager
def filled(size: int) -> Iterator[Target]:
    """This will keep a database with `size` cases running; it is made on first use and kept for the next run."""
    refuse_outside()
    os.environ["PULANG_HOME"] = str(Path(home_from_env().path) / "bench" / str(size))
    os.environ["PULANG_TODAY"] = DAY
    with ready.database() as target:
        cluster = target.cluster
        assert cluster is not None, "without DATABASE_URL there is an embedded cluster"
        with cluster.admin("pulang") as admin:
            if not _is_filled(admin, size):
                ready.tell(f"mengisi {size:,} berkas buatan | filling {size:,} synthetic cases …")
                _fill(admin, size)
            elif _is_of_other_rules(admin):
                ready.tell("menyimpan jawaban menurut aturan sekarang | storing answers by the rules of now …")
                admin.autocommit = True
                admin.execute("TRUNCATE readiness_assessment, readiness_situation")
                _keep_answers(admin)
        yield target


def _keep_answers(admin: "psycopg.Connection[tuple[object, ...]]") -> None:
    """This will store every case's answer, as the acts would have done one by one."""
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
    from pulang.areas.boards import queries as boards  # noqa: PLC0415
    from pulang.areas.readiness import queries as readiness  # noqa: PLC0415
    from pulang.areas.readiness.assessment import assess_line  # noqa: PLC0415
    from pulang.flows.assessing import basis  # noqa: PLC0415
    from pulang.flows.standing import looking  # noqa: PLC0415
    from pulang.kernel.moments import moment  # noqa: PLC0415

    day = date.fromisoformat(DAY)
    procedure = readiness.procedure("locality-closure")
    columns = (
        "case_id, programme_id, assessed_for, good_until, choice, stage, unmet, "
        "choice_on, consent_lost_on, duplicate_on, objection_on, itinerary_on, move_on, basis"
    )
    with TemporaryFile("w+") as situations:  # a connection copies into one table at a time
        with looking(SYSTEM, day=day), admin.cursor().copy(f"COPY readiness_assessment ({columns}) FROM STDIN") as copy:
            for row in copied_rows(boards.stream_lines(moment(day))):
                case, line, _opened, *since, good_until, programme, _origin, _number = row
                answer = assess_line(line, procedure)
                stored = (case, programme, DAY, good_until, answer.choice, answer.stage.value)
                copy.write("\t".join((*stored, f"{{{','.join(answer.gates)}}}", *since, basis())) + "\n")
                situations.write(f"{case}\t{programme}\t{line}\n")
        situations.seek(0)
        with admin.cursor().copy("COPY readiness_situation (case_id, programme_id, facts) FROM STDIN") as copy:
            for situation in situations:
                copy.write(situation)
    admin.execute("VACUUM ANALYZE readiness_assessment, readiness_situation")


def copied_rows(blocks: Iterable[bytes]) -> Iterator[list[str]]:
    """This will give the rows of COPY's text form, which may span the blocks they come in."""
    rest = b""
    for block in blocks:
        rows = (rest + block).split(b"\n")
        rest = rows.pop()
        for row in rows:
            yield row.decode().split("\t")


def _is_filled(admin: "psycopg.Connection[tuple[object, ...]]", size: int) -> bool:
    row = admin.execute("SELECT count(*) FROM cases_case").fetchone()
    assert row is not None
    return isinstance(row[0], int) and row[0] >= size  # a measurement may have registered some more


def _is_of_other_rules(admin: "psycopg.Connection[tuple[object, ...]]") -> bool:
    from pulang.flows.assessing import basis  # noqa: PLC0415 - only once Django is set up

    return (
        admin.execute("SELECT 1 FROM readiness_assessment WHERE basis <> %s LIMIT 1", [basis()]).fetchone() is not None
    )


def _fill(admin: "psycopg.Connection[tuple[object, ...]]", size: int) -> None:
    text = (Path(__file__).parent / "sql" / "population.sql").read_text(encoding="utf-8")
    admin.execute("CREATE TEMP TABLE bench_numbers (n integer, number text)")
    chance = Random(4242)  # noqa: S311 - made-up numbers for made-up cases
    with admin.cursor().copy("COPY bench_numbers (n, number) FROM STDIN") as copy:
        drawn: set[str] = set()
        while len(drawn) < size:  # among a million, a dozen come up twice
            number = refs.draw("K", chance.randrange)
            if number not in drawn:
                drawn.add(number)
                copy.write_row((len(drawn), number))
    admin.execute(text.replace("%(size)s", str(int(size))).encode())
    admin.commit()
    admin.autocommit = True
    admin.execute("VACUUM ANALYZE")
    _keep_answers(admin)
