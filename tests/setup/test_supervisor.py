"""The embedded server: made, shared, killed, found again; as root and as anybody; wherever its folder is."""

import os
import signal
import stat
import subprocess
import time
from pathlib import Path

import psycopg
import pytest
from tests.setup.conftest import NOBODY, Run, started

from pulang.kernel.refusals import Refusal
from pulang.storage.postgres import ROLES, Cluster, Home
from pulang.storage.postgres.account import server_account
from pulang.storage.postgres.server import PORT

pytestmark = pytest.mark.slow
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")

USE = """
from pulang.storage.postgres import Cluster, home_from_env
import psycopg, sys
cluster = Cluster(home_from_env(), fsync=False)
with cluster.running():
    dsn = cluster.dsn("pulang_app")
    with psycopg.connect(host=dsn["HOST"], user=dsn["USER"], password=dsn["PASSWORD"], dbname=dsn["NAME"]) as raw:
        print(raw.execute("SELECT current_user").fetchone()[0], flush=True)
    sys.stdin.readline()
"""


def ask(home: Home) -> str:
    dsn = Cluster(home).dsn("pulang_app")
    with psycopg.connect(host=dsn["HOST"], user=dsn["USER"], password=dsn["PASSWORD"], dbname=dsn["NAME"]) as raw:
        row = raw.execute("SELECT current_user").fetchone()
    assert row is not None
    return str(row[0])


def running_pid(home: Home) -> int:
    pid = Cluster(home).server().pid()
    assert pid is not None
    return pid


def kill_and_wait(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 60
    while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_first_starts_it_and_last_stops_it(home: Home) -> None:
    cluster = Cluster(home, fsync=False)

    with cluster.running():
        with Cluster(home).running():
            assert ask(home) == "pulang_app"
        assert ask(home) == "pulang_app"

    assert cluster.server().pid() is None


def test_home_and_secrets_are_private(home: Home) -> None:
    with Cluster(home, fsync=False).running():
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.secrets.iterdir()}
        socket_mode = stat.S_IMODE(Cluster(home).server().socket.stat().st_mode)

    assert stat.S_IMODE(home.path.stat().st_mode) & 0o067 == 0
    assert stat.S_IMODE(home.secrets.stat().st_mode) == 0o700
    assert {f"{role}.password" for role in ROLES} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert socket_mode == 0o700


def test_nothing_listens_on_the_network(home: Home) -> None:
    cluster = Cluster(home, fsync=False)

    with cluster.running(), cluster.admin() as admin:
        listens = admin.execute("SHOW listen_addresses").fetchone()

    assert listens == ("",)


def test_wrong_password_is_refused(home: Home) -> None:
    cluster = Cluster(home, fsync=False)

    with cluster.running(), pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(host=cluster.dsn("pulang_app")["HOST"], user="pulang_app", password="guess", dbname="pulang")


def test_who_comes_with_a_password_and_another_tool_leaves_a_line_in_the_log(home: Home) -> None:
    cluster = Cluster(home, fsync=False)
    with cluster.running():
        way = cluster.dsn("pulang_backup")
        before = cluster.server().log.read_text()
        psycopg.connect(host=way["HOST"], user="pulang_backup", password=way["PASSWORD"], dbname="pulang").close()
        written = cluster.server().log.read_text().removeprefix(before)

    assert "user=pulang_backup" not in before
    assert "connection authorized: user=pulang_backup database=pulang" in written


def test_two_programs_share_it_and_the_last_one_stops_it(home: Home) -> None:
    first, second = started(USE, home.path), started(USE, home.path)
    assert first.stdout is not None
    assert second.stdout is not None
    assert (first.stdout.readline(), second.stdout.readline()) == ("pulang_app\n", "pulang_app\n")

    first.communicate("\n", timeout=30)
    still = Cluster(home).server().pid()
    second.communicate("\n", timeout=30)

    assert still is not None
    assert (first.returncode, second.returncode) == (0, 0)
    assert Cluster(home).server().pid() is None


def test_kill_9_of_its_user_is_noticed_by_the_next(home: Home) -> None:
    program = started(USE, home.path)
    assert program.stdout is not None
    program.stdout.readline()
    program.kill()
    program.communicate(timeout=60)
    left_running = running_pid(home)

    with Cluster(home, fsync=False).running():
        joined = running_pid(home)

    assert joined == left_running
    assert Cluster(home).server().pid() is None
    assert list(home.users.iterdir()) == []


def test_kill_9_of_the_server_then_it_starts_again_with_its_data(home: Home) -> None:
    cluster = Cluster(home)  # as in earnest: what was confirmed has to be there
    with cluster.running():
        with cluster.admin("pulang") as admin:
            admin.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        kill_and_wait(running_pid(home))

        assert cluster.ensure()
        with cluster.admin("pulang") as admin:
            assert admin.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_stale_pid_file_of_another_program_and_stale_socket_are_cleared(home: Home) -> None:
    cluster = Cluster(home, fsync=False)
    with cluster.running():
        pass
    server = cluster.server()
    # After a reboot the number in the file may belong to anything; here it is this very test's.
    stale = f"{os.getpid()}\n{server.data}\n1700000000\n{PORT}\n{server.socket}\n\n  1 1\nready\n"
    (server.data / "postmaster.pid").write_text(stale)
    server.account.own(server.data / "postmaster.pid")
    server.socket.mkdir(exist_ok=True)
    (server.socket / f".s.PGSQL.{PORT}.lock").write_text(stale)
    (server.socket / f".s.PGSQL.{PORT}").touch()

    with cluster.running():
        assert ask(home) == "pulang_app"


