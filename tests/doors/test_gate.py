"""The headers on every answer, and what is turned away before any page is asked."""

import re
from io import BytesIO

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors import outside
from tests.doors.browsing import Browser
from tests.doors.keys import key
from tests.world import COORDINATOR, PROGRAMME, World

SIGN_IN = "/akun/login/"


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def policy(headers: dict[str, str]) -> dict[str, str]:
    parts = headers["Content-Security-Policy"].split("; ")
    return {name: rest for name, _, rest in (part.partition(" ") for part in parts)}


def wrong_headers(headers: dict[str, str]) -> list[str]:
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Permitted-Cross-Domain-Policies": "none",
    }
    found = [name for name, value in wanted.items() if headers.get(name) != value]
    found += [name for name in ("Server", "X-Powered-By", "Access-Control-Allow-Origin") if name in headers]
    if "no-store" not in headers.get("Cache-Control", ""):
        found.append("Cache-Control")
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        found.append("Permissions-Policy")
    told = policy(headers)
    if (told.get("frame-ancestors"), told.get("base-uri"), told.get("default-src")) != ("'none'",) * 3:
        found.append("Content-Security-Policy")
    if "unsafe" in headers["Content-Security-Policy"] or "*" in headers["Content-Security-Policy"]:
        found.append("unsafe policy")
    return found


@asvs("V3.4.2", "V3.4.3", "V3.4.4", "V3.4.5", "V3.4.6", "V14.2.2", "V14.3.2")
def test_every_page_carries_every_header(world: World) -> None:
    wrong = {name: bad for name, _url, _text, headers in outside.every_page(world) if (bad := wrong_headers(headers))}

    assert wrong == {}


@asvs("V3.4.4", "V3.4.6", "V3.2.1", "V4.1.1")
def test_every_answer_without_a_session_carries_them_too_and_says_its_kind(world: World) -> None:
    wrong = {path: bad for path, _text, headers in outside.signed_out_pages() if (bad := wrong_headers(headers))}
    kinds = {headers["Content-Type"] for _path, _text, headers in outside.signed_out_pages()}

    assert wrong == {}
    assert kinds == {"text/html; charset=utf-8", "application/problem+json"}


