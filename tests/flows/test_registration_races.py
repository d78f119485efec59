"""Registrations and casework at the same moment: nothing is missed, nothing is done twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from tests import world as cast
from tests.world import World

from pulang.flows.perform import perform
from pulang.kernel.refusals import Refusal

NIK = "3578014107850001"


def _at_once(world: World, by: str, acts: list[tuple[str, dict[str, object]]]) -> list[str]:
    """Does all acts at the same moment; gives "" or the code of the refusal for each."""
    who, start = world.actor(by), threading.Barrier(len(acts))

    def one(place: int) -> str:
        verb, said = acts[place]
        start.wait(timeout=10)
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
    world.actor(cast.PARTNER_WORKER)

    codes = _at_once(
        world,
        cast.COORDINATOR,
        [
            ("cases.assignment.give", {"case": number, "agency": cast.PARTNER, "purpose": "PARTNER"}),
            ("cases.consent.record", {"case": number, "purpose": "PARTNER", "event": "WITHDRAWN"}),
        ],
    )

    assert codes in (["", ""], ["no-consent", ""])
    assert world.file(number).assigned == ()
