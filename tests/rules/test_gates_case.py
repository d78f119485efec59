"""The ten gates of a case, each by its table of truth."""

from itertools import product

import pytest
from tests.rules.gates import STEP, assert_sentence, reply

from pulang.areas.cases.rules import AttemptOutcome, ChoiceKind, EvidenceKind, Informed, Purpose, ScreeningOutcome
from pulang.areas.journeys.rules import ItineraryEvent
from pulang.areas.readiness.facts import CaseDates, CaseFacts
from pulang.areas.readiness.gates import BY_ID, CASE_BY_ID, CASE_GATES, PROGRAMME_GATES, WAIVABLE
from pulang.areas.readiness.rules import Holder, Stage, Step
from pulang.kernel.findings import Answer

MET, NOT_MET, NOT_ASKED = Answer.MET, Answer.NOT_MET, Answer.NOT_ASKED


def answer(gate: str, step: Step = STEP, **facts: object) -> Answer:
    return reply(CASE_BY_ID[gate], CaseFacts(**facts), step).answer  # type: ignore[arg-type]


def test_there_are_fifteen_gates_with_names_of_their_own() -> None:
    assert len(BY_ID) == len(CASE_GATES) + len(PROGRAMME_GATES) == 15
    for gate in BY_ID.values():
        assert_sentence(gate.question)
        assert gate.question.id.endswith("?")
        assert gate.question.en.endswith("?")
        assert gate.source.id


def test_what_belongs_to_the_person_can_never_be_waived() -> None:
    assert set(BY_ID) - WAIVABLE == {"choice-informed", "consent-current", "no-open-objection"}


@pytest.mark.parametrize("choice", ["", *(kind.value for kind in ChoiceKind)])
@pytest.mark.parametrize("informed", ["", *(kind.value for kind in Informed)])
def test_a_choice_counts_when_information_was_given(choice: str, informed: str) -> None:
    told = informed not in {"", "NOT_INFORMED"}

    assert answer("choice-informed", choice=choice, informed=informed) is (MET if choice and told else NOT_MET)


def test_an_uninformed_choice_is_waited_for_since_it_was_made() -> None:
    gate = CASE_BY_ID["choice-informed"]

    assert reply(gate, CaseFacts()).since == "opened_on"
    assert reply(gate, CaseFacts(choice="RETURN", informed="NOT_INFORMED")).since == "choice_on"


@pytest.mark.parametrize(
    ("evidence", "attesters", "expected", "part"),
    [
        ("", 0, NOT_MET, "Not verified yet"),
        ("NOT_YET", 0, NOT_MET, "Not verified yet"),
        ("NOT_REACHED", 0, NOT_MET, "her place is kept"),
        ("ACCEPTED:IN_PERSON", 0, MET, "Met"),
        ("ACCEPTED:REMOTE", 0, MET, "Met"),
        ("ACCEPTED:ATTESTED", 0, NOT_MET, "Only one"),
        ("ACCEPTED:ATTESTED", 1, NOT_MET, "Only one"),
        ("ACCEPTED:ATTESTED", 2, MET, "Met"),
        ("ACCEPTED:ATTESTED", 3, MET, "Met"),
    ],
)
def test_one_accepted_attempt_is_enough_and_a_nik_is_never_asked(
    evidence: str, attesters: int, expected: Answer, part: str
) -> None:
    found = reply(CASE_BY_ID["identity-verified"], CaseFacts(evidence=evidence, attesters=attesters))

    assert found.answer is expected
    assert part in found.says.en
    assert "NIK" not in found.remedy.id + found.says.id


def test_every_kind_of_evidence_and_outcome_has_an_answer() -> None:
    for outcome, kind in product(AttemptOutcome, EvidenceKind):
        said = f"ACCEPTED:{kind.value}" if outcome is AttemptOutcome.ACCEPTED else outcome.value
        expected = MET if outcome is AttemptOutcome.ACCEPTED else NOT_MET
        assert answer("identity-verified", evidence=said, attesters=2) is expected