@asvs("V3.2.1")
def test_what_is_not_a_page_is_never_shown_as_one(world: World) -> None:
    token = key(world, COORDINATOR)

    answer = Client().get(f"/api/v1/programmes/{PROGRAMME}", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 200
    told = policy(dict(answer.headers))
    assert told["default-src"] == "'none'"
    assert "sandbox" in told


@asvs("V3.4.3")
def test_scripts_run_by_a_number_drawn_for_each_answer_and_none_stands_in_a_page(world: World) -> None:
    seen = set()
    for _name, _url, text, headers in outside.every_page(world):
        told = policy(headers)
        (nonce,) = re.findall(r"^'nonce-([^']+)'$", told["script-src"])
        seen.add(nonce)
        scripts = re.findall(r"<script\b[^>]*>", text)
        assert all(f'nonce="{nonce}"' in tag or 'type="application/json"' in tag for tag in scripts), scripts
        assert not re.search(r"\son[a-z]+=|javascript:|\sstyle=", text)
        assert told["require-trusted-types-for"] == "'script'"
    assert len(seen) > 50


def test_no_page_loads_anything_from_elsewhere(world: World) -> None:
    wrong = {}
    for name, _url, text, _headers in outside.every_page(world):
        loaded = re.findall(r"(?:src|srcset|href|action|data)=\"((?:https?:)?//[^\"]*)\"", text)
        if loaded:
            wrong[name] = loaded

    assert wrong == {}


@asvs("V3.4.1")
def test_behind_https_the_browser_is_told_to_stay_there(world: World, settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True

    answer = Client().get(SIGN_IN, secure=True)

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@asvs("V4.1.2", "V12.2.1")
def test_people_are_led_to_https_and_machines_are_refused_without_it(world: World, settings: Settings) -> None:
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True
    token = {"Authorization": f"Bearer {key(world, COORDINATOR)}"}

    page, machine = Client().get(SIGN_IN), Client().get("/api/v1/programmes", headers=token)

    assert (page.status_code, page.headers["Location"]) == (301, f"https://testserver{SIGN_IN}")
    assert (machine.status_code, machine.content) == (403, b"")
    assert Client().get("/api/v1/programmes", headers=token, secure=True).status_code == 200


@asvs("V3.5.3", "V13.4.4")
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("path", [SIGN_IN, "/", "/tidak-ada/"])
def test_a_method_nobody_uses_here_is_refused_without_a_word(db: None, method: str, path: str) -> None:
    answer = Client().generic(method, path)

    assert (answer.status_code, answer.content) == (405, b"")
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


@asvs("V3.5.1", "V3.5.2")
@pytest.mark.parametrize("kind", ["text/plain", "application/json", "application/xml", ""])
def test_a_form_of_another_kind_is_refused(db: None, kind: str) -> None:
    answer = Client().generic("POST", SIGN_IN, "login=x", content_type=kind)

    assert answer.status_code == 415
    assert "Permintaan ini tidak dapat dibaca" in answer.content.decode()


@asvs("V3.5.1", "V3.5.3")
def test_every_form_sent_without_its_token_changes_nothing(world: World) -> None:
    where = {name: url for name, url, _text, _headers in outside.every_page(world)}
    browser = Browser(world, COORDINATOR).client
    browser.handler.enforce_csrf_checks = True

    answers = {name: browser.post(url, {"ref": "x"}).status_code for name, url in where.items()}

    assert {name: status for name, status in answers.items() if status != 403} == {}


@asvs("V5.2.1", "V15.2.2")
def test_a_body_that_is_too_large_is_refused_before_it_is_read(db: None) -> None:
    answer = Client().generic(
        "POST", SIGN_IN, b"", content_type="application/x-www-form-urlencoded", headers={"Content-Length": "1048577"}
    )

    assert (answer.status_code, answer.content) == (413, b"")


@asvs("V15.2.2")
def test_a_form_with_more_fields_than_any_of_ours_is_refused(db: None) -> None:
    answer = Client().post(SIGN_IN, {f"f{number}": "x" for number in range(501)})

    assert answer.status_code == 400


FILES = {
    "bomb.zip": b"PK\x03\x04" + b"\x00" * 2000,
    "sheet.xlsx": b"PK\x03\x04[Content_Types].xml",
    "../../etc/passwd": b"root:x",
    "page.svg": b"<svg onload=alert(1)>",
    "photo.png": b"\x89PNG\r\n\x1a\n" + b"\xff" * 64,
    "run.php": b"<?php system($_GET[0]);",
    "nama\u202egnp.exe": b"MZ",
}


@asvs("V5.2.1", "V5.2.2", "V5.2.3", "V5.2.4", "V5.2.5", "V5.2.6", "V5.3.1", "V5.3.2", "V1.3.4")
@pytest.mark.parametrize("name", FILES)
def test_no_form_takes_a_file_whatever_it_is(world: World, name: str) -> None:
    coordinator = Browser(world, COORDINATOR)
    sent = BytesIO(FILES[name])
    sent.name = name
    url = reverse("meeting-plan", args=[PROGRAMME])
    ref = coordinator.get(url).ref

    answer = coordinator.client.post(url, {"ref": ref, "code": "R-1", "title": "Rapat", "file": sent})

    assert answer.status_code == 400
    assert "R-1" not in coordinator.get(reverse("meetings", args=[PROGRAMME])).text


@asvs("V4.1.3", "V15.3.4")
def test_what_a_client_says_about_the_way_it_came_is_not_believed(db: None) -> None:
    said = {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "127.0.0.1", "X-Original-URL": "/pengelolaan/"}

    answer = Client().get("/", headers=said)

    assert answer.headers["Location"] == "/akun/login/?next=/"
    assert configured.USE_X_FORWARDED_HOST is False
    assert Client().get(SIGN_IN, headers={"Host": "evil.example"}).status_code == 400
