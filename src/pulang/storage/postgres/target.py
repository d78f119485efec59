"""Which database this process speaks to: the embedded one, or the one DATABASE_URL names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import TupleRow

from pulang.storage.postgres import faults, roles
from pulang.storage.postgres.cluster import Cluster
from pulang.storage.postgres.home import Home, home_from_env

SERVER_VERSION_MIN = 150000
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
_PROVEN = "verify-full"


@dataclass(frozen=True, slots=True)
class Target:
    """A home with its embedded server, or an outside server and who we are there."""

    home: Home
    url: str = ""
    app_url: str = ""

    @property
    def embedded(self) -> bool:
        """True when the server is ours to start and stop."""
        return not self.url

    @property
    def cluster(self) -> Cluster:
        """The embedded server."""
        return Cluster(self.home)

    @contextmanager
    def running(self) -> Iterator[None]:
        """This will make sure the database answers and its roles stand, and leave it as it was found."""
        if self.embedded:
            with self.cluster.running():
                yield
        else:
            self._prepare()
            yield

    def dsn(self, role: str) -> dict[str, Any]:
        """This will give what Django needs to connect as `role`."""
        if self.embedded:
            return self.cluster.dsn(role)
        if role == roles.APP and self.app_url:
            return _settings(self.app_url, "PULANG_APP_DATABASE_URL")
        given = _settings(self.url, "DATABASE_URL")
        # An owner who was told apart from the application by hand is the address itself.
        if given["USER"] == role or (role == roles.OWNER and self.app_url):
            return given
        return {**given, "USER": role, "PASSWORD": self.home.secret(f"{role}.password")}

    def connected(self, database: str = "") -> Connection[TupleRow]:
        """This will connect to an outside server as the address says, or to another database on it."""
        return _connect(self.url, "DATABASE_URL", database)

    def _prepare(self) -> None:
        self.home.make()
        with self.connected() as connection:
            if connection.info.server_version < SERVER_VERSION_MIN:
                raise faults.too_old(connection.info.parameter_status("server_version") or "?")
            # Drawn before anything is refused: whoever makes the roles by hand gives them these.
            passwords = {role: self.home.secret(f"{role}.password") for role in roles.ROLES}
            if self.app_url:
                self._refuse_other_roles(connection)
                return
            user = connection.info.user
            if not _may_make_roles(connection):
                raise faults.cannot_make_roles(user)
            try:
                roles.make_roles(connection, passwords)
                roles.share_database(connection, connection.info.dbname)
            except psycopg.errors.InsufficientPrivilege as error:
                raise faults.cannot_make_roles(user) from error
            # Only a superuser may give these; without them all but `pulang backup` works, and that says so.
            with suppress(psycopg.errors.InsufficientPrivilege):
                roles.let_backup_read_all(connection)
                roles.keep_queries_private(connection)
                roles.bar_large_objects(connection)

    def _refuse_other_roles(self, connection: Connection[TupleRow]) -> None:
        """This will refuse roles made by hand that are not the ones rights and row security are given to."""
        app = _settings(self.app_url, "PULANG_APP_DATABASE_URL")["USER"]
        found = connection.execute("SELECT r.rolname FROM pg_catalog.pg_roles r").fetchall()
        missing = [role for role in roles.ROLES if (role,) not in found]
        if missing or connection.info.user != roles.OWNER or app != roles.APP:
            raise faults.other_roles(connection.info.user, app, missing)


def target_from_env() -> Target:
    """This will read PULANG_HOME, DATABASE_URL and PULANG_APP_DATABASE_URL."""
    return Target(
        home=home_from_env(),
        url=os.environ.get("DATABASE_URL", ""),
        app_url=os.environ.get("PULANG_APP_DATABASE_URL", ""),
    )


def _settings(url: str, name: str) -> dict[str, Any]:
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise faults.url_unreadable(name) from error
    if not parts.get("dbname"):
        raise faults.url_unreadable(name)
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    found: dict[str, Any] = {django: str(parts.get(libpq) or "") for libpq, django in known.items()}
    options = {key: str(value) for key, value in parts.items() if key not in known}
    found["OPTIONS"] = {**_sealed_way(found["HOST"], name, options.get("sslmode", "")), **options}
    return found


def _sealed_way(host: str, name: str, asked: str) -> dict[str, str]:
    """This will have another machine prove who it is and everything on the way to it encrypted; refuses less."""
    if not host or host.startswith("/") or host in _THIS_MACHINE:
        return {}
    if asked not in {"", _PROVEN}:
        raise faults.way_unsealed(name)
    return {"sslmode": _PROVEN, "sslrootcert": "system"}


def _connect(url: str, name: str, database: str = "") -> Connection[TupleRow]:
    given = _settings(url, name)
    asked: dict[str, Any] = {**given["OPTIONS"], "dbname": database or given["NAME"]}
    try:
        return psycopg.connect(url, **asked, connect_timeout=5, autocommit=True)
    except psycopg.OperationalError as error:
        lines = str(error).strip().splitlines()
        said = next((line for line in lines if "FATAL" in line or "failed:" in line), lines[-1]).strip()
        raise faults.unreachable(name, said.replace(given["PASSWORD"] or "\0", "***")) from error


def _may_make_roles(connection: Connection[TupleRow]) -> bool:
    row = connection.execute(
        "SELECT rolsuper OR rolcreaterole FROM pg_catalog.pg_roles WHERE rolname = current_user"
    ).fetchone()
    return bool(row and row[0])
