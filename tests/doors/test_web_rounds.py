"""Rounds on screens: times without queues for staff and for herself, and a list without names, with its method."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser, on
from tests.doors.test_own_page import carded, inside
from tests.world import CASE_WORKER, COORDINATOR, PROGRAMME, STRANGER, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def at(name: str, *parts: str) -> str:
    return reverse(name, args=[PROGRAMME, *parts])


def test_a_round_is_opened_times_are_offered_and_one_is_kept_moved_and_cancelled(world: World) -> None:
    coordinator, worker, number = Browser(world, COORDINATOR), Browser(world, CASE_WORKER), world.choosing()
    said: dict[str, Any] = {**on("3 3 2019", "opens_on"), **on("5 3 2019", "closes_on"), **on("9 3 2019", "late_until")}
    coordinator.send(at("round-open"), code="P-1", **said)
    times: dict[str, Any] = {"round": "P-1", "starts": "09:00", "minutes": "30", "count": "2", "capacity": "1"}
    wrong = coordinator.send(at("slot-offer"), **times, **on("1 4 2019", "meets_on"), place="Loket 2")
    coordinator.send(at("slot-offer"), **times, **on("4 3 2019", "meets_on"), place="Loket 2")
    shown = coordinator.get(at("rounds"))
    form = worker.get(reverse("case-appointment", args=[number]))
    first, second = sorted({part.split('"')[0] for part in form.text.split('value="J-')[1:]})

    worker.send(reverse("case-appointment", args=[number]), slot=f"J-{first}")
    file = worker.send(reverse("case-appointment", args=[number]), slot=f"J-{second}")
    reminder = worker.get(reverse("case-appointment", args=[number]))
    gone = worker.send(reverse("case-appointment-cancel", args=[number]))

    assert wrong.has("Hari itu di luar putarannya atau sudah lewat.")
    assert shown.has("Pendaftaran menyusul diterima sampai 9 Maret 2019")
    assert shown.has("0 dari 1 terisi")
    assert file.has("4 Maret 2019 pukul 09.30, Loket 2")
    assert reminder.has("Pengingat: Anda ada janji 4 Maret 2019 pukul 09.30 di Loket 2.")
    assert "Program" not in reminder.text.split("Pengingat:")[1].split("”")[0]
    assert gone.has("Belum ada; putaran sedang berjalan sampai 5 Maret 2019")


def test_who_was_not_reached_is_told_to_have_her_place_and_what_comes_next(world: World) -> None:
    number = world.choosing()
    world.here("cases.round.open", code="P-2", opens_on="2019-03-10", closes_on="2019-03-12")

    told = Browser(world, CASE_WORKER).send(
        reverse("case-attempt", args=[number]),
        kind="IN_PERSON",
        outcome="NOT_REACHED",
        reason="AWAY",
        **on("3 3 2019"),
    )

    assert told.has("tempatnya tetap ada. Putaran berikutnya 10 Maret 2019 sampai 12 Maret 2019.")
    assert told.has("Belum bertemu – Sedang tidak di tempat")


def test_a_list_is_frozen_once_and_downloaded_without_names(world: World, settings: Settings) -> None:
    number = world.verified(world.choosing(name="Kenari", alias="Melati"))
    world.here("cases.round.open", code="P-1", opens_on="2019-03-01", closes_on="2019-03-03")
    settings.PULANG_TODAY = "2019-03-04"
    world.today += timedelta(days=1)
    coordinator = Browser(world, COORDINATOR)

    frozen = coordinator.send(at("round-freeze"), round="P-1")
    page = coordinator.get(at("round-list", "P-1"))
    table = coordinator.get(at("round-list-file", "P-1"))

    assert frozen.has("Daftar putaran ini: 1 berkas")
    assert page.has("Dibekukan 4 Maret 2019 oleh Dinas Sosial Kota Kupang.")
    assert page.has("Belum bertemu, belum lengkap dan belum dicoba bukan berarti tidak berhak")
    assert f"{number},Terverifikasi,Bertemu langsung," in table.text
    assert not {"Kenari", "Melati"} & set(table.text.split())
    assert number not in Browser(world, STRANGER).get(at("round-list-file", "P-1")).text
    assert coordinator.get(at("round-list", "P-9")).status == 404


def test_she_keeps_a_time_herself_moves_it_and_gives_it_back(world: World) -> None:
    number = world.choosing()
    day = world.today.isoformat()
    world.here("cases.round.open", code="P-1", opens_on=day, closes_on=day)
    world.here("rounds.slot.offer", round="P-1", code="A", meets_on=day, starts="09:00", count=2, place="Loket 2")
    phone = inside(carded(world, number))
    ref = "00000000-0000-4000-8000-00000000000{}"

    before = phone.read()
    kept = phone.post(reverse("own-visit"), ref=ref.format(1), slot="A-1")
    moved = phone.post(reverse("own-visit"), ref=ref.format(2), slot="A-2")
    full = phone.post(reverse("own-visit"), ref=ref.format(3), slot="A-2")
    page = phone.read()
    cancelled = phone.post(reverse("own-visit-cancel"), ref=ref.format(4))
    after = phone.read()

    assert before.has("bukan berarti Anda tidak berhak")
    assert kept.has("3 Maret 2019 pukul 09.00, Loket 2")
    assert moved.has("09.30")
    assert full.status == 422
    assert page.has("3 Maret 2019 pukul 09.30, Loket 2")
    assert cancelled.has("Janji temu Anda dibatalkan")
    assert after.has("Pilih jam temu")
