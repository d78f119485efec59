"""Aid for many people in one payment: asked for, approved, sent, answered; nobody named, nothing paid twice."""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.world import (
    APPROVER,
    CASE_WORKER,
    COORDINATOR,
    PROGRAMME,
    TREASURER,
    World,
    noon,
)

from pulang.areas.funds import queries as funds
from pulang.areas.payments import queries
from pulang.areas.payments.assessment import digest_of, read
from pulang.areas.payments.facts import LineFacts, Outcome, Way
from pulang.doors.jobs.commands import bank
from pulang.flows import standing
from pulang.flows.accounting import account
from pulang.flows.act import Receipt
from pulang.flows.banking import file_of
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage import context

pytestmark = pytest.mark.django_db

MILLION = 1_000_000
EACH = 6 * MILLION
AID = "APBN-AID"


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    world.aid_budget()
    world.actor(APPROVER)
    return world


def pockets(world: World) -> tuple[int, int, int]:
    (found,) = [one for one in funds.sources(PROGRAMME, moment(world.today)) if one.code == AID]
    return found.available, found.committed, found.spent


def lines(world: World, payment: str) -> dict[str, LineFacts]:
    return {line.token: line for line in queries.lines(payment, moment(world.today))}


def approved(world: World, numbers: list[str], **said: Any) -> tuple[str, dict[str, str]]:
    payment, tokens = world.batch(numbers, **said)
    world.here("funds.payment.approve", APPROVER, payment=payment)
    return payment, tokens


def sent(world: World, payment: str) -> str:
    world.here("payments.file.make", TREASURER, payment=payment, layout="umum")
    with world.looking(TREASURER):
        return file_of(by=world.actor(TREASURER), programme=PROGRAMME, number=payment, at=noon(world.today)).decode()


def answer(outcomes: Mapping[str, str], amount: int = EACH) -> bytes:
    """What a bank would answer by the layout `umum`: its own name for her in a column that is read past."""
    rows = [
        f"{token},1234,{amount},{said},TRX-{place},Nama di bank" for place, (token, said) in enumerate(outcomes.items())
    ]
    heads = "referensi,rekening_tujuan,nominal,status,nomor_transaksi,keterangan"
    return "\r\n".join([heads, *rows, f"TOTAL,{len(rows)},{amount * len(rows)}", ""]).encode()


def taken(world: World, payment: str, content: bytes, *, ref: str = "") -> Receipt:
    told = read(content, queries.layout("umum"))
    said = [
        {"place": one.place, "token": one.token, "amount": one.amount, "outcome": one.outcome.value} for one in told
    ]
    asked: dict[str, Any] = {"payment": payment, "layout": "umum", "digest": digest_of(content), "lines": said}
    return world.here("payments.result.take", TREASURER, ref=ref, **asked)


def by_command(option: str, payment: str, content: bytes) -> tuple[int, str]:
    """What `pulang bank` makes of a file's bytes."""
    parser = ArgumentParser()
    bank.arguments(parser)
    words = [PROGRAMME, "hasil.csv", "--payment", payment, "--by", TREASURER, *filter(None, [option])]
    return bank.taken(parser.parse_args(words), content)[:2]


def refused(world: World, payment: str, content: bytes) -> str:
    try:
        taken(world, payment, content)
    except Refusal as refusal:
        return refusal.code
    raise AssertionError("it was taken over")


@asvs("V2.3.5")
def test_a_batch_goes_out_and_comes_back_and_nothing_is_paid_twice(world: World) -> None:
    people = world.due()
    payment, tokens = approved(world, people, document="SPM 2")
    assert pockets(world) == (0, 40 * MILLION, 60 * MILLION)

    file = sent(world, payment)
    with world.looking(TREASURER):
        assert (len(queries.lines(payment, moment(world.today))), queries.items(payment)) == (10, ())
    with world.looking(COORDINATOR):
        assert len(queries.items(payment)) == 30
    first, second, *rest = sorted(tokens.values())
    whole = answer({first: "GAGAL", second: "BERHASIL", **dict.fromkeys(rest, "BERHASIL")})
    taken(world, payment, whole, ref="hasil-1")

    assert pockets(world) == (0, 46 * MILLION, 54 * MILLION)
    assert taken(world, payment, whole, ref="hasil-1").already_done, "the same act again"
    assert refused(world, payment, whole) == "bank-file-known", "the same file again"
    _a_file_says_it_again(payment, whole)
    taken(world, payment, answer({second: "RETUR"}))
    assert pockets(world) == (0, 52 * MILLION, 48 * MILLION)
    assert refused(world, payment, answer({first: "BERHASIL"})) == "bank-file-contradicts"

    found = lines(world, payment)
    assert (found[first].outcome, found[second].outcome) == (Outcome.FAILED, Outcome.RETURNED)
    assert {line.tail for line in found.values()} == {"••••0099"}
    assert all(f"1234500099,6000000,{token},Transfer dana {token}" in file for token in tokens.values())
    assert not any(number in file for number in people)
    by_token = {token: number for number, token in tokens.items()}
    again = [by_token[first], by_token[second]]
    assert world.refusal("payments.batch.ask", **asking(world, people)).code == "aid-is-paid-once"
    world.batch(again)  # who was not reached is tried again, and a list of those may be short
    assert world.refusal("payments.batch.ask", **asking(world, again)).code == "aid-is-paid-once"
    assert funds.out_of_balance() == ()
    _the_account_names_every_difference(world)


