"""`pulang bench pages`: how long pages take beside an empty view on the same server, among many cases."""

import http.client
import os
import secrets
import socket
import statistics
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any

from pulang.doors.jobs.bench.population import filled
from pulang.doors.jobs.children import Child, stop, wait_for

SIZE = 1_000_000
LEAST = 20_000  # all the programmes it turns over
CLIENTS = (1, 8)
REQUESTS = 400
PROGRAMMES = 10
FILES = 100
_SECONDS_MAX = 40
_PIN = "493817"  # of a card that opens nobody: the cases are made up


def measure(size: int) -> dict[str, Any]:
    """This will serve a database of `size` cases and give the times of each page, in milliseconds, and its ratios."""
    os.environ["PULANG_BENCH"] = "1"
    with filled(size):
        numbers = numbers_of()
        cookie = _sign_in()
        pages = {
            "empty": [("/kosong/", cookie)],
            "empty_signed_in": [("/kosong/masuk/", cookie)],
            "programme": [(f"/program/B-{n}/", cookie) for n in range(PROGRAMMES)],
            "list": [(f"/program/B-{n}/berkas/", cookie) for n in range(PROGRAMMES)],
            "file": [(f"/berkas/{number}/", cookie) for number in numbers],
            "own": [("/saya/halaman/", holds) for holds in come_in(numbers)],
        }
        figures: dict[str, Any] = {"name": "pages", "size": size, "requests": REQUESTS}
        with _served() as port:
            figures["first_look_ms"] = {name: _first(port, asked) for name, asked in pages.items()}
            for clients in CLIENTS:
                figures[f"clients_{clients}"] = _figures(_times(port, pages, clients))
    return figures


def _figures(times: dict[str, list[float]]) -> dict[str, Any]:
    empty = _p95(times["empty"])
    return {
        name: {
            "p50_ms": round(statistics.median(taken), 2),
            "p95_ms": round(_p95(taken), 2),
            "p95_ratio_to_empty": round(_p95(taken) / empty, 2),
        }
        for name, taken in times.items()
    }


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _sign_in() -> str:
    """This will make a coordinator of the measured office and give the session's cookie."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - only once Django is set up
    from django.test import Client  # noqa: PLC0415

    from pulang.areas.accounts.facts import BEGUN_AT, FACTOR_AT, SYSTEM  # noqa: PLC0415
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    mark = secrets.token_hex(4)
    user = f"bench-lead.{mark}"
    for verb, said in {
        "accounts.user.register": {"code": user, "name": "Uji kecepatan", "agency": "bench-lead"},
        "accounts.role.give": {"user": user, "role": "COORDINATOR"},
    }.items():
        perform(by=SYSTEM, verb=verb, with_=said, at=clock.now(), ref=f"bench-{mark}-{verb}")
    decree = {"programme": "B-1", "number": "SK-1", "issuer": "Uji kecepatan"}  # the made-up lists name it
    perform(by=SYSTEM, verb="aid.decree.issue", with_=decree, at=clock.now(), ref="bench-decree")
    client = Client()
    client.force_login(get_user_model().objects.get(code=user))
    session = client.session
    session[FACTOR_AT] = session[BEGUN_AT] = clock.real().timestamp()
    session.save()
    client.get("/program/B-1/", headers={"host": "127.0.0.1"})
    return _held(client.cookies)


def come_in(numbers: Sequence[str]) -> list[str]:
    """This will issue each of these cases a card, come in with it, and give the cookies: each of them once a person."""
    from django.test import Client  # noqa: PLC0415 - only once Django is set up

    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415
    from pulang.flows import cards  # noqa: PLC0415
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    cookies = []
    for number in numbers:
        said = {"programme": "B-1", "case": number, "digest": cards.pin_digest(number, _PIN)}
        ref = f"bench-{secrets.token_hex(8)}"
        perform(by=SYSTEM, verb="cards.card.issue", with_=said, at=clock.now(), ref=ref)
        client = Client(headers={"host": "127.0.0.1"})
        came = client.post("/saya/", {"number": number, "pin": _PIN})
        assert came.status_code == http.HTTPStatus.FOUND, f"coming in answered {came.status_code}"
        cookies.append(_held(client.cookies))
    return cookies


def _held(cookies: SimpleCookie) -> str:
    """This will give all a browser sends with its next request: the session, and what its forms are known again by."""
    return "; ".join(f"{name}={cookie.value}" for name, cookie in cookies.items())


def numbers_of(many: int = FILES) -> list[str]:
    """This will give the first numbers of a programme."""
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415
    from pulang.flows.standing import looking  # noqa: PLC0415
    from pulang.storage import clock, sql  # noqa: PLC0415

    with looking(SYSTEM, day=clock.today()):
        statement = "SELECT c.number FROM cases_case c WHERE c.programme_id = 'B-1' ORDER BY c.id LIMIT %(n)s"
        return [row[0] for row in sql.rows(statement, n=many)]


@contextmanager
def _served() -> Iterator[int]:
    """This will serve the pages on a port nobody else uses, and give it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "pulang.site.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--log-level", "warning"]
    server = Child("web", command, {"PULANG_PROCESS": "web", "PULANG_STATEMENT_SECONDS": "10"})
    try:
        assert wait_for(lambda: _answers(port), _SECONDS_MAX, server), "the web server did not start"
        yield port
    finally:
        stop((server,))


def _answers(port: int) -> bool:
    try:
        _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=2), "/kosong/", "")
    except OSError:
        return False
    return True


def _ask(connection: http.client.HTTPConnection, path: str, cookie: str) -> float:
    began = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    assert answer.status == http.HTTPStatus.OK, f"{path} answered {answer.status}"
    return (time.perf_counter() - began) * 1e3


def _first(port: int, asked: Sequence[tuple[str, str]]) -> float:
    """This will look at every page a few times, so that both processes know it, and give the slowest first look."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    slowest = max(_ask(connection, path, cookie) for path, cookie in asked)
    for _ in range(6):
        for path, cookie in asked[:PROGRAMMES]:
            _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=30), path, cookie)
    return round(slowest, 1)


def _times(port: int, pages: Mapping[str, Sequence[tuple[str, str]]], clients: int) -> dict[str, list[float]]:
    """This will ask for every page in turn, again and again: whatever else the machine does falls on all alike."""
    times: dict[str, list[float]] = {name: [] for name in pages}

    def client(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for n in range(REQUESTS // clients):
            for name, asked in pages.items():
                times[name].append(_ask(connection, *asked[(place + n) % len(asked)]))

    threads = [threading.Thread(target=client, args=(place,)) for place in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times
