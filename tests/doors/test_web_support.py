"""Whoever stays or travels by herself has steps of her own, equal to a journey; none of them holds aid back."""

import pytest
from django.urls import reverse
from tests.doors.browsing import Browser
from tests.world import CASE_WORKER, PARTNER_WORKER, World

from pulang.areas.journeys.rules import SUPPORT_FOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def mark(world: World, case: str, kind: str, state: str = "OFFERED") -> None:
    world.here("journeys.support.mark", CASE_WORKER, case=case, kind=kind, state=state)


def test_the_file_offers_the_steps_of_what_she_chose_and_shows_how_far_each_is(world: World) -> None:
    stays, alone, returns = (world.choosing(choice) for choice in ("STAY", "ALONE", "RETURN"))
    worker = Browser(world, CASE_WORKER)

    before = worker.get(reverse("case", args=[stays]))
    done = worker.send(reverse("case-support", args=[stays]), kind="TRAINING", state="UNDER_WAY", agency="DINSOS-KPG")

    assert all(before.has(words) for words in ("Pelatihan", "Tempat tinggal sementara", "Rujukan layanan"))
    assert before.has("Belum ditawarkan")
    assert not worker.get(reverse("case-support", args=[stays])).has("Bantuan ongkos jalan")
    assert done.has("Sedang berjalan")
    assert worker.get(reverse("case", args=[alone])).has("Bantuan ongkos jalan")
    assert not worker.get(reverse("case", args=[returns])).has("Belum ditawarkan")


def test_a_step_belongs_to_her_choice_and_she_may_need_none(world: World) -> None:
    stays, returns = world.choosing("STAY"), world.choosing()

    def refused(case: str, kind: str, by: str = CASE_WORKER) -> str:
        return world.refusal("journeys.support.mark", by, case=case, kind=kind, state="OFFERED").code

    assert refused(returns, "TRAINING") == "support-not-of-her-choice"
    assert refused(stays, "TRAVEL_AID") == "support-not-of-her-choice"
    assert refused(stays, "TRAINING", PARTNER_WORKER) == "not-allowed"
    mark(world, stays, "TRAINING", "NOT_NEEDED")
    shown = Browser(world, CASE_WORKER).get(reverse("case", args=[stays]))
    assert shown.has("Ia tidak memerlukannya")


def test_both_other_ways_have_steps_of_their_own(world: World) -> None:
    assert set(SUPPORT_FOR) == {"STAY", "ALONE"}
    assert {len(kinds) for kinds in SUPPORT_FOR.values()} == {3, 4}
