"""Setting a programme up on screens: done, refused beside the field, and offered to those who may."""

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser, on
from tests.world import CASE_WORKER, COORDINATOR, HEAD, MINISTRY, PROGRAMME, SITE, World

from pulang.areas.cases import queries as cases
from pulang.areas.programmes import queries as programmes
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db

TODAY = on("3 3 2019")


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


@pytest.fixture
def coordinator(world: World) -> Browser:
    return Browser(world, COORDINATOR)


def at(name: str, *parts: str) -> str:
    return reverse(name, args=parts)


NEW = {"name": "Program Baru", "procedure": "stranded-person", "ministry": MINISTRY, "fiscal_year": "2019"}


def test_a_programme_is_opened_from_the_first_page(world: World, coordinator: Browser) -> None:
    assert coordinator.get("/").has("Buka program")

    shown = coordinator.send(
        at("programme-open"), code="BARU-1", place_text="Kota Kupang", **NEW, **on("3 3 2019", "opened_on")
    )

    assert (shown.status, shown.url) == (200, at("setup", "BARU-1"))
    assert shown.has("Program terbuka.")
    with world.looking():
        found = programmes.programme("BARU-1")
    assert (found.place, found.procedure, found.lead) == ("53.71", "stranded-person", "DINSOS-KPG")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"code": PROGRAMME, "place_text": "53.71"}, "sudah"),
        ({"code": "BARU 1", "place_text": "53.71"}, "Tulis dengan huruf, angka dan tanda hubung saja"),
        ({"code": "BARU-1", "place_text": "Tidak Ada Di Mana Pun"}, "Tidak ada tempat dengan nama atau kode itu"),
        ({"code": "BARU-1", "place_text": "99.99"}, "Tidak ada tempat dengan nama atau kode itu"),
        ({"code": "BARU-1", "place_text": "Kediri"}, "Pilih tempat yang dimaksud"),
    ],
)
def test_a_programme_that_cannot_be_opened_is_told_why(
    coordinator: Browser, said: dict[str, str], sentence: str
) -> None:
    shown = coordinator.send(at("programme-open"), **NEW, **said, **on("3 3 2019", "opened_on"))

    assert shown.status == 422
    assert shown.has(sentence)


def test_sites_and_blocks_are_added_and_marked(world: World, coordinator: Browser) -> None:
    coordinator.send(at("site-add", PROGRAMME), name="Lokasi Baru", code="BARU", place_text="53.71", **TODAY)
    coordinator.send(at("block-add", PROGRAMME), site="BARU", name="Blok C", code="C", rooms="12")
    lives = coordinator.get(at("case", world.case(site="BARU", block="C")))
    shown = coordinator.send(at("site-mark", PROGRAMME), site="BARU", event="CLOSED", **TODAY)
    again = coordinator.send(at("site-mark", PROGRAMME), site="BARU", event="CLOSED", **TODAY)
    used = coordinator.send(at("block-add", PROGRAMME), site=SITE, name="Blok A", code="A")

    assert (shown.status, shown.url) == (200, at("setup", PROGRAMME))
    assert shown.has("Lokasi Baru")
    assert shown.has("Blok: C")
    assert lives.has("Lokasi Baru, Blok C")
    assert again.status == used.status == 422
    assert again.has("tidak ada yang perlu dicatat")
    with world.looking():
        states = {one.code: one.event for one in programmes.site_states(PROGRAMME, moment(world.today))}
    assert states["BARU"] == "CLOSED"


def test_rounds_and_attesters_are_listed_and_taken_off(world: World, coordinator: Browser) -> None:
    days = {**on("3 3 2019", "opens_on"), **on("9 3 2019", "closes_on")}
    shown = coordinator.send(at("round-open", PROGRAMME), code="PUTARAN-1", **days)
    backwards = {**on("9 3 2019", "opens_on"), **on("3 3 2019", "closes_on")}
    wrong = coordinator.send(at("round-open", PROGRAMME), code="PUTARAN-2", **backwards)
    listed = coordinator.send(at("attester-list", PROGRAMME), code="POKJA", name="Kelompok kerja warga", **TODAY)
    twice = coordinator.send(at("attester-list", PROGRAMME), code="POKJA", name="Kelompok kerja warga", **TODAY)
    gone = coordinator.send(at("attester-unlist", PROGRAMME), code="POKJA", **TODAY)

    assert shown.has("3 Maret 2019 sampai 9 Maret 2019")
    assert (wrong.status, twice.status) == (422, 422)
    assert listed.has("Kelompok kerja warga")
    assert gone.status == 200
    with world.looking():
        assert cases.attesters(programme=PROGRAMME, moment=moment(world.today)) == ()


def test_setting_up_is_offered_to_those_who_may_and_today_only(world: World, coordinator: Browser) -> None:
    setup = at("setup", PROGRAMME)
    worker, head = Browser(world, CASE_WORKER), Browser(world, HEAD)

    assert coordinator.get(setup).has("Tambah lokasi")
    assert not coordinator.get(f"{setup}?hari=2019-03-02").has("Tambah lokasi")
    assert not worker.get(setup).has("Tambah lokasi")
    assert not worker.get("/").has("Buka program")
    assert head.get(setup).has("Catat ditutup")
    assert not head.get(setup).has("Tambah lokasi")
