"""An auditor's own program adds the whole ledger up and agrees; and would say so if it did not."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from beancount import loader
from tests.world import APPROVER, PROGRAMME, TREASURER, World

from pulang.flows.beancount import beancount
from pulang.kernel.refusals import Refusal

SOURCE = "APBD-KPG"
_BEAN_CHECK = Path(sys.executable).parent / "bean-check"  # the command an auditor would give

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    world = World()
    world.travel_money(20_000_000, on=date(2019, 3, 1))
    world.aid_money()
    world.here("funds.money.commit", TREASURER, source=SOURCE, amount=10_000_000, note='Tiket "malam" \\ 5')
    world.here("funds.money.uncommit", TREASURER, source=SOURCE, amount=1_000_000)
    world.here("funds.payment.approve", APPROVER, payment=world.asked_payment(amount=3_000_000, document="SPM 1"))
    world.here("funds.money.refund", TREASURER, source=SOURCE, amount=500_000)
    return world


def audited(text: str) -> tuple[int, list[str]]:
    entries, errors, _ = loader.load_string(text)
    return sum(type(one).__name__ == "Transaction" for one in entries), [one.message for one in errors]


def test_an_independent_program_finds_the_ledger_in_balance(world: World, tmp_path: Path) -> None:
    text = beancount(PROGRAMME, as_of=world.today)

    assert audited(text) == (6, [])
    said = {}
    for name, content in (("whole", text), ("changed", text.replace("-3000000 IDR", "-3000001 IDR", 1))):
        (tmp_path / name).write_text(content, encoding="utf-8")
        run = subprocess.run([_BEAN_CHECK, "--no-cache", tmp_path / name], check=False, capture_output=True, text=True)
        said[name] = (run.returncode, "does not balance" in run.stderr)
    assert said == {"whole": (0, False), "changed": (1, True)}


def test_the_ledger_of_an_earlier_day_is_in_balance_too(world: World) -> None:
    assert audited(beancount(PROGRAMME, as_of=date(2019, 3, 2))) == (2, [])


@pytest.mark.parametrize(("was", "put"), [("-3000000 IDR", "-3000001 IDR"), (" 2500000 IDR", " 2500001 IDR")])
def test_it_would_tell_of_a_ledger_that_was_changed(world: World, was: str, put: str) -> None:
    text = beancount(PROGRAMME, as_of=world.today)

    assert was in text
    assert audited(text.replace(was, put, 1))[1] != []


def test_an_unknown_programme_has_no_ledger(world: World) -> None:
    with pytest.raises(Refusal) as caught:
        beancount("TIDAK-ADA", as_of=world.today)
    assert caught.value.code == "unknown-programme"
