"""A partner's papers, from being named to being fit, and what takes that away again."""

from datetime import date
from typing import Any

import pytest
from tests.flows.offices import DAY, PROGRAMME, do, lines_about, offices, refused

from pulang.areas.partners import queries
from pulang.areas.partners.facts import PartnerFacts
from pulang.areas.partners.rules import Lack, lacking
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
PEOPLE = ("peninjau", "petugas-mitra", "pemantau")
COORDINATOR = "koordinator"
MINISTRY = "peninjau"
LKS = "LKS-SATU"


def named() -> None:
    offices(*PEOPLE)
    assign("NAMED", happened_on="2019-02-11")


def assign(event: str, **with_: Any) -> None:
    do("partners.assignment.record", COORDINATOR, programme=PROGRAMME, partner=LKS, event=event, **with_)


def fit() -> None:
    named()
    do("partners.registration.record", COORDINATOR, partner=LKS, number="TD-1", happened_on="2017-05-02")
    do("partners.accreditation.record", MINISTRY, partner=LKS, grade="B", number="AK-1", happened_on="2016-03-03")
    do("partners.approval.record", MINISTRY, programme=PROGRAMME, partner=LKS, number="S-9", happened_on="2019-03-01")
    assign("ASSIGNED", capacity=150, happened_on="2019-03-01")


def partner(day: date = DAY) -> PartnerFacts:
    found = queries.partner(LKS, PROGRAMME, moment(day))
    assert found is not None
    return found


def lacks(day: date = DAY) -> list[Lack]:
    return [item.lack for item in lacking(partner(day), day=day, people=145, place="53.71")]


def test_a_partner_is_known_from_the_day_it_is_named() -> None:
    named()

    assert queries.partners_of(PROGRAMME, moment(date(2019, 2, 10))) == ()
    (found,) = queries.partners_of(PROGRAMME, moment(DAY))
    assert (found.agency, found.name, found.named_on) == (LKS, "LKS Satu", date(2019, 2, 11))
    assert queries.agencies_of(PROGRAMME) == frozenset()
    assert queries.partner("LKS-SATU", PROGRAMME, moment(date(2019, 1, 1))) is None


def test_a_partner_becomes_fit_paper_by_paper() -> None:
    fit()

    assert lacks(date(2019, 2, 28)) == [Lack.APPROVAL, Lack.ASSIGNMENT]
    assert lacks(date(2019, 3, 1)) == []
    assert queries.agencies_of(PROGRAMME) == {LKS}
    assert {line.verb for line in lines_about(LKS)} == {
        "accounts.agency.register",
        "partners.registration.record",
        "partners.accreditation.record",
        "partners.approval.record",
        "partners.assignment.record",
    }


def test_an_accreditation_that_expires_closes_on_its_day() -> None:
    fit()  # grade B of 3 March 2016 counts through 2 March 2019

    assert lacks(date(2019, 3, 2)) == []
    assert lacks(date(2019, 3, 3)) == [Lack.ACCREDITATION_OR_SURVEY]


def test_what_was_known_of_a_partner_yesterday_stays_askable() -> None:
    fit()

    known = moment(DAY, known_on=date(2019, 3, 2), zone="Asia/Makassar")
    assert queries.partners_of(PROGRAMME, known) == ()


def test_a_suspension_is_lifted_and_a_revocation_is_not() -> None:
    fit()
    record: dict[str, Any] = {"partner": LKS}
    do("partners.accreditation.record", MINISTRY, **record, event="SUSPENDED", happened_on="2019-01-01")
    do("partners.accreditation.record", MINISTRY, **record, event="RESTORED", happened_on="2019-02-01")

    assert Lack.ACCREDITATION_OR_SURVEY in lacks(date(2019, 1, 15))
    assert Lack.ACCREDITATION_OR_SURVEY not in lacks(date(2019, 2, 1))

    do("partners.accreditation.record", MINISTRY, **record, event="REVOKED", happened_on="2019-03-01")
    with refused("partner-paper-does-not-fit"):
        do("partners.accreditation.record", MINISTRY, **record, event="RESTORED", happened_on="2019-03-02")


