"""A better plan is sought in the background: watched, stopped with the best so far, kept a day, accepted like any."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from tests import world as cast
from tests.flows.test_accepting import number as plan_number
from tests.world import HEAD, PROGRAMME, World, noon

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.journeys.facts import SearchFacts
from pulang.flows import searching, standing
from pulang.flows.planning import Planned, gathered
from pulang.flows.planning_json import accepting
from pulang.kernel import refs
from pulang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
NUMBER = refs.draw("C", lambda n: 7 % n)
AT = noon(cast.TODAY)


@pytest.fixture
def world() -> World:
    world = World()
    world.programme_ready()
    return world


def begin(world: World, seed: int = 7) -> None:
    world.here("journeys.search.begin", search=refs.draw("C", lambda n: seed % n))


def sought(at: datetime = AT) -> int:
    return searching.seek_all(now=lambda: at)


def stands(world: World) -> SearchFacts:
    with world.looking():
        return searching.search(NUMBER, PROGRAMME)


def found() -> Planned:
    with standing.looking(SYSTEM, day=cast.TODAY):
        return searching.found(NUMBER, gathered(PROGRAMME, as_of=cast.TODAY), PROGRAMME, as_of=cast.TODAY)


def test_what_a_worker_found_is_shown_with_reasons_and_accepted(world: World) -> None:
    world.verified()
    begin(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE queueing_lock = 'seek-plans'")
        woken = cursor.fetchall()

    done = sought()

    assert woken == [(searching.TASK,)]
    assert done == 1
    assert (stands(world).state, stands(world).share, stands(world).home) == ("FOUND", 100, 1)
    assert found().outcome.home == 1
    assert found().examples
    world.here("journeys.plan.accept", plan=plan_number(3), source="APBD-KPG", **accepting(found()))
    with pytest.raises(Refusal) as old:
        found()
    assert old.value.code in {"found-plan-is-old", "nobody-to-plan-for"}


def test_only_one_search_runs_at_a_time_and_one_nobody_took_lapses(world: World) -> None:
    world.verified()
    begin(world)

    assert world.refusal("journeys.search.begin", HEAD, search=refs.draw("C", lambda n: 8 % n)).code == (
        "search-runs-already"
    )
    with pytest.raises(Refusal, match="not over"):
        found()
    assert sought(AT + timedelta(minutes=11)) == 0
    assert stands(world).state == "WAITING"


def test_a_search_that_is_stopped_keeps_the_best_so_far_and_deletes_it_after_a_day(world: World) -> None:
    world.verified()
    begin(world)
    world.here("journeys.search.stop", HEAD, search=NUMBER)

    sought()

    assert (stands(world).stopping, stands(world).state, stands(world).home) == (True, "FOUND", 1)
    sought(AT + timedelta(days=1, minutes=1))
    assert stands(world).result == {}
    assert stands(world).state == "FOUND"


def test_a_search_that_can_plan_for_nobody_says_why(world: World) -> None:
    begin(world)

    sought()

    assert stands(world).state == "REFUSED"
    assert stands(world).result["id"].startswith("Belum ada yang memilih pulang")
