"""A complaint without a name is made on a small telephone without scripts, answered by the office, and reopened."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.stories.conftest import NARROW, accessible, fits, sign_in
from tests.stories.test_karang_dempel import COORDINATOR

pytestmark = [pytest.mark.slow, pytest.mark.story]


def test_an_anonymous_complaint_is_answered_and_reopened(browser: Browser, page: Page, address: str) -> None:
    context = browser.new_context(base_url=address, viewport=NARROW, locale="id-ID", java_script_enabled=False)
    phone = context.new_page()
    phone.goto("/pengaduan/")
    phone.get_by_label("Kantor yang mengurus").select_option(label="Dinas Sosial Kota Kupang")
    for answer in ("Terlalu lama menunggu", "Tidak tentang kantor tertentu", "Orang lain"):
        phone.get_by_label(answer, exact=True).check()
    phone.get_by_label("Apa yang terjadi?").fill("Tidak ada kabar sejak Januari")
    phone.get_by_role("button", name="Kirim").click()
    expect(phone.locator("main strong")).to_have_count(2)
    code, pin = (found.inner_text() for found in phone.locator("main strong").all())

    sign_in(page, COORDINATOR)
    page.goto("/program/KD-2019/pengaduan/")
    accessible(page)
    page.get_by_role("link", name=code).click()
    accessible(page)
    page.get_by_role("link", name="Jawab pengaduan").click()
    page.get_by_label("Jawaban").fill("Rapat koordinasi ditunggu; kabar berikutnya Senin.")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("Jawaban tercatat")).to_be_visible()

    phone.goto("/pengaduan/lacak/")
    phone.get_by_label("Kode pengaduan").fill(code)
    phone.get_by_label("PIN").fill(pin)
    phone.get_by_role("button", name="Baca").click()
    expect(phone.get_by_text("kabar berikutnya Senin")).to_be_visible()
    phone.get_by_label("Mengapa jawabannya belum cukup?").fill("Senin tidak ada kabar")
    phone.get_by_role("button", name="Buka kembali").click()
    expect(phone.get_by_text("Dibuka kembali")).to_be_visible()
    fits(phone)
    context.close()
    page.goto("/pengaduan/")
    accessible(page)
