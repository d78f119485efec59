"""The neutral outside: nothing seen before signing in, kept by a browser or sent away tells what this is for."""

import re
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors import outside
from tests.doors.browsing import Browser
from tests.world import COORDINATOR, ELSEWHERE, PROGRAMME, USERS, World

from pulang.doors.web import pages

BUILT = Path(pages.__file__).parent / "static"


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def test_the_list_of_banned_words_finds_what_it_should() -> None:
    assert outside.told("Pemulangan dari Karang Dempel") != []
    assert outside.told("Berkas – Layanan") == []


def test_nothing_seen_before_signing_in_says_what_the_service_is_for(world: World) -> None:
    wrong = {
        path: words
        for path, text, headers in outside.signed_out_pages()
        if (words := outside.told(text) + outside.told(str(headers)))
    }

    assert wrong == {}


@asvs("V14.2.1")
def test_no_title_in_a_browsers_history_names_a_programme_a_case_or_a_person(world: World) -> None:
    names = (PROGRAMME, ELSEWHERE, "Program KD", "RAKOR", "Rakor", *(user.capitalize() + " " for user in USERS))
    wrong = {}
    for name, _url, text, _headers in outside.every_page(world):
        title = outside.title(text)
        found = [*outside.told(title), *(each for each in names if each in title), *re.findall(r"K-[0-9A-Z]{4}", title)]
        if found or not title.endswith("– Layanan"):
            wrong[name] = (title, found)

    assert wrong == {}


def test_no_header_names_a_programme_a_case_or_what_it_is_for(world: World) -> None:
    wrong = {
        name: words for name, _url, _text, headers in outside.every_page(world) if (words := outside.told(str(headers)))
    }

    assert wrong == {}


def test_no_page_offers_a_preview_an_icon_name_or_a_manifest(world: World) -> None:
    wrong = [
        name
        for name, _url, text, _headers in outside.every_page(world)
        if re.search(r"og:|twitter:|rel=\"manifest\"|apple-touch|application-name|name=\"description\"", text)
    ]

    assert wrong == []


def test_no_file_a_browser_loads_says_what_it_is_for() -> None:
    files = [path for path in BUILT.rglob("*") if path.suffix in {".css", ".js", ".svg", ".json"}]

    assert {path.name: words for path in files if (words := outside.told(path.name))} == {}
    # htmx and the base sheets speak of many things, so only our own files are read for their words.
    ours = [path for path in files if path.parent.name == "src" or path.suffix == ".svg"]
    assert {path.name: words for path in ours if (words := outside.told(path.read_text("utf-8")))} == {}


def test_cookies_the_phones_list_of_codes_and_the_address_left_to_are_neutral() -> None:
    kept = (
        configured.SESSION_COOKIE_NAME,
        configured.CSRF_COOKIE_NAME,
        configured.LANGUAGE_COOKIE_NAME,
        configured.MFA_TOTP_ISSUER,
        configured.PULANG_LEAVE_TO,
    )

    assert {name: words for name in kept if (words := outside.told(name))} == {}


def test_every_page_seen_without_an_account_can_be_left_at_once() -> None:
    pages_shown = [
        text for _path, text, headers in outside.signed_out_pages() if "text/html" in headers["Content-Type"]
    ]

    shown = [text for text in pages_shown if text]

    assert len(shown) >= 5
    assert [outside.title(text) for text in shown if "data-pl-tinggalkan" not in text] == []


@asvs("V14.3.1")
def test_leaving_ends_the_session_and_lets_the_browser_forget(world: World, settings: Settings) -> None:
    settings.PULANG_LEAVE_TO = "https://cuaca.example/"
    coordinator = Browser(world, COORDINATOR)

    gone = coordinator.client.get(reverse("leave"), headers={"Sec-Fetch-Site": "same-origin"})

    assert (gone.status_code, gone.headers["Location"]) == (302, "https://cuaca.example/")
    assert gone.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert gone.headers["Referrer-Policy"] == "no-referrer"
    assert coordinator.get("/").status == 302


def test_a_page_of_somebody_else_cannot_sign_anybody_out(world: World) -> None:
    coordinator = Browser(world, COORDINATOR)

    gone = coordinator.client.get(reverse("leave"), headers={"Sec-Fetch-Site": "cross-site"})

    assert gone.status_code == 302
    assert coordinator.get("/").status == 200


@asvs("V14.3.1")
def test_signing_out_lets_the_browser_forget(world: World) -> None:
    coordinator = Browser(world, COORDINATOR)

    gone = coordinator.client.post(reverse("account_logout"))

    assert gone.status_code == 302
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in Client().get(reverse("account_login")).headers
