"""What the programme says of itself on a day: the days of the story, and what moves the headline on."""

import io
import json
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker
from tests.flows import demo
from tests.flows.demo import COORDINATOR, HEAD, KD, PARTNER, RAKOR, REVIEWER, WORKER, do, gates, held_by, on, told_on
from tests.rules.gates import assert_sentence

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.boards import queries as boards
from pulang.areas.cases import operations, queries
from pulang.areas.cases.rules import ChoiceKind, Informed
from pulang.flows import assessing, standing
from pulang.flows.act import act
from pulang.flows.casework import RecordChoice
from pulang.flows.replay import replay
from pulang.flows.status import status
from pulang.flows.why import why
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal

DAYS = ("2018-08-19", "2018-10-18", "2018-12-25", "2019-01-02", "2019-02-11", "2019-03-03")
RAKOR_EN = (
    "The return of 145 people waits for the result of the coordination meeting with the ministry (Kementerian Sosial)."
)
PARTNER_EN = "The return of 145 people waits for partner institution Yayasan Contoh Kupang to be ready."


@pytest.fixture(scope="module")
def story(django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with demo.told(database_template, django_db_blocker) as name:
        yield name


@pytest.fixture
def kd(story: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with demo.copied(story, django_db_blocker) as name:
        yield name


def meet(day: str) -> None:
    do("coordination.meeting.hold", COORDINATOR, day, code=RAKOR, agencies=["dinsos-kupang", "kemensos"])


def decide(day: str, outcome: str = "MAY_PROCEED", code: str = "KEP-1", **said: Any) -> None:
    do("coordination.decision.make", REVIEWER, day, code=code, meeting=RAKOR, outcome=outcome, **said)


def accredit(day: str, grade: str = "C", **said: Any) -> None:
    do("partners.accreditation.record", REVIEWER, day, partner=PARTNER, grade=grade, number="AKR-1", **said)


def approve(day: str) -> None:
    do("partners.approval.record", REVIEWER, day, partner=PARTNER, number="SETUJU-1")


def assign(day: str, capacity: int = 150) -> None:
    do("partners.assignment.record", COORDINATOR, day, partner=PARTNER, event="ASSIGNED", capacity=capacity)


# --- the days of the story


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "headline", "first"),
    [
        ("2018-10-18", "The return of 145 people waits for a decree as its legal basis.", "legal-basis"),
        (
            "2018-12-25",
            "The return of 145 people waits for decree 176/KEP/HK/2018 to take effect on 1 January 2019.",
            "legal-basis",
        ),
        ("2019-01-02", RAKOR_EN, "rakor-decided"),
        ("2019-02-11", RAKOR_EN, "rakor-decided"),
        ("2019-03-03", RAKOR_EN, "rakor-decided"),
    ],
)
def test_every_day_of_the_story_gives_what_its_facts_give(kd: str, day: str, headline: str, first: str) -> None:
    found = on(day)

    assert found.headline.en == headline
    assert gates(day)[0] == first
    assert (found.counts.registered, found.counts.returning) == (145, 145)


@pytest.mark.slow
def test_on_3_march_the_whole_answer_is_what_the_article_says(kd: str) -> None:
    found = told_on("2019-03-03")

    first, second = found["blockers"][:2]
    assert found["headline"]["id"] == "Pemulangan 145 orang menunggu hasil rapat koordinasi dengan Kementerian Sosial."
    assert (first["gate"], first["holder"], first["cases"]) == ("rakor-decided", "Kementerian Sosial", 145)
    assert (first["since"], first["days"]) == ("2018-12-17", 76)
    assert second["gate"] == "partner-ready"
    travel = next(fund for fund in found["funds"] if fund["use"] == "TRAVEL")
    assert (travel["ceiling"], travel["available"], travel["spent"], travel["committed"]) == (300_000_000,) * 2 + (0, 0)
    assert (travel["needed"], travel["shortfall"], travel["covers_people"]) == (362_500_000, 62_500_000, 120)


