"""An office makes the network its own: what could not be travelled is refused in words, the rest is planned with."""

from typing import Any

import pytest
from tests import world as cast
from tests.flows.test_accepting import accept, way
from tests.world import CASE_WORKER, PROGRAMME, World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.journeys.planning.starter import examples
from pulang.flows import standing
from pulang.flows.planning import gathered

pytestmark = pytest.mark.django_db

SHIP: dict[str, Any] = {
    "code": "KAPAL-1",
    "mode": "FERRY",
    "start": "BOLOK",
    "to": "Surabaya",
    "days": "1 2 3 4 5 6 7",
    "leaves": "8.30",
    "minutes": 1_500,
    "fare": 1_000,
    "seats": 60,
    "first": "2019-01-01",
    "last": "2019-12-31",
    "source": "Daftar tarif agen, 1 Maret 2019",
}
BUS = {**SHIP, "code": "BUS-1", "mode": "BUS", "start": "Kupang", "to": "BOLOK", "leaves": "05:00", "minutes": 40}
PORT: dict[str, Any] = {
    "code": "BOLOK",
    "name": "Pelabuhan Bolok",
    "district": "53.01",
    "latitude": -10.23,
    "longitude": 123.49,
}


@pytest.fixture
def world() -> World:
    world = World()
    world.programme_ready()
    return world


def add(world: World, **said: Any) -> None:
    world.here("journeys.network.add", CASE_WORKER, **said)


def refused(world: World, *services: dict[str, Any], places: tuple[dict[str, Any], ...] = ()) -> str:
    found = world.refusal("journeys.network.add", CASE_WORKER, services=list(services), places=list(places))
    return f"{found.code}: {found.words.id}"


def laid(world: World) -> dict[str, int]:
    """The departures of today's problem that are not examples, counted by service; and what is left of an example."""
    with standing.looking(SYSTEM, day=cast.TODAY):
        found = gathered(PROGRAMME, as_of=cast.TODAY).departures
    counted: dict[str, int] = {}
    for one in found:
        service = one.code.rpartition("-")[0]
        counted[service] = counted.get(service, 0) + 1
    return counted


def test_a_plan_goes_by_the_legs_an_office_added_and_by_none_that_ended(world: World) -> None:
    case = world.verified()
    before = laid(world)
    add(world, places=[PORT], services=[SHIP, BUS])
    world.here("journeys.service.end", CASE_WORKER, service="KOE-SUB-00A", last="2019-03-08", reason="Rute berhenti")

    after = laid(world)
    accept(world)

    assert [(leg.start, leg.to, leg.mode) for leg in way(world, case).legs[:2]] == [
        ("Kupang", "Pelabuhan Bolok", "BUS"),
        ("Pelabuhan Bolok", "Surabaya", "FERRY"),
    ]
    assert way(world, case).legs[1].leaves == "08:30 WITA"
    assert after["KAPAL-1"] == before["KOE-SUB-00A"]
    assert after["KOE-SUB-00A"] == 3  # the sixth to the eighth


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"fare": -1}, "kurang dari nol"),
    ({"charter": -5}, "kurang dari nol"),
    ({"seats": 0}, "tidak punya kursi"),
    ({"to": "Pelabuhan Bolok"}, "tempat yang sama"),
    ({"to": "Negeri Jauh"}, "belum ada dalam jaringan"),
    ({"to": "99.99"}, "belum ada dalam jaringan"),
    ({"days": "8"}, "Hari jalan"),
    ({"days": ""}, "Hari jalan"),
    ({"leaves": "25:00"}, "Jam berangkat"),
    ({"minutes": 0}, "antara 1 menit"),
    ({"last": "2018-12-31"}, "berakhir sebelum mulai"),
    ({"source": ""}, "Sumber tarif"),
    ({"code": "KOE-SUB-00A"}, "serupa kode contoh"),
]


def test_a_leg_that_could_not_be_travelled_is_refused_with_what_to_change(world: World) -> None:
    answers = {said: refused(world, {**SHIP, **wrong}, places=(PORT,)) for wrong, said in WRONG}

    assert {answer.split(":")[0] for answer in answers.values()} == {"network-does-not-fit"}
    assert [said for said, answer in answers.items() if said not in answer] == []


def test_nothing_is_written_where_one_thing_is_wrong_and_codes_are_used_once(world: World) -> None:
    world.verified()
    many = [{**SHIP, "code": f"KAPAL-{number}", "seats": 0} for number in range(8)]

    told = refused(world, *many, places=(PORT,))
    assert "Dan 3 hal lain." in told
    assert "KAPAL-1" not in laid(world)
    assert "di luar Indonesia" in refused(world, places=({**PORT, "latitude": 123.49, "longitude": -10.23},))
    assert refused(world).startswith("nothing-to-add")
    add(world, places=[PORT], services=[SHIP])
    assert "KAPAL-1 sudah dipakai" in refused(world, SHIP)
    assert "SUB sudah dipakai" in refused(world, places=({**PORT, "code": "SUB"},))


def test_only_a_leg_that_is_there_can_be_ended(world: World) -> None:
    found = world.refusal("journeys.service.end", CASE_WORKER, service="TIDAK-ADA", last="2019-03-08")

    assert found.code == "unknown-service"
    assert len({one.code for one in examples()}) == 2 * 77
