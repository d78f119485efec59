"""The five gates of a programme, each by its table of truth."""

from datetime import date
from typing import Any

import pytest
from tests.rules.gates import DAY, LEAD, MINISTRY, OPENED, judge, programme

from pulang.areas.readiness.facts import AidMoney, DecreeState, PartnerState, RakorState, TravelMoney
from pulang.areas.readiness.gates import PROGRAMME_BY_ID
from pulang.kernel.findings import Answer
from pulang.kernel.words import Words, same

LEGAL = PROGRAMME_BY_ID["legal-basis"]
RAKOR = PROGRAMME_BY_ID["rakor-decided"]
PARTNER = PROGRAMME_BY_ID["partner-ready"]
TRAVEL = PROGRAMME_BY_ID["travel-funds-released"]
AID = PROGRAMME_BY_ID["aid-funds-confirmed"]

SIGNED = date(2018, 12, 20)
NEW_YEAR = date(2019, 1, 1)

# --- legal-basis


@pytest.mark.parametrize(
    ("decree", "answer", "since", "part"),
    [
        (None, Answer.NOT_MET, OPENED, "No decree is recorded"),
        (DecreeState("SK-1", SIGNED, date(2019, 3, 4)), Answer.NOT_MET, SIGNED, "takes effect on 4 March 2019"),
        (DecreeState("SK-1", SIGNED, DAY), Answer.MET, DAY, "in force since 3 March 2019"),
        (DecreeState("SK-1", SIGNED, NEW_YEAR), Answer.MET, NEW_YEAR, "in force since 1 January 2019"),
        (DecreeState("SK-1", SIGNED, NEW_YEAR, DAY), Answer.NOT_MET, DAY, "was revoked"),
        # Revoked before its day came: it never counted, and waiting for that day would be in vain.
        (DecreeState("SK-1", SIGNED, date(2019, 3, 9), DAY), Answer.NOT_MET, DAY, "was revoked"),
    ],
)
def test_a_decree_counts_from_its_day_until_it_is_revoked(
    decree: DecreeState | None, answer: Answer, since: date, part: str
) -> None:
    finding = judge(LEGAL, decree=decree)

    assert (finding.answer, finding.since) == (answer, since)
    assert part in finding.says.en
    assert finding.holder.id == LEAD


def test_a_signed_decree_is_waited_for_by_its_day() -> None:
    coming = programme(decree=DecreeState("SK-1", SIGNED, NEW_YEAR))
    revoked = programme(decree=DecreeState("SK-1", SIGNED, NEW_YEAR, DAY))

    assert LEGAL.waits_for(coming) == Words(
        id="berlakunya SK-1 pada 1 Januari 2019", en="decree SK-1 to take effect on 1 January 2019"
    )
    assert LEGAL.waits_for(revoked) == LEGAL.waits_for(programme())


def test_a_decree_with_strange_signs_in_its_number_is_repeated_as_it_is() -> None:
    finding = judge(LEGAL, decree=DecreeState("176/KEP/HK", SIGNED, NEW_YEAR))

    assert finding.source == same("176/KEP/HK")


# --- rakor-decided

HELD, DECIDED, IN_FORCE, EXPECTED = date(2019, 2, 20), date(2019, 2, 21), date(2019, 2, 25), date(2018, 12, 17)
MADE: dict[str, Any] = {"held_on": HELD, "decision": "KEP-1", "decided_on": DECIDED, "in_force_on": IN_FORCE}


