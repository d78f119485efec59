"""Signing in: a password, then a second factor that everybody must have, used once and kept sealed."""

import json
import re
import time
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors.browsing import signed_in
from tests.doors.signing import PASSWORD, Visitor, kept, key_shown, papers_of, person, with_app
from tests.world import ADMINISTRATOR, COORDINATOR, TREASURER, WATCHER, World

from pulang.areas.accounts import queries as accounts
from pulang.doors.web.factors import means
from pulang.storage import clock

pytestmark = pytest.mark.django_db

SECOND = "/akun/login/kedua/"


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


@pytest.fixture(autouse=True)
def hashed_quickly(request: pytest.FixtureRequest, settings: Settings) -> None:
    """How passwords are hashed is not what these tests are about, but for the one that takes the time."""
    if "take_as_long" not in request.node.name:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def events(user: str) -> list[tuple[str, str]]:
    return [(one.event, one.way) for one in accounts.sign_ins(user)]


# --- the second factor is demanded


@asvs("V6.3.3", "V6.1.3", "V6.3.4")
def test_without_a_second_factor_only_the_page_that_sets_one_up_opens(world: World) -> None:
    person(world, COORDINATOR)
    visitor = Visitor()
    assert visitor.password(COORDINATOR, to="/program/KD-2019/").headers["Location"] == "/program/KD-2019/"

    everywhere = {
        visitor.client.get(path).headers.get("Location")
        for path in ("/", "/program/KD-2019/", "/akun/", "/akun/kata-sandi/", "/pengelolaan/", "/program/TIDAK-ADA/")
    }

    assert everywhere == {"/akun/pengaman/"}
    assert visitor.client.post("/program/KD-2019/rapat/rencana/").status_code in (302, 404)
    shown = visitor.client.get("/akun/pengaman/").content.decode()
    assert "Pasang faktor kedua dulu" in shown
    assert "/program/" not in shown
    assert "Pengelolaan" not in shown


@asvs("V6.3.3", "V6.5.1", "V7.2.4", "V7.4.3")
def test_an_app_is_set_up_with_its_first_code_and_opens_the_other_pages(world: World) -> None:
    person(world, COORDINATOR)
    visitor, elsewhere = Visitor(), Visitor()
    visitor.password(COORDINATOR)
    elsewhere.password(COORDINATOR)
    key_before = visitor.client.cookies["sesi"].value

    page = visitor.client.get(reverse("factor-app"))
    key = key_shown(page)
    assert key == key_shown(visitor.client.get(reverse("factor-app"))), "a reload keeps the key the app has"
    assert visitor.client.post(reverse("factor-app"), {"code": "12345"}).status_code == 422
    step = int(clock.real().timestamp()) // 30
    done = visitor.client.post(reverse("factor-app"), {"code": means.code_at(key, step)})

    codes = re.findall(r"<code>([a-z2-9-]{19})</code>", done.content.decode())
    assert len(codes) == 10
    assert visitor.inside()
    assert visitor.client.cookies["sesi"].value != key_before
    assert not elsewhere.inside()
    assert elsewhere.client.get("/akun/pengaman/").status_code == 302, "the other session has ended"
    assert ("FACTOR_ADDED", "app") in events(COORDINATOR)
    again = Visitor()
    assert again.password(COORDINATOR).headers["Location"] == SECOND
    assert again.code(means.code_at(key, step)).status_code == 422, "the code that set it up is used"
    assert again.code(codes[0]).status_code == 302
    assert again.inside()


@asvs("V6.3.3", "V6.3.4")
def test_a_password_alone_opens_nothing_for_somebody_with_an_app(world: World) -> None:
    app = with_app(world, COORDINATOR)
    visitor = Visitor()

    assert visitor.password(COORDINATOR, to="/program/KD-2019/").headers["Location"] == SECOND
    assert visitor.client.get("/").headers["Location"].startswith("/akun/login/")
    assert visitor.client.get("/akun/pengaman/").headers["Location"].startswith("/akun/login/")
    assert visitor.code("").status_code == 422
    assert visitor.code(app.wrong()).status_code == 422
    assert not visitor.inside()
    right = visitor.code(app.code())

    assert (right.status_code, right.headers["Location"]) == (302, "/program/KD-2019/")
    assert visitor.inside()
    assert events(COORDINATOR) == [("SIGNED_IN", "app"), ("REFUSED", "app")]


@asvs("V6.3.3")
def test_a_second_factor_without_the_password_is_not_even_asked(world: World) -> None:
    app = with_app(world, COORDINATOR)
    visitor = Visitor()

    assert visitor.client.get(SECOND).headers["Location"] == "/akun/login/"
    assert visitor.code(app.code()).headers["Location"] == "/akun/login/"
    assert not visitor.inside()


