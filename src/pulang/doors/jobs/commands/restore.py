"""`pulang restore FILE`: bring a backup back, or with `--check` prove that it can be."""

import argparse
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from psycopg import Connection, sql
from psycopg.rows import TupleRow

from pulang.doors.jobs import archive, ready, schema
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import erasures
from pulang.storage.postgres import Cluster, Target, roles
from pulang.storage.postgres.cluster import DATABASE

HELP = Words(
    id="Memulihkan cadangan ke basis data kosong; dengan --check hanya membuktikan bahwa cadangan dapat dipulihkan.",
    en="Restores a backup into an empty database; with --check it only proves that the backup can be restored.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the file and the dry way."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--check", action="store_true", help="hanya uji | only try")
    parser.add_argument("--keys", type=Path, help="kunci yang lebih baru | newer keys")
    parser.add_argument("--erasures", type=Path, help="buku penghapusan yang lebih baru | a newer ledger of erasures")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will restore into a database aside, compare row by row count, then drop it or put it in place.

    Before it is put in place, everybody who was erased since is erased again, from every ledger there is.
    """
    files = archive.Files(options.file.absolute())
    keys = (options.keys or files.keys).absolute()
    manifest = archive.read_manifest(files, keys)
    erased = _ledgers(options, files)
    with ready.server() as target:
        if not target.embedded:
            raise _only_embedded()
        if not options.check:
            _refuse_full(target)
        with _aside(target.cluster) as name:
            archive.restore_into(files, target.cluster.dsn(roles.OWNER, name), keys)
            with archive.connect(target.cluster.dsn(roles.OWNER, name)) as owner:
                owner.execute("SET row_security = on")
                _let_backup_count(owner)
            with archive.connect(target.cluster.dsn(roles.BACKUP, name)) as reader:
                found = archive.count_rows(reader)
            differs = {
                table: (rows, found.get(table, 0))
                for table, rows in manifest.rows.items()
                if found.get(table, 0) != rows and not (table == archive.KEYS_TABLE and options.keys)
            }
            with archive.connect(target.cluster.dsn(roles.OWNER, name)) as owner:
                again = archive.erase_again(owner, erased)
            if not options.check and not differs:
                _put_in_place(target.cluster, name)
                with archive.connect(target.dsn(roles.OWNER)) as owner:
                    archive.erase_again(owner, erased)
                erasures.add(erased, erasures.place())
    told = {"ok": not differs, "checked_only": options.check, "erased_again": again}
    if options.json:
        ready.answer({**told, "rows": found, "differs": differs})
    _report(options, found, differs)
    ready.tell(_ERASED.format(count=again, known=len(erased)).text(options.lang))
    return 1 if differs else 0


def _ledgers(options: argparse.Namespace, files: archive.Files) -> tuple[erasures.Erased, ...]:
    """This will give everybody erased as far as any ledger knows: the backup's, this home's, and the one given."""
    given: list[Path] = [options.erasures.absolute()] if options.erasures else []
    for path in given:
        if not path.is_file():
            raise Refusal(
                "erasures-missing",
                Words(
                    id="Buku penghapusan {path} tidak ada; periksa namanya.",
                    en="There is no ledger of erasures {path}; check its name.",
                ).format(path=path),
            )
    known = {line.person: line for path in (files.erasures, erasures.place(), *given) for line in erasures.read(path)}
    return tuple(known.values())


_ERASED = Words(
    id="{count} orang yang sudah dihapus setelah cadangan ini dihapus lagi ({known} tercatat dalam buku penghapusan). "
    "Bila ada buku yang lebih baru, ulangi dengan --erasures.",
    en="{count} people erased since this backup were erased again ({known} stand in the ledger). If there is a newer "
    "ledger, restore again with --erasures.",
)


def _let_backup_count(owner: Connection[TupleRow]) -> None:
    owner.execute(sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}").format(sql.Identifier(roles.BACKUP)))


@contextmanager
def _aside(cluster: Cluster) -> Iterator[str]:
    name = f"restore_{secrets.token_hex(4)}"
    with cluster.admin() as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        roles.own_database(admin, name)
    with cluster.admin(name) as inside:
        roles.bar_large_objects(inside)
    try:
        yield name
    finally:
        with cluster.admin() as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _put_in_place(cluster: Cluster, name: str) -> None:
    connections.close_all()
    with cluster.admin() as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(DATABASE)))
        roles.own_database(admin, DATABASE)
    # An older backup meets newer code here; the guards of every table are set anew as well.
    schema.migrate()


def _refuse_full(target: Target) -> None:
    with archive.connect(target.dsn(roles.OWNER)) as owner:
        there = owner.execute("SELECT to_regclass('public.audit_act') IS NOT NULL").fetchone()
        if there != (True,):
            return
    with archive.connect(target.dsn(roles.BACKUP)) as reader:
        if reader.execute("SELECT EXISTS (SELECT 1 FROM audit_act)").fetchone() == (True,):
            raise Refusal(
                "database-not-empty",
                Words(
                    id="Basis data ini sudah berisi tindakan, jadi tidak akan ditimpa. Pulihkan ke PULANG_HOME baru, "
                    "atau uji cadangan dengan --check.",
                    en="This database holds acts already and will not be overwritten. Restore into a new PULANG_HOME, "
                    "or try the backup with --check.",
                ),
            )


def _only_embedded() -> Refusal:
    return Refusal(
        "restore-embedded-only",
        Words(
            id="Pemulihan bekerja pada basis data bawaan. Untuk server di DATABASE_URL: pulihkan ke PULANG_HOME baru, "
            "lalu pindahkan dengan pg_dump.",
            en="Restoring works on the embedded database. For the server of DATABASE_URL: restore into a new "
            "PULANG_HOME and move it over with pg_dump.",
        ),
    )


def _report(options: argparse.Namespace, found: dict[str, int], differs: dict[str, tuple[int, int]]) -> None:
    for table, (wanted, there) in differs.items():
        ready.tell(f"{table}: {wanted} != {there}")
    if differs:
        words = Words(id="Cadangan TIDAK cocok.", en="The backup does NOT match.")
    elif options.check:
        words = Words(
            id="Cadangan baik: {rows} baris dalam {tables} tabel dapat dipulihkan; tidak ada yang diubah.",
            en="The backup is good: {rows} rows in {tables} tables can be restored; nothing was changed.",
        )
    else:
        words = Words(
            id="Dipulihkan: {rows} baris dalam {tables} tabel. Letakkan keyring.json yang lama di folder rahasia.",
            en="Restored: {rows} rows in {tables} tables. Put the old keyring.json into the secrets folder.",
        )
    ready.tell(words.format(rows=sum(found.values()), tables=len(found)).text(options.lang))
