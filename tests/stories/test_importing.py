"""A workbook is handed in by somebody at a browser, tried and registered by a worker; each screen held against axe."""

import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.rules.sheets import xlsx
from tests.stories.conftest import accessible, sign_in

from pulang.flows import uploads
from pulang.storage import clock

pytestmark = [pytest.mark.story, pytest.mark.slow]

HERE = "/program/KD-2019/impor/"


def test_a_list_in_a_workbook_becomes_cases_and_the_page_follows_by_itself(page: Page, tmp_path: Path) -> None:
    rows = [["Nama", "Asal kota"], ["Sari Contoh", "Kota Surabaya"], ["Eko Contoh", "Atlantis"]]
    file = tmp_path / "daftar.xlsx"
    file.write_bytes(xlsx(rows))
    sign_in(page, "dinsos-kupang.koordinator")
    page.goto(HERE)
    accessible(page)
    page.get_by_role("link", name="Kirim lembar hitung").click()
    accessible(page)
    page.get_by_label("Lembar hitung").set_input_files(file)
    page.get_by_role("button", name="Kirim").click()
    page.get_by_label("Asal kota").select_option("home")
    accessible(page)
    page.get_by_role("button", name="Coba lembarnya").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    accessible(page)

    uploads.work(now=clock.now, below=secrets.randbelow)

    expect(page.get_by_text("1 siap, 1 perlu diperbaiki, 0 mungkin orang yang sama.")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Daftarkan 1 orang").click()
    accessible(page)
    page.get_by_role("button", name="Ya, daftarkan").click()
    uploads.work(now=clock.now, below=secrets.randbelow)
    expect(page.get_by_text("1 orang didaftarkan")).to_be_visible()
    page.get_by_role("link", name="Tarik kembali").click()
    accessible(page)
    page.get_by_role("button", name="Ya, tarik kembali").click()
    expect(page.get_by_text("Impor ditarik kembali.")).to_be_visible()
