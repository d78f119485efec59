"""One PostgreSQL server on one data folder: make it, start it, find it, stop it; every wait has an end."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from pulang.storage.postgres import faults
from pulang.storage.postgres.account import Account
from pulang.storage.postgres.binaries import Programs
from pulang.storage.postgres.home import make_private

ADMIN = "pulang_admin"
PORT = 5432  # only part of the socket's name; nothing listens on the network

START_SECONDS_MAX = 60
STOP_SECONDS_MAX = 30
_MAKE_BYTES = 200 << 20
_START_BYTES = 48 << 20
_LOG_BYTES_MAX = 10 << 20

_SETTINGS = """\
# Written anew at every start by pulang.storage.postgres.server; changes here do not last.
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 60
# Every case an act writes about is locked by itself until the end; a replay of all or nothing holds thousands.
max_locks_per_transaction = 1024
shared_buffers = 256MB
work_mem = 32MB
maintenance_work_mem = 256MB
max_wal_size = 2GB
jit = off
random_page_cost = 1.1
timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, ymd'
password_encryption = scram-sha-256
idle_in_transaction_session_timeout = 60s
# A log must hold no one's name: no statements, no parameters, no key values.
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
log_line_prefix = '%t [%p] '
# Whoever comes with a password from `secrets/` and a tool of his own leaves this line at least: when, as which role.
log_connections = 'authorization'
fsync = {fsync}
synchronous_commit = {fsync}
full_page_writes = {fsync}
"""
_ACCESS = "# Only through the private socket, only with a password.\nlocal all all scram-sha-256\n"


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server's data, socket and log are, and who runs it with which programs."""

    folder: Path
    socket: Path
    account: Account
    programs: Programs
    fsync: bool = True

    @property
    def data(self) -> Path:
        """The data folder itself."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server says; started anew when it grows large."""
        return self.folder / "server.log"

    def pid(self) -> int | None:
        """This will give the running server's process, or nothing when none runs on this data folder."""
        recorded = self._recorded_pid()
        return recorded if recorded is not None and self._is_ours(recorded) else None

    def _recorded_pid(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", maxsplit=1)[0])
        except (OSError, ValueError):
            return None

    def _is_ours(self, pid: int) -> bool:
        # After a crash or a reboot the number may belong to any other program, so its command line decides.
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except FileNotFoundError:
            if Path("/proc/self").exists():
                return False
            asked = subprocess.run(["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, check=False)
            return os.fsencode(self.data) in asked.stdout
        return os.fsencode(self.data) in words

    def make(self, password: str) -> None:
        """This will create the data folder; interrupted half way, the next try begins anew."""
        if (self.data / "PG_VERSION").is_file():
            self._check_major()
            return
        if self.data.exists() and any(self.data.iterdir()):
            raise faults.half_made(self.data)
        make_private(self.folder, self.account)
        self._check_room(_MAKE_BYTES)
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        word = self.folder / "password.new"
        try:
            with open(os.open(word, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
                stream.write(password)
            self.account.own(word)
            self._initdb(draft, word)
        finally:
            word.unlink(missing_ok=True)
        if self.data.exists():
            self.data.rmdir()
        draft.rename(self.data)

    def _check_major(self) -> None:
        written = (self.data / "PG_VERSION").read_text(encoding="utf-8").strip()
        if written != self.programs.major:
            raise faults.other_major(written, self.programs.version)

    def _check_room(self, needed: int) -> None:
        free = shutil.disk_usage(self.folder).free
        if free < needed:
            raise faults.disk_full(self.folder, free, needed)

    def _initdb(self, draft: Path, word: Path) -> None:
        command = [self.programs.path("initdb"), "--pgdata", str(draft), "--username", ADMIN, "--pwfile", str(word)]
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums", "--no-instructions"]
        # The builtin provider sorts the same on every machine, so an upgrade of the C library breaks no index.
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        if not self.fsync:
            command.append("--no-sync")
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            cwd=self.folder,
            **self.account.for_process(),
        )
        if done.returncode != 0:
            shutil.rmtree(draft, ignore_errors=True)
            raise self._fault(done.stderr)

    def start(self, ready: Callable[[], bool]) -> None:
        """This will start the server and wait until `ready`; refuses with the end of the log."""
        self._check_room(_START_BYTES)
        make_private(self.socket, self.account)
        self._write(
            "postgresql.conf", _SETTINGS.format(port=PORT, socket=self.socket, fsync="on" if self.fsync else "off")
        )
        self._write("pg_hba.conf", _ACCESS)
        deadline = time.monotonic() + START_SECONDS_MAX
        while True:
            begun = self._forget_the_dead()
            process = self._launch()
            try:
                if self._came_up(process, ready, deadline):
                    return
            except BaseException:
                process.kill()
                process.wait(timeout=10)
                raise
            said = self._said_since(begun)
            # After kill -9 the server's children need a moment to notice and to let go of its memory.
            if "shared memory block" not in said or time.monotonic() > deadline:
                raise self._fault(said)
            time.sleep(0.2)

    def _write(self, name: str, text: str) -> None:
        file = self.data / name
        try:
            file.write_text(text, encoding="utf-8")
            self.account.own(file)
        except OSError as error:
            raise faults.home_unwritable(file, error) from error

    def _forget_the_dead(self) -> int:
        for leftover in (
            self.data / "postmaster.pid",
            self.socket / f".s.PGSQL.{PORT}",
            self.socket / f".s.PGSQL.{PORT}.lock",
        ):
            leftover.unlink(missing_ok=True)
        if not self.log.exists() or self.log.stat().st_size > _LOG_BYTES_MAX:
            self.log.write_bytes(b"")
            self.log.chmod(0o600)
        return self.log.stat().st_size

    def _launch(self) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [self.programs.path("postgres"), "-D", str(self.data)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PGDATA": str(self.data)},
                umask=0o077,
                # Ctrl-C at the terminal is for the program in front; the server is stopped by its last user.
                start_new_session=True,
                **self.account.for_process(),
            )

    def _came_up(self, process: "subprocess.Popen[bytes]", ready: Callable[[], bool], deadline: float) -> bool:
        while process.poll() is None:
            if self.pid() is not None and ready():
                # From here on it is found by its pid file, may outlive us, and is read by `_reap`.
                process.returncode = 0
                return True
            if time.monotonic() > deadline:
                process.kill()
                process.wait(timeout=10)
                return False
            time.sleep(0.03)
        return False

    def _said_since(self, begun: int) -> str:
        with self.log.open("rb") as log:
            log.seek(begun)
            return log.read()[-4000:].decode("utf-8", errors="replace")

    def _fault(self, said: str) -> Exception:
        if "No space left on device" in said or "Disk quota exceeded" in said:
            return faults.disk_filled(self.folder)
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        return faults.not_started(self.log, " | ".join(lines[-4:]))

    def stop(self) -> None:
        """This will stop the server: politely, then at once, then by force; it keeps what it has confirmed."""
        for sign, seconds in ((signal.SIGINT, STOP_SECONDS_MAX), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            pid = self.pid()
            if pid is None:
                return
            _send(pid, sign)
            if self._gone(pid, seconds):
                with suppress(OSError):  # not empty after a hard end; the next start clears it
                    self.socket.rmdir()
                return
        raise faults.not_stopped(self.pid() or 0)

    def _gone(self, pid: int, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            _reap(pid)
            if not self._is_ours(pid):
                return True
            time.sleep(0.02)
        return False

    def connect(self, user: str, password: str, database: str) -> "psycopg.Connection[tuple[object, ...]]":
        """This will open a connection of its own that commits each statement."""
        return psycopg.connect(
            host=str(self.socket),
            port=PORT,
            user=user,
            password=password,
            dbname=database,
            connect_timeout=5,
            autocommit=True,
        )


def _send(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        return


def _reap(pid: int) -> None:
    # Ours if we started it, somebody else's if not; a child left unread would look alive for ever.
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return
