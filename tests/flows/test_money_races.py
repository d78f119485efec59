"""Forty who reach for the same money at once, round after round: nothing overspent, paid twice or half done.

A round is forty acts through the flows, each over a connection of its own: twelve who tie what is enough for five,
fourteen approvals of two payments, two acts sent seven times each. The suite runs one round, and one of a bank's answer
sent forty times. At night, PULANG_NIGHTLY_RACES=50 makes that 2,000 acts and 2,000 answers, and kills a worker at every
statement of a list of payments instead of at some (five minutes).
"""

import contextlib
import os
import signal
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections
from tests import databases
from tests.asvs import asvs
from tests.world import APPROVER, COORDINATOR, FINANCE, PROGRAMME, TREASURER, World, noon

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.funds import queries
from pulang.areas.payments import queries as payments
from pulang.flows.perform import perform
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage.postgres import roles

ROUNDS = int(os.environ.get("PULANG_NIGHTLY_RACES", "1"))
STRIDE = 1 if ROUNDS > 1 else 13  # a worker dies at each statement of an act, or at every so manieth
WRITERS = 40
MILLION = 1_000_000
SOURCE, AID = "APBD-KPG", "APBN-AID"
SECOND = "penyetuju-dua"
Act = tuple[str, str, str, dict[str, Any]]  # verb, by, id, fields


@pytest.fixture
def racing(own_database: str) -> Iterator[World]:
    world = World()
    world.travel_money(10**12)
    for verb in ("funds.money.commit",):
        world.here(verb, TREASURER, source=SOURCE, amount=10**12)  # nothing is free until a round sets it free
    for user in (APPROVER, TREASURER):
        world.actor(user)
    said: dict[str, Any] = {"code": SECOND, "name": "Penyetuju dua", "agency": FINANCE}
    world.do("accounts.user.register", SYSTEM.code, **said)
    world.do("accounts.role.give", SYSTEM.code, user=SECOND, role="APPROVER", happened_on="2018-08-01")
    world._known.add(SECOND)
    yield world
    connections.close_all()


def at_once(world: World, acts: list[Act]) -> list[str]:
    """Carries all of them out at the same moment and gives what came of each."""
    start, who = Barrier(len(acts)), {by: world.actor(by) for _, by, _, _ in acts}

    def one(act: Act) -> str:
        verb, by, ref, said = act
        try:
            connection.ensure_connection()
            start.wait(timeout=60)
            receipt = perform(
                by=who[by], verb=verb, with_={"programme": PROGRAMME, **said}, at=noon(world.today), ref=ref
            )
        except Refusal as refusal:
            return refusal.code
        except IntegrityError as problem:
            return str(problem)
        finally:
            connections.close_all()
        return "again" if receipt.already_done else "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def free_and_spent(source: str = SOURCE) -> tuple[int, int, int]:
    (found,) = [one for one in queries.sources(PROGRAMME, moment(noon_day())) if one.code == source]
    return found.available, found.committed, found.spent


def noon_day() -> Any:
    return World.__init__.__kwdefaults__["today"]  # type: ignore[index]


def a_round(world: World, mark: str) -> list[Act]:
    """Forty acts on one source: twelve tie what is enough for five, two payments are approved by fourteen, two acts
    are sent seven times each."""
    world.here("funds.money.uncommit", TREASURER, source=SOURCE, amount=5 * MILLION, ref=f"{mark}-lepas")
    numbers = [world.asked_payment(amount=MILLION) for _ in range(2)]
    ties: list[Act] = [
        ("funds.money.commit", TREASURER, f"{mark}-ikat-{each}", {"source": SOURCE, "amount": MILLION})
        for each in range(12)
    ]
    approvals: list[Act] = [
        ("funds.payment.approve", (APPROVER, SECOND)[each % 2], f"{mark}-setuju-{each}", {"payment": numbers[each % 2]})
        for each in range(14)
    ]
    same: list[Act] = [
        ("funds.money.commit", TREASURER, f"{mark}-sama-{each % 2}", {"source": SOURCE, "amount": 1})
        for each in range(14)
    ]
    mixed = [*ties, *approvals, *same]
    return [mixed[place * 7 % WRITERS] for place in range(WRITERS)]


@asvs("V2.3.4", "V15.4.1")
def test_forty_at_once_tie_no_more_than_there_is_and_pay_each_payment_once(racing: World) -> None:
    raced, told = 0, Counter[str]()
    for number in range(ROUNDS):
        available, committed, spent = free_and_spent()
        outcomes = at_once(racing, a_round(racing, f"r{number}"))
        now = free_and_spent()
        told.update(outcomes)
        raced += len(outcomes)

        assert set(outcomes) <= {"done", "again", "not-enough-money", "payment-is-decided-once", "busy"}
        assert now[0] >= 0
        assert sum(now) == available + committed + spent, "money comes from nowhere and goes nowhere"
        assert now[2] - spent <= 2 * MILLION, "no payment leaves twice"
        assert now[0] - available == 5 * MILLION - (now[1] + now[2] - committed - spent + 5 * MILLION)
    assert queries.out_of_balance() == ()
    assert raced == ROUNDS * WRITERS
    assert told["done"] > 0
    assert told["busy"] <= raced // 10, told


