"""`pulang bench register`: how many persons are registered in a second, beside bare inserts of as many rows."""

import json
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from pulang.doors.jobs import archive, ready
from pulang.doors.jobs.bench.population import refuse_outside
from pulang.kernel import refs
from pulang.storage.postgres import Target, home_from_env, roles

SIZE = 4000
PROCESSES = 2
CONNECTIONS = 8
PROGRAMME = "B-REG"
USER = "bench-registrar"
_NAMES = "Sukarno Aminah Budiono Cahyono Dewi Eko Fatimah Gunawan Hartini Indah Joko Kartini Lestari Mulyadi Ningsih"


def measure(size: int) -> dict[str, Any]:
    """This will register `size` persons over eight connections: act, sealed identity, first choice, first answer."""
    refuse_outside()
    os.environ["PULANG_HOME"] = str(Path(home_from_env().path) / "bench" / "registration")
    with ready.database() as target:
        prepare()
        bare = _bare(target, size)
        seconds = _registered(size)
    rate = size / seconds
    return {
        "name": "register",
        "size": size,
        "connections": CONNECTIONS,
        "keys": os.environ.get("PULANG_KEYS") or "file",
        "bare_inserts_a_second": round(bare),
        "registered_a_second": round(rate, 1),
        "ratio_to_bare": round(bare / rate, 2),
    }


def prepare() -> None:
    """This will open an office, a registrar and a programme to measure in; again, nothing changes."""
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    office = {"agency": "bench-lead"}
    programme = {"code": PROGRAMME, "name": "Uji", "procedure": "stranded-person", "place": "35.78"}
    acts: tuple[tuple[str, dict[str, object]], ...] = (
        (
            "accounts.agency.register",
            {"code": "bench-lead", "kind": "CITY_OFFICE", "name": "Uji", "place": "35.78"},
        ),
        ("accounts.agency.register", {"code": "bench-ministry", "kind": "MINISTRY", "name": "Uji"}),
        ("accounts.user.register", {"code": USER, "name": "Uji", **office}),
        ("accounts.role.give", {"user": USER, "role": "REGISTRAR", "happened_on": "2026-01-01"}),
        (
            "programmes.programme.open",
            {**programme, "lead": "bench-lead", "ministry": "bench-ministry", "fiscal_year": 2026},
        ),
    )
    for n, (verb, said) in enumerate(acts):
        perform(by=SYSTEM, verb=verb, with_=said, at=clock.now(), ref=f"bench-{n}")


def _bare(target: Target, size: int) -> float:
    """This will insert as many single rows, each its own transaction, over as many connections."""
    with archive.connect(target.dsn(roles.OWNER)) as owner:
        owner.execute("DROP TABLE IF EXISTS bench_bare")
        owner.execute("CREATE TABLE bench_bare (id uuid PRIMARY KEY, said text NOT NULL)")

    def insert(share: int) -> None:
        with archive.connect(target.dsn(roles.OWNER)) as raw:
            for _ in range(share):
                raw.execute("INSERT INTO bench_bare VALUES (gen_random_uuid(), %s)", ["x" * 200])

    began = time.perf_counter()
    _at_once(insert, size, CONNECTIONS)
    seconds = time.perf_counter() - began
    with archive.connect(target.dsn(roles.OWNER)) as owner:
        owner.execute("DROP TABLE bench_bare")
    return size / seconds


def _at_once(work: Callable[[int], None], size: int, count: int) -> None:
    threads = [threading.Thread(target=work, args=(size // count,)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _registered(size: int) -> float:
    """This will let processes register their shares at once and give the time of the slowest."""
    command = [sys.executable, "-m", __name__, str(size // PROCESSES)]
    programs = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)
    ]
    for program in programs:
        assert program.stdout is not None
        program.stdout.readline()
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    return max(float(json.loads(program.communicate()[0])["seconds"]) for program in programs)


def main() -> None:
    """This will be one of the processes: it registers its share over its share of the connections."""
    with ready.server():
        threads = CONNECTIONS // PROCESSES
        _share(threads)  # so that plans and imports are not measured
        print("ready", flush=True)
        sys.stdin.readline()
        began = time.perf_counter()
        _at_once(_share, int(sys.argv[1]), threads)
        json.dump({"seconds": time.perf_counter() - began}, sys.stdout)


def _share(count: int) -> None:
    from django.db import connections  # noqa: PLC0415 - only once Django is set up

    from pulang.areas.accounts import queries as accounts  # noqa: PLC0415
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    chance = Random(secrets.randbits(64))  # noqa: S311 - made-up people
    registrar = accounts.actor(USER, clock.today())
    for _ in range(count):
        perform(
            by=registrar,
            verb="cases.case.register",
            with_=_person(chance),
            at=clock.now(),
            ref=f"bench-{secrets.token_hex(8)}",
        )
    connections.close_all()


def _person(chance: Random) -> dict[str, object]:
    names = _NAMES.split()
    born = f"{chance.randint(1950, 2005)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    return {
        "programme": PROGRAMME,
        "case": refs.draw("K", chance.randrange),
        "home": f"35.{chance.randint(1, 29):02d}",
        "name": f"{chance.choice(names)} {chance.choice(names)} {chance.choice(names)}",
        "nik": "3578" + "".join(str(chance.randrange(10)) for _ in range(12)),
        "birth_date": born,
        "phone": f"0812{chance.randrange(10**8):08d}",
        "address": "Jalan Uji 1",
        "choice": "RETURN",
        "informed": "CONVERSATION",
        "consents": ["RETURN"],
        "text_version": "2026-1",
    }


if __name__ == "__main__":
    main()
