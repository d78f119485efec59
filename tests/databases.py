"""Databases for tests: one template, migrated once and kept, and as many copies as the tests ask for.

The server keeps its data in `.pulang-test` (or PULANG_TEST_HOME) and is shared by every test run on the machine.
Copies lie in memory where there is room (`tests/scratch.py`); what is kept for the next run lies on the disk.
With PULANG_TEST_DATABASE_URL the tests use that server instead, as a superuser, to see that another version of
PostgreSQL does as well; it must be one whose roles and databases nobody needs.
"""

import fcntl
import hashlib
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from tests import scratch

from pulang.doors.jobs import schema
from pulang.storage.postgres import Cluster, home_from_env, leases, roles

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES_KEPT = 3
_COPIES = "copies"  # a tablespace in memory

# Whatever decides how an empty database looks; a change anywhere here makes a new template.
_SHAPED_BY = (
    "requirements/dev.txt",
    "src/pulang/areas/*/migrations/*.py",
    "src/pulang/doors/jobs/schema.py",
    "src/pulang/site/settings.py",
    "src/pulang/storage/creating.py",
    "src/pulang/storage/guards.py",
    "src/pulang/storage/policies.py",
    "src/pulang/storage/tables.py",
    "src/pulang/storage/postgres/roles.py",
    "src/pulang/storage/sql/*.sql",
)


class Outside(Cluster):
    """A server that others run; only how it is reached differs from our own."""

    def __init__(self, url: str) -> None:
        super().__init__(home_from_env())
        self._url = url

    @contextmanager
    def running(self) -> Iterator[None]:
        self.home.make()
        with leases.alone(self.home), self.admin() as admin:
            roles.make_roles(admin, {role: self.password(role) for role in roles.ROLES})
            roles.let_backup_read_all(admin)
            roles.keep_queries_private(admin)
        yield

    def admin(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(self._url, dbname=database, connect_timeout=60, autocommit=True)

    def dsn(self, role: str, database: str = "postgres") -> dict[str, Any]:
        parts = conninfo_to_dict(self._url)
        where = {"HOST": str(parts.get("host") or ""), "PORT": str(parts.get("port") or "")}
        return {"NAME": database, "USER": role, "PASSWORD": self.password(role), **where}


def cluster() -> Cluster:
    url = os.environ.get("PULANG_TEST_DATABASE_URL", "")
    return Outside(url) if url else Cluster(home_from_env(), fsync=False)


def template() -> str:
    """This will give the name of the migrated template, building it when the code has changed."""
    name = f"template_{shape()}"
    here = cluster()
    with leases.alone(here.home), here.admin() as admin:
        if not _exists(admin, name):
            _build(here, admin, name)
            _forget(admin, "template", kept=TEMPLATES_KEPT)
    return name


def shape(*patterns: str) -> str:
    """This will give a name for a state of the code that these files hold; of the code that shapes a database."""
    patterns = (*_SHAPED_BY, *patterns)
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def demo(source: str) -> str:
    """This will give the name of a database with the demo in it, loaded once for a state of the code."""
    from pulang.doors.jobs.commands import demo as command  # noqa: PLC0415 - needs Django set up

    def load() -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("PULANG_TODAY", "2019-03-03")
            command.load_demo()

    return filled_once("demo", source, load)


def filled_once(kind: str, source: str, fill: Callable[[], None]) -> str:
    """This will give the name of a database that is filled once for a state of the code, to be copied and not used."""
    name = f"{kind}_{shape('src/pulang/**/*.py', 'src/pulang/**/*.sql', 'src/pulang/**/*.toml')}"
    with _built_by_one(kind), cluster().admin() as admin:
        if not _exists(admin, name):
            _forget(admin, kind, kept=0)
            draft = copy(source, kept=True)
            with pointed_at(draft):
                fill()
            admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))
    return name


