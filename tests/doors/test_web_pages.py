"""What pages cost: so many questions to the database and no more, however much there is to show."""

import re
from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.world import CASE_WORKER, COORDINATOR, PROGRAMME, World

from pulang.flows.cards import pin_digest

pytestmark = pytest.mark.django_db

_OF_DJANGO = re.compile(r'(RELEASE |ROLLBACK TO )?SAVEPOINT "\w+"')  # stands for the transaction in a test


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


@pytest.fixture
def asked(world: World) -> Callable[[str], int]:
    """Counts what a page asks of the database when it is opened for the second time."""
    coordinator = Browser(world, COORDINATOR)

    def count(path: str) -> int:
        coordinator.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert coordinator.get(path).status == 200
        return len([each for each in queries.captured_queries if not _OF_DJANGO.fullmatch(each["sql"] or "")])

    return count


def test_a_programme_page_asks_the_same_few_questions_however_many_cases(
    world: World, asked: Callable[[str], int]
) -> None:
    world.programme_ready()
    path = reverse("programme", args=[PROGRAMME])
    world.verified()
    few = asked(path)
    for _ in range(5):
        world.choosing()

    assert (few, asked(path)) == (PROGRAMME_PAGE, PROGRAMME_PAGE)


def test_a_case_list_asks_the_same_few_questions_however_many_rows(world: World, asked: Callable[[str], int]) -> None:
    path = reverse("cases", args=[PROGRAMME])
    world.choosing()
    few = asked(path)
    for _ in range(5):
        world.choosing()

    assert (few, asked(path)) == (CASE_LIST, CASE_LIST)


def test_a_case_file_asks_the_same_few_questions_however_long_its_history(
    world: World, asked: Callable[[str], int]
) -> None:
    number = world.choosing()
    path = reverse("case", args=[number])
    few = asked(path)
    world.planned(world.verified(number))

    assert (few, asked(path)) == (CASE_FILE, CASE_FILE)


def test_her_own_page_asks_the_same_few_questions_whoever_looked_at_her_file(world: World) -> None:
    number = world.choosing()
    world.here("cards.card.issue", CASE_WORKER, case=number, digest=pin_digest(number, "493817"))
    phone = Client()
    phone.post(reverse("own-enter"), {"number": number, "pin": "493817"})

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert phone.get(reverse("own-page")).status_code == HTTPStatus.OK
        return len([each for each in queries.captured_queries if not _OF_DJANGO.fullmatch(each["sql"] or "")])

    count()
    few = count()
    Browser(world, COORDINATOR).get(reverse("case", args=[number]))
    count()

    assert (few, count()) == (OWN_PAGE, OWN_PAGE), "the name of the office that looked comes with the look"


# The session, who is here, the transaction and in whose name it reads; the rest is the page's own.
PROGRAMME_PAGE = 8
CASE_LIST = 10  # with a look the end of the reading is said too, in one message
CASE_FILE = 15  # what she has asked, on the way with the rest
# Most of them in two ways to the server: her card and case come with the opening, all that follows from the case after.
OWN_PAGE = 25
