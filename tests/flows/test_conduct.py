"""Agreements with institutions, and what is found of them: recorded, answered, closed, and for whom the words are."""

from datetime import date
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.flows.offices import refused
from tests.world import (
    COORDINATOR,
    HEAD,
    MINISTRY_REVIEWER,
    PARTNER,
    PARTNER_WORKER,
    PROGRAMME,
    REGISTRAR,
    STRANGER,
    WATCHER,
    World,
)

from pulang.areas.partners import queries
from pulang.flows import partnering
from pulang.flows.status import Blocker, status
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
SECOND = "LKS-DUA"
TEXT = "Papan pengaduan tidak terpasang"
OURS: dict[str, Any] = {"partner": PARTNER, "code": "t-1"}


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def agreed(world: World, partner: str = PARTNER, **said: Any) -> None:
    asked = {"number": "PKS-1", "until": "2019-04-01", "regions": ["53"], "happened_on": "2019-02-01", **said}
    world.here("partners.agreement.record", partner=partner, **asked)


def second(world: World) -> None:
    world.do("accounts.agency.register", "pulang", code=SECOND, kind="PARTNER", name="LKS Dua")
    world.do("partners.registration.record", partner=SECOND, number="REG-2")
    world.do("partners.accreditation.record", partner=SECOND, grade="A", number="AKR-2")
    world.here("partners.approval.record", MINISTRY_REVIEWER, partner=SECOND, number="SETUJU-2")


def blocked(world: World, day: date) -> Blocker | None:
    with world.looking():
        found = status(PROGRAMME, as_of=day).blockers
    return next((one for one in found if one.gate == "partner-ready"), None)


# --- agreements


def test_an_agreement_that_ends_closes_the_gate_on_its_day_and_a_new_one_opens_it(world: World) -> None:
    world.programme_ready(on=date(2019, 1, 1))
    world.choosing()
    assert blocked(world, world.today) is None
    agreed(world)

    assert blocked(world, date(2019, 3, 31)) is None
    ended = blocked(world, date(2019, 4, 3))
    assert ended is not None
    assert (ended.since, ended.days) == (date(2019, 4, 1), 2)
    assert "perjanjian kerja sama yang berlaku" in ended.sentence.id
    agreed(world, number="PKS-2", starts_on="2019-04-02", until="2020-01-01")
    assert blocked(world, date(2019, 4, 1)) is not None
    assert blocked(world, date(2019, 4, 3)) is None


def test_an_agreement_ended_early_closes_the_gate_on_that_day(world: World) -> None:
    world.programme_ready(on=date(2019, 1, 1))
    world.choosing()
    agreed(world)
    end: dict[str, Any] = {"partner": PARTNER, "event": "ENDED", "number": "PKS-1"}
    with refused("ended-without-a-word", field="reason"):
        world.here("partners.agreement.record", **end)
    world.here("partners.agreement.record", **end, reason="Lembaga mengundurkan diri")
    with refused("agreement-does-not-stand", field="number"):
        world.here("partners.agreement.record", **end, reason="Sekali lagi")

    assert blocked(world, date(2019, 3, 2)) is None
    assert blocked(world, world.today) is not None


def test_once_somebody_has_an_agreement_nobody_is_assigned_without_one_or_elsewhere(world: World) -> None:
    world.partner_ready(on=date(2019, 1, 1))
    second(world)
    assign: dict[str, Any] = {"partner": SECOND, "event": "ASSIGNED", "capacity": 10}
    agreed(world)
    with refused("partner-not-fit", field="event"):
        world.here("partners.assignment.record", **assign)
    agreed(world, SECOND, regions=["35"])
    with refused("partner-not-fit", field="event"):
        world.here("partners.assignment.record", **assign)
    with world.looking():
        (other,) = partnering.who_else(PROGRAMME, PARTNER, world.today)
    assert [one.lack.value for one in other.lacks] == ["REGION"]

    agreed(world, SECOND, number="PKS-3", regions=["53.71"])
    world.here("partners.assignment.record", **assign)
    assert queries.programmes_of(SECOND, world.today) == ((PROGRAMME, 10),)


def test_an_agreement_needs_an_end_a_region_and_a_number_of_its_own(world: World) -> None:
    world.partner_ready()
    with refused("agreement-without-end", field="until"):
        agreed(world, until=None)
    with refused("agreement-without-region", field="regions"):
        agreed(world, regions=[])
    with refused("ends-before-start", field="until"):
        agreed(world, until="2019-02-01")
    with refused("place-unknown"):
        agreed(world, regions=["99"])
    agreed(world)
    with refused("agreement-number-used", field="number"):
        agreed(world)
    with refused("not-allowed"):
        world.here("partners.agreement.record", MINISTRY_REVIEWER, partner=PARTNER, number="X")