@pytest.mark.slow
@pytest.mark.parametrize("value", [300, 130, 140, 60])
def test_every_published_number_stands_against_145_with_office_and_source(kd: str, value: int) -> None:
    figures = [one for one in told_on("2019-03-03")["reported_figures"] if one["value"] == value]

    assert figures
    for figure in figures:
        against = [other for other in figure["conflicts_with"] if other["value"] == 145]
        assert against
        assert all(other["office"] and other["source"] for other in [figure, *against])


@pytest.mark.slow
def test_before_the_beginning_nobody_is_registered(kd: str) -> None:
    found = on("2018-08-19")

    assert found.counts.registered == 0
    assert found.blockers == ()
    assert found.headline.en == "Nobody is registered yet."


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS[1:])
def test_every_blocker_says_what_who_since_when_and_what_to_do_in_both_languages(kd: str, day: str) -> None:
    found = on(day)

    assert_sentence(found.headline)
    for blocker in found.blockers:
        for words in (blocker.sentence, blocker.says, blocker.holder, blocker.remedy, blocker.question):
            assert_sentence(words)
        assert blocker.since is not None
        assert blocker.since <= found.as_of
        assert blocker.days == (found.as_of - blocker.since).days
        assert 0 < blocker.cases <= found.counts.registered
        assert blocker.source.id


@pytest.mark.slow
def test_counts_add_up_on_every_day(kd: str) -> None:
    for day in DAYS:
        counts = on(day).counts
        for part in (counts.by_choice, counts.by_stage, counts.by_origin):
            assert sum(number for _, number in part) == counts.registered


@pytest.mark.slow
def test_later_facts_do_not_change_what_an_earlier_day_says(kd: str) -> None:
    before = {day: told_on(day) for day in DAYS}

    meet("2019-03-20")
    decide("2019-03-21")
    accredit("2019-03-22")
    approve("2019-03-22")
    assign("2019-03-23")
    for place, number in enumerate(demo.numbers(12)):
        choice = ("STAY", "ALONE", "UNDECIDED")[place % 3]
        do("cases.choice.record", WORKER, "2019-04-01", case=number, choice=choice, informed="CONVERSATION")
    do("programmes.decree.revoke", HEAD, "2019-04-02", number="176/KEP/HK/2018")

    assert {day: told_on(day) for day in DAYS} == before
    assert told_on("2019-04-02")["counts"] != before["2019-03-03"]["counts"]


@pytest.mark.slow
def test_what_is_entered_late_changes_what_was_true_and_not_what_was_known(kd: str) -> None:
    before = told_on("2019-03-03")

    do(
        "coordination.meeting.hold",
        COORDINATOR,
        "2019-04-01",
        code=RAKOR,
        agencies=["kemensos"],
        happened_on="2019-03-01",
    )
    decide("2019-04-01", happened_on="2019-03-02")

    assert on("2019-03-03").headline.en == PARTNER_EN
    known = told_on("2019-03-03", known_on="2019-03-03")
    assert known["headline"] == before["headline"]
    assert known["blockers"] == before["blockers"]
    assert told_on("2019-03-03", known_on="2019-04-01")["headline"]["en"] == PARTNER_EN


# --- what moves the headline on


@pytest.mark.slow
def test_the_meeting_and_its_decision_move_the_headline_to_the_partner_and_the_partner_moves_it_on(kd: str) -> None:
    meet("2019-03-20")
    assert on("2019-03-20").headline.en == RAKOR_EN
    assert "its decision is not recorded yet" in on("2019-03-20").blockers[0].says.en
    decide("2019-03-21")
    assert on("2019-03-21").headline.en == PARTNER_EN
    assert on("2019-03-20").headline.en == RAKOR_EN

    for step, still in ((accredit, True), (approve, True), (assign, False)):
        step("2019-03-22")
        assert ("partner-ready" in gates("2019-03-22")) is still
    assert on("2019-03-22").headline.en == "The return of 145 people waits for enough travel money to be released."

    do("funds.money.allocate", demo.TREASURER, "2019-03-23", source="KD-2019-APBD", amount=62_500_000)
    do("funds.money.release", demo.TREASURER, "2019-03-23", source="KD-2019-APBD", amount=362_500_000)
    assert (
        on("2019-03-23").headline.en
        == "Aid for 145 people waits for confirmation of the aid money by Kementerian Sosial."
    )
    do("funds.source.confirm", REVIEWER, "2019-03-24", source="KD-2019-APBN")
    assert on("2019-03-24").headline.en == "145 people wait for the itinerary and tickets."


