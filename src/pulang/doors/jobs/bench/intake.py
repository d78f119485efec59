"""`pulang bench import`: a workbook tried, registered through the act row by row, and tried again, beside raw COPY."""

import io
import os
import resource
import secrets
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from pulang.doors.jobs import archive, ready
from pulang.doors.jobs.bench.memory import private_bytes
from pulang.doors.jobs.bench.population import refuse_outside
from pulang.doors.jobs.bench.registration import PROGRAMME, USER, prepare
from pulang.storage.postgres import Target, home_from_env, roles

SIZE = 20_000
SEED = "PULANG_SEED"
_ALONE = 100  # people registered one by one, against all who are there by then
_HEADS = ("Nama", "NIK", "Tanggal lahir", "No HP", "Alamat", "Kabupaten asal", "Pilihan", "Penjelasan")
_TYPED = ", ".join(f"c{n} text NOT NULL" for n in range(len(_HEADS)))
_NAMED = ", ".join(f"c{n}" for n in range(len(_HEADS)))
_NAMES = (
    "Sukarno Aminah Budiono Cahyono Dewi Eko Fatimah Gunawan Hartini Indah Joko Kartini Lestari Mulyadi Ningsih "
    "Suparman Wahyuni Slamet Ratna Bambang Sulastri Yanti Purnomo Susilowati Haryanto Rukmini Sutrisno Maimunah"
)
_MONTHS = "Januari Pebruari Maret April Mei Juni Juli Agustus September Oktober Nopember Desember"


def measure(size: int) -> dict[str, Any]:
    """This will try, register and try again a workbook of `size` rows, one in fifty of them with something to mend.

    The seed is drawn afresh unless `PULANG_SEED` says one, so that a second run registers others into what the first
    one filled; both stand in the answer. Then a hundred people are registered one by one against all of them.
    """
    refuse_outside()
    os.environ["PULANG_HOME"] = str(Path(home_from_env().path) / "bench" / "import")
    seed = int(os.environ.get(SEED) or secrets.randbelow(10**6))
    rows = _people(size, seed)
    with ready.database() as target:
        prepare()
        copied = _copied(target, rows)
        figures = _imported(_written(rows)) | _alone(rows)
    return {
        "name": "import",
        "size": size,
        "seed": seed,
        "keys": os.environ.get("PULANG_KEYS") or "file",
        **figures,
        "raw_copy_seconds": round(copied, 2),
        "ratio_to_raw_copy": round(figures["register_seconds"] / copied, 1),
    }


def _people(size: int, seed: int) -> list[tuple[str, ...]]:
    chance, names = Random(seed), _NAMES.split()  # noqa: S311 - made-up people
    months = _MONTHS.split()
    found: list[tuple[str, ...]] = []
    for n in range(size):
        born = date(chance.randint(1950, 2000), chance.randint(1, 12), chance.randint(1, 28))
        short = f"{born.day:02d}{born.month:02d}{born.year % 100:02d}"
        year = str(born.year) if n % 50 else str(born.year)[2:]  # two digits: to be mended
        found.append(
            (
                " ".join(chance.choice(names) for _ in range(3)),
                f"35{chance.randint(10, 78)}{chance.randint(10, 99)}{short}{chance.randint(1, 9999):04d}",
                f"{born.day} {months[born.month - 1]} {year}",
                f"0812{chance.randrange(10**8):08d}",
                f"Jalan Uji {chance.randint(1, 999)}",
                f"35.{chance.randint(1, 29):02d}",
                "pulang",
                "percakapan",
            )
        )
    return found


