"""The copy of her data says what was opened with her; a reveal lives by the database's clock, so this is committed."""

from django.urls import reverse
from pytest_django.fixtures import Settings
from tests import world as cast
from tests.doors.browsing import Browser
from tests.world import World


def test_her_copy_says_her_name_once_it_is_opened_with_her(own_database: str, settings: Settings) -> None:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    number = world.choosing(name="Kenari")
    world.here("privacy.request.receive", cast.CASE_WORKER, case=number, request="P-1", kind="ACCESS")
    world.here("privacy.request.check", cast.CASE_WORKER, case=number, request="P-1", known="IN_PERSON")
    world.revealed(number, cast.CASE_WORKER, "NAME")

    shown = Browser(world, cast.CASE_WORKER).get(reverse("request-copy", args=[number, "P-1"]))

    assert shown.has("Kenari")
    assert shown.has("Tersegel.")
