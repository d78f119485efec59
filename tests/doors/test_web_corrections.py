"""Screens that set things right: identities, doubles, journeys, waivers, mistakes, and who is named for aid."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser, on
from tests.world import (
    ADMINISTRATOR,
    CASE_WORKER,
    COORDINATOR,
    HEAD,
    MINISTRY_REVIEWER,
    PARTNER_WORKER,
    PROGRAMME,
    TREASURER,
    World,
)

from pulang.areas.aid import queries as aid
from pulang.areas.journeys import queries as journeys
from pulang.areas.readiness import queries as readiness
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db

TODAY = on("3 3 2019")
UNTIL = on("3 4 2019", "until")


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


@pytest.fixture
def coordinator(world: World) -> Browser:
    return Browser(world, COORDINATOR)


def at(name: str, *parts: str) -> str:
    return reverse(name, args=parts)


# --- waivers


def test_a_gate_of_a_case_is_set_aside_by_the_head_and_counts_again(world: World) -> None:
    number = world.choosing()
    head = Browser(world, HEAD)
    waive = at("case-gate-waive", number)

    bare = head.send(waive, gate="screening-done", **UNTIL, **TODAY)
    early = head.send(waive, gate="screening-done", reason="Darurat", **on("3 3 2019", "until"), **TODAY)
    hers = head.send(waive, gate="choice-informed", reason="Darurat", **UNTIL, **TODAY)
    done = head.send(waive, gate="screening-done", reason="Darurat", **UNTIL, **TODAY)
    over = head.send(at("case-waiver-end", number), gate="screening-done", reason="Sudah ada", **TODAY)

    assert (bare.status, early.status, hers.status) == (422, 422, 422)
    assert early.has("Pengecualian berakhir sebelum dimulai")
    assert (done.url, over.url) == (at("case", number), at("case", number))
    assert done.has("Dikesampingkan")
    assert done.has("Berlakukan lagi satu syarat")
    assert not over.has("Dikesampingkan")


def test_a_gate_of_the_programme_is_set_aside_from_its_page(world: World) -> None:
    world.choosing()
    head, coordinator = Browser(world, HEAD), Browser(world, COORDINATOR)
    page = at("programme", PROGRAMME)
    assert head.get(page).has("Kesampingkan syarat ini")
    assert not coordinator.get(page).has("Kesampingkan syarat ini")

    done = head.send(at("gate-waive", PROGRAMME), gate="rakor-decided", reason="Darurat", **UNTIL, **TODAY)
    with world.looking():
        waived = readiness.waived(PROGRAMME, moment(world.today))
    over = coordinator.send(at("waiver-end", PROGRAMME), gate="rakor-decided", reason="Sudah rapat", **TODAY)

    assert done.url == over.url == at("setup", PROGRAMME)
    assert done.has("Syarat yang dikesampingkan untuk seluruh program")
    assert waived == {"rakor-decided"}
    assert not over.has("Syarat yang dikesampingkan untuk seluruh program")


# --- cases


def test_an_identity_is_corrected_without_showing_what_was_sealed(world: World, coordinator: Browser) -> None:
    number = world.choosing(name="Nama Karangan Lama")
    form = at("case-identity", number)

    nothing = coordinator.send(form, reason="MISTYPED", **TODAY)
    done = coordinator.send(form, name="Nama Karangan Baru", reason="MISTYPED", **TODAY)

    assert not coordinator.get(form).has("Nama Karangan")
    assert "Nama Karangan" not in coordinator.get(form).text
    assert nothing.status == 422
    assert nothing.has("Isi paling sedikit satu data yang diperbaiki.")
    assert done.has("Perbaikannya disegel.")
    assert "Nama Karangan" not in done.text


def test_what_speaks_for_a_double_stands_where_it_is_decided_and_one_of_several_is_chosen(
    world: World, coordinator: Browser
) -> None:
    said: dict[str, Any] = {"name": "Sukarno Kenari", "birth_date": "1970-05-06", "home": "35.78"}
    first, second = world.case(**said), world.case(**said)
    number = world.case(**said | {"name": "Soekarno Kenari"})
    form = at("case-duplicate", number)

    shown = coordinator.get(form)
    vague = coordinator.send(form, same="no", reason="Bukan", **TODAY)
    told = coordinator.send(form, other=first, same="no", reason="Bukan", **TODAY)
    last = coordinator.get(form)

    assert shown.has(f"Dibandingkan dengan berkas {first}, tanpa membuka data siapa pun kepada Anda:")
    assert shown.has("Nama sebunyi: mendukung, +14")
    assert shown.has("saudara kembar pun bernilai tinggi")
    assert not any(value in shown.text for value in ("Kenari", "1970"))
    assert vague.has("Sebutkan nomor berkas yang diputuskan.")
    assert told.url == at("case", number)
    assert (last.has(second), last.has(first), last.has("Berkas yang mana?")) == (True, False, False)


def test_telephones_that_many_cases_gave_are_shown_by_numbers_only(world: World, coordinator: Browser) -> None:
    few = [world.case(name=f"Kenari {sign * 3}", phone="081200000000") for sign in "abcde"]
    many = [world.case(name=f"Kenari {sign * 3}", phone="081234567890") for sign in "fghijk"]

    shown = coordinator.get(at("case-telephones", PROGRAMME))

    assert shown.has("6 berkas, satu telepon")
    assert all(number in shown.text for number in many)
    assert not any(number in shown.text for number in few)
    assert not any(value in shown.text for value in ("Kenari", "1234567890"))
    assert coordinator.get(at("cases", PROGRAMME)).has("Satu telepon, banyak berkas")
    assert Browser(world, HEAD).get(at("case-telephones", PROGRAMME)).status == 404


def test_a_likely_double_is_recorded_for_the_coordinator(world: World, coordinator: Browser) -> None:
    number, other = world.choosing(), world.choosing()
    worker = Browser(world, CASE_WORKER)
    form = at("case-duplicate-flag", number)

    unknown = worker.send(form, other="K-0000-0000", reason="Ceritanya sama", **TODAY)
    done = worker.send(form, other=other, reason="Ceritanya sama", **TODAY)

    assert unknown.status == 422
    assert 'id="id_other-error"' in unknown.text
    assert done.has("menunggu keputusan")
    assert coordinator.get(at("case", number)).has("Putuskan")


def test_a_journey_and_a_receivers_word_are_taken_back(world: World, coordinator: Browser) -> None:
    number = world.planned()
    shown = coordinator.get(at("case", number))

    coordinator.send(at("case-receiver-withdraw", number), reason="Penuh", **TODAY)
    coordinator.send(at("case-itinerary-drop", number), reason="Ia minta hari lain", **TODAY)
    again = coordinator.send(at("case-itinerary-drop", number), **TODAY)

    assert shown.has("Tarik kesiapan")
    assert shown.has("Batalkan rencana")
    assert shown.has("Ambil kembali")
    assert not shown.has("Tiket sudah pasti –")
    assert again.status == 422
    with world.looking():
        case = world.file(number).ref.id
        plan, receiver = journeys.itinerary(case, moment(world.today)), journeys.receiver(case, moment(world.today))
    assert plan is not None
    assert receiver is not None
    assert (plan.event, receiver.event) == ("DROPPED", "WITHDRAWN")


def test_tickets_are_confirmed_from_the_file(world: World, coordinator: Browser) -> None:
    number = world.verified()
    days: dict[str, Any] = {"departs_on": "2019-03-10", "arrives_on": "2019-03-11"}
    world.here("journeys.itinerary.plan", CASE_WORKER, case=number, reaches="35.78", **days)

    assert at("case-tickets", number) in coordinator.get(at("case", number)).text
    assert coordinator.send(at("case-tickets", number), **TODAY).has("tiket sudah pasti")


def test_an_act_that_was_a_mistake_counts_no_more(world: World, coordinator: Browser) -> None:
    number = world.choosing()
    world.here("cases.screening.record", CASE_WORKER, ref="keliru-1", case=number, outcome="CLEAR", trained=True)

    bare = coordinator.send(at("case-strike", number), act="keliru-1")
    done = coordinator.send(at("case-strike", number), act="keliru-1", reason="Berkas yang salah")
    again = coordinator.send(at("case-strike", number), act="keliru-1", reason="Berkas yang salah")

    assert (bare.status, again.status) == (422, 422)
    assert done.url == at("case", number)
    assert world.file(number).screening is None


def test_a_case_offers_only_what_its_reader_may_do(world: World) -> None:
    world.partner_ready()
    number = world.choosing()
    world.given(number, "LKS-SATU", "PARTNER")
    file = at("case", number)
    head, worker, partner = (Browser(world, one).get(file) for one in (HEAD, CASE_WORKER, PARTNER_WORKER))

    assert head.has("Kesampingkan satu syarat")
    assert head.has("Nyatakan satu catatan keliru")
    assert not head.has("Perbaiki")
    assert worker.has("Perbaiki")
    assert worker.has("Catat dugaan")
    assert not worker.has("Kesampingkan satu syarat")
    assert not partner.has("Perbaiki")
    assert not partner.has("Nyatakan satu catatan keliru")


# --- aid


def test_who_receives_aid_is_named_line_by_line(world: World, coordinator: Browser) -> None:
    first, second = world.choosing(), world.choosing()
    listing, removing = at("aid-list", PROGRAMME), at("aid-remove", PROGRAMME)
    coordinator.send(at("aid-decree", PROGRAMME), number="SK-P-1", issuer="Kepala Dinas", **TODAY)

    unknown = coordinator.send(listing, decree="SK-P-1", cases=f"{first}\nK-0000-0000", **TODAY)
    many = coordinator.send(listing, decree="SK-P-1", cases=f"{first}\n" * 501, **TODAY)
    done = coordinator.send(listing, decree="SK-P-1", cases=f"{first}\r\n{second}\r\n", **TODAY)
    twice = coordinator.send(listing, decree="SK-P-1", cases=first, **TODAY)
    off = coordinator.send(removing, decree="SK-P-1", cases=second, reason="Salah berkas", **TODAY)

    assert (unknown.status, many.status, twice.status) == (422, 422, 422)
    assert many.has("Tulis paling banyak 500 nomor sekaligus")
    assert done.url == off.url == at("aid", PROGRAMME)
    with world.looking():
        ids = [world.file(number).ref.id for number in (first, second)]
        found = aid.listings(ids, moment(world.today))
    assert [found[one].event for one in ids] == ["LISTED", "REMOVED"]


def test_a_rate_is_set_by_the_ministry_once(world: World) -> None:
    ministry = Browser(world, MINISTRY_REVIEWER)
    rate = {"kind": "CAPITAL", "level": "APBN", "amount": "5.000.000", **on("1 1 2019", "valid_from"), **TODAY}

    done = ministry.send(at("aid-rate", PROGRAMME), **rate)
    again = ministry.send(at("aid-rate", PROGRAMME), **rate)

    assert done.url == at("aid", PROGRAMME)
    assert again.status == 422
    assert again.has("Sudah ada tarif")
    with world.looking(ADMINISTRATOR):
        assert [one.amount for one in aid.rates(moment(world.today))] == [5_000_000]


def test_aid_is_offered_to_those_who_may(world: World, coordinator: Browser) -> None:
    page = at("aid", PROGRAMME)

    assert coordinator.get(page).has("Catat penerima bantuan")
    assert not coordinator.get(page).has("Tetapkan tarif bantuan")
    assert not Browser(world, TREASURER).get(page).has("Catat penerima bantuan")