def test_interrupted_making_begins_anew(home: Home) -> None:
    cluster = Cluster(home, fsync=False)
    server = cluster.server()
    (server.folder / "data.new" / "base").mkdir(parents=True)
    server.account.own(server.folder)

    with cluster.running():
        assert ask(home) == "pulang_app"


@pytest.mark.parametrize("name", ["rumah dengan spasi", "koma, 'kutip' dan (kurung)", "panjang-" * 14])
def test_any_name_of_a_folder_works(place: Path, name: str) -> None:
    home = Home(place / name)

    with Cluster(home, fsync=False).running():
        assert ask(home) == "pulang_app"


@as_root
def test_folders_closed_to_the_servers_user_stay_closed(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    home = Home(closed / "home")

    with Cluster(home, fsync=False).running():
        assert ask(home) == "pulang_app"
        folder = Cluster(home).server().folder

    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert folder.is_relative_to("/var/lib/pulang")
    subprocess.run(["/bin/rm", "-r", str(folder)], check=True)


@as_root
def test_as_root_the_server_runs_as_somebody_less(home: Home) -> None:
    with Cluster(home, fsync=False).running():
        owner = Path(f"/proc/{running_pid(home)}").stat().st_uid

    assert owner != 0


@as_root
def test_an_ordinary_user_needs_nobodys_help(place: Path, script: Run) -> None:
    mine = place / "mine"
    mine.mkdir()
    os.chown(mine, NOBODY, NOBODY)

    done = script(USE.replace("sys.stdin.readline()", ""), home=mine / "home", uid=NOBODY)

    assert done.stdout == "pulang_app\n", done.stderr
    assert (mine / "home" / "postgres").stat().st_uid == NOBODY


@as_root
def test_unwritable_home_is_one_sentence(place: Path, script: Run) -> None:
    done = script("from pulang.doors.jobs.cli import main; exit(main(['migrate']))", home=place / "home", uid=NOBODY)

    assert done.returncode == 1
    assert "PULANG_HOME" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@as_root
@pytest.mark.parametrize(("size", "cause"), [("20m", "too little to begin"), ("230m", "runs full while it works")])
def test_full_disk_is_one_sentence(place: Path, size: str, cause: str) -> None:
    disk = place / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode != 0:
        pytest.skip("no right to mount here")
    try:
        home = Home(disk / "home")
        if cause == "runs full while it works":
            with Cluster(home, fsync=False).running():
                pass
            filler = disk / "filler"
            with pytest.raises(OSError, match="No space left"):
                filler.write_bytes(b"\0" * (230 << 20))

        with pytest.raises(Refusal) as refused, Cluster(home, fsync=False).running():
            pass

        assert refused.value.code == "disk-full"
        assert str(disk) in refused.value.words.id
        assert Cluster(home).server().pid() is None
    finally:
        subprocess.run(["/bin/umount", "-l", str(disk)], check=True)


def test_server_that_cannot_start_says_why(home: Home) -> None:
    cluster = Cluster(home, fsync=False)
    with cluster.running():
        pass
    server = cluster.server()
    (server.data / "global" / "pg_control").unlink()

    with pytest.raises(Refusal) as refused, cluster.running():
        pass

    assert refused.value.code == "database-not-started"
    assert "pg_control" in refused.value.words.en
    assert str(server.log) in refused.value.words.en


def test_folder_with_something_else_in_it_is_left_alone(home: Home) -> None:
    cluster = Cluster(home, fsync=False)
    strange = cluster.server().data
    strange.mkdir(parents=True)
    (strange / "letters.txt").write_text("not ours")

    with pytest.raises(Refusal) as refused, cluster.running():
        pass

    assert refused.value.code == "data-folder-strange"
    assert (strange / "letters.txt").read_text() == "not ours"


def test_data_of_another_major_version_is_not_touched(home: Home) -> None:
    cluster = Cluster(home, fsync=False)
    with cluster.running():
        pass
    (cluster.server().data / "PG_VERSION").write_text("14\n")

    with pytest.raises(Refusal) as refused, cluster.running():
        pass

    assert refused.value.code == "database-other-version"


def test_secret_is_made_once_even_by_two(home: Home) -> None:
    made = {home.secret("one.password") for _ in range(3)}
    home.keep_secret("one.password", "another")

    assert made == {home.secret("one.password")}


def test_lost_secrets_are_told_and_nothing_is_left_running(home: Home) -> None:
    with Cluster(home, fsync=False).running():
        pass
    (home.secrets / "pulang_admin.password").write_text("another")

    with pytest.raises(Refusal) as refused, Cluster(home, fsync=False).running():
        pass

    assert refused.value.code == "secrets-lost"
    assert Cluster(home).server().pid() is None


@as_root
def test_a_home_that_is_made_again_without_its_user_does_not_shut_a_running_server_out(home: Home) -> None:
    with Cluster(home, fsync=False).running():
        home.make()

        assert server_account().reaches(home.path / "postgres" / "data")
        assert ask(home) == "pulang_app"
