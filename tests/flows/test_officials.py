"""An authority's letter: three different people, one person at a time, as little as possible, and she is told."""

from datetime import timedelta
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world as cast
from tests.asvs import asvs
from tests.world import World

from pulang.areas.accounts.rules import AgencyKind, Role
from pulang.areas.cases import queries as cases
from pulang.areas.privacy import queries as privacy
from pulang.areas.privacy.facts import OfficialFacts
from pulang.areas.privacy.rules import published
from pulang.flows import catalog
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db

LETTER: dict[str, Any] = {"authority": "Kantor A", "letter": "B/1/2019", "basis": "UU 8/1981 Pasal 43"}
STEPS: dict[str, dict[str, Any]] = {
    "receive": {**LETTER, "fields": ["NAME", "ADDRESS"]},
    "examine": {"fields": ["NAME"], "note": "Hanya nama"},
    "approve": {"fields": ["NAME"]},
    "refuse": {"note": "Dasar hukumnya tidak cukup"},
    "give": {"fields": ["NAME"], "document": "460/1/2019"},
    "tell": {},
}
WHO = {
    "receive": cast.HEAD,
    "examine": cast.DATA_PROTECTION,
    "approve": cast.COORDINATOR,
    "refuse": cast.COORDINATOR,
    "give": cast.COORDINATOR,
    "tell": cast.COORDINATOR,
}


@pytest.fixture
def world() -> World:
    return World()


def letter(world: World, number: str) -> OfficialFacts:
    with world.looking(cast.DATA_PROTECTION):
        return privacy.official(cases.find(number).id, "S-1", moment(world.today))


def step(world: World, number: str, name: str, by: str = "", **said: Any) -> None:
    world.here(f"privacy.official.{name}", by or WHO[name], case=number, request="S-1", **{**STEPS[name], **said})


def refused(world: World, number: str, name: str, by: str = "", **said: Any) -> str:
    said = {**STEPS[name], **said}
    return world.refusal(f"privacy.official.{name}", by or WHO[name], case=number, request="S-1", **said).code


def up_to(world: World, *names: str, **said: Any) -> str:
    number = world.choosing()
    for name in names:
        step(world, number, name, **(said if name == "receive" else {}))
    return number


def test_three_people_look_at_a_letter_and_she_is_told(world: World) -> None:
    number = up_to(world, "receive", "examine", "approve", "give")
    assert letter(world, number).to_be_told(world.today)

    step(world, number, "tell")

    one = letter(world, number)
    assert len({one.lines[place].by for place in range(3)}) == 3
    assert (one.told, one.to_be_told(world.today)) == (True, False)


@asvs("V8.2.1", "V8.3.1")
@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_refused_to_whoever_it_does_not_belong_to(world: World, name: str) -> None:
    number = up_to(world, *list(STEPS)[: list(STEPS).index(name)][:3])

    for who in (
        cast.REGISTRAR,
        cast.MINISTRY_REVIEWER,
        cast.TREASURER,
        cast.WATCHER,
        cast.ADMINISTRATOR,
        cast.STRANGER,
    ):
        assert refused(world, number, name, who) == "not-allowed", who


def test_nobody_takes_two_of_the_three_steps(world: World) -> None:
    world.actor(cast.HEAD)
    for role in ("DATA_PROTECTION", "COORDINATOR"):
        world.do("accounts.role.give", "pulang", user=cast.HEAD, role=role, happened_on=world.today.isoformat())
    number = up_to(world, "receive")

    assert refused(world, number, "examine", cast.HEAD) == "another-person-needed"
    step(world, number, "examine")
    assert refused(world, number, "approve", cast.HEAD) == "another-person-needed"


@pytest.mark.parametrize(
    ("before", "name", "fields"),
    [
        (("receive",), "examine", ["NIK"]),
        (("receive", "examine"), "approve", ["NAME", "ADDRESS"]),
        (("receive", "examine", "approve"), "give", ["ADDRESS"]),
    ],
)
def test_each_step_gives_as_much_as_the_one_before_or_less(
    world: World, before: tuple[str, ...], name: str, fields: list[str]
) -> None:
    number = up_to(world, *before)

    assert refused(world, number, name, fields=fields) == "more-than-asked"


def test_a_court_may_forbid_telling_her_until_a_day_and_then_it_is_due(world: World) -> None:
    until = world.today + timedelta(days=30)
    number = up_to(world, "receive", "examine", "refuse", court_order="PN-1/2019", silent_until=until.isoformat())

    assert refused(world, number, "tell") == "court-forbids-telling"
    assert not letter(world, number).to_be_told(until - timedelta(days=1))
    assert letter(world, number).to_be_told(until)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"court_order": "PN-1"}, "silence-needs-order-and-end"),
        ({"silent_until": "2019-04-01"}, "silence-needs-order-and-end"),
        ({"court_order": "PN-1", "silent_until": "2021-01-01"}, "silence-too-long"),
        ({"court_order": "PN-1", "silent_until": "2019-03-03"}, "silence-too-long"),
    ],
)
def test_silence_needs_a_court_s_order_and_an_end(world: World, said: dict[str, str], code: str) -> None:
    assert refused(world, world.choosing(), "receive", **said) == code


def test_no_act_about_a_letter_can_name_two_people() -> None:
    """One person at a time: the fields of these acts hold one case, and no list besides what is asked about her."""
    for name in STEPS:
        fields = catalog.verb(f"privacy.official.{name}").asks.model_fields
        lists = [each for each, about in fields.items() if tuple in (about.annotation, *get_args(about.annotation))]

        assert "case" in fields
        assert [each for each, about in fields.items() if str(about.annotation).startswith("tuple")] in (
            [],
            ["fields"],
        ), lists


def test_no_agency_and_no_role_is_there_for_the_police() -> None:
    said = " ".join(each.value for each in (*AgencyKind, *Role))

    assert not any(word in said for word in ("POLICE", "POLRI", "SATPOL", "PROSECUTOR", "MILITARY"))


def test_letters_are_counted_by_quarter_and_small_counts_are_hidden(world: World) -> None:
    up_to(world, "receive", "examine", "refuse")

    with world.looking(cast.DATA_PROTECTION):
        (quarter,) = privacy.quarters(moment(world.today))

    assert (quarter.year, quarter.quarter, quarter.received, quarter.given, quarter.refused) == (2019, 1, 1, 0, 1)
    assert [published(count).en for count in (0, 1, 9, 10, 13, 18)] == [
        "0",
        "fewer than 10",
        "fewer than 10",
        "10",
        "15",
        "20",
    ]


# --- every way through

MODEL = {
    "": {"receive": "RECEIVED"},
    "RECEIVED": {"examine": "EXAMINED"},
    "EXAMINED": {"approve": "APPROVED", "refuse": "REFUSED"},
    "APPROVED": {"give": "GIVEN", "refuse": "REFUSED"},
    "REFUSED": {"tell": "TOLD"},
    "GIVEN": {"tell": "TOLD"},
    "TOLD": {},
}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(list(STEPS)), min_size=3, max_size=9))
def test_whatever_is_tried_in_whatever_order_only_the_next_step_goes_through(world: World, names: list[str]) -> None:
    number, state = world.choosing(), ""

    for name in names:
        try:
            step(world, number, name)
        except Refusal:
            assert name not in MODEL[state], (state, name)
        else:
            assert name in MODEL[state], (state, name)
            state = MODEL[state][name]

    if state:
        assert letter(world, number).event == state
