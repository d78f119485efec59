"""The way home and what comes after it, as pages held against axe."""

import pytest
from playwright.sync_api import Page, expect
from tests.stories.conftest import accessible, sign_in

pytestmark = [pytest.mark.story, pytest.mark.slow]

HERE = "/program/KD-2019/perjalanan/"


def test_departures_plans_and_follow_up_are_read_by_whoever_works_on_them(page: Page) -> None:
    sign_in(page, "dinsos-kupang.koordinator")
    for path in (HERE, f"{HERE}pendampingan/", f"{HERE}susun/", f"{HERE}jaringan/", f"{HERE}jaringan/ruas/"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        accessible(page)
