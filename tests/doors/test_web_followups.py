"""Follow-up on the screen: who is asked now, few questions, only numbers of what was said, a calendar without names."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser, on
from tests.world import CASE_WORKER, PROGRAMME, World

pytestmark = pytest.mark.django_db
ALL = reverse("followups", args=[PROGRAMME])


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def stayed(world: World) -> str:
    number = world.move(world.case(on=date(2018, 12, 1)), "STAYED", on=date(2019, 2, 3))
    asked: dict[str, Any] = {"purpose": "CONTACT_AFTERWARDS", "event": "GIVEN", "text_version": "1"}
    world.here("cases.consent.record", CASE_WORKER, case=number, **asked)
    return number


def test_she_is_asked_in_few_questions_and_leaves_the_list(world: World) -> None:
    number = stayed(world)
    worker = Browser(world, CASE_WORKER)
    form = reverse("followup", args=[number])
    shown, asks = worker.get(ALL), worker.get(form)
    nothing = worker.send(form, month="1", outcome="REACHED", **on("3 3 2019"))
    done = worker.send(form, month="1", outcome="REACHED", safety="SAFE", income="NOT_ENOUGH", **on("3 3 2019"))

    assert shown.has("Waktunya sekarang")
    assert shown.has(number)
    chosen = [tag for tag in re.findall("<input[^>]*>", asks.text) if 'name="month"' in tag and " checked" in tag]
    assert ['value="1"' in tag for tag in chosen] == [True], "the month that is open now is chosen"
    assert nothing.status == 422
    assert nothing.has("Tanyakan lebih dulu apakah ia aman")
    assert done.has("Kabarnya tercatat.")
    assert not done.has("Waktunya sekarang")
    assert done.has("Belum ada jawaban yang cukup banyak untuk ditunjukkan.")


def test_nobody_to_ask_is_said_kindly(world: World) -> None:
    assert Browser(world, CASE_WORKER).get(ALL).has("Tidak ada yang perlu ditanya bulan ini")


def test_the_calendar_tells_a_stranger_with_the_address_days_and_numbers_only(world: World) -> None:
    number = stayed(world)
    page = Browser(world, CASE_WORKER).get(ALL)
    address = re.search(r"https?://[^/]+(/kalender/[^<\"]+\.ics)", page.text)
    assert address
    file = Client().get(address[1])
    text = file.content.decode("ascii")

    assert file["Content-Type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20190303" in text
    assert "SUMMARY:Pengingat (1)" in text
    assert number not in text
    assert PROGRAMME not in text
    assert Client().get(address[1].replace(PROGRAMME, "BTN-2019")).status_code == 404
    assert Client().get(re.sub(r"/[0-9a-f]+/", "/" + "0" * 32 + "/", address[1])).status_code == 404
