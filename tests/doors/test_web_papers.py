"""Who has no papers is helped all the same: a list of papers to be got, each with who holds it."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser, on
from tests.world import CASE_WORKER, RECEIVER, World

pytestmark = pytest.mark.django_db


def test_papers_begin_with_registration_and_say_who_holds_them(settings: Settings) -> None:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    world._agency(RECEIVER)
    worker, number = Browser(world, CASE_WORKER), world.choosing(papers="NONE")
    form, file = reverse("case-papers", args=[number]), reverse("case", args=[number])
    said: dict[str, Any] = {"kind": "LOSS_LETTER", "state": "WAITING", **on("3 3 2019")}

    before = worker.get(file)
    nobody = worker.send(form, **said)
    after = worker.send(form, **said, holder=RECEIVER, **on("20 3 2019", "expected_on"))
    holding = worker.get(reverse("case", args=[world.choosing(papers="CARD")]))

    assert before.has("Surat pindah domisili")
    assert before.has("Belum dimulai")
    assert nobody.has("Sebutkan instansi yang ditunggu")
    assert after.has("Dinas Sosial Kota Surabaya; sejak hari ini; diharapkan 20 Maret 2019")
    assert not holding.has("Surat yang diurus")
