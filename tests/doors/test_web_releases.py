"""Public figures at the office: what would be published, what is hidden and why, and two people who publish."""

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.world import COORDINATOR, HEAD, PROGRAMME, REGISTRAR, World

pytestmark = pytest.mark.django_db
QUARTER = "2018-4"


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    made = World()
    day = made.today.replace(year=2018, month=12, day=30)
    made.actor(REGISTRAR)
    for home in ("35.78", "33.74") * 13:
        number = made.choosing(home=home, on=day)
        made.here("cases.attempt.record", on=day, case=number, kind="IN_PERSON", outcome="ACCEPTED")
    return made


def at(name: str, *parts: str) -> str:
    return reverse(name, args=[PROGRAMME, *parts])


def test_one_person_looks_and_prepares_and_another_publishes(world: World) -> None:
    coordinator, head = Browser(world, COORDINATOR), Browser(world, HEAD)

    looked = coordinator.get(at("release", QUARTER))
    prepared = coordinator.send(at("release-prepare", QUARTER))
    own = coordinator.send(at("release-publish", QUARTER))
    published = head.send(at("release-publish", QUARTER))
    again = coordinator.send(at("release-prepare", QUARTER))

    assert looked.has("Semua yang terverifikasi: 25")
    assert looked.has("disembunyikan: terlalu sedikit orang")
    assert "26" not in looked.text.partition("<main")[2].partition("</main>")[0]
    assert prepared.has("Angka disiapkan; orang lain menerbitkannya.")
    assert own.has("Angka diterbitkan oleh orang lain, bukan oleh yang menyiapkannya.")
    assert published.has("2018-4, revisi 1")
    assert again.status == 422
    assert again.has("Tulis alasan menggantinya")


def test_a_running_quarter_and_none_are_told_in_one_sentence(world: World) -> None:
    coordinator = Browser(world, COORDINATOR)

    assert coordinator.get(at("release", "2019-1")).has("Triwulan 2019-1 berakhir pada 31 Maret 2019")
    assert coordinator.get(at("release", "2019-9")).has("Tulis triwulan sebagai tahun dan angka 1 sampai 4")
    assert coordinator.post(at("releases")).status == 405