def test_a_survey_passes_where_there_is_no_accreditation() -> None:
    named()
    do("partners.survey.record", COORDINATOR, partner=LKS, event="REQUESTED", happened_on="2019-02-11")
    assert Lack.ACCREDITATION_OR_SURVEY in lacks()

    do("partners.survey.record", MINISTRY, partner=LKS, event="PASSED", until="2020-03-01", happened_on="2019-03-01")
    assert Lack.ACCREDITATION_OR_SURVEY not in lacks()
    assert partner().survey_asked_on == date(2019, 2, 11)


def test_papers_that_cannot_be_are_refused() -> None:
    named()
    accreditation = "partners.accreditation.record"

    with refused("partner-paper-does-not-fit", field="event"):
        do("partners.registration.record", COORDINATOR, partner=LKS, event="ENDED")
    with refused("ends-before-start", field="until"):
        do("partners.registration.record", COORDINATOR, partner=LKS, until="2019-03-03")
    with refused("partner-paper-does-not-fit", field="grade"):
        do(accreditation, COORDINATOR, partner=LKS)
    with refused("partner-paper-does-not-fit", field="grade"):
        do(accreditation, COORDINATOR, partner=LKS, event="SUSPENDED", grade="A")
    with refused("partner-paper-does-not-fit", field="event"):
        do(accreditation, COORDINATOR, partner=LKS, event="SUSPENDED")
    with refused("fields", field="grade"):
        do(accreditation, COORDINATOR, partner=LKS, grade="D")
    with refused("partner-paper-does-not-fit", field="event"):
        do("partners.survey.record", COORDINATOR, partner=LKS, event="FAILED", until="2020-01-01")
    with refused("partner-paper-does-not-fit", field="event"):
        do("partners.approval.record", MINISTRY, programme=PROGRAMME, partner=LKS, event="WITHDRAWN")
    with refused("partner-paper-does-not-fit", field="capacity"):
        assign("ASSIGNED", capacity=0)
    with refused("not-yet-happened", field="happened_on"):
        assign("ASSIGNED", capacity=10, happened_on="2019-03-04")


def test_only_a_partner_institution_has_partner_papers() -> None:
    named()

    with refused("not-a-partner", field="partner"):
        do("partners.registration.record", COORDINATOR, partner="OPSI")
    with refused("unknown-agency"):
        do("partners.registration.record", COORDINATOR, partner="tidak-ada")


def test_the_ministry_approves_and_nobody_else() -> None:
    named()

    with refused("not-allowed"):
        do("partners.approval.record", COORDINATOR, programme=PROGRAMME, partner=LKS)
    with refused("not-allowed"):
        do("partners.assignment.record", MINISTRY, programme=PROGRAMME, partner=LKS, event="NAMED")
    with refused("not-allowed"):
        do("partners.survey.record", "petugas-mitra", partner=LKS, event="PASSED")


def test_a_released_partner_is_no_longer_assigned_and_is_not_released_twice() -> None:
    fit()
    assign("RELEASED", happened_on="2019-03-02")

    assert Lack.ASSIGNMENT in lacks()
    assert queries.agencies_of(PROGRAMME) == frozenset()
    with refused("partner-paper-does-not-fit", field="event"):
        assign("RELEASED")


def test_an_approval_and_a_registration_can_end() -> None:
    fit()
    do("partners.approval.record", MINISTRY, programme=PROGRAMME, partner=LKS, event="WITHDRAWN")
    do("partners.registration.record", COORDINATOR, partner=LKS, event="ENDED")

    assert lacks() == [Lack.REGISTRATION, Lack.ACCREDITATION_OR_SURVEY, Lack.APPROVAL]


def test_recording_a_survey_again_under_the_same_id_changes_nothing() -> None:
    named()
    for done in (False, True):
        receipt = do("partners.survey.record", COORDINATOR, ref="survei-1", partner=LKS, event="REQUESTED")
        assert receipt.already_done is done
