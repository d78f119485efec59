"""`pulang bench need-to-know`: what row security, context, decryption and the trail cost, beside the same without them.

Without means: as the owner, whose policies ask nothing; no context; a clear column instead of a sealed name; no look
written. Measured twice: on the page somebody opens, through the web door, and on the bare question to the database
behind it, where the price stands out. Also how much longer it takes to be refused a case that is there than one that
is not.
"""

import http
import secrets
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from pulang.doors.jobs.bench.population import filled
from pulang.storage.postgres import Target
from pulang.storage.postgres.roles import APP, OWNER

SIZE = 20_000
LEAST = 4000  # two programmes
ROUNDS = 5
CASES = 20
REPEATED = 60
PAIRS = 500
_PROGRAMME = "B-1"


def measure(size: int) -> dict[str, Any]:
    """This will give p50 and p95 of a case file and of a list of fifty, with and without, and their ratios."""
    with filled(size) as target:
        lead, stranger = user("bench-lead"), user("bench-else")
        numbers = registered(lead)
        with_, without = _with(lead, numbers), _without(numbers)
        page, bare = _pages(lead, numbers)
        with_, without = {**with_, **page}, {**without, **bare}
        times: dict[str, list[float]] = {f"{name}_{kind}": [] for name in with_ for kind in ("with", "without")}
        for _ in range(ROUNDS):
            for kind, role, asked in (("with", APP, with_), ("without", OWNER, without)):
                with _connected(target, role):
                    for name, ask in asked.items():
                        times[f"{name}_{kind}"] += _times(ask)
        figures = {name: _figures(times[f"{name}_with"], times[f"{name}_without"]) for name in with_}
        refused = _refused(stranger, numbers[0])
    return {"name": "need-to-know", "size": size, "repeated": ROUNDS * REPEATED, **figures, "refused_ms": refused}


def _figures(with_: Sequence[float], without: Sequence[float]) -> dict[str, float]:
    mine, bare = _quantiles(with_), _quantiles(without)
    return {
        "p50_ms": mine[0],
        "p95_ms": mine[1],
        "p50_without_ms": bare[0],
        "p95_without_ms": bare[1],
        "p50_ratio": round(mine[0] / bare[0], 2),
        "p95_ratio": round(mine[1] / bare[1], 2),
    }


def _quantiles(times: Sequence[float]) -> tuple[float, float]:
    return round(statistics.median(times), 3), round(sorted(times)[int(len(times) * 0.95)], 3)


def _times(ask: Callable[[int], object]) -> list[float]:
    for n in range(CASES):
        ask(n)
    return [_time(ask, n) for n in range(REPEATED)]


def _time(ask: Callable[[int], object], n: int) -> float:
    began = time.perf_counter()
    ask(n)
    return (time.perf_counter() - began) * 1e3


@contextmanager
def _connected(target: Target, role: str) -> Iterator[None]:
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    kept = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(target.dsn(role))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)


def user(agency: str) -> Any:
    """This will make an account of a coordinator in an agency."""
    from pulang.areas.accounts import queries as accounts  # noqa: PLC0415 - only once Django is set up
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    mark = secrets.token_hex(4)
    acts: dict[str, dict[str, str]] = {
        "accounts.agency.register": {"code": agency, "kind": "CITY_OFFICE", "name": "Uji kecepatan", "place": "53.71"},
        "accounts.user.register": {"code": f"{agency}.{mark}", "name": "Uji kecepatan", "agency": agency},
        "accounts.role.give": {"user": f"{agency}.{mark}", "role": "COORDINATOR"},
    }
    known = {each.code for each in accounts.agencies()}
    for verb, said in acts.items():
        if verb != "accounts.agency.register" or agency not in known:
            perform(by=SYSTEM, verb=verb, with_=said, at=clock.now(), ref=f"bench-{mark}-{verb}")
    return accounts.actor(f"{agency}.{mark}", clock.today())


def registered(lead: Any) -> list[str]:
    """This will register a few people with a sealed name, which is then open to the lead office's account."""
    from pulang.flows.perform import perform  # noqa: PLC0415 - only once Django is set up
    from pulang.kernel import refs  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    numbers = [refs.draw("K", secrets.randbelow) for _ in range(CASES)]
    for number in numbers:
        for verb, said in (
            ("cases.case.register", {"name": "Nama Uji", "alias": "Melati"}),
            ("reveals.identity.open", {"fields": ["NAME"], "purpose": "CONTACT"}),
        ):
            with_ = {"programme": _PROGRAMME, "case": number, **said}
            perform(by=lead, verb=verb, with_=with_, at=clock.now(), ref=f"bench-{verb[:5]}-{number}")
    return numbers


def _with(lead: Any, numbers: Sequence[str]) -> dict[str, Callable[[int], object]]:
    from pulang.areas.cases import queries as cases  # noqa: PLC0415 - only once Django is set up
    from pulang.areas.cases.facts import FILE_SHOWS, Filters  # noqa: PLC0415
    from pulang.flows import looking, revealing, standing  # noqa: PLC0415
    from pulang.flows.assessing import basis  # noqa: PLC0415
    from pulang.kernel.moments import moment  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    day = clock.today()

    def file(n: int) -> None:
        with standing.looking(lead, day=day):
            found = cases.case_file(numbers[n % CASES], moment(day))
            looking.note(action="case.read", case=found.ref, fields=FILE_SHOWS)
            assert revealing.shown(actor=lead, case=found.ref)

    def fifty(_: int) -> None:
        with standing.looking(lead, day=day):
            cases.listing(programme=_PROGRAMME, filters=Filters(), basis=basis(), page=1)
            looking.note(action="case.listed", programme=_PROGRAMME, count=cases.PAGE_ROWS)

    return {"file": file, "list": fifty}


