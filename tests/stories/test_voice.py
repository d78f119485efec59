"""An office prepares its answer and is held back until the decision; an observing organisation reads and speaks."""

import pytest
from playwright.sync_api import Page, expect
from tests.stories.conftest import accessible, sign_in
from tests.stories.test_karang_dempel import COORDINATOR

pytestmark = [pytest.mark.slow, pytest.mark.story]
HERE = "/program/KD-2019/"


def test_an_answer_is_prepared_held_back_changed_and_given(page: Page) -> None:
    answer = page.locator(".pl-keputusan", has_text="Apa kabar pemulangan?")  # the demo's own stand beside it
    sign_in(page, COORDINATOR)
    page.goto(f"{HERE}catatan/")
    page.get_by_role("link", name="Meja pers").click()
    page.get_by_role("button", name="Siapkan jawaban").click()
    page.get_by_label("Pertanyaannya").fill("Apa kabar pemulangan?")
    page.get_by_label("Jawaban kantor Anda").fill("Per {hari}: {menunggu}")
    page.get_by_label("Baru boleh sesudah keputusan rapat").select_option(index=1)
    accessible(page)
    page.get_by_role("button", name="Simpan").click()
    expect(answer.get_by_text("Belum ada keputusan rapat yang berlaku")).to_be_visible()
    accessible(page)

    answer.get_by_role("link", name="Ubah jawaban").click()
    page.get_by_label("Baru boleh sesudah keputusan rapat").select_option(index=0)
    page.get_by_role("button", name="Simpan").click()
    expect(answer.get_by_text("Boleh disampaikan")).to_be_visible()
    answer.get_by_role("link", name="Catat bahwa sudah disampaikan").click()
    page.get_by_label("Di mana disampaikan?").fill("https://example.org/siaran")
    accessible(page)
    page.get_by_role("button", name="Simpan").click()
    expect(answer.get_by_text("Per 3 Maret 2019: Pemulangan menunggu")).to_be_visible()


def test_messages_are_read_before_any_goes_out(page: Page) -> None:
    sign_in(page, COORDINATOR)
    page.goto(f"{HERE}surat/")
    page.get_by_role("link", name="Kabar kepada warga").click()
    expect(page.get_by_text("Ada jawaban untuk Anda di halaman layanan.")).to_be_visible()
    accessible(page)


def test_an_observing_organisation_reads_what_waits_and_may_complain_for_many(page: Page) -> None:
    sign_in(page, "opsi-ntt.pengamat")
    page.goto(HERE)
    expect(page.get_by_text("Pemulangan menunggu")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Buat pengaduan bersama").click()
    expect(page.get_by_label("Organisasi", exact=True)).to_be_checked()
