"""A payment takes two people and is paid once, whoever races; the database itself keeps that."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction
from tests import databases
from tests.asvs import asvs
from tests.world import APPROVER, CITY, COORDINATOR, FINANCE, MINISTRY, PROGRAMME, STRANGER, TREASURER, World, noon

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.funds import queries
from pulang.areas.funds.facts import Verdict
from pulang.flows import standing
from pulang.flows.perform import perform
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage import context
from pulang.storage.postgres import roles

MILLION = 1_000_000
SOURCE = "APBD-KPG"
SECOND = "penyetuju-dua"
THEIRS, LEADS = "penyetuju-kementerian", "penyetuju-dinas"


@pytest.fixture
def world(db: None) -> World:
    return ready()


@pytest.fixture
def racing(own_database: str) -> Iterator[World]:
    yield ready()
    connections.close_all()


def ready(tied: int = 10 * MILLION) -> World:
    world = World()
    world.travel_money(20 * MILLION)
    world.here("funds.money.commit", TREASURER, source=SOURCE, amount=tied)
    world.actor(APPROVER)
    return world


def pockets(world: World) -> tuple[int, int]:
    (found,) = queries.sources(PROGRAMME, moment(world.today))
    return found.committed, found.spent


def approver(world: World, user: str, agency: str) -> None:
    world.do("accounts.user.register", SYSTEM.code, code=user, name="Penyetuju lain", agency=agency)
    world.do("accounts.role.give", SYSTEM.code, user=user, role="APPROVER", happened_on="2018-08-01")
    world._known.add(user)


def treasurer_who_became_approver(world: World) -> None:
    world.do("accounts.role.end", SYSTEM.code, user=TREASURER, role="TREASURER")
    world.do("accounts.role.give", SYSTEM.code, user=TREASURER, role="APPROVER")


@asvs("V2.3.5")
@pytest.mark.django_db
def test_money_leaves_when_a_second_person_approves_and_not_before(world: World) -> None:
    number = world.asked_payment(amount=3 * MILLION, document="SPM 1", note="Tiket")
    assert pockets(world) == (10 * MILLION, 0)

    world.here("funds.payment.approve", APPROVER, payment=number.lower())

    assert pockets(world) == (7 * MILLION, 3 * MILLION)
    (paid,) = queries.payments(PROGRAMME, moment(world.today))
    assert (paid.verdict, paid.asked_by, paid.decided_by) == (Verdict.APPROVED, TREASURER, APPROVER)
    (entry, *_) = queries.entries(PROGRAMME, moment(world.today))
    assert (entry.kind, entry.amount, entry.document, entry.note) == ("PAY", 3 * MILLION, "SPM 1", "Tiket")


@pytest.mark.django_db
def test_money_leaves_a_source_only_as_its_payer_says(world: World) -> None:
    number = world.asked_payment(amount=MILLION)
    approver(world, THEIRS, MINISTRY)
    refused = world.refusal("funds.payment.approve", THEIRS, payment=number)
    assert (refused.code, "Badan Keuangan Kota Kupang" in refused.words.id) == ("payer-decides", True)
    approver(world, LEADS, CITY)

    world.here("funds.payment.approve", LEADS, payment=number)  # uses the region's budget, beside the office that pays

    assert pockets(world) == (9 * MILLION, MILLION)


@pytest.mark.django_db
def test_a_payer_without_an_approver_leaves_it_to_the_others(world: World) -> None:
    number = world.asked_payment(amount=MILLION)
    world.do("accounts.role.end", SYSTEM.code, user=APPROVER, role="APPROVER")
    approver(world, THEIRS, MINISTRY)

    world.here("funds.payment.approve", THEIRS, payment=number)

    assert pockets(world) == (9 * MILLION, MILLION)


@pytest.mark.django_db
def test_nobody_approves_their_own_payment_in_whatever_role_they_come_back(world: World) -> None:
    number = world.asked_payment()
    treasurer_who_became_approver(world)

    assert world.refusal("funds.payment.approve", TREASURER, payment=number).code == "payment-needs-two-people"
    world.here("funds.payment.ask", SYSTEM.code, payment="B-M9S3-46QC", source=SOURCE, amount=1)
    assert world.refusal("funds.payment.approve", SYSTEM.code, payment="B-M9S3-46QC").code == "payment-needs-two-people"
    assert pockets(world) == (10 * MILLION, 0)
    world.here("funds.payment.refuse", TREASURER, payment=number)  # to take one's own back needs nobody else


@pytest.mark.django_db
def test_a_payment_is_decided_once(world: World) -> None:
    paid, refused = world.asked_payment(), world.asked_payment()
    world.here("funds.payment.approve", APPROVER, payment=paid)
    world.here("funds.payment.refuse", APPROVER, payment=refused)

    for number in (paid, refused):
        assert world.refusal("funds.payment.approve", APPROVER, payment=number).code == "payment-is-decided-once"
        assert world.refusal("funds.payment.refuse", APPROVER, payment=number).code == "payment-is-decided-once"
    assert pockets(world) == (9 * MILLION, MILLION)
    assert queries.out_of_balance() == ()


@pytest.mark.django_db
def test_the_same_act_sent_again_asks_and_pays_once(world: World) -> None:
    asked: dict[str, Any] = {"payment": "B-M9S3-46QC", "source": SOURCE, "amount": MILLION}
    for done in (False, True):
        assert world.here("funds.payment.ask", TREASURER, ref="ajuan-1", **asked).already_done is done
    for done in (False, True):
        paid = world.here("funds.payment.approve", APPROVER, ref="setuju-1", payment=asked["payment"])
        assert paid.already_done is done

    assert pockets(world) == (9 * MILLION, MILLION)
    assert world.refusal("funds.payment.ask", TREASURER, **asked).code == "payment-number-is-free"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": 0}, "fields"),
        ({"amount": -1}, "fields"),
        ({"amount": 1.5}, "fields"),
        ({"amount": 10**15 + 1}, "fields"),
        ({"source": "TIDAK-ADA"}, "unknown-source"),
        ({"payment": "B-M9S3-46QD"}, "number-mistyped"),
        ({"payment": "K-7F3P-2K8R"}, "number-other-kind"),
        ({"happened_on": "2018-12-31"}, "unknown-source"),
        ({"happened_on": "2020-01-01"}, "not-yet-happened"),
    ],
)
def test_what_cannot_be_paid_is_not_asked_for(world: World, changes: dict[str, Any], code: str) -> None:
    asked: dict[str, Any] = {"payment": "B-M9S3-46QC", "source": SOURCE, "amount": MILLION, **changes}

    assert world.refusal("funds.payment.ask", TREASURER, **asked).code == code
    assert queries.payments(PROGRAMME, moment(world.today)) == ()


@pytest.mark.django_db
def test_an_approval_pays_no_more_than_is_tied_and_not_before_it_was_asked(world: World) -> None:
    number = world.asked_payment(amount=10 * MILLION + 1)

    assert world.refusal("funds.payment.approve", APPROVER, payment=number).code == "not-enough-money"
    early = world.refusal("funds.payment.approve", APPROVER, payment=number, happened_on="2019-03-01")
    assert (early.code, early.field) == ("before-asked", "happened_on")
    assert world.refusal("funds.payment.approve", APPROVER, payment="B-M9S3-46QC").code == "unknown-payment"
    (waiting,) = queries.payments(PROGRAMME, moment(world.today))
    assert waiting.verdict is None, "a refused approval leaves no verdict behind"


@pytest.mark.django_db
def test_only_those_who_hold_money_ask_and_only_approvers_approve(world: World) -> None:
    number = world.asked_payment()

    assert world.refusal("funds.payment.approve", COORDINATOR, payment=number).code == "not-allowed"
    assert world.refusal("funds.payment.refuse", COORDINATOR, payment=number).code == "not-allowed"
    asked: dict[str, Any] = {"payment": "B-M9S3-46QC", "source": SOURCE, "amount": MILLION}
    assert world.refusal("funds.payment.ask", STRANGER, **asked).code == "not-allowed"


# --- what the database keeps by itself, of statements no flow would say


_VERDICT = """
INSERT INTO funds_paymentverdict (number, verdict, asked_by, decided_by, act_id, happened_on, recorded_at)
VALUES (%s, 'APPROVED', 'orang-lain', 'orang-lain-lagi', 1, '2019-03-03', now())
"""


@contextmanager
def saying(world: World, by: str) -> Iterator[Any]:
    """Says a statement for somebody, past every flow, and takes it back."""
    with transaction.atomic(), connection.cursor() as cursor:
        context.enter(standing.view_of(world.actor(by), day=world.today))
        yield cursor
        transaction.set_rollback(True)


@asvs("V8.2.1")
@pytest.mark.django_db
def test_the_database_knows_who_approves_whatever_names_a_statement_gives(world: World) -> None:
    number = world.asked_payment()

    with saying(world, TREASURER) as cursor, pytest.raises(IntegrityError, match="payment_needs_two_people"):
        cursor.execute(_VERDICT, [number])
    with saying(world, APPROVER) as cursor:
        cursor.execute(f"{_VERDICT} RETURNING asked_by, decided_by", [number])
        assert cursor.fetchone() == (TREASURER, APPROVER)


_PAY = """
WITH e AS (
    INSERT INTO funds_entry (kind, document, note, source_text, act_id, happened_on, recorded_at)
    VALUES ('PAY', '', '', '', %(act)s, '2019-03-03', now()) RETURNING id
)
INSERT INTO funds_posting (entry_id, source_id, account, amount)
SELECT e.id, 'APBD-KPG', side.account, side.amount
FROM e, (VALUES ('COMMITTED', -%(amount)s), ('SPENT', %(amount)s)) AS side (account, amount)
"""


@pytest.mark.django_db
@pytest.mark.parametrize("amount", [MILLION, MILLION + 1])
def test_the_database_lets_no_money_leave_that_nobody_approved(world: World, amount: int) -> None:
    number = world.asked_payment()
    receipt = world.here("funds.payment.refuse", APPROVER, payment=number)

    with saying(world, APPROVER) as cursor:
        cursor.execute(_PAY, {"act": receipt.seq, "amount": amount})
        with pytest.raises(IntegrityError, match="no second person approved"), transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db
def test_the_database_lets_an_approval_pay_once(world: World) -> None:
    receipt = world.here("funds.payment.approve", APPROVER, payment=world.asked_payment())

    with saying(world, APPROVER) as cursor, pytest.raises(IntegrityError, match="one_payment_an_act"):
        cursor.execute(_PAY, {"act": receipt.seq, "amount": MILLION})


# --- races


def approve_at_once(world: World, numbers: list[str], rounds: int) -> list[str]:
    """Every number is approved by so many at the same moment, over connections of their own."""
    asked = [number for number in numbers for _ in range(rounds)]
    start, actors = Barrier(len(asked)), [world.actor(APPROVER), world.actor(SECOND)]

    def approve(place: int) -> str:
        try:
            start.wait(timeout=60)
            said = {"programme": PROGRAMME, "payment": asked[place]}
            perform(
                by=actors[place % 2], verb="funds.payment.approve", with_=said, at=noon(world.today), ref=f"r-{place}"
            )
        except Refusal as refusal:
            return refusal.code
        except IntegrityError as problem:
            return str(problem)
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(approve, range(len(asked))))


@asvs("V15.4.1")
def test_forty_who_approve_at_once_pay_each_payment_once(racing: World) -> None:
    approver(racing, SECOND, FINANCE)
    numbers = [racing.asked_payment() for _ in range(8)]

    outcomes = approve_at_once(racing, numbers, 5)

    assert outcomes.count("done") == 8
    assert set(outcomes) <= {"done", "payment-is-decided-once", "busy"}
    assert pockets(racing) == (2 * MILLION, 8 * MILLION)
    assert queries.out_of_balance() == ()


def test_without_the_guard_the_same_race_pays_twice(racing: World, own_database: str) -> None:
    """The test of the test above: it would see a payment that is paid twice."""
    approver(racing, SECOND, FINANCE)
    numbers = [racing.asked_payment()]
    with databases.connect(own_database, roles.OWNER) as owner:
        owner.execute("ALTER TABLE funds_paymentverdict DROP CONSTRAINT payment_is_decided_once")
    twice = 0
    for _ in range(10):
        twice = max(twice, approve_at_once(racing, numbers, 8).count("done"))
        if twice > 1:
            break
        numbers = [racing.asked_payment()]

    assert twice > 1


def test_a_payment_is_shown_as_it_stood_on_a_day(racing: World) -> None:
    number = racing.asked_payment(happened_on="2019-03-03")
    racing.here("funds.payment.approve", APPROVER, payment=number)

    assert queries.payments(PROGRAMME, moment(date(2019, 3, 2))) == ()
    assert queries.payment(number, PROGRAMME, moment(date(2019, 3, 3))).verdict is Verdict.APPROVED
