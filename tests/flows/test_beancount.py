"""An auditor's own program adds the whole ledger up and agrees; and would say so if it did not."""

from datetime import date

import pytest
from beancount import loader
from tests.world import APPROVER, PROGRAMME, TREASURER, World

from pulang.flows.beancount import beancount
from pulang.kernel.refusals import Refusal

SOURCE = "APBD-KPG"

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


def test_an_independent_program_finds_the_ledger_in_balance(world: World) -> None:
    assert audited(beancount(PROGRAMME, as_of=world.today)) == (6, [])


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
