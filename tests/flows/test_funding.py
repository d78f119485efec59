"""Public money: opened, confirmed, allocated, released, committed, paid; never more than there is, whoever races."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.flows.offices import AT, DAY, PROGRAMME, do, lines_about, offices, refused

from pulang.areas.funds import operations, queries
from pulang.areas.funds.facts import Imbalance, SourceFacts
from pulang.areas.funds.rules import EntryKind
from pulang.flows import funding
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage.books import Stamp

pytestmark = pytest.mark.django_db
PEOPLE = ("peninjau", "bendahara", "penyetuju", "pemantau")
COORDINATOR = "koordinator"
TREASURER = "bendahara"
MILLION = 1_000_000
SOURCE: dict[str, Any] = {
    "code": "APBD-2019",
    "name": "APBD Kota Kupang 2019",
    "payer": "BKAD-KPG",
    "level": "APBD_CITY",
    "use": "TRAVEL",
    "fiscal_year": 2019,
    "account_code": "5.1.2.01",
    "happened_on": "2019-01-02",
}


def opened(**changes: Any) -> None:
    offices(*PEOPLE)
    do("funds.source.open", COORDINATOR, programme=PROGRAMME, **{**SOURCE, **changes})


def move(kind: str, amount: int, by: str = TREASURER, **with_: Any) -> None:
    asked: dict[str, Any] = {"programme": PROGRAMME, "source": "APBD-2019", "amount": amount}
    do(f"funds.money.{kind}", by, **{**asked, **with_})


def pay(amount: int, number: str = "B-M9S3-46QC") -> None:
    of: dict[str, Any] = {"programme": PROGRAMME, "payment": number}
    do("funds.payment.ask", TREASURER, **of, source="APBD-2019", amount=amount)
    do("funds.payment.approve", "penyetuju", **of)


def source(day: date = DAY) -> SourceFacts:
    (found,) = queries.sources(PROGRAMME, moment(day))
    return found


def test_money_goes_from_allocation_to_payment_and_back() -> None:
    opened()
    move("allocate", 300 * MILLION, document="DPA 1", source_text="https://example.org/berita")
    move("release", 200 * MILLION)
    move("commit", 150 * MILLION)
    move("uncommit", 30 * MILLION)
    pay(100 * MILLION)
    move("refund", 10 * MILLION)
    move("reduce", 50 * MILLION)

    found = source()

    assert (found.ceiling, found.released_total, found.available) == (250 * MILLION, 200 * MILLION, 90 * MILLION)
    assert (found.committed, found.spent) == (20 * MILLION, 90 * MILLION)
    assert queries.out_of_balance() == ()
    assert [entry.kind for entry in queries.entries(PROGRAMME, moment(DAY))][-1] == "ALLOCATE"
    assert {line.verb for line in lines_about("APBD-2019")} >= {"funds.source.open", "funds.money.commit"}


def test_a_source_shows_on_each_day_what_was_true_then() -> None:
    opened()
    move("allocate", 300 * MILLION, happened_on="2019-02-01")
    move("release", 300 * MILLION, happened_on="2019-02-11")

    assert queries.sources(PROGRAMME, moment(date(2019, 1, 1))) == ()
    assert source(date(2019, 1, 2)).ceiling == 0
    assert (source(date(2019, 2, 10)).ceiling, source(date(2019, 2, 10)).available) == (300 * MILLION, 0)
    assert source(date(2019, 2, 11)).available == 300 * MILLION
    assert (source().first_allocated_on, source().first_released_on) == (date(2019, 2, 1), date(2019, 2, 11))
    assert queries.sources(PROGRAMME, moment(DAY, known_on=date(2019, 3, 2), zone="Asia/Makassar")) == ()


@pytest.mark.parametrize("kind", ["release", "commit", "uncommit", "refund", "reduce"])
def test_no_pocket_gives_more_than_it_holds(kind: str) -> None:
    opened()

    with refused("not-enough-money", field="amount"):
        move(kind, 1)

    assert queries.out_of_balance() == ()


def test_a_shortage_says_what_is_there() -> None:
    opened()
    move("allocate", 300 * MILLION)
    move("release", 100 * MILLION)

    with pytest.raises(Refusal) as caught:
        move("commit", 100 * MILLION + 1)

    assert "Rp100.000.000 yang cair dan belum terikat" in caught.value.words.id
    assert source().available == 100 * MILLION


def test_money_cannot_have_been_used_before_it_was_there() -> None:
    opened()
    move("allocate", 300 * MILLION, happened_on="2019-03-01")

    with pytest.raises(Refusal) as caught:
        move("release", MILLION, happened_on="2019-02-28")

    assert caught.value.code == "not-enough-money"
    assert "28 February 2019" in caught.value.words.en
    move("release", MILLION, happened_on="2019-03-01")


def test_an_entry_dated_back_leaves_every_later_day_above_zero() -> None:
    opened()
    move("allocate", 100, happened_on="2019-01-10")
    move("release", 80, happened_on="2019-02-10")
    move("allocate", 50, happened_on="2019-03-01")  # 70 are held now, but only 20 were on 10 February

    with refused("not-enough-money"):
        move("release", 21, happened_on="2019-01-20")
    move("release", 20, happened_on="2019-01-20")
    assert source(date(2019, 2, 10)).released_total == 100


@pytest.mark.parametrize("day", ["2018-12-31", "2020-01-01"])
def test_money_moves_only_inside_its_fiscal_year(day: str) -> None:
    opened(happened_on="2018-12-01")

    with pytest.raises(Refusal) as caught:
        move("allocate", MILLION, happened_on=day)

    # A day that has not come is refused before its year is looked at.
    assert caught.value.code == ("outside-fiscal-year" if day < "2019" else "not-yet-happened")
    assert "20" in caught.value.words.id


@pytest.mark.parametrize("amount", [0, -1, 1.5, "100", True, 10**15 + 1])
def test_an_amount_is_whole_rupiah_above_zero(amount: Any) -> None:
    opened()

    with refused("fields", field="amount"):
        move("allocate", amount)


def test_a_source_of_another_programme_or_none_is_refused() -> None:
    opened()

    with refused("unknown-source", field="source"):
        move("allocate", MILLION, source="APBN")
    with refused("unknown-source", field="source"):
        move("allocate", MILLION, happened_on="2019-01-01")
    with refused("funds-source-pkey"):
        do("funds.source.open", COORDINATOR, programme=PROGRAMME, **SOURCE)
    with refused("unknown-agency"):
        do("funds.source.open", COORDINATOR, programme=PROGRAMME, **{**SOURCE, "code": "X", "payer": "tidak-ada"})


def test_the_payer_confirms_and_may_take_it_back() -> None:
    opened()
    confirm: dict[str, Any] = {"programme": PROGRAMME, "source": "APBD-2019"}

    with refused("nothing-changes", field="event"):
        do("funds.source.confirm", **confirm, event="WITHDRAWN")
    do("funds.source.confirm", "peninjau", **confirm, happened_on="2019-02-01")
    assert (source(date(2019, 1, 31)).confirmed_on, source().confirmed_on) == (None, date(2019, 2, 1))

    with refused("nothing-changes", field="event"):
        do("funds.source.confirm", **confirm)
    do("funds.source.confirm", **confirm, event="WITHDRAWN", happened_on="2019-03-01")
    assert source().confirmed_on is None
    assert source(date(2019, 2, 28)).confirmed_on == date(2019, 2, 1)


def test_the_latest_fare_counts_on_each_day() -> None:
    offices(*PEOPLE)
    for day, amount in (("2019-01-14", 2_500_000), ("2019-02-20", 2_700_000)):
        do("funds.fare.estimate", COORDINATOR, programme=PROGRAMME, amount=amount, office="Dinsos", happened_on=day)

    assert queries.fare(PROGRAMME, moment(date(2019, 1, 13))) is None
    earlier, later = queries.fare(PROGRAMME, moment(date(2019, 2, 19))), queries.fare(PROGRAMME, moment(DAY))
    assert earlier is not None
    assert later is not None
    assert (earlier.amount, later.amount, later.office) == (2_500_000, 2_700_000, "Dinsos")


def test_only_those_who_hold_money_move_it() -> None:
    opened()

    assert queries.payers_of(PROGRAMME) == {"BKAD-KPG"}
    with refused("not-allowed"):
        move("allocate", MILLION, by=COORDINATOR)
    with refused("not-allowed"):
        move("allocate", MILLION, by="pemantau")


def test_paying_again_under_the_same_id_pays_once() -> None:
    opened()
    asked: dict[str, Any] = {"programme": PROGRAMME, "source": "APBD-2019", "amount": MILLION}
    for done in (False, True):
        assert do("funds.money.allocate", TREASURER, ref="dpa-1", **asked).already_done is done
    with refused("id-used-for-something-else"):
        do("funds.money.allocate", TREASURER, ref="dpa-1", **{**asked, "amount": 2 * MILLION})

    assert source().ceiling == MILLION


def test_a_money_act_is_reversed_and_never_struck() -> None:
    opened()
    move("allocate", MILLION, ref="dpa-1")

    with pytest.raises(Refusal):
        do("audit.act.strike", COORDINATOR, act="dpa-1", reason="Salah")
    move("reduce", MILLION)
    assert source().ceiling == 0


def test_a_balance_that_was_tampered_with_is_found() -> None:
    opened()
    move("allocate", MILLION)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE funds_balance SET allocated = allocated + 1 WHERE part = 0")

    assert queries.out_of_balance() == (Imbalance("balance-differs", "APBD-2019 ALLOCATED", MILLION + 1, MILLION),)


@pytest.mark.parametrize(
    ("statement", "kept"),
    [
        ("UPDATE funds_balance SET released = -1", "pocket_not_below_zero"),
        ("UPDATE funds_posting SET amount = 1", "permission denied"),
        ("DELETE FROM funds_entry", "permission denied"),
    ],
)
def test_the_database_itself_keeps_the_ledger(statement: str, kept: str) -> None:
    opened()
    move("allocate", MILLION)

    with pytest.raises(Exception, match=kept), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_entry_with_one_side_does_not_stand() -> None:
    opened()
    seq = lines_about("APBD-2019")[0].seq
    lone = """
        WITH e AS (
            INSERT INTO funds_entry (kind, document, note, source_text, act_id, happened_on, recorded_at)
            VALUES ('ALLOCATE', '', '', '', %s, '2019-03-03', now()) RETURNING id
        )
        INSERT INTO funds_posting (entry_id, source_id, account, amount) SELECT id, 'APBD-2019', 'ALLOCATED', 5 FROM e
    """

    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError, match="does not sum to zero"), transaction.atomic():
            cursor.execute(lone, [seq])
        cursor.execute(lone.partition("WITH e AS (")[2].partition("RETURNING")[0], [seq])
        with pytest.raises(IntegrityError, match="does not sum to zero"), transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def stands(day: date) -> tuple[int, ...]:
    (found,) = queries.sources(PROGRAMME, moment(day))
    return (found.ceiling, found.released_total, found.available, found.committed, found.spent)


def test_folded_days_say_what_the_plain_sum_says_and_a_wrong_one_is_found() -> None:
    opened()
    days = [date(2019, 1, 2 + each) for each in range(4)]
    for day in days:
        move("allocate", 3 * MILLION, happened_on=day)
        move("release", 2 * MILLION, happened_on=day)
    plain = [stands(day) for day in days]
    with transaction.atomic():
        assert operations.fold(source="APBD-2019", most=5) == 5
    assert [stands(day) for day in days] == plain
    assert funding.fold_all() == 11
    assert [stands(day) for day in days] == plain
    move("commit", 4 * MILLION, happened_on=days[-1])
    with pytest.raises(Refusal) as refused:
        move("commit", 3 * MILLION, happened_on=days[0])
    assert "2 January 2019" in refused.value.words.en, "the folded days are looked back at, too"
    move("uncommit", 4 * MILLION, happened_on=days[-1])
    assert funding.fold_all() == 4
    assert [stands(day) for day in days] == plain
    assert funding.fold_all() == 0
    assert queries.out_of_balance() == ()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE funds_daysum SET amount = amount + 1 WHERE kind = 'ALLOCATE' AND account = 'PAYER'")
    assert {fault.fault for fault in queries.out_of_balance()} == {"days-differ"}


def test_money_moves_only_inside_an_act() -> None:
    stamp = Stamp(number=lambda: 1, happened_on=DAY, recorded_at=AT)
    test_case_block = connection.in_atomic_block
    connection.in_atomic_block = False
    try:
        with pytest.raises(AssertionError, match="inside an act"):
            operations.post(source="APBD-2019", kind=EntryKind.ALLOCATE, amount=1, stamp=stamp)
    finally:
        connection.in_atomic_block = test_case_block