@pytest.mark.parametrize(
    ("screening", "trained", "expected", "part"),
    [
        ("", False, NOT_MET, "is not done"),
        ("", True, NOT_MET, "is not done"),
        ("CLEAR", False, NOT_MET, "without training"),
        ("CHILD", False, NOT_MET, "without training"),
        ("CLEAR", True, MET, "Met"),
        ("CARE_NEEDED", True, MET, "Met"),
        ("REFER_WITH_CONSENT", True, NOT_MET, "to be referred"),
        ("CHILD", True, NOT_MET, "A child under 18"),
    ],
)
def test_screening_is_done_by_trained_staff_and_a_child_leaves_this_flow(
    *, screening: str, trained: bool, expected: Answer, part: str
) -> None:
    found = reply(CASE_BY_ID["screening-done"], CaseFacts(screening=screening, screened_by_trained=trained))

    assert found.answer is expected
    assert part in found.says.en


def test_every_outcome_of_a_screening_has_an_answer() -> None:
    met = {
        o.value
        for o in ScreeningOutcome
        if answer("screening-done", screening=o.value, screened_by_trained=True) is MET
    }

    assert met == {"CLEAR", "CARE_NEEDED"}


def test_an_undecided_duplicate_holds_and_a_decided_one_does_not() -> None:
    assert answer("no-open-duplicate") is MET
    assert answer("no-open-duplicate", open_duplicate=True) is NOT_MET
    assert reply(CASE_BY_ID["no-open-duplicate"], CaseFacts(open_duplicate=True)).since == "duplicate_on"


def test_an_open_objection_holds_and_an_answered_one_does_not() -> None:
    assert answer("no-open-objection") is MET
    assert answer("no-open-objection", open_objection=True) is NOT_MET
    assert reply(CASE_BY_ID["no-open-objection"], CaseFacts(open_objection=True)).since == "objection_on"


RETURNING = Step(Stage.PLANNED, consents=("RETURN",))
LEAVING = Step(Stage.DEPARTED, consents=("RETURN", "RECEIVING_OFFICE"))
AIDED = Step(Stage.AIDED, consents=("PAYMENT",))


@pytest.mark.parametrize(
    ("step", "choice", "discreet", "given", "expected"),
    [
        (STEP, "RETURN", False, "", NOT_ASKED),
        (RETURNING, "RETURN", False, "", NOT_MET),
        (RETURNING, "RETURN", False, "RETURN", MET),
        (RETURNING, "RETURN", False, "PAYMENT", NOT_MET),
        (RETURNING, "ALONE", False, "", NOT_ASKED),
        (RETURNING, "", False, "", NOT_ASKED),
        (LEAVING, "RETURN", False, "RETURN", NOT_MET),
        (LEAVING, "RETURN", False, "RECEIVING_OFFICE", NOT_MET),
        (LEAVING, "RETURN", False, "RETURN RECEIVING_OFFICE", MET),
        (LEAVING, "RETURN", False, "RETURN RECEIVING_OFFICE RESEARCH", MET),
        (LEAVING, "RETURN", True, "RETURN", MET),
        (LEAVING, "RETURN", True, "", NOT_MET),
        (LEAVING, "ALONE", False, "", NOT_ASKED),
        (AIDED, "RETURN", False, "RETURN", NOT_MET),
        (AIDED, "ALONE", False, "", NOT_MET),
        (AIDED, "ALONE", True, "PAYMENT", MET),
    ],
)
def test_a_step_asks_for_the_consents_it_needs_and_no_others(
    *, step: Step, choice: str, discreet: bool, given: str, expected: Answer
) -> None:
    facts = CaseFacts(choice=choice, discreet=discreet, consents=frozenset(given.split()))

    assert reply(CASE_BY_ID["consent-current"], facts, step).answer is expected


def test_a_consent_is_held_by_the_person_herself_since_it_was_lost() -> None:
    found = reply(CASE_BY_ID["consent-current"], CaseFacts(choice="RETURN"), RETURNING)

    assert (found.holder, found.since) == (Holder.PERSON, "consent_lost_on")


