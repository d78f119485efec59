"""The OpenAPI document and the API agree, whatever is sent and whoever asks; and nothing sent breaks the server."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.doors.keys import key
from tests.world import (
    ADMINISTRATOR,
    CASE_WORKER,
    COORDINATOR,
    MINISTRY_REVIEWER,
    PARTNER_WORKER,
    PROGRAMME,
    RECEIVING_OFFICER,
    SITE,
    TREASURER,
    WATCHER,
    World,
)

from pulang.site.wsgi import application

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
READS = ("programmes", "programme", "programmeStatus", "cases", "case", "verbs")
ROLES = (COORDINATOR, MINISTRY_REVIEWER, PARTNER_WORKER, RECEIVING_OFFICER, TREASURER, WATCHER)
ACTING = (COORDINATOR, CASE_WORKER, TREASURER, ADMINISTRATOR)
QUIET: dict[str, Any] = {
    "deadline": None,
    "database": None,
    "derandomize": True,
    "phases": (Phase.explicit, Phase.generate),
    "suppress_health_check": list(HealthCheck),
}


@pytest.fixture(autouse=True)
def one_connection(db: None) -> Iterator[None]:
    """The test's connection stays open between requests, as Django's own test client keeps it."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture
def here(settings: Settings) -> tuple[World, str]:
    """A small programme with a case in many states, on 3 March 2019."""
    settings.PULANG_TODAY = "2019-03-03"
    settings.ALLOWED_HOSTS = ["localhost"]
    world = World()
    world.programme_ready()
    number = world.planned()
    world.given(number, agency="LKS-SATU", purpose="PARTNER")
    world.verified()
    world.choosing("STAY")
    world.case()
    return world, number


def operations(headers: dict[str, str]) -> dict[str, Any]:
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, headers=headers)
    found = {}
    for result in document.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        found[operation.definition.raw["operationId"]] = operation
    return found


@pytest.mark.parametrize("user", ROLES)
def test_reading_keeps_to_the_document(user: str, here: tuple[World, str]) -> None:
    world, number = here
    headers = {"Authorization": f"Bearer {key(world, user)}"}
    known = operations(headers)
    assert {*READS, "act"} == set(known)

    @settings(max_examples=8, **QUIET)
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        for name in READS:
            case = data.draw(known[name].as_strategy())
            if case.path_parameters and data.draw(st.booleans()):
                case.path_parameters = {"code": PROGRAMME, "number": number}
            case.call_and_validate(headers=headers, checks=CHECKS)

    ask()


def steered(value: Any, name: str, number: str) -> Any:
    """This will put codes that exist where they belong, so that acts get past the first look."""
    if isinstance(value, dict):
        return {each: steered(inner, each, number) for each, inner in value.items()}
    return {"programme": PROGRAMME, "case": number, "site": SITE, "agency": "DINSOS-KPG"}.get(name, value)


@pytest.mark.parametrize("user", ACTING)
def test_acting_keeps_to_the_document(user: str, here: tuple[World, str]) -> None:
    world, number = here
    headers = {"Authorization": f"Bearer {key(world, user)}"}
    act = operations(headers)["act"]
    answered: Counter[int] = Counter()

    @settings(max_examples=30, **QUIET)
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        case = data.draw(act.as_strategy())
        if data.draw(st.booleans()):
            case.body = steered(case.body, "", number)
            case.headers["Idempotency-Key"] = f"s-{sum(answered.values())}"
        response = case.call_and_validate(headers=headers, checks=CHECKS)
        answered[response.status_code] += 1

    ask()
    assert answered[422], "fields are wrong most of the time"


def test_what_the_document_forbids_is_answered_in_words(here: tuple[World, str]) -> None:
    world, _ = here
    headers = {"Authorization": f"Bearer {key(world, COORDINATOR)}"}
    known = operations(headers)

    @settings(max_examples=10, **QUIET)
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        for name in ("act", "programmeStatus", "cases", "case"):
            case = data.draw(known[name].as_strategy(generation_mode=GenerationMode.NEGATIVE))
            # Another method is answered too, but the document has nothing to say about it.
            if case.method == case.operation.method.upper():
                case.call_and_validate(headers=headers, checks=CHECKS)

    ask()
