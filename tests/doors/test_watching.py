"""A long search can be stopped with the best plan so far, and tells how far it is."""

import os
import signal

import pytest
from tests.rules.planned import by_chance

from pulang.areas.journeys.planning.check import check
from pulang.areas.journeys.planning.planner import plan
from pulang.doors.jobs import watching


def test_the_first_interruption_ends_the_search_with_a_checked_plan_and_the_second_one_everything(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = by_chance(7)

    with watching.watch(60.0) as seen:
        os.kill(os.getpid(), signal.SIGINT)
        found = plan(asked, seconds=60.0, progress=seen.progress, stop=seen.stop)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)

    assert seen.ended
    assert check(asked, found.plan) == ()
    assert found.seconds < 60
    assert "greedy: " in capsys.readouterr().err
