"""The way home and what comes after it, as pages held against axe, each as somebody sees it who works on it."""

import pytest
from django.conf import settings as configured
from playwright.sync_api import Page, expect
from tests.doors import test_web_rights as rights
from tests.doors.browsing import signed_in
from tests.stories.conftest import accessible
from tests.world import World

pytestmark = [pytest.mark.story, pytest.mark.slow]

PAGES = (
    *("journeys", "journey-plan", "plan-seek", "plan-search", "escort-sheet"),
    *("network", "network-leg", "network-place", "network-book", "network-end"),
    *("manifest", "manifest-leave", "departure-cancel", "gate", "gate-mind"),
    *("handover", "handover-give", "handover-acknowledge", "arrival-tell", "followups", "followup", "case-support"),
)


@pytest.fixture(scope="session")
def demo(database_template: str) -> str:
    """Not the demo, where nobody has left yet: the world in which every page of the way home has something to show."""
    return database_template


def test_every_page_of_the_way_home_is_read_by_whoever_works_on_it(page: Page, address: str) -> None:
    where = rights.addresses(World())
    for name in PAGES:
        session = signed_in(min(rights.MAY[name])).cookies[configured.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": session, "url": address}])
        page.goto(where[name])
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        accessible(page)