def _written(rows: list[tuple[str, ...]]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    for line, row in enumerate((_HEADS, *rows)):
        for at, value in enumerate(row):
            sheet.write_string(line, at, value)
    book.close()
    return file.getvalue()


def _copied(target: Target, rows: list[tuple[str, ...]]) -> float:
    """This will write the same cells with one COPY, unsealed and into one table: the floor nothing can go below."""
    with archive.connect(target.dsn(roles.OWNER)) as owner:
        owner.execute("DROP TABLE IF EXISTS bench_copied")
        owner.execute(f"CREATE TABLE bench_copied (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, {_TYPED})")
        began = time.perf_counter()
        with owner.cursor().copy(f"COPY bench_copied ({_NAMED}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        seconds = time.perf_counter() - began
        owner.execute("DROP TABLE bench_copied")
    return seconds


def _imported(content: bytes) -> dict[str, Any]:
    from pulang.areas.accounts import queries as accounts  # noqa: PLC0415 - only once Django is set up
    from pulang.flows import workbook  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    asked = workbook.Asked(accounts.actor(USER, clock.today()), PROGRAMME, workbook.Source(content), clock.now())
    memory, marks = list[float](), list[float]()

    def told(_done: int, _people: int) -> None:
        memory.append(_megabytes())
        marks.append(time.perf_counter())

    before = _registered()
    began = time.perf_counter()
    tried = workbook.attempt(asked, told)
    registering, worked = time.perf_counter(), time.process_time()
    trying = tuple(memory)
    memory.clear()
    marks.clear()
    done = workbook.register(asked, secrets.randbelow, told)
    again, worked = time.perf_counter(), time.process_time() - worked
    repeated = workbook.register(asked, secrets.randbelow)
    ended = time.perf_counter()
    return {
        "registered_before": before,
        "file_kilobytes": len(content) // 1024,
        "try_seconds": round(registering - began, 1),
        "register_seconds": round(again - registering, 1),
        "rows_a_second": round(done.total / (again - registering), 1),
        "register_processor_seconds": round(worked, 1),
        **_first_and_last(registering, marks),
        "again_seconds": round(ended - again, 1),
        **{
            name: {state.value.lower(): count for state, count in report.counts.items()}
            for name, report in (("tried", tried), ("registered", done), ("again", repeated))
        },
        "try_memory_megabytes_by_tenth": _by_tenth(trying),
        "register_memory_megabytes_by_tenth": _by_tenth(memory),
        "load": round(os.getloadavg()[0], 1),
    }


def _registered() -> int:
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
    from pulang.flows import standing  # noqa: PLC0415
    from pulang.storage import context, sql  # noqa: PLC0415

    with context.looking(standing.view_of(SYSTEM)):
        found = sql.one("SELECT count(*) FROM cases_case")
    return int(found[0]) if found else 0


def _alone(rows: list[tuple[str, ...]]) -> dict[str, Any]:
    """This will register people one by one, every other of them a double by her NIK, and say how long each took."""
    from pulang.areas.accounts import queries as accounts  # noqa: PLC0415 - only once Django is set up
    from pulang.flows import likeness  # noqa: PLC0415
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.kernel import refs  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    by, people = accounts.actor(USER, clock.today()), _registered()
    took: list[float] = []
    doubted = 0
    for n in range(_ALONE):
        row = rows[n % len(rows)]
        said = {
            "name": f"{row[0]} {n}",
            "birth_date": "1975-05-17",
            "home": "35.78",
            **({"nik": row[1]} if n % 2 else {}),
        }
        with_ = {"programme": PROGRAMME, "case": refs.draw("K", secrets.randbelow), **said}
        began = time.perf_counter()
        done = perform(
            by=by, verb="cases.case.register", with_=with_, at=clock.now(), ref=f"alone-{secrets.token_hex(8)}"
        )
        took.append((time.perf_counter() - began) * 1000)
        doubted += likeness.PERHAPS in done.warnings
    took.sort()
    return {
        "one_against": people,
        "one_median_milliseconds": round(took[_ALONE // 2], 1),
        "one_p95_milliseconds": round(took[int(_ALONE * 0.95)], 1),
        "one_doubted": doubted,
    }


def _first_and_last(began: float, marks: Sequence[float]) -> dict[str, float | None]:
    tenth = max(1, len(marks) // 10)
    return {
        "seconds_of_the_first_tenth": round(marks[tenth - 1] - began, 1),
        "seconds_of_the_last_tenth": round(marks[-1] - marks[-1 - tenth], 1) if len(marks) > tenth else None,
    }


def _by_tenth(memory: Sequence[float]) -> list[float]:
    """This will give what was held after each tenth of the rows."""
    return [memory[max(0, len(memory) * tenth // 10 - 1)] for tenth in range(1, 11)]


def _megabytes() -> float:
    """This will give the private memory this process holds; on macOS, which does not say, the most it has held."""
    if sys.platform == "darwin":
        return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 1)
    return round(private_bytes(os.getpid()) / 2**20, 1)
