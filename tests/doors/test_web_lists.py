"""Two lists side by side on a screen: every difference by its act, and nobody's name."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.world import COORDINATOR, PROGRAMME, REGISTRAR, STRANGER, WATCHER, World

from pulang.doors.web.lists import views as lists

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def test_who_came_and_what_changed_is_told_by_its_act_and_without_a_name(world: World) -> None:
    early = date(2019, 2, 20)
    world.actor(REGISTRAR)
    stayed = world.choosing(on=early, name="Kenari")
    came = world.choosing(name="Merpati")
    world.here("cases.choice.record", case=stayed, choice="STAY", informed="CONVERSATION")
    coordinator = Browser(world, COORDINATOR)

    shown = coordinator.get(f"{reverse('lists', args=[PROGRAMME])}?dari=2019-02-24")
    known = coordinator.get(f"{reverse('lists', args=[PROGRAMME])}?dari=2019-03-03&dari-diketahui=2019-02-24")
    same = coordinator.get(f"{reverse('lists', args=[PROGRAMME])}?dari=2019-03-03")

    assert shown.has(f"{stayed} pilihan Pulang dengan dukungan Menetap dengan dukungan Pilihan")
    assert shown.has(f"{came} ada dalam daftar belum ada ya Pendaftaran berkas ini")
    assert shown.has("Perbedaan tanpa tindakan di baliknya: 0.")
    assert shown.has("Semua berkas 1 2")
    assert known.has("Semua berkas 1 2")
    assert same.has("Kedua daftar sama.")
    assert not {"Kenari", "Merpati"} & set(shown.text.split())


def test_numbers_that_were_stated_stand_beside_the_register(world: World) -> None:
    world.choosing()
    figure: dict[str, Any] = {"figure": "registered", "value": 145, "unit": "PEOPLE", "office": "Dinas Sosial"}
    world.here("statements.figure.report", source="Surat 1/2019", **figure)

    shown = Browser(world, COORDINATOR).get(reverse("lists", args=[PROGRAMME]))

    assert shown.has("145 orang")
    assert shown.has("Berbeda dengan")


def test_others_lists_are_empty_and_who_sees_no_case_has_none(world: World) -> None:
    number = world.choosing()

    assert number not in Browser(world, STRANGER).get(reverse("lists", args=[PROGRAMME])).text
    assert Browser(world, WATCHER).get(reverse("lists", args=[PROGRAMME])).status == 404


def test_a_long_list_of_differences_is_leafed_through(world: World) -> None:
    for _ in range(lists.CHANGES_SHOWN + 2):
        world.case()
    coordinator, url = Browser(world, COORDINATOR), f"{reverse('lists', args=[PROGRAMME])}?dari=2019-02-24"

    first, second, lost = (coordinator.get(f"{url}{rest}") for rest in ("", "&halaman=2", "&halaman=x"))

    assert first.has(f"1–{lists.CHANGES_SHOWN} dari {lists.CHANGES_SHOWN + 2}")
    assert "halaman=2" in first.text
    assert second.has(f"{lists.CHANGES_SHOWN + 1}–{lists.CHANGES_SHOWN + 2} dari")
    assert second.text.count('data-label="Oleh tindakan"') == 2
    assert lost.has("1–")
