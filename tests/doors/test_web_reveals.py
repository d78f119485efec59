"""The screens that open sealed fields, declare and answer for emergencies, and draw samples."""

from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors.browsing import Browser, signed_in
from tests.world import (
    ADMINISTRATOR,
    CASE_WORKER,
    COORDINATOR,
    DATA_PROTECTION,
    HEAD,
    MINISTRY_REVIEWER,
    PARTNER,
    PARTNER_WORKER,
    PROGRAMME,
    STRANGER,
    TREASURER,
    World,
)

WHY = "Ancaman di tempat tinggalnya"


@pytest.fixture
def world(own_database: str, settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def at(name: str, *parts: object) -> str:
    return reverse(name, args=parts)


@asvs("V14.2.6", "V14.3.2", "V8.2.3")
def test_a_field_is_opened_from_the_file_and_says_how_long_it_stays_open(world: World) -> None:
    number = world.choosing(name="Nama Uji", phone="081234567890")
    worker, colleague = Browser(world, CASE_WORKER), Browser(world, COORDINATOR)
    form = f"{at('case-reveal', number)}?isian=NAME"
    before = worker.get(at("case", number))

    done = worker.send(form, fields_asked=["NAME"], purpose="CONTACT")
    after = worker.client.get(at("case", number))

    assert before.has("Identitas")
    assert before.has("Buka 15 menit")
    assert "Nama Uji" not in before.text
    assert done.url == f"{at('case', number)}#identitas"
    assert done.has("Nama Uji (tertutup lagi dalam 15 menit)")
    assert "81234567890" not in done.text
    assert "no-store" in after.headers["Cache-Control"]
    assert "Nama Uji" not in colleague.get(at("case", number)).text


def test_a_purpose_that_does_not_need_the_field_and_an_empty_form_are_refused_beside_it(world: World) -> None:
    number = world.choosing(name="Nama Uji")
    worker = Browser(world, CASE_WORKER)
    form = f"{at('case-reveal', number)}?isian=NAME"

    wrong = worker.send(at("case-reveal", number), fields_asked=["NIK"], purpose="CONTACT")
    empty = worker.send(form)
    strange = worker.send(form, fields_asked=["DIARY"], purpose="CONTACT")

    assert (wrong.status, empty.status, strange.status) == (422, 422, 422)
    assert wrong.has("Keperluan itu tidak memerlukan isian ini")
    assert empty.has("Pilih paling sedikit satu")


@asvs("V8.2.1")
def test_whoever_may_open_nothing_is_shown_no_box_and_no_form(world: World) -> None:
    world.partner_ready()
    number = world.choosing(name="Nama Uji")
    head, reviewer = Browser(world, HEAD), Browser(world, MINISTRY_REVIEWER)

    for reader in (head, reviewer):
        assert not reader.get(at("case", number)).has("Buka 15 menit")
        assert reader.get(at("case-reveal", number)).status == 404
        sent = reader.post(at("case-reveal", number), fields_asked=["NAME"], purpose="VERIFY", ref=str(uuid4()))
        assert sent.status == 422
        assert sent.has("tidak terbuka untuk tugas Anda")
    for user in (TREASURER, ADMINISTRATOR, STRANGER, DATA_PROTECTION, PARTNER_WORKER):
        assert Browser(world, user).get(at("case-reveal", number)).status == 404, user


@asvs("V8.2.3")
def test_a_partner_opens_no_more_than_its_care_needs(world: World) -> None:
    world.partner_ready()
    number = world.choosing(name="Nama Uji", nik="5371016311770009")
    world.given(number, PARTNER, "PARTNER")
    partner = Browser(world, PARTNER_WORKER)

    done = partner.send(at("case-reveal", number), fields_asked=["NAME"], purpose="CONTACT")
    more = partner.send(at("case-reveal", number), fields_asked=["NIK"], purpose="VERIFY")

    assert done.has("Nama Uji")
    assert not done.has("NIK")
    assert more.status == 422


@asvs("V7.5.1")
def test_an_emergency_asks_who_sits_there_opens_the_identity_and_nothing_else(world: World) -> None:
    number = world.choosing(name="Nama Uji", alias="Melati")
    stranger = Browser(world, STRANGER)
    elsewhere = world.choosing()
    unsure = signed_in(STRANGER, confirmed=False)

    asked = unsure.get(at("emergency"))
    short = stranger.send(at("emergency"), case=number, reason="VIOLENCE", explained="Bahaya")
    done = stranger.send(at("emergency"), case=number, reason="VIOLENCE", explained=WHY)
    second = stranger.send(at("emergency"), case=elsewhere, reason="VIOLENCE", explained=WHY)
    shown = stranger.send(at("emergency-open", number), fields_asked=["NAME"], purpose="CONTACT")

    assert asked.headers["Location"].startswith(at("step-up"))
    assert short.status == 422
    assert done.url == at("emergency-file", number)
    assert "Nama Uji" not in done.text
    assert second.has("Satu orang pada satu waktu")
    assert shown.has("Nama Uji (tertutup lagi dalam 15 menit)")
    assert not shown.has("Melati")
    assert stranger.get(at("case", number)).status == 404
    assert stranger.get(at("emergency-file", elsewhere)).status == 404


def test_an_emergency_is_confirmed_by_another_reviewed_and_told(world: World) -> None:
    number = world.choosing(name="Nama Uji")
    world.emergency(number, STRANGER)
    page, officer, coordinator = (
        at("emergencies", PROGRAMME),
        Browser(world, DATA_PROTECTION),
        Browser(world, COORDINATOR),
    )
    waiting = officer.get(page)

    coordinator.send(at("emergency-confirm", PROGRAMME, 1), upheld="ya")
    again = coordinator.send(at("emergency-confirm", PROGRAMME, 1), upheld="tidak")
    officer.send(at("emergency-review", PROGRAMME, 1), upheld="ya", note="Perlu")
    done = officer.send(at("emergency-tell", PROGRAMME, 1), note="Lewat telepon")

    assert waiting.has("Menunggu konfirmasi")
    assert waiting.has("Menunggu tinjauan")
    assert waiting.has("Belum diberi tahu")
    assert not waiting.has("Terlambat")
    assert again.status == 422
    assert again.has("Langkah ini sudah dicatat")
    assert done.has("Sudah diberi tahu")
    assert not done.has("Menunggu")


def test_what_has_not_followed_in_time_is_shown_as_overdue(world: World, settings: Settings) -> None:
    world.emergency(world.choosing(), STRANGER)
    officer = Browser(world, DATA_PROTECTION)

    settings.PULANG_TODAY = "2019-03-05"
    second = officer.get(at("emergencies", PROGRAMME)).text.count("Terlambat")
    settings.PULANG_TODAY = "2019-03-07"
    fourth = officer.get(at("emergencies", PROGRAMME)).text.count("Terlambat")

    assert (second, fourth) == (1, 3)


def test_a_sample_is_drawn_and_only_its_cases_open_to_the_reviewer(world: World) -> None:
    numbers = [world.choosing(name="Nama Uji") for _ in range(4)]
    reviewer = Browser(world, MINISTRY_REVIEWER)

    many = reviewer.send(at("sample-draw", PROGRAMME), size="51")
    done = reviewer.send(at("sample-draw", PROGRAMME), size="1")
    again = reviewer.send(at("sample-draw", PROGRAMME), size="1")
    drawn = [number for number in numbers if done.has(number)]
    others = [number for number in numbers if number not in drawn]
    shown = reviewer.send(at("case-reveal", drawn[0]), fields_asked=["NAME", "NIK"], purpose="VERIFY")

    assert (many.status, again.status) == (422, 422)
    assert again.has("masih berlaku")
    assert len(drawn) == 1
    assert shown.has("Nama Uji")
    assert all(not reviewer.get(at("case", number)).has("Buka 15 menit") for number in others)
