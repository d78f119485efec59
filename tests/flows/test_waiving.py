"""A gate set aside for a while, by a named role, with a reason; never what belongs to the person."""

from typing import Any

import pytest
from tests.flows.offices import DAY, PROGRAMME, do, lines_about, offices, refused
from tests.flows.residents import COORDINATOR, day, resident, unmet

from pulang.areas.readiness import queries
from pulang.kernel.moments import moment

HEAD = "kepala"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kupang(db: None) -> None:
    offices("kepala")


def waive(gate: str, by: str = HEAD, **changes: Any) -> None:
    asked = {"programme": PROGRAMME, "gate": gate, "reason": "Keputusan kepala dinas", "until": "2019-04-01"}
    do("readiness.gate.waive", by, **{**asked, **changes})


def end(gate: str, **changes: Any) -> None:
    do("readiness.waiver.end", HEAD, **{"programme": PROGRAMME, "gate": gate, "reason": "Sudah ada", **changes})


def test_a_gate_is_set_aside_for_one_case_until_it_counts_again() -> None:
    case, other = resident(), resident()
    waive("screening-done", case=case)
    aside = unmet(case)
    end("screening-done", case=case)

    assert "screening-done" not in aside
    assert "screening-done" in unmet(other)
    assert "screening-done" in unmet(case)
    assert lines_about(case)[1].payload["reason"] == "Keputusan kepala dinas"


def test_a_programme_gate_is_set_aside_until_its_day() -> None:
    waive("partner-ready")

    assert queries.waived(PROGRAMME, moment(DAY)) == {"partner-ready"}
    assert queries.waived(PROGRAMME, moment(day("2019-04-01"))) == frozenset()
    assert queries.waived(PROGRAMME, moment(day("2019-03-02"))) == frozenset()
    end("partner-ready")
    assert queries.waived(PROGRAMME, moment(DAY)) == frozenset()


@pytest.mark.parametrize("gate", ["choice-informed", "consent-current", "no-open-objection"])
def test_what_belongs_to_the_person_is_never_set_aside(gate: str) -> None:
    case = resident()

    with refused("never-waived", field="gate"):
        waive(gate, case=case)


def test_a_waiver_that_cannot_be_is_refused() -> None:
    case = resident()

    with refused("unknown-gate", field="gate"):
        waive("weather-good")
    with refused("waiver-needs-a-case", field="case"):
        waive("screening-done")
    with refused("waiver-is-for-the-programme", field="case"):
        waive("partner-ready", case=case)
    with refused("ends-before-start", field="until"):
        waive("partner-ready", until="2019-03-03")
    with refused("not-waived", field="gate"):
        end("partner-ready")
    with refused("not-waived", field="gate"):
        end("screening-done", case=case)
    with refused("fields", field="reason"):
        waive("partner-ready", reason="")
    with refused("not-allowed"):
        waive("partner-ready", by=COORDINATOR)