@contextmanager
def _built_by_one(what: str) -> Iterator[None]:
    with (cluster().home.path / "run" / f"{what}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def keep_copies_in_memory() -> None:
    """This will give copies a tablespace in memory, where there is room; one that went with a restart is made anew."""
    here = cluster()
    if isinstance(here, Outside) or not scratch.in_memory():
        return
    with leases.alone(here.home), here.admin() as admin:
        there = _copies(admin)
        if there and Path(there).is_dir():
            return
        if there:
            drop_leftovers()
            admin.execute(sql.SQL("DROP TABLESPACE {}").format(sql.Identifier(_COPIES)))
        folder = Path(tempfile.mkdtemp(prefix="pulang-c-", dir=scratch.folder()))
        here.server().account.own(folder)
        made = sql.SQL("CREATE TABLESPACE {} LOCATION {}")
        admin.execute(made.format(sql.Identifier(_COPIES), sql.Literal(str(folder))))


def _copies(admin: psycopg.Connection) -> str:
    """This will give the folder of the tablespace for copies; nothing when there is none."""
    asked = "SELECT pg_tablespace_location(oid) FROM pg_tablespace WHERE spcname = %s"
    found = admin.execute(asked, [_COPIES]).fetchone()
    return str(found[0]) if found else ""


def _exists(admin: psycopg.Connection, name: str) -> bool:
    return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _build(here: Cluster, admin: psycopg.Connection, name: str) -> None:
    draft = f"draft_{secrets.token_hex(4)}"
    admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
    try:
        roles.own_database(admin, draft)
        if isinstance(here, Outside):
            with here.admin(draft) as inside:  # before 16 a role that inherits nothing does not own its own schema
                roles.share_database(inside, draft)
        with here.admin(draft) as inside:
            roles.bar_large_objects(inside)
        with pointed_at(draft):
            schema.migrate()
        admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))
        # Nobody connects to a template: a single session would keep it from being copied.
        admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
    except BaseException:
        drop(draft)
        raise


def _forget(admin: psycopg.Connection, kind: str, *, kept: int) -> None:
    found = admin.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC OFFSET %s", [f"{kind}_", kept]
    ).fetchall()
    for (name,) in found:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(str(name))))


def copy(source: str, *, kept: bool = False) -> str:
    """This will copy a database; the name tells which process made it, so that leftovers can be recognised.

    One that is kept for later runs goes to the disk: what is in memory does not outlive the machine.
    """
    name = f"test_{os.getpid()}_{secrets.token_hex(4)}"
    with cluster().admin() as admin:
        place = _COPIES if _copies(admin) and not kept else "pg_default"
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY TABLESPACE {}")
        admin.execute(made.format(sql.Identifier(name), sql.Identifier(source), sql.Identifier(place)))
        roles.own_database(admin, name)
    return name


def drop(name: str) -> None:
    with cluster().admin() as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def drop_leftovers() -> None:
    """This will drop the copies of test runs that were killed."""
    with cluster().admin() as admin:
        found = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'").fetchall()
    for (name,) in found:
        maker = str(name).split("_")[1]
        if not Path(f"/proc/{maker}").exists():
            drop(str(name))


@contextmanager
def pointed_at(name: str, role: str = "") -> Iterator[None]:
    """This will make Django's connections, in every thread, lead to another database while inside; or as a role."""
    before = {alias: dict(connections.settings[alias]) for alias in connections}
    here = cluster()
    connections.close_all()
    try:
        for alias in connections:
            speaker = role if role and alias == "default" else before[alias]["USER"]
            connections[alias].settings_dict.update(here.dsn(speaker, name))
            connections.settings[alias].update(here.dsn(speaker, name))
        yield
    finally:
        connections.close_all()
        for alias in connections:
            connections[alias].settings_dict.update(before[alias])
            connections.settings[alias].update(before[alias])


def connect(name: str, role: str = roles.APP) -> psycopg.Connection:
    """This will open a raw connection, as the application unless told otherwise."""
    dsn = cluster().dsn(role, name)
    return psycopg.connect(
        host=dsn["HOST"], port=dsn["PORT"], user=role, password=dsn["PASSWORD"], dbname=name, connect_timeout=60
    )
