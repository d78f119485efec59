"""Two chairs decide the same point of an agenda at the same moment: one wins, the other is told, nothing is lost."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from tests.flows.test_agenda import decide, decisions, kupang, put
from tests.world import COORDINATOR, HEAD

from pulang.kernel.refusals import Refusal

RACES = int(os.environ.get("PULANG_NIGHTLY_CHAIRS", "2"))  # nightly: 2000


@pytest.mark.usefixtures("own_database")
def test_of_two_chairs_who_decide_one_point_at_once_one_wins_and_the_other_is_told() -> None:
    kupang()

    def one(said: tuple[str, str, str]) -> str:
        item, by, code = said
        try:
            decide(code, by, item=item, outcome="MAY_PROCEED" if by == COORDINATOR else "REFUSED")
        except Refusal as refusal:
            return f"{refusal.code}: {refusal.words.en}"
        finally:
            connections.close_all()
        return code

    with ThreadPoolExecutor(2) as threads:
        for race in range(RACES):
            item = str(race + 2)
            put(code=item)
            chairs = [(item, COORDINATOR, f"a{race}"), (item, HEAD, f"b{race}")]
            first, second = threads.map(one, chairs)
            won, told = (first, second) if first.startswith("a") else (second, first)

            assert won in {f"a{race}", f"b{race}"}
            assert told.startswith("item-decided: ")
            assert f": {won}, " in told
    assert len(decisions()) == RACES
