"""Signing in through a browser: a second factor on phone and paper, a passkey, and what axe says of each page."""

import os
import time

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.stories.conftest import accessible

from pulang.doors.web.factors import means

pytestmark = [pytest.mark.story, pytest.mark.slow]

COORDINATOR = "dinsos-kupang.koordinator"


@pytest.fixture(autouse=True)
def demanded(settings: Settings) -> None:
    """The demo demands what every other installation does."""
    settings.PULANG_SECOND_FACTOR = True


def shown_in_both(page: Page) -> None:
    """Holds the page against axe in both languages."""
    accessible(page)
    page.get_by_role("button", name="English").click()
    accessible(page)
    page.get_by_role("button", name="Indonesia").click()


def code_of(key: str, steps: int = 0) -> str:
    return means.code_at(key, int(time.time()) // 30 + steps)


@asvs("V6.3.3", "V6.2.6", "V6.2.7")
def test_a_second_factor_is_set_up_and_used_and_every_page_can_be_read_by_all(page: Page) -> None:
    page.goto("/akun/kode/")
    shown_in_both(page)
    page.goto("/program/KD-2019/")
    accessible(page)
    page.get_by_role("button", name=f"Masuk sebagai {COORDINATOR}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengaman masuk")
    expect(page.get_by_text("Pasang faktor kedua dulu")).to_be_visible()
    shown_in_both(page)

    page.get_by_role("button", name="Pasang aplikasi").click()
    shown_in_both(page)
    key = page.locator("#kunci").inner_text().replace(" ", "")
    page.get_by_label("Kode enam angka dari aplikasi").fill("000000")
    page.get_by_role("button", name="Pasang").click()
    accessible(page)
    page.get_by_label("Kode enam angka dari aplikasi").fill(code_of(key, -1))
    page.get_by_role("button", name="Pasang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode cadangan Anda")
    accessible(page)
    paper = page.locator("code").first.inner_text()
    page.get_by_role("button", name="Sudah saya simpan").click()
    page.get_by_role("link", name="Akun").click()
    expect(page.get_by_text("Pengaman dipasang (aplikasi autentikator)")).to_be_visible()
    shown_in_both(page)
    page.get_by_role("link", name="Kata sandi").click()
    shown_in_both(page)
    page.get_by_role("link", name="Pengaman masuk").click()
    accessible(page)
    _with_paper(page, paper)


def _with_paper(page: Page, paper: str) -> None:
    page.get_by_role("button", name="Keluar", exact=True).click()
    page.get_by_role("button", name=f"Masuk sebagai {COORDINATOR}").click()
    shown_in_both(page)
    page.get_by_label("Kode dari aplikasi atau kode cadangan").fill("123")
    page.get_by_role("button", name="Masuk").click()
    accessible(page)
    page.get_by_label("Kode dari aplikasi atau kode cadangan").fill(paper)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/akun/" not in url)
    page.goto("/akun/pengaman/")
    expect(page.get_by_text("Tersisa 9 kode.")).to_be_visible()
    page.goto("/akun/pastikan/?next=/akun/")
    shown_in_both(page)


@asvs("V6.3.3", "V6.5.1")
def test_a_passkey_signs_in_by_itself_and_proves_who_sits_there(page: Page) -> None:
    page.goto("/")
    home = page.url.replace("127.0.0.1", "localhost").split("/akun")[0]
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{home}/akun/login/")
    page.get_by_role("button", name=f"Masuk sebagai {COORDINATOR}").click()
    page.get_by_role("button", name="Pasang kunci sandi").click()
    accessible(page)
    page.get_by_label("Nama kunci sandi").fill("laptop kantor")
    page.get_by_role("button", name="Pasang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode cadangan Anda")
    page.get_by_role("button", name="Sudah saya simpan").click()
    page.wait_for_url(f"{home}/")

    page.get_by_role("button", name="Keluar", exact=True).click()
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    page.wait_for_url(f"{home}/")
    page.goto(f"{home}/akun/pastikan/?next=/akun/")
    accessible(page)
    page.get_by_role("button", name="Pakai kunci sandi").click()
    expect(page.get_by_text("Memastikan diri (kunci sandi)")).to_be_visible()

    page.get_by_role("button", name="Keluar", exact=True).click()
    page.get_by_role("button", name=f"Masuk sebagai {COORDINATOR}").click()
    page.get_by_role("button", name="Pakai kunci sandi").click()
    page.wait_for_url(f"{home}/")


@pytest.mark.skipif(os.environ.get("PULANG_NIGHTLY_SERVERS") != "1", reason="at night: PULANG_NIGHTLY_SERVERS=1")
@asvs("V7.3.1")
def test_whoever_is_away_is_asked_and_then_signed_out(page: Page, settings: Settings) -> None:
    settings.PULANG_SECOND_FACTOR, settings.SESSION_COOKIE_AGE = False, 8
    page.goto("/")
    page.get_by_role("button", name=f"Masuk sebagai {COORDINATOR}").click()
    page.wait_for_url(lambda url: "/akun/" not in url)
    expect(page.get_by_role("heading", name="Masih di sini?")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Saya masih di sini").click()
    expect(page.get_by_role("heading", name="Masih di sini?")).to_be_hidden()
    expect(page.get_by_role("heading", name="Masih di sini?")).to_be_visible()
    expect(page.get_by_text("Anda sudah keluar")).to_be_visible()
