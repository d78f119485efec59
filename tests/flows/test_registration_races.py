"""Registrations and casework at the same moment: nothing is missed, nothing is done twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.db import connections
from tests import world as cast
from tests.world import World

from pulang.areas.cases import queries as cases
from pulang.flows.perform import perform
from pulang.kernel.refusals import Refusal

NIK = "3578014107850001"


def _at_once(world: World, by: str, acts: list[tuple[str, dict[str, object]]]) -> list[str]:
    """Does all acts at the same moment; gives "" or the code of the refusal for each."""
    who, start = world.actor(by), threading.Barrier(len(acts))

    def one(place: int) -> str:
        verb, said = acts[place]
        start.wait(timeout=60)
        try:
            perform(
                by=who,
                verb=verb,
                with_={"programme": cast.PROGRAMME, **said},
                at=cast.noon(world.today),
                ref=f"race-{place}",
            )
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, range(len(acts))))


def test_twins_registered_at_the_same_moment_do_not_miss_each_other(own_database: str) -> None:
    world = World()
    numbers = [world.number() for _ in range(4)]

    codes = _at_once(world, cast.REGISTRAR, [("cases.case.register", {"case": n, "nik": NIK}) for n in numbers])

    assert codes == [""] * 4
    assert sorted(len(world.file(number).duplicates) for number in numbers) == [0, 1, 2, 3]


def test_a_step_recorded_by_two_at_once_is_recorded_once(own_database: str) -> None:
    world = World()
    number = world.case()

    codes = _at_once(
        world, cast.CASE_WORKER, [("cases.move.record", {"case": number, "move": "LEFT_ALONE"}) for _ in range(3)]
    )

    assert sorted(codes) == ["", "step-out-of-order", "step-out-of-order"]
    assert len(world.file(number).moves) == 1


def test_a_case_is_never_given_on_a_consent_withdrawn_at_the_same_moment(own_database: str) -> None:
    world = World()
    number = world.choosing()
    world.actor(cast.RECEIVING_OFFICER)

    codes = _at_once(
        world,
        cast.COORDINATOR,
        [
            ("cases.assignment.give", {"case": number, "agency": cast.RECEIVER, "purpose": "RECEIVING_OFFICE"}),
            ("cases.consent.record", {"case": number, "purpose": "RECEIVING_OFFICE", "event": "WITHDRAWN"}),
        ],
    )

    assert codes in (["", ""], ["no-consent", ""])
    assert world.file(number).assigned == ()


def test_an_act_takes_its_number_only_when_it_has_its_case(
    own_database: str, raw_connections: Callable[[int], list[psycopg.Connection]]
) -> None:
    world = World()
    number = world.choosing()
    world.actor(cast.COORDINATOR)
    earlier, watch = raw_connections(2)
    with world.looking():
        case = cases.find(number)
    drawn = _drawn(watch)
    earlier.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(case.id)])

    with ThreadPoolExecutor(1) as pool:
        waits = pool.submit(_aside, world, [("cases.wish.record", {"case": number, "discreet": True})])
        while not watch.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'advisory'").fetchone():
            assert not waits.done(), "the act went past a case that another holds"
        while_waiting = _drawn(watch)
        earlier.rollback()

    assert waits.result() == [""]
    assert while_waiting == drawn
    assert _drawn(watch) == drawn + 1


def _aside(world: World, acts: list[tuple[str, dict[str, object]]]) -> list[str]:
    """Does the acts from a thread of their own and leaves no connection of it behind."""
    try:
        return _at_once(world, cast.COORDINATOR, acts)
    finally:
        connections.close_all()


def _drawn(connection: psycopg.Connection) -> int:
    row = connection.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence('audit_act', 'seq'))").fetchone()
    assert row is not None
    return int(row[0])
