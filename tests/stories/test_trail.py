"""She asks who looked at her records: the coordinator opens her trail, and it can be read on a small phone."""

from playwright.sync_api import Page, expect
from tests.stories.conftest import accessible, sign_in

COORDINATOR = "dinsos-kupang.koordinator"
OFFICER = "dinsos-kupang.pelindung-data"


def test_who_looked_at_a_case_is_shown_in_words_and_can_be_handed_over(page: Page) -> None:
    sign_in(page, COORDINATOR)
    page.goto("/program/KD-2019/berkas/")
    page.locator("a[href^='/berkas/']").first.click()
    page.get_by_role("link", name="Siapa yang melihat berkas ini").click()

    expect(page.get_by_text("Koordinator program").first).to_be_visible()
    accessible(page)
    with page.expect_download() as copy:
        page.get_by_role("link", name="Salinan untuk diserahkan").click()
    assert copy.value.suggested_filename == "salinan.pdf"


def test_the_officer_reads_the_book_of_looks_on_a_small_phone(page: Page) -> None:
    sign_in(page, OFFICER)
    page.goto("/program/KD-2019/jejak/")
    page.goto("/program/KD-2019/jejak/?ditolak=on")
    page.goto("/program/KD-2019/jejak/")

    expect(page.get_by_text("memeriksa buku jejak").first).to_be_visible()
    accessible(page)
