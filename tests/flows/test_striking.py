"""A mistaken act is struck: its lines stay and count no more."""

from datetime import timedelta
from typing import Any

import pytest
from tests.flows.offices import AT, DAY, PROGRAMME, do, lines_about, offices, refused, who
from tests.flows.residents import COORDINATOR, HOME, case_id, number, resident, unmet

from pulang.areas.coordination import queries as coordination
from pulang.areas.partners import queries as partners
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kupang(db: None) -> None:
    offices("peninjau", "bendahara", "petugas-mitra")


def strike(act: str, by: str = COORDINATOR, **changes: Any) -> None:
    do("audit.act.strike", by, **{"act": act, "reason": "Salah berkas", **changes})


def test_a_struck_choice_counts_no_more_and_the_case_is_judged_again() -> None:
    case = resident()
    about: dict[str, Any] = {"programme": PROGRAMME, "case": case, "outcome": "CLEAR", "trained": True}
    do("cases.screening.record", COORDINATOR, ref="salah", **about)
    before = unmet(case)

    strike("salah")

    assert "screening-done" not in before
    assert "screening-done" in unmet(case)
    assert lines_about("salah")[0].verb == "audit.act.strike"


def test_every_case_of_a_struck_list_is_judged_again() -> None:
    first, second = resident(), resident()
    do("aid.decree.issue", COORDINATOR, programme=PROGRAMME, number="1/2019", issuer="Kemensos")
    do("aid.beneficiary.list", COORDINATOR, ref="daftar", programme=PROGRAMME, decree="1/2019", cases=[first, second])
    assert "beneficiary-decreed" not in unmet(second)

    strike("daftar")

    assert "beneficiary-decreed" in unmet(first)
    assert "beneficiary-decreed" in unmet(second)


def test_what_was_known_before_the_strike_stays_known() -> None:
    do("coordination.meeting.expect", ref="rapat", programme=PROGRAMME, code="r", title="R")
    later = AT.replace(day=5)
    do("audit.act.strike", COORDINATOR, at=later, act="rapat", reason="Salah program")

    assert coordination.meetings(PROGRAMME, moment(DAY)) == ()
    assert len(coordination.meetings(PROGRAMME, moment(DAY, known_on=DAY))) == 1


def test_money_and_what_others_rest_on_is_reversed_and_not_struck() -> None:
    do("funds.source.open", COORDINATOR, ref="sumber", programme=PROGRAMME, code="apbd", payer="BKAD-KPG",
       name="APBD", level="APBD_CITY", use="TRAVEL", fiscal_year=2019)  # fmt: skip
    do("funds.money.allocate", ref="uang", programme=PROGRAMME, source="apbd", amount=300_000_000)

    with refused("others-rest-on-it", field="act"):
        strike("sumber")
    with refused("money-is-not-struck", field="act"):
        strike("uang")


def test_a_strike_is_done_once_and_never_struck_itself() -> None:
    do("coordination.meeting.expect", COORDINATOR, ref="rapat", programme=PROGRAMME, code="r", title="R")
    do("audit.act.strike", COORDINATOR, ref="coret", act="rapat", reason="Salah")
    again = do("audit.act.strike", COORDINATOR, ref="coret", act="rapat", reason="Salah")

    assert again.already_done
    with refused("already-struck"):
        strike("rapat")
    with refused("strike-is-not-struck"):
        strike("coret")


def test_only_the_lead_office_strikes_and_an_unknown_act_is_told() -> None:
    do("coordination.meeting.expect", COORDINATOR, ref="rapat", programme=PROGRAMME, code="r", title="R")

    with refused("unknown-act", field="act"):
        strike("tidak-ada")
    with refused("unknown-act", field="act"):
        strike("rapat", by="peninjau")  # the ministry sees the programme, and of its act book only its own lines
    with refused("fields", field="reason"):
        strike("rapat", reason="")


def test_a_coordinator_strikes_a_partner_paper_of_her_own() -> None:
    paper: dict[str, Any] = {"partner": "LKS-SATU", "number": "AHU-1", "happened_on": "2019-01-01"}
    do("partners.registration.record", COORDINATOR, ref="tanda", **paper)

    strike("tanda")

    assert who(COORDINATOR).agency == "DINSOS-KPG"
    known = partners.partner("LKS-SATU", PROGRAMME, moment(DAY))
    assert known is None or known.registered_on is None


def test_a_case_registered_by_mistake_is_struck_and_gone() -> None:
    case = do("cases.case.register", COORDINATOR, ref="salah", programme=PROGRAMME, case=number(), home=HOME).subject

    strike("salah")

    with refused("unknown-case"):
        case_id(case)
    with refused("unknown-case"):
        do("cases.choice.record", COORDINATOR, programme=PROGRAMME, case=case, choice="STAY", informed="WRITTEN")


def test_a_meeting_is_not_struck_from_under_its_decision() -> None:
    do("coordination.meeting.plan", COORDINATOR, programme=PROGRAMME, code="r", planned_for="2019-03-03")
    do("coordination.meeting.hold", COORDINATOR, ref="rapat", programme=PROGRAMME, code="r", agencies=["KEMENSOS"])
    do("coordination.decision.make", COORDINATOR, ref="putusan", programme=PROGRAMME, code="k", meeting="r",
       outcome="MAY_PROCEED")  # fmt: skip

    with refused("decision-rests-on-it", field="act"):
        strike("rapat")
    strike("putusan")
    strike("rapat")

    assert [meeting.held_on for meeting in coordination.meetings(PROGRAMME, moment(DAY))] == [None]


def test_a_decree_is_not_struck_from_under_those_it_names() -> None:
    case = resident()
    do("aid.decree.issue", COORDINATOR, ref="sk", programme=PROGRAMME, number="1/2019", issuer="Kemensos")
    do("aid.beneficiary.list", COORDINATOR, ref="daftar", programme=PROGRAMME, decree="1/2019", cases=[case])

    with refused("listing-rests-on-it", field="act"):
        strike("sk")
    strike("daftar")
    strike("sk")


def test_an_act_is_not_struck_on_a_day_before_it_was_recorded() -> None:
    do("coordination.meeting.expect", COORDINATOR, ref="rapat", programme=PROGRAMME, code="r", title="R")

    with refused("struck-before-recorded", field="act"):
        do("audit.act.strike", at=AT - timedelta(days=1), act="rapat", reason="Salah")
    do("audit.act.strike", at=AT - timedelta(hours=1), act="rapat", reason="Salah")
