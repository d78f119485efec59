"""`pulang bench import`: a workbook tried, registered through the act row by row, and tried again, beside raw COPY."""

import io
import os
import resource
import secrets
import sys
import time
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from pulang.doors.jobs import archive, ready
from pulang.doors.jobs.bench.population import refuse_outside
from pulang.doors.jobs.bench.registration import PROGRAMME, USER, prepare
from pulang.storage.postgres import Target, home_from_env, roles

SIZE = 20_000
SEED = 20_190_303
_HEADS = ("Nama", "NIK", "Tanggal lahir", "No HP", "Alamat", "Kabupaten asal", "Pilihan", "Penjelasan")
_TYPED = ", ".join(f"c{n} text NOT NULL" for n in range(len(_HEADS)))
_NAMED = ", ".join(f"c{n}" for n in range(len(_HEADS)))
_NAMES = (
    "Sukarno Aminah Budiono Cahyono Dewi Eko Fatimah Gunawan Hartini Indah Joko Kartini Lestari Mulyadi Ningsih "
    "Suparman Wahyuni Slamet Ratna Bambang Sulastri Yanti Purnomo Susilowati Haryanto Rukmini Sutrisno Maimunah"
)
_MONTHS = "Januari Pebruari Maret April Mei Juni Juli Agustus September Oktober Nopember Desember"


def measure(size: int) -> dict[str, Any]:
    """This will try, register and try again a workbook of `size` rows, one in fifty of them with something to mend."""
    refuse_outside()
    os.environ["PULANG_HOME"] = str(Path(home_from_env().path) / "bench" / "import")
    rows = _people(size)
    with ready.database() as target:
        prepare()
        copied = _copied(target, rows)
        figures = _imported(_written(rows))
    return {
        "name": "import",
        "size": size,
        "seed": SEED,
        "keys": os.environ.get("PULANG_KEYS") or "file",
        **figures,
        "raw_copy_seconds": round(copied, 2),
        "ratio_to_raw_copy": round(figures["register_seconds"] / copied, 1),
    }


def _people(size: int) -> list[tuple[str, ...]]:
    chance, names = Random(SEED), _NAMES.split()  # noqa: S311 - made-up people
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

    by = accounts.actor(USER, clock.today())
    asked = workbook.Asked(by, PROGRAMME, workbook.Source(content), clock.now())
    memory: list[int] = []

    def told(_done: int, _people: int) -> None:
        memory.append(_megabytes())

    began = time.perf_counter()
    tried = workbook.attempt(asked, told)
    registering = time.perf_counter()
    done = workbook.register(asked, secrets.randbelow, told)
    again = time.perf_counter()
    repeated = workbook.register(asked, secrets.randbelow)
    ended = time.perf_counter()
    return {
        "file_kilobytes": len(content) // 1024,
        "try_seconds": round(registering - began, 1),
        "register_seconds": round(again - registering, 1),
        "rows_a_second": round(done.total / (again - registering), 1),
        "again_seconds": round(ended - again, 1),
        "tried": {state.value.lower(): count for state, count in tried.counts.items()},
        "registered": {state.value.lower(): count for state, count in done.counts.items()},
        "again": {state.value.lower(): count for state, count in repeated.counts.items()},
        "memory_megabytes_after_a_tenth": memory[len(memory) // 10],
        "memory_megabytes_at_the_end": memory[-1],
        "load": round(os.getloadavg()[0], 1),
    }


def _megabytes() -> int:
    """This will give the most memory this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 2**20 if sys.platform == "darwin" else most // 2**10