def test_an_agreement_is_signed_and_ended_on_screens_and_stands_on_the_institutions_page(world: World) -> None:
    world.partner_ready()
    browser = Browser(world, COORDINATOR)
    sent = {"happened_on": "2019-03-01", "until": "2019-12-31", "regions": ["53", "35"]}
    shown = browser.send(f"/program/{PROGRAMME}/mitra/{PARTNER}/perjanjian/", number="PKS/1", **sent)
    assert shown.has("Perjanjian PKS/1, Nusa Tenggara Timur dan Jawa Timur, sampai 31 Desember 2019")
    shown = browser.get(f"/lembaga/{PARTNER}/")
    assert shown.has("Perjanjian kerja sama")
    assert "akhiri/?nomor=PKS%2F1" in shown.text
    gone = {"number": "PKS/1", "reason": "Selesai lebih awal", "happened_on": "2019-03-03"}
    assert browser.send(f"/program/{PROGRAMME}/mitra/{PARTNER}/perjanjian/akhiri/", **gone).has("Diakhiri")


# --- findings and incidents


def record(world: World, by: str = COORDINATOR, **said: Any) -> None:
    asked = {**OURS, "kind": "FINDING", "severity": "SERIOUS", "text": TEXT, "due_on": "2019-03-10", **said}
    world.do("partners.incident.record", by, **asked)


def test_a_finding_is_answered_by_the_institution_and_closed_by_whoever_recorded_it(world: World) -> None:
    world.partner_ready()
    record(world)
    with refused("incident-code-used", field="code"):
        record(world, MINISTRY_REVIEWER)
    with refused("not-allowed"):
        world.do("partners.incident.answer", COORDINATOR, **OURS, text="Kami yang menjawab")
    world.do("partners.incident.answer", PARTNER_WORKER, **OURS, text="Papan sudah dipasang")
    with refused("incident-of-another-office"):
        world.do("partners.incident.close", STRANGER, **OURS, text="Tidak usah dibahas")
    world.do("partners.incident.close", HEAD, **OURS, text="Papan terlihat saat kunjungan")
    with refused("incident-closed", field="code"):
        world.do("partners.incident.answer", PARTNER_WORKER, **OURS, text="Satu hal lagi dari kami")

    with world.looking(PARTNER_WORKER):
        (one,) = queries.incidents_of(PARTNER, moment(world.today))
    assert (one.answers, one.closed_on) == (((world.today, "Papan sudah dipasang"),), world.today)


def test_the_ministry_closes_what_an_office_recorded_and_nobody_answers_for_another_institution(world: World) -> None:
    world.partner_ready()
    second(world)
    record(world, partner=SECOND, severity="GRAVE", programme=PROGRAMME)
    with refused("not-allowed"):
        world.do("partners.incident.answer", PARTNER_WORKER, partner=SECOND, code="t-1", text="Bukan urusan kami")
    with refused("not-allowed"):
        record(world, REGISTRAR, code="t-2")
    with refused("ends-before-start", field="due_on"):
        record(world, due_on="2019-03-02")
    with refused("unknown-incident", field="code"):
        world.do("partners.incident.close", MINISTRY_REVIEWER, **OURS, text="Tidak ada apa-apa")
    world.do("partners.incident.close", MINISTRY_REVIEWER, partner=SECOND, code="t-1", text="Sudah dibereskan")


def test_the_words_are_for_the_institution_and_its_judges_and_everybody_else_finds_how_many(world: World) -> None:
    world.partner_ready()
    record(world)
    pages = {who: Browser(world, who).get(f"/lembaga/{PARTNER}/") for who in (COORDINATOR, HEAD, MINISTRY_REVIEWER)}
    pages |= {who: Browser(world, who).get(f"/lembaga/{PARTNER}/") for who in (WATCHER, REGISTRAR)}
    pages[PARTNER_WORKER] = Browser(world, PARTNER_WORKER).get("/lembaga-saya/")

    assert all(page.has("Sedang: 1 tercatat, 1 belum ditutup") for page in pages.values())
    assert {who for who, page in pages.items() if page.has(TEXT)} == {*pages} - {WATCHER, REGISTRAR}
    answered = f"/lembaga/{PARTNER}/temuan/t-1/jawab/"
    assert {who for who, page in pages.items() if answered in page.text} == {PARTNER_WORKER}


def test_a_finding_is_recorded_answered_and_closed_on_screens(world: World) -> None:
    world.partner_ready()
    said = {"kind": "INCIDENT", "severity": "GRAVE", "text": TEXT, "programme": PROGRAMME, "happened_on": "2019-03-02"}
    shown = Browser(world, MINISTRY_REVIEWER).send(f"/lembaga/{PARTNER}/temuan/", **said)
    assert shown.has("Kejadian, 2 Maret 2019")
    one = f"/lembaga/{PARTNER}/temuan/temuan-1/"
    day = {"happened_on": "2019-03-03"}
    shown = Browser(world, PARTNER_WORKER).send(f"{one}jawab/", text="Sudah kami bereskan", **day)
    assert shown.has("Jawaban lembaga, 3 Maret 2019:")
    assert Browser(world, MINISTRY_REVIEWER).send(f"{one}tutup/", text="Sudah terlihat beres", **day).has("Ditutup")
    assert Browser(world, MINISTRY_REVIEWER).get(f"{one}tutup/").status == 404
