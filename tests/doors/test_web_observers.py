"""What observing organisations see: decisions, waits, released figures, own positions; never a count of few people."""

import re
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors import test_web_rights as rights
from tests.doors.browsing import Browser
from tests.doors.keys import Machine, key
from tests.world import CASE_WORKER, COORDINATOR, PROGRAMME, WATCHER, World

pytestmark = pytest.mark.django_db
HERE = f"/program/{PROGRAMME}/"
FEW = {"office": "Dinas Sosial Kota Kupang", "source": "https://example.org/berita", "unit": "PEOPLE"}


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    found = World()
    found.rakor_decided()
    return found


def test_an_observer_reads_decisions_and_waits_files_a_position_and_sees_it_where_it_stands(world: World) -> None:
    world.choosing()
    watcher = Browser(world, WATCHER)

    shown = watcher.get(HERE)
    assert shown.has("Pemulangan menunggu")
    assert shown.has("Keputusan dan pendapat Anda")
    assert shown.has("Buka rapat")
    said = {"text": "Dengarkan warga sebelum ada tanggal", "happened_on": "2019-03-03"}
    watcher.send(f"{HERE}keputusan/KEP-1/pendapat/", **said)

    again = watcher.get(HERE)
    assert again.has("Pendapat organisasi Anda: Dengarkan warga sebelum ada tanggal (tidak ditampilkan)")
    assert again.has("Belum ada yang diterbitkan.")
    assert not Browser(world, COORDINATOR).get(HERE).has("Pendapat organisasi Anda")


def test_no_exact_count_of_a_few_people_reaches_an_observer_by_any_page_or_machine(world: World) -> None:
    numbers = [world.choosing() for _ in range(3)]
    world.move(world.choosing(choice="STAY"), "STAYED")
    said: dict[str, Any] = {**FEW, "figure": "registered", "value": 60, "happened_on": "2019-03-03"}
    world.here("statements.figure.report", CASE_WORKER, **said)
    watcher, lead = Browser(world, WATCHER), Browser(world, COORDINATOR)

    assert lead.get(HERE).has("3 orang")
    assert lead.get(f"{HERE}janji/").has("4")
    opened = [each for each in rights.MAY if WATCHER in rights.MAY[each]]
    rest = ("tunggu/", "mitra/", "janji/", "surat/", "rapat/", "catatan/")
    for path in ("/", HERE, *(f"{HERE}{each}" for each in rest), reverse("promises-table", args=[PROGRAMME])):
        page = watcher.get(path)
        assert page.status == 200, path
        text = re.sub(r"<(style|script|svg).*?</\1>", " ", page.text, flags=re.DOTALL)
        text = re.sub(r"<[^>]+>", " ", text)
        assert not re.search(r"\b[1-9] (orang|berkas|warga|people|cases)\b", text), path
        assert "Register program ini" not in text, path
        assert not any(number in text for number in numbers), path
    assert "case" not in opened
    assert "cases" not in opened
    assert watcher.get(f"{HERE}dana/").status == 404
    assert watcher.get(f"{HERE}verifikasi/").status == 404
    assert Machine(key(world, WATCHER)).get(f"/programmes/{PROGRAMME}/status").status == 404


def test_an_organisation_complains_for_many_and_sees_what_comes_up_again_without_a_number(world: World) -> None:
    watcher = Browser(world, WATCHER)
    form = watcher.get("/pengaduan/?sebagai=ORGANISATION")
    assert re.search(r'value="ORGANISATION"[^>]*checked', form.text)
    for turn in range(3):
        sent = {"topic": "MONEY_DEMANDED", "against": "LEAD_OFFICE", "stance": "ANONYMOUS", "role": "ORGANISATION"}
        taken = watcher.send(
            "/pengaduan/?sebagai=ORGANISATION", office="DINSOS-KPG", words=f"Diminta uang {turn}", **sent
        )
        assert taken.status == 200, taken.text

    assert watcher.get(HERE).has("Ada yang meminta uang – tentang kantor penyelenggara")
