"""Backups: one consistent picture of the database, with the persons' keys in a file of their own.

Keys apart, because a copy that holds both the sealed names and what opens them is as good as the names in
clear, and because a person who was erased must stay erased in every old copy (UU 27/2022, articles 43 and 44).
"""

import hashlib
import json
import os
import subprocess
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection, sql
from psycopg.rows import TupleRow

from pulang import __version__
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import erasures
from pulang.storage.postgres import faults, roles
from pulang.storage.postgres.binaries import programs

KEYS_TABLE = "people_key"
CONTEXT_KEY_TABLE = "pulang_context_key"  # made anew wherever the archive is restored
_SECONDS_MAX = 3600
_TABLES = f"""
SELECT c.relname FROM pg_catalog.pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname <> '{CONTEXT_KEY_TABLE}'
ORDER BY c.relname
"""  # noqa: S608 - the name is ours

_STRANGE_KEYS = """
DELETE FROM people_key k WHERE NOT EXISTS (SELECT 1 FROM people_person p WHERE p.id = k.person_id)
"""
_ERASED = """
INSERT INTO people_erasure (person_id, act, happened_on, recorded_at)
SELECT p.id, %(act)s, %(at)s::date, %(at)s FROM people_person p WHERE p.id = %(person)s
ON CONFLICT (person_id) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: rows of every table, and the digest of each file."""

    version: str
    rows: dict[str, int]
    data_sha256: str
    keys_sha256: str


@dataclass(frozen=True, slots=True)
class Files:
    """The four files of a backup; `keys` belongs in another place than the others."""

    data: Path

    @property
    def keys(self) -> Path:
        """The persons' keys."""
        return self.data.with_name(f"{self.data.name}.keys")

    @property
    def erasures(self) -> Path:
        """The ledger of erased persons as it stood; the office's own is newer and belongs outside every backup."""
        return self.data.with_name(f"{self.data.name}.erasures")

    @property
    def manifest(self) -> Path:
        """What the other two should hold."""
        return self.data.with_name(f"{self.data.name}.json")


def connect(dsn: dict[str, Any]) -> Connection[TupleRow]:
    """This will open a connection outside Django, which commits each statement.

    Refuses where the server knows another password for a role than this home keeps: an administrator made it by hand.
    """
    try:
        return psycopg.connect(
            host=dsn["HOST"] or None,
            port=dsn["PORT"] or None,
            user=dsn["USER"],
            password=dsn["PASSWORD"],
            dbname=dsn["NAME"],
            connect_timeout=5,
            autocommit=True,
        )
    except psycopg.OperationalError as error:
        if "password authentication failed" in str(error):
            raise faults.other_password(str(dsn["USER"])) from error
        raise


def write(files: Files, dsn: dict[str, Any], owner: dict[str, Any]) -> Manifest:
    """This will write the files from one snapshot, refusing to overwrite or to leave halves behind.

    The backup's own role cannot read the persons' keys; the owner copies them, in the same snapshot.
    """
    refuse_existing(files)
    try:
        with _snapshot(dsn) as (connection, snapshot):
            rows = {**count_rows(connection, without=(KEYS_TABLE,)), KEYS_TABLE: _count_keys(owner, snapshot)}
            apart = [f"--exclude-table=public.{KEYS_TABLE}", f"--exclude-table-data=public.{CONTEXT_KEY_TABLE}"]
            _dump(files.data, {**dsn, "USER": roles.BACKUP}, [f"--snapshot={snapshot}", *apart])
            # Row security lets the owner see every key; without asking for it, pg_dump would refuse a forced table.
            keys = [f"--table=public.{KEYS_TABLE}", "--enable-row-security"]
            _dump(files.keys, owner, [f"--snapshot={snapshot}", *keys])
        erasures.add(erasures.read(erasures.place()), _private(files.erasures))
        manifest = Manifest(
            version=__version__, rows=rows, data_sha256=_digest(files.data), keys_sha256=_digest(files.keys)
        )
        _private(files.manifest).write_text(json.dumps(asdict(manifest), indent=2), encoding="utf-8")
    except OSError as error:
        raise _unwritable(files.data, error) from error
    return manifest


def refuse_existing(files: Files) -> None:
    """This will refuse names at which something is already."""
    for path in (files.data, files.keys, files.manifest, files.erasures):
        if path.exists():
            raise _exists(path)


def read_manifest(files: Files, keys: Path) -> Manifest:
    """This will read what a backup should hold and refuse files that are missing or were changed."""
    try:
        manifest = Manifest(**json.loads(files.manifest.read_text(encoding="utf-8")))
        own = keys == files.keys  # keys of another day are checked when they are read
        sound = _digest(files.data) == manifest.data_sha256 and (_digest(keys) == manifest.keys_sha256 or not own)
    except (OSError, ValueError, TypeError) as error:
        raise _unreadable(files.data, str(error)) from error
    if not sound:
        raise _unreadable(files.data, "sha256")
    return manifest


def restore_into(files: Files, dsn: dict[str, Any], keys: Path) -> None:
    """This will fill an empty database as its owner: shapes, rows, keys, then what guards them.

    Keys of another day may be of persons this copy does not know yet; those go before anything is checked.
    """
    for file, sections in ((files.data, ("pre-data", "data")), (keys, ("pre-data", "data"))):
        _restore(file, sections, dsn)
    with connect(dsn) as owner:
        owner.execute(_STRANGE_KEYS)
    for file in (files.data, keys):
        _restore(file, ("post-data",), dsn)


