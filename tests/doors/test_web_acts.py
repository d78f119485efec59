"""The pages of aid and of a programme's own acts: who receives what, and saying that an act was a mistake."""

import re
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser, Shown
from tests.world import (
    ADMINISTRATOR,
    CASE_WORKER,
    COORDINATOR,
    DATA_PROTECTION,
    HEAD,
    MINISTRY_REVIEWER,
    PROGRAMME,
    STRANGER,
    TREASURER,
    World,
)

from pulang.areas.audit import queries as acts
from pulang.doors.web.acts.words import CALLED, SUBJECTS
from pulang.flows import catalog
from pulang.flows.status import status

pytestmark = pytest.mark.django_db

AID, ACTS, STRIKE = (reverse(name, args=[PROGRAMME]) for name in ("aid", "acts", "act-strike"))


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def listed(world: World, *numbers: str, decree: str = "SK-460/1/2019") -> None:
    world.here("aid.decree.issue", number=decree, issuer="Wali Kota", happened_on="2019-03-01")
    world.here("aid.beneficiary.list", decree=decree, cases=list(numbers), happened_on="2019-03-02")


def numbers_on(page: Shown) -> list[str]:
    return re.findall(r'pl-nomor" href="/berkas/([^/]+)/', page.text)


# --- aid


def test_a_decree_tells_how_many_and_under_which_numbers(world: World) -> None:
    first, second, third = (world.choosing() for _ in range(3))
    listed(world, first, second, third)
    world.here("aid.beneficiary.remove", decree="SK-460/1/2019", cases=[third], happened_on="2019-03-03")
    coordinator = Browser(world, COORDINATOR)

    page, named = coordinator.get(AID), coordinator.get(f"{AID}?sk=SK-460%2F1%2F2019")

    assert page.has("SK-460/1/2019")
    assert re.search(r'data-label="Penerima">2<', page.text)
    assert numbers_on(page) == []
    assert numbers_on(named) == sorted([first, second])


def test_whoever_sees_no_cases_learns_how_many_and_no_number(world: World) -> None:
    listed(world, world.choosing(), world.choosing())

    for reader in (TREASURER, DATA_PROTECTION):
        page = Browser(world, reader).get(f"{AID}?sk=SK-460%2F1%2F2019")
        assert re.search(r'data-label="Penerima">2<', page.text)
        assert not page.has("Nomor berkas")
        assert numbers_on(page) == []


def test_another_offices_coordinator_finds_no_number_in_a_decree(world: World) -> None:
    listed(world, world.choosing())

    page = Browser(world, STRANGER).get(f"{AID}?sk=SK-460%2F1%2F2019")

    assert (page.status, numbers_on(page)) == (200, [])


def test_a_decree_that_does_not_exist_and_a_page_that_does_not_lead_to_the_same_list(world: World) -> None:
    listed(world, world.choosing())
    coordinator = Browser(world, COORDINATOR)

    assert numbers_on(coordinator.get(f"{AID}?sk=lain")) == []
    assert coordinator.get(f"{AID}?sk=SK-460%2F1%2F2019&page=7").status == 200
    assert len(numbers_on(coordinator.get(f"{AID}?sk=SK-460%2F1%2F2019&page=-1"))) == 1


def test_a_rate_tells_its_days_its_payer_and_where_it_is_written(world: World) -> None:
    said: dict[str, Any] = {"level": "APBN", "happened_on": "2019-01-01", "source_text": "Surat 12/2019"}
    for amount, since, until in ((4_000_000, "2018-01-01", "2019-01-01"), (5_000_000, "2019-01-01", None)):
        said |= {"valid_from": since, "valid_until": until, "amount": amount}
        world.do("aid.rate.set", MINISTRY_REVIEWER, kind="CAPITAL", **said)

    page = Browser(world, TREASURER).get(AID)

    assert page.has("Modal usaha Rp5.000.000 mulai 1 Januari 2019 berlaku APBN Surat 12/2019")
    assert page.has("Rp4.000.000 mulai 1 Januari 2018, sampai sebelum 1 Januari 2019 APBN")


def test_before_anything_is_recorded_the_page_says_so(world: World) -> None:
    page = Browser(world, COORDINATOR).get(AID)

    assert page.has("Belum ada SK penetapan penerima.")
    assert page.has("Belum ada tarif bantuan.")


# --- acts


def test_acts_of_the_programme_stand_newest_first_and_those_about_a_case_do_not(world: World) -> None:
    world.decreed()
    number = world.choosing()

    page = Browser(world, COORDINATOR).get(ACTS)

    assert page.has("Keputusan pejabat terbit SK-1 Dinas Sosial Kota Kupang")
    assert page.text.index("Keputusan pejabat terbit") < page.text.index("Program dibuka")
    assert number not in page.text


