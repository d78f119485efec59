"""Signing in at the same moment: no more tries than the limit, one use of a code, and ended sessions stay ended."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors.browsing import signed_in
from tests.doors.signing import Visitor, papers_of, person, with_app
from tests.world import COORDINATOR, TREASURER, World

from pulang.areas.accounts.facts import Limit
from pulang.doors.web.context import SIGNED_IN, needs
from pulang.doors.web.factors import means
from pulang.flows import signing_in
from pulang.kernel.refusals import Refusal
from pulang.site import urls as site

AT = datetime(2026, 1, 5, 8, tzinfo=UTC)


T = TypeVar("T")


@pytest.fixture(autouse=True)
def hashed_quickly(settings: Settings) -> None:
    """How passwords are hashed is not what these tests are about, and the real way is slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def at_once(what: Callable[[int], T], threads: int, rounds: int = 1) -> list[T]:
    """Does something in many threads at the same moment, each on a connection of its own."""
    start = threading.Barrier(threads)

    def one(place: int) -> list[T]:
        start.wait(timeout=60)
        try:
            return [what(place * rounds + turn) for turn in range(rounds)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return [each for found in pool.map(one, range(threads)) for each in found]


# --- tries


@asvs("V6.3.1", "V2.4.1")
def test_forty_wrong_tries_at_once_never_pass_more_than_the_limit(own_database: str) -> None:
    what = [("sign-in-account", COORDINATOR)]

    passed = at_once(lambda n: signing_in.count_try(what=what, at=AT + timedelta(milliseconds=n)).allowed, 20, 2)

    assert passed.count(True) == 10


@asvs("V6.3.1")
def test_every_limit_of_a_second_factor_holds_by_itself(db: None) -> None:
    def passed(after: timedelta, tries: int) -> int:
        start = AT + after
        counted = [
            signing_in.count_try(what=[("factor-account", COORDINATOR)], at=start + timedelta(seconds=n)).allowed
            for n in range(tries)
        ]
        return counted.count(True)

    five_minutes = timedelta(minutes=5, seconds=10)
    assert [passed(five_minutes * turn, 7) for turn in range(5)] == [5, 5, 5, 5, 0], "twenty in an hour"
    assert [passed(timedelta(hours=2 + hour), 7) for hour in range(7)] == [5, 5, 5, 5, 5, 5, 0], "fifty in a day"
    assert passed(timedelta(days=2), 7) == 5


def test_a_limit_slides_and_does_not_begin_anew_at_an_edge(db: None) -> None:
    what = [("sign-in-address", "10.0.0.1/32")]
    late = [signing_in.count_try(what=what, at=AT + timedelta(seconds=290 + n)) for n in range(9)]
    across = [signing_in.count_try(what=what, at=AT + timedelta(seconds=301 + n)) for n in range(9)]

    assert all(one.allowed for one in late)
    assert [one.allowed for one in across] == [True] + [False] * 8
    assert across[0].last, "the one that fills the limit is told"


def test_a_try_that_was_right_is_given_back_and_no_other(db: None) -> None:
    what = [("sign-in-account", COORDINATOR)]
    for n in range(9):
        signing_in.count_try(what=what, at=AT + timedelta(seconds=n))
    for n in range(30):
        right = signing_in.count_try(what=what, at=AT + timedelta(seconds=20 + n))
        assert right.allowed
        signing_in.give_back(right)

    assert signing_in.count_try(what=what, at=AT + timedelta(seconds=60)).allowed
    assert not signing_in.count_try(what=what, at=AT + timedelta(seconds=61)).allowed


@asvs("V6.3.1")
def test_an_address_that_is_refused_uses_up_nobodys_account(db: None) -> None:
    address = ("sign-in-address", "10.0.0.1/32")
    for n in range(40):
        signing_in.count_try(what=[address, ("sign-in-account", f"orang-{n}")], at=AT + timedelta(seconds=n))

    elsewhere = ("sign-in-address", "10.0.0.2/32")
    later = AT + timedelta(seconds=50)
    assert signing_in.count_try(what=[elsewhere, ("sign-in-account", "orang-39")], at=later).allowed
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(cardinality(at)) FROM accounts_tries")
        assert cursor.fetchone() == (1 + 10 + 2 - 0, 10)


def test_what_is_kept_of_tries_names_nobody_and_is_forgotten_after_a_day(db: None) -> None:
    signing_in.count_try(what=[("sign-in-account", "kata-sandi-di-kolom-yang-salah")], at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(key, ' ') FROM accounts_tries")
        kept = str(cursor.fetchone())
        signing_in.forget_old(at=AT + timedelta(hours=23))
        cursor.execute("SELECT count(*) FROM accounts_tries")
        before = cursor.fetchone()
        signing_in.forget_old(at=AT + timedelta(hours=25))
        cursor.execute("SELECT count(*) FROM accounts_tries")

        assert "kata" not in kept
        assert (before, cursor.fetchone()) == ((1,), (0,))


@asvs("V6.3.1")
def test_wrong_passwords_sent_at_once_are_checked_ten_times_and_then_no_more(
    own_database: str, settings: Settings
) -> None:
    settings.PULANG_TODAY = "2019-03-03"
    person(World(), COORDINATOR)
    Visitor().client.get("/akun/login/")

    answers = at_once(lambda _n: Visitor().password(COORDINATOR, "bukan kata sandinya").content.decode(), 7, 2)

    assert sum("tidak cocok" in text for text in answers) == 10
    assert sum("Terlalu banyak percobaan" in text for text in answers) == 4
    right = Visitor()
    right.password(COORDINATOR)
    assert not right.inside(), "the right password waits as well"


# --- codes


@asvs("V6.5.1", "V15.4.1", "V15.4.2")
def test_one_code_used_by_many_at_once_lets_one_in(own_database: str, settings: Settings) -> None:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    app = with_app(world, COORDINATOR)
    visitors = [Visitor() for _ in range(4)]
    for visitor in visitors:
        visitor.password(COORDINATOR)
    code = app.code()

    statuses = at_once(lambda n: visitors[n].code(code).status_code, 4)

    assert sorted(statuses) == [302, 422, 422, 422]
    assert [visitor.inside() for visitor in visitors].count(True) == 1


@asvs("V6.5.1", "V15.4.1")
def test_one_code_on_paper_and_one_time_step_are_used_once_by_twelve(own_database: str) -> None:
    with_app(World(), COORDINATOR)
    owner = get_user_model().objects.get(code=COORDINATOR)
    paper = means.paper_digest(papers_of(owner)[0], owner)
    assert paper
    app = means.means_of(owner).app
    assert app

    papers = at_once(lambda _n: signing_in.use_recovery_code(user=owner.pk, digest=paper), 12)
    steps = at_once(lambda _n: signing_in.use_counter(authenticator=app, counter=5), 12)

    assert (papers.count(True), steps.count(True)) == (1, 1)


@asvs("V6.4.1", "V15.4.1")
def test_a_one_time_code_works_once_for_one_and_for_a_day(own_database: str) -> None:
    world = World()
    world.actor(COORDINATOR)
    signing_in.give_first_code(user=COORDINATOR, code="bala-dama", at=AT)

    def uses(n: int, *, code: str = "bala-dama", at: datetime = AT) -> bool:
        try:
            signing_in.use_first_code(user=COORDINATOR, code=code, raw=f"lima kata yang biasa {n}", at=at)
        except Refusal as refusal:
            return refusal.code != "first-code-off"
        return True

    assert not uses(9, code="bala-damb")
    assert at_once(uses, 4).count(True) == 1
    signing_in.give_first_code(user=COORDINATOR, code="bala-dama", at=AT)
    assert not uses(8, at=AT + timedelta(hours=24, seconds=1))
    signing_in.give_first_code(user=COORDINATOR, code="gara-gara", at=AT)
    assert not uses(7), "the newer one ends the older"
    assert uses(6, code="GARA GARA")


# --- sessions


@needs(SIGNED_IN)
def _writes(request: HttpRequest) -> HttpResponse:
    request.session["baru"] = request.session.get("baru", 0) + 1
    return HttpResponse("tercatat")


@needs(SIGNED_IN)
def _ended_meanwhile(request: HttpRequest) -> HttpResponse:
    request.session["baru"] = 1
    signing_in.end_sessions(user=request.user.get_username())  # as an administrator's hand would, just now
    if request.GET.get("kunci"):
        request.session.cycle_key()
    return HttpResponse("tercatat")


urlpatterns = [path("tulis/", _writes), path("sementara/", _ended_meanwhile), *site.urlpatterns]


@pytest.fixture
def walled(own_database: str, settings: Settings) -> World:
    settings.ROOT_URLCONF, settings.PULANG_TODAY = __name__, "2019-03-03"
    world = World()
    world.actor(COORDINATOR)
    return world


def sessions() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_session")
        return int(cursor.fetchone()[0])


@asvs("V7.4.1", "V7.4.5")
@pytest.mark.parametrize("address", ["/sementara/", "/sementara/?kunci=1"])
def test_a_session_ended_while_a_request_is_under_way_stays_ended(walled: World, address: str) -> None:
    client = signed_in(COORDINATOR)
    key = client.cookies["sesi"].value

    answer = client.post(address)

    assert answer.status_code in (302, 400)
    assert sessions() == 0
    assert answer.cookies["sesi"].value == ""
    client.cookies["sesi"] = key
    assert client.get("/tulis/").status_code == 302
    assert sessions() == 0


@asvs("V7.4.1")
def test_ending_races_with_writing_and_always_wins(walled: World) -> None:
    for _ in range(12):
        client = signed_in(COORDINATOR)

        def turn(n: int, client: Client = client) -> Any:
            return signing_in.end_sessions(user=COORDINATOR) if n % 2 else client.post("/tulis/").status_code

        at_once(turn, 2, 1)

        assert client.get("/tulis/").status_code == 302
        assert sessions() == 0


@asvs("V7.4.2", "V8.3.2")
def test_a_role_that_ends_ends_the_sessions_in_the_same_transaction(walled: World) -> None:
    walled.actor(TREASURER)
    treasurer, coordinator = signed_in(TREASURER), signed_in(COORDINATOR)

    walled.do("accounts.role.end", "pulang", user=TREASURER, role="TREASURER")

    assert treasurer.get("/").status_code == 302
    assert coordinator.get("/").status_code == 200
    assert sessions() == 1


@asvs("V6.1.1", "V7.1.1", "V7.1.2")
def test_the_limits_are_those_that_are_written_down(settings: Settings) -> None:
    told = " ".join((Path(__file__).parents[2] / "ops" / "README.md").read_text(encoding="utf-8").split())
    account, everybody, factor, token = (
        signing_in.LIMITS[name] for name in ("sign-in-account", "sign-in-everybody", "factor-account", "token-address")
    )

    assert account == signing_in.LIMITS["sign-in-address"] == (Limit(10, 300),)
    assert "10 in 5 minutes for an account and for an address" in told
    assert everybody == (Limit(1000, 300),)
    assert "1000 in 5 minutes for all" in told
    assert factor == (Limit(5, 300), Limit(20, 3600), Limit(50, 86_400))
    assert "a second factor 5 in 5 minutes, 20 in an hour, 50 in a day" in told
    assert token == (Limit(30, 300),)
    assert "wrong tokens of machines 30 in 5 minutes for an address" in told
    assert (settings.SESSION_COOKIE_AGE, settings.PULANG_SESSION_SECONDS) == (15 * 60, 9 * 3600)
    assert "`PULANG_IDLE_MINUTES` without a request and after nine hours in any case" in told
