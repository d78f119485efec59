"""Where a backup is restored to: the embedded server, or the empty database of a server others run."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from django.db import connections
from psycopg import Connection, sql
from psycopg.rows import TupleRow

from pulang.doors.jobs import archive, schema
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.postgres import Cluster, Target, roles
from pulang.storage.postgres.cluster import DATABASE

_TABLES = """
SELECT EXISTS (
    SELECT 1 FROM pg_catalog.pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
)
"""


class Ours:
    """The embedded server: a copy is restored aside, and takes the empty database's place when it is whole."""

    def __init__(self, target: Target) -> None:
        self._target = target

    def refuse_full(self) -> None:
        """This will refuse to put a copy over anything that was ever done."""
        _refuse_acts(self._target)

    @contextmanager
    def trial(self) -> Iterator[dict[str, Any]]:
        """This will give a database aside for as long as it is needed, as its owner's address."""
        cluster, name = self._target.cluster, _aside()
        with cluster.admin() as admin:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            roles.own_database(admin, name)
        with cluster.admin(name) as inside:
            roles.bar_large_objects(inside)
        try:
            yield cluster.dsn(roles.OWNER, name)
        finally:
            with cluster.admin() as admin:
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def final(self) -> Iterator[dict[str, Any]]:
        """This will give a database to restore into."""
        with self.trial() as owner:
            yield owner

    def keep(self, owner: dict[str, Any]) -> None:
        """This will put what was restored in place."""
        _take_over(self._target.cluster, owner["NAME"])
        # An older backup meets newer code here; the guards of every table are set anew as well.
        schema.migrate()


class Theirs:
    """A server others run: its empty database is filled where it is; a trial needs the right to make another."""

    def __init__(self, target: Target) -> None:
        self._target = target

    def refuse_full(self) -> None:
        """This will refuse a database that holds anything at all: what others keep there is not ours to drop."""
        _refuse_acts(self._target)
        with archive.connect(self._target.dsn(roles.OWNER)) as owner:
            if owner.execute(_TABLES).fetchone() == (True,):
                raise Refusal("database-has-tables", _HAS_TABLES.format(name=self._name()))

    @contextmanager
    def trial(self) -> Iterator[dict[str, Any]]:
        """This will give a database aside for as long as it is needed, as its owner's address."""
        name = _aside()
        with self._target.connected() as admin:
            try:
                admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            except psycopg.errors.InsufficientPrivilege as error:
                raise Refusal("trial-needs-a-database", _NO_TRIAL.format(user=admin.info.user)) from error
        try:
            with self._target.connected(name) as inside:
                roles.share_database(inside, name)
                with suppress(psycopg.errors.InsufficientPrivilege):  # a superuser's to give
                    roles.bar_large_objects(inside)
            yield {**self._target.dsn(roles.OWNER), "NAME": name}
        finally:
            with self._target.connected() as admin:
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def final(self) -> Iterator[dict[str, Any]]:
        """This will give the address itself; whatever goes wrong in it is told, and nothing there is to be kept."""
        try:
            yield self._target.dsn(roles.OWNER)
        except Refusal as refusal:
            half = _HALF.format(why=refusal.words, name=self._name())
            raise Refusal(refusal.code, half, field=refusal.field) from refusal

    def keep(self, owner: dict[str, Any]) -> None:
        """This will bring what was restored up to this version, with its guards."""
        schema.migrate()

    def _name(self) -> str:
        return str(self._target.dsn(roles.OWNER)["NAME"])


def of(target: Target) -> Ours | Theirs:
    """This will give the place a target restores to."""
    return Ours(target) if target.embedded else Theirs(target)


def _aside() -> str:
    return f"restore_{secrets.token_hex(4)}"


def _take_over(cluster: Cluster, name: str) -> None:
    connections.close_all()
    with cluster.admin() as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(DATABASE)))
        roles.own_database(admin, DATABASE)


def _refuse_acts(target: Target) -> None:
    with archive.connect(target.dsn(roles.OWNER)) as owner:
        if owner.execute("SELECT to_regclass('public.audit_act') IS NOT NULL").fetchone() != (True,):
            return
        if _holds_acts(owner):
            raise Refusal("database-not-empty", _NOT_EMPTY)


def _holds_acts(owner: Connection[TupleRow]) -> bool:
    owner.execute("SET row_security = on")  # the policies show the owner everything
    return owner.execute("SELECT EXISTS (SELECT 1 FROM audit_act)").fetchone() == (True,)


_NOT_EMPTY = Words(
    id="Basis data ini sudah berisi tindakan, jadi tidak akan ditimpa. Pulihkan ke PULANG_HOME baru, "
    "atau uji cadangan dengan --check.",
    en="This database holds acts already and will not be overwritten. Restore into a new PULANG_HOME, "
    "or try the backup with --check.",
)
_HAS_TABLES = Words(
    id="Basis data “{name}” sudah berisi tabel. Buat basis data kosong di server itu dan sebut dalam DATABASE_URL.",
    en="The database “{name}” holds tables already. Make an empty one on that server and name it in DATABASE_URL.",
)
_NO_TRIAL = Words(
    id="Pengguna {user} dalam DATABASE_URL tidak boleh membuat basis data untuk mencoba. Beri hak CREATEDB, "
    "atau coba di PULANG_HOME baru tanpa DATABASE_URL.",
    en="The user {user} of DATABASE_URL may not make a database to try in. Grant it CREATEDB, or try in a new "
    "PULANG_HOME without DATABASE_URL.",
)
_HALF = Words(
    id="{why} Basis data “{name}” kini berisi sebagian saja: hapus, buat lagi yang kosong, lalu ulangi.",
    en="{why} The database “{name}” now holds a part only: drop it, make it anew, and restore again.",
)
