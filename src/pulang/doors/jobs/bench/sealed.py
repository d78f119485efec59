"""Fills a bench's own database with sealed people: made up, sealed and digested as at registration, copied in."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

import psycopg

from pulang.areas.people.rules import Field, indexed
from pulang.doors.jobs.bench.lookalikes import Person
from pulang.kernel import refs
from pulang.storage import sealing
from pulang.storage.keeper import keeper
from pulang.storage.sealed import place_of

ACT = 1_000_000_000_000  # one act for all of them, far from the numbers acts are given
_DAY = "2026-01-02"
_AT = "2026-01-02 09:00+07"
_AT_ONCE = 5000
_COLUMNS = {
    "people_person": "id, papers, act_id",
    "people_key": "person_id, wrapped, version",
    "people_identity": "person_id, field, sealed, act_id, happened_on, recorded_at",
    "people_blindindex": "person_id, kind, digest, version",
    "cases_case": "id, number, programme_id, person_id, alias, site, block, origin, home, children_with, adults_with, "
    "opened_on, recorded_at, act_id",
}
_EMPTIED = f"TRUNCATE {', '.join(_COLUMNS)} CASCADE"
_NOTED = f"""
INSERT INTO audit_act (seq, id, at, by, agency, verb, programme, subject, payload, fingerprint)
OVERRIDING SYSTEM VALUE VALUES ({ACT}, %s, '{_AT}', 'pulang', '', 'bench', '', '', '{{}}', '\\x00')
"""  # noqa: S608 - the number and the day are ours
_SEED = "bench-sealed-"

Connect = Callable[[], "psycopg.Connection[tuple[Any, ...]]"]
Tables = dict[str, list[tuple[object, ...]]]


def seed_of(admin: "psycopg.Connection[Any]") -> int | None:
    """This will give the seed of the people who fill this database, or nothing when they do not all stand there."""
    row = admin.execute("SELECT id FROM audit_act WHERE seq = %s", [ACT]).fetchone()
    return int(row[0].removeprefix(_SEED)) if row else None


def said_of(one: Person) -> dict[Field, str]:
    """This will give what somebody says of herself by field, without what she does not know."""
    said = {Field.NAME: one.name, Field.NIK: one.nik, Field.BIRTH_DATE: one.birth_date, Field.PHONE: one.phone}
    return {field: value for field, value in said.items() if value}


def fill(connect: Connect, people: Sequence[Person], *, programme: str, homes: Sequence[str], seed: int) -> None:
    """This will copy people into an empty register over as many connections as there are processors.

    Without the checks of foreign keys, as the rows are made to fit; who fills it has to be the server's own user. The
    act that names the seed is written last: where it is missing, the filling was broken off.
    """
    numbers = _numbers(len(people), seed)
    with connect() as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(_EMPTIED.encode())
    forked = multiprocessing.get_context("fork")
    count = os.cpu_count() or 1
    workers = [
        forked.Process(target=_share, args=(connect, people[at::count], numbers[at::count], programme, homes))
        for at in range(count)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not any(worker.exitcode for worker in workers), "a process that fills the register has failed"
    with connect() as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(_NOTED.encode(), [f"{_SEED}{seed}"])
        admin.execute("VACUUM ANALYZE")


def _numbers(size: int, seed: int) -> list[str]:
    chance, drawn = Random(seed), dict[str, None]()  # noqa: S311 - made-up numbers of made-up cases
    while len(drawn) < size:
        drawn[refs.draw("K", chance.randrange)] = None
    return list(drawn)


def _share(
    connect: Connect, people: Sequence[Person], numbers: Sequence[str], programme: str, homes: Sequence[str]
) -> None:
    with connect() as admin:
        admin.execute("SET session_replication_role = replica; SET synchronous_commit = off")
        stream = zip(people, numbers, strict=True)
        while some := list(islice(stream, _AT_ONCE)):
            for table, rows in _sealed(some, programme, homes).items():
                with admin.cursor().copy(f"COPY {table} ({_COLUMNS[table]}) FROM STDIN".encode()) as copy:
                    for row in rows:
                        copy.write_row(row)


def _sealed(some: Sequence[tuple[Person, str]], programme: str, homes: Sequence[str]) -> Tables:
    tables: Tables = {table: [] for table in _COLUMNS}
    for one, number in some:
        person, key, said = sealing.new_id(), sealing.new_key(), said_of(one)
        home = home_of(one, homes)
        boxed = keeper().wrap(key=key, person=person)
        tables["people_person"].append((person, "UNKNOWN", ACT))
        tables["people_key"].append((person, boxed.box, boxed.version))
        tables["people_identity"].extend(_values(person, key, said))
        tables["people_blindindex"].extend(_digests(person, said))
        about = ("", "", "", home[:2], home, 0, 0, _DAY, _AT)
        tables["cases_case"].append((sealing.new_id(), number, programme, person, *about, ACT))
    return tables


def _values(person: UUID, key: bytes, said: dict[Field, str]) -> Iterator[tuple[object, ...]]:
    for field, value in said.items():
        box = sealing.seal(key, value.encode(), place_of(person, field.value, str(ACT)))
        yield person, field.value, box, ACT, _DAY, _AT


def _digests(person: UUID, said: dict[Field, str]) -> Iterator[tuple[object, ...]]:
    found = keeper().digests(texts=dict(indexed({field.value: value for field, value in said.items()})))
    for kind, digests in found.of.items():
        yield person, kind, digests[0], found.version


def home_of(one: Person, homes: Sequence[str]) -> str:
    """This will give the code of the district that a made-up person calls her home."""
    return homes[int(one.home) % len(homes)] if one.home else ""
