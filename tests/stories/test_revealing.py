"""Opening a name in a browser: the box of sealed fields and the forms, each screen held against axe on the way."""

import pytest
from playwright.sync_api import Page, expect
from tests.stories.conftest import accessible, sign_in

pytestmark = [pytest.mark.story, pytest.mark.slow]

COORDINATOR = "dinsos-kupang.koordinator"


def test_a_name_is_opened_from_the_file_and_every_screen_of_it_is_accessible(page: Page) -> None:
    sign_in(page, COORDINATOR)
    page.goto("/program/KD-2019/berkas/")
    page.locator("table a[href^='/berkas/']").first.click()
    expect(page.get_by_role("heading", name="Identitas", exact=True)).to_be_visible()
    page.get_by_role("link", name="Buka 15 menit – Nama").click()
    accessible(page)

    page.get_by_role("button", name="Buka 15 menit").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    accessible(page)
    page.get_by_label("Menghubungi atau menemuinya").check()
    page.get_by_role("button", name="Buka 15 menit").click()

    expect(page.get_by_text("tertutup lagi dalam 15 menit")).to_be_visible()
    accessible(page)
    for path in ("/program/KD-2019/darurat/", "/program/KD-2019/contoh/"):
        page.goto(path)
        accessible(page)
