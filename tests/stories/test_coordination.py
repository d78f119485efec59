"""What waits, and how offices work on it: every screen of a meeting, its papers and its partners, held against axe."""

import pytest
from playwright.sync_api import Page, expect
from tests.stories.conftest import accessible, sign_in

pytestmark = [pytest.mark.story, pytest.mark.slow]

HERE = "/program/KD-2019"
MEETING = f"{HERE}/rapat/rakor-kemensos/"


def test_a_meeting_is_prepared_held_and_decided_point_by_point(page: Page) -> None:
    sign_in(page, "dinsos-kupang.koordinator")
    page.goto(MEETING)
    page.get_by_role("link", name="Masukkan ke agenda").first.click()
    accessible(page)
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", name="1. Apakah rapat koordinasi sudah memutuskan boleh jalan?")).to_be_visible()
    page.goto(f"{MEETING}berlangsung/")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Putuskan butir ini").click()
    page.get_by_label("Boleh jalan", exact=True).check()
    accessible(page)
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Diputuskan:")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Notulen").click()
    page.get_by_role("button", name="Buat notulen untuk ditandatangani").click()
    page.get_by_role("button", name="Buat notulen").click()
    expect(page.get_by_role("link", name="Unduh N-")).to_be_visible()
    accessible(page)


def test_what_waits_what_was_promised_and_who_may_accompany_is_read_by_everybody(page: Page) -> None:
    sign_in(page, "dinsos-kupang.koordinator")
    pages = (
        f"{HERE}/tunggu/?rapat=2019-03-11&mitra=2019-01-01",
        f"{HERE}/janji/",
        f"{HERE}/janji/penjelasan/",
        f"{HERE}/surat/baru/",
        f"{HERE}/memo/",
        f"{HERE}/mitra/lks-kupang/perjanjian/",
        f"{HERE}/mitra/lks-kupang/alihkan/",
        f"{HERE}/catatan/pertemuan/",
        f"{HERE}/mitra/lks-kupang/akreditasi/",
        f"{HERE}/mitra/lks-kupang/penugasan/",
        f"{HERE}/rapat-baru/",
        f"{MEETING}tanggal/",
        f"{MEETING}agenda/",
        "/lembaga/lks-kupang/surat/",
        "/lembaga/lks-kupang/temuan/",
    )
    for path in pages:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        accessible(page)
    found_by_keyboard_alone(page)
    accessible(page)


def found_by_keyboard_alone(page: Page) -> None:
    """Writes down, without a pointer, what was found of the institution, on the form that is open."""
    for field, typed in (("kind", " "), ("severity", " "), ("text", "Papan pengaduan tidak terpasang")):
        _tab_to(page, f"[name={field}]")
        page.keyboard.type(typed)
    _tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Temuan, 3 Maret 2019")).to_be_visible()


def _tab_to(page: Page, where: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("where => document.activeElement.matches(where)", where):
            return
    raise AssertionError(f"{where} is not reached by the keyboard")
