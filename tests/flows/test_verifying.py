"""The proof that the record is whole, and that it finds what somebody with the owner's password might do."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker
from tests import databases
from tests import world as cast
from tests.flows import demo
from tests.world import TODAY, World

from pulang.areas.accounts.facts import SYSTEM
from pulang.flows import standing
from pulang.flows.verifying import Check, verify
from pulang.storage.postgres import roles

NAMES = [
    "tables-guarded",
    "rows-have-their-act",
    "ledger-in-balance",
    "erased-stay-erased",
    "round-lists-as-frozen",
    "stored-answers-recomputed",
    "stored-answers-of-this-version",
]


def checked() -> dict[str, Check]:
    with standing.looking(SYSTEM, day=TODAY):
        return {check.name: check for check in verify()}


def faulty() -> list[str]:
    return [name for name, check in checked().items() if not check.ok]


Told = tuple[str, World]


@pytest.fixture(scope="module")
def told(django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Told]:
    """Two cases and some money, by acts; for all of this file, to be copied."""
    with demo.told_by(_tell, database_template, django_db_blocker) as (name, world):
        yield name, world


def _tell() -> World:
    world = World()
    world.programme_ready()
    world.move(world.planned(), "DEPARTED")
    world.case()
    world.here("funds.money.commit", cast.TREASURER, source="APBD-KPG", amount=2_500_000)
    return world


@pytest.fixture
def world(told: Told, database: str) -> World:
    """Who goes on telling, in the copy."""
    return told[1]


@pytest.fixture
def database(told: Told, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A copy of the story to spoil."""
    with demo.copied(told[0], django_db_blocker) as name:
        yield name


@pytest.fixture
def owner(database: str) -> Iterator[psycopg.Connection]:
    """Somebody who owns everything and has switched the triggers off."""
    with databases.cluster().admin(database) as raw:
        raw.execute("SET session_replication_role = replica")
        yield raw


def test_what_acts_have_written_is_whole(database: str) -> None:
    found = checked()

    assert list(found) == NAMES
    assert [check.faults for check in found.values()] == [()] * len(NAMES)
    assert found["rows-have-their-act"].counted > 20
    assert found["ledger-in-balance"].counted == 3
    assert found["stored-answers-recomputed"].counted == 2


def test_an_empty_register_is_whole(db: None) -> None:
    assert faulty() == []


@pytest.mark.parametrize(
    "change",
    [
        "stage = 'CLOSED'",
        "choice = 'STAY'",
        "unmet = '{}'",
        "good_until = '2199-01-01'",
        "choice_on = '2018-01-01'",
        "move_on = '2018-01-01'",
        "assessed_for = '2019-02-01'",
    ],
)
def test_a_stored_answer_somebody_changed_is_found(owner: psycopg.Connection, change: str) -> None:
    moved = "(SELECT case_id FROM cases_move)"
    owner.execute(f"UPDATE readiness_assessment SET {change} WHERE case_id IN {moved}")

    assert faulty() == ["stored-answers-recomputed"]
    (fault,) = checked()["stored-answers-recomputed"].faults
    assert "stored answer of 2019-0" in fault


@pytest.mark.parametrize("change", ["UPDATE {} SET facts = replace(facts, 'RETURN', 'STAY')", "DELETE FROM {}"])
def test_facts_somebody_changed_are_found(owner: psycopg.Connection, change: str) -> None:
    owner.execute(change.format("readiness_situation").encode())

    assert faulty() == ["stored-answers-recomputed"]


def test_a_missing_answer_is_found(owner: psycopg.Connection) -> None:
    owner.execute("DELETE FROM readiness_assessment")

    assert [fault.split(": ")[1] for fault in checked()["stored-answers-recomputed"].faults] == [
        "has no stored answer"
    ] * 2


def test_a_row_somebody_slipped_into_a_book_is_found_by_what_it_changes(owner: psycopg.Connection) -> None:
    owner.execute("UPDATE cases_choice SET choice = 'STAY'")

    assert faulty() == ["stored-answers-recomputed"]


@pytest.mark.parametrize("verb", ["cases.case.register", "coordination.decision.make", "funds.money.release"])
def test_an_act_that_was_cut_out_is_missed_by_its_rows(owner: psycopg.Connection, verb: str) -> None:
    owner.execute("DELETE FROM audit_act WHERE verb = %s", [verb])

    assert faulty() == ["rows-have-their-act"]
    assert all(" rows without their act" in fault for fault in checked()["rows-have-their-act"].faults)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE funds_posting SET amount = amount + 1 WHERE account = 'RELEASED' AND amount > 0",
        "DELETE FROM funds_posting WHERE id = (SELECT max(id) FROM funds_posting)",
        "DELETE FROM funds_posting WHERE entry_id = (SELECT max(entry_id) FROM funds_posting)",
        "UPDATE funds_balance SET released = released + 1 WHERE part = 0",
        "DELETE FROM funds_balance WHERE released > 0",
    ],
)
def test_money_that_does_not_add_up_is_found(owner: psycopg.Connection, statement: str) -> None:
    owner.execute(statement)

    assert faulty() == ["ledger-in-balance"]


def test_a_guard_that_was_lifted_is_found(database: str) -> None:
    with databases.connect(database, roles.OWNER) as owner:
        owner.execute("ALTER TABLE audit_act DISABLE TRIGGER pulang_append_only")
        owner.commit()

    assert faulty() == ["tables-guarded"]
    assert checked()["tables-guarded"].faults == ("audit_act: the append-only trigger is missing",)


def test_no_more_than_twenty_faults_are_told(world: World, database: str) -> None:
    for _ in range(24):
        world.case()
    with databases.cluster().admin(database) as owner:
        owner.execute("UPDATE readiness_assessment SET stage = 'CLOSED'")

    assert len(checked()["stored-answers-recomputed"].faults) == 20


def test_somebody_erased_who_can_be_found_or_is_in_no_ledger_outside_is_reported(
    world: World, owner: psycopg.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULANG_ERASURES", str(tmp_path / "erasures.jsonl"))
    number = world.erased(world.case(name="Kenari", nik="3578014107850043"))
    assert faulty() == []

    (tmp_path / "erasures.jsonl").unlink()
    owner.execute(
        "INSERT INTO people_blindindex (person_id, kind, digest) "
        "SELECT c.person_id, 'NIK', 'x' FROM cases_case c WHERE c.number = %s",
        [number],
    )

    assert faulty() == ["erased-stay-erased"]
    assert [fault.split(": ")[0] for fault in checked()["erased-stay-erased"].faults] == [f"erase-{number}"] * 2
