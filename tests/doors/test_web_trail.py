"""The person's own trail and the book of looks: what they tell, to whom, and what they keep back."""

import re
import zlib

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests import world as cast
from tests.asvs import asvs
from tests.doors.browsing import Browser
from tests.world import PROGRAMME, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def trail_of(world: World, number: str, by: str = cast.CASE_WORKER) -> str:
    return Browser(world, by).get(reverse("case-trail", args=[number])).text


@asvs("V14.2.4")
def test_she_learns_which_agency_looked_in_which_role_for_what_and_when_and_not_who(world: World) -> None:
    number = world.choosing()
    Browser(world, cast.COORDINATOR).get(reverse("case", args=[number]))

    shown = Browser(world, cast.CASE_WORKER).get(reverse("case-trail", args=[number]))

    for words in ("3 Maret 2019", "Dinas Sosial Kota Kupang, Koordinator program", "mengoordinasikan program"):
        assert shown.has(words), words
    assert "Koordinator</" not in shown.text
    assert cast.COORDINATOR not in shown.text


def test_a_list_a_refusal_and_a_copy_of_the_programme_stand_in_it_and_other_cases_do_not(world: World) -> None:
    number, other = world.choosing(), world.choosing()
    Browser(world, cast.HEAD).get(reverse("cases", args=[PROGRAMME]))
    Browser(world, cast.STRANGER).get(reverse("case", args=[number]))
    Browser(world, cast.REGISTRAR).get(reverse("case", args=[other]))

    shown = Browser(world, cast.CASE_WORKER).get(reverse("case-trail", args=[number]))

    assert shown.has("melihat nomor berkas dalam daftar")
    assert shown.has("Dinas Sosial Kabupaten Bintan")
    assert shown.has("ditolak")
    assert not shown.has("Petugas pendaftaran")


def test_her_copy_is_a_document_that_says_nothing_of_what_it_is_about(world: World) -> None:
    number = world.choosing()
    world.actor(cast.CASE_WORKER)
    browser = Browser(world, cast.CASE_WORKER)

    answer = browser.client.get(reverse("case-trail-paper", args=[number]))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="salinan.pdf"'
    assert answer.content.startswith(b"%PDF-")
    title = re.search(rb"<dc:title>.*?</dc:title>", unpacked(answer.content), re.DOTALL)
    assert title is not None
    assert b"Salinan catatan" in title[0]
    assert PROGRAMME.encode() not in answer.content


def unpacked(pdf: bytes) -> bytes:
    """The document with its compressed parts opened."""
    found = [pdf]
    for part in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(part.rstrip(b"\r\n")))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_the_officer_narrows_the_book_by_account_case_day_and_refusal(world: World) -> None:
    first, second = world.choosing(), world.choosing()
    Browser(world, cast.COORDINATOR).get(reverse("case", args=[first]))
    Browser(world, cast.REGISTRAR).get(reverse("case", args=[second]))
    Browser(world, cast.STRANGER).get(reverse("case", args=[second]))
    officer = Browser(world, cast.DATA_PROTECTION)
    path = reverse("looks", args=[PROGRAMME])

    def seen(query: str) -> set[str]:
        text = officer.get(f"{path}{query}").text
        return {who for who in (cast.COORDINATOR, cast.REGISTRAR, cast.STRANGER) if f"{who}, " in text}

    assert seen("") == {cast.COORDINATOR, cast.REGISTRAR, cast.STRANGER}
    assert seen(f"?akun={cast.REGISTRAR}") == {cast.REGISTRAR}
    assert seen(f"?berkas={first}") == {cast.COORDINATOR}
    assert seen("?ditolak=on") == {cast.STRANGER}
    assert seen("?pada=2019-03-03") == {cast.COORDINATOR, cast.REGISTRAR, cast.STRANGER}
    assert seen("?pada=2019-03-02") == set()
    assert "govuk-inset-text" in officer.get(f"{path}?berkas=salah").text
    assert officer.get(f"{path}?page=99").status == 200


def test_reading_the_trail_stands_in_the_trail(world: World) -> None:
    number = world.choosing()
    trail_of(world, number)

    assert "membuka jejak data berkas" in trail_of(world, number)
