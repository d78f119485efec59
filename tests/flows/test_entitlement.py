"""The sheet of one person, out of the books, through acts, a page and a command's document."""

from typing import Any

import pytest
from django.test import override_settings
from django.urls import reverse
from tests.doors.browsing import Browser
from tests.world import CASE_WORKER, COORDINATOR, MINISTRY_REVIEWER, PROGRAMME, STRANGER, World

from pulang.doors.web.cases.taking import said
from pulang.flows.entitlement import Entitlement, entitlement
from pulang.flows.status_json import entitled
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import LANGUAGES

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    world = World()
    world.travel_money()
    world.aid_money()
    for kind, amount in (("CAPITAL", 5_000_000), ("LIVING", 750_000), ("LOCAL_TRANSPORT", 250_000)):
        said: dict[str, Any] = {"kind": kind, "level": "APBN", "amount": amount, "valid_from": "2019-01-01"}
        world.do("aid.rate.set", MINISTRY_REVIEWER, **said)
    return world


def sheet(world: World, number: str) -> Entitlement:
    with world.looking():
        return entitlement(number, as_of=world.today)


def listed(world: World, *numbers: str) -> None:
    world.here("aid.decree.issue", MINISTRY_REVIEWER, number="SK-2", issuer="Kementerian Sosial")
    world.here("aid.beneficiary.list", MINISTRY_REVIEWER, decree="SK-2", cases=list(numbers))


def test_a_sheet_follows_the_books(world: World) -> None:
    number = world.choosing()
    before = sheet(world, number)
    listed(world, number)
    world.here("aid.channel.record", CASE_WORKER, case=number, kind="CASH_BY_APPOINTMENT", own_name=True)
    after = sheet(world, number)

    assert (before.total, after.total, after.decree) == (6_000_000, 6_000_000, "SK-2")
    assert [len(line.waits) for line in before.lines] == [3, 3, 3, 1]
    assert [wait.en for wait in after.lines[0].waits] == ["After arriving home."]
    assert after.lines[0].payer.id == "Kementerian Sosial"
    assert after.lines[-1].amount == 2_500_000


@pytest.mark.parametrize(
    ("choice", "move", "total"), [("STAY", "STAYED", 5_750_000), ("ALONE", "LEFT_ALONE", 6_000_000)]
)
def test_who_stays_or_travels_alone_waits_for_no_journey(world: World, choice: str, move: str, total: int) -> None:
    number = world.choosing(choice)
    listed(world, number)
    world.here("aid.channel.record", CASE_WORKER, case=number, kind="CASH_BY_APPOINTMENT", own_name=True)
    world.move(number, move)

    found = sheet(world, number)

    assert found.total == total
    assert [line.waits for line in found.lines] == [()] * len(found.lines)


def test_the_document_holds_the_same_and_no_identity(world: World) -> None:
    number = world.choosing(name="Nama Rahasia")

    document = entitled(sheet(world, number))

    assert (document["case"], document["total"], document["decree"]) == (number, 6_000_000, None)
    assert [line["kind"] for line in document["lines"]] == ["CAPITAL", "LIVING", "LOCAL_TRANSPORT", "TICKET"]
    assert "Rahasia" not in str(document)


def test_an_unknown_case_has_no_sheet(world: World) -> None:
    with pytest.raises(Refusal) as caught:
        sheet(world, world.number())
    assert caught.value.code == "unknown-case"


def test_the_sheet_is_a_page_and_not_there_for_strangers(world: World) -> None:
    number = world.choosing()
    where = reverse("case-entitlement", args=[number])

    with override_settings(PULANG_TODAY="2019-03-03"):
        shown = Browser(world, COORDINATOR).get(where)
        away = Browser(world, STRANGER).get(where)
        money = Browser(world, MINISTRY_REVIEWER).get(reverse("aid", args=[PROGRAMME]))

    assert shown.status == 200
    assert "Rp5.000.000" in shown.text
    assert "Belum tercantum dalam SK penetapan penerima." in shown.text
    assert (away.status, money.status) == (404, 200)


def test_the_sheet_is_taken_along_in_either_language_and_names_nobody(world: World) -> None:
    number = world.choosing(name="Nama Rahasia")
    written = {lang: said(sheet(world, number), lang) for lang in LANGUAGES}

    with override_settings(PULANG_TODAY="2019-03-03"):
        reader = Browser(world, COORDINATOR)
        page = reader.get(reverse("case-entitlement", args=[number]))
        papers = {lang: reverse("case-entitlement-paper", args=[number, lang]) for lang in (*LANGUAGES, "fr")}
        taken = {lang: reader.client.get(papers[lang]) for lang in LANGUAGES}
        neither, away = reader.get(papers["fr"]), Browser(world, STRANGER).get(papers["id"])

    assert all(papers[lang] in page.text for lang in LANGUAGES)
    assert all(answer.content.startswith(b"%PDF") for answer in taken.values())
    assert {answer.headers["Content-Disposition"] for answer in taken.values()} == {'attachment; filename="lembar.pdf"'}
    assert (neither.status, away.status) == (404, 404)
    assert "Mengapa belum" in str(written["id"])
    assert "Rp5.000.000" in str(written["id"])
    assert "Why not yet" in str(written["en"])
    assert "Rp5,000,000" in str(written["en"])
    assert not any(word in str(written) for word in ("Rahasia", PROGRAMME))
