"""The papers of public money rest on one another, move what they move, and never amount to more than the one below."""

from datetime import date
from typing import Any

import pytest
from tests.world import CITY, COORDINATOR, FINANCE, PROGRAMME, TREASURER, World

from pulang.areas.funds import queries
from pulang.areas.funds.facts import PaperKind
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db

MILLION = 1_000_000
SOURCE = "APBD-2019"
CHAIN = ("DPA", "SPD", "SPP", "SPM", "SP2D")


@pytest.fixture
def world(db: None) -> World:
    world = World(today=date(2019, 3, 3))
    world._agency(FINANCE)
    opened(world, SOURCE, 2019)
    return world


def opened(world: World, code: str, year: int, **said: Any) -> None:
    asked: dict[str, Any] = {"code": code, "name": code, "payer": FINANCE, "level": "APBD_CITY", "use": "TRAVEL"}
    world.here(
        "funds.source.open", COORDINATOR, **{**asked, "fiscal_year": year, "account_code": "5.2.2.15.02", **said}
    )


def paper(world: World, kind: str, amount: int, rests_on: str = "", **said: Any) -> None:
    fields = {"source": SOURCE, "number": f"{kind}-1", **said}
    world.here("funds.paper.issue", TREASURER, kind=kind, amount=amount, rests_on=rests_on, **fields)


def no(world: World, kind: str, amount: int, rests_on: str = "", **said: Any) -> str:
    fields = {"source": SOURCE, "number": f"{kind}-9", **said}
    return world.refusal("funds.paper.issue", TREASURER, kind=kind, amount=amount, rests_on=rests_on, **fields).code


def chain(world: World, amount: int = 300 * MILLION) -> None:
    for kind, below in zip(CHAIN, ("", *(f"{each}-1" for each in CHAIN)), strict=False):
        paper(world, kind, amount, below)


def stands(world: World, code: str = SOURCE) -> tuple[int, int, int, int]:
    (one,) = [each for each in queries.sources(PROGRAMME, moment(world.today)) if each.code == code]
    return one.ceiling, one.available, one.committed, one.spent


def left(world: World) -> dict[str, int]:
    return {one.kind.value: one.left for one in queries.papers(PROGRAMME, moment(world.today)) if one.source == SOURCE}


def test_money_is_released_by_papers_that_rest_on_one_another(world: World) -> None:
    chain(world)

    assert stands(world) == (300 * MILLION, 300 * MILLION, 0, 0)
    assert left(world) == {"DPA": 0, "SPD": 0, "SPP": 0, "SPM": 0, "SP2D": 300 * MILLION}
    paper(world, "DPPA", 50 * MILLION, "DPA-1")
    assert no(world, "DPPA", MILLION, "DPA-1", lowers=True) == "paper-used-up", "it was provided already"
    paper(world, "SPD", 20 * MILLION, "DPPA-1", number="SPD-2")
    assert stands(world)[0] == 350 * MILLION
    assert queries.out_of_balance() == ()


def test_a_paper_that_rests_on_nothing_or_on_too_little_moves_nothing(world: World) -> None:
    chain(world, 10 * MILLION)
    for kind, amount, below, said, code in (
        ("DPA", 1, "", {"number": "DPA-1"}, "paper-number-is-free"),
        ("SPD", 1, "", {}, "paper-needs-another"),
        ("SPD", 1, "DPA-1", {}, "paper-used-up"),
        ("SPP", 1, "DPA-1", {}, "paper-on-another"),
        ("SPP", 1, "TIDAK-ADA", {}, "unknown-paper"),
        ("SPD", 0, "DPA-1", {}, "fields"),
        ("SPD", 1, "DPA-1", {"lowers": True}, "only-dppa-lowers"),
        ("SPD", 1, "DPA-1", {"happened_on": "2019-03-02"}, "unknown-source"),
        ("SPD", 1, "DPA-1", {"happened_on": "2020-01-02"}, "not-yet-happened"),
        ("LPJ", 1, "SP2D-1", {}, "not-spent"),
        ("LPJ", 1, "SPM-1", {}, "paper-on-another"),
    ):
        assert no(world, kind, amount, below, **said) == code, (kind, code)
    assert world.refusal("funds.paper.issue", COORDINATOR, source=SOURCE, kind="DPA", number="X", amount=1).code == (
        "not-allowed"
    )
    assert stands(world) == (10 * MILLION, 10 * MILLION, 0, 0)


@pytest.mark.parametrize(
    ("level", "code", "good"),
    [
        ("APBD_CITY", "5.1.02.02.01.0039", True),
        ("APBD_CITY", "573112", False),
        ("APBD_CITY", "4.1.02.01", False),
        ("APBD_PROVINCE", "5.2", False),
        ("APBN", "573112", True),
        ("APBN", "5.2.2.15.02", False),
    ],
)
def test_an_account_code_is_a_spending_account_of_its_budget(
    world: World, level: str, code: str, *, good: bool
) -> None:
    said: dict[str, Any] = {"code": "S-2", "name": "S", "payer": CITY, "use": "TRAVEL", "fiscal_year": 2019}
    asked = {**said, "level": level, "account_code": code}
    if good:
        world.here("funds.source.open", COORDINATOR, **asked)
    else:
        assert world.refusal("funds.source.open", COORDINATOR, **asked).code == "unknown-account-code"


def test_a_year_is_accounted_for_closed_and_what_is_left_goes_on(world: World) -> None:
    chain(world, 100 * MILLION)
    paper(world, "DPPA", 20 * MILLION, "DPA-1")
    world.here("funds.money.commit", TREASURER, source=SOURCE, amount=70 * MILLION)
    payment = "B-M9S3-46QC"
    world.here("funds.payment.ask", TREASURER, payment=payment, source=SOURCE, amount=60 * MILLION)
    world.here("funds.payment.approve", "penyetuju", payment=payment)
    paper(world, "LPJ", 40 * MILLION, "SP2D-1")
    assert no(world, "LPJ", 21 * MILLION, "SP2D-1") == "not-spent"
    close: dict[str, Any] = {"source": SOURCE, "number": "BA-1", "happened_on": "2019-03-03"}
    assert world.refusal("funds.year.close", TREASURER, **close).code == "year-still-open"

    world.today = date(2020, 2, 1)
    world.here("funds.year.close", TREASURER, **{**close, "happened_on": "2019-12-31"})

    assert stands(world) == (60 * MILLION, 0, 0, 60 * MILLION)
    assert left(world)["SILPA"] == 60 * MILLION
    assert world.refusal("funds.year.close", TREASURER, **{**close, "happened_on": "2019-12-31"}).code == "nothing-left"
    opened(world, "APBD-2020", 2020)
    opened(world, "APBD-2021", 2021, happened_on="2020-02-01")
    paper(world, "DPA", 50 * MILLION, "BA-1", source="APBD-2020")
    assert no(world, "DPA", 11 * MILLION, "BA-1", source="APBD-2020") == "paper-used-up"
    assert no(world, "DPA", MILLION, "BA-1", source="APBD-2021") == "outside-fiscal-year"
    assert stands(world, "APBD-2020")[0] == 50 * MILLION
    assert {one.kind for one in queries.papers(PROGRAMME, moment(date(2019, 12, 30)))} == {
        PaperKind.DPA, PaperKind.DPPA, PaperKind.SPD, PaperKind.SPP, PaperKind.SPM, PaperKind.SP2D, PaperKind.LPJ
    }  # fmt: skip
    assert queries.out_of_balance() == ()
