"""What `pulang doctor` looks at: each check says what it found and, where something is amiss, how to mend it."""

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Final

import psycopg

from pulang.doors.jobs import archive, schema
from pulang.kernel.words import Words, same
from pulang.storage import guards
from pulang.storage.postgres import Target, floor, roles

CHECKOUT: Final = Path(__file__).resolve().parents[4]
_ROOM_WANTED = 2 << 30
_ROOM_NEEDED = 300 << 20


NOTHING: Final = same("")


class Level(Enum):
    """How a check came out."""

    GOOD = "GOOD"
    ODD = "ODD"  # works, but somebody should look
    BAD = "BAD"  # must be mended


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    level: Level
    says: Words
    mend: Words = NOTHING


def _verdict(name: str, *, good: bool, says: Words, mend: Words, otherwise: Level = Level.BAD) -> Check:
    return Check(name, Level.GOOD, says) if good else Check(name, otherwise, says, mend)


MAKE_SETUP: Final = Words(id="Jalankan `make setup`.", en="Run `make setup`.")


def tools() -> Iterator[Check]:
    """This will look at Python, the environment, Node and Chromium."""
    yield _verdict(
        "python",
        good=sys.version_info >= (3, 11),
        says=same(sys.version.split()[0]),
        mend=Words(id="Pasang Python 3.11 atau lebih baru.", en="Install Python 3.11 or newer."),
    )
    if (CHECKOUT / "pyproject.toml").is_file():
        yield _environment()
        yield _assets()
    npm = shutil.which("npm") or shutil.which("npm", path=str(CHECKOUT / ".venv" / "bin"))
    yield Check("npm", Level.GOOD, same(npm) if npm else Words(id="dari paket terkunci", en="from the locked package"))
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    yield _verdict(
        "chromium",
        good=browser is not None,
        says=same(browser or "-"),
        mend=Words(
            id="Hanya untuk uji peramban: pasang chromium (Debian: apt-get install chromium).",
            en="Only for browser tests: install chromium (Debian: apt-get install chromium).",
        ),
        otherwise=Level.ODD,
    )


def _environment() -> Check:
    stamp = CHECKOUT / ".venv" / ".ready"
    lock = CHECKOUT / "requirements" / "dev.txt"
    current = stamp.is_file() and stamp.stat().st_mtime >= lock.stat().st_mtime
    inside = Path(sys.prefix) == CHECKOUT / ".venv"
    says = Words(id="{prefix}", en="{prefix}").format(prefix=sys.prefix)
    return _verdict("environment", good=current and inside, says=says, mend=MAKE_SETUP, otherwise=Level.ODD)


def _assets() -> Check:
    stamp = CHECKOUT / ".assets" / ".ready"
    lock = CHECKOUT / "package-lock.json"
    current = stamp.is_file() and stamp.stat().st_mtime >= lock.stat().st_mtime
    return _verdict("assets", good=current, says=same(str(stamp.parent)), mend=MAKE_SETUP)


def home(target: Target) -> Iterator[Check]:
    """This will look at PULANG_HOME: whose it is, who may read it, how much room is left."""
    path = target.home.path
    mode = path.stat().st_mode & 0o777
    yield _verdict(
        "home",
        good=mode & 0o067 == 0 and path.stat().st_uid == os.geteuid(),
        says=same(f"{path} {mode:04o}"),
        mend=Words(
            id="Folder ini harus milik Anda sendiri: chmod 700 {path}",
            en="This folder must be yours alone: chmod 700 {path}",
        ).format(path=path),
    )
    open_to_others = [file.name for file in target.home.secrets.iterdir() if file.stat().st_mode & 0o077]
    yield _verdict(
        "secrets",
        good=not open_to_others,
        says=same(", ".join(open_to_others) or str(target.home.secrets)),
        mend=Words(id="Jalankan: chmod 600 {path}/*", en="Run: chmod 600 {path}/*").format(path=target.home.secrets),
    )
    free = shutil.disk_usage(path).free
    yield Check(
        "disk",
        Level.GOOD if free > _ROOM_WANTED else Level.ODD if free > _ROOM_NEEDED else Level.BAD,
        Words(id="{free} MB tersisa", en="{free} MB free").format(free=free >> 20),
        same("") if free > _ROOM_WANTED else Words(id="Kosongkan ruang penyimpanan.", en="Make room on the disk."),
    )


