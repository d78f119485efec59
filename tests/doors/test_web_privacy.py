"""Rights over data on screens: the worklist, a person's page, deletions confirmed, her copy as a page and a paper."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests import world as cast
from tests.asvs import asvs
from tests.doors.browsing import Browser, on
from tests.world import World

from pulang.areas.cases import queries as cases
from pulang.areas.privacy import queries as privacy
from pulang.doors.web.privacy import words
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db

TODAY = on("3 3 2019")


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def at(name: str, *parts: str) -> str:
    return reverse(name, args=parts)


def event(world: World, number: str, ref: str = "P-1") -> str:
    with world.looking(cast.DATA_PROTECTION):
        return privacy.request(cases.find(number).id, ref, moment(world.today)).event


def received(world: World, kind: str, **said: Any) -> str:
    number = world.choosing(**said)
    world.here("privacy.request.receive", cast.CASE_WORKER, case=number, request="P-1", kind=kind)
    world.here("privacy.request.check", cast.CASE_WORKER, case=number, request="P-1", known="IN_PERSON")
    return number


def test_a_request_is_received_and_answered_on_screens(world: World) -> None:
    number = world.choosing()
    worker, officer = Browser(world, cast.CASE_WORKER), Browser(world, cast.DATA_PROTECTION)
    assert worker.get(at("case", number)).has("Catat permintaannya tentang datanya")

    worker.send(at("request-receive", number), request="P-1", kind="CORRECTION", **TODAY)
    listed = officer.get(at("privacy"))
    worker.send(at("request-check", number, "P-1"), known="IN_PERSON", **TODAY)
    shown = officer.send(at("request-answer", number, "P-1"), note="Nama diperbaiki", **TODAY)

    assert listed.has("dijawab paling lambat Rabu, 6 Maret 2019")
    assert (shown.status, shown.url) == (200, at("privacy-case", number))
    assert shown.has("Nama diperbaiki")
    assert event(world, number) == "ANSWERED"


def test_the_clock_is_told_with_the_name_of_the_day() -> None:
    due = cast.noon(cast.TODAY) + timedelta(hours=72)

    assert words.by_when(due, "Asia/Makassar").id == "paling lambat Rabu, 6 Maret 2019 pukul 12.00"
    assert words.by_when(due, "Asia/Makassar").en == "by Wednesday, 6 March 2019, 12.00"


def test_what_is_overdue_stands_first_and_is_counted(world: World, settings: Settings) -> None:
    received(world, "ACCESS")
    settings.PULANG_TODAY = "2019-03-07"
    late = Browser(world, cast.DATA_PROTECTION).get(at("privacy"))

    assert late.has("1 hal lewat batas waktunya.")
    assert late.has("Lewat batas")


def test_a_number_leads_to_the_page_of_a_person_and_a_wrong_one_is_told(world: World) -> None:
    number = world.choosing()
    officer = Browser(world, cast.DATA_PROTECTION)

    found = officer.client.get(f"{at('privacy')}?nomor={number}")
    wrong = officer.get(f"{at('privacy')}?nomor=K-1")

    assert (found.status_code, found["Location"]) == (302, at("privacy-case", number))
    assert wrong.status == 200
    assert "nomor-salah" in wrong.text


def test_everything_is_withdrawn_in_one_step_from_the_file(world: World) -> None:
    number = world.given(world.choosing(), cast.PARTNER, "PARTNER")
    worker, partner = Browser(world, cast.CASE_WORKER), Browser(world, cast.PARTNER_WORKER)
    assert partner.get(at("case", number)).status == 200

    shown = worker.send(at("consents-withdraw", number), **TODAY)

    assert shown.has("Semua persetujuannya berakhir.")
    assert partner.get(at("case", number)).status == 404
    listed = partner.get(at("deletions"))
    assert listed.has("Hapus dan konfirmasi")
    done = partner.send(at("deletion-confirm", cast.PROGRAMME, number, "PARTNER"), **TODAY)
    assert done.has("Penghapusan tercatat.")
    assert done.has("Tidak ada yang perlu dihapus.")


def test_a_limit_is_told_in_the_file(world: World) -> None:
    number = received(world, "RESTRICTION")

    assert Browser(world, cast.COORDINATOR).get(at("case", number)).has("Ia membatasi pemakaian datanya")


@asvs("V6.3.3", "V8.3.1")
def test_erasure_takes_two_who_prove_who_sits_there(world: World) -> None:
    number = received(world, "ERASURE")
    officer, coordinator = Browser(world, cast.DATA_PROTECTION), Browser(world, cast.COORDINATOR)
    assert not coordinator.get(at("privacy-case", number)).has("Pastikan penghapusan")

    officer.send(at("erasure-decide", number, "P-1"), note="Tidak ada kewajiban", **TODAY)
    assert coordinator.get(at("privacy-case", number)).has("Pastikan penghapusan")
    coordinator.send(at("erasure-confirm", number, "P-1"), **TODAY)

    assert event(world, number) == "DONE"
    for name in ("erasure-decide", "erasure-confirm", "letter-approve"):
        view = coordinator.client.get(at(name, number, "P-1")).resolver_match.func
        assert getattr(view, "step_up", False), name


def test_a_letter_goes_through_three_people_on_screens(world: World) -> None:
    number = world.choosing()
    head, officer, coordinator = (Browser(world, who) for who in (cast.HEAD, cast.DATA_PROTECTION, cast.COORDINATOR))

    head.send(
        at("letter-receive", number),
        request="S-1",
        authority="Kantor A",
        letter="B/1",
        basis="UU 8/1981",
        fields_asked=["NAME", "ADDRESS"],
        **TODAY,
    )
    officer.send(at("letter-examine", number, "S-1"), fields_asked=["NAME"], note="Hanya nama", **TODAY)
    coordinator.send(at("letter-approve", number, "S-1"), fields_asked=["NAME"], **TODAY)
    head.send(at("letter-give", number, "S-1"), fields_asked=["NAME"], document="460/1", **TODAY)
    waits = officer.get(at("privacy"))
    told = officer.send(at("letter-tell", number, "S-1"), **TODAY)

    assert waits.has("Ia belum diberi tahu.")
    assert told.has("sudah diberitahukan kepadanya")
    assert officer.get(at("privacy")).has("kurang dari 10")


# --- her copy


@asvs("V14.2.1")
def test_her_copy_is_given_on_her_own_request_as_a_page_and_as_a_paper(world: World) -> None:
    number = received(world, "ACCESS", name="Kenari", alias="Melati")
    worker = Browser(world, cast.CASE_WORKER)

    assert worker.get(at("case", number)).status == 200
    shown = worker.get(at("request-copy", number, "P-1"))
    paper = worker.client.get(at("request-copy-pdf", number, "P-1"))

    assert shown.has("Tersegel.")
    assert not shown.has("Kenari")
    assert shown.has("Pendampingan oleh LKS")
    assert shown.has("Siapa yang melihat data Anda")
    assert shown.has("membaca berkas")
    assert shown.has("Pasal 20 ayat (2)")
    assert paper.content.startswith(b"%PDF-")
    assert paper["Content-Disposition"] == 'attachment; filename="salinan-data.pdf"'
    assert "no-store" in paper["Cache-Control"]


@asvs("V8.2.2")
def test_there_is_no_copy_without_her_request_nor_for_anybody_else(world: World) -> None:
    number, plain = received(world, "ACCESS"), world.choosing()
    world.here("privacy.request.receive", cast.CASE_WORKER, case=plain, request="P-1", kind="ACCESS")

    assert Browser(world, cast.CASE_WORKER).get(at("request-copy", plain, "P-1")).status == 404
    for who in (cast.DATA_PROTECTION, cast.HEAD, cast.MINISTRY_REVIEWER, cast.STRANGER, cast.WATCHER):
        assert Browser(world, who).get(at("request-copy", number, "P-1")).status == 404, who


@asvs("V8.2.1", "V8.2.2")
def test_the_worklist_is_for_those_who_see_to_it(world: World) -> None:
    number = received(world, "ACCESS")
    seen = {}

    for who in (cast.DATA_PROTECTION, cast.COORDINATOR, cast.HEAD, cast.STRANGER, cast.PARTNER_WORKER, cast.TREASURER):
        shown = Browser(world, who).get(at("privacy"))
        seen[who] = (shown.status, shown.has(number))

    assert seen == {
        cast.DATA_PROTECTION: (200, True),
        cast.COORDINATOR: (200, True),
        cast.HEAD: (200, True),
        cast.STRANGER: (200, False),
        cast.PARTNER_WORKER: (404, False),
        cast.TREASURER: (404, False),
    }


def test_more_than_fifty_are_purged_by_two_on_screens(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pulang.flows.purging.PURGE_ALONE_MOST", 0)
    world.move(world.case(), "WITHDRAWN")
    settings.PULANG_TODAY = (cast.TODAY + timedelta(days=731)).isoformat()
    officer, head = Browser(world, cast.DATA_PROTECTION), Browser(world, cast.HEAD)

    offered = officer.get(at("privacy"))
    officer.send(at("purge-propose", cast.PROGRAMME), purge="M-1")
    done = head.send(at("purge-approve", cast.PROGRAMME, "M-1"))

    assert offered.has("Usulkan pemusnahan")
    assert done.has("Pemusnahan selesai dan tercatat.")
    assert not officer.get(at("privacy")).has("M-1")
