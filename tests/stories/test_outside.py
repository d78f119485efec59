"""What a browser is left with: no request to anybody else, nothing stored, nothing behind the back button."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.stories.conftest import accessible, sign_in
from tests.stories.test_karang_dempel import COORDINATOR

pytestmark = [pytest.mark.slow, pytest.mark.story]

STORED = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(each => each.name), ...(await caches.keys()),
    ...(await navigator.serviceWorker.getRegistrations()).map(each => each.scope)]"""


@asvs("V14.2.3", "V14.3.1", "V14.3.3", "V3.4.3")
def test_a_day_of_work_asks_nobody_else_and_leaves_nothing_in_the_browser(page: Page, address: str) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    sign_in(page, COORDINATOR)

    for path in ("/", "/program/KD-2019/", "/program/KD-2019/berkas/", "/program/KD-2019/dana/", "/akun/"):
        page.goto(path)
    page.goto("/program/KD-2019/berkas/")
    page.locator("a[href^='/berkas/']").first.click()
    file = page.url
    assert page.evaluate(STORED) == []

    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/akun/login/**")
    page.goto(file)

    assert asked == {urlsplit(address).netloc}
    assert "/akun/login/" in page.url
    assert page.evaluate(STORED) == []
    assert [cookie["name"] for cookie in page.context.cookies() if "session" in cookie["name"]] == []


def test_escape_leaves_the_sign_in_page_and_nothing_leads_back_to_it(
    page: Page, address: str, settings: Settings
) -> None:
    settings.PULANG_LEAVE_TO = f"{address}/akun/kode/"
    page.goto("about:blank")
    page.goto("/akun/login/")
    accessible(page)

    page.keyboard.press("Escape")
    page.wait_for_url("**/akun/kode/")
    page.go_back()

    assert page.url == "about:blank"


def test_a_script_cannot_put_active_content_on_a_page(browser: Browser, address: str) -> None:
    window = browser.new_page(base_url=address)
    window.goto("/akun/login/")
    put = """text => { try { document.createElement("p").innerHTML = text; return true } catch { return false } }"""

    later = """() => { try { setTimeout("document.title = 1"); return true } catch { return false } }"""

    assert window.evaluate(later) is False  # text as a script
    assert window.evaluate(put, "<b>biasa</b>") is True
    assert window.evaluate(put, "<img src=x onerror=alert(1)>") is False
    window.close()
