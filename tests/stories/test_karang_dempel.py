"""Three stories of Karang Dempel, told through a browser, each screen held against axe on the way."""

import pytest
from playwright.sync_api import Page, expect
from tests.stories.conftest import accessible, sign_in

pytestmark = [pytest.mark.story, pytest.mark.slow]

COORDINATOR = "dinsos-kupang.koordinator"
PROGRAMME = "Pemulangan warga Karang Dempel 2019"
WAITS_FOR_RAKOR = "Pemulangan 145 orang menunggu hasil rapat koordinasi dengan Kementerian Sosial."


def test_a_newcomer_sees_what_is_waited_for_on_what_money_and_asks_for_another_day(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Akun contoh")).to_be_visible()
    expect(page.get_by_text("DATA CONTOH")).to_be_visible()
    accessible(page, both=True)

    sign_in(page, COORDINATOR)
    accessible(page, both=True)
    page.get_by_role("link", name=PROGRAMME).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(WAITS_FOR_RAKOR)
    expect(page.get_by_text("17 Desember 2018 (76 hari)")).to_be_visible()
    expect(page.get_by_text("Rp300.000.000").first).to_be_visible()
    expect(page.get_by_text("Kurang Rp62.500.000")).to_be_visible()
    expect(page.locator("a.govuk-button:not(.govuk-button--secondary)")).to_have_count(1)
    accessible(page, both=True)

    page.get_by_label("Lihat keadaan per").fill("2018-12-25")
    page.get_by_role("button", name="Lihat", exact=True).click()

    expect(page.get_by_text("Anda melihat keadaan per 25 Desember 2018")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("145 orang")
    expect(page.get_by_text("Rp300.000.000")).to_have_count(0)
    accessible(page, both=True)
    page.get_by_role("link", name="kembali ke hari ini").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WAITS_FOR_RAKOR)

    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The return of 145 people waits for")
    accessible(page, both=True)


def press_to(page: Page, name: str) -> None:
    """Goes with the Tab key until the focus stands on what bears this name."""
    for _ in range(150):
        page.keyboard.press("Tab")
        words = page.evaluate(
            "() => { const at = document.activeElement; return at.labels?.[0]?.textContent ?? at.textContent ?? '' }"
        )
        if str(words).strip().startswith(name):
            return
    message = f"the Tab key never reached {name}"
    raise AssertionError(message)


def test_a_meeting_held_and_decided_moves_the_headline_with_the_keyboard_alone(page: Page) -> None:
    sign_in(page, COORDINATOR)
    page.goto("/program/KD-2019/")

    press_to(page, "Catat rapat berlangsung")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Catat rapat berlangsung")
    accessible(page, both=True)
    press_to(page, "Simpan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("masih tertutup")
    accessible(page, both=True)

    press_to(page, "Catat keputusan")
    page.keyboard.press("Enter")
    accessible(page, both=True)
    press_to(page, "Boleh jalan")
    page.keyboard.press("Space")
    press_to(page, "Alasan")
    page.keyboard.type("Daftar, mitra dan dana sudah dibahas.")
    press_to(page, "Simpan")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("sekarang terbuka")
    accessible(page, both=True)
    page.goto("/program/KD-2019/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("145 orang menunggu")
    expect(page.get_by_role("heading", level=1)).to_contain_text("LKS")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("rapat koordinasi")

    the_answer_held_back_for_it_is_given(page)


def the_answer_held_back_for_it_is_given(page: Page) -> None:
    answer = page.locator(".pl-keputusan", has_text="Apa hasil rapat koordinasi?")
    page.goto("/program/KD-2019/catatan/pers/")
    expect(answer.get_by_text("Boleh disampaikan")).to_be_visible()
    answer.get_by_role("link", name="Catat bahwa sudah disampaikan").click()
    page.get_by_label("Di mana disampaikan?").fill("https://example.org/siaran")
    page.get_by_role("button", name="Simpan").click()
    expect(answer.get_by_text("Rapat koordinasi memutuskan: boleh jalan.")).to_be_visible()
    page.goto("/program/KD-2019/catatan/")
    expect(page.get_by_text("Rapat koordinasi memutuskan: boleh jalan.")).to_be_visible()


def test_a_changed_choice_changes_the_counts_at_once(page: Page) -> None:
    sign_in(page, COORDINATOR)
    page.goto("/program/KD-2019/")
    page.get_by_role("link", name="Berkas", exact=True).click()
    expect(page.get_by_text("145 berkas")).to_be_visible()
    accessible(page, both=True)
    page.get_by_label("Pilihan").select_option(label="Pulang dengan dukungan")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_role("link", name="Hapus saringan Pilihan: Pulang dengan dukungan")).to_be_visible()

    page.locator("tbody a").first.click()
    accessible(page, both=True)
    page.locator("#pilihan ~ p").get_by_role("link").first.click()
    accessible(page, both=True)
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("Ada yang perlu diperbaiki")
    accessible(page, both=True)
    page.get_by_label("Menetap dengan dukungan").check()
    page.get_by_label("Lewat percakapan berdua").check()
    page.get_by_role("button", name="Simpan").click()

    expect(page.get_by_role("alert")).to_contain_text("Pilihan tersimpan.")
    page.goto("/program/KD-2019/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pemulangan 144 orang")
    expect(page.get_by_role("row", name="Menetap dengan dukungan")).to_contain_text("1")
    page.get_by_role("link", name="Menetap dengan dukungan").click()
    expect(page.get_by_text("1 berkas", exact=True)).to_be_visible()