@pytest.mark.slow
def test_a_decision_in_force_later_waits_for_its_day_and_a_withdrawn_one_counts_no_more(kd: str) -> None:
    meet("2019-03-20")
    decide("2019-03-21", in_force_on="2019-04-01", until="2019-06-01")
    do("coordination.decision.withdraw", REVIEWER, "2019-05-02", code="KEP-1", reason="Uji")

    seen = {day: "rakor-decided" in gates(day) for day in ("2019-03-31", "2019-04-01", "2019-05-01", "2019-05-02")}
    assert seen == {"2019-03-31": True, "2019-04-01": False, "2019-05-01": False, "2019-05-02": True}


@pytest.mark.slow
def test_may_proceed_if_waits_for_its_last_condition(kd: str) -> None:
    meet("2019-03-20")
    conditions = [{"code": f"S{n}", "text": f"Syarat {n}", "holder": "dinsos-kupang"} for n in (1, 2)]
    decide("2019-03-21", "MAY_PROCEED_IF", conditions=conditions)

    each = [one for one in on("2019-03-21").blockers if one.gate == "rakor-decided"]
    assert [one.says.en.split(": ")[1] for one in each] == [f"Syarat {n} (Dinas Sosial Kota Kupang)." for n in (1, 2)]
    do("coordination.condition.meet", COORDINATOR, "2019-03-22", decision="KEP-1", code="S1")
    assert "Syarat 2 (Dinas Sosial Kota Kupang)" in on("2019-03-22").blockers[0].says.en
    do("coordination.condition.meet", COORDINATOR, "2019-03-23", decision="KEP-1", code="S2")
    do("coordination.condition.meet", COORDINATOR, "2019-03-25", decision="KEP-1", code="S1", reopened=True)

    assert [gates(day)[0] for day in ("2019-03-22", "2019-03-23", "2019-03-25")] == [
        "rakor-decided",
        "partner-ready",
        "rakor-decided",
    ]


@pytest.mark.slow
def test_of_two_decisions_of_one_day_the_later_act_counts(kd: str) -> None:
    meet("2019-03-20")
    decide("2019-03-21")
    decide("2019-03-21", "DEFERRED", "KEP-2")

    assert on("2019-03-21").headline.en == RAKOR_EN


@pytest.mark.slow
def test_an_accreditation_closes_the_gate_on_the_day_it_runs_out(kd: str) -> None:
    meet("2019-03-01")
    decide("2019-03-02")
    accredit("2019-03-02", "C", happened_on="2017-04-01")  # two years
    approve("2019-03-02")
    assign("2019-03-02")

    assert "partner-ready" not in gates("2019-03-31")
    assert "partner-ready" in gates("2019-04-01")
    lapsed = next(blocker for blocker in on("2019-04-05").blockers if blocker.gate == "partner-ready")
    assert "It stopped counting on 1 April 2019." in lapsed.says.en
    assert (lapsed.since, lapsed.days) == (date(2019, 4, 1), 4)


@pytest.mark.slow
def test_a_partner_without_room_for_everybody_is_not_ready(kd: str) -> None:
    accredit("2019-03-02")
    approve("2019-03-02")
    assign("2019-03-02", 144)

    assert "enough capacity" in next(b for b in on("2019-03-03").blockers if b.gate == "partner-ready").says.en
    do("cases.choice.record", WORKER, "2019-03-04", case=demo.numbers(1)[0], choice="STAY", informed="CONVERSATION")
    assert "partner-ready" not in gates("2019-03-04")


# --- what one person does is counted at once


@pytest.mark.slow
def test_a_changed_choice_changes_the_counts_and_the_need_at_once(kd: str) -> None:
    number = demo.numbers(1)[0]

    do("cases.choice.record", WORKER, "2019-03-04", case=number, choice="STAY", informed="CONVERSATION")

    after = on("2019-03-04")
    assert dict(after.counts.by_choice) == {"RETURN": 144, "STAY": 1}
    assert (after.counts.returning, after.blockers[0].cases) == (144, 144)
    assert after.headline.en.startswith("The return of 144 people")
    assert next(fund.needed for fund in after.funds if fund.use == "TRAVEL") == 144 * 2_500_000
    assert on("2019-03-03").counts.returning == 145


