"""Somebody is registered question by question on a phone; each kind of page held against axe."""

import pytest
from playwright.sync_api import Page, expect
from tests.stories.conftest import accessible, sign_in

pytestmark = [pytest.mark.story, pytest.mark.slow]


def _size(page: Page, name: str) -> tuple[float, float]:
    box = page.get_by_role("button", name=name).bounding_box()
    assert box is not None
    return box["width"], box["height"]


def test_a_registration_is_begun_gone_on_with_and_ends_in_a_card(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(page, "dinsos-kupang.koordinator")
    page.goto("/program/KD-2019/berkas/")
    page.get_by_role("link", name="Daftarkan lewat tanya jawab").click()
    accessible(page)
    page.get_by_role("button", name="Mulai").click()
    page.get_by_label("Lewat percakapan berdua").check()
    accessible(page)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Menetap dengan dukungan").check()
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_text("Berlaku paling lama satu tahun")).to_be_visible()
    page.get_by_text("Bacakan dengan kata sederhana").click()
    assert len({_size(page, name) for name in ("Ya", "Tidak")}) == 1, "no is as large as yes"
    accessible(page)
    page.get_by_role("button", name="Tidak").click()
    draft = page.url.split("/")[-3]

    page.goto(page.url.replace("setuju-2", "asal"))
    page.get_by_label("Dari kabupaten, kota atau desa mana asalnya?").fill("Soerabaja")
    page.get_by_role("button", name="Lanjut").click()
    accessible(page)
    page.get_by_label("Kota Surabaya, Jawa Timur", exact=True).check()
    page.get_by_role("button", name="Lanjut").click()
    page.goto("/program/KD-2019/berkas/tanya/")
    page.get_by_role("link", name=f"Lanjutkan {draft}").click()
    expect(page.get_by_text("Menetap dengan dukungan")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Daftarkan").click()

    expect(page.get_by_text("terdaftar. Buat kartunya sekarang")).to_be_visible()
    accessible(page)
