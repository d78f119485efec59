"""The same act asked for many times at once is done once, and everybody gets its answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from tests.flows.offices import do, lines_about, offices

from pulang.flows.act import Receipt
from pulang.kernel.refusals import Refusal

MEETING = "coordination.meeting.expect"


@pytest.mark.usefixtures("own_database")
def test_twins_at_the_same_moment_are_one_act() -> None:
    offices()

    def one(_place: int) -> Receipt:
        try:
            return do(MEETING, programme="KD-2019", ref="kembar", code="r", title="R")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(one, range(6)))

    assert sorted(receipt.already_done for receipt in found) == [False, True, True, True, True, True]
    assert len({receipt.seq for receipt in found}) == 1
    assert len(lines_about("r")) == 1


@pytest.mark.usefixtures("own_database")
def test_one_id_for_different_content_at_the_same_moment_is_used_once() -> None:
    offices()

    def one(place: int) -> str:
        try:
            do(MEETING, programme="KD-2019", ref="kembar", code=f"r-{place}", title="R")
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(6) as threads:
        found = sorted(threads.map(one, range(6)))

    assert found == ["done", *["id-used-for-something-else"] * 5]
