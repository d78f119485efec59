"""Who is listed for aid, how it can reach her, and what it amounts to."""

from typing import Any

import pytest
from tests.flows.offices import AT, DAY, PROGRAMME, do, lines_about, offices, refused
from tests.flows.residents import COORDINATOR, case_id, day, number, resident, unmet

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.aid import queries
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field
from pulang.flows import standing
from pulang.kernel.moments import moment

DECREE: dict[str, Any] = {"programme": PROGRAMME, "number": "460/12/2019", "issuer": "Kementerian Sosial"}
MINISTRY = "peninjau"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kupang(db: None) -> None:
    offices("peninjau", "pemantau")


def listed(*cases: str, verb: str = "aid.beneficiary.list", by: str = MINISTRY, **changes: Any) -> None:
    do(verb, by, **{"programme": PROGRAMME, "decree": DECREE["number"], "cases": list(cases), **changes})


def test_a_decree_lists_people_and_their_gate_opens() -> None:
    first, second, third = resident(), resident(), resident()
    do("aid.decree.issue", MINISTRY, **DECREE)

    listed(first, second)

    assert "beneficiary-decreed" not in unmet(first)
    assert "beneficiary-decreed" not in unmet(second)
    assert "beneficiary-decreed" in unmet(third)
    assert [decree.number for decree in queries.beneficiary_decrees(PROGRAMME, moment(DAY))] == ["460/12/2019"]


def test_taking_somebody_off_closes_her_gate_again_and_leaves_the_past_as_it_was() -> None:
    case = resident()
    do("aid.decree.issue", MINISTRY, **DECREE, happened_on="2019-02-01")
    listed(case, happened_on="2019-02-02")
    listed(case, verb="aid.beneficiary.remove", reason="Pindah program")

    key = case_id(case)
    with standing.looking(SYSTEM, day=DAY):
        now = queries.listings([key], moment(DAY))
        before = queries.listings([key], moment(day("2019-02-10")))

    assert "beneficiary-decreed" in unmet(case)
    assert (now[key].event, before[key].event) == ("REMOVED", "LISTED")


def test_a_list_is_refused_as_a_whole() -> None:
    first, second = resident(), resident()
    with refused("unknown-beneficiary-decree", field="decree"):
        listed(first)
    do("aid.decree.issue", MINISTRY, **DECREE)
    listed(first)

    with refused("already-listed", field="cases"):
        listed(second, first)
    with refused("case-named-twice", field="cases"):
        listed(second, second.lower())
    with refused("unknown-case"):
        listed(second, number())
    with refused("before-decree", field="happened_on"):
        listed(second, happened_on="2019-01-01")
    with refused("not-listed", field="cases"):
        listed(second, verb="aid.beneficiary.remove")
    with refused("fields", field="cases"):
        listed()
    with refused("not-allowed"):
        listed(second, by="pemantau")
    assert "beneficiary-decreed" in unmet(second)


def test_a_decree_number_is_used_once() -> None:
    do("aid.decree.issue", MINISTRY, **DECREE)

    with refused("beneficiary-decree-number-is-free"):
        do("aid.decree.issue", MINISTRY, **DECREE)


def channel(case: str, by: str = COORDINATOR, **changes: Any) -> None:
    asked = {"programme": PROGRAMME, "case": case, "kind": "BANK_ACCOUNT", "own_name": True}
    do("aid.channel.record", by, **{**asked, **changes})


def test_a_channel_in_her_own_name_opens_the_gate_and_the_account_is_sealed() -> None:
    case = resident()
    channel(case, account="1234 5678 90")

    with standing.looking(SYSTEM, day=DAY):
        from pulang.areas.cases import queries as cases  # noqa: PLC0415 - only this test opens an identity

        opened = people.open_fields(person=cases.find(case).person, fields=[Field.ACCOUNT])
    line = lines_about(case)[0]

    assert opened == {Field.ACCOUNT: "1234 5678 90"}
    assert "account" not in line.payload
    assert line.sealed is not None
    assert b"1234" not in line.sealed
    assert "account-ready" not in unmet(case)


def test_a_channel_in_another_name_does_not_open_the_gate() -> None:
    case = resident()
    channel(case, own_name=False)

    assert "account-ready" in unmet(case)


def test_a_channel_ends_and_the_gate_closes() -> None:
    case = resident()
    channel(case)
    channel(case, event="ENDED", own_name=None)

    assert "account-ready" in unmet(case)
    with refused("no-such-channel"):
        channel(case, event="ENDED", own_name=None)


def test_a_channel_that_does_not_fit_together_is_refused() -> None:
    case = resident()

    with refused("whose-name", field="own_name"):
        channel(case, own_name=None)
    with refused("cash-has-no-account", field="account"):
        channel(case, kind="CASH_BY_APPOINTMENT", account="123456")
    with refused("fields", field="account"):
        channel(case, account="rekening <b>")
    with refused("not-allowed"):
        channel(case, by="peninjau")


def rate(**changes: Any) -> None:
    asked = {"kind": "CAPITAL", "level": "APBN", "amount": 5_000_000, "valid_from": "2019-01-01"}
    do("aid.rate.set", MINISTRY, **{**asked, **changes})


def test_rates_follow_each_other_and_never_overlap() -> None:
    rate(amount=3_000_000, valid_from="2014-01-01", valid_until="2019-01-01")
    rate()
    rate(kind="LIVING", amount=750_000)

    with refused("rate-overlaps", field="valid_from"):
        rate(valid_from="2018-12-31", valid_until="2019-01-01")
    with refused("rate-overlaps"):
        rate(valid_from="2020-01-01")
    with refused("ends-before-start", field="valid_until"):
        rate(kind="TICKET", valid_until="2019-01-01")
    with refused("fields", field="amount"):
        rate(kind="TICKET", amount=2_500_000.5)

    found = [(one.kind, one.amount) for one in queries.rates(moment(DAY))]
    assert found == [("CAPITAL", 3_000_000), ("CAPITAL", 5_000_000), ("LIVING", 750_000)]


def test_a_rate_is_not_known_before_it_was_set() -> None:
    rate()

    assert queries.rates(moment(day("2019-03-02"))) == ()
    assert len(queries.rates(moment(DAY, known_on=AT.date()))) == 1
    assert queries.rates(moment(DAY, known_on=day("2019-03-01"))) == ()
