"""Sessions: kept as digests, ended on the server by time, by their owner, by an administrator and by what changes."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors.browsing import signed_in
from tests.doors.signing import PASSWORD, Visitor, papers_of, person, with_app
from tests.world import ADMINISTRATOR, COORDINATOR, TREASURER, World

from pulang.areas.accounts import queries as accounts
from pulang.doors.web.factors import means
from pulang.doors.web.own.words import browser
from pulang.storage import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hashed_quickly(settings: Settings) -> None:
    """How passwords are hashed is not what these tests are about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    world.actor(COORDINATOR)
    return world


def later(seconds: int) -> None:
    """Lets so many seconds pass for every session: all of its instants lie that much further back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_session SET expire_date = expire_date - make_interval(secs => %s), "
            "begun_at = begun_at - make_interval(secs => %s)",
            [seconds, seconds],
        )


def rows() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_key, session_data FROM accounts_session")
        return list(cursor.fetchall())


def opens(client: Client) -> bool:
    return bool(client.get("/").status_code == 200)


# --- keys


@asvs("V7.2.1", "V7.2.2", "V7.2.3", "V13.3.1")
def test_a_key_is_long_drawn_anew_at_each_sign_in_and_kept_as_a_digest(world: World) -> None:
    app = with_app(world, COORDINATOR)
    visitor = Visitor()
    visitor.password(COORDINATOR)
    before = visitor.client.cookies["sesi"].value
    visitor.code(app.code())
    after = visitor.client.cookies["sesi"].value

    assert before != after
    assert len(after) >= 32
    assert [row for row in rows() if after in row[0] or after in row[1]] == []
    assert len(rows()) == 1, "the session of before has gone"
    stolen = Client()
    stolen.cookies["sesi"] = rows()[0][0]
    assert not opens(stolen), "what stands in the table opens nothing"
    stolen.cookies["sesi"] = before
    assert not opens(stolen)


@asvs("V3.3.1", "V3.3.2", "V3.3.4", "V7.2.2")
def test_the_cookie_is_out_of_reach_of_scripts_and_gone_with_the_browser(world: World) -> None:
    person(world, COORDINATOR)
    visitor = Visitor()
    visitor.password(COORDINATOR)
    cookie = visitor.client.cookies["sesi"]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Lax", "", "")
    assert cookie["path"] == "/"
    assert not cookie["domain"]


# --- time


@asvs("V7.3.1", "V7.1.1")
def test_a_session_ends_after_fifteen_minutes_without_a_request(world: World) -> None:
    client = signed_in(COORDINATOR)
    later(14 * 60)
    assert opens(client)
    later(14 * 60)
    assert opens(client), "somebody was there meanwhile"
    later(15 * 60 + 1)

    answer = client.get("/program/KD-2019/?hari=2019-01-02")

    assert answer.headers["Location"] == "/akun/login/?next=/program/KD-2019/%3Fhari%3D2019-01-02&berakhir=1"
    said = client.get(answer.headers["Location"]).content.decode()
    assert "Anda sudah keluar" in said
    assert 'value="/program/KD-2019/?hari=2019-01-02"' in said


@asvs("V7.3.2", "V7.1.1")
def test_a_session_ends_after_nine_hours_however_busy(world: World) -> None:
    client = signed_in(COORDINATOR)
    for _ in range(9 * 6 - 1):
        later(600)
        assert opens(client)
    later(600)

    assert not opens(client)


def test_time_alone_writes_at_most_once_a_minute(world: World) -> None:
    client = signed_in(COORDINATOR)
    ends = accounts.sessions(COORDINATOR, clock.real())[0].seen_at
    later(30)
    shifted = accounts.sessions(COORDINATOR, clock.real())[0].seen_at

    assert opens(client)
    assert accounts.sessions(COORDINATOR, clock.real())[0].seen_at == shifted
    later(31)
    assert opens(client)
    assert abs((accounts.sessions(COORDINATOR, clock.real())[0].seen_at - ends).total_seconds()) < 5


@asvs("V7.3.1")
def test_the_page_says_when_it_will_end_and_whoever_types_may_stay(world: World, settings: Settings) -> None:
    settings.SESSION_COOKIE_AGE = 300
    client = signed_in(COORDINATOR)
    page = client.get("/").content.decode()

    assert 'data-pl-diam="300"' in page
    assert "Masih di sini?" in page
    later(200)
    assert client.get(reverse("still-here")).status_code == 204
    later(200)
    assert opens(client)
    later(301)
    assert client.get(reverse("still-here")).status_code == 302


# --- ended by hand


@asvs("V7.4.1", "V7.4.4")
def test_signing_out_ends_the_session_on_the_server(world: World) -> None:
    client = signed_in(COORDINATOR)
    key = client.cookies["sesi"].value
    assert reverse("account_logout") in client.get("/").content.decode()

    client.post(reverse("account_logout"))

    assert rows() == []
    client.cookies["sesi"] = key
    assert not opens(client)


@asvs("V7.5.2", "V7.4.5")
def test_ones_own_sessions_are_listed_and_ended_one_by_one_or_all(world: World) -> None:
    here, there = signed_in(COORDINATOR), signed_in(COORDINATOR)
    world.actor(TREASURER)
    other = signed_in(TREASURER)
    listed = here.get(reverse("account")).content.decode()
    ends = [
        one.kept
        for one in accounts.sessions(COORDINATOR, clock.real(), key=here.session.session_key or "")
        if not one.own
    ]

    assert listed.count("/akhiri/") == 1
    assert here.cookies["sesi"].value not in listed
    stolen = reverse("session-end", args=[accounts.sessions(TREASURER, clock.real())[0].kept])
    assert here.post(stolen).status_code == 302
    assert opens(other), "somebody else's stays"
    here.post(reverse("session-end", args=ends))
    assert [opens(here), opens(there)] == [True, False]

    again = signed_in(COORDINATOR)
    assert here.post(reverse("leave-everywhere")).headers["Location"] == "/akun/login/"
    assert [opens(here), opens(again), opens(other)] == [False, False, True]
    assert here.get(reverse("leave-everywhere")).status_code == 302


@asvs("V7.4.2", "V7.4.5")
def test_an_administrator_ends_all_sessions_of_another_and_a_closed_account_has_none(world: World) -> None:
    world.actor(ADMINISTRATOR)
    admin, coordinator = signed_in(ADMINISTRATOR), signed_in(COORDINATOR)

    assert "Keluarkan" in admin.get(reverse("user-sessions", args=[COORDINATOR])).content.decode()
    admin.post(reverse("user-sessions", args=[COORDINATOR]))
    assert not opens(coordinator)
    assert opens(admin)
    again = signed_in(COORDINATOR)
    world.do("accounts.user.deactivate", "pulang", user=COORDINATOR)

    assert not opens(again)
    assert accounts.sessions(COORDINATOR, clock.real()) == ()
    assert [one.event for one in accounts.sign_ins(COORDINATOR)][:1] == ["ENDED_EVERYWHERE"]
    assert accounts.sign_ins(COORDINATOR)[0].by == ADMINISTRATOR


@asvs("V7.4.3", "V6.2.2", "V6.2.3", "V7.2.4")
def test_a_changed_password_asks_the_old_one_and_ends_every_other_session(world: World) -> None:
    person(world, COORDINATOR)
    here, there = signed_in(COORDINATOR), signed_in(COORDINATOR)
    key = here.cookies["sesi"].value
    where, new = reverse("account_change_password"), "tujuh kata lain yang panjang"

    assert here.post(where, {"old": "bukan ini", "password": new}).status_code == 422
    assert here.post(where, {"old": PASSWORD, "password": "pendek"}).status_code == 422
    assert here.post(where, {"old": PASSWORD, "password": new}).headers["Location"] == reverse("account")

    assert [opens(here), opens(there)] == [True, False]
    assert here.cookies["sesi"].value != key
    assert Visitor().password(COORDINATOR).status_code == 422
    assert Visitor().password(COORDINATOR, new).status_code == 302
    shown = here.get(reverse("account")).content.decode()
    assert "Kata sandi diganti" in shown
    assert "Gagal memastikan diri (kata sandi)" in shown


# --- what happened


@asvs("V6.3.5", "V16.3.1", "V16.3.2")
def test_what_happened_to_an_account_is_written_down_for_its_owner_only(world: World) -> None:
    app = with_app(world, COORDINATOR)
    papers_of(get_user_model().objects.get(code=COORDINATOR))
    for _ in range(11):
        Visitor().password(COORDINATOR, "bukan kata sandinya", address="10.9.9.9")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_tries")
    visitor = Visitor(Client(HTTP_USER_AGENT="Peramban uji")).enters(COORDINATOR, app)
    visitor.client.post(reverse("step-up"), {"pastikan": "1", "code": app.code(1)})
    told = [(one.event, one.way) for one in accounts.sign_ins(COORDINATOR)]

    assert told[:3] == [("CONFIRMED", "app"), ("SIGNED_IN", "app"), ("LOCKED", "password")]
    assert told.count(("REFUSED", "password")) == 10
    page = visitor.client.get(reverse("account")).content.decode()
    assert "Ditahan beberapa menit" in page
    assert "10.9.9.9" in page
    assert "Peramban uji" in page
    world.actor(TREASURER)
    assert "10.9.9.9" not in signed_in(TREASURER).get(reverse("account")).content.decode()


@asvs("V16.4.2")
def test_the_book_of_sign_ins_is_only_added_to(world: World) -> None:
    Visitor().password("tidak-ada", "kata sandi yang diketik di tempat salah")
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id, browser FROM accounts_signin")
        assert cursor.fetchall() == [(None, "")], "an unknown code is not kept: it may be a password"
        cursor.execute(
            "SELECT has_table_privilege('accounts_signin', 'UPDATE'), has_table_privilege('accounts_signin', 'DELETE')"
        )
        assert cursor.fetchone() == (False, False)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
            "Chrome di Linux",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge di Windows"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome di Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari di iPhone"),
        ("curl/8", "curl/8"),
        ("", "–"),
    ],
)
def test_browsers_are_named_as_people_name_them(said: str, shown: str) -> None:
    assert browser(said).id == shown


# --- step-up with a factor


@asvs("V7.5.1", "V8.2.4", "V6.5.1")
def test_proving_anew_takes_the_factor_and_not_the_password(world: World) -> None:
    app = with_app(world, COORDINATOR)
    client = signed_in(COORDINATOR, confirmed=False)
    where = f"{reverse('step-up')}?next={reverse('factor-papers')}"

    assert 'name="password"' not in client.get(where).content.decode()
    assert client.post(where, {"pastikan": "1", "password": PASSWORD}).status_code == 422
    code = app.code()
    assert client.post(where, {"pastikan": "1", "code": code}).headers["Location"] == reverse("factor-papers")
    other = signed_in(COORDINATOR, confirmed=False)
    assert other.post(where, {"pastikan": "1", "code": code}).status_code == 422, "the code is used"


@asvs("V6.3.1")
def test_proving_anew_is_limited_like_signing_in(world: World) -> None:
    app = with_app(world, COORDINATOR)
    client = signed_in(COORDINATOR, confirmed=False)

    answers = [client.post(reverse("step-up"), {"pastikan": "1", "code": app.wrong()}) for _ in range(6)]
    late = client.post(reverse("step-up"), {"pastikan": "1", "code": app.code()})

    assert ["Terlalu banyak percobaan" in one.content.decode() for one in [*answers, late]] == [False] * 5 + [True] * 2
    assert means.means_of(get_user_model().objects.get(code=COORDINATOR)).any