@pytest.mark.slow
def test_a_withdrawn_consent_is_counted_at_once_and_an_ended_one_on_its_day(kd: str) -> None:
    before = held_by("2019-03-03", "consent-current")
    number = demo.numbers(1)[0]
    for purpose in ("RETURN", "RECEIVING_OFFICE", "PAYMENT"):
        do(
            "cases.consent.record", WORKER, "2019-03-04", case=number, purpose=purpose, event="GIVEN",
            text_version="2019-01", language="id", until="2019-03-10",
        )  # fmt: skip
    given = held_by("2019-03-04", "consent-current")
    do("cases.consent.record", WORKER, "2019-03-05", case=number, purpose="RETURN", event="WITHDRAWN")

    assert [given, held_by("2019-03-05", "consent-current")] == [given, given + 1]
    assert before - given in {0, 1}
    do(
        "cases.consent.record", WORKER, "2019-03-06", case=number, purpose="RETURN", event="GIVEN",
        text_version="2019-01", language="id", until="2019-03-10",
    )  # fmt: skip
    seen = [held_by(day, "consent-current") - given for day in ("2019-03-06", "2019-03-09", "2019-03-10")]
    assert seen == [0, 0, 1]


@pytest.mark.slow
def test_struck_acts_count_no_more_from_when_they_are_struck(kd: str) -> None:
    meet("2019-03-20")
    do(
        "coordination.decision.make",
        REVIEWER,
        "2019-03-21",
        ref="wrong",
        code="K",
        meeting=RAKOR,
        outcome="MAY_PROCEED",
    )
    do(
        "cases.choice.record",
        WORKER,
        "2019-03-21",
        ref="misheard",
        case=demo.numbers(1)[0],
        choice="STAY",
        informed="MEETING",
    )
    assert on("2019-03-21").headline.en == PARTNER_EN.replace("145", "144")

    do("audit.act.strike", COORDINATOR, "2019-03-25", act="wrong", reason="Salah rapat")
    do("audit.act.strike", COORDINATOR, "2019-03-25", act="misheard", reason="Salah dengar")

    assert on("2019-03-25").headline.en == RAKOR_EN
    assert on("2019-03-21").headline.en == RAKOR_EN
    assert on("2019-03-21", known_on="2019-03-24").headline.en == PARTNER_EN.replace("145", "144")


# --- set aside


@pytest.mark.slow
def test_a_gate_set_aside_for_the_programme_holds_nobody_until_its_day(kd: str) -> None:
    do("readiness.gate.waive", HEAD, "2019-03-04", gate="rakor-decided", reason="Darurat", until="2019-04-01")

    assert on("2019-03-04").headline.en == PARTNER_EN
    assert [finding.waived for _, finding in on("2019-03-04").findings if finding.gate == "rakor-decided"] == [True]
    assert on("2019-03-31").headline.en == PARTNER_EN
    assert on("2019-04-01").headline.en == RAKOR_EN
    assert on("2019-03-03").headline.en == RAKOR_EN


@pytest.mark.slow
def test_a_gate_set_aside_for_one_case_holds_her_again_on_its_day(kd: str) -> None:
    number = next(n for n in demo.numbers() if "screening-done" in waits(n, "2019-03-03"))
    before = held_by("2019-03-03", "screening-done")

    do("readiness.gate.waive", HEAD, "2019-03-04", gate="screening-done", case=number, reason="Uji", until="2019-03-10")

    seen = [held_by(day, "screening-done") for day in ("2019-03-03", "2019-03-04", "2019-03-09", "2019-03-10")]
    assert seen == [before, before - 1, before - 1, before]


def waits(number: str, day: str) -> list[str]:
    said = date.fromisoformat(day)
    with standing.looking(SYSTEM, day=said):
        return [blocker.gate for blocker in why(number, as_of=said).blockers]


# --- stored answers and the memory


def from_books(day: str) -> list[tuple[str, int]]:
    said = date.fromisoformat(day)
    with standing.looking(SYSTEM, day=said):
        return sorted((found.line, found.cases) for found in boards.situations(KD, moment(said)))