@pytest.mark.parametrize(
    ("rakor", "answer", "since", "part"),
    [
        ({}, Answer.NOT_MET, OPENED, "has no date yet"),
        ({"waited_since": EXPECTED}, Answer.NOT_MET, EXPECTED, "has no date yet"),
        (
            {"waited_since": EXPECTED, "planned_for": date(2019, 3, 10)},
            Answer.NOT_MET,
            EXPECTED,
            "planned for 10 March 2019",
        ),
        ({"waited_since": EXPECTED, "held_on": HELD}, Answer.NOT_MET, HELD, "held on 20 February 2019"),
        ({**MADE, "outcome": "MAY_PROCEED"}, Answer.MET, IN_FORCE, "May proceed by decision KEP-1"),
        ({**MADE, "outcome": "MAY_PROCEED", "in_force_on": DAY}, Answer.MET, DAY, "May proceed"),
        (
            {**MADE, "outcome": "MAY_PROCEED", "in_force_on": date(2019, 3, 4)},
            Answer.NOT_MET,
            DECIDED,
            "takes effect on 4 March 2019",
        ),
        ({**MADE, "outcome": "MAY_PROCEED", "ended_on": DAY}, Answer.NOT_MET, DAY, "no longer stands since 3 March"),
        ({**MADE, "outcome": "REFUSED"}, Answer.NOT_MET, DECIDED, "refused"),
        ({**MADE, "outcome": "DEFERRED"}, Answer.NOT_MET, DECIDED, "put the decision off"),
        ({**MADE, "outcome": "MAY_PROCEED_IF"}, Answer.MET, IN_FORCE, "May proceed"),
        (
            {
                **MADE,
                "outcome": "MAY_PROCEED_IF",
                "open_conditions": (("Survei LKS", MINISTRY, None), ("Daftar", LEAD, None)),
            },
            Answer.NOT_MET,
            DECIDED,
            f"Survei LKS ({MINISTRY}) and Daftar ({LEAD})",
        ),
    ],
)
def test_the_meeting_has_decided_only_when_may_proceed_stands_today(
    rakor: dict[str, Any], answer: Answer, since: date, part: str
) -> None:
    finding = judge(RAKOR, rakor=RakorState(**rakor))

    assert (finding.answer, finding.since) == (answer, since)
    assert part in finding.says.en
    waits_for_others = [holder for _, holder, _ in rakor.get("open_conditions", ())]
    assert finding.holder.en == (" and ".join(waits_for_others) or MINISTRY)
    assert finding.source in {same("KEP-1"), RAKOR.source}


def test_the_meeting_is_waited_for_in_the_words_of_the_article() -> None:
    assert RAKOR.waits_for(programme()).id == "hasil rapat koordinasi dengan Kementerian Sosial"


def test_a_condition_in_anybodys_words_is_repeated_and_never_read_as_a_template() -> None:
    rakor = RakorState(**MADE, outcome="MAY_PROCEED_IF", open_conditions=(("Syarat {n} dan {day}", LEAD, None),))

    finding = RAKOR.check(programme(rakor=rakor))

    assert "Syarat {n} dan {day}" in finding.says.id
    assert "Syarat {n} dan {day}" in finding.says.en


def test_every_open_condition_is_a_finding_of_its_own_with_holder_and_deadline() -> None:
    conditions = (("Survei LKS", MINISTRY, date(2019, 3, 10)), ("Daftar", LEAD, date(2019, 3, 1)), ("Dana", LEAD, None))
    finding = RAKOR.check(programme(rakor=RakorState(**MADE, outcome="MAY_PROCEED_IF", open_conditions=conditions)))

    assert [(one.holder.id, one.answer, one.since) for one in finding.each] == [
        (holder, Answer.NOT_MET, DECIDED) for holder in (MINISTRY, LEAD, LEAD)
    ]
    assert [one.says.id for one in finding.each] == [
        f"Boleh jalan setelah syarat terpenuhi: Survei LKS ({MINISTRY}, paling lambat 10 Maret 2019).",
        f"Boleh jalan setelah syarat terpenuhi: Daftar ({LEAD}, lewat tenggat 1 Maret 2019 selama 2 hari).",
        f"Boleh jalan setelah syarat terpenuhi: Dana ({LEAD}).",
    ]
    (alone,) = RAKOR.check(
        programme(rakor=RakorState(**MADE, outcome="MAY_PROCEED_IF", open_conditions=conditions[2:]))
    ).each
    assert alone.says == finding.parts[2].says


# --- partner-ready

NAMED, SINCE, UNTIL = date(2019, 2, 11), date(2019, 2, 12), date(2022, 1, 28)


def test_without_a_partner_the_lead_office_chooses_one() -> None:
    finding = judge(PARTNER)

    assert (finding.answer, finding.since, finding.holder.id) == (Answer.NOT_MET, OPENED, LEAD)


def test_a_partner_that_lacks_nothing_is_ready_until_its_first_paper_runs_out() -> None:
    finding = judge(PARTNER, partner=PartnerState("LKS Contoh", since=SINCE, until=UNTIL))

    assert (finding.answer, finding.since, finding.until) == (Answer.MET, SINCE, UNTIL)
    assert "LKS Contoh" in finding.holder.id


@pytest.mark.parametrize(
    ("lack", "holder", "remedy"),
    [
        ("REGISTRATION", "LKS Contoh", "renew its registration"),
        ("ACCREDITATION_OR_SURVEY", MINISTRY, f"Ask {MINISTRY} to survey"),
        ("APPROVAL", MINISTRY, f"Ask {MINISTRY} to approve"),
        ("ASSIGNMENT", LEAD, "Assign the partner"),
        ("CAPACITY", LEAD, "second partner"),
    ],
)
@pytest.mark.parametrize("ended", [None, DAY])
def test_each_lack_has_its_holder_and_its_remedy(lack: str, holder: str, remedy: str, ended: date | None) -> None:
    partner = PartnerState("LKS Contoh", lacks=((lack, SINCE, ended),), since=NAMED)

    finding = judge(PARTNER, partner=partner)

    assert (finding.answer, finding.since, finding.holder.id) == (Answer.NOT_MET, SINCE, holder)
    assert remedy in finding.remedy.en
    assert ("It stopped counting on 3 March 2019." in finding.says.en) is (ended is not None)


