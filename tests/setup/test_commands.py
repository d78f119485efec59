"""The command line from outside: exit codes, one sentence for every no, one JSON document, nothing left running."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests import scratch
from tests.setup.conftest import environment, prepared, pulang

from pulang.kernel import refs
from pulang.storage.postgres import ROLES, Cluster, Home

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def used() -> Iterator[Home]:
    """A home with its schema in place, for all of this file: making one takes seconds."""
    folder = Path(tempfile.mkdtemp(prefix="pulang-u-", dir=scratch.folder()))
    folder.chmod(0o755)
    home = prepared(folder / "home")
    yield home
    Cluster(home).server().stop()
    shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def one_sentence(said: str) -> str:
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1, said
    return said


@pytest.mark.parametrize(
    "words",
    [
        ("run", "--port", "ten"),
        ("backup",),
        ("sing",),
        ("doctor", "--jso"),
        ("status", "\udcff"),
        ("bench", "readiness", "--size", "-5"),
    ],
)
def test_wrong_usage_is_exit_code_2(words: tuple[str, ...], home: Home) -> None:
    done = pulang(*words, home=home.path)

    assert done.returncode == 2
    assert done.stdout == ""


def test_numbers_for_an_act_file_are_drawn_without_a_database(home: Home) -> None:
    done = pulang("numbers", "50", home=home.path)

    numbers = done.stdout.split()
    assert len(set(numbers)) == 50
    assert [refs.parse(number, prefix="K") for number in numbers] == numbers
    assert not home.path.exists()
    assert pulang("numbers", "0", home=home.path).returncode == 2


@pytest.mark.parametrize("today", ["2019-02-30", "today", "2019-03-03T1"])
def test_a_day_to_stand_on_that_does_not_exist_is_one_sentence(today: str, home: Home) -> None:
    for words in (("run",), ("status", "X")):
        done = pulang(*words, home=home.path, PULANG_TODAY=today)

        assert done.returncode == 1
        assert "PULANG_TODAY" in one_sentence(done.stderr)


@pytest.mark.parametrize("minutes", ["lima", "0", "61", "-5", "1.5", ""])
def test_an_idle_time_that_is_none_is_one_sentence(minutes: str, home: Home) -> None:
    done = pulang("status", "X", home=home.path, PULANG_IDLE_MINUTES=minutes)

    assert done.returncode == 1
    assert "PULANG_IDLE_MINUTES" in one_sentence(done.stderr)


def test_taken_port_is_one_sentence_that_names_it(home: Home) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        indonesian = pulang("run", "--port", str(port), home=home.path)
        english = pulang("run", "--port", str(port), "--lang", "en", home=home.path)

    assert indonesian.returncode == english.returncode == 1
    assert f"Porta {port}" in one_sentence(indonesian.stderr)
    assert f"Port {port}" in one_sentence(english.stderr)
    assert "--port" in english.stderr
    assert not (home.path / "postgres").exists(), "nothing is started for an address that cannot be had"


def test_the_public_site_is_written_before_anything_is_published(used: Home, place: Path) -> None:
    written = pulang("publish", str(place / "situs"), home=used.path)

    assert written.returncode == 0, written.stderr
    assert "Belum ada yang diterbitkan" in (place / "situs" / "index.html").read_text("utf-8")


def test_doctor_prints_one_json_document_and_leaves_nothing_running(used: Home) -> None:
    done = pulang("doctor", "--json", "--port", str(free_port()), home=used.path)

    found = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    assert {"python", "home", "secrets", "disk", "postgresql", "roles", "schema", "guards", "port"} <= set(found)
    assert found["roles"]["level"] == found["schema"]["level"] == found["secrets"]["level"] == "GOOD"
    assert Cluster(used).server().pid() is None


def test_backup_is_proved_and_brought_back(used: Home, place: Path) -> None:
    file = place / "cadangan"

    written = pulang("backup", str(file), home=used.path)
    again = pulang("backup", str(file), home=used.path)
    proved = pulang("restore", "--check", "--json", str(file), home=used.path)
    restored = pulang("restore", "--json", str(file), home=place / "other")
    with file.open("r+b") as stream:
        stream.seek(2000)
        stream.write(b"\0\0")
    broken = pulang("restore", "--check", str(file), home=used.path)

    assert written.returncode == 0, written.stderr
    assert {stat.S_IMODE(path.stat().st_mode) for path in place.glob("cadangan*")} == {0o600}
    assert again.returncode == 1
    one_sentence(again.stderr)
    assert json.loads(proved.stdout)["ok"]
    assert json.loads(restored.stdout)["rows"] == json.loads(proved.stdout)["rows"]
    assert broken.returncode == 1
    one_sentence(broken.stderr)
    assert pulang("migrate", "--check", home=place / "other").returncode == 0


def test_whoever_opens_the_books_past_the_application_is_written_down_before(used: Home, place: Path) -> None:
    file, other, checkpoint = place / "lagi", place / "lain", place / "titik.json"
    looks = ("--role", "pulang_backup", "--", "-Atc", "SELECT action, fields, reason FROM audit_look ORDER BY seq")
    assert pulang("backup", str(file), "--for", "request", home=used.path).returncode == 0
    assert pulang("seal", "--renew", "--export", str(checkpoint), home=used.path).returncode == 0
    restored = pulang("restore", str(file), home=other)

    for_nothing = pulang("psql", *looks, home=used.path)
    without_its_key = pulang("psql", "--for", "audit", *looks, home=other)
    for name in ("sealer.key", "sealer.retired"):
        shutil.copy(used.secrets / name, other / "secrets" / name)
    opened = pulang("psql", "--for", "audit", *looks, home=other)
    cut = pulang("verify", "--checkpoint", str(checkpoint), home=other)

    assert restored.returncode == 0, restored.stderr
    assert for_nothing.returncode == without_its_key.returncode == 1
    assert "--for" in one_sentence(for_nothing.stderr)
    assert "sealer.key" in without_its_key.stderr
    assert [line for line in opened.stdout.splitlines() if line.startswith("books.")][-4:] == [
        "books.copied|{backup}|request",
        "books.restored|{backup}|repair",
        "books.opened|{pulang_backup}|audit",  # the one that was refused: it is written before the seal
        "books.opened|{pulang_backup}|audit",
    ]
    assert cut.returncode == 1
    assert "checkpoint: tells of seal" in cut.stderr or "is another one" in cut.stderr


def test_run_serves_survives_kill_9_of_the_database_and_stops_leaving_nothing_behind(used: Home) -> None:
    port = free_port()
    program = subprocess.Popen(
        [sys.executable, "-m", "pulang.doors.jobs.cli", "run", "--port", str(port)],
        env=environment(used.path, PULANG_DEMO="1"),  # the locked server may lag behind what real people need
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    try:
        answers(port)
        server = Cluster(used).server()
        pid = server.pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 60
        while server.pid() in {None, pid}:
            assert time.monotonic() < deadline, "the database was not started again"
            time.sleep(0.1)
        answers(port)

        program.send_signal(signal.SIGINT)
        program.communicate(timeout=60)  # how long it takes depends on what else the machine does: no test of time
    finally:
        program.kill()
        program.communicate()

    assert server.pid() is None
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


def answers(port: int) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except urllib.error.HTTPError:
            return  # any page is an answer here
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        else:
            return


# --- a server of somebody else's, over the network


@pytest.fixture(scope="module")
def outside() -> Iterator[str]:
    """Another server, whose administrator gave us an address and a user who may create roles."""
    folder = Path(tempfile.mkdtemp(prefix="pulang-o-", dir=scratch.folder()))
    folder.chmod(0o755)
    cluster = Cluster(Home(folder / "home"), fsync=False)
    with cluster.running(), cluster.admin() as admin:
        for role in ROLES:
            admin.execute(f"DROP OWNED BY {role}")
        admin.execute("DROP DATABASE pulang")
        for role in ROLES:
            admin.execute(f"DROP ROLE {role}")
        admin.execute("CREATE ROLE office LOGIN CREATEROLE PASSWORD 'kantor'")
        admin.execute("CREATE ROLE guest LOGIN PASSWORD 'tamu'")
        admin.execute("CREATE DATABASE returns OWNER office")
        admin.execute("GRANT CONNECT ON DATABASE returns TO guest")
        yield str(cluster.server().socket)
    shutil.rmtree(folder, ignore_errors=True)


def url(outside: str, user: str = "office:kantor", database: str = "returns") -> str:
    return f"postgresql://{user}@/{database}?host={outside}"


@pytest.mark.skipif(os.environ.get("PULANG_NIGHTLY_SERVERS") != "1", reason="at night: PULANG_NIGHTLY_SERVERS=1")
def test_address_with_roles_to_create_is_enough(outside: str, home: Home) -> None:
    done = pulang("migrate", home=home.path, DATABASE_URL=url(outside))
    current = pulang("migrate", "--check", home=home.path, DATABASE_URL=url(outside))

    assert done.returncode == 0, done.stderr
    assert current.returncode == 0, current.stderr
    assert not (home.path / "postgres").exists(), "no server of ours is made"
    password = (home.secrets / "pulang_app.password").read_text().strip()
    with psycopg.connect(host=outside, user="pulang_app", password=password, dbname="returns") as raw:
        owns = raw.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole").fetchone()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute("CREATE TABLE mine ()")
    assert owns == (0,)


def test_address_without_that_right_is_refused_in_words(outside: str, home: Home) -> None:
    done = pulang("migrate", home=home.path, DATABASE_URL=url(outside, "guest:tamu"))

    assert done.returncode == 1
    assert "PULANG_APP_DATABASE_URL" in one_sentence(done.stderr)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://a:rahasia@127.0.0.1:1/x",
        "postgresql://a:rahasia@",
        "nonsense",
        "postgresql://office:rahasia@/returns?host={outside}",
    ],
)
def test_unusable_address_is_one_sentence_without_its_password(address: str, outside: str, home: Home) -> None:
    done = pulang("migrate", home=home.path, DATABASE_URL=address.format(outside=outside))

    assert done.returncode == 1
    assert "DATABASE_URL" in one_sentence(done.stderr)
    assert "rahasia" not in done.stderr
