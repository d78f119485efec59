"""The escort's sealed sheet: names for whoever goes along, on the days of the way, for a while, with a trace."""

from io import BytesIO

import pytest
from django.db import connection
from tests import world as cast
from tests.flows.test_accepting import accept, number, way
from tests.world import CASE_WORKER, PARTNER, PARTNER_WORKER, PROGRAMME, RECEIVING_OFFICER, World, noon

from pulang.areas.journeys.rules import sheet_days
from pulang.flows import actlines, sheets
from pulang.flows.actlines import ActLine
from pulang.flows.replay import replay
from pulang.flows.sheets import Sheet
from pulang.kernel.moments import moment

PLAN = number(3)


@pytest.fixture
def world(own_database: str) -> World:
    world = World()
    world.programme_ready()
    return world


def together(world: World) -> tuple[str, str]:
    """Two people on the way with one escort, and a third alone; the day is that of the departure."""
    first, second, alone = (world.verified(world.choosing(name=f"Nama {n}")) for n in ("Satu", "Dua", "Tiga"))
    world.here("people.identity.correct", case=first, village="35.78.01", reason="SHE_SAID")
    for case in (first, second):
        world.here("cases.wish.record", CASE_WORKER, case=case, needs=["WOMAN_ESCORT", "INFANT"])
    accept(world)
    assert way(world, alone).departs_on
    return first, second


def on_the_way(world: World, case: str) -> None:
    leaves = way(world, case).departs_on
    assert leaves is not None
    world.today = leaves


def seen(world: World, by: str = CASE_WORKER) -> Sheet:
    with world.looking(by):
        return sheets.sheet(PROGRAMME, PLAN, "P-1", by=world.actor(by), at=moment(world.today))


def opened(world: World, by: str = CASE_WORKER) -> None:
    world.here("journeys.sheet.open", by, plan=PLAN, escort="P-1")


def refused(world: World, by: str = CASE_WORKER, escort: str = "P-1") -> str:
    return world.refusal("journeys.sheet.open", by, plan=PLAN, escort=escort).code


def names(found: Sheet) -> dict[str, str | None]:
    return {one.number: one.name for one in found.lines}


def test_names_stand_on_the_sheet_once_it_is_opened_for_whoever_opened_it_and_leave_a_trace(world: World) -> None:
    first, second = together(world)
    on_the_way(world, first)
    told = ActLine(id="berkas-1", at=noon(world.today), by=CASE_WORKER, do="journeys.sheet.open",
                   with_={"programme": PROGRAMME, "plan": PLAN, "escort": "P-1"})  # fmt: skip
    assert replay(file=BytesIO(actlines.write(told).encode())).done == 1
    before = seen(world)  # what an act file tells was opened then: it opens nothing now

    opened(world)

    assert names(before) == {first: None, second: None}
    assert names(seen(world)) == {first: "Nama Satu", second: "Nama Dua"}
    assert {tuple(each.en for each in one.needs) for one in seen(world).lines} == {
        ("With an infant", "A woman as escort only")
    }
    assert {one.minutes for one in seen(world).lines} == {15}
    assert {one.number: one.village for one in seen(world).lines} == {
        first: "Karang Pilang, Kota Surabaya, Jawa Timur", second: "",
    }  # fmt: skip
    assert names(seen(world, cast.COORDINATOR)) == {first: None, second: None}

    with world.looking(), connection.cursor() as cursor:
        cursor.execute("SELECT number, fields, reason FROM audit_look WHERE action = 'identity.reveal' ORDER BY number")
        traced = cursor.fetchall()
    assert traced == [(each, ["name", "village"], "ticket") for each in sorted((first, first, second, second))]


def test_a_partner_opens_the_names_of_those_in_its_care_and_of_nobody_else(world: World) -> None:
    first, _ = together(world)
    world.given(first, PARTNER, "PARTNER")
    on_the_way(world, first)

    opened(world, PARTNER_WORKER)

    assert names(seen(world, PARTNER_WORKER)) == {first: "Nama Satu"}


@pytest.mark.django_db
def test_a_sheet_opens_on_the_days_of_the_way_for_whom_somebody_on_it_is_a_task() -> None:
    world = World()
    world.programme_ready()
    first, _ = together(world)
    leaves, arrives = way(world, first).departs_on, way(world, first).arrives_on
    assert leaves is not None
    assert arrives is not None
    last = sheet_days(leaves, arrives)[1]

    assert refused(world) == "sheet-is-closed"
    world.today = last
    opened(world)
    world.today = last.replace(day=last.day + 1)
    assert refused(world) == "sheet-is-closed"
    assert set(names(seen(world)).values()) == {None}, "the way is over: no name, though the minutes are not"
    on_the_way(world, first)

    assert refused(world, PARTNER_WORKER) == "unknown-escort"
    assert refused(world, RECEIVING_OFFICER) == "not-allowed"
    assert refused(world, escort="P-9") == "unknown-escort"
