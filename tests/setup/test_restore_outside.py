"""Backups brought back into a server somebody else runs: filled where it is, or refused in one sentence."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from tests import scratch
from tests.setup.conftest import pulang

from pulang.storage.postgres import ROLES, Cluster, Home

pytestmark = [
    pytest.mark.slow,
    # A server of its own, filled five times: a minute of the suite for a path that seldom changes.
    pytest.mark.skipif(os.environ.get("PULANG_NIGHTLY_SERVERS") != "1", reason="at night: PULANG_NIGHTLY_SERVERS=1"),
]

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "act-files.md"
DAY = {"PULANG_TODAY": "2019-03-05"}


@dataclass(frozen=True, slots=True)
class Server:
    """Another server, what its administrator does there, and the office's home and backup."""

    place: Path
    socket: str
    admin: psycopg.Connection

    @property
    def file(self) -> str:
        return str(self.place / "office.dump")

    def address(self, database: str, user: str = "office", password: str = "kantor") -> str:
        return f"postgresql://{user}:{password}@/{database}?host={self.socket}"

    def run(self, *words: str, database: str, home: str = "office", **env: str) -> "subprocess.CompletedProcess[str]":
        settings = {"DATABASE_URL": self.address(database), **DAY, **env}
        return pulang(*words, home=self.place / home, **settings)

    def by_hand(self, database: str, owner: str = "pulang_owner") -> dict[str, str]:
        """The addresses where the roles were made by hand, with the passwords of the office's home."""
        kept = Home(self.place / "office")
        return {
            "DATABASE_URL": self.address(database, owner, kept.secret("pulang_owner.password")),
            "PULANG_APP_DATABASE_URL": self.address(database, "pulang_app", kept.secret("pulang_app.password")),
        }


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server where an office that may create roles, and no databases, has worked and made a backup."""
    folder = Path(tempfile.mkdtemp(prefix="pulang-r-", dir=scratch.folder()))
    folder.chmod(0o755)
    cluster = Cluster(Home(folder / "server"), fsync=False)
    with cluster.running(), cluster.admin() as admin:
        admin.execute("DROP DATABASE pulang")
        for role in ROLES:
            admin.execute(f"DROP ROLE {role}")
        admin.execute("CREATE ROLE office LOGIN CREATEROLE PASSWORD 'kantor'")
        for database in ("first", "second", "filled"):
            admin.execute(f"CREATE DATABASE {database} OWNER office")
        found = Server(folder, str(cluster.server().socket), admin)
        _work(found)
        yield found
    shutil.rmtree(folder, ignore_errors=True)


def _work(server: Server) -> None:
    acts = [line for line in GUIDE.read_text("utf-8").splitlines() if line.startswith('{"id":')]
    (server.place / "acts.jsonl").write_text("\n".join(acts) + "\n", "utf-8")
    loaded = server.run("load", str(server.place / "acts.jsonl"), database="first")
    assert loaded.returncode == 0, loaded.stderr
    server.admin.execute("ALTER ROLE pulang_backup BYPASSRLS")
    kept = server.run("backup", server.file, database="first")
    assert kept.returncode == 0, kept.stderr


def sentence(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def test_an_empty_database_of_another_server_is_filled_and_gives_the_same_status(server: Server) -> None:
    restored = server.run("restore", "--json", server.file, database="second")
    before, after = (server.run("status", "B-2019", "--json", database=name) for name in ("first", "second"))
    again = server.run("restore", server.file, database="second")

    assert restored.returncode == 0, restored.stderr
    assert json.loads(restored.stdout)["differs"] == {}
    assert json.loads(after.stdout)["counts"] == json.loads(before.stdout)["counts"]
    assert after.stdout == before.stdout
    assert "sudah berisi tindakan" in sentence(again)


def test_a_database_with_other_tables_is_left_alone(server: Server) -> None:
    with psycopg.connect(server.address("filled")) as raw:
        raw.execute("CREATE TABLE theirs (id int)")

    assert "sudah berisi tabel" in sentence(server.run("restore", server.file, database="filled"))


def test_a_trial_needs_the_right_to_make_a_database_and_leaves_none_behind(server: Server) -> None:
    without = server.run("restore", "--check", server.file, database="first")
    server.admin.execute("ALTER ROLE office CREATEDB")
    with_it = server.run("restore", "--check", server.file, database="first")

    assert "CREATEDB" in sentence(without)
    assert with_it.returncode == 0, with_it.stderr
    left = server.admin.execute("SELECT datname FROM pg_database WHERE datname LIKE 'restore%'").fetchall()
    assert left == []


def test_an_owner_that_may_make_no_roles_restores_with_those_made_by_hand_and_no_others(server: Server) -> None:
    server.admin.execute("CREATE DATABASE third OWNER pulang_owner")
    swapped = server.run("restore", server.file, database="", **server.by_hand("third", owner="office"))
    by_hand = server.by_hand("third")
    wrong = server.run(
        "restore", server.file, database="", **{**by_hand, "PULANG_APP_DATABASE_URL": by_hand["DATABASE_URL"]}
    )
    done = server.run("restore", server.file, database="", **by_hand)
    elsewhere = server.run("backup", f"{server.file}2", database="", home="other", **by_hand)

    assert "DATABASE_URL" in sentence(swapped)
    assert "sebagai pulang_app (sekarang pulang_owner)" in sentence(wrong)
    assert done.returncode == 0, done.stderr
    assert "secrets/pulang_backup.password" in sentence(elsewhere)
