"""How far a case may go and what it waits for: tables, and what must hold for any facts at all."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.gates import assert_sentence, programme

from pulang.areas.cases.rules import AttemptOutcome, ChoiceKind, EvidenceKind, Informed, Movement, Purpose
from pulang.areas.cases.rules import ScreeningOutcome as Screening
from pulang.areas.readiness import queries
from pulang.areas.readiness.assessment import (
    CaseAnswer,
    assess,
    assess_line,
    case_finding,
    case_replies,
    held,
    programme_findings,
    stage_of,
)
from pulang.areas.readiness.facts import (
    AidMoney,
    CaseDates,
    CaseFacts,
    DecreeState,
    PartnerState,
    ProgrammeFacts,
    RakorState,
    TravelMoney,
    read_line,
)
from pulang.areas.readiness.gates import BY_ID, CASE_BY_ID, PROGRAMME_BY_ID, WAIVABLE
from pulang.areas.readiness.rules import ENDINGS, ORDER, RANK, STAGE_WORDS, Holder, Procedure, Reply, Stage, Step
from pulang.kernel.findings import Answer, Finding
from pulang.kernel.words import NOTHING, same

CLOSURE = queries.procedure("locality-closure")
PROCEDURES = tuple(queries.procedure(code) for code in queries.procedures())

# --- any facts at all

EVIDENCE = ["", "NOT_YET", "NOT_REACHED", *(f"{AttemptOutcome.ACCEPTED.value}:{kind.value}" for kind in EvidenceKind)]
FACTS = st.builds(
    CaseFacts,
    choice=st.sampled_from(["", *(kind.value for kind in ChoiceKind)]),
    informed=st.sampled_from(["", *(kind.value for kind in Informed)]),
    consents=st.frozensets(st.sampled_from([purpose.value for purpose in Purpose])),
    evidence=st.sampled_from(EVIDENCE),
    attesters=st.integers(0, 3),
    screening=st.sampled_from(["", *(outcome.value for outcome in Screening)]),
    screened_by_trained=st.booleans(),
    open_duplicate=st.booleans(),
    decreed=st.booleans(),
    channel=st.sampled_from(["", "BANK_ACCOUNT", "WALLET", "CASH_BY_APPOINTMENT"]),
    channel_in_own_name=st.booleans(),
    itinerary=st.sampled_from(["", "PLANNED", "TICKETS_CONFIRMED", "DROPPED"]),
    reaches_home=st.booleans(),
    within_window=st.booleans(),
    receiver_acknowledged=st.booleans(),
    discreet=st.booleans(),
    open_objection=st.booleans(),
    move=st.sampled_from(["", *(move.value for move in Movement)]),
    waived=st.frozensets(st.sampled_from(sorted(BY_ID))),
)
# Each makes one answer better and none worse.
GOOD_NEWS: tuple[dict[str, Any], ...] = (
    {"informed": "CONVERSATION"},
    {"consents": frozenset(purpose.value for purpose in Purpose)},
    {"evidence": "ACCEPTED:IN_PERSON"},
    {"screening": "CLEAR", "screened_by_trained": True},
    {"open_duplicate": False},
    {"decreed": True},
    {"channel": "CASH_BY_APPOINTMENT"},
    {"itinerary": "TICKETS_CONFIRMED", "reaches_home": True, "within_window": True},
    {"receiver_acknowledged": True},
    {"open_objection": False},
    {"waived": WAIVABLE},
)
MET = programme(
    decree=DecreeState("SK-1", date(2018, 12, 20), date(2019, 1, 1)),
    rakor=RakorState(outcome="MAY_PROCEED", decision="K", decided_on=date(2019, 2, 1), in_force_on=date(2019, 2, 1)),
    partner=PartnerState("LKS"),
    travel=TravelMoney(fare=0, payers=("BKAD",)),
    aid=AidMoney(("APBN",), date(2019, 2, 1)),
)
UNMET = programme()
PROGRAMMES = st.builds(
    lambda parts, waived: replace(UNMET, waived=waived, **{name: getattr(MET, name) for name in parts}),
    st.frozensets(st.sampled_from(["decree", "rakor", "partner", "travel", "aid"])),
    st.frozensets(st.sampled_from(sorted(BY_ID))),
)
procedures = st.sampled_from(PROCEDURES)


def line(facts: CaseFacts) -> str:
    """Writes facts as the database does."""

    def text(value: object) -> str:
        if isinstance(value, frozenset):
            return ",".join(sorted(value))
        if isinstance(value, bool):
            return "t" if value else "f"
        return str(value)

    return "|".join(text(getattr(facts, field.name)) for field in fields(CaseFacts))


@given(facts=FACTS)
def test_a_line_of_facts_is_read_as_it_was_written(facts: CaseFacts) -> None:
    assert read_line(line(facts)) == facts


def test_a_line_in_which_nothing_is_recorded_reads_as_no_facts() -> None:
    assert read_line("|" * (len(fields(CaseFacts)) - 1)) == CaseFacts()


@pytest.mark.parametrize("parts", [1, 18, 20])
def test_a_line_with_another_number_of_parts_is_a_crash(parts: int) -> None:
    with pytest.raises(AssertionError):
        read_line("|".join([""] * parts))


@given(facts=FACTS, procedure=procedures)
def test_a_line_and_its_facts_are_judged_alike(facts: CaseFacts, procedure: Procedure) -> None:
    assert assess_line(line(facts), procedure) == assess(facts, procedure)


@settings(max_examples=300)
@given(facts=FACTS, news=st.sampled_from(GOOD_NEWS), procedure=procedures)
def test_good_news_never_lowers_a_stage_and_adds_no_wait(
    facts: CaseFacts, news: dict[str, Any], procedure: Procedure
) -> None:
    before, after = assess(facts, procedure), assess(replace(facts, **news), procedure)

    assert set(after.gates) <= set(before.gates)
    if before.stage in ENDINGS:
        assert after.stage is before.stage
    else:
        assert RANK[after.stage] >= RANK[before.stage]


@settings(max_examples=200)
@given(
    facts=FACTS,
    about=PROGRAMMES,
    part=st.sampled_from(["decree", "rakor", "partner", "travel", "aid"]),
    procedure=procedures,
)
def test_a_gate_that_opens_for_the_programme_never_lowers_a_stage(
    facts: CaseFacts, about: ProgrammeFacts, part: str, procedure: Procedure
) -> None:
    answer = assess(facts, procedure)
    before = stage_of(answer, programme_findings(about, procedure))
    after = stage_of(answer, programme_findings(replace(about, **{part: getattr(MET, part)}), procedure))

    assert before is after or RANK[after] > RANK[before]


@settings(max_examples=200)
@given(facts=FACTS, about=PROGRAMMES, procedure=procedures)
def test_programme_gates_hold_a_case_back_and_never_push_it_on(
    facts: CaseFacts, about: ProgrammeFacts, procedure: Procedure
) -> None:
    answer, findings = assess(facts, procedure), programme_findings(about, procedure)
    stage = stage_of(answer, findings)

    if answer.stage in ENDINGS or RANK[answer.stage] >= RANK[Stage.DEPARTED]:
        assert stage is answer.stage
        return
    assert RANK[stage] <= RANK[answer.stage]
    for guarded, finding in findings:
        if finding.blocks and held(answer, finding.gate, guarded):
            assert RANK[stage] < RANK[guarded]


@given(facts=FACTS, gate=st.sampled_from(sorted(WAIVABLE)), about=PROGRAMMES, procedure=procedures)
def test_a_waived_gate_never_blocks(facts: CaseFacts, gate: str, about: ProgrammeFacts, procedure: Procedure) -> None:
    answer = assess(replace(facts, waived=frozenset({gate})), procedure)
    findings = programme_findings(replace(about, waived=frozenset({gate})), procedure)

    assert gate not in answer.gates
    assert all(finding.waived and not finding.blocks for _, finding in findings if finding.gate == gate)
    assert gate not in PROGRAMME_BY_ID or not held(answer, gate, Stage.CLEARED)


@given(facts=FACTS, procedure=procedures)
def test_what_belongs_to_the_person_is_asked_whatever_a_book_says_of_waivers(
    facts: CaseFacts, procedure: Procedure
) -> None:
    hers = frozenset(BY_ID) - WAIVABLE
    with_waivers = assess(replace(facts, waived=frozenset(BY_ID)), procedure)
    without = assess(replace(facts, waived=frozenset()), procedure)

    assert [gate for gate in with_waivers.gates if gate in hers] == [gate for gate in without.gates if gate in hers]


@given(facts=FACTS, procedure=procedures)
def test_only_steps_that_follow_the_last_one_taken_are_asked_for(facts: CaseFacts, procedure: Procedure) -> None:
    for item in case_replies(facts, procedure):
        assert item.gate in procedure.step(item.stage).case
        if facts.move in RANK_OF_MOVE:
            assert RANK[item.stage] > RANK_OF_MOVE[facts.move]


RANK_OF_MOVE = {stage.value: RANK[stage] for stage in ORDER if RANK[stage] >= RANK[Stage.DEPARTED]}


# --- climbing, step by step

NEW = CaseFacts()
INFORMED = replace(NEW, choice="RETURN", informed="CONVERSATION")
CLEARED = replace(INFORMED, evidence="ACCEPTED:IN_PERSON", screening="CLEAR", screened_by_trained=True)
AGREED = replace(CLEARED, consents=frozenset({"RETURN", "RECEIVING_OFFICE"}))
DRAWN_UP = replace(AGREED, itinerary="PLANNED", reaches_home=True, within_window=True)
TICKETED = replace(DRAWN_UP, itinerary="TICKETS_CONFIRMED")
EXPECTED = replace(TICKETED, receiver_acknowledged=True)
AID_GATES = ("consent-current", "beneficiary-decreed", "account-ready")


@pytest.mark.parametrize(
    ("facts", "stage", "unmet"),
    [
        (
            NEW,
            Stage.REGISTERED,
            ("choice-informed",),
        ),
        (
            replace(NEW, choice="RETURN", informed="NOT_INFORMED"),
            Stage.REGISTERED,
            (
                "choice-informed", "identity-verified", "screening-done", "consent-current", "itinerary-ready",
                "receiver-acknowledged", "beneficiary-decreed", "account-ready",
            ),
        ),
        (
            INFORMED,
            Stage.VERIFIED,
            (
                "identity-verified", "screening-done", "consent-current", "itinerary-ready", "receiver-acknowledged",
                "beneficiary-decreed", "account-ready",
            ),
        ),
        (
            CLEARED,
            Stage.CLEARED,
            ("consent-current", "itinerary-ready", "receiver-acknowledged", "beneficiary-decreed", "account-ready"),
        ),
        (
            AGREED,
            Stage.CLEARED,
            ("itinerary-ready", "receiver-acknowledged", "consent-current", "beneficiary-decreed", "account-ready"),
        ),
        (replace(DRAWN_UP, itinerary="DROPPED"), Stage.CLEARED, None),
        (replace(DRAWN_UP, consents=frozenset()), Stage.CLEARED, None),
        (replace(DRAWN_UP, open_duplicate=True), Stage.VERIFIED, None),
        (replace(DRAWN_UP, screening="CHILD"), Stage.VERIFIED, None),
        (DRAWN_UP, Stage.PLANNED, None),
        (TICKETED, Stage.PLANNED, ("receiver-acknowledged", "consent-current", "beneficiary-decreed", "account-ready")),
        (EXPECTED, Stage.PLANNED, AID_GATES),
        (replace(EXPECTED, open_objection=True), Stage.PLANNED, None),
        # Steps are taken, not derived: whoever left has left, and waits only for what comes afterwards.
        (replace(NEW, choice="RETURN", move="DEPARTED"), Stage.DEPARTED, AID_GATES),
        (replace(EXPECTED, move="ARRIVED"), Stage.ARRIVED, AID_GATES),
        (replace(EXPECTED, move="AIDED"), Stage.AIDED, ()),
        (replace(NEW, choice="RETURN", move="FOLLOWED_UP"), Stage.FOLLOWED_UP, ()),
        (replace(EXPECTED, move="CLOSED"), Stage.CLOSED, ()),
        # Taken up again, a case climbs from the beginning.
        (replace(EXPECTED, move="REOPENED"), Stage.PLANNED, AID_GATES),
    ],
)  # fmt: skip
def test_a_case_climbs_as_far_as_its_gates_and_records_allow(
    facts: CaseFacts, stage: Stage, unmet: tuple[str, ...] | None
) -> None:
    answer = assess(facts, CLOSURE)

    assert answer.stage is stage
    if unmet is not None:
        assert answer.gates == unmet


@pytest.mark.parametrize("ending", [Stage.WITHDRAWN, Stage.REFERRED])
def test_whoever_withdraws_or_is_referred_waits_for_nothing(ending: Stage) -> None:
    answer = assess(replace(INFORMED, move=ending.value), CLOSURE)

    assert (answer.stage, answer.unmet) == (ending, ())
    assert not any(held(answer, finding.gate, stage) for stage, finding in programme_findings(UNMET, CLOSURE))
    assert stage_of(answer, programme_findings(UNMET, CLOSURE)) is ending


@pytest.mark.parametrize("ending", [Stage.STAYED, Stage.LEFT_ALONE])
@pytest.mark.parametrize("choice", ["STAY", "ALONE", "RETURN", ""])
def test_whoever_stays_or_leaves_alone_has_only_aid_still_ahead(ending: Stage, choice: str) -> None:
    answer = assess(replace(NEW, choice=choice, move=ending.value), CLOSURE)
    ready = assess(
        replace(NEW, choice=choice, move=ending.value, consents=frozenset({"PAYMENT"}), decreed=True,
                channel="CASH_BY_APPOINTMENT"),
        CLOSURE,
    )  # fmt: skip

    assert (answer.stage, answer.gates) == (ending, AID_GATES)
    assert (ready.stage, ready.unmet) == (ending, ())
    for stage, finding in programme_findings(UNMET, CLOSURE):
        assert held(answer, finding.gate, stage) == (finding.gate == "aid-funds-confirmed")
    assert stage_of(answer, programme_findings(UNMET, CLOSURE)) is ending


@pytest.mark.parametrize("choice", ["STAY", "UNDECIDED"])
def test_staying_and_not_having_decided_are_complete_once_the_choice_is_informed(choice: str) -> None:
    ready = replace(EXPECTED, choice=choice)

    assert assess(ready, CLOSURE) == CaseAnswer(Stage.VERIFIED, (), choice, frozenset())
    assert assess(replace(ready, informed=""), CLOSURE).gates == ("choice-informed",)
    assert not held(assess(ready, CLOSURE), "rakor-decided", Stage.CLEARED)


def test_who_travels_alone_needs_no_ticket_and_no_office_told() -> None:
    alone = replace(CLEARED, choice="ALONE")

    answer = assess(alone, CLOSURE)

    assert answer.stage is Stage.PLANNED
    assert not {"itinerary-ready", "receiver-acknowledged"} & set(answer.gates)
    assert held(answer, "rakor-decided", Stage.CLEARED)
    assert not held(answer, "travel-funds-released", Stage.PLANNED)


@pytest.mark.parametrize(
    ("move", "gate", "stage", "expected"),
    [
        ("", "rakor-decided", Stage.CLEARED, True),
        ("", "travel-funds-released", Stage.PLANNED, True),
        ("", "aid-funds-confirmed", Stage.AIDED, True),
        ("DEPARTED", "rakor-decided", Stage.CLEARED, False),
        ("DEPARTED", "travel-funds-released", Stage.PLANNED, False),
        ("DEPARTED", "aid-funds-confirmed", Stage.AIDED, True),
        ("ARRIVED", "aid-funds-confirmed", Stage.AIDED, True),
        ("AIDED", "aid-funds-confirmed", Stage.AIDED, False),
        ("CLOSED", "aid-funds-confirmed", Stage.AIDED, False),
        ("WITHDRAWN", "aid-funds-confirmed", Stage.AIDED, False),
    ],
)
def test_a_programme_gate_holds_whoever_has_its_step_still_ahead(
    *, move: str, gate: str, stage: Stage, expected: bool
) -> None:
    assert held(assess(replace(EXPECTED, move=move), CLOSURE), gate, stage) is expected


def test_a_programme_gate_waived_for_one_case_does_not_hold_it() -> None:
    answer = assess(replace(EXPECTED, waived=frozenset({"rakor-decided"})), CLOSURE)
    findings = programme_findings(replace(MET, rakor=RakorState()), CLOSURE)

    assert not held(answer, "rakor-decided", Stage.CLEARED)
    assert stage_of(answer, findings) is Stage.PLANNED


@pytest.mark.parametrize(
    ("missing", "stage"),
    [
        ("", Stage.PLANNED),
        ("decree", Stage.VERIFIED),
        ("rakor", Stage.VERIFIED),
        ("partner", Stage.VERIFIED),
        ("aid", Stage.PLANNED),
    ],
)
def test_an_unmet_programme_gate_holds_everybody_before_its_step(missing: str, stage: Stage) -> None:
    about = replace(MET, **{missing: getattr(UNMET, missing)}) if missing else MET

    assert stage_of(assess(EXPECTED, CLOSURE), programme_findings(about, CLOSURE)) is stage


def test_travel_money_holds_before_planning_and_only_those_who_return() -> None:
    short = programme_findings(replace(MET, travel=TravelMoney(fare=1, people=1)), CLOSURE)

    assert stage_of(assess(EXPECTED, CLOSURE), short) is Stage.CLEARED
    assert stage_of(assess(replace(EXPECTED, choice="ALONE"), CLOSURE), short) is Stage.PLANNED


def test_findings_of_a_programme_come_in_the_order_of_its_steps() -> None:
    findings = programme_findings(replace(UNMET, waived=frozenset({"partner-ready"})), CLOSURE)

    assert [(stage, finding.gate) for stage, finding in findings] == [
        (Stage.CLEARED, "legal-basis"),
        (Stage.CLEARED, "rakor-decided"),
        (Stage.CLEARED, "partner-ready"),
        (Stage.PLANNED, "travel-funds-released"),
        (Stage.AIDED, "aid-funds-confirmed"),
    ]
    assert [finding.gate for _, finding in findings if finding.waived] == ["partner-ready"]


# --- answers in words

OPENED = date(2018, 10, 18)
NAMES = {Holder.LEAD: "Dinas Sosial", Holder.MINISTRY: "Kementerian Sosial"}


@given(facts=FACTS, procedure=procedures, near=st.booleans())
def test_every_answer_has_its_holder_its_remedy_and_since_when(
    facts: CaseFacts, procedure: Procedure, *, near: bool
) -> None:
    for item in case_replies(facts, procedure):
        finding = case_finding(item, CaseDates(OPENED), NAMES, near=near)

        assert_sentence(finding.says)
        assert_sentence(finding.holder)
        assert finding.since == OPENED
        assert finding.source == CASE_BY_ID[item.gate].source
        assert finding.waived == (item.gate in facts.waived & WAIVABLE)
        if finding.answer is Answer.NOT_MET:
            assert_sentence(finding.remedy)


def test_what_screening_found_is_told_alike_to_whoever_does_not_work_on_it() -> None:
    found = [
        replace(INFORMED, evidence="ACCEPTED:IN_PERSON", screening=screening, screened_by_trained=trained)
        for screening, trained in (("", False), ("CLEAR", False), ("CHILD", True), ("REFER_WITH_CONSENT", True))
    ]

    def told(*, near: bool) -> list[Finding]:
        items = (item for facts in found for item in case_replies(facts, CLOSURE) if item.gate == "screening-done")
        return [case_finding(item, CaseDates(OPENED), NAMES, near=near) for item in items]

    assert len({one.says for one in told(near=True)}) == 4
    assert len(set(told(near=False))) == 1


def test_a_wait_is_counted_since_its_own_day_where_there_is_one() -> None:
    item = next(
        i for i in case_replies(replace(CLEARED, open_duplicate=True), CLOSURE) if i.gate == "no-open-duplicate"
    )

    assert case_finding(item, CaseDates(OPENED, duplicate_on=date(2019, 2, 5)), NAMES, near=True).since == date(
        2019, 2, 5
    )


@pytest.mark.parametrize(
    ("holder", "name"),
    [
        (Holder.LEAD, "Dinas Sosial"),
        (Holder.MINISTRY, "Kementerian Sosial"),
        (Holder.PERSON, "warga dampingan sendiri"),
        (Holder.RECEIVER, "dinas penerima"),
    ],
)
def test_a_holder_is_called_by_name_or_by_what_she_is(holder: Holder, name: str) -> None:
    item = next(iter(case_replies(NEW, CLOSURE)))

    told = case_finding(
        replace(item, reply=Reply(Answer.NOT_MET, same("x"), NOTHING, holder)), CaseDates(OPENED), NAMES, near=True
    )

    assert told.holder.id == name


def test_every_stage_has_its_words_and_its_place() -> None:
    assert set(STAGE_WORDS) == set(Stage) == set(ORDER) | ENDINGS
    for words in STAGE_WORDS.values():
        assert_sentence(words)


def test_a_step_a_procedure_does_not_name_is_unguarded() -> None:
    assert CLOSURE.step(Stage.ARRIVED) == Step(Stage.ARRIVED)
