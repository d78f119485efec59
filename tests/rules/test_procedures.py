"""The three procedures that ship."""

import pytest
from tests.rules.gates import assert_sentence

from pulang.areas.cases.rules import CONSENT_DAYS_MOST, Purpose
from pulang.areas.readiness import queries
from pulang.areas.readiness.gates import BY_ID, CASE_BY_ID, PROGRAMME_BY_ID
from pulang.areas.readiness.rules import RANK, Stage
from pulang.kernel.refusals import Refusal

ALL = ("locality-closure", "returning-migrants", "stranded-person")


def gates(code: str) -> set[str]:
    return {gate for step in queries.procedure(code).steps for gate in (*step.programme, *step.case)}


def test_three_procedures_ship() -> None:
    assert queries.procedures() == ALL


@pytest.mark.parametrize("code", ALL)
def test_a_procedure_names_gates_stages_and_consents_that_exist(code: str) -> None:
    procedure = queries.procedure(code)

    assert (procedure.code, procedure.version) == (code, 1)
    assert_sentence(procedure.name)
    for step in procedure.steps:
        assert set(step.programme) <= set(PROGRAMME_BY_ID)
        assert set(step.case) <= set(CASE_BY_ID)
        assert set(step.consents) <= {purpose.value for purpose in Purpose}
        assert ("consent-current" in step.case) == bool(step.consents)
    ranks = [RANK[step.stage] for step in procedure.steps]
    assert ranks == sorted(set(ranks))
    assert dict(procedure.days)["consent_most"] == CONSENT_DAYS_MOST


def test_the_closing_of_a_place_asks_every_gate() -> None:
    assert gates("locality-closure") == set(BY_ID)


def test_a_stranded_person_waits_for_no_decree_meeting_partner_or_aid() -> None:
    assert gates("stranded-person") == set(BY_ID) - {
        "legal-basis",
        "rakor-decided",
        "partner-ready",
        "aid-funds-confirmed",
        "beneficiary-decreed",
        "account-ready",
    }


def test_returning_workers_need_no_partner() -> None:
    assert gates("returning-migrants") == set(BY_ID) - {"partner-ready"}


@pytest.mark.parametrize("code", ALL)
def test_nobody_leaves_against_her_choice_consent_or_objection(code: str) -> None:
    procedure = queries.procedure(code)

    assert "choice-informed" in procedure.step(Stage.VERIFIED).case
    assert {"consent-current", "no-open-objection"} <= set(procedure.step(Stage.DEPARTED).case)


@pytest.mark.parametrize("code", ["", "closure", "../procedures/locality-closure", "locality-closure.toml", "a\0b"])
def test_an_unknown_procedure_is_refused_with_those_there_are(code: str) -> None:
    with pytest.raises(Refusal) as caught:
        queries.procedure(code)

    assert (caught.value.code, caught.value.field) == ("unknown-procedure", "procedure")
    assert "locality-closure, returning-migrants, stranded-person" in caught.value.words.id
