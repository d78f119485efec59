"""A quarter's figures: prepared by one, published by another, frozen, and nothing in them that finds anybody."""

import json

import pytest
from pytest_django.fixtures import Settings
from tests.world import COORDINATOR, HEAD, PROGRAMME, REGISTRAR, TREASURER, World

from pulang.areas.figures import queries
from pulang.flows import counting
from pulang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
QUARTER = "2018-4"


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


@pytest.fixture
def people(world: World) -> World:
    """Twenty-six verified people of two cities, a day before the quarter ends, and three nobody has verified."""
    day = world.today.replace(year=2018, month=12, day=30)
    world.actor(REGISTRAR)
    for home in ("35.78", "33.74") * 13:
        number = world.choosing(home=home, on=day)
        world.here("cases.attempt.record", on=day, case=number, kind="IN_PERSON", outcome="ACCEPTED")
    for _ in range(3):
        world.choosing(home="35.78", on=day)
    return world


def test_one_prepares_another_publishes_and_only_the_verified_are_counted(people: World) -> None:
    people.here("figures.release.prepare", COORDINATOR, quarter=QUARTER)
    people.here("figures.release.publish", HEAD, quarter=QUARTER, ref="terbit")
    with people.looking():
        found = queries.release(PROGRAMME, QUARTER)
    for _ in range(4):  # the books go on, and nobody takes a release back
        number = people.choosing(home="35.78", on=people.today.replace(year=2018, month=12, day=30))
        people.here("cases.attempt.record", case=number, kind="IN_PERSON", outcome="ACCEPTED")
    with pytest.raises(Refusal) as refused:
        people.do("audit.act.strike", HEAD, act="terbit", reason="Keliru")
    with people.looking():
        again = queries.release(PROGRAMME, QUARTER)

    assert refused.value.code == "others-rest-on-it"
    assert again == found
    shown = {(cell["table"], cell["unit"]): cell["shown"] for cell in found.content["counts"]["cells"]}
    assert found.content["counts"]["total"] == 25
    assert shown["CHOICE", "RETURN"] == 25
    assert shown["PROVINCE", "REST-3"] == 25
    assert "26" not in found.content["headline"]["id"]
    assert found.content["headline"]["en"].startswith("About 25 verified people.")


def test_whoever_prepared_it_does_not_publish_it(people: World) -> None:
    people.here("figures.release.prepare", COORDINATOR, quarter=QUARTER)

    assert people.refusal("figures.release.publish", COORDINATOR, quarter=QUARTER).code == "two-people-needed"


def test_nothing_is_published_that_was_not_prepared(world: World) -> None:
    assert world.refusal("figures.release.publish", HEAD, quarter=QUARTER).code == "nothing-prepared"


def test_a_running_quarter_has_no_figures_yet(world: World) -> None:
    assert world.refusal("figures.release.prepare", quarter="2019-1").code == "quarter-not-over"
    assert world.refusal("figures.release.prepare", quarter="2018-9").code == "no-quarter"


def test_others_neither_prepare_nor_publish(world: World) -> None:
    assert world.refusal("figures.release.prepare", TREASURER, quarter=QUARTER).code == "not-allowed"


def test_a_release_is_replaced_as_a_whole_and_with_a_reason_and_the_old_one_stays(people: World) -> None:
    people.here("figures.release.prepare", COORDINATOR, quarter=QUARTER)
    people.here("figures.release.publish", HEAD, quarter=QUARTER)

    assert people.refusal("figures.release.prepare", quarter=QUARTER).code == "reason-for-revision"
    assert people.refusal("figures.release.publish", HEAD, quarter=QUARTER).code == "nothing-prepared"
    people.here("figures.release.prepare", HEAD, quarter=QUARTER, reason="Nama sumber dana keliru")
    people.here("figures.release.publish", COORDINATOR, quarter=QUARTER)
    with people.looking():
        kept = queries.releases(PROGRAMME)
    assert [(each.revision, each.reason) for each in kept] == [(1, ""), (2, "Nama sumber dana keliru")]


def test_padding_with_people_nobody_has_verified_changes_nothing(people: World) -> None:
    with people.looking():
        before = counting.planned(PROGRAMME, QUARTER).content
    for _ in range(12):
        people.choosing(home="53.71", on=people.today.replace(year=2018, month=12, day=30))

    with people.looking():
        assert counting.planned(PROGRAMME, QUARTER).content["counts"] == before["counts"]
    numbers = [cell["shown"] for cell in before["counts"]["cells"] if cell["shown"] is not None]
    assert numbers
    assert min(numbers) >= 15
    assert all(number % 5 == 0 for number in numbers)
    assert "K-" not in json.dumps(before)
