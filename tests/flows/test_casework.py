"""What happens in a case: choices, consents, wishes, verification, objections, steps, and who cares for it."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests import world as cast
from tests.world import World

from pulang.areas.audit import queries as acts
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import Filters
from pulang.flows import assessing
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage import sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def _stage(world: World, number: str) -> tuple[str, str]:
    with world.looking():
        (row,) = cases.listing(programme=cast.PROGRAMME, filters=Filters(q=number), basis=assessing.basis()).rows
    return row.choice, row.stage


def _said(**said: Any) -> dict[str, Any]:
    return said


# Each verb about a case with fields that go through on a case with all consents, and who may not do it.
VERBS = [
    ("cases.choice.record", _said(choice="STAY", informed="MEETING"), cast.CASE_WORKER, cast.HEAD),
    ("cases.consent.record", _said(purpose="RESEARCH", event="REFUSED"), cast.CASE_WORKER, cast.MINISTRY_REVIEWER),
    ("cases.wish.record", _said(discreet=True, not_before="2019-03-10"), cast.CASE_WORKER, cast.TREASURER),
    ("cases.screening.record", _said(outcome="CLEAR", trained=True), cast.CASE_WORKER, cast.REGISTRAR),
    ("cases.attempt.record", _said(kind="REMOTE", outcome="NOT_REACHED"), cast.REGISTRAR, cast.WATCHER),
    ("cases.objection.raise", _said(objection="O-1", topic="DAY"), cast.CASE_WORKER, cast.STRANGER),
    ("cases.move.record", _said(move="STAYED"), cast.CASE_WORKER, cast.DATA_PROTECTION),
    (
        "cases.assignment.give",
        _said(agency=cast.PARTNER, purpose="PARTNER"),
        cast.COORDINATOR,
        cast.CASE_WORKER,
    ),
]


@pytest.mark.parametrize(("verb", "said", "by", "not_by"), VERBS)
def test_is_allowed_written_down_refused_to_others_and_done_once(
    world: World, verb: str, said: dict[str, Any], by: str, not_by: str
) -> None:
    number = world.choosing()
    world.partner_ready()

    receipt = world.here(verb, by, ref="once", case=number, **said)
    again = world.here(verb, by, ref="once", case=number, **said)
    refusal = world.refusal(verb, not_by, case=number, **said)

    assert (receipt.already_done, again.already_done, again.seq) == (False, True, receipt.seq)
    assert refusal.code == "not-allowed"
    with world.looking():
        line = acts.by_id("once")
    assert line is not None
    assert (line.verb, line.by, line.subject, line.programme) == (verb, by, number, cast.PROGRAMME)


@pytest.mark.parametrize(("verb", "said", "by", "not_by"), VERBS)
def test_a_case_of_another_programme_is_unknown_in_one_sentence(
    world: World, verb: str, said: dict[str, Any], by: str, not_by: str
) -> None:
    world.open_programme(cast.ELSEWHERE, cast.OTHER_CITY)
    elsewhere = world.number()
    world.do("cases.case.register", cast.STRANGER, programme=cast.ELSEWHERE, case=elsewhere)

    hidden = world.refusal(verb, by, case=elsewhere, **said)
    absent = world.refusal(verb, by, case=world.number(), **said)

    assert (hidden.code, hidden.field) == ("unknown-case", "case")
    assert hidden.words == absent.words


# --- choice


@pytest.mark.parametrize("choice", ["RETURN", "STAY", "ALONE", "UNDECIDED"])
def test_any_of_the_four_choices_counts_at_once(world: World, choice: str) -> None:
    number = world.choosing("RETURN")

    world.here("cases.choice.record", case=number, choice=choice, informed="WRITTEN")

    assert _stage(world, number)[0] == choice


def test_the_choice_of_a_day_is_that_of_the_day(world: World) -> None:
    number = world.choosing("RETURN", on=date(2019, 2, 1))
    world.here("cases.choice.record", case=number, choice="STAY", informed="MEETING", happened_on="2019-02-20")

    chosen = [world.file(number, on=date(2019, 2, day)).choice for day in (1, 19, 20)]

    assert [line and line.choice for line in chosen] == ["RETURN", "RETURN", "STAY"]


def test_what_was_learned_later_was_not_known_before(world: World) -> None:
    number = world.choosing("RETURN", on=date(2019, 2, 1))
    world.here("cases.choice.record", case=number, choice="STAY", informed="MEETING", happened_on="2019-02-20")

    with world.looking():
        then = cases.case_file(number, moment(date(2019, 2, 25), known_on=date(2019, 2, 25), zone="Asia/Makassar"))

    assert then.choice is not None
    assert then.choice.choice == "RETURN"


def test_of_two_choices_on_one_day_the_later_counts(world: World) -> None:
    number = world.choosing("RETURN")
    world.here("cases.choice.record", case=number, choice="ALONE", informed="MEETING")
    world.here("cases.choice.record", case=number, choice="STAY", informed="MEETING")

    assert _stage(world, number)[0] == "STAY"


# --- consent


def test_a_consent_lapses_on_its_own_day(world: World) -> None:
    number = world.case()
    world.here(
        "cases.consent.record", case=number, purpose="RETURN", event="GIVEN", text_version="1", until="2019-04-01"
    )

    def in_force(day: date) -> set[str]:
        return {line.purpose for line in world.file(number, on=day).consents}

    assert in_force(date(2019, 3, 31)) == {"RETURN"}
    assert in_force(date(2019, 4, 1)) == set()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"event": "GIVEN"}, "consent-to-which-text"),
        ({"event": "GIVEN", "text_version": "1", "until": "2020-03-04"}, "consent-too-long"),
        ({"event": "GIVEN", "text_version": "1", "until": "2019-03-03"}, "consent-ends-before-it-begins"),
        ({"event": "WITHDRAWN"}, "nothing-to-withdraw"),
    ],
)
def test_refuses_a_consent_that_cannot_be(world: World, said: dict[str, Any], code: str) -> None:
    number = world.case()

    assert world.refusal("cases.consent.record", case=number, purpose="RETURN", **said).code == code


def test_a_withdrawal_takes_the_case_back_in_the_same_act(world: World) -> None:
    number = world.given(world.choosing(), cast.PARTNER, "PARTNER")
    world.given(number)

    world.here("cases.consent.record", case=number, purpose="PARTNER", event="WITHDRAWN")

    assert [line.agency for line in world.file(number).assigned] == [cast.RECEIVER]
    with world.looking(cast.PARTNER_WORKER), pytest.raises(Refusal):
        cases.find(number)


def test_the_partner_itself_records_the_withdrawal_and_sees_the_case_no_more(world: World) -> None:
    number = world.given(world.choosing(), cast.PARTNER, "PARTNER")
    world.partner_ready()

    world.here("cases.consent.record", cast.PARTNER_WORKER, case=number, purpose="PARTNER", event="WITHDRAWN")

    assert world.file(number).assigned == ()
    with world.looking(cast.PARTNER_WORKER), pytest.raises(Refusal):
        cases.find(number)
    with world.looking():
        case = cases.find(number).id
        now = assessing.answer_of(case, moment(world.today))
        assert now is not None
        assert sql.one("SELECT facts FROM readiness_situation WHERE case_id = %(case)s", case=case) == (now[0].line,)


def test_a_withdrawal_learned_of_late_still_ends_the_care(world: World) -> None:
    number = world.choosing(on=date(2019, 2, 1))
    world.given(number, cast.PARTNER, "PARTNER")

    world.here("cases.consent.record", case=number, purpose="PARTNER", event="WITHDRAWN", happened_on="2019-02-10")

    assert world.file(number).assigned == ()


# --- wish and screening


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"discreet": True, "escort": True}, "discreet-travel-has-no-escort"),
        ({"not_before": "2019-03-10", "not_after": "2019-03-09"}, "travel-window-ends-after-start"),
    ],
)
def test_refuses_a_wish_that_cannot_be(world: World, said: dict[str, Any], code: str) -> None:
    assert world.refusal("cases.wish.record", case=world.case(), **said).code == code


def test_the_latest_wish_counts_as_a_whole(world: World) -> None:
    number = world.case()
    world.here("cases.wish.record", case=number, escort=True, not_before="2019-03-10")
    world.here("cases.wish.record", case=number, discreet=True)

    wish = world.file(number).wish

    assert wish is not None
    assert (wish.discreet, wish.escort, wish.not_before) == (True, False, None)


# --- verification


def test_an_attempt_within_a_round_is_recorded(world: World) -> None:
    world.here("cases.round.open", code="P1", opens_on="2019-03-01", closes_on="2019-03-03")
    number = world.case()

    world.here("cases.attempt.record", case=number, round="P1", kind="IN_PERSON", outcome="ACCEPTED")

    (attempt,) = world.file(number).attempts
    assert (attempt.round, attempt.outcome) == ("P1", "ACCEPTED")


def test_two_listed_attesters_make_an_attestation(world: World) -> None:
    for code in ("POKJA", "BLOK-A"):
        world.here("cases.attester.list", code=code, name=f"Kelompok {code}")
    number = world.case()

    world.here("cases.attempt.record", case=number, kind="ATTESTED", outcome="ACCEPTED", attesters=["POKJA", "BLOK-A"])

    assert world.file(number).attempts[0].attesters == ("POKJA", "BLOK-A")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"kind": "IN_PERSON", "outcome": "ACCEPTED", "round": "LAIN"}, "unknown-round"),
        ({"kind": "IN_PERSON", "outcome": "ACCEPTED", "round": "P1"}, "outside-round"),
        ({"kind": "REMOTE", "outcome": "ACCEPTED", "attesters": ["POKJA"]}, "attesters-not-asked"),
        ({"kind": "ATTESTED", "outcome": "ACCEPTED"}, "too-few-attesters"),
        ({"kind": "ATTESTED", "outcome": "ACCEPTED", "attesters": ["POKJA", "POKJA"]}, "too-few-attesters"),
        ({"kind": "ATTESTED", "outcome": "ACCEPTED", "attesters": ["POKJA", "LAIN"]}, "attester-not-listed"),
        ({"kind": "ATTESTED", "outcome": "ACCEPTED", "attesters": ["POKJA", "LAMA"]}, "attester-not-listed"),
    ],
)
def test_refuses_an_attempt_that_proves_nothing(world: World, said: dict[str, Any], code: str) -> None:
    world.here("cases.round.open", code="P1", opens_on="2019-02-01", closes_on="2019-02-28")
    world.here("cases.attester.list", code="POKJA", name="Kelompok kerja warga")
    world.here("cases.attester.list", code="LAMA", name="Kelompok lama", on=date(2019, 2, 1))
    world.here("cases.attester.unlist", code="LAMA", on=date(2019, 3, 1))

    assert world.refusal("cases.attempt.record", case=world.case(), **said).code == code


def test_an_attester_is_listed_once_and_unlisted_once(world: World) -> None:
    world.here("cases.attester.list", code="POKJA", name="Kelompok kerja warga")

    assert world.refusal("cases.attester.list", code="POKJA", name="Lagi").code == "attester-already-listed"
    world.here("cases.attester.unlist", code="POKJA")
    assert world.refusal("cases.attester.unlist", code="POKJA").code == "attester-not-listed"


def test_a_round_is_opened_once_and_ends_after_it_starts(world: World) -> None:
    world.here("cases.round.open", code="P1", opens_on="2019-03-01", closes_on="2019-03-01")

    twice = world.refusal("cases.round.open", code="P1", opens_on="2019-03-01", closes_on="2019-03-02")
    backwards = world.refusal("cases.round.open", code="P2", opens_on="2019-03-02", closes_on="2019-03-01")

    assert (twice.code, backwards.code) == ("round-code-is-free", "round-ends-after-start")


# --- likely duplicates


def test_a_flagged_duplicate_waits_until_a_coordinator_decides(world: World) -> None:
    number, other = world.case(), world.case()
    world.here("cases.duplicate.flag", cast.REGISTRAR, case=number, other=other, reason="Alias dan blok sama")

    again = world.refusal("cases.duplicate.flag", case=number, other=other, reason="Lagi")
    by_worker = world.refusal("cases.duplicate.decide", cast.CASE_WORKER, case=number, same=False, reason="Beda")
    world.here("cases.duplicate.decide", case=number, other=other, same=False, reason="Dua orang berbeda")

    assert (again.code, by_worker.code) == ("duplicate-already-flagged", "not-allowed")
    assert [line.event for line in world.file(number).duplicates] == ["FLAGGED", "DIFFERENT"]
    assert world.refusal("cases.duplicate.decide", case=number, same=True, reason="Sama").code == "no-open-duplicate"


def test_a_case_is_not_its_own_duplicate(world: World) -> None:
    number = world.case()

    refusal = world.refusal("cases.duplicate.flag", case=number, other=number, reason="Salah ketik")

    assert refusal.code == "nobody-is-her-own-duplicate"


def test_of_several_likely_duplicates_one_is_named(world: World) -> None:
    number = world.case()
    for other in (world.case(), world.case()):
        world.here("cases.duplicate.flag", case=number, other=other, reason="Alias sama")

    assert world.refusal("cases.duplicate.decide", case=number, same=True, reason="Sama").code == "which-duplicate"


# --- objections


def test_an_objection_is_answered_within_its_days(world: World) -> None:
    number = world.case()
    world.here("cases.objection.raise", case=number, objection="O-1", topic="DAY")

    (raised,) = world.file(number).objections
    answer: dict[str, Any] = {"objection": "O-1", "outcome": "PARTLY", "reason": "Harinya dipindah seminggu"}
    assert world.refusal("cases.objection.answer", case=number, objection="O-1").code == "answer-without-reason"
    world.here("cases.objection.answer", cast.HEAD, case=number, **answer)

    assert raised.due_on == world.today + timedelta(days=14)
    assert [line.event for line in world.file(number).objections] == ["RAISED", "ANSWERED"]
    assert world.refusal("cases.objection.answer", case=number, objection="O-1").code == "objection-not-open"


def test_an_objection_is_taken_back_and_its_reference_not_used_again(world: World) -> None:
    number = world.case()
    world.here("cases.objection.raise", case=number, objection="O-1", topic="DAY")
    world.here("cases.objection.answer", case=number, objection="O-1", taken_back=True)

    assert world.file(number).objections[-1].event == "TAKEN_BACK"
    assert world.refusal("cases.objection.raise", case=number, objection="O-1", topic="DAY").code == "objection-used"


def test_refuses_an_answer_due_before_the_question(world: World) -> None:
    number = world.case()

    refusal = world.refusal("cases.objection.raise", case=number, objection="O-1", topic="DAY", due_on="2019-03-02")

    assert refusal.code == "due-before-raised"


# --- steps


def test_an_ending_is_one_act_and_can_be_taken_up_again(world: World) -> None:
    number = world.choosing()
    world.move(number, "WITHDRAWN")
    ended = _stage(world, number)[1]
    world.move(number, "REOPENED")

    assert ended == "WITHDRAWN"
    assert [line.move for line in world.file(number).moves] == ["WITHDRAWN", "REOPENED"]


@pytest.mark.parametrize("move", ["ARRIVED", "AIDED", "FOLLOWED_UP", "CLOSED", "REOPENED"])
def test_refuses_a_step_before_its_turn(world: World, move: str) -> None:
    assert world.refusal("cases.move.record", case=world.case(), move=move).code == "step-out-of-order"


def test_refuses_a_step_before_the_last_one(world: World) -> None:
    number = world.move(world.case(on=date(2019, 2, 1)), "STAYED")

    earlier = world.refusal("cases.move.record", case=number, move="REOPENED", happened_on="2019-03-02")
    before_she_came = world.refusal("cases.move.record", case=world.case(), move="STAYED", happened_on="2019-03-02")

    assert (earlier.code, before_she_came.code) == ("step-before-last", "step-before-last")


def test_nobody_departs_before_the_gates_are_open(world: World) -> None:
    number = world.choosing()

    assert world.refusal("cases.move.record", case=number, move="DEPARTED").code == "not-ready"


def test_somebody_whose_gates_are_open_departs_and_arrives(world: World) -> None:
    world.programme_ready()
    number = world.planned(departs_on=world.today)

    world.move(number, "DEPARTED")
    world.move(number, "ARRIVED", on=world.today + timedelta(days=1))

    assert _stage(world, number)[1] == "ARRIVED"


# --- in whose care


def test_a_partner_sees_a_case_only_while_it_has_it(world: World) -> None:
    number, other = world.choosing(), world.choosing()
    world.given(number, cast.PARTNER, "PARTNER")

    with world.looking(cast.PARTNER_WORKER):
        assert [
            row.number
            for row in cases.listing(programme=cast.PROGRAMME, filters=Filters(), basis=assessing.basis()).rows
        ] == [number]
        with pytest.raises(Refusal):
            cases.find(other)
    world.here("cases.assignment.end", case=number, agency=cast.PARTNER, purpose="PARTNER")
    with world.looking(cast.PARTNER_WORKER):
        assert cases.listing(programme=cast.PROGRAMME, filters=Filters(), basis=assessing.basis()).rows == ()


def test_an_assignment_lasts_no_longer_than_the_consent(world: World) -> None:
    number = world.choosing(until="2019-04-01")
    world.partner_ready()
    said: dict[str, Any] = {"case": number, "agency": cast.PARTNER, "purpose": "PARTNER"}

    too_long = world.refusal("cases.assignment.give", until="2019-04-02", **said)
    world.here("cases.assignment.give", **said)

    assert too_long.code == "assignment-outlasts-consent"
    assert [line.until for line in world.file(number).assigned] == [date(2019, 4, 1)]
    assert world.file(number, on=date(2019, 4, 1)).assigned == ()


@pytest.mark.parametrize(
    ("agency", "purpose", "code"),
    [
        (cast.RECEIVER, "PARTNER", "agency-of-another-kind"),
        (cast.PARTNER, "RECEIVING_OFFICE", "agency-of-another-kind"),
        (cast.MINISTRY, "RECEIVING_OFFICE", "agency-of-another-kind"),
        (cast.PARTNER, "RETURN", "agency-of-another-kind"),
        ("TIDAK-ADA", "PARTNER", "unknown-agency"),
        (cast.PARTNER, "PARTNER", "no-consent"),
    ],
)
def test_refuses_to_give_a_case_where_it_may_not_go(world: World, agency: str, purpose: str, code: str) -> None:
    world.actor(cast.PARTNER_WORKER)
    world.actor(cast.RECEIVING_OFFICER)
    number = world.case()

    refusal = world.refusal("cases.assignment.give", case=number, agency=agency, purpose=purpose)

    assert refusal.code == code


def test_a_case_is_given_once_and_taken_back_once(world: World) -> None:
    number = world.given(world.choosing(), cast.PARTNER, "PARTNER")
    said: dict[str, Any] = {"case": number, "agency": cast.PARTNER, "purpose": "PARTNER"}

    assert world.refusal("cases.assignment.give", **said).code == "already-assigned"
    world.here("cases.assignment.end", **said)
    assert world.refusal("cases.assignment.end", **said).code == "not-assigned"
    world.here("cases.assignment.give", **said)
    assert len(world.file(number).assigned) == 1


def test_offices_with_a_case_are_near_the_programme(world: World) -> None:
    number = world.given(world.choosing())

    with world.looking(cast.RECEIVING_OFFICER):
        assert cases.offices_of(cast.PROGRAMME) == {cast.RECEIVER}
    world.here("cases.attempt.record", cast.RECEIVING_OFFICER, case=number, kind="IN_PERSON", outcome="ACCEPTED")


# --- lists


def test_the_list_is_narrowed_and_paged(world: World) -> None:
    staying = world.choosing("STAY", home="53.71", site=cast.OTHER_SITE)
    returning = world.choosing("RETURN")

    def numbers(**narrowed: Any) -> list[str]:
        with world.looking():
            page = cases.listing(programme=cast.PROGRAMME, filters=Filters(**narrowed), basis=assessing.basis())
        assert page.total == len(page.rows)
        return [row.number for row in page.rows]

    assert numbers() == sorted([staying, returning])
    assert numbers(choice="STAY") == [staying]
    assert numbers(origin="53") == [staying]
    assert numbers(site=cast.OTHER_SITE) == [staying]
    assert numbers(choice="RETURN", origin="53") == []
    assert numbers(gate="identity-verified") != []
    assert numbers(q=returning.lower().replace("-", " ")) == [returning]


def test_refuses_pages_nobody_leafs_to(world: World) -> None:
    with world.looking(), pytest.raises(Refusal) as refused:
        cases.listing(programme=cast.PROGRAMME, filters=Filters(), basis=assessing.basis(), page=0)

    assert refused.value.code == "page-too-far"


def test_a_struck_registration_is_no_case_any_more(world: World) -> None:
    number = world.number()
    world.here("cases.case.register", ref="keliru", case=number)
    world.do("audit.act.strike", act="keliru", reason="Didaftarkan di program yang salah")

    with world.looking():
        assert cases.listing(programme=cast.PROGRAMME, filters=Filters(), basis=assessing.basis()).total == 0
        with pytest.raises(Refusal):
            cases.find(number)
