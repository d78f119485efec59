"""`pulang run`: everything that is needed, on one address, until Ctrl-C."""

import argparse
import contextlib
import errno
import importlib
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pulang.doors.jobs import children, ready
from pulang.doors.jobs.children import Child
from pulang.doors.jobs.cli import COMMANDS
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import keeper
from pulang.storage.keyd.places import socket_from_env
from pulang.storage.postgres import Target, floor

HELP = Words(
    id="Menjalankan basis data, skema, web dan pekerja antrean sampai Anda menekan Ctrl-C.",
    en="Starts the database, the schema, the web server and the queue's worker until you press Ctrl-C.",
)
DEMO_DAY = "2019-03-03"  # the day the demo stands on; see docs/glossary.md, Karang Dempel
_WEB_SECONDS_MAX = 30


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the address and the demo."""
    parser.add_argument("--demo", action="store_true", help="isi data contoh | load the demo")
    parser.add_argument("--port", type=int, default=8000, help="8000")
    parser.add_argument("--host", default="127.0.0.1", help="127.0.0.1")


def run(options: argparse.Namespace) -> int:
    """This will serve until it is told to stop."""
    refuse_taken_port(options.host, options.port)
    if options.demo:
        os.environ["PULANG_DEMO"] = "1"
        os.environ.setdefault("PULANG_TODAY", DEMO_DAY)
    with ready.database() as target, _key_service() as first:
        if os.environ.get("PULANG_DEMO") != "1":
            refuse_unsafe_server()
        if options.demo:
            _load_demo()
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how it is meant to end
            _serve(target, options.host, options.port, first)
    return 0


def refuse_unsafe_server() -> None:
    """This will refuse to serve anything but the demo from a database server whose row security is known to leak."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    connection.ensure_connection()
    floor.refuse_unsafe(connection.connection.info.server_version)
    connection.close()


def refuse_taken_port(host: str, port: int) -> None:
    """This will refuse an address another program listens on, before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            if getattr(error, "errno", None) == errno.EADDRINUSE:
                words = Words(
                    id="Porta {port} di {host} sedang dipakai program lain. Pilih yang lain: pulang run --port {other}",
                    en="Port {port} on {host} is taken by another program. Choose another: pulang run --port {other}",
                )
            else:
                words = Words(
                    id="Alamat {host}:{port} tidak dapat dipakai ({why}). Pilih yang lain: pulang run --port {other}",
                    en="The address {host}:{port} cannot be used ({why}). Choose another: pulang run --port {other}",
                )
            why = getattr(error, "strerror", None) or error
            other = port + 1 if 0 < port < 65_535 else 8000  # noqa: PLR2004 - the last port there is
            raise Refusal("port-taken", words.format(port=port, host=host, other=other, why=why)) from error


def _load_demo() -> None:
    try:
        demo = importlib.import_module(COMMANDS["demo"])
    except ModuleNotFoundError:
        ready.tell("(data contoh belum tersedia | the demo is not available yet)")
        return
    demo.load_demo()


@contextlib.contextmanager
def _key_service() -> Iterator[tuple[Child, ...]]:
    """This will keep a key service running while inside, unless none is wanted or somebody else runs it."""
    if not keeper.served() or _listens(socket_from_env()):
        yield ()
        return
    child = Child("keyd", [sys.executable, "-m", "pulang.doors.jobs.cli", "keyd"], {})
    try:
        if not children.wait_for(lambda: _listens(socket_from_env()), _WEB_SECONDS_MAX, child):
            raise Refusal(
                "keyd-not-started",
                Words(
                    id="Layanan kunci tidak dapat mulai. Lihat pesan di atas.",
                    en="The key service did not start. See the messages above.",
                ),
            )
        yield (child,)
    finally:
        children.stop((child,))


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        return probe.connect_ex(str(path)) == 0


def _serve(target: Target, host: str, port: int, first: tuple[Child, ...]) -> None:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = Child("web", _web_command(address), {"PULANG_PROCESS": "web", "PULANG_STATEMENT_SECONDS": "10"})
    running = [web]
    try:
        if not children.wait_for(lambda: _answers(host, port), _WEB_SECONDS_MAX, web):
            raise Refusal(
                "web-not-started",
                Words(
                    id="Server web tidak dapat mulai dalam {seconds} detik. Lihat pesan di atas.",
                    en="The web server did not start within {seconds} seconds. See the messages above.",
                ).format(seconds=_WEB_SECONDS_MAX),
            )
        ready.tell(f"Pulang: http://{address}/   (Ctrl-C untuk berhenti | to stop)")
        # After the pages answer: what is done by the clock can wait for the people who do not.
        worker = [sys.executable, "-m", "pulang.doors.jobs.cli", "worker"]
        running += [Child("worker", worker, {}), Child("opener", [*worker, "--opens"], {})]
        while True:
            time.sleep(1)
            if target.embedded and target.cluster.ensure():
                ready.tell("Basis data dimulai kembali. | The database was started again.")
            for child in (*first, *running):
                child.look_after()
    finally:
        children.stop(running)


def _web_command(address: str) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "pulang.site.wsgi:application", "--bind", address]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    # A worker that hangs is replaced; one that is asked to stop gets less time than we do.
    command += ["--timeout", "30", "--graceful-timeout", "3", "--log-level", "warning", "--no-control-socket"]
    return command


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host if host not in {"0.0.0.0", "::"} else "localhost", port), timeout=1).close()  # noqa: S104 - only asked
    except OSError:
        return False
    return True