def _without(numbers: Sequence[str]) -> dict[str, Callable[[int], object]]:
    from django.db import transaction  # noqa: PLC0415 - only once Django is set up

    from pulang.areas.cases import queries as cases  # noqa: PLC0415
    from pulang.areas.cases.facts import Filters  # noqa: PLC0415
    from pulang.flows.assessing import basis  # noqa: PLC0415
    from pulang.kernel.moments import moment  # noqa: PLC0415
    from pulang.storage import clock, sql  # noqa: PLC0415
    from pulang.storage.memory import remembering  # noqa: PLC0415

    day = clock.today()

    def file(n: int) -> None:
        with transaction.atomic(), remembering():
            found = cases.case_file(numbers[n % CASES], moment(day))
            sql.one("SELECT c.alias FROM cases_case c WHERE c.id = %(case)s", case=found.ref.id)

    def fifty(_: int) -> None:
        with transaction.atomic(), remembering():
            cases.listing(programme=_PROGRAMME, filters=Filters(), basis=basis(), page=1)

    return {"file": file, "list": fifty}


def _pages(lead: Any, numbers: Sequence[str]) -> tuple[dict[str, Callable[[int], object]], ...]:
    """This will give the two pages as a signed-in coordinator opens them, with and without what protects them."""
    from pulang.areas.cases import queries as cases  # noqa: PLC0415 - only once Django is set up
    from pulang.flows import revealing, standing  # noqa: PLC0415
    from pulang.storage import clock, context, sql  # noqa: PLC0415

    ask = _asking(lead.code)

    def file(n: int) -> None:
        assert b"Nama Uji" in ask(f"/berkas/{numbers[n % CASES]}/")

    def fifty(_: int) -> None:
        ask(f"/program/{_PROGRAMME}/berkas/")

    with standing.looking(lead, day=clock.today()):
        (opened,) = revealing.shown(actor=lead, case=cases.find(numbers[0]))

    def clear(*, case: Any, **_: Any) -> tuple[Any, ...]:
        row = sql.one("SELECT c.alias FROM cases_case c WHERE c.id = %(case)s", case=case.id)
        assert row is not None
        return (replace(opened, value=f"Nama Uji {row[0]}"),)

    def bare(page: Callable[[int], None]) -> Callable[[int], None]:
        def without(n: int) -> None:
            with (
                _instead(context, "_enter", lambda view, _="": context._CURRENT.set(view)),  # noqa: SLF001
                _instead(context, "ending", lambda *_: lambda: None),
                _instead(revealing, "shown", clear),
            ):
                page(n)

        return without

    return {"file_page": file, "list_page": fifty}, {"file_page": bare(file), "list_page": bare(fifty)}


def browser(code: str) -> Any:
    """This will give a browser in which this account has signed in with its second factor."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - only once Django is set up
    from django.test import Client  # noqa: PLC0415

    from pulang.areas.accounts.facts import FACTOR_AT  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(get_user_model().objects.get(code=code))
    session = client.session
    session[FACTOR_AT] = clock.real().timestamp()
    session.save()
    return client


def _asking(code: str) -> Callable[[str], bytes]:
    client = browser(code)

    def ask(path: str) -> bytes:
        answer = client.get(path)
        assert answer.status_code == http.HTTPStatus.OK, f"{path} answered {answer.status_code}"
        return bytes(answer.content)

    return ask


@contextmanager
def _instead(module: Any, name: str, other: Any) -> Iterator[None]:
    kept = getattr(module, name)
    setattr(module, name, other)
    try:
        yield
    finally:
        setattr(module, name, kept)


def _refused(stranger: Any, there: str) -> dict[str, float]:
    """This will give the median time of being refused a case that is there and one that is not, asked by turns."""
    from pulang.areas.audit.rules import Decision  # noqa: PLC0415 - only once Django is set up
    from pulang.areas.cases import queries as cases  # noqa: PLC0415
    from pulang.flows import looking, standing  # noqa: PLC0415
    from pulang.kernel import refs  # noqa: PLC0415
    from pulang.kernel.refusals import Refusal  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    day, absent = clock.today(), refs.draw("K", secrets.randbelow)

    def refused(n: int) -> None:
        number = (there, absent)[n]
        try:
            with standing.looking(stranger, day=day):
                looking.note(action="case.read", number=number, decision=Decision.DENIED, reason="not-here")
                cases.find(number)
        except Refusal:
            return
        message = "a stranger was shown a case"
        raise AssertionError(message)

    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(PAIRS):
        for n, taken in enumerate(times):
            taken.append(_time(refused, n))
    hidden, unknown = (round(statistics.median(taken), 3) for taken in times)
    return {"pairs": PAIRS, "hidden": hidden, "unknown": unknown, "difference": round(abs(hidden - unknown), 3)}
