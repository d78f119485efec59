"""Before something grave: who is sitting there? And nothing that was typed is lost on the way."""

import html
import re
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors.browsing import signed_in
from tests.world import ADMINISTRATOR, WATCHER, World

from pulang.doors.web.context import needs
from pulang.flows.agencies import give_password
from pulang.site import urls as site

pytestmark = [pytest.mark.django_db, asvs("V7.5.1", "V8.3.1")]

PASSWORD = "lima kata yang biasa saja"


@needs("accounts", step_up=True)
def _grave_page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("terbuka")


@needs("accounts.role.give", step_up=True)
def _grave_act(request: HttpRequest) -> HttpResponse:
    return HttpResponse("|".join(request.POST.getlist("alasan")) or "kosong")


urlpatterns = [path("genting/", _grave_page), path("genting/kirim/", _grave_act), *site.urlpatterns]


@pytest.fixture
def world(settings: Settings) -> World:
    settings.ROOT_URLCONF, settings.PULANG_TODAY = __name__, "2019-03-03"
    return World()


@pytest.fixture
def client(world: World) -> Client:
    world.actor(ADMINISTRATOR)
    give_password(code=ADMINISTRATOR, raw=PASSWORD)
    return signed_in(ADMINISTRATOR, confirmed=False)


def fields(answer: Any) -> list[tuple[str, str]]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode())
    return [(html.unescape(name), html.unescape(value)) for name, value in found]


def test_a_grave_page_asks_first_and_then_opens(client: Client) -> None:
    asked = client.get("/genting/?hari=2019-01-02", follow=True)
    assert asked.redirect_chain == [("/akun/pastikan/?next=%2Fgenting%2F%3Fhari%3D2019-01-02", 302)]

    wrong = client.post(asked.redirect_chain[0][0], {"pastikan": "1", "password": "bukan kata sandinya"})
    assert wrong.status_code == 422
    assert client.get("/genting/").status_code == 302
    right = client.post(asked.redirect_chain[0][0], {"pastikan": "1", "password": PASSWORD})

    assert (right.status_code, right.headers["Location"]) == (302, "/genting/?hari=2019-01-02")
    assert client.get("/genting/").content == b"terbuka"


def test_a_grave_form_keeps_what_was_typed_until_it_can_be_sent(client: Client) -> None:
    typed = {"alasan": ["Sebab & <baik>", "dua"]}
    asked = client.post("/genting/kirim/", typed, follow=True)
    assert asked.redirect_chain == [("/akun/pastikan/?next=%2Fgenting%2Fkirim%2F", 307)]
    assert "Sebab" not in asked.content.decode()

    sent = {**dict(fields(asked)), "password": PASSWORD}
    onward = client.post(asked.redirect_chain[0][0], sent)

    kept = [pair for pair in fields(onward) if pair[0] == "alasan"]
    assert kept == [("alasan", "Sebab & <baik>"), ("alasan", "dua")]
    assert 'action="/genting/kirim/"' in onward.content.decode()
    assert client.post("/genting/kirim/", typed).content.decode() == "Sebab & <baik>|dua"


@asvs("V9.2.3", "V9.2.4", "V9.1.1")
def test_what_was_typed_is_given_to_nobody_else_and_sent_nowhere_else(client: Client) -> None:
    asked = client.post("/genting/kirim/", {"alasan": "rahasia"}, follow=True)
    sent = {**dict(fields(asked)), "password": PASSWORD}

    elsewhere = client.post("/akun/pastikan/?next=/genting/", sent)

    assert (elsewhere.status_code, elsewhere.headers["Location"]) == (302, "/genting/")


@pytest.mark.parametrize("where", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", ""])
def test_it_never_leads_to_another_site(client: Client, where: str) -> None:
    answer = client.post(f"/akun/pastikan/?next={where}", {"pastikan": "1", "password": PASSWORD})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_whoever_lacks_the_right_is_not_even_asked(world: World) -> None:
    world.actor(WATCHER)
    watcher = signed_in(WATCHER, confirmed=False)

    assert {watcher.get("/genting/").status_code, watcher.post("/genting/kirim/").status_code} == {404}


def test_five_minutes_later_it_asks_again(client: Client) -> None:
    client.post("/akun/pastikan/?next=/", {"pastikan": "1", "password": PASSWORD})
    session = client.session
    assert client.get("/genting/").status_code == 200

    session["pulang_confirmed_at"] = session["pulang_confirmed_at"] - 301
    session.save()

    assert client.get("/genting/").status_code == 302
