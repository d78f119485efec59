"""What a prober meets: nothing of ours lies about, nothing tells of its maker, and what breaks stays shut."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors.browsing import Browser
from tests.doors.keys import Machine, key
from tests.world import COORDINATOR, PROGRAMME, World

from pulang.doors.api import acts as acts_door
from pulang.doors.jobs.commands.run import _web_command
from pulang.flows import standing

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


PROBES = (
    "/.git/HEAD", "/.git/config", "/.env", "/.hg/", "/.svn/entries", "/README.md", "/pyproject.toml",
    "/requirements/app.txt",
    "/static/", "/static/built/", "/static/src/", "/static/built/names.json.bak", "/static/../settings.py",
    "/static/..%2f..%2fsettings.py", "/admin/", "/docs", "/api/v1/docs", "/metrics", "/health", "/status", "/debug/",
    "/__debug__/", "/server-status", "/phpinfo.php", "/wp-login.php", "/graphql", "/api/", "/swagger.json",
    "/.well-known/security.txt", "/backup.zip", "/db.sqlite3", "/secrets/keyring.json",
)  # fmt: skip


@asvs("V13.4.1", "V13.4.3", "V13.4.5")
@pytest.mark.parametrize("path", PROBES)
def test_nothing_lies_about(db: None, path: str) -> None:
    answer = Client().get(path)

    assert answer.status_code in (400, 404)
    assert not re.search(rb"Index of|\[core\]|Traceback|urlpatterns|Django", answer.content)


@asvs("V13.4.2", "V16.5.1")
def test_nothing_is_in_the_mode_of_its_makers() -> None:
    assert configured.DEBUG is False
    assert "django.contrib.admin" not in configured.INSTALLED_APPS
    assert not any("debug" in name for name in [*configured.MIDDLEWARE, *configured.INSTALLED_APPS])


@asvs("V14.2.5")
@pytest.mark.parametrize(
    "ending", ["/x.css", "/a.js", ";.png", "%0a.svg", "/static/x.css", "..%2fstatic/x.js", "?.css", "#.jpg"]
)
def test_no_cache_can_be_led_to_keep_a_page(world: World, ending: str) -> None:
    coordinator = Browser(world, COORDINATOR)

    answer = coordinator.client.get(f"{reverse('programme', args=[PROGRAMME])}{ending}")

    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.status_code in (404, 400) or answer.headers["Content-Type"].startswith("text/html")


@asvs("V3.3.3")
def test_behind_https_every_cookie_is_bound_to_this_host() -> None:
    lines = (
        "import django; from django.conf import settings as s; django.setup();"
        "print(*(n for n in (s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME)),"
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH)"
    )
    home = str(ROOT / ".pulang-test")
    env = {
        "PULANG_HTTPS": "1",
        "PULANG_HOME": home,
        "DJANGO_SETTINGS_MODULE": "pulang.site.settings",
        "PATH": "/usr/bin",
    }
    env["PULANG_KEYRING"] = f"{home}/secrets/keyring.json"

    told = subprocess.run([sys.executable, "-c", lines], env=env, cwd=ROOT, capture_output=True, text=True, check=True)

    *names, secure, csrf_secure, domain, path = told.stdout.split()
    assert all(name.startswith("__Host-") for name in names)
    assert (secure, csrf_secure, domain, path) == ("True", "True", "None", "/")


@asvs("V5.4.3", "V14.2.8")
def test_nobody_is_handed_a_file_that_somebody_else_brought(world: World) -> None:
    """A form takes no file unless it says so, and no folder keeps one: what is downloaded was made here."""
    assert configured.FILE_UPLOAD_HANDLERS == ["pulang.doors.web.gate.NoFiles"]
    assert configured.MEDIA_ROOT == ""
    assert configured.MEDIA_URL in ("", "/")
    text = Browser(world, COORDINATOR).get(reverse("meeting-plan", args=[PROGRAMME])).text
    assert 'type="file"' not in text


# --- when something breaks


@asvs("V16.5.1", "V16.5.2", "V16.5.3", "V16.3.4")
def test_without_the_database_every_door_stays_shut_and_says_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    coordinator, machine = Browser(world, COORDINATOR), Machine(key(world, COORDINATOR))
    coordinator.client.raise_request_exception = False
    before = coordinator.get(reverse("programme", args=[PROGRAMME])).status

    def gone(*_: Any, **__: Any) -> None:
        raise OperationalError("connection to server at 10.0.0.9 failed: secret detail")

    monkeypatch.setattr(standing, "looking", gone)
    page = coordinator.client.get(reverse("programme", args=[PROGRAMME]))
    answer = machine.get(f"/programmes/{PROGRAMME}")

    assert before == 200
    assert page.status_code in (500, 503)
    assert answer.status == 503
    for body in (page.content, answer.raw):
        assert not re.search(rb"10\.0\.0\.9|secret detail|Traceback|OperationalError", body)
    assert "OperationalError" in caplog.text


@asvs("V16.5.1", "V16.5.3", "V16.3.4")
def test_a_fault_of_ours_changes_nothing_and_is_written_down(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    machine = Machine(key(world, COORDINATOR))

    def broken(**_: Any) -> None:
        raise ZeroDivisionError("detail")

    monkeypatch.setattr(acts_door, "perform", broken)
    answer = machine.act("coordination.meeting.expect", programme=PROGRAMME, code="R-1", title="Rapat")

    assert (answer.status, answer.code) == (500, "broken")
    assert b"detail" not in answer.raw.replace(b'"detail"', b"")
    assert "ZeroDivisionError" in caplog.text


@asvs("V16.3.3")
def test_whatever_is_turned_away_leaves_a_line(world: World, caplog: pytest.LogCaptureFixture) -> None:
    client = Browser(world, COORDINATOR).client
    client.get("/berkas/K-7F3Q-2M8X/")
    client.post("/akun/login/", {"x": "y"}, content_type="application/json")
    Client(enforce_csrf_checks=True).post("/akun/login/", {"login": "x"})
    client.generic("TRACE", "/")

    said = [record.getMessage() for record in caplog.records]
    for words in ("Not Found: /berkas/K-7F3Q-2M8X/", "Unsupported Media Type", "Forbidden", "Method Not Allowed"):
        assert any(words in line for line in said), (words, said)


# --- the web server itself


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The web server as `pulang run` starts it, with a page that says how much of the body it was given."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "echoing.py").write_text(
        "def application(environ, start_response):\n"
        "    body = environ['wsgi.input'].read(int(environ.get('CONTENT_LENGTH') or 0))\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    return [environ['PATH_INFO'].encode() + b' ' + str(len(body)).encode()]\n",
        encoding="utf-8",
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        word if word != "pulang.site.wsgi:application" else "echoing:application"
        for word in _web_command(f"127.0.0.1:{port}")
    ]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not answers(port):
        assert time.monotonic() < until, "the web server did not come up"
        time.sleep(0.1)
    yield port
    process.terminate()
    process.wait(timeout=60)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def spoken(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as way:
        way.sendall(request)
        way.settimeout(20)
        told = b""
        try:
            while part := way.recv(65536):
                told += part
        except TimeoutError:
            pass
        return told


_HEAD = b"POST /first HTTP/1.1\r\nHost: 127.0.0.1\r\n"
_SECOND = b"GET /second HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
SMUGGLED = {
    "both lengths": _HEAD + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + _SECOND,
    "two lengths": _HEAD + b"Content-Length: 0\r\nContent-Length: 60\r\n\r\n" + _SECOND,
    "a length that is none": _HEAD + b"Content-Length: +0\r\n\r\n" + _SECOND,
    "an odd encoding": _HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + _SECOND,
    "chunked twice": _HEAD + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + _SECOND,
    "a space before the colon": _HEAD + b"Content-Length : 0\r\n\r\n" + _SECOND,
    "a folded line": _HEAD + b"X: y\r\n Content-Length: 0\r\n\r\n" + _SECOND,
    "a bare line end in a name": _HEAD + b"X\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + _SECOND,
    "a chunk of a strange size": _HEAD + b"Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n" + _SECOND,
}


@asvs("V4.2.1")
@pytest.mark.parametrize("name", SMUGGLED)
def test_a_request_hidden_in_another_is_never_answered(served: int, name: str) -> None:
    told = spoken(served, SMUGGLED[name])

    assert b"/second" not in told
    assert told.count(b"HTTP/1.1 200") <= 1
    assert told.count(b"HTTP/1.1 200") == 0 or b"Bad Request" in told
    assert b"Traceback" not in told


def test_the_same_server_answers_an_honest_request(served: int) -> None:
    told = spoken(served, _HEAD + b"Content-Length: 3\r\nConnection: close\r\n\r\nabc")

    assert told.startswith(b"HTTP/1.1 200")
    assert b"\r\n/first 3\r\n" in told
    assert not re.search(rb"Server: gunicorn/[0-9]", told)