@asvs("V6.5.5")
def test_a_password_shown_ten_minutes_ago_counts_no_more(world: World) -> None:
    app = with_app(world, COORDINATOR)
    visitor = Visitor()
    visitor.password(COORDINATOR)
    session = visitor.client.session
    session["pulang_half_in"] = [session["pulang_half_in"][0], clock.real().timestamp() - 601, "/"]
    session.save()

    assert visitor.code(app.code()).headers["Location"] == "/akun/login/"


@asvs("V6.5.1", "V6.5.5")
@pytest.mark.parametrize("off", [-1, 0, 1])
def test_a_code_works_half_a_minute_around_and_once(world: World, off: int) -> None:
    app = with_app(world, COORDINATOR)
    code = app.code(off)
    first, second = Visitor(), Visitor()
    first.password(COORDINATOR)
    second.password(COORDINATOR)

    assert first.code(code).status_code == 302
    assert second.code(code).status_code == 422


@asvs("V6.5.1", "V6.5.5")
def test_an_older_code_is_refused_after_a_newer_one_and_none_works_from_far_away(world: World) -> None:
    app = with_app(world, COORDINATOR)
    newer, older = Visitor(), Visitor()
    newer.password(COORDINATOR)
    older.password(COORDINATOR)
    assert newer.code(app.code(1)).status_code == 302

    assert older.code(app.code(0)).status_code == 422
    assert older.code(app.code(4)).status_code == 422
    assert older.code(app.code(-4)).status_code == 422


@asvs("V6.5.1", "V6.5.2", "V6.5.3")
def test_codes_on_paper_are_drawn_kept_as_digests_and_work_once(world: World) -> None:
    with_app(world, COORDINATOR)
    owner = get_user_model().objects.get(code=COORDINATOR)
    codes = papers_of(owner)
    visitor = Visitor()
    visitor.password(COORDINATOR)

    assert visitor.code(codes[3].upper().replace("-", " ")).status_code == 302
    again = Visitor()
    again.password(COORDINATOR)
    assert again.code(codes[3]).status_code == 422
    assert again.code(codes[4]).status_code == 302

    stored = json.dumps(kept(COORDINATOR))
    assert all(code not in stored and code.replace("-", "") not in stored for code in codes)
    assert len(kept(COORDINATOR)["recovery_codes"]["digests"]) == 8
    assert len(set(codes)) == 10
    assert set("".join(codes)) <= set("23456789abcdefghjkmnpqrstuvwxyz-")


@asvs("V6.5.4", "V13.3.1")
def test_the_key_of_an_app_is_sealed_for_its_owner(world: World) -> None:
    app = with_app(world, COORDINATOR)
    other = person(world, TREASURER)
    owner = get_user_model().objects.get(code=COORDINATOR)
    stored = kept(COORDINATOR)["totp"]["secret"]

    assert app.key not in stored
    assert means.opened(stored, owner) == app.key
    with pytest.raises(Exception, match="changed, moved or sealed"):
        means.opened(stored, other)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(session_data, ' ') FROM accounts_session")
        assert app.key not in str(cursor.fetchone())


def test_what_waits_in_a_session_is_sealed_too(world: World) -> None:
    person(world, COORDINATOR)
    visitor = Visitor()
    visitor.password(COORDINATOR)

    key = key_shown(visitor.client.get(reverse("factor-app")))

    assert key not in json.dumps(dict(visitor.client.session.items()))


def test_the_picture_and_the_dialogs_name_nothing_of_the_programme(world: World) -> None:
    address = means.address_for_app("ABC", COORDINATOR)

    assert address == "otpauth://totp/Layanan:koordinator?secret=ABC&issuer=Layanan"


# --- a demo


def test_in_a_demo_a_password_is_enough_and_the_page_says_so(world: World, settings: Settings) -> None:
    settings.PULANG_DEMO = True
    person(world, COORDINATOR)
    visitor = Visitor()
    said = visitor.client.get("/akun/login/").content.decode()

    assert "Di sini kata sandi saja cukup" in said
    visitor.password(COORDINATOR)
    assert visitor.inside()


@asvs("V6.3.3")
def test_a_demo_may_demand_it_too(world: World, settings: Settings) -> None:
    settings.PULANG_DEMO, settings.PULANG_SECOND_FACTOR = True, True
    person(world, COORDINATOR)
    visitor = Visitor()

    assert "Di sini kata sandi saja cukup" not in visitor.client.get("/akun/login/").content.decode()
    visitor.password(COORDINATOR)
    assert visitor.client.get("/").headers["Location"] == "/akun/pengaman/"