def test_each_guard_holds_alone_and_without_both_the_same_race_overspends(racing: World, own_database: str) -> None:
    """The test of the test above: it would see money that was not there."""
    racing.here("funds.money.uncommit", TREASURER, source=SOURCE, amount=5 * MILLION)
    ties: list[Act] = [
        ("funds.money.commit", TREASURER, f"ikat-{each}", {"source": SOURCE, "amount": MILLION}) for each in range(20)
    ]
    with databases.connect(own_database, roles.OWNER) as owner:
        for function in ("pulang_post", "pulang_post_with_care", "pulang_post_from_all"):
            found = owner.execute("SELECT pg_get_functiondef(%s::regproc)", [function]).fetchone()
            assert found is not None
            owner.execute(unguarded(found[0]).encode())
    outcomes = at_once(racing, ties)
    left = free_and_spent()[0]
    assert "pocket-not-below-zero" in outcomes
    assert left == (5 - outcomes.count("done")) * MILLION >= 0

    with databases.connect(own_database, roles.OWNER) as owner:
        owner.execute("ALTER TABLE funds_balance DROP CONSTRAINT pocket_not_below_zero")
    more = [(verb, by, f"lagi-{ref}", said) for verb, by, ref, said in ties]
    assert at_once(racing, more) == ["done"] * 20
    assert free_and_spent()[0] == left - 20 * MILLION < 0
    assert {fault.fault for fault in queries.out_of_balance()} == {"pocket-below-zero"}


UNGUARDED = {
    "AND moved <= b.released / 16": "",
    "AND moved <= b.committed / 16": "",
    "AND moved <= CASE out_of": "AND 0 <= CASE out_of",
    "IF held < moved THEN": "IF false THEN",
}


def unguarded(function: str) -> str:
    """Takes the conditions out that keep a pocket from giving more than it holds."""
    for guard, nothing in UNGUARDED.items():
        function = function.replace(guard, nothing)
    assert "IF held < moved" not in function
    assert "moved <=" not in function
    return function


def test_papers_that_are_asked_for_at_once_never_amount_to_more_than_the_one_below(racing: World) -> None:
    dpa: dict[str, Any] = {"source": SOURCE, "kind": "DPA", "number": "DPA-1", "amount": 7 * MILLION}
    racing.here("funds.paper.issue", TREASURER, **dpa)
    spd: dict[str, Any] = {"source": SOURCE, "kind": "SPD", "amount": MILLION, "rests_on": "DPA-1"}
    outcomes = at_once(
        racing,
        [("funds.paper.issue", TREASURER, f"spd-{each}", {**spd, "number": f"SPD-{each}"}) for each in range(20)],
    )

    assert Counter(outcomes) == {"done": 7, "paper-used-up": 13}
    assert queries.out_of_balance() == ()


# --- batches: a bank's answer sent again and again, a worker that dies


def batch(world: World, people: list[str], mark: str) -> tuple[str, list[str]]:
    payment, tokens = world.batch(people, ref=f"{mark}-daftar")
    world.here("funds.payment.approve", APPROVER, payment=payment, ref=f"{mark}-ya")
    world.here("payments.file.make", TREASURER, payment=payment, layout="umum", ref=f"{mark}-berkas")
    return payment, sorted(tokens.values())


def answer(payment: str, outcomes: dict[str, str], digest: str) -> dict[str, Any]:
    lines = [
        {"place": place, "token": token, "amount": 6 * MILLION, "outcome": outcome}
        for place, (token, outcome) in enumerate(outcomes.items(), start=2)
    ]
    return {"payment": payment, "layout": "umum", "digest": digest * 64, "lines": lines}


@pytest.fixture
def people(racing: World) -> list[str]:
    racing.aid_money()
    racing.rates()
    for verb in ("allocate", "release", "commit"):
        racing.here(f"funds.money.{verb}", TREASURER, source=AID, amount=60 * MILLION)
    return racing.due()