def test_steps_ask_only_for_purposes_that_exist() -> None:
    assert set(RETURNING.consents + LEAVING.consents + AIDED.consents) <= {purpose.value for purpose in Purpose}


def itinerary_answer(choice: str, itinerary: str, *, home: bool, window: bool) -> Answer:
    """The gate's table, written as a person would say it."""
    if choice == "ALONE":
        return NOT_ASKED
    return MET if itinerary == "TICKETS_CONFIRMED" and home and window else NOT_MET


@pytest.mark.parametrize("itinerary", ["", *(event.value for event in ItineraryEvent)])
@pytest.mark.parametrize("choice", ["", *(kind.value for kind in ChoiceKind)])
def test_a_journey_is_ready_with_tickets_to_the_home_district_within_her_days(choice: str, itinerary: str) -> None:
    for home, window in product((True, False), repeat=2):
        found = answer("itinerary-ready", choice=choice, itinerary=itinerary, reaches_home=home, within_window=window)
        assert found is itinerary_answer(choice, itinerary, home=home, window=window)


def test_each_gap_in_a_journey_is_told_by_itself() -> None:
    said = [
        reply(
            CASE_BY_ID["itinerary-ready"], CaseFacts(itinerary=event, reaches_home=home, within_window=window)
        ).says.en
        for event, home, window in [
            ("", True, True),
            ("DROPPED", True, True),
            ("PLANNED", False, True),
            ("PLANNED", True, False),
            ("PLANNED", True, True),
        ]
    ]

    assert said[1] == "The planned way was given up; no other is planned yet."
    assert len(set(said)) == 5


@pytest.mark.parametrize(
    ("choice", "discreet", "acknowledged", "expected"),
    [
        ("RETURN", False, False, NOT_MET),
        ("RETURN", False, True, MET),
        ("RETURN", True, False, NOT_ASKED),
        ("RETURN", True, True, NOT_ASKED),
        ("ALONE", False, False, NOT_ASKED),
        ("UNDECIDED", False, False, NOT_MET),
    ],
)
def test_a_receiving_office_acknowledges_unless_nobody_is_to_be_told(
    *, choice: str, discreet: bool, acknowledged: bool, expected: Answer
) -> None:
    facts = CaseFacts(choice=choice, discreet=discreet, receiver_acknowledged=acknowledged)

    found = reply(CASE_BY_ID["receiver-acknowledged"], facts)

    assert found.answer is expected
    if expected is NOT_MET:
        assert found.holder is Holder.RECEIVER


def test_a_beneficiary_stands_in_a_decree() -> None:
    assert answer("beneficiary-decreed") is NOT_MET
    assert answer("beneficiary-decreed", decreed=True) is MET


@pytest.mark.parametrize(
    ("channel", "own", "expected"),
    [
        ("", False, NOT_MET),
        ("", True, NOT_MET),
        ("BANK_ACCOUNT", False, NOT_MET),
        ("BANK_ACCOUNT", True, MET),
        ("WALLET", False, NOT_MET),
        ("WALLET", True, MET),
        ("CASH_BY_APPOINTMENT", False, MET),
        ("CASH_BY_APPOINTMENT", True, MET),
    ],
)
def test_aid_reaches_her_in_her_own_name(*, channel: str, own: bool, expected: Answer) -> None:
    assert answer("account-ready", channel=channel, channel_in_own_name=own) is expected


def test_every_since_names_a_day_that_is_kept() -> None:
    worst = CaseFacts(
        choice="RETURN",
        informed="NOT_INFORMED",
        open_duplicate=True,
        open_objection=True,
        itinerary="PLANNED",
        evidence="ACCEPTED:ATTESTED",
    )

    for gate in CASE_GATES:
        found = reply(gate, worst, LEAVING)
        assert found.answer is NOT_MET
        assert found.since in CaseDates.__dataclass_fields__
