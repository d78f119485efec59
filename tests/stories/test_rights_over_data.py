"""A person asks about her data: received at the desk, seen to by the officer, each screen held against axe."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from tests.asvs import asvs
from tests.stories.conftest import BOTH, WIDE, accessible, sign_in

pytestmark = [pytest.mark.story, pytest.mark.slow]

COORDINATOR = "dinsos-kupang.koordinator"
OFFICER = "dinsos-kupang.pelindung-data"
HEAD = "dinsos-kupang.kepala"
RECEIVER = "dinsos-jatim.penerima"
PHONE: ViewportSize = {"width": 360, "height": 740}


def seen(page: Page, name: str) -> None:
    """Holds a screen against axe; with STORY_PICTURES set it is drawn too, for whoever wants to look."""
    accessible(page)
    folder = os.environ.get("STORY_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
        page.set_viewport_size(PHONE)
        page.screenshot(path=str(Path(folder) / f"{name}-360.png"), full_page=True)
        page.set_viewport_size(WIDE)


def as_(page: Page, account: str, path: str, name: str) -> None:
    """Looks at one screen as somebody else, in both languages; in English at night, as the wide window is."""
    page.get_by_role("button", name="Keluar").click()
    sign_in(page, account)
    page.goto(path)
    seen(page, name)
    if not BOTH:
        return
    page.get_by_role("button", name="English").click()
    seen(page, f"{name}-en")
    page.get_by_role("button", name="Indonesia", exact=True).click()


def received(page: Page, request: str, kind: str) -> None:
    """Notes a request on the form that is open."""
    page.get_by_label("Nomor permintaan").fill(request)
    page.get_by_label(kind).check()
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("Tersimpan")


def others_look(page: Page, file: str) -> None:
    """The screens of those who answer for her data beside the desk and the officer."""
    page.goto(f"{file}permintaan/P-2/periksa/")
    page.get_by_label("Ia datang sendiri dan dikenal petugas").check()
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("Tersimpan")
    as_(page, HEAD, f"{file}surat/", "surat")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    seen(page, "surat-salah")
    as_(page, HEAD, "/darurat/", "darurat")
    as_(page, HEAD, "/program/KD-2019/contoh/", "contoh")
    as_(page, COORDINATOR, f"{file}permintaan/P-2/salinan/", "salinan")
    as_(page, RECEIVER, "/pelindungan/hapus/", "hapus")


@asvs("V14.1.1")
def test_a_request_and_a_withdrawal_go_from_the_file_to_the_officer_s_list(page: Page) -> None:
    sign_in(page, COORDINATOR)
    page.goto("/program/KD-2019/berkas/")
    page.locator("tbody a").first.click()
    file = page.url
    number = file.rstrip("/").rpartition("/")[2]

    page.get_by_role("link", name="Catat permintaannya tentang datanya").click()
    seen(page, "permintaan")
    received(page, "P-1", "Pembatasan: jangan dipakai dulu")
    page.goto(f"{file}permintaan/")
    received(page, "P-2", "Salinan datanya, dan siapa yang melihat")
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
    expect(page.get_by_text("dijawab paling lambat Rabu, 6 Maret 2019").first).to_be_visible()
    seen(page, "daftar")
    page.get_by_role("link", name=f"{number} · P-1").click()
    page.get_by_role("link", name="Tolak").first.click()
    seen(page, "tolak")
    page.goto(f"{file}pelindungan/")
    page.get_by_role("button", name="English").click()
    seen(page, "seseorang-en")
    page.get_by_role("button", name="Indonesia", exact=True).click()
    others_look(page, file)
