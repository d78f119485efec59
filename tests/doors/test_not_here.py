"""A case that is not yours, one that does not exist and a mistyped number: one answer, by the same road."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests import world as cast
from tests.asvs import asvs
from tests.doors.browsing import Browser
from tests.doors.keys import BASE, Machine, key
from tests.world import World

pytestmark = pytest.mark.django_db

_NOT_THERE = "K-0000-0000"


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def numbers(world: World) -> dict[str, str]:
    """A number of each kind; the mistyped one differs from a real one in its last sign."""
    hidden = world.choosing(name="Nama Uji")
    mistyped = hidden[:-1] + ("2" if hidden[-1] != "2" else "3")
    return {"hidden": hidden, "unknown": world.number(), "mistyped": mistyped}


def road(ask: Callable[[], Any]) -> tuple[Any, tuple[str, ...]]:
    """The answer, and the statements it took, without the values in them."""
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    plain = [re.sub(r"'(?:[^']|'')*'|\b\d+\b", "?", each["sql"] or "") for each in asked.captured_queries]
    return answer, tuple(" ".join(one.split()) for one in plain if "SAVEPOINT" not in one)


def headers(answer: Any) -> dict[str, str]:
    return {name: said for name, said in answer.headers.items() if name != "Expires"}  # the second it is


def same(answers: dict[str, tuple[str, Any, tuple[str, ...]]]) -> None:
    told = {
        kind: (answer.status_code, answer.content.decode().replace(number, "#"), headers(answer))
        for kind, (number, answer, _) in answers.items()
    }
    roads = {kind: statements for kind, (_, _, statements) in answers.items()}

    assert told["hidden"][0] == 404
    assert told["hidden"] == told["unknown"] == told["mistyped"]
    assert roads["hidden"] == roads["unknown"]
    assert len(roads["mistyped"]) == len(roads["unknown"])


@asvs("V8.2.2", "V16.5.1")
@pytest.mark.parametrize("name", ["case", "case-reveal", "case-choice", "case-identity", "emergency-file"])
@pytest.mark.parametrize("user", [cast.STRANGER, cast.PARTNER_WORKER])
def test_a_page_of_a_case_that_is_not_yours_is_the_page_of_none(world: World, user: str, name: str) -> None:
    kinds, browser = numbers(world), Browser(world, user)
    browser.client.get(reverse(name, args=[_NOT_THERE]))

    def ask(number: str) -> Any:
        return browser.client.get(reverse(name, args=[number]))

    same({kind: (one, *road(partial(ask, one))) for kind, one in kinds.items()})


@asvs("V8.2.2", "V16.5.1")
@pytest.mark.parametrize("user", [cast.STRANGER, cast.PARTNER_WORKER])
def test_the_api_answers_the_same_for_a_hidden_an_unknown_and_a_mistyped_case(world: World, user: str) -> None:
    kinds, machine = numbers(world), Machine(key(world, user))
    machine.get(f"/cases/{_NOT_THERE}")

    def ask(number: str) -> Any:
        return machine.client.get(f"{BASE}/cases/{number}", headers={"Authorization": f"Bearer {machine.token}"})

    same({kind: (one, *road(partial(ask, one))) for kind, one in kinds.items()})
