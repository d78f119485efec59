"""A receiving office reads the fields of its sheet (design.md, section 5): the way, not where she lived."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.doors.keys import BASE, key
from tests.world import COORDINATOR, PROGRAMME, RECEIVING_OFFICER, World

from pulang.storage import context, sql

pytestmark = pytest.mark.django_db
KEPT_BACK = (
    "Melur Contoh", "ALAK", "Keberatannya", "NOT_ON_LIST", "Riwayat pilihan", "Lewat percakapan berdua",
    "Pendampingan oleh LKS", "Pembayaran bantuan", "Verifikasi", "penapisan", "ganda", "Diserahkan kepada",
)  # fmt: skip
TOLD = ("Perjalanan", "Dinas penerima", "Daerah asal", "Memberi tahu dinas di daerah asal", "Tarik semua persetujuan")


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


@pytest.fixture
def number(world: World) -> str:
    """Somebody on her way to the receiving office's district, with an open objection."""
    number = world.planned(world.verified(world.choosing(alias="Melur Contoh")))
    said: dict[str, Any] = {"objection": "k-1", "topic": "NOT_ON_LIST", "due_on": "2019-03-20"}
    world.here("cases.objection.raise", COORDINATOR, case=number, **said)
    return number


def read(world: World, user: str, path: str) -> str:
    """What stands on a page, in its own part."""
    shown = Browser(world, user).get(path)
    assert shown.status == 200
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", shown.text.split("<main", 1)[-1])))


def test_a_receiving_office_reads_the_way_and_nothing_of_where_she_lived_or_objects_to(
    world: World, number: str
) -> None:
    page = reverse("case", args=[number])

    sheet, whole = read(world, RECEIVING_OFFICER, page), read(world, COORDINATOR, page)

    assert [each for each in KEPT_BACK if each in sheet] == []
    assert [each for each in TOLD if each not in sheet] == []
    assert (sheet.count("sampai 2 Maret 2020"), whole.count("sampai 2 Maret 2020")) == (1, 4)
    assert [each for each in KEPT_BACK if each not in whole and each != "ganda"] == []


def test_that_something_else_is_waited_for_is_told_but_not_what(world: World, number: str) -> None:
    world.programme_ready()

    sheet = read(world, RECEIVING_OFFICER, reverse("case", args=[number]))

    assert "Dari dinas Anda tidak ada yang ditunggu" in sheet
    assert "eberatan warga" not in sheet


def test_its_list_tells_no_site_and_is_not_narrowed_by_what_it_may_not_know(world: World, number: str) -> None:
    path = reverse("cases", args=[PROGRAMME])

    sheet = read(world, RECEIVING_OFFICER, path)
    narrowed = read(world, RECEIVING_OFFICER, f"{path}?gate=no-open-objection")
    by_site = read(world, RECEIVING_OFFICER, f"{path}?site=ALAK")

    assert number in sheet
    assert "ALAK" not in sheet
    assert "jawaban atas keberatan" not in sheet
    for page in (narrowed, by_site):
        assert "Ada saringan yang tidak dikenal" in page
        assert number in page
    assert "ALAK" in read(world, COORDINATOR, path)


def test_a_machine_of_a_receiving_office_reads_the_same_sheet(world: World, number: str) -> None:
    headers = {"Authorization": f"Bearer {key(world, RECEIVING_OFFICER)}"}

    def asked(path: str) -> dict[str, object]:
        answer = Client().get(f"{BASE}/{path}", headers=headers)
        return {"status": answer.status_code, **answer.json()}

    one = asked(f"cases/{number}")
    file, gates = one["file"], one["gates"]
    assert isinstance(file, dict)
    assert isinstance(gates, list)
    assert (file["site"], file["block"]) == ("", "")
    assert [file[name] for name in ("choices", "attempts", "objections", "assignments")] == [[], [], [], []]
    assert {line["purpose"] for line in file["consents"]} == {"RECEIVING_OFFICE"}
    assert {"no-open-objection", "screening-done", "no-open-duplicate"} & {gate["gate"] for gate in gates} == set()
    assert asked(f"programmes/{PROGRAMME}/cases?gate=no-open-objection")["status"] == 404
    assert asked(f"programmes/{PROGRAMME}/cases?site=ALAK")["status"] == 404


def test_the_book_of_looks_holds_the_fields_of_the_sheet(world: World, number: str) -> None:
    read(world, RECEIVING_OFFICER, reverse("case", args=[number]))

    with context.looking(context.SYSTEM_VIEW):
        (row,) = sql.rows(
            "SELECT fields FROM audit_look WHERE action = 'case.read' AND actor = %(by)s", by=RECEIVING_OFFICER
        )

    assert {"home", "consents"} <= set(row[0])
    assert not {"site", "alias", "objections", "attempts"} & set(row[0])
