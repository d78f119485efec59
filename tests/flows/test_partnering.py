"""Papers one by one, appeals, the checklist, and what follows when a partner many rely on stops being fit."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.flows.offices import refused
from tests.world import CASE_WORKER, COORDINATOR, MINISTRY_REVIEWER, PARTNER, PARTNER_WORKER, PROGRAMME, World

from pulang.areas.partners import queries
from pulang.areas.partners.facts import DocumentFacts, PartnerFacts
from pulang.areas.partners.rules import accredited, in_order
from pulang.flows import partnering
from pulang.flows.status import status
from pulang.kernel.findings import Answer
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
SECOND = "LKS-DUA"


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def document(world: World, kind: str, day: date | None = None) -> DocumentFacts:
    found = queries.documents_of(PARTNER, moment(day or world.today))
    return next(one for one in found if one.kind == kind)


def partner(day: date) -> PartnerFacts:
    found = queries.partner(PARTNER, "", moment(day))
    assert found is not None
    return found


def test_each_paper_is_filed_looked_at_and_filed_anew(world: World) -> None:
    world.partner_ready()
    asked: dict[str, Any] = {"partner": PARTNER, "kind": "ACCOUNT"}
    with refused("document-not-filed"):
        world.do("partners.document.check", MINISTRY_REVIEWER, **asked, event="VERIFIED")
    world.do("partners.document.file", PARTNER_WORKER, **asked, number="REK-1", until="2019-06-01")
    with refused("sent-back-without-a-word", field="note"):
        world.do("partners.document.check", COORDINATOR, **asked, event="SENT_BACK")
    world.do("partners.document.check", COORDINATOR, **asked, event="SENT_BACK", note="Atas nama pengurus")
    assert document(world, "ACCOUNT").sent_back_on == world.today

    world.do("partners.document.file", PARTNER_WORKER, **asked, number="REK-2", until="2019-06-01")
    world.do("partners.document.check", COORDINATOR, **asked, event="VERIFIED")

    found = document(world, "ACCOUNT")
    assert (found.number, found.sent_back_on) == ("REK-2", None)
    assert in_order(found, day=date(2019, 5, 31))
    assert not in_order(found, day=date(2019, 6, 1))
    assert document(world, "DEED").filed_on is None


def test_the_people_of_an_institution_file_its_own_papers_only(world: World) -> None:
    world.partner_ready()
    world.do("accounts.agency.register", "pulang", code=SECOND, kind="PARTNER", name="LKS Dua")

    with refused("not-allowed"):
        world.do("partners.document.file", PARTNER_WORKER, partner=SECOND, kind="DEED", number="A-1")
    with refused("not-allowed"):
        world.do("partners.document.check", PARTNER_WORKER, partner=PARTNER, kind="DEED", event="VERIFIED")
    assert Browser(world, PARTNER_WORKER).get(f"/lembaga/{SECOND}/").status == 404
    assert Browser(world, PARTNER_WORKER).get("/lembaga-saya/").has("Surat lembaga")


def test_an_appeal_brings_back_nothing_until_it_is_upheld(world: World) -> None:
    world.partner_ready(on=date(2019, 1, 1))
    record: dict[str, Any] = {"partner": PARTNER}
    with refused("partner-paper-does-not-fit"):
        world.do("partners.accreditation.record", MINISTRY_REVIEWER, **record, event="APPEALED")
    days = {"REVOKED": "2019-02-01", "APPEALED": "2019-02-05", "APPEAL_UPHELD": "2019-02-20"}
    for event, day in days.items():
        world.do("partners.accreditation.record", MINISTRY_REVIEWER, **record, event=event, happened_on=day)
    with refused("partner-paper-does-not-fit"):
        world.do("partners.accreditation.record", MINISTRY_REVIEWER, **record, event="APPEAL_DISMISSED")

    standing = {day: accredited(partner(day), day=day) for day in (date(2019, 1, 31), date(2019, 2, 10), world.today)}
    assert list(standing.values()) == [True, False, True]
    assert partner(date(2019, 2, 10)).appealed_on == date(2019, 2, 5)


def test_a_survey_that_passed_leaves_nothing_lacking(world: World) -> None:
    world.partner_ready()
    record: dict[str, Any] = {"partner": PARTNER, "met": ["STAFF", "ADDRESS"]}
    with refused("partner-paper-does-not-fit", field="lacked"):
        world.do("partners.survey.record", MINISTRY_REVIEWER, **record, event="PASSED", lacked=["SAFE_PLACE"])
    with refused("partner-paper-does-not-fit", field="lacked"):
        world.do("partners.survey.record", MINISTRY_REVIEWER, **record, event="FAILED", lacked=["STAFF"])
    world.do("partners.survey.record", MINISTRY_REVIEWER, **record, event="FAILED", lacked=["SAFE_PLACE"])

    assert queries.checklist(PARTNER, moment(world.today)) == (("STAFF", "ADDRESS"), ("SAFE_PLACE",), world.today)


def test_a_partner_whose_papers_do_not_carry_it_is_not_chosen_and_who_mends_it_is_told(world: World) -> None:
    world.partner_ready()
    world.do("partners.accreditation.record", MINISTRY_REVIEWER, partner=PARTNER, event="SUSPENDED")

    with refused("partner-not-fit", field="event"):
        world.here("partners.assignment.record", partner=PARTNER, event="ASSIGNED", capacity=10)
    world.here("partners.assignment.record", partner=PARTNER, event="NAMED")  # naming a candidate needs no paper


def test_everybody_who_relies_on_a_partner_is_told_when_it_stops_being_fit(world: World) -> None:
    world.programme_ready(on=date(2019, 1, 1))
    for _ in range(2):
        world.given(world.choosing(), PARTNER, "PARTNER")
    tried = world.given(world.choosing(), PARTNER, "PARTNER")
    world.here("cases.attempt.record", CASE_WORKER, case=tried, kind="IN_PERSON", outcome="NOT_YET")
    world.do("accounts.agency.register", "pulang", code=SECOND, kind="PARTNER", name="LKS Dua")
    world.do("partners.accreditation.record", MINISTRY_REVIEWER, partner=PARTNER, event="REVOKED")

    with world.looking():
        now = status(PROGRAMME, as_of=world.today)
        (relying,) = partnering.relying_on(PARTNER, world.today)
        (other,) = partnering.who_else(PROGRAMME, PARTNER, world.today)
        later = world.today + timedelta(days=30)
        (late,) = partnering.relying_on(PARTNER, later)
    finding = next(finding for _, finding in now.findings if finding.gate == "partner-ready")
    assert finding.answer is Answer.NOT_MET
    assert next(blocker.cases for blocker in now.blockers if blocker.gate == "partner-ready") == 3
    assert (relying.care.cases, relying.care.unanswered, relying.care.median_days) == (3, 0, 0)
    assert late.care.unanswered == 2
    assert (other.agency, len(other.lacks)) == (SECOND, 3)
    shown = Browser(world, COORDINATOR).get(f"/lembaga/{PARTNER}/")
    assert shown.has("Yang dapat mengambil alih")
    assert reverse("partner-new", args=[PROGRAMME]) in shown.text
