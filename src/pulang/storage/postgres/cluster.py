"""The embedded server, shared by every program on one PULANG_HOME: the first starts it, the last one stops it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection, sql
from psycopg.rows import TupleRow

from pulang.storage.postgres import faults, leases, roles
from pulang.storage.postgres.account import server_account
from pulang.storage.postgres.binaries import programs
from pulang.storage.postgres.home import Home, socket_folder
from pulang.storage.postgres.server import ADMIN, PORT, Server

DATABASE = "pulang"


class Cluster:
    """PostgreSQL on a folder of ours. `fsync=False` is for tests, whose data nobody needs after a power cut."""

    def __init__(self, home: Home, *, fsync: bool = True) -> None:
        self.home = home
        self._fsync = fsync

    def server(self) -> Server:
        """This will give the server as it stands on this machine, started or not."""
        account = server_account()
        self.home.make(account)
        folder = self.home.server_folder(account)
        return Server(
            folder=folder,
            socket=socket_folder(folder, account),
            account=account,
            programs=programs(account),
            fsync=self._fsync,
        )

    @contextmanager
    def running(self) -> Iterator[None]:
        """This will keep the server running while inside, and leave it as it was found."""
        server = self.server()
        with leases.alone(self.home):
            lease = leases.Lease(self.home)
            try:
                self._bring_up(server)
            except BaseException:
                self._leave(server, lease)
                raise
        try:
            yield
        finally:
            with leases.alone(self.home):
                self._leave(server, lease)

    def _leave(self, server: Server, lease: leases.Lease) -> None:
        lease.give_back()
        if not leases.anybody(self.home):
            server.stop()

    def ensure(self) -> bool:
        """This will start the server anew if it has died meanwhile; true when it had to."""
        server = self.server()
        if server.pid() is not None:
            return False
        with leases.alone(self.home):
            return self._bring_up(server)

    def _bring_up(self, server: Server) -> bool:
        if server.pid() is not None:
            return False
        server.make(self.password(ADMIN))
        self._place.write_text(str(server.socket), encoding="utf-8")
        server.start(lambda: self._answers(server))
        try:
            with self.admin() as connection:
                self._bootstrap(connection)
        except psycopg.errors.DiskFull as error:
            raise faults.disk_filled(server.folder) from error
        return True

    def _answers(self, server: Server) -> bool:
        try:
            server.connect(ADMIN, self.password(ADMIN), "postgres").close()
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise faults.secrets_lost(self.home.secrets) from error
            return False
        return True

    def _bootstrap(self, connection: Connection[TupleRow]) -> None:
        roles.make_roles(connection, {role: self.password(role) for role in roles.ROLES})
        roles.let_backup_read_all(connection)
        roles.keep_queries_private(connection)
        there = connection.execute("SELECT 1 FROM pg_catalog.pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if there is None:
            connection.execute(sql.SQL("CREATE DATABASE {name}").format(name=sql.Identifier(DATABASE)))
        roles.own_database(connection, DATABASE)
        with self.admin(DATABASE) as inside:
            roles.bar_large_objects(inside)

    def password(self, role: str) -> str:
        """This will give a role's password from the secrets of this home."""
        return self.home.secret(f"{role}.password")

    def admin(self, database: str = "postgres") -> Connection[TupleRow]:
        """This will connect as the server's superuser; for creating databases and roles, never for the application."""
        dsn = self.dsn(ADMIN, database)
        return psycopg.connect(
            host=dsn["HOST"],
            port=PORT,
            user=ADMIN,
            password=dsn["PASSWORD"],
            dbname=database,
            connect_timeout=5,
            autocommit=True,
        )

    def dsn(self, role: str, database: str = DATABASE) -> dict[str, Any]:
        """This will give what Django needs to connect as `role`; the server need not run yet."""
        try:
            host = self._place.read_text(encoding="utf-8")
        except FileNotFoundError:
            host = str(self.home.path / "postgres" / "socket")
        return {"NAME": database, "USER": role, "PASSWORD": self.password(role), "HOST": host, "PORT": str(PORT)}

    @property
    def _place(self) -> Path:
        # The place depends on who runs the server; written down, so that connecting asks nothing of the system.
        return self.home.path / "run" / "socket"
