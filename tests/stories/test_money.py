"""A payment goes from one pair of hands to another, and a person's sheet is read: each screen held against axe."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.asvs import asvs
from tests.stories.conftest import accessible, sign_in

pytestmark = [pytest.mark.story, pytest.mark.slow]

TREASURER, APPROVER, COORDINATOR = "bkad-kupang.bendahara", "bkad-kupang.penyetuju", "dinsos-kupang.koordinator"


def seen(page: Page, name: str) -> None:
    """Holds a screen against axe; with STORY_PICTURES set it is drawn too, for whoever wants to look."""
    accessible(page)
    folder = os.environ.get("STORY_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@asvs("V2.3.5")
def test_a_payment_that_was_asked_for_waits_for_somebody_else(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(page, TREASURER)
    page.goto("/program/KD-2019/dana/")
    page.get_by_role(
        "link", name="Ajukan pembayaran"
    ).last.click()  # out of the city's money, whose approver comes next
    seen(page, "ajukan")
    page.get_by_label("Jumlah").fill("2500000")
    page.get_by_role("button", name="Ajukan").click()

    expect(page.get_by_text("belum ada uang yang keluar")).to_be_visible()
    expect(page.get_by_text("Menunggu persetujuan")).to_be_visible()
    expect(page.get_by_role("link", name="Setujui")).to_have_count(0)
    seen(page, "pembayaran")
    page.get_by_role("link", name="Tolak").click()
    seen(page, "tolak")
    page.goto(page.url.replace("/tolak/", "/bukti/"))
    seen(page, "bukti")
    for name in ("skenario", "realisasi"):
        page.goto(f"/program/KD-2019/{name}/")
        seen(page, name)
    page.goto("/program/KD-2019/dana/")
    seen(page, "dana")
    source = page.locator("a[href$='/dokumen/']").first.get_attribute("href") or ""
    for name in ("rekening-koran", "rekening-koran/masuk", "buku-besar"):
        page.goto(source.replace("dokumen", name))
        seen(page, name.replace("/", "-"))
    page.goto(source)
    page.get_by_role("button", name="Catat dokumen").click()
    seen(page, "dokumen")

    _the_approver_sees_first_what_waits(page)


def _the_approver_sees_first_what_waits(page: Page) -> None:
    page.context.clear_cookies()
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(page, APPROVER)
    page.goto("/program/KD-2019/dana/")
    expect(page.get_by_role("heading", level=2).first).to_have_text("Menunggu persetujuan Anda")
    seen(page, "menunggu")
    page.get_by_role("button", name="Setujui").first.click()
    expect(page.get_by_role("button", name="Ya, setujui")).to_be_visible()
    seen(page, "setujui")


def test_what_a_person_is_due_is_read_from_her_file(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(page, COORDINATOR)
    page.goto("/program/KD-2019/berkas/")
    page.locator("tbody a").first.click()
    page.get_by_role("link", name="Hak bantuannya").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Hak bantuan")
    seen(page, "hak")
    page.goto("/program/KD-2019/bantuan/")
    seen(page, "bantuan")