def _restore(file: Path, sections: Sequence[str], dsn: dict[str, Any]) -> None:
    chosen = [f"--section={section}" for section in sections]
    # Row security shows the owner every row; without asking for it, no constraint could be checked once it stands.
    words = [
        "--no-owner",
        "--no-acl",
        "--exit-on-error",
        "--enable-row-security",
        *chosen,
        f"--dbname={dsn['NAME']}",
        str(file),
    ]
    _run(["pg_restore", *words], dsn)


def erase_again(connection: Connection[TupleRow], lines: Sequence[erasures.Erased]) -> int:
    """This will destroy the keys of all who were erased since a copy was made, and say how many it held.

    As the owner, in a database nobody uses yet. What an older schema does not have is done once it is current.
    """
    connection.execute("SET row_security = on")
    persons = [line.person for line in lines]
    held = connection.execute("DELETE FROM people_key WHERE person_id = ANY(%s)", [persons]).rowcount
    if connection.execute("SELECT to_regclass('public.people_erasure') IS NOT NULL").fetchone() == (True,):
        connection.execute("DELETE FROM people_blindindex WHERE person_id = ANY(%s)", [persons])
        for line in lines:
            connection.execute(_ERASED, {"person": line.person, "act": line.act, "at": line.at})
        with suppress(psycopg.errors.RestrictViolation):  # guards of before; once they are of now, it is asked again
            connection.execute("UPDATE cases_case SET alias = '' WHERE person_id = ANY(%s) AND alias <> ''", [persons])
    if connection.execute("SELECT to_regprocedure('pulang_silence_person(uuid)') IS NOT NULL").fetchone() == (True,):
        connection.execute("SELECT pulang_silence_person(e) FROM unnest(%s::uuid[]) e", [persons])
    return held


def _count_keys(owner: dict[str, Any], snapshot: str) -> int:
    with connect(owner) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(sql.Literal(snapshot)))
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(KEYS_TABLE))).fetchone()
        connection.execute("COMMIT")
    return int(str(row[0])) if row else 0


def count_rows(connection: Connection[TupleRow], *, without: Collection[str] = ()) -> dict[str, int]:
    """This will count the rows of every table."""
    found: dict[str, int] = {}
    for (name,) in connection.execute(_TABLES).fetchall():
        if name in without:
            continue
        row = connection.execute(
            sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", str(name)))
        ).fetchone()
        found[str(name)] = int(str(row[0])) if row else 0
    return found


@contextmanager
def _snapshot(dsn: dict[str, Any]) -> Iterator[tuple[Connection[TupleRow], str]]:
    with connect({**dsn, "USER": roles.BACKUP}) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        # Rather an error than a copy in which row security has left gaps.
        connection.execute("SET LOCAL row_security = off")
        row = connection.execute("SELECT pg_catalog.pg_export_snapshot()").fetchone()
        assert row is not None
        try:
            yield connection, str(row[0])
        except psycopg.errors.InsufficientPrivilege as error:
            raise Refusal(
                "backup-would-have-gaps",
                Words(
                    id="Peran {role} tidak boleh melihat semua baris. Minta pengelola: ALTER ROLE {role} BYPASSRLS",
                    en="The role {role} may not see every row. Ask the administrator: ALTER ROLE {role} BYPASSRLS",
                ).format(role=roles.BACKUP),
            ) from error
        connection.execute("COMMIT")


def _dump(into: Path, dsn: dict[str, Any], words: Sequence[str]) -> None:
    draft = into.with_name(f".{into.name}.part")
    try:
        _private(draft)
        _run(["pg_dump", "--format=custom", f"--file={draft}", *words, str(dsn["NAME"])], dsn)
        with draft.open("rb") as stream:
            os.fsync(stream.fileno())
        draft.rename(into)
    finally:
        draft.unlink(missing_ok=True)


def _private(path: Path) -> Path:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    return path


def _run(command: list[str], dsn: dict[str, Any]) -> None:
    known = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", **{name: str(dsn[key]) for name, key in known.items() if dsn[key]}}
    done = subprocess.run(
        [programs().path(command[0]), *command[1:]],
        env=env,
        capture_output=True,
        text=True,
        timeout=_SECONDS_MAX,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise Refusal(
            "backup-tool-failed",
            Words(id="{tool} gagal: {why}", en="{tool} failed: {why}").format(
                tool=command[0], why=" | ".join(said[-2:])
            ),
        )


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _exists(path: Path) -> Refusal:
    return Refusal(
        "backup-exists",
        Words(
            id="Berkas {path} sudah ada dan tidak akan ditimpa. Pilih nama lain.",
            en="The file {path} is there already and will not be overwritten. Choose another name.",
        ).format(path=path),
    )


def _unwritable(path: Path, error: OSError) -> Refusal:
    return Refusal(
        "backup-unwritable",
        Words(
            id="Cadangan {path} tidak dapat ditulis: {why}.", en="The backup {path} cannot be written: {why}."
        ).format(path=path, why=error.strerror or error),
    )


def _unreadable(path: Path, why: str) -> Refusal:
    return Refusal(
        "backup-unreadable",
        Words(
            id="Cadangan {path} tidak lengkap atau sudah berubah ({why}). Ketiga berkas harus dalam satu folder.",
            en="The backup {path} is incomplete or was changed ({why}). Its three files must lie in one folder.",
        ).format(path=path, why=why),
    )