def database(target: Target) -> Iterator[Check]:
    """This will look at the server, its roles, the schema and its guards."""
    with archive.connect(target.dsn(roles.OWNER)) as connection:
        yield _server_version(connection)
        owning = connection.execute(
            "SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.rolname = ANY (%s) AND (r.rolsuper OR r.rolcreaterole "
            "OR r.rolcreatedb OR (r.rolbypassrls AND r.rolname <> %s) OR EXISTS "
            "(SELECT 1 FROM pg_catalog.pg_shdepend d WHERE d.refobjid = r.oid AND d.deptype = 'o'))",
            [[role for role in roles.ROLES if role != roles.OWNER], roles.BACKUP],
        ).fetchall()
        names = ", ".join(str(name) for (name,) in owning)
        yield _verdict(
            "roles",
            good=not owning,
            says=same(names) if owning else Words(id="tidak memiliki apa pun", en="own nothing"),
            mend=Words(
                id="Cabut hak itu: REASSIGN OWNED BY … TO pulang_owner.",
                en="Take that away: REASSIGN OWNED BY … TO pulang_owner.",
            ),
        )
        waiting = schema.pending()
        yield _verdict(
            "schema",
            good=not waiting,
            says=Words(id="{count} migrasi menunggu", en="{count} migrations wait").format(count=len(waiting)),
            mend=Words(
                id="Perintah berikutnya menerapkannya sendiri; atau jalankan `pulang migrate`.",
                en="The next command applies them by itself; or run `pulang migrate`.",
            ),
            otherwise=Level.ODD,
        )
        missing = [] if waiting else guards.missing(connection.cursor())
        yield _verdict(
            "guards",
            good=not missing,
            says=same("; ".join(missing[:5]))
            if missing
            else Words(id="setiap tabel terjaga", en="every table is guarded"),
            mend=Words(id="Jalankan `pulang migrate`.", en="Run `pulang migrate`."),
        )


def _server_version(connection: "psycopg.Connection[tuple[object, ...]]") -> Check:
    return _verdict(
        "postgresql",
        good=floor.is_safe(connection.info.server_version),
        says=same(str(connection.info.parameter_status("server_version"))),
        mend=Words(
            id="Rilis ini punya celah yang sudah ditutup. Untuk data nyata, pakai server terbaru lewat DATABASE_URL.",
            en="This release has holes that were mended since. For real data, use a current server by DATABASE_URL.",
        ),
        otherwise=Level.ODD,
    )


def moment() -> Check:
    """This will tell which day Pulang stands on, and whether that is the clock's."""
    told = os.environ.get("PULANG_TODAY", "")
    now = datetime.now().astimezone()
    try:
        day = date.fromisoformat(told) if told else now.date()
    except ValueError:
        mend = Words(id="Bentuknya: PULANG_TODAY=2019-03-03", en="It looks like this: PULANG_TODAY=2019-03-03")
        return Check("clock", Level.BAD, same(told), mend)
    # A machine whose clock was never set believes in the year 1970 or in the year it was built.
    sane = now.year >= 2026  # noqa: PLR2004 - when this was written
    return _verdict(
        "clock",
        good=sane and day == now.date(),
        says=same(f"{day}" if day == now.date() else f"PULANG_TODAY={day}, jam | clock {now:%Y-%m-%d}"),
        mend=Words(
            id="Untuk pekerjaan nyata, setel jam mesin dan hapus PULANG_TODAY.",
            en="For real work, set the machine's clock and unset PULANG_TODAY.",
        ),
        otherwise=Level.ODD,
    )


def port(number: int) -> Check:
    """This will tell whether the web server's port is free."""
    with socket.socket() as probe:
        free = probe.connect_ex(("127.0.0.1", number)) != 0
    return _verdict(
        "port",
        good=free,
        says=same(f"127.0.0.1:{number}"),
        mend=Words(
            id="Porta sedang dipakai (mungkin oleh Pulang sendiri). Pilih yang lain: pulang run --port {other}",
            en="The port is taken (by Pulang itself, perhaps). Choose another: pulang run --port {other}",
        ).format(other=number + 1),
        otherwise=Level.ODD,
    )
