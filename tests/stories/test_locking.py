"""Locking a case in a browser: the form holds against axe, and the case is gone for whoever locked it."""

import pytest
from playwright.sync_api import Page, expect
from tests.stories.conftest import accessible, sign_in

pytestmark = [pytest.mark.story, pytest.mark.slow]

COORDINATOR = "dinsos-kupang.koordinator"


def test_a_case_is_locked_to_two_others_and_gone(page: Page) -> None:
    sign_in(page, COORDINATOR)
    page.goto("/program/KD-2019/berkas/")
    link = page.locator("table a[href^='/berkas/']").first
    number = link.get_attribute("href")
    page.goto(f"{number}kunci/")
    accessible(page)
    first, second = page.locator("select[name=first] option"), page.locator("select[name=second] option")
    assert first.count() == second.count() > 2

    page.get_by_role("button", name="Kunci berkas").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    accessible(page)