# --- changing factors


@asvs("V7.5.1", "V6.5.6", "V7.4.3")
def test_the_last_factor_stays_and_another_one_may_go_with_a_fresh_proof(world: World) -> None:
    with_app(world, COORDINATOR)
    client = signed_in(COORDINATOR)
    which = means.means_of(get_user_model().objects.get(code=COORDINATOR)).app

    refused = client.post(reverse("factor-drop", args=[which]))

    assert refused.status_code == 409
    assert "Pasang yang lain dulu" in refused.content.decode()
    assert "totp" in kept(COORDINATOR)
    assert signed_in(COORDINATOR, confirmed=False).get(reverse("factor-drop", args=[which])).status_code == 302
    assert signed_in(COORDINATOR, confirmed=False).get(reverse("factor-papers")).status_code == 302


@asvs("V8.2.2", "V6.5.6")
def test_nobody_lets_go_of_somebody_elses_factor(world: World) -> None:
    with_app(world, COORDINATOR)
    with_app(world, TREASURER)
    which = means.means_of(get_user_model().objects.get(code=COORDINATOR)).app

    answer = signed_in(TREASURER).post(reverse("factor-drop", args=[which]))

    assert answer.headers["Location"] == "/akun/pengaman/"
    assert "totp" in kept(COORDINATOR)


@asvs("V6.4.3", "V6.4.4", "V6.5.6", "V7.4.5")
def test_an_administrator_removes_lost_factors_but_not_by_a_new_code(world: World) -> None:
    app = with_app(world, COORDINATOR)
    inside = Visitor().enters(COORDINATOR, app)
    world.actor(ADMINISTRATOR)
    admin = signed_in(ADMINISTRATOR)

    assert admin.post(reverse("user-code", args=[COORDINATOR])).status_code == 200
    assert "totp" in kept(COORDINATOR), "a new password leaves the factor"
    assert not inside.inside()
    assert admin.post(reverse("user-factors", args=[COORDINATOR])).status_code == 302

    assert kept(COORDINATOR) == {}
    told = accounts.sign_ins(COORDINATOR)
    assert [(one.event, one.by) for one in told][:2] == [
        ("FACTOR_REMOVED", ADMINISTRATOR),
        ("FIRST_CODE_GIVEN", ADMINISTRATOR),
    ]
    assert admin.post(reverse("user-factors", args=[ADMINISTRATOR])).status_code == 404, "one's own goes by one's own"


def test_a_passkey_is_recommended_to_those_who_could_do_most_harm(world: World) -> None:
    for user in (ADMINISTRATOR, WATCHER):
        with_app(world, user)

    assert "lebih aman daripada aplikasi" in signed_in(ADMINISTRATOR).get("/akun/pengaman/").content.decode()
    assert "lebih aman daripada aplikasi" not in signed_in(WATCHER).get("/akun/pengaman/").content.decode()


@asvs("V6.5.1")
@pytest.mark.parametrize(
    "forged", ["", "{}", "[]", "null", "nonsense", '{"id": 1}', '{"response": {"userHandle": "x"}}']
)
def test_a_forged_passkey_is_refused_in_words(world: World, forged: str) -> None:
    with_app(world, COORDINATOR)
    visitor = Visitor()

    alone = visitor.client.post(reverse("passkey-sign-in"), {"credential": forged})
    visitor.password(COORDINATOR)
    second = visitor.client.post(SECOND, {"credential": forged})
    added = signed_in(COORDINATOR).post(reverse("factor-passkey"), {"name": "x", "credential": forged})

    assert [alone.status_code, second.status_code, added.status_code] == [422, 422, 422]
    assert not visitor.inside()


# --- known and unknown accounts


def shape(answer: Any) -> tuple[int, str]:
    text = re.sub(
        r'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"', "", answer.content.decode()
    )
    return answer.status_code, re.sub(r'value="[a-z.-]+"', "", text)


@asvs("V6.3.8", "V6.3.2")
def test_known_unknown_closed_and_passwordless_accounts_are_refused_alike(world: World) -> None:
    person(world, COORDINATOR)
    person(world, WATCHER)
    world.actor(TREASURER)  # registered, without a password
    world.do("accounts.user.deactivate", "pulang", user=WATCHER)

    answers = {shape(Visitor().password(user, "bukan kata sandinya")) for user in (COORDINATOR, TREASURER, "tidak-ada")}
    closed = shape(Visitor().password(WATCHER, PASSWORD))

    assert answers == {closed}
    assert closed[0] == 422