@asvs("V2.3.4")
def test_an_answer_of_a_bank_that_is_sent_again_and_again_counts_once_and_a_worker_that_dies_leaves_nothing_half_done(
    racing: World, people: list[str]
) -> None:
    for number in range(ROUNDS):
        payment, tokens = batch(racing, people, f"b{number}")
        failed = dict.fromkeys(tokens, "FAILED")
        acts: list[Act] = [
            ("payments.result.take", TREASURER, f"b{number}-h{each}", answer(payment, failed, "0123456789"[each % 8]))
            for each in range(WRITERS)
        ]
        if number:  # the same file may belong to one payment only, so each round has digests of its own
            acts = [
                (verb, by, ref, {**said, "digest": f"{number:02x}{said['digest'][2:]}"}) for verb, by, ref, said in acts
            ]
        outcomes = at_once(racing, acts)

        assert set(outcomes) <= {"done", "bank-file-known", "busy", "bank-result-is-taken-once"}, outcomes
        assert 1 <= outcomes.count("done") <= 8
        assert free_and_spent(AID) == (0, 60 * MILLION, 0), "all of it came back, once"
    assert queries.out_of_balance() == ()
    _statements_that_overlap(racing)
    _killed(racing, people)


def _statements_that_overlap(world: World) -> None:
    """Eight statements at once tell the same two fees, and each a third of its own."""
    acts: list[Act] = []
    for each in range(8):
        fees = [
            {"place": 2 + place, "on": world.today.isoformat(), "amount": 2_500, "reference": said}
            for place, said in enumerate(("F1", "F2", f"F3{each}"))
        ]
        said = {"source": AID, "layout": "umum", "digest": f"{each}" * 64, "lines": fees}
        acts.append(("payments.statement.take", TREASURER, f"koran-{each}", said))

    outcomes = at_once(world, acts)

    assert set(outcomes) <= {"done", "busy"}, outcomes
    with connection.cursor() as cursor:
        cursor.execute("SELECT left(reference, 2), count(*) FROM payments_booked GROUP BY 1 ORDER BY 1")
        assert cursor.fetchall() == [("F1", 1), ("F2", 1), ("F3", outcomes.count("done"))]


def _killed(world: World, people: list[str]) -> None:
    payment, tokens = world.drawn(people)
    steps: list[Act] = [
        ("payments.batch.ask", COORDINATOR, "k-daftar",
         {"payment": payment, "source": AID, "cases": people, "tokens": tokens}),
        ("funds.payment.approve", APPROVER, "k-ya", {"payment": payment}),
        ("payments.file.make", TREASURER, "k-berkas", {"payment": payment, "layout": "umum"}),
        ("payments.result.take", TREASURER, "k-hasil",
         answer(payment, {**dict.fromkeys(sorted(tokens), "PAID"), min(tokens): "FAILED"}, "f")),
    ]  # fmt: skip
    expected = [(0, 60, 0), (0, 0, 60), (0, 0, 60), (0, 6, 54)]
    for (verb, by, ref, said), stands in zip(steps, expected, strict=True):
        actor = world.actor(by)

        def do(verb: str = verb, ref: str = ref, said: dict[str, Any] = said, actor: Any = actor) -> bool:
            asked = {"programme": PROGRAMME, **said}
            return perform(by=actor, verb=verb, with_=asked, at=noon(world.today), ref=ref).already_done

        before, left = books(payment), list[object]()
        while dies_at(1 + len(left) * STRIDE, do):
            left.append(books(payment))
        assert len(left) > (10 if STRIDE == 1 else 0)
        assert do() is True, "the last of them was not killed, and the retry finds it done"
        # The commit goes with the last statement: who dies when Django says it once more has done everything.
        assert before in left
        assert all(each in (before, books(payment)) for each in left), f"{verb} left half of it behind when it died"
        assert free_and_spent(AID) == tuple(part * MILLION for part in stands)
    assert queries.out_of_balance() == ()


def books(payment: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        found = []
        for table in ("funds_entry", "funds_payment", "funds_paymentverdict", "payments_line", "payments_result",
                      "payments_sent", "payments_file", "payments_batch"):  # fmt: skip
            cursor.execute(f"SELECT count(*) FROM {table}")
            found.append(cursor.fetchone())
    return (*found, free_and_spent(AID), payments.lines(payment, moment(noon_day())))


def dies_at(statement: int, do: Callable[[], object]) -> bool:
    """Forks a worker that is killed with SIGKILL before its so manieth statement; false when it came to its end.

    The commit counts as a statement, and so does the moment after it.
    """
    connections.close_all()
    child = os.fork()
    if not child:
        # A browser's event loop stays with the parent, and Django keeps connections apart by it: here an older one may
        # stand, which leads to another database.
        with contextlib.suppress(AttributeError):
            del connections["default"]
        left = iter(range(statement - 1))

        def count(execute: Any, *args: Any) -> Any:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(*args)

        committing = connection._commit  # type: ignore[attr-defined]
        connection._commit = lambda: count(committing)  # type: ignore[attr-defined]
        try:
            with connection.execute_wrapper(count):
                do()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - this copy of the test must not go on being one
            traceback.print_exc()
        finally:
            os._exit(1)
    ended = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(ended) or ended == 0, "the worker failed; what it said stands above"
    return os.WIFSIGNALED(ended)
