"""A journalist reads the public pages, served as plain files, and takes the data along."""

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.stories.conftest import WIDE, accessible

from pulang.doors.public import command, simulated, site

pytestmark = [pytest.mark.slow, pytest.mark.story]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """This will keep the lines of a test clean."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    command.write(site.files(simulated.releases(400)), tmp_path)
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_journalist_reads_the_page_and_downloads_the_data(browser: Browser, served: str) -> None:
    context = browser.new_context(base_url=served, viewport=WIDE, java_script_enabled=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/index.html")
    accessible(page)
    page.get_by_role("link", name="Program uji").click()
    expect(page.get_by_role("heading", name="Apa yang ditunggu")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("img", name="Tile map of the 38 home provinces")).to_be_visible()
    page.get_by_role("link", name="quarter 4 of 2020, revision 1", exact=True).click()
    expect(page.get_by_text("This release was replaced")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="counts.csv").click()
    lines = Path(waiting.value.path()).read_text("utf-8").splitlines()
    package = json.loads(page.request.get("/UJI-1/data/datapackage.json").text())

    assert lines[0] == ",".join(field["name"] for field in package["resources"][1]["schema"]["fields"])
    assert len(lines) > 100
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [url for url in asked if not url.startswith(served)] == []
    assert wrong == []
    context.close()
