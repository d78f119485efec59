"""Somebody is erased: her key is destroyed, nothing sealed with it opens anywhere, and the ledger remembers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction
from tests import world as cast
from tests.world import World, noon

from pulang.areas.cases import queries as cases
from pulang.areas.contacts import queries as contacts
from pulang.areas.people import operations, queries
from pulang.areas.people.rules import Field
from pulang.flows import cards, dumping, standing
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage import context, erasures
from pulang.storage.books import Stamp

NAME, NIK = "Kenari Uji Hapus", "3578014107850019"
AT = datetime(2019, 3, 3, 4, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "erasures.jsonl"
    monkeypatch.setenv("PULANG_ERASURES", str(path))
    return path


@pytest.fixture
def world(db: None, ledger: Path) -> World:
    return World()


@pytest.fixture
def committed(own_database: str, ledger: Path) -> World:
    """The same where commits are real."""
    return World()


def _person(world: World, number: str) -> UUID:
    with world.looking():
        return cases.find(number).person


@contextmanager
def acting(world: World, by: str = cast.COORDINATOR) -> Iterator[Stamp]:
    """A transaction as an act opens it."""
    with transaction.atomic(durable=True):
        context.enter(standing.view_of(world.actor(by), day=world.today))
        yield Stamp(number=lambda: 0, happened_on=world.today, recorded_at=noon(world.today))


def erase(world: World, person: UUID) -> bool:
    with acting(world) as stamp:
        return operations.erase(person=person, act="act-1", stamp=stamp)


def test_an_erased_person_opens_for_nobody_not_even_the_system(world: World) -> None:
    number = world.case(name=NAME, nik=NIK, phone="081234567890")
    person = _person(world, number)

    assert erase(world, person)

    for actor in (cast.COORDINATOR, "pulang"):
        with world.looking(actor), pytest.raises(Refusal) as caught:
            queries.open_fields(person=person, fields=tuple(Field))
        assert caught.value.code == "names-stay-closed"
    dumped = "\n".join(dumping.dumped(programme=cast.PROGRAMME, identities=True))
    assert number in dumped
    assert NAME not in dumped
    assert NIK not in dumped


def test_an_erased_person_is_found_by_no_digest(world: World) -> None:
    person = _person(world, world.case(nik=NIK, phone="081234567890"))

    erase(world, person)

    with world.looking("pulang"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_blindindex WHERE person_id = %s", [person])
        assert cursor.fetchone() == (0,)
    assert not world.here("cases.case.register", cast.REGISTRAR, case=world.number(), nik=NIK).warnings


def test_the_alias_of_an_erased_person_goes_with_her_and_her_number_stays(world: World) -> None:
    number, other = world.case(name=NAME, nik=NIK, alias="Sebenarnya Nama"), world.case(alias="Melati")
    person = _person(world, number)

    assert erase(world, person)

    with world.looking():
        assert [cases.case_file(each, moment(world.today)).alias for each in (number, other)] == ["", "Melati"]
    dumped = "\n".join(dumping.dumped(programme=cast.PROGRAMME, identities=True))
    assert number in dumped
    assert "Sebenarnya" not in dumped
    assert "Melati" in dumped


def test_what_an_older_copy_would_bring_back_beside_her_name_goes_with_her_key_and_others_keep_theirs(
    world: World,
) -> None:
    number, other = world.case(name=NAME), world.case(name="Melati Uji")
    for case in (number, other):
        world.here("contacts.contact.change", cast.CASE_WORKER, case=case, way="TEXT", address="081200000001")
        world.here("contacts.question.ask", cast.CASE_WORKER, case=case, question=f"S-{case}", words="Kapan?")
        world.here("contacts.question.answer", cast.CASE_WORKER, case=case, question=f"S-{case}", words="Besok.")
        digest = cards.pin_digest(case, "493817")
        world.here("cards.card.issue", cast.CASE_WORKER, case=case, digest=digest)

    erase(world, _person(world, number))

    with world.looking("pulang"):
        kept = {case: contacts.texts(contacts.keys(cases.find(case).id)) for case in (number, other)}
        states = {case: [one.state for one in contacts.notices(cases.find(case).id)] for case in (number, other)}
    assert [len(kept[case]) for case in (number, other)] == [0, 3]
    assert states == {number: ["DROPPED"], other: ["WAITING"]}
    assert [cards.opened(case, "493817") is None for case in (number, other)] == [True, False]


def test_erasing_one_person_leaves_all_others_as_they_were(committed: World) -> None:
    number = committed.case(name="Melati Uji", nik="3578014107850027")
    kept = _person(committed, number)

    erase(committed, _person(committed, committed.case(name=NAME, nik=NIK)))

    committed.revealed(number)
    with committed.looking(cast.CASE_WORKER):
        assert queries.open_fields(person=kept, fields=[Field.NAME]) == {Field.NAME: "Melati Uji"}


def test_erasing_twice_changes_nothing_and_says_so(committed: World, ledger: Path) -> None:
    person = _person(committed, committed.case(name=NAME))

    assert [erase(committed, person), erase(committed, person)] == [True, False]
    assert [line.person for line in erasures.read(ledger)] == [person]


def test_the_ledger_outside_the_database_has_a_line_once_the_act_is_committed(committed: World, ledger: Path) -> None:
    person = _person(committed, committed.case(name=NAME))

    erase(committed, person)

    assert [json.loads(line) for line in ledger.read_text().splitlines()] == [
        {"person": str(person), "at": AT.isoformat(), "act": "act-1"}
    ]
    assert ledger.stat().st_mode & 0o777 == 0o600


def test_an_act_that_is_undone_erases_nobody_and_leaves_no_line(committed: World, ledger: Path) -> None:
    number = committed.case(name=NAME)
    person = _person(committed, number)

    with acting(committed) as stamp:
        operations.erase(person=person, act="act-1", stamp=stamp)
        transaction.set_rollback(True)

    assert not ledger.exists()
    committed.revealed(number)
    with committed.looking(cast.CASE_WORKER):
        assert queries.open_fields(person=person, fields=[Field.NAME]) == {Field.NAME: NAME}


def test_a_ledger_that_cannot_be_written_does_not_undo_the_erasure(
    committed: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = _person(committed, committed.case(name=NAME))
    monkeypatch.setenv("PULANG_ERASURES", str(tmp_path / "gone" / "erasures.jsonl"))

    assert erase(committed, person)

    with committed.looking("pulang"):
        assert [line.person for line in queries.erased()] == [person]


# --- refused


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM people_key",
        "TRUNCATE people_key",
        "DELETE FROM people_blindindex",
        "DELETE FROM people_erasure",
        "UPDATE people_erasure SET act = 'x'",
    ],
)
def test_the_application_cannot_destroy_a_key_or_a_line_of_the_ledger_by_itself(world: World, statement: str) -> None:
    erase(world, _person(world, world.case(name=NAME)))

    with pytest.raises(ProgrammingError, match="permission denied"), acting(world, "pulang"):
        _run(statement)


@pytest.mark.parametrize("by", [cast.REGISTRAR, cast.COORDINATOR, cast.ADMINISTRATOR, cast.DATA_PROTECTION])
def test_no_user_can_erase_by_calling_the_database_directly(world: World, by: str) -> None:
    person = _person(world, world.case(name=NAME))
    world.actor(by)

    with pytest.raises(ProgrammingError, match="by the system alone"), acting(world, by):
        _run(f"SELECT pulang_erase_person('{person}', 'x', '2019-03-03', now())")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


# --- the ledger's file


def test_half_a_line_left_by_a_crash_is_written_over(ledger: Path) -> None:
    first, second = (erasures.Erased(UUID(int=n), AT, f"act-{n}") for n in (1, 2))
    erasures.add([first], ledger)
    with ledger.open("a") as file:
        file.write('{"person": "0000')

    assert erasures.read(ledger) == (first,)
    assert erasures.add([first, second], ledger) == 1
    assert erasures.read(ledger) == (first, second)


@pytest.mark.parametrize("line", ["x", "[]", "{}", '{"person": "x", "at": "2019-03-03", "act": ""}', "\x00"])
def test_a_damaged_ledger_is_refused_and_left_as_it_is(ledger: Path, line: str) -> None:
    ledger.write_text(f"{line}\n")

    for touch in (lambda: erasures.read(ledger), lambda: erasures.add([erasures.Erased(UUID(int=1), AT, "a")], ledger)):
        with pytest.raises(Refusal) as caught:
            touch()
        assert caught.value.code == "erasures-unreadable"
    assert ledger.read_text() == f"{line}\n"


def test_no_ledger_means_that_nobody_was_erased(ledger: Path) -> None:
    assert erasures.read(ledger) == ()
