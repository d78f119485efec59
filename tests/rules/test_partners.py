"""When a partner is fit on a day, and since when it is not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pulang.areas.partners.assessment import gather
from pulang.areas.partners.facts import AgreementFacts, IncidentLine, Paper, PartnerFacts
from pulang.areas.partners.rules import (
    Lack,
    Lacking,
    accreditation_until,
    choosable,
    conduct,
    fit_until,
    incidents,
    lacking,
)

DAY = date(2019, 3, 3)
NAMED = date(2019, 2, 11)
FIT = PartnerFacts(
    agency="lks-contoh",
    name="LKS Contoh",
    named_on=NAMED,
    assigned_on=date(2019, 3, 1),
    capacity=150,
    registered_on=date(2017, 5, 2),
    accreditation_grade="B",
    accredited_on=date(2017, 6, 1),
    accreditation_until=date(2020, 6, 1),
    approved_on=date(2019, 3, 2),
)


def lacks(partner: PartnerFacts, day: date = DAY, people: int = 145) -> tuple[Lacking, ...]:
    return lacking(partner, day=day, people=people, place="53.71")


def test_a_partner_with_every_paper_lacks_nothing() -> None:
    assert lacks(FIT) == ()


def test_a_partner_that_is_only_named_lacks_everything_since_it_was_named() -> None:
    named = PartnerFacts(agency="lks-contoh", name="LKS Contoh", named_on=NAMED)

    assert lacks(named) == (
        Lacking(Lack.REGISTRATION, NAMED),
        Lacking(Lack.ACCREDITATION_OR_SURVEY, NAMED),
        Lacking(Lack.APPROVAL, NAMED),
        Lacking(Lack.ASSIGNMENT, NAMED),
    )


D = date
TABLE = [
    ("registration that ended", {"registration_ended_on": D(2019, 1, 5)}, Lack.REGISTRATION, D(2019, 1, 5)),
    ("registration on its last day no more", {"registration_until": DAY}, Lack.REGISTRATION, DAY),
    (
        "suspended accreditation",
        {"accreditation_suspended_on": D(2019, 2, 1)},
        Lack.ACCREDITATION_OR_SURVEY,
        D(2019, 2, 1),
    ),
    ("revoked accreditation", {"accreditation_revoked_on": D(2019, 2, 2)}, Lack.ACCREDITATION_OR_SURVEY, D(2019, 2, 2)),
    ("accreditation expired on its day", {"accreditation_until": DAY}, Lack.ACCREDITATION_OR_SURVEY, DAY),
    (
        "suspended before it expired",
        {"accreditation_until": D(2019, 2, 20), "accreditation_suspended_on": D(2019, 2, 1)},
        Lack.ACCREDITATION_OR_SURVEY,
        D(2019, 2, 1),
    ),
    ("approval withdrawn", {"approval_withdrawn_on": D(2019, 3, 3)}, Lack.APPROVAL, D(2019, 3, 3)),
    ("approval expired", {"approval_until": D(2019, 3, 3)}, Lack.APPROVAL, D(2019, 3, 3)),
    ("assignment released", {"assigned_on": None, "released_on": D(2019, 3, 2)}, Lack.ASSIGNMENT, D(2019, 3, 2)),
    ("assignment expired", {"assignment_until": D(2019, 3, 2)}, Lack.ASSIGNMENT, D(2019, 3, 2)),
]


@pytest.mark.parametrize(("change", "lack", "since"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_stopped_counting_is_lacking_since_the_day_it_stopped(
    change: dict[str, Any], lack: Lack, since: date
) -> None:
    assert lacks(replace(FIT, **change)) == (Lacking(lack, since, since),)


@pytest.mark.parametrize("paper", ["registration_until", "accreditation_until", "approval_until", "assignment_until"])
def test_a_paper_still_counts_on_the_day_before_its_end(paper: str) -> None:
    change: dict[str, Any] = {paper: date(2019, 3, 4)}

    assert lacks(replace(FIT, **change)) == ()


def test_capacity_is_held_against_the_people_to_accompany() -> None:
    small = replace(FIT, capacity=144)

    assert lacks(small) == (Lacking(Lack.CAPACITY, FIT.assigned_on),)
    assert lacks(small, people=144) == ()


def test_capacity_is_not_asked_of_a_partner_that_is_not_assigned() -> None:
    assert [item.lack for item in lacks(replace(FIT, assigned_on=None, capacity=0))] == [Lack.ASSIGNMENT]


UNACCREDITED = replace(FIT, accreditation_grade="", accredited_on=None, accreditation_until=None)


def test_a_passed_survey_replaces_an_accreditation_as_long_as_it_counts() -> None:
    surveyed = replace(UNACCREDITED, survey_event="PASSED", survey_on=NAMED, survey_until=date(2019, 3, 4))

    assert lacks(surveyed) == ()
    assert lacks(surveyed, day=date(2019, 3, 4)) == (
        Lacking(Lack.ACCREDITATION_OR_SURVEY, date(2019, 3, 4), date(2019, 3, 4)),
    )
    assert lacks(replace(surveyed, survey_until=None), day=date(2030, 1, 1)) == ()


def test_a_survey_that_was_asked_for_is_waited_for_since_that_day() -> None:
    asked = date(2019, 2, 20)
    waiting = replace(UNACCREDITED, survey_event="REQUESTED", survey_on=asked, survey_asked_on=asked)

    assert lacks(waiting) == (Lacking(Lack.ACCREDITATION_OR_SURVEY, asked),)


def test_a_failed_survey_is_lacking_since_it_failed() -> None:
    failed = replace(UNACCREDITED, survey_event="FAILED", survey_on=date(2019, 2, 25))

    assert lacks(failed) == (Lacking(Lack.ACCREDITATION_OR_SURVEY, date(2019, 2, 25), date(2019, 2, 25)),)


@pytest.mark.parametrize(
    ("grade", "issued", "until"),
    [
        ("A", date(2016, 2, 29), date(2021, 3, 1)),
        ("B", date(2016, 2, 29), date(2019, 3, 1)),
        ("C", date(2016, 2, 29), date(2018, 3, 1)),
        ("A", date(2019, 3, 3), date(2024, 3, 3)),
        ("B", date(2019, 3, 3), date(2022, 3, 3)),
        ("C", date(2019, 3, 3), date(2021, 3, 3)),
    ],
)
def test_a_grade_decides_how_long_an_accreditation_counts(grade: str, issued: date, until: date) -> None:
    assert accreditation_until(grade=grade, issued_on=issued) == until


def test_an_accreditation_issued_on_29_february_counts_through_28_february() -> None:
    leap = gather(
        agency="lks-contoh",
        name="LKS Contoh",
        papers=[Paper("accreditation", "ISSUED", date(2016, 2, 29), grade="B")],
    )

    assert Lack.ACCREDITATION_OR_SURVEY not in {item.lack for item in lacks(leap, day=date(2019, 2, 28))}
    assert Lack.ACCREDITATION_OR_SURVEY in {item.lack for item in lacks(leap, day=date(2019, 3, 1))}


def test_a_fit_partner_stays_fit_until_the_first_of_its_papers_ends() -> None:
    assert fit_until(FIT, day=DAY) == date(2020, 6, 1)
    assert fit_until(replace(FIT, approval_until=date(2019, 12, 31)), day=DAY) == date(2019, 12, 31)


def test_the_longer_of_accreditation_and_survey_decides() -> None:
    both = replace(FIT, survey_event="PASSED", survey_on=NAMED, survey_until=date(2021, 1, 1))

    assert fit_until(both, day=DAY) == date(2021, 1, 1)
    assert fit_until(replace(both, survey_until=None), day=DAY) is None


def test_no_paper_ends_by_itself_where_none_has_an_end() -> None:
    assert fit_until(replace(UNACCREDITED, survey_event="PASSED", survey_on=NAMED), day=DAY) is None
    assert fit_until(UNACCREDITED, day=DAY) is None


def gathered(*papers: Paper) -> PartnerFacts:
    return gather(agency="lks-contoh", name="LKS Contoh", papers=papers)


def test_a_new_registration_takes_the_place_of_one_that_ended() -> None:
    ended = (
        Paper("registration", "ISSUED", date(2014, 1, 1), until=date(2017, 1, 1), number="1"),
        Paper("registration", "ENDED", date(2016, 1, 1)),
    )

    assert gathered(*ended).registration_ended_on == date(2016, 1, 1)
    renewed = gathered(*ended, Paper("registration", "ISSUED", date(2018, 1, 1), number="2"))
    assert (renewed.registration_number, renewed.registration_until, renewed.registration_ended_on) == ("2", None, None)


def test_a_suspension_stands_until_it_is_lifted_and_a_revocation_until_a_new_issue() -> None:
    issued = Paper("accreditation", "ISSUED", date(2017, 6, 1), grade="B", number="7")
    suspended = Paper("accreditation", "SUSPENDED", date(2018, 1, 1))
    restored = Paper("accreditation", "RESTORED", date(2018, 2, 1))
    revoked = Paper("accreditation", "REVOKED", date(2018, 3, 1))
    again = Paper("accreditation", "ISSUED", date(2019, 1, 1), grade="A")

    assert gathered(issued, suspended).accreditation_suspended_on == date(2018, 1, 1)
    assert gathered(issued, suspended, restored).accreditation_suspended_on is None
    assert gathered(issued, suspended, restored, revoked).accreditation_revoked_on == date(2018, 3, 1)
    anew = gathered(issued, suspended, restored, revoked, again)
    assert (anew.accreditation_grade, anew.accreditation_revoked_on, anew.accreditation_until) == (
        "A",
        None,
        date(2024, 1, 1),
    )


@pytest.mark.parametrize("later", ["REQUESTED", "VISITED"])
def test_asking_for_the_next_survey_takes_nothing_from_the_one_that_was_passed(later: str) -> None:
    passed = Paper("survey", "PASSED", date(2019, 2, 1), until=date(2020, 2, 1))

    after = gathered(passed, Paper("survey", later, date(2019, 2, 20)))
    assert (after.survey_event, after.survey_until) == ("PASSED", date(2020, 2, 1))


def test_a_survey_goes_from_asked_for_to_visited_to_passed() -> None:
    asked = Paper("survey", "REQUESTED", date(2019, 2, 1))
    visited = Paper("survey", "VISITED", date(2019, 2, 10))

    assert gathered(asked).survey_event == "REQUESTED"
    seen = gathered(asked, visited)
    assert (seen.survey_event, seen.survey_asked_on) == ("VISITED", date(2019, 2, 1))


def test_an_approval_withdrawn_can_be_given_again() -> None:
    given = Paper("approval", "APPROVED", date(2019, 3, 1), number="S-1")
    taken = Paper("approval", "WITHDRAWN", date(2019, 3, 2))

    assert gathered(given, taken).approval_withdrawn_on == date(2019, 3, 2)
    assert gathered(given, taken, Paper("approval", "APPROVED", date(2019, 3, 3))).approval_withdrawn_on is None


def test_a_partner_is_named_then_assigned_then_released() -> None:
    named = Paper("assignment", "NAMED", date(2019, 2, 11))
    assigned = Paper("assignment", "ASSIGNED", date(2019, 3, 1), capacity=150)
    released = Paper("assignment", "RELEASED", date(2019, 4, 1))

    given = gathered(named, assigned)
    assert (given.named_on, given.assigned_on, given.capacity) == (date(2019, 2, 11), date(2019, 3, 1), 150)
    gone = gathered(named, assigned, released)
    assert (gone.assigned_on, gone.capacity, gone.released_on) == (None, 0, date(2019, 4, 1))
    assert gathered(assigned).named_on == date(2019, 3, 1)


def agreed(*days: tuple[date, date], ended_on: date | None = None, regions: tuple[str, ...] = ("53",)) -> PartnerFacts:
    """A partner that is fit but for what its agreements leave open."""
    found = tuple(
        AgreementFacts(str(at), start, start, until, regions, ended_on) for at, (start, until) in enumerate(days)
    )
    return replace(FIT, agreements=found)


def test_where_no_agreement_ever_began_none_is_missing() -> None:
    assert lacks(FIT) == lacks(agreed((DAY + timedelta(days=1), D(2020, 1, 1)))) == ()


def test_an_agreement_closes_on_the_day_it_ends_and_the_next_opens_again() -> None:
    partner = agreed((D(2019, 1, 1), D(2019, 2, 1)), (D(2019, 3, 3), D(2020, 1, 1)))

    assert lacks(partner, D(2019, 1, 31)) == ()
    assert lacks(partner, D(2019, 2, 1)) == (Lacking(Lack.AGREEMENT, D(2019, 2, 1), D(2019, 2, 1)),)
    assert lacks(partner, D(2019, 3, 2))[0].since == D(2019, 2, 1)
    assert lacks(partner, D(2019, 3, 3)) == ()


def test_an_agreement_ended_early_stops_on_that_day() -> None:
    partner = agreed((D(2019, 1, 1), D(2020, 1, 1)), ended_on=DAY)

    assert lacks(partner, DAY - timedelta(days=1)) == ()
    assert lacks(partner) == (Lacking(Lack.AGREEMENT, DAY, DAY),)


def test_a_partner_works_where_its_agreement_says_and_all_that_lies_in_it() -> None:
    assert lacks(agreed((D(2019, 1, 1), D(2020, 1, 1)), regions=("35", "53.71"))) == ()
    assert lacks(agreed((D(2019, 1, 1), D(2020, 1, 1)), regions=("5",))) == (Lacking(Lack.REGION, D(2019, 1, 1)),)


def test_agreements_that_follow_one_another_carry_a_partner_to_the_last_end() -> None:
    in_a_row = agreed((D(2019, 1, 1), D(2019, 6, 1)), (D(2019, 6, 1), D(2019, 9, 1)), (D(2019, 10, 1), D(2020, 1, 1)))

    assert fit_until(in_a_row, day=DAY) == D(2019, 9, 1)
    assert fit_until(replace(in_a_row, approval_until=D(2019, 4, 1)), day=DAY) == D(2019, 4, 1)


def test_once_anybody_has_an_agreement_nobody_is_chosen_without_one() -> None:
    def found(*, by_agreement: bool) -> list[Lack]:
        return [one.lack for one in choosable(FIT, day=DAY, place="53.71", homes=(), by_agreement=by_agreement)]

    assert found(by_agreement=False) == []
    assert found(by_agreement=True) == [Lack.AGREEMENT]


def line(event: str, day: date, text: str = "Papan tidak ada", **said: Any) -> IncidentLine:
    told = {"kind": "FINDING", "severity": "GRAVE", "programme": "", "office": "dinas", "due_on": None, **said}
    return IncidentLine(code="t-1", event=event, on=day, text=text, **told)


def test_a_finding_waits_for_its_answer_and_then_for_its_end() -> None:
    recorded = line("RECORDED", D(2019, 2, 1), due_on=D(2019, 2, 10))
    told = [recorded, line("ANSWERED", D(2019, 2, 12), "Sudah dipasang"), line("CLOSED", D(2019, 2, 20), "Terpasang")]

    (waits,), (answered,), (closed,) = (incidents(told[:count]) for count in (1, 2, 3))
    assert [one.late(D(2019, 2, 13)) for one in (waits, answered, closed)] == [3, 0, 0]
    assert waits.late(D(2019, 2, 10)) == 0
    assert answered.answers == ((D(2019, 2, 12), "Sudah dipasang"),)
    assert (closed.closed_on, closed.reason) == (D(2019, 2, 20), "Terpasang")
    counts = [conduct((one,), day=D(2019, 2, 13)) for one in (waits, answered, closed)]
    assert [(one.recorded, one.open, one.late) for (one,) in counts] == [(1, 1, 1), (1, 1, 0), (1, 0, 0)]