def from_store(day: str) -> list[tuple[str, int]] | None:
    said = date.fromisoformat(day)
    with standing.looking(SYSTEM, day=said):
        stored = boards.stored_situations(KD, said, assessing.basis())
    return None if stored is None else sorted((found.line, found.cases) for found in stored)


@pytest.mark.slow
def test_stored_answers_are_what_the_books_say_and_stand_back_for_other_days(kd: str) -> None:
    assert from_store("2019-03-03") == from_books("2019-03-03")
    assert from_store("2019-02-11") is None
    meet("2019-03-20")
    do("cases.choice.record", WORKER, "2019-03-20", case=demo.numbers(1)[0], choice="STAY", informed="MEETING")
    assert from_store("2019-03-20") == from_books("2019-03-20")
    # A consent of the demo lasts a year; when the first runs out, what is stored is of another day until refreshed.
    assert from_store("2020-02-02") is None
    assert assessing.refresh_due(day=date(2020, 3, 1)) > 0
    assert from_store("2020-03-01") == from_books("2020-03-01")


@pytest.mark.slow
def test_an_act_entered_for_an_earlier_day_does_not_hide_what_came_after_it(kd: str) -> None:
    number = demo.numbers(1)[0]
    do("cases.choice.record", WORKER, "2019-03-20", case=number, choice="STAY", informed="MEETING")

    do("cases.wish.record", WORKER, "2019-03-10", case=number, discreet=True)

    assert on("2019-03-20").counts.returning == 144
    assert from_store("2019-03-20") == from_books("2019-03-20")


@pytest.mark.slow
def test_an_act_written_late_is_seen_although_a_later_one_was_seen_before(kd: str) -> None:
    first, second = demo.numbers(2)
    opened, go_on = threading.Event(), threading.Event()

    def slowly() -> None:
        what = RecordChoice(programme=KD, case=first, choice=ChoiceKind.STAY, informed=Informed.MEETING)
        try:
            with act(
                SYSTEM, "cases.choice.record", demo.at("2019-03-04"), ref="slow", what=what, programme=KD
            ) as trail:
                opened.set()
                assert go_on.wait(timeout=60)
                case = queries.find(first, KD)
                operations.record_choice(
                    case=case, choice=ChoiceKind.STAY, informed=Informed.MEETING, pressure=False, companion=False,
                    stamp=trail.stamp(None),
                )  # fmt: skip
                trail.note(subject=first, case=case.id)
        finally:
            connections.close_all()

    thread = threading.Thread(target=slowly)
    thread.start()
    assert opened.wait(timeout=60)
    do("cases.choice.record", WORKER, "2019-03-04", case=second, choice="STAY", informed="MEETING")
    between = on("2019-03-04").counts.returning
    go_on.set()
    thread.join(timeout=60)

    assert between == 144
    assert on("2019-03-04").counts.returning == 143


@pytest.mark.slow
def test_a_step_refused_within_a_replay_leaves_no_wrong_answer_in_memory(kd: str) -> None:
    first, second = demo.numbers(2)
    lines = [
        ("r-1", "cases.choice.record", {"case": first, "choice": "STAY", "informed": "MEETING"}),
        ("r-2", "cases.move.record", {"case": second, "move": "DEPARTED"}),
    ]
    said = [
        {"id": ref, "at": "2019-03-04T09:00:00+08:00", "by": WORKER, "do": verb, "with": {"programme": KD, **with_}}
        for ref, verb, with_ in lines
    ]

    report = replay(file=io.BytesIO("".join(json.dumps(line) + "\n" for line in said).encode()))

    assert [(refused.line, refused.code) for refused in report.told] == [(2, "not-ready")]
    assert from_store("2019-03-04") == from_books("2019-03-04")
    assert on("2019-03-04").counts.returning == 144


@pytest.mark.slow
def test_an_unknown_programme_is_refused(kd: str) -> None:
    with standing.looking(SYSTEM, day=date(2019, 3, 3)), pytest.raises(Refusal) as caught:
        status("KD-2020", as_of=date(2019, 3, 3))

    assert caught.value.code == "unknown-programme"
