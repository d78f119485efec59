"""Tokens of machines: drawn, kept as digests, bound to a user, a scope and a time; wrong ones limited by address."""

import pytest
from django.db import connection
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors.keys import Machine, key
from tests.world import COORDINATOR, TREASURER, World

from pulang.areas.accounts.facts import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


@asvs("V9.1.1", "V9.1.2", "V9.1.3", "V9.2.2", "V13.3.1")
def test_a_token_carries_no_claims_of_its_own_and_is_kept_as_a_digest(world: World) -> None:
    token = key(world, COORDINATOR, "read")

    assert Machine(token).get("/programmes").status == 200
    for forged in (token[:-1] + "x", token.upper(), f"{token}x", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJrb29yZGluYXRvciJ9."):
        assert Machine(forged).get("/programmes").status == 401
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(encode(digest, 'escape'), ' ') FROM accounts_token")
        assert token not in str(cursor.fetchone())


@asvs("V9.2.1", "V9.2.3", "V8.2.1")
def test_a_token_for_reading_does_nothing_else(world: World) -> None:
    reader = Machine(key(world, COORDINATOR, "read"))

    refused = reader.act("coordination.meeting.expect", programme="KD-2019", code="RAKOR-1", title="Rapat")

    assert (refused.status, refused.code) == (403, "token-scope")


@asvs("V7.4.2", "V9.2.1")
def test_tokens_die_with_their_account_and_with_its_roles(world: World) -> None:
    closed, lessened = Machine(key(world, COORDINATOR)), Machine(key(world, TREASURER))
    assert [closed.get("/programmes").status, lessened.get("/programmes").status] == [200, 200]

    world.do("accounts.user.deactivate", SYSTEM.code, user=COORDINATOR)
    world.do("accounts.role.end", SYSTEM.code, user=TREASURER, role="TREASURER")

    assert closed.get("/programmes").status == 401
    assert lessened.get("/programmes").status == 404


@asvs("V6.3.1", "V2.4.1")
def test_an_address_that_keeps_trying_tokens_is_held_and_a_right_token_is_not(world: World) -> None:
    right = Machine(key(world, COORDINATOR))

    answers = [Machine(f"plg_{'0' * 40}{n}").get("/programmes") for n in range(32)]

    assert [one.status for one in answers] == [401] * 30 + [429] * 2
    assert answers[-1].code == "too-many-tries"
    assert answers[-1].headers["Retry-After"] == "300"
    assert Machine("plg_" + "1" * 40).get("/openapi.json").status == 429
    assert right.get("/programmes").status == 200
