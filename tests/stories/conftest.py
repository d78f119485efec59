"""A browser, and the demo as a newcomer finds it: each story has a copy of its own and may change it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker
from tests import databases

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 700}
# How long a page takes depends on what else the machine does; only what never comes waits this long.
expect.set_options(timeout=30_000)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def demo(django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker) -> str:
    """A database with the demo in it, which nobody changes."""
    with django_db_blocker.unblock():
        return databases.demo(database_template)


@pytest.fixture
def address(demo: str, django_db_blocker: DjangoDbBlocker, settings: Settings) -> Iterator[str]:
    """The address of the service over this story's own copy of the demo, on 3 March 2019."""
    settings.PULANG_TODAY, settings.PULANG_DEMO = "2019-03-03", True
    with django_db_blocker.unblock():
        name = databases.copy(demo)
        try:
            with databases.pointed_at(name):
                thread = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
                thread.daemon = True
                thread.start()
                assert thread.is_ready.wait(timeout=60), "the test server did not come up"
                yield f"http://127.0.0.1:{thread.port}"
                thread.terminate()
                connections.close_all()
        finally:
            databases.drop(name)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = os.environ.get("PULANG_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("there is no Chromium: make browser")
    with sync_playwright() as play, pytest.MonkeyPatch.context() as patched:
        # Playwright keeps an event loop in this thread, and Django takes that for asynchronous code.
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        opened = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh window; whatever goes wrong in it, scripts refused by our own policy too, fails the story."""
    context = browser.new_context(base_url=address, viewport=WIDE, locale="id-ID")
    window = context.new_page()
    wrong: list[str] = []
    window.on("pageerror", lambda error: wrong.append(str(error)))
    window.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield window
    context.close()
    # A form that was refused comes back with 422, which the browser calls an error and we do not.
    assert [text for text in wrong if "status of 422" not in text] == []


# Axe seldom says another thing at another width, and takes a second each time: the wide window is the night's.
BOTH = os.environ.get("PULANG_NIGHTLY_WIDTHS") == "1"


def accessible(page: Page, *, both: bool = BOTH) -> None:
    """Holds the page against sideways scrolling at both widths, and against axe on a small phone, or (`both`) too."""
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        fits(page)
        found: list[Any] = _violations(page) if both or size == NARROW else []
        assert found == [], f"{page.url} at {size['width']} px"


def fits(page: Page) -> None:
    """Holds the page against sideways scrolling."""
    page.wait_for_load_state()  # a click returns when the next page has begun: it may have no root yet
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"{page.url} scrolls sideways at {page.viewport_size} by {too_wide} px"


def _violations(page: Page) -> list[Any]:
    # Evaluated by the browser itself, so our policy against foreign scripts does not stand in the way.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8") + ";0")
    script = """tags => axe.run(document, {runOnly: tags, resultTypes: ["violations"], preload: false})
        .then(all => all.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 200))]))"""
    found: list[Any] = page.evaluate(script, STANDARDS)
    return found


def sign_in(page: Page, account: str) -> None:
    """Takes one of the accounts that stand on the sign-in page of the demo."""
    page.goto("/")
    page.get_by_role("button", name=f"Masuk sebagai {account}").click()
    page.wait_for_url(lambda url: "/akun/" not in url)  # the way there ends in a slash too
