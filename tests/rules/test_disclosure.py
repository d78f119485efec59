"""The figures of a simulated programme, attacked: ours give nobody away, naive ones do (`pulang bench disclosure`)."""

from typing import Any

import pytest
from tests.asvs import asvs

from pulang.doors.jobs.bench import disclosure

pytestmark = pytest.mark.slow
PEOPLE, RELEASES = 120, 3  # eight releases of four hundred people take minutes: `pulang bench disclosure`


@pytest.fixture(scope="module")
def attacks() -> dict[str, Any]:
    found: dict[str, Any] = disclosure.measure(PEOPLE, RELEASES)["attacks"]
    return found


@asvs("V14.2.6")
@pytest.mark.parametrize("attack", ["margins", "all_releases", "all_but_one", "complaints"])
def test_no_attack_finds_a_number_of_ours(attacks: dict[str, Any], attack: str) -> None:
    ours = attacks[attack]["ours"]

    assert ours["targets"] > 0
    assert ours["exact_percent"] == 0
    assert ours.get("narrower_than_4_percent", 0) <= 3


@pytest.mark.parametrize("attack", ["margins", "all_releases", "shares", "padding", "all_but_one", "complaints"])
def test_the_same_attacks_bite_on_naive_figures(attacks: dict[str, Any], attack: str) -> None:
    assert attacks[attack]["naive"]["targets"] > 0
    assert attacks[attack]["naive"]["exact_percent"] > 0


def test_people_a_partner_made_up_change_nothing_of_ours(attacks: dict[str, Any]) -> None:
    assert attacks["padding"]["ours"]["changes_what_is_printed"] is False


def test_rounded_counts_of_complaints_would_tell_too_much_to_whoever_makes_some_himself(
    attacks: dict[str, Any],
) -> None:
    assert attacks["complaints"]["rounded"]["narrower_than_4_percent"] > 3


def test_neither_order_nor_repetition_tells_anything(attacks: dict[str, Any]) -> None:
    assert attacks["metadata"]["ours"]["same_bytes_whatever_the_order"] is True