def _a_file_says_it_again(payment: str, whole: bytes) -> None:
    """The same words in another file: nothing new in it. A wrong one is refused with its line."""
    assert by_command("--try", payment, whole) == (10, "")
    assert by_command("", payment, whole) == by_command("", payment, whole) == (10, payment)
    with pytest.raises(Refusal, match="Line 12"):
        by_command("", payment, whole.replace(b"TOTAL,10", b"TOTAL,11"))


def _the_account_names_every_difference(world: World) -> None:
    """Two of ten are tried again and have no result yet; eight were reached; in the month all of it was paid."""
    with world.looking(TREASURER), context.counting():
        found = account(PROGRAMME, as_of=world.today)
    assert [(one.kind, one.people, one.reached, one.under_way) for one in found.sums] == [
        ("CAPITAL", 10, 40 * MILLION, 10 * MILLION),
        ("LIVING", 10, 6 * MILLION, 1_500_000),
        ("LOCAL_TRANSPORT", 10, 2 * MILLION, 500_000),
    ]
    assert sorted(one.amount for one in found.differences) == [500_000, 1_500_000, 10 * MILLION]
    assert all("belum ada hasilnya" in one.says.id for one in found.differences)
    (month,) = [one for one in found.months if one.source == AID]
    assert (month.released, month.paid, month.back) == (100 * MILLION, 60 * MILLION, 12 * MILLION)
    (decree,) = found.reckoned
    assert decree.total == sum(one.reached + one.under_way for one in found.sums) == 60 * MILLION


def asking(world: World, numbers: list[str], **said: Any) -> dict[str, Any]:
    payment, tokens = world.drawn(numbers)
    return {
        "payment": payment,
        "source": AID,
        "cases": numbers,
        "tokens": tokens,
    } | said


def test_a_person_with_two_cases_is_paid_once(world: World) -> None:
    *people, twin = [*world.due(10), *world.due(1, "")]
    world.here("cases.duplicate.flag", case=twin, other=people[0], reason="Nama yang sama")
    world.here("cases.duplicate.decide", case=twin, other=people[0], same=True, reason="Orang yang sama")
    together = world.refusal("payments.batch.ask", **asking(world, [*people, twin]))

    world.batch(people)

    assert (together.code, twin in together.words.id) == ("aid-once-a-person", True)
    assert world.refusal("payments.batch.ask", **asking(world, [twin])).code == "aid-once-a-person"
    world.here("cases.duplicate.flag", case=twin, other=people[0], reason="Dilihat lagi")
    world.here("cases.duplicate.decide", case=twin, other=people[0], same=False, reason="Saudara kembar")
    assert world.refusal("payments.batch.ask", **asking(world, [twin])).code == "batch-too-small"


def test_who_cannot_be_paid_is_in_no_list_and_a_list_hides_everybody(world: World) -> None:
    people = world.due()
    early = world.choosing("ALONE")
    for numbers, said, code in (
        (people[:9], {}, "batch-too-small"),
        ([*people, early], {}, "not-due-yet"),
        ([*people, people[0]], {}, "case-named-twice"),
        (people, {"tokens": []}, "fields"),
        (people, {"text": "Bantuan sosial"}, "transfer-text-tells"),
        (people, {"text": "Transfer; dana"}, "transfer-text-tells"),
        (people, {"source": "APBD-KPG"}, "not-a-source-of-aid"),
        (people, {"source": "LAIN"}, "unknown-source"),
        (people, {"kinds": ["IN_KIND"]}, "not-due-yet"),
    ):
        assert world.refusal("payments.batch.ask", **asking(world, numbers, **said)).code == code, code
    assert world.refusal("payments.batch.ask", TREASURER, **asking(world, people)).code == "not-allowed"
    assert funds.payments(PROGRAMME, moment(world.today)) == ()
    _only_when_approved_and_without_whom_it_lost(world, people)


def _only_when_approved_and_without_whom_it_lost(world: World, people: list[str]) -> None:
    payment, tokens = world.batch(people)
    make: dict[str, Any] = {"payment": payment, "layout": "umum"}
    assert world.refusal("payments.file.make", TREASURER, **make).code == "batch-not-approved"
    assert world.refusal("payments.file.make", APPROVER, **make).code == "not-allowed"
    assert (
        world.refusal("payments.result.take", TREASURER, **made_up(payment, tokens[people[0]])).code
        == "bank-file-not-sent"
    )
    world.here("funds.payment.approve", APPROVER, payment=payment)
    assert world.refusal("payments.file.make", TREASURER, payment=payment, layout="lain").code == "unknown-layout"
    world.here("cases.consent.record", CASE_WORKER, case=people[0], purpose="PAYMENT", event="WITHDRAWN")

    file = sent(world, payment)

    assert world.refusal("payments.batch.ask", **asking(world, people)).code == "no-payment-consent"
    held = lines(world, payment)[tokens[people[0]]]
    assert (held.outcome, held.sent_on, tokens[people[0]] in file) == (Outcome.HELD, None, False)
    assert "TOTAL,9,54000000" in file
    assert pockets(world) == (0, 46 * MILLION, 54 * MILLION)
    assert world.refusal("payments.file.make", TREASURER, **make).code == "batch-is-sent-once"
    single = world.asked_payment()
    assert world.refusal("payments.file.make", TREASURER, payment=single, layout="umum").code == "payment-has-no-list"