@asvs("V6.3.8")
def test_known_and_unknown_accounts_take_as_long(world: World, settings: Settings) -> None:
    person(world, COORDINATOR)
    times: dict[str, list[float]] = {COORDINATOR: [], "tidak-ada": []}
    for place in range(3):
        for user, taken in times.items():
            began = time.process_time()  # ours alone: what the other core does is not in it
            Visitor().password(user, "bukan kata sandinya", address=f"10.0.0.{place}")
            taken.append(time.process_time() - began)

    known, unknown = min(times[COORDINATOR]), min(times["tidak-ada"])
    assert unknown > known / 2
    assert known > unknown / 2


@asvs("V6.2.10")
def test_nobody_is_made_to_change_a_password_for_its_age(world: World) -> None:
    dated = [field.name for field in get_user_model()._meta.fields if "date" in field.get_internal_type().lower()]

    assert dated == [], "nothing is known of a password's age"


@asvs("V6.2.5", "V6.2.7", "V6.2.8", "V6.2.6")
def test_the_password_is_taken_as_typed_may_be_pasted_and_can_be_shown(world: World) -> None:
    person(world, COORDINATOR)
    page = Visitor().client.get("/akun/login/").content.decode()

    assert Visitor().password(COORDINATOR, PASSWORD.upper()).status_code == 422
    assert Visitor().password(COORDINATOR, f" {PASSWORD}").status_code == 422
    assert 'type="password"' in page
    assert "onpaste" not in page
    assert "govuk-js-password-input-toggle" in page
    assert 'autocomplete="current-password"' in page


# --- what is not there


@asvs(
    "V6.8.1",
    "V6.8.2",
    "V6.8.3",
    "V6.8.4",
    "V7.1.3",
    "V7.6.1",
    "V7.6.2",
    "V10.1.1",
    "V10.1.2",
    "V10.2.1",
    "V10.2.2",
    "V10.3.1",
    "V10.3.2",
    "V10.3.3",
    "V10.3.4",
    "V10.4.1",
    "V10.4.2",
    "V10.4.3",
    "V10.4.4",
    "V10.4.5",
    "V10.4.6",
    "V10.4.7",
    "V10.4.8",
    "V10.4.9",
    "V10.4.10",
    "V10.4.11",
    "V10.5.1",
    "V10.5.2",
    "V10.5.3",
    "V10.5.4",
    "V10.5.5",
    "V10.6.1",
    "V10.6.2",
    "V10.7.1",
    "V10.7.2",
    "V10.7.3",
)
def test_nobody_signs_in_through_another_service_or_for_another(settings: Settings) -> None:
    served = json.dumps([str(pattern.pattern) for pattern in get_resolver().url_patterns])

    assert [app for app in settings.INSTALLED_APPS if "social" in app or "oauth" in app or "idp" in app] == []
    assert settings.AUTHENTICATION_BACKENDS == ["pulang.areas.accounts.backends.Accounts"]
    for word in ("oauth", "openid", "oidc", "saml", "sso", "authorize", "well-known"):
        assert word not in served
        assert Client().get(f"/{word}/").status_code == 404
    assert Client().get("/.well-known/openid-configuration").status_code == 404


@asvs("V6.4.2", "V6.6.1", "V6.6.2", "V6.6.3", "V6.3.2")
def test_there_is_no_secret_question_no_code_by_message_and_no_account_that_comes_with_it(world: World) -> None:
    page = Client().get("/akun/login/").content.decode() + Client().get("/akun/kode/").content.decode()

    assert Client().get("/akun/password/reset/").status_code == 404
    assert Client().get("/akun/2fa/").status_code == 404
    assert not re.search("pertanyaan|ibu kandung|SMS|surel|e-mail", page)
    assert not get_user_model().objects.exclude(password__startswith="!").exists()


# --- the address in the book


@asvs("V15.3.4", "V6.3.1")
@pytest.mark.parametrize(
    ("behind", "remote", "said", "seen"),
    [
        (False, "10.1.1.1", "9.9.9.9", "10.1.1.1"),
        (True, "127.0.0.1", "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (True, "10.1.1.1", "9.9.9.9", "10.1.1.1"),
        (True, "127.0.0.1", "", "127.0.0.1"),
        (True, "127.0.0.1", "bukan alamat", "0.0.0.0"),
    ],
)
def test_an_address_is_believed_only_from_a_declared_server_in_front(
    world: World, settings: Settings, *, behind: bool, remote: str, said: str, seen: str
) -> None:
    settings.PULANG_BEHIND_SERVER = behind
    person(world, COORDINATOR)

    Client().post(
        "/akun/login/", {"login": COORDINATOR, "password": "salah"}, REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=said
    )

    assert accounts.sign_ins(COORDINATOR)[0].address == seen
