"""Numbers for whoever writes an act file."""

import pytest

from pulang.areas.cases import queries as cases
from pulang.areas.exports import rules as exports
from pulang.areas.funds import rules as funds
from pulang.areas.journeys import rules as journeys
from pulang.areas.payments import rules as payments
from pulang.doors.jobs import cli
from pulang.doors.jobs.commands import numbers
from pulang.doors.jobs.reference.meanings import MEANINGS
from pulang.flows import minutes
from pulang.kernel import refs


def test_each_kind_of_number_begins_as_the_act_asks_for_it() -> None:
    asked = {
        "case": cases.PREFIX,
        "payment": funds.PREFIX,
        "tokens": payments.TOKENS,
        "plan": journeys.PREFIX,
        "search": journeys.SEARCH_PREFIX,
        "handover": journeys.HANDOVER_PREFIX,
        "minutes": minutes.PREFIX,
        "export": exports.PREFIX,
    }

    assert asked == numbers.PREFIXES
    assert set(asked) <= {field.rpartition(":")[2] for field in MEANINGS}


def test_so_many_are_printed_none_twice_and_each_passes_its_own_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["numbers", "12", "--for", "payment"]) == 0

    printed = capsys.readouterr().out.split()
    assert (len(printed), len(set(printed))) == (12, 12)
    assert [refs.parse(each, prefix="B") for each in printed] == printed
