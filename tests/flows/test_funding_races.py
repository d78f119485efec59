"""Many who reach for the same money at the same moment, each over a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections
from tests.asvs import asvs
from tests.flows.offices import DAY, PROGRAMME, do, offices, who

from pulang.areas.funds import queries
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal

MILLION = 1_000_000


@asvs("V2.3.4", "V2.3.2")
def test_twenty_who_commit_at_once_never_tie_more_than_there_is(own_database: str) -> None:
    offices("bendahara")
    source: dict[str, Any] = {"programme": PROGRAMME, "source": "APBD-2019"}
    do(
        "funds.source.open",
        programme=PROGRAMME,
        code="APBD-2019",
        name="APBD Kota Kupang 2019",
        payer="BKAD-KPG",
        level="APBD_CITY",
        use="TRAVEL",
        fiscal_year=2019,
    )
    do("funds.money.allocate", **source, amount=10 * MILLION)
    do("funds.money.release", **source, amount=7 * MILLION)
    start = Barrier(20)
    treasurer = who("bendahara")

    def commit(number: int) -> str:
        try:
            start.wait(timeout=60)
            do("funds.money.commit", treasurer, ref=f"rebut-{number}", **source, amount=MILLION)
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(commit, range(20)))

    assert outcomes.count("done") == 7
    assert outcomes.count("not-enough-money") == 13
    (left,) = queries.sources(PROGRAMME, moment(DAY))
    assert (left.available, left.committed) == (0, 7 * MILLION)
    assert queries.out_of_balance() == ()
