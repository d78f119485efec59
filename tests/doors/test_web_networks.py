"""The network on the screen: typed, taken from a workbook, ended, drawn on a map whose facts stand in a table."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.doors.browsing import Browser, on
from tests.world import COORDINATOR, PROGRAMME, World

from pulang.doors.web.journeys.maps import Route, drawn
from pulang.flows import network_books
from pulang.flows.network_books import HEADS
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import same
from pulang.storage.sheets.apart import opened

ALL = reverse("network", args=[PROGRAMME])
BOOK = reverse("network-book", args=[PROGRAMME])
HEAD = ",".join(heads[0] for heads in HEADS.values())
ROW = "FERI-1,kapal,Kupang,Surabaya,25,14:00,2400,Rp350.000,,60,2019-03-01,2019-12-31,Daftar agen"


@pytest.fixture
def coordinator() -> Browser:
    world = World()
    return Browser(world, COORDINATOR)


def table(*rows: str) -> bytes:
    return "\n".join((HEAD, *rows)).encode()


def sent(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("ruas.csv", table(*rows))


@pytest.mark.django_db
def test_a_leg_and_a_place_are_typed_shown_with_their_source_and_ended(coordinator: Browser) -> None:
    empty = coordinator.get(ALL)
    place = {"code": "BOLOK", "name": "Pelabuhan Bolok", "district": "53.01"}
    placed = coordinator.send(f"{ALL}tempat/", **place, latitude="-10,23", longitude="123.49")
    typed = {"code": "FERI-1", "mode": "FERRY", "start": "BOLOK", "to": "Surabaya", "days": "25", "leaves": "14:00"}
    typed |= {"minutes": "2400", "fare": "350.000", "seats": "60", "source": "Daftar agen"}
    days = on("1 3 2019", "first") | on("31 12 2019", "last")
    looped = coordinator.send(f"{ALL}ruas/", **{**typed, "to": "BOLOK"}, **days)
    shown = coordinator.send(f"{ALL}ruas/", **typed, **days)
    ended = coordinator.send(f"{ALL}FERI-1/akhiri/", **on("30 6 2019", "last"))

    assert empty.has("semua tarif masih contoh")
    assert placed.has("Pelabuhan Bolok (BOLOK)")
    assert looped.status == 422
    assert looped.has("berangkat dan tiba di tempat yang sama")
    assert shown.has("Pelabuhan Bolok ke Surabaya")
    assert shown.has("Daftar agen")
    assert "<svg" in shown.text
    assert ended.has("Sampai 30 Juni 2019")


@pytest.mark.django_db
def test_a_workbook_is_taken_over_whole_or_not_at_all(coordinator: Browser) -> None:
    wrong = coordinator.send(BOOK, file=sent(ROW, ROW.replace("FERI-1", "FERI-2").replace("60", "banyak")))
    no_seats = coordinator.send(BOOK, file=sent(ROW, ROW.replace("FERI-1", "FERI-2").replace(",60,", ",0,")))
    before = coordinator.get(ALL)
    taken = coordinator.send(BOOK, file=sent(ROW, ROW.replace("FERI-1", "FERI-2")))

    assert wrong.has("Baris 3: “kursi” tidak terbaca")
    assert no_seats.has("FERI-2 tidak punya kursi")
    assert not before.has("FERI-1")
    assert taken.has("FERI-1")
    assert taken.has("FERI-2")
    assert taken.has("Sel Jum, 14:00")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"nama,kode\nx,y\n", "headings-missing"),
        (b"satu\n", "no-legs"),
        (HEAD.encode(), "no-legs"),
        (table(*[ROW] * 1_001), "too-many-legs"),
        (table(ROW.replace("kapal", "roket")), "legs-unread"),
        (table(ROW.replace("2400", "lama sekali")), "legs-unread"),
    ],
)
def test_a_table_that_holds_no_legs_is_refused_with_what_to_do(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        network_books.read(content)

    assert refused.value.code == code


def test_the_empty_template_has_every_heading_that_is_read() -> None:
    (head, *_) = opened(BytesIO(network_books.template()).getvalue()).rows

    assert {cell.text.casefold() for cell in head.cells} == {heads[0] for heads in HEADS.values()}


def test_a_map_numbers_places_and_tells_the_same_in_its_table() -> None:
    at = {"Kupang": (-10.17, 123.61), "Surabaya": (-7.25, 112.75), "Pelabuhan": (-10.18, 123.6)}
    routes = [
        Route("Kupang", "Surabaya", same("pesawat"), 4),
        Route("Kupang", "Pelabuhan", same("bus"), 1),
        Route("Surabaya", "Entah", same("bus"), 2),
    ]

    made = drawn(routes, at)

    assert made is not None
    assert [(one.start_number, one.to_number, one.count) for one in made.table] == [(1, 2, 4), (1, 1, 1), (2, None, 2)]
    assert made.undrawn, "the place without a number is told of under the map"
    assert len(made.lines) == 1
    assert len(made.dots) == 2
    left, top, width, height = map(int, made.view.split())
    assert all(left < dot.x < left + width and top < dot.y < top + height for dot in made.dots)
    assert made.coast.count("M") > 5
    assert drawn([Route("Entah", "Antah", same("bus"), 1)], at) is None
