"""Filters and the day picker with scripts: the main part alone is brought, the focus stays, going back is right."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from tests.stories.conftest import accessible, sign_in

pytestmark = [pytest.mark.story, pytest.mark.slow]

COORDINATOR = "dinsos-kupang.koordinator"
REVIEWER = "kemensos.peninjau"
LIST = "/program/KD-2019/berkas/"


def mark(page: Page) -> None:
    """Leaves something on the window that a new page would not have."""
    page.evaluate("window.bertanda = true")


def marked(page: Page) -> bool:
    return bool(page.evaluate("window.bertanda === true"))


def focused(page: Page, where: str) -> None:
    """Holds that it is the same page as before, with the focus on what bears this id."""
    expect(page.locator(f"#{where}")).to_be_focused()
    assert marked(page)


def test_a_list_is_narrowed_and_widened_again_without_losing_the_place(page: Page) -> None:
    sign_in(page, COORDINATOR)
    page.goto(LIST)
    expect(page.locator("caption")).to_have_text("145 berkas")
    mark(page)

    page.get_by_label("Provinsi asal").select_option(label="Jawa Barat")
    page.get_by_role("button", name="Terapkan").focus()
    page.keyboard.press("Enter")

    expect(page.locator("caption")).not_to_have_text("145 berkas")
    focused(page, "saring-terapkan")
    expect(page).to_have_url(re.compile("origin=32"))
    expect(page.locator("#kabar")).to_have_text(page.locator("caption").inner_text())
    accessible(page)

    page.get_by_role("link", name="Hapus saringan").click()
    expect(page.locator("caption")).to_have_text("145 berkas")
    focused(page, "isi")
    expect(page.get_by_label("Provinsi asal")).to_have_value("")

    page.go_back()
    expect(page.locator("caption")).not_to_have_text("145 berkas")
    expect(page.get_by_label("Provinsi asal")).to_have_value("32")
    page.go_back()
    expect(page.locator("caption")).to_have_text("145 berkas")


def test_another_day_comes_into_view_and_leaves_it(page: Page) -> None:
    sign_in(page, COORDINATOR)
    page.goto("/program/KD-2019/")
    mark(page)

    page.get_by_label("Lihat keadaan per").fill("2018-12-25")
    page.get_by_role("button", name="Lihat", exact=True).click()

    expect(page.get_by_text("Anda melihat keadaan per 25 Desember 2018")).to_be_visible()
    focused(page, "hari-lihat")
    expect(page.get_by_label("Lihat keadaan per")).to_have_value("2018-12-25")
    expect(page.get_by_role("link", name="Rapat").first).to_have_attribute("href", re.compile("hari=2018-12-25"))
    accessible(page)
    page.go_back()
    expect(page.get_by_text("Anda melihat keadaan per")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_contain_text("145 orang")


def test_whoever_was_signed_out_meanwhile_meets_the_sign_in_page(page: Page) -> None:
    sign_in(page, COORDINATOR)
    page.goto(LIST)
    page.context.clear_cookies()

    page.get_by_role("button", name="Terapkan").click()

    expect(page.get_by_role("heading", name="Akun contoh")).to_be_visible()


@pytest.mark.parametrize(
    "path", ["bantuan/", "bantuan/?sk=SK-460/2019", "tindakan/", "tindakan/?bagian=coordination", "jejak/"]
)
def test_the_pages_of_aid_and_acts_hold_against_axe(page: Page, path: str) -> None:
    sign_in(page, COORDINATOR if path != "jejak/" else "dinsos-kupang.pelindung-data")
    page.goto(f"/program/KD-2019/{path}")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    accessible(page)


def test_a_decrees_case_numbers_hold_against_axe(page: Page, settings: Settings) -> None:
    settings.PULANG_TODAY = "2019-11-01"
    sign_in(page, REVIEWER)
    page.goto("/program/BTN-2019/bantuan/")
    accessible(page)

    page.get_by_role("link", name="Nomor berkas").first.click()

    expect(page.locator(".pl-nomor-nomor li")).not_to_have_count(0)
    accessible(page)