def test_several_lacks_are_told_together_and_the_first_is_mended_first() -> None:
    lacks = (("APPROVAL", None, None), ("ASSIGNMENT", SINCE, None), ("CAPACITY", SINCE, None))

    finding = judge(PARTNER, partner=PartnerState("LKS Contoh", lacks=lacks, since=NAMED))
    unnamed = judge(PARTNER, partner=PartnerState("LKS Contoh", lacks=lacks))

    assert "the ministry's approval, assignment to this programme and enough capacity" in finding.says.en
    assert (finding.holder.id, finding.since) == (MINISTRY, NAMED)
    assert unnamed.since == OPENED


# --- travel-funds-released

M = 1_000_000


@pytest.mark.parametrize(
    ("money", "answer", "part"),
    [
        ({"fare": None, "people": 145, "ceiling": 300 * M}, Answer.NOT_MET, "fare for each person is not estimated"),
        ({"fare": 2 * M, "people": 150, "ceiling": 300 * M, "released_free": 300 * M}, Answer.MET, "enough for 150"),
        ({"fare": 2 * M, "people": 150, "ceiling": 300 * M, "released_free": 300 * M - 1}, Answer.NOT_MET, "is needed"),
        ({"fare": 2 * M, "people": 0}, Answer.MET, "enough for 0"),
        ({"fare": 0, "people": 145}, Answer.MET, "enough for 145"),
    ],
)
def test_travel_money_is_enough_to_the_last_rupiah_or_not(money: dict[str, Any], answer: Answer, part: str) -> None:
    finding = judge(TRAVEL, travel=TravelMoney(**money))

    assert finding.answer is answer
    assert part in finding.says.en


def test_too_low_a_ceiling_is_told_with_what_is_short() -> None:
    enough = judge(TRAVEL, travel=TravelMoney(fare=2_500_000, people=120, ceiling=300 * M))
    short = judge(TRAVEL, travel=TravelMoney(fare=2_500_000, people=145, ceiling=300 * M))

    assert enough.remedy.id == "Ajukan pencairan (SPP/SPM)."
    assert "Rp62.500.000" in short.remedy.id
    assert "Rp62,500,000" in short.remedy.en
    assert "Rp362,500,000 is needed for 145 people; Rp0 is released" in short.says.en


def test_money_is_held_by_its_payer_and_by_the_lead_office_while_there_is_none() -> None:
    ours = judge(TRAVEL, travel=TravelMoney(fare=M, people=1))
    theirs = judge(TRAVEL, travel=TravelMoney(fare=M, people=1, payers=("BKAD",), since=SINCE))

    assert (ours.holder.id, ours.since) == (LEAD, OPENED)
    assert (theirs.holder.id, theirs.since) == ("BKAD", SINCE)


def test_while_nobody_knows_the_fare_the_estimate_is_waited_for_and_not_the_money() -> None:
    assert TRAVEL.waits_for(programme()).id == "perkiraan harga tiket"
    assert (
        TRAVEL.waits_for(programme(travel=TravelMoney(fare=M, people=1))).id == "pencairan dana perjalanan yang cukup"
    )


def test_a_met_travel_gate_says_since_when_even_where_nothing_is_needed() -> None:
    assert judge(TRAVEL, travel=TravelMoney(fare=M, people=0)).since == OPENED


def test_travel_money_holds_only_those_who_return_with_the_programme() -> None:
    assert TRAVEL.choices == {"RETURN"}
    assert all(gate.choices == {"RETURN", "ALONE"} for gate in (LEGAL, RAKOR, PARTNER, AID))


# --- aid-funds-confirmed


def test_aid_is_certain_once_its_payer_says_so() -> None:
    none = judge(AID)
    opened = judge(AID, aid=AidMoney(payers=("APBN",), since=SINCE))
    confirmed = judge(AID, aid=AidMoney(payers=("APBN",), confirmed_on=DAY, since=SINCE))

    assert (none.answer, none.holder.id, none.since) == (Answer.NOT_MET, MINISTRY, OPENED)
    assert (opened.answer, opened.holder.id, opened.since) == (Answer.NOT_MET, "APBN", SINCE)
    assert (confirmed.answer, confirmed.holder.id, confirmed.since) == (Answer.MET, "APBN", DAY)
    assert "3 March 2019" in confirmed.says.en
