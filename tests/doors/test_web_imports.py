"""A workbook through the pages: handed in, its columns confirmed, tried, registered by a worker, taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser, Shown
from tests.rules.sheets import raw_xlsx, xlsx
from tests.world import COORDINATOR, PROGRAMME, REGISTRAR, SITE, World

from pulang.areas.audit import queries as audit
from pulang.areas.intake import operations
from pulang.areas.intake import queries as imports
from pulang.areas.intake.rules import STALE, TRIES_MOST
from pulang.doors.jobs import tasks
from pulang.flows import standing, workbook
from pulang.storage import context, sql
from pulang.storage.sheets.reading import opened

pytestmark = pytest.mark.django_db
ALL = reverse("imports", args=[PROGRAMME])
HEADS = ["Nama", "NIK", "Tanggal lahir", "Asal kota", "Lokasi"]
SARI = ["Sari Dewi", "3578014107850001", "1 Juli 1985", "Kota Surabaya", SITE]
EKO = ["Eko Prasetyo", "", "2-3-1979", "Surabaya", SITE]
WRONG = ["Tono Wicaksono", "123", "1/2/90", "Atlantis", SITE]


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


@pytest.fixture
def registrar(world: World) -> Browser:
    return Browser(world, REGISTRAR)


def sheet(*rows: list[Any]) -> bytes:
    return xlsx([HEADS, *rows])


def handed_in(browser: Browser, content: bytes, name: str = "daftar.xlsx") -> Shown:
    return browser.post(f"{ALL}kirim/", file=SimpleUploadedFile(name, content))


def number_of(shown: Shown) -> str:
    return shown.url.split("/")[-3]


def one(name: str, number: str) -> str:
    return reverse(name, args=[PROGRAMME, number])


def tried(browser: Browser, content: bytes) -> str:
    """Handed in, its columns confirmed, and tried by the worker; gives its number."""
    number = number_of(handed_in(browser, content))
    browser.post(one("import-columns", number), **{"kolom-3": "home"}, **GUESSED)
    assert tasks.bring_workbooks(timestamp=0) == 1
    return number


GUESSED = {"kolom-0": "name", "kolom-1": "nik", "kolom-2": "birth_date", "kolom-4": "site"}


def registered(world: World) -> int:
    with world.looking():
        return sum(len(imports.entered(each.number)) for each in imports.imports(PROGRAMME))


def test_a_workbook_is_tried_registered_and_taken_back(world: World, registrar: Browser) -> None:
    number = number_of(handed_in(registrar, sheet(SARI, EKO, WRONG)))
    columns = registrar.get(one("import-columns", number))
    assert columns.has("Asal kota")
    assert '<option value="nik" selected>' in columns.text
    assert registrar.get(one("import", number)).has("Kolom belum diperiksa")
    registrar.post(one("import-columns", number), **{"kolom-3": "home"}, **GUESSED)
    waiting = registrar.get(one("import", number))
    assert "<progress" in waiting.text
    assert 'hx-trigger="every 2s"' in waiting.text

    assert tasks.bring_workbooks(timestamp=0) == 1
    found = registrar.get(one("import", number))

    assert found.has("2 siap, 1 perlu diperbaiki, 0 mungkin orang yang sama.")
    assert found.has("Asal kota: tidak ada kabupaten atau kota bernama “Atlantis”")
    assert "Tono" not in found.text
    assert "Sari" not in found.text
    assert registered(world) == 0
    assert registrar.get(one("import-enter", number)).has("2 orang akan didaftarkan sebagai tindakan Anda")
    assert registrar.post(one("import-enter", number)).status == 303
    assert registrar.post(one("import-enter", number)).status == 404, "said twice, it is begun once"
    assert tasks.bring_workbooks(timestamp=0) == 1
    assert registrar.get(one("import", number)).has("2 orang didaftarkan")
    assert registered(world) == 2
    assert registrar.send(one("import-undo", number)).has("Impor ditarik kembali")
    assert registered(world) == 0
    assert registrar.get(ALL).has("Ditarik kembali")


def test_the_same_file_twice_changes_nothing(world: World, registrar: Browser) -> None:
    content = sheet(SARI, EKO)
    first = tried(registrar, content)
    registrar.post(one("import-enter", first))
    tasks.bring_workbooks(timestamp=0)
    acts = audit.next_seq()

    again = tried(registrar, content)

    shown = registrar.get(one("import", again))
    assert shown.has("0 siap, 0 perlu diperbaiki, 0 mungkin orang yang sama. 2 baris sudah terdaftar sebelumnya")
    assert registrar.get(one("import-enter", again)).status == 404
    assert audit.next_seq() == acts + 1
    assert registered(world) == 2


def test_the_same_table_comes_back_with_its_problems_under_a_neutral_name(registrar: Browser) -> None:
    number = tried(registrar, sheet(SARI, WRONG))

    answer, empty = registrar.client.get(one("import-file", number)), registrar.client.get(f"{ALL}lembar-kosong/")

    rows = list(opened(answer.content).rows)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lembar-ditandai.xlsx"'
    assert [cell.text for cell in rows[0].cells] == [*HEADS, "Masalah"]
    assert "Atlantis" in rows[2].cells[5].text
    assert rows[1].cells[0].text == "Sari Dewi"
    assert empty.headers["Content-Disposition"] == 'attachment; filename="lembar-kosong.xlsx"'
    assert next(opened(empty.content).rows).cells[0].text == "Nama"


def test_a_bad_file_is_one_sentence_and_nothing_is_kept(world: World, registrar: Browser) -> None:
    bad = {
        "bukan lembar hitung": b"%PDF-1.4",
        "makro": raw_xlsx(b"<worksheet/>", {"xl/vbaProject.bin": b"x"}),
        "tidak dapat dibaca": raw_xlsx(b"<worksheet><sheetData><row><c>"),
        "kosong": b"",
    }

    shown = {says: handed_in(registrar, content) for says, content in bad.items()}

    assert [(one.status, says in one.text) for says, one in shown.items()] == [(422, True)] * len(bad)
    with world.looking():
        assert imports.all_kept(PROGRAMME) == ()


def test_a_table_nobody_can_read_is_told_where_its_columns_would_be(registrar: Browser) -> None:
    without = number_of(handed_in(registrar, xlsx([["satu", "dua"], ["tiga", "empat"]])))
    number = number_of(handed_in(registrar, sheet(SARI)))

    twice = registrar.post(one("import-columns", number), **{**GUESSED, "kolom-3": "name"})

    assert registrar.get(one("import-columns", without)).has("Judul kolom tidak ditemukan")
    assert (twice.status, twice.has("Dua kolom berisi hal yang sama")) == (422, True)


def test_nobody_else_opens_it_and_it_stands_sealed(world: World, registrar: Browser) -> None:
    number = tried(registrar, sheet(SARI))
    coordinator = Browser(world, COORDINATOR)
    missing = coordinator.get("/program/TIDAK-ADA/").text

    for name in ("import", "import-columns", "import-file", "import-enter", "import-away"):
        shown = coordinator.get(one(name, number))
        assert (shown.status, shown.text == missing) == (404, True)
    assert coordinator.get(ALL).has("Sudah dicoba, belum didaftarkan")
    with context.looking(standing.view_of(world.actor("pulang"))):
        kept = sql.one("SELECT content, meant, found FROM intake_file WHERE number = %(n)s", n=number)
    assert kept is not None
    assert not any(b"Sari" in bytes(box) or bytes(box)[:2] == b"PK" for box in kept)


def test_after_a_day_or_when_deleted_nothing_of_it_opens(registrar: Browser, settings: Settings) -> None:
    deleted, old = tried(registrar, sheet(SARI)), tried(registrar, sheet(EKO))
    registrar.post(one("import-away", deleted))
    settings.PULANG_TODAY = "2019-03-05"

    tasks.bring_workbooks(timestamp=0)

    assert {registrar.client.get(one("import-file", number)).status_code for number in (deleted, old)} == {404}
    assert registrar.get(one("import", old)).has("Berkas sudah dihapus")


def test_what_a_worker_was_stopped_in_is_gone_on_with_under_the_same_number(
    world: World, registrar: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "BATCH", 2)
    number = tried(registrar, sheet(SARI, EKO, WRONG, ["Wati Lestari", "", "3 Mei 1991", "Kota Malang", SITE]))
    registrar.post(one("import-enter", number))
    whole: Callable[..., None] = operations.tell

    def killed(**said: Any) -> None:
        whole(**said)
        raise RuntimeError("killed")

    monkeypatch.setattr(operations, "tell", killed)
    with pytest.raises(RuntimeError, match="killed"):
        tasks.bring_workbooks(timestamp=0)
    left = registered(world)
    monkeypatch.setattr(operations, "tell", whole)
    monkeypatch.setattr(operations, "STALE", -STALE)

    assert tasks.bring_workbooks(timestamp=0) == 1

    assert left == 2
    with world.looking():
        assert [(each.number, len(imports.entered(each.number))) for each in imports.imports(PROGRAMME)] == [
            (number, 3)
        ]
    assert registrar.get(one("import", number)).has("3 orang didaftarkan; 0 di antaranya")


def test_what_breaks_every_worker_is_given_up_in_words(registrar: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    number = number_of(handed_in(registrar, sheet(SARI)))
    registrar.post(one("import-columns", number), **GUESSED)
    monkeypatch.setattr(operations, "STALE", -STALE)

    def breaks(*_: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(workbook, "attempt", breaks)
    for _ in range(TRIES_MOST):
        with pytest.raises(RuntimeError, match="broken"):
            tasks.bring_workbooks(timestamp=0)
    tasks.bring_workbooks(timestamp=0)

    assert registrar.get(one("import", number)).has("tiga kali gagal dibaca")


def test_whoever_lost_the_right_meanwhile_registers_nobody(world: World, registrar: Browser) -> None:
    number = tried(registrar, sheet(SARI))
    registrar.post(one("import-enter", number))
    world.do("accounts.user.deactivate", "pulang", user=REGISTRAR)

    tasks.bring_workbooks(timestamp=0)

    assert registered(world) == 0