def made_up(payment: str, token: str, amount: int = EACH) -> dict[str, Any]:
    line = {"place": 2, "token": token, "amount": amount, "outcome": "PAID"}
    return {"payment": payment, "layout": "umum", "digest": "0" * 64, "lines": [line]}


def test_an_envelope_waits_by_appointment_and_returns_to_its_source_and_no_statement_pays_twice(world: World) -> None:
    people = world.due(account="")
    payment, tokens = approved(world, people)
    _the_database_pays_nobody_twice_whatever_a_statement_says(world)
    assert {line.way for line in lines(world, payment).values()} == {Way.CASH}
    assert (
        world.refusal("payments.file.make", TREASURER, payment=payment, layout="umum").code == "batch-has-no-transfers"
    )
    came, stayed = people[:2]
    world.here("payments.envelope.appoint", CASE_WORKER, case=stayed, meets_on="2019-03-02", place="Loket 2")

    world.here("payments.envelope.record", CASE_WORKER, case=came, outcome="COLLECTED")
    nobody: dict[str, Any] = {"outcome": "UNCOLLECTED"}
    assert world.refusal("payments.envelope.record", CASE_WORKER, case=people[2], **nobody).code == "no-appointment"
    world.here("payments.envelope.record", CASE_WORKER, case=stayed, **nobody)

    assert pockets(world) == (EACH, 40 * MILLION, 54 * MILLION)
    assert world.refusal("payments.envelope.record", CASE_WORKER, case=came, **nobody).code == "no-envelope"
    assert lines(world, payment)[tokens[stayed]].outcome is Outcome.UNCOLLECTED
    assert world.refusal("payments.batch.ask", **asking(world, people[2:])).code == "aid-is-paid-once"
    world.batch([stayed])


# --- what the database keeps by itself


@contextmanager
def saying(world: World, by: str) -> Iterator[Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        context.enter(standing.view_of(world.actor(by), day=world.today))
        yield cursor
        transaction.set_rollback(True)


_ITEM = """
INSERT INTO payments_item
    (case_id, programme_id, token, kind, decree, amount, attempt, act_id, happened_on, recorded_at)
SELECT i.case_id, i.programme_id, 'T-0000-0000', i.kind, i.decree, i.amount, %s, i.act_id, i.happened_on, now()
FROM payments_item i LIMIT 1
"""
_LINE = """
INSERT INTO payments_line (payment, token, way, amount, act_id, happened_on, recorded_at)
SELECT l.payment, 'T-0000-0000', l.way, 1, l.act_id, l.happened_on, now() FROM payments_line l LIMIT 1
"""
_RESULT = """
INSERT INTO payments_result (token, step, outcome, reference, reason, act_id, happened_on, recorded_at)
SELECT l.token, %s, %s, '', '', l.act_id, l.happened_on, now() FROM payments_line l ORDER BY l.token LIMIT 1
"""
_RETURN = """
WITH e AS (
    INSERT INTO funds_entry (kind, document, note, source_text, act_id, happened_on, recorded_at)
    SELECT 'RETURN', '', '', '', l.act_id, l.happened_on, now() FROM payments_line l LIMIT 1 RETURNING id
)
INSERT INTO funds_posting (entry_id, source_id, account, amount)
SELECT e.id, 'APBN-AID', side.account, side.amount
FROM e, (VALUES ('SPENT', -6000000), ('COMMITTED', 6000000)) AS side (account, amount)
"""


def _the_database_pays_nobody_twice_whatever_a_statement_says(world: World) -> None:
    for attempt in (1, 2, 3):
        with saying(world, COORDINATOR) as cursor, pytest.raises(IntegrityError, match=r"paid twice|aid_is_paid_once"):
            cursor.execute(_ITEM, [attempt])
    with saying(world, COORDINATOR) as cursor:
        cursor.execute(_LINE)
        with pytest.raises(IntegrityError, match="do not amount to it"), transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with saying(world, TREASURER) as cursor:
        cursor.execute(_RETURN)
        with pytest.raises(IntegrityError, match="did not come back"), transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for first, again in (((1, "FAILED"), (2, "RETURNED")), ((1, "PAID"), (1, "FAILED"))):
        with saying(world, TREASURER) as cursor:
            cursor.execute(_RESULT, first)
            with pytest.raises(IntegrityError, match=r"line_(ends|comes_back)_once"), transaction.atomic():
                cursor.execute(_RESULT, again)
