"""Complaints through pages: made by anybody, followed with code and PIN, answered at the desk."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser, Shown
from tests.doors.outside import told
from tests.world import CITY, COORDINATOR, MINISTRY_REVIEWER, PROGRAMME, World

pytestmark = pytest.mark.django_db
FILLED = {
    "office": CITY,
    "topic": "WAITING",
    "against": "NOBODY",
    "words": "Antrean tidak bergerak",
    "stance": "ANONYMOUS",
    "role": "PERSON",
}


class Passer(Browser):
    """Somebody without an account."""

    def __init__(self) -> None:
        self.client = Client()

    def complains(self, **said: str) -> tuple[str, str]:
        shown = self.send(reverse("complain"), **{**FILLED, **said})
        assert shown.status == 200, shown.text
        found = re.findall(r"<strong>([^<]+)</strong>", re.sub(r"(?s)^.*<main", "", shown.text))
        return found[0], found[1]

    def follows(self, code: str, pin: str) -> Shown:
        assert self.post(reverse("complaint-enter"), code=code, pin=pin).status == 302
        return self.get(reverse("complaint-page"))


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def test_a_complaint_is_made_read_answered_and_reopened_through_pages(world: World) -> None:
    passer, coordinator = Passer(), Browser(world, COORDINATOR)
    code, pin = passer.complains(contact="Nama Uji, telepon 0812")

    waiting = passer.follows(code, pin)
    at_desk = coordinator.get(reverse("complaint", args=[PROGRAMME, code]))
    coordinator.send(reverse("complaint-answer", args=[PROGRAMME, code]), words="Loket dibuka <b>Selasa</b>.")
    answered = passer.follows(code, pin)
    reopened = passer.send(reverse("complaint-page"), words="Masih tertutup")

    assert waiting.has("Terlalu lama menunggu. Dijawab paling lambat Minggu, 17 Maret 2019.")
    assert at_desk.has("Antrean tidak bergerak")
    assert "Nama Uji" not in at_desk.text  # without a name means without a name, whatever was typed
    assert "Loket dibuka &lt;b&gt;Selasa" in answered.text
    assert reopened.has("Masih tertutup")
    assert coordinator.get(reverse("complaint", args=[PROGRAMME, code])).status == 404
    assert Browser(world, MINISTRY_REVIEWER).get(reverse("complaints", args=[PROGRAMME])).has("tingkat kedua")


def test_a_name_given_in_confidence_reaches_the_desk(world: World) -> None:
    code, _ = Passer().complains(stance="CONFIDENTIAL", contact="Nama Uji, telepon 0812")

    assert Browser(world, COORDINATOR).get(reverse("complaint", args=[PROGRAMME, code])).has("Nama Uji")


def test_a_complaint_about_the_office_shows_nothing_there(world: World) -> None:
    code, _ = Passer().complains(against="LEAD_OFFICE")
    coordinator = Browser(world, COORDINATOR)

    assert coordinator.get(reverse("complaints", args=[PROGRAMME])).has("Tidak ada pengaduan di meja ini.")
    assert coordinator.get(reverse("complaint", args=[PROGRAMME, code])).status == 404


def test_every_no_is_the_same_page_and_tries_are_counted(world: World) -> None:
    code, pin = Passer().complains()
    drawn = r'value="[^"]*"|nonce="[^"]*"|"X-CSRFToken": "[^"]*"'

    answers = [Passer().post(reverse("complaint-enter"), code=typed, pin="111222") for typed in (code, "G-0000-0000")]
    for _ in range(4):
        Passer().post(reverse("complaint-enter"), code=code, pin="111222")

    assert {answer.status for answer in answers} == {422}
    assert len({re.sub(drawn, "", answer.text) for answer in answers}) == 1
    assert Passer().post(reverse("complaint-enter"), code=code, pin=pin).has("Terlalu banyak percobaan")


def test_one_address_complains_ten_times_an_hour_at_most(world: World) -> None:
    passer = Passer()
    for _ in range(10):
        passer.complains()

    held = passer.send(reverse("complain"), **FILLED)

    assert held.status == 422
    assert held.has("Terlalu banyak percobaan")


def test_bad_input_keeps_what_was_typed_and_pages_tell_nothing_of_the_service(world: World) -> None:
    passer = Passer()
    empty = passer.send(reverse("complain"), **{**FILLED, "words": ""})

    assert empty.status == 422
    assert told(empty.text) == []
    assert passer.get(reverse("complaint-page")).url == reverse("complaint-enter")
