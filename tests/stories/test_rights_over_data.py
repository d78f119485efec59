"""A person asks about her data: received at the desk, seen to by the officer, each screen held against axe."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.asvs import asvs
from tests.stories.conftest import accessible, sign_in

pytestmark = [pytest.mark.story, pytest.mark.slow]

COORDINATOR = "dinsos-kupang.koordinator"
OFFICER = "dinsos-kupang.pelindung-data"


def seen(page: Page, name: str) -> None:
    """Holds a screen against axe; with STORY_PICTURES set it is drawn too, for whoever wants to look."""
    accessible(page)
    folder = os.environ.get("STORY_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@asvs("V14.1.1")
def test_a_request_and_a_withdrawal_go_from_the_file_to_the_officer_s_list(page: Page) -> None:
    sign_in(page, COORDINATOR)
    page.goto("/program/KD-2019/berkas/")
    page.locator("tbody a").first.click()
    file = page.url
    number = file.rstrip("/").rpartition("/")[2]

    page.get_by_role("link", name="Catat permintaannya tentang datanya").click()
    seen(page, "permintaan")
    page.get_by_label("Nomor permintaan").fill("P-1")
    page.get_by_label("Pembatasan: jangan dipakai dulu").check()
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("Tersimpan")
    seen(page, "seseorang")
    page.goto(file)
    expect(page.get_by_text("Ia membatasi pemakaian datanya")).to_be_visible()

    page.get_by_role("link", name="Tarik semua persetujuan").click()
    seen(page, "tarik")
    page.get_by_role("button", name="Ya, tarik semua").click()
    expect(page.get_by_role("alert")).to_contain_text("Semua persetujuannya berakhir.")

    page.get_by_role("button", name="Keluar").click()
    sign_in(page, OFFICER)
    page.get_by_role("link", name="Pelindungan data").click()
    expect(page.get_by_text("dijawab paling lambat Rabu, 6 Maret 2019")).to_be_visible()
    seen(page, "daftar")
    page.get_by_role("link", name=f"{number} · P-1").click()
    page.get_by_role("link", name="Tolak").first.click()
    seen(page, "tolak")
    page.goto(f"{file}pelindungan/")
    page.get_by_role("button", name="English").click()
    seen(page, "seseorang-en")
