"""The way home on the screen: a plan is made and accepted, people are checked in, change their minds, and leave."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors import outside
from tests.doors.browsing import Browser, on
from tests.flows.test_following_up import stayed
from tests.world import (
    APPROVER,
    CASE_WORKER,
    COORDINATOR,
    PARTNER_WORKER,
    PROGRAMME,
    RECEIVER,
    RECEIVING_OFFICER,
    TREASURER,
    World,
)

from pulang.areas.funds import queries as funds
from pulang.areas.journeys import queries as journeys
from pulang.areas.journeys.facts import Leg
from pulang.doors.web.journeys.wording import comes
from pulang.flows import handing_over
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
ALL = reverse("journeys", args=[PROGRAMME])
PLAN = reverse("journey-plan", args=[PROGRAMME])


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    world.programme_ready()
    return world


def of(name: str, number: str) -> str:
    return reverse(name, args=[number])


def leaving_today(world: World) -> str:
    return world.planned(departs_on=world.today)


def tied(world: World) -> int:
    with world.looking():
        found = funds.sources(PROGRAMME, moment(world.today))
        return next(each.committed for each in found if each.code == "APBD-KPG")


def test_a_plan_is_shown_at_once_compared_and_accepted(world: World) -> None:
    number = world.verified()
    coordinator = Browser(world, COORDINATOR)

    first = coordinator.get(PLAN)
    better = coordinator.get(f"{PLAN}?lama=1")
    draft = re.search(r'name="draft" value="([^"]+)"', better.text)
    assert draft
    shown = coordinator.send(PLAN, source="APBD-KPG", draft=draft[1].replace("&quot;", '"'))

    assert first.has("1 dari 1 dapat pulang") or first.has("1 orang dari 1 orang dapat pulang"), first.text
    assert first.has("Cari yang lebih baik")
    assert better.has("Yang diusulkan")
    assert shown.has("diterima.")
    assert shown.has("Kupang ke")
    told = [Browser(world, one).get(ALL) for one in (COORDINATOR, PARTNER_WORKER, RECEIVING_OFFICER)]
    assert ["Rencana yang diterima" in one.text for one in told] == [True] * 3
    assert ["APBD-KPG" in one.text for one in told] == [True, False, False], (
        "what it costs is for those who pay and lead"
    )
    assert tied(world) > 0
    manifest = re.search(rf'href="({ALL}berangkat/[0-9a-f]+/)"', shown.text)
    assert manifest
    listed = coordinator.get(manifest[1])
    assert listed.has(number)
    assert re.search(r"Datang \d+ Maret 2019, \d\d\.\d\d WITA", listed.text)


def test_a_plan_that_is_none_is_refused_in_words(world: World) -> None:
    coordinator = Browser(world, COORDINATOR)

    nobody = coordinator.get(PLAN)
    shown = coordinator.send(PLAN, source="APBD-KPG", draft="[]")

    assert nobody.has("Belum ada yang memilih pulang")
    assert not nobody.has("Atas dana yang mana?"), "where nothing is proposed, no money is asked for"
    assert shown.status == 422
    assert shown.has("Susun dulu rencananya")


def test_whoever_is_here_is_checked_in_and_leaves(world: World) -> None:
    here, late = leaving_today(world), leaving_today(world)
    worker = Browser(world, CASE_WORKER)

    waits = worker.get(of("gate", here))
    first = re.search(rf'href="({ALL}berangkat/[0-9a-f]+/)"', worker.get(ALL).text)
    assert first
    assert worker.send(f"{first[1]}sekarang/").has("Belum ada yang tercatat hadir")
    checked = worker.send(of("gate", here))
    manifest = re.search(rf'href="({ALL}berangkat/[0-9a-f]+/)"', worker.get(ALL).text)
    assert manifest
    asked = worker.get(f"{manifest[1]}sekarang/")
    left = worker.send(f"{manifest[1]}sekarang/")

    assert waits.has("Ia hadir"), "also where her way was typed without its legs"
    assert checked.has("Kehadirannya tercatat")
    assert checked.has("Sudah hadir")
    assert asked.has(f"Yang hadir: {here}. Yang belum hadir tetap di daftar: {late}.")
    assert left.has("Keberangkatan tercatat")
    assert world.file(here).move is not None
    assert world.file(late).move is None
    assert worker.get(manifest[1]).has("Sudah berangkat")


def test_one_tap_at_the_gate_lets_her_stay_and_asks_nothing(world: World) -> None:
    number = leaving_today(world)
    worker = Browser(world, CASE_WORKER)
    shown = worker.send(of("gate", number))
    refs = re.findall(r'name="ref" value="([^"]+)"', shown.text)

    tapped = worker.post(of("gate-mind", number), ref=refs[-1])

    assert (shown.text.count("<textarea"), shown.text.count("<select")) == (0, 0)
    assert tapped.status == 303
    file = world.file(number)
    assert file.choice is not None
    assert file.choice.choice == "UNDECIDED"
    with world.looking():
        plan = journeys.itinerary(file.ref.id, moment(world.today))
    assert plan is not None
    assert plan.event == "DROPPED"
    assert worker.get(of("gate", number)).has("Belum ada rencana perjalanan")


@pytest.mark.parametrize(("days", "says"), [(0, "sudah tercatat hadir"), (3, "bukan hari ini"), (None, "Belum bisa")])
def test_the_gate_says_why_not(world: World, days: int | None, says: str) -> None:
    number = leaving_today(world) if days != 3 else world.planned()
    if days is None:
        world.here("journeys.receiver.withdraw", RECEIVING_OFFICER, case=number)
    worker = Browser(world, CASE_WORKER)
    if days == 0:
        worker.send(of("gate", number))

    assert worker.send(of("gate", number)).has(says)


def test_whoever_has_left_is_told_whom_to_call(world: World) -> None:
    number = world.move(leaving_today(world), "DEPARTED")

    assert Browser(world, CASE_WORKER).send(of("gate-mind", number)).has("Ia sudah berangkat")


@pytest.mark.parametrize(
    ("leaves", "meets", "says"),
    [
        ("18:00 WITA", "16:30 WITA", "6 Maret 2019, 16.30 WITA"),
        ("00:45 WITA", "23:15 WITA", "5 Maret 2019, 23.15 WITA"),
        ("", "16:30 WITA", "6 Maret 2019, 16.30 WITA"),
        ("18:00 WITA", "", ""),
    ],
)
def test_for_a_ship_that_leaves_in_the_night_she_comes_the_evening_before(leaves: str, meets: str, says: str) -> None:
    leg = Leg("SHIP", "Kupang", "35.78", date(2019, 3, 6), date(2019, 3, 7), leaves=leaves)

    assert comes(leg, meets).id == says


def test_her_card_tells_nobody_why_she_travels(world: World) -> None:
    number = leaving_today(world)
    worker = Browser(world, CASE_WORKER)

    card = worker.client.get(of("travel-card", number))

    assert card.headers["Content-Disposition"] == 'attachment; filename="kartu.pdf"'
    assert outside.told(card.headers["Content-Disposition"]) == []
    assert card.content.startswith(b"%PDF")
    assert card.headers["Cache-Control"].startswith("max-age=0")


def test_a_partner_sees_of_a_departure_whom_it_accompanies(world: World) -> None:
    mine, other = leaving_today(world), leaving_today(world)
    world.given(mine, "LKS-SATU", "PARTNER")
    partner = Browser(world, PARTNER_WORKER)

    manifest = re.search(rf'href="({ALL}berangkat/[0-9a-f]+/)"', partner.get(ALL).text)

    assert manifest
    assert partner.get(manifest[1]).has(mine)
    assert other not in partner.get(manifest[1]).text
    assert RECEIVER not in partner.get(manifest[1]).text


def test_a_handover_goes_from_giving_to_a_paper_anybody_can_check(world: World) -> None:
    number = world.move(leaving_today(world), "DEPARTED")
    worker, receiver = Browser(world, CASE_WORKER), Browser(world, RECEIVING_OFFICER)
    manifest = re.search(rf'href="({ALL}berangkat/[0-9a-f]+/)"', worker.get(ALL).text)
    assert manifest
    said = {"cases": [number], "to": RECEIVER, "place": "Stasiun", "final": "yes", "witness": "Pengurus RT"}

    given = worker.send(f"{manifest[1]}serah-terima/", **said)
    listed = receiver.get(ALL)
    page = re.search(rf'href="({ALL}serah-terima/[^"/]+/)"', listed.text)
    assert page
    listed_there = receiver.get(manifest[1])
    answered = receiver.send(f"{page[1]}terima/", why="OTHER_WAY", **on("3 3 2019"))
    paper = worker.client.get(f"{page[1]}dokumen.pdf")

    assert given.has("menunggu penerima")
    assert listed.has("Menunggu penerima")
    assert not listed_there.has("sendiri"), "who goes along stands with a ticket that she may not see"
    assert answered.has("Meneruskan dengan cara lain.")
    assert answered.has("kabar itu cukup")
    assert paper.content.startswith(b"%PDF")
    assert outside.told(paper.headers["Content-Disposition"]) == []
    found = page[1].split("/")[-2]
    checked = Client().get(reverse("check-paper", args=[found, handing_over.mark_of(found)]))
    assert checked.status_code == 200
    assert number not in checked.content.decode()
    assert Client().get(reverse("check-paper", args=[found, "0" * 20])).status_code == 404


def test_whoever_is_not_heard_of_is_asked_after_and_her_word_is_enough(world: World) -> None:
    number = world.move(world.planned(departs_on=world.today), "DEPARTED")
    world.today += timedelta(days=40)
    with override_settings(PULANG_TODAY="2019-04-12"):
        worker = Browser(world, CASE_WORKER)
        shown = worker.get(ALL)
        worker.send(of("arrival-tell", number))
        later = worker.get(ALL)

    assert shown.has("Belum ada kabar kedatangan")
    assert shown.has(number)
    assert not later.has("Belum ada kabar kedatangan")


@pytest.mark.parametrize(("which", "says"), [(0, "semula"), (-1, "berangkat seperti semula; tiba semula")])
def test_a_cancelled_departure_leads_to_a_plan_that_says_what_changes(world: World, which: int, says: str) -> None:
    number = world.verified(world.choosing(home="35.73"))
    coordinator = Browser(world, COORDINATOR)
    draft = re.search(r'name="draft" value="([^"]+)"', coordinator.get(PLAN).text)
    assert draft
    shown = coordinator.send(PLAN, source="APBD-KPG", draft=draft[1].replace("&quot;", '"'))
    manifest = re.search(rf'href="({ALL}berangkat/[0-9a-f]+/)"', shown.text)
    assert manifest

    form = coordinator.get(f"{manifest[1]}batal/")
    offered = re.findall(r'name="leg"[^>]* value="([0-9a-f]{10})"|value="([0-9a-f]{10})"[^>]* name="leg"', form.text)
    legs = [first or second for first, second in offered]
    none = coordinator.send(f"{manifest[1]}batal/", leg="0000000000")
    planned = coordinator.send(f"{manifest[1]}batal/", reason="Cuaca", leg=legs[which])

    assert len(legs) > 1, "her way has more than one departure, and any of them may be cancelled"
    assert none.has("Pilih dari daftar yang ada")
    assert planned.has("Susun rencana bagi yang terdampak")
    assert planned.has(f"{number}: {says}")
    assert tied(world) == 0


def test_what_carriers_owe_stands_with_the_money_and_her_gate_names_no_hour_any_more(world: World) -> None:
    number = world.verified()
    coordinator = Browser(world, COORDINATOR)
    draft = re.search(r'name="draft" value="([^"]+)"', coordinator.get(PLAN).text)
    assert draft
    shown = coordinator.send(PLAN, source="APBD-KPG", draft=draft[1].replace("&quot;", '"'))
    plan = re.search(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}", shown.text)
    assert plan
    paid = world.asked_payment(amount=tied(world), document=plan[0])
    world.here("funds.payment.approve", APPROVER, payment=paid)
    before = coordinator.get(reverse("money", args=[PROGRAMME]))
    expected = coordinator.get(of("gate", number))

    world.here("cases.choice.record", CASE_WORKER, case=number, choice="STAY", informed="CONVERSATION")

    assert not before.has("Ditagih pada pengangkut")
    assert Browser(world, TREASURER).get(reverse("money", args=[PROGRAMME])).has("Ditagih pada pengangkut")
    assert expected.has("Datang")
    stays = coordinator.get(of("gate", number))
    assert stays.has("Belum ada rencana perjalanan")
    assert not stays.has("Datang")


def test_the_file_leads_to_check_in_and_later_to_how_she_is_where_she_agreed(world: World) -> None:
    going, agrees, quiet = leaving_today(world), stayed(world), stayed(world, agrees=False)
    worker = Browser(world, CASE_WORKER)

    shown = {number: worker.get(of("case", number)) for number in (going, agrees, quiet)}

    assert of("gate", going) in shown[going].text
    assert not shown[going].has("Sesudahnya")
    assert of("followup", agrees) in shown[agrees].text
    assert shown[quiet].has("Tidak ditanya; itu pilihannya")
    assert of("followup", quiet) not in shown[quiet].text