def test_acts_are_narrowed_to_a_subject(world: World) -> None:
    world.programme_ready()
    coordinator = Browser(world, COORDINATOR)

    partners, unknown = coordinator.get(f"{ACTS}?bagian=partners"), coordinator.get(f"{ACTS}?bagian=lain")

    assert partners.has("Penugasan mitra")
    assert not partners.has("Keputusan rapat KEP-1")
    assert unknown.has("Penugasan mitra")
    assert unknown.has("Keputusan rapat KEP-1")


def test_the_list_goes_on_over_the_page(world: World) -> None:
    for place in range(51):
        said: dict[str, Any] = {
            "subject": f"hal-{place}",
            "summary": "kata",
            "office": "Dinas",
            "source": "uji",
            "kind": "STATEMENT",
        }
        world.do("statements.statement.record", CASE_WORKER, **{"programme": PROGRAMME, **said})
    coordinator = Browser(world, COORDINATOR)

    first, second = coordinator.get(f"{ACTS}?bagian=statements"), coordinator.get(f"{ACTS}?bagian=statements&page=2")

    assert (first.text.count("hal "), second.has("hal 0")) == (100, True)
    assert "bagian=statements&amp;page=2" in first.text


def test_a_decision_that_was_a_mistake_is_struck_from_the_list(world: World) -> None:
    world.programme_ready()
    coordinator = Browser(world, COORDINATOR)
    with world.looking():
        (made,) = acts.told(PROGRAMME, ["coordination.decision.make"], limit=5)
        before = [blocker.gate for blocker in status(PROGRAMME, as_of=world.today).blockers]

    path = f"{STRIKE}?catatan={made.id}"
    form = coordinator.get(path)
    done = coordinator.send(path, act=made.id, reason="Salah ketik nomor")

    assert f'value="{made.id}" selected' in form.text
    assert done.url == ACTS
    assert done.has("dinyatakan keliru")
    world.choosing()
    with world.looking():
        after = [blocker.gate for blocker in status(PROGRAMME, as_of=world.today).blockers]
    assert ("rakor-decided" in before, "rakor-decided" in after) == (False, True)


def test_money_is_not_offered_as_a_mistake_and_a_struck_act_only_once(world: World) -> None:
    world.programme_ready()
    coordinator = Browser(world, COORDINATOR)
    with world.looking():
        (money,) = acts.told(PROGRAMME, ["funds.money.release"], limit=1)

    page, form = coordinator.get(f"{ACTS}?bagian=funds"), coordinator.get(f"{STRIKE}?catatan={money.id}")

    assert page.has("Dana dicairkan APBD-KPG Badan Keuangan Kota Kupang –")
    assert money.id not in re.findall(r'option value="([^"]*)"', form.text)
    assert coordinator.send(STRIKE, act=money.id, reason="x").status == 422


@pytest.mark.parametrize("reader", [CASE_WORKER, TREASURER, MINISTRY_REVIEWER, ADMINISTRATOR])
def test_the_acts_are_not_there_for_others(world: World, reader: str) -> None:
    assert Browser(world, reader).get(ACTS).status == 404


def test_the_data_protection_officer_reads_the_acts_and_strikes_none(world: World) -> None:
    world.decreed()
    page = Browser(world, DATA_PROTECTION).get(ACTS)

    assert page.has("Keputusan pejabat terbit")
    assert not page.has("Nyatakan keliru")


def test_the_head_of_office_may_strike_too(world: World) -> None:
    world.decreed()

    assert Browser(world, HEAD).get(ACTS).has("Nyatakan keliru")


def test_every_act_that_is_called_something_exists_under_a_named_subject() -> None:
    assert set(CALLED) <= set(catalog.verbs())
    assert {verb.split(".")[0] for verb in CALLED} == set(SUBJECTS)


# --- a part of a page, for scripts


@pytest.mark.parametrize(
    "path", [ACTS, AID, reverse("cases", args=[PROGRAMME]), reverse("programme", args=[PROGRAMME])]
)
def test_a_script_gets_the_main_part_alone_and_says_so_to_caches(world: World, path: str) -> None:
    coordinator = Browser(world, COORDINATOR)

    whole = coordinator.client.get(path, {"hari": "2019-01-05"})
    part = coordinator.client.get(path, {"hari": "2019-01-05"}, headers={"HX-Request": "true"})

    assert "HX-Request" in whole.headers["Vary"]
    assert "HX-Request" in part.headers["Vary"]
    text = part.content.decode()
    assert "<script" not in text
    assert "<html" not in text
    assert '<main class="govuk-main-wrapper" id="isi"' in text
    assert 'id="hari-dilihat" hx-swap-oob' in text
    title = re.search(r"<title>([^<]+)", text)
    assert title is not None
    assert title[1].strip() in re.sub(r"\s+", " ", whole.content.decode())
