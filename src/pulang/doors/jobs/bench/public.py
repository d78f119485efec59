"""`pulang bench public`: how many public pages a plain web server gives a second, beside an empty file.

The pages are those of a simulated programme over eight quarters, written by the same code as `pulang publish`. nginx
serves them where there is one; elsewhere a small server of this module, which is no measure for a real one.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

SIZE: Final = 600
_PORT: Final = 8794
_SECONDS: Final = 3.0
_CLIENTS: Final = 2
_AT_ONCE: Final = 16
_EMPTY: Final = "kosong.html"
_PAGE: Final = "UJI-1/index.html"
_WRITES: Final = "pulang.doors.public.simulated"  # a program of its own: doors do not know each other
_NGINX: Final = """
daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 2;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; keepalive_requests 1000000; types {{ text/html html; text/css css; }}
  open_file_cache max=500; open_file_cache_valid 10s;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {folder}/situs; }}
}}
"""


def measure(size: int) -> dict[str, Any]:
    """This will write the site, serve it, and give requests a second for a release's page and for an empty file."""
    with tempfile.TemporaryDirectory(prefix="pulang-public-") as name:
        folder, site = Path(name), Path(name) / "situs"
        folder.chmod(0o755)
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", _WRITES, str(site), str(size)], check=True, timeout=120)
        seconds = time.perf_counter() - begun
        sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
        page_bytes = (site / _PAGE).stat().st_size
        (site / _EMPTY).write_bytes(b"")
        with _served(folder) as server:
            empty, page = _rate(_EMPTY), _rate(_PAGE)
    return {
        "name": "public",
        "server": server,
        "files": len(sizes),
        "bytes": sum(sizes),
        "written_in_s": round(seconds, 2),
        "page_bytes": page_bytes,
        "page_per_s": round(page),
        "empty_file_per_s": round(empty),
        "goal_per_s": 5000,
    }


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx:
        settings = folder / "nginx.conf"
        settings.write_text(_NGINX.format(folder=folder, port=_PORT), encoding="utf-8")
        command, name = [nginx, "-c", str(settings), "-p", str(folder)], "nginx"
    else:
        command, name = [sys.executable, "-m", "pulang.doors.jobs.bench.public", str(folder / "situs")], "own"
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            _wait()
            yield name
        finally:
            server.terminate()
            server.wait(10)


def _wait() -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", _PORT), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    assert time.monotonic() < until, "the web server did not start"


def _rate(path: str) -> float:
    with get_context("spawn").Pool(_CLIENTS) as pool:
        return sum(pool.map(_ask, [path] * _CLIENTS))


def _ask(path: str) -> float:
    """This will ask for a page over one connection, several requests at once, and give how many came a second."""
    request = f"GET /{path} HTTP/1.1\r\nHost: situs\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", _PORT), timeout=10) as wire:
        wire.sendall(request)
        head = b""
        while b"\r\n\r\n" not in head:
            head += wire.recv(65536)
        assert head.startswith(b"HTTP/1.1 200"), head[:80]
        begun, taken, size = time.perf_counter(), 0, _length(head)
        _read(wire, size - len(head))
        while time.perf_counter() - begun < _SECONDS:
            wire.sendall(request * _AT_ONCE)
            _read(wire, size * _AT_ONCE)
            taken += _AT_ONCE
        return taken / (time.perf_counter() - begun)


def _length(head: bytes) -> int:
    before, _, _ = head.partition(b"\r\n\r\n")
    said = next(line for line in before.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return len(before) + 4 + int(said.split(b":")[1])


def _read(wire: socket.socket, left: int) -> None:
    while left > 0:
        left -= len(wire.recv(min(left, 1 << 20)))


def serve(folder: Path) -> None:
    """This will serve a folder's files from memory, one connection a thread, until it is stopped."""
    from threading import Thread  # noqa: PLC0415 - only here

    answers = {
        f"/{path.relative_to(folder)}".encode(): b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % path.stat().st_size
        + path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }

    def answer(wire: socket.socket) -> None:
        left = b""
        while more := wire.recv(65536):
            *asked, left = (left + more).split(b"\r\n\r\n")
            wire.sendall(b"".join(answers[each.split(b" ", 2)[1]] for each in asked))

    with socket.create_server(("127.0.0.1", _PORT)) as door:
        while True:
            wire, _ = door.accept()
            Thread(target=answer, args=(wire,), daemon=True).start()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
