"""Papers of a meeting: minutes under a number that anybody can check, and invitations that tell a passer-by nothing."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.doors import outside
from tests.doors.browsing import Browser
from tests.world import CITY, COORDINATOR, MINISTRY, MINISTRY_REVIEWER, PROGRAMME, WATCHER, World

from pulang.areas.coordination import queries
from pulang.areas.coordination.facts import IssuedMinutes
from pulang.doors.web.meetings.papers import lines
from pulang.flows import minutes as flow
from pulang.flows.minutes import MARK_SIGNS
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
MEETING = f"/program/{PROGRAMME}/rapat/RAKOR-1/"


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    world.rakor_decided()
    world.here("coordination.agenda.put", meeting="RAKOR-1", code="1", question="Mitra siap?", cases=140)
    return world


def issued(world: World) -> IssuedMinutes:
    with world.looking():
        return queries.minutes(PROGRAMME, "RAKOR-1")[0]


def drawn_up(world: World) -> Browser:
    coordinator = Browser(world, COORDINATOR)
    shown = coordinator.send(f"{MEETING}notulen/baru/")
    assert shown.has("Notulen dibuat.")
    return coordinator


def test_minutes_draft_themselves_and_say_who_came_with_a_mandate_and_what_was_decided(world: World) -> None:
    shown = Browser(world, MINISTRY_REVIEWER).get(f"{MEETING}notulen/")

    assert shown.has("Dinas Sosial Kota Kupang, dengan mandat memutuskan")
    assert shown.has("Butir 1. Mitra siap?")
    assert shown.has("140 berkas menunggu. Belum diputuskan.")
    assert shown.has("KEP-1: Boleh jalan. Berlaku mulai 3 Maret 2019.")
    watched = Browser(world, WATCHER).get(f"{MEETING}notulen/")
    assert watched.has("Butir 1. Mitra siap?")
    assert not watched.has("Buat notulen")  # who only watches draws up nothing, and is told no exact count
    assert not watched.has("140")
    assert not Browser(world, WATCHER).get(MEETING).has("140")
    assert Browser(world, COORDINATOR).get(MEETING).has("140 berkas menunggu")


def test_minutes_say_by_when_each_condition_is_to_be_met_and_who_sees_to_it(world: World) -> None:
    conditions = [
        {"code": "S1", "text": "Daftar lengkap", "holder": CITY, "due_on": "2019-03-20"},
        {"code": "S2", "text": "Dana cair", "holder": MINISTRY},
    ]
    made: dict[str, Any] = {"code": "KEP-2", "meeting": "RAKOR-1", "supersedes": "KEP-1", "outcome": "MAY_PROCEED_IF"}
    world.here("coordination.decision.make", **made, conditions=conditions)
    drawn_up(world)

    with world.looking():
        told = [line.words for line in lines(flow.as_issued(issued(world))) if "Syarat" in line.words.id]
    assert [words.id for words in told] == [
        "Syarat: Daftar lengkap (Dinas Sosial Kota Kupang, paling lambat 20 Maret 2019) – belum terpenuhi",
        "Syarat: Dana cair (Kementerian Sosial) – belum terpenuhi",
    ]
    assert "by 20 March 2019" in told[0].en
    memo = Browser(world, COORDINATOR).get(f"/program/{PROGRAMME}/memo/")
    assert memo.has("Daftar lengkap (paling lambat 20 Maret 2019) dan Dana cair")


def test_a_paper_keeps_its_words_whatever_is_recorded_later(world: World) -> None:
    drawn_up(world)
    first = issued(world)
    world.here("coordination.decision.correct", code="KEP-1", why="Pelaksana belum ditulis", holder=MINISTRY)

    with world.looking():
        then = flow.as_issued(first)
        now = flow.draft(PROGRAMME, "RAKOR-1", moment(world.today))
    assert then.digest == first.digest != now.digest
    assert [line.words.id for line in lines(now) if "Pelaksana" in line.words.id]
    assert [line.words.id for line in lines(then) if "Pelaksana" in line.words.id] == []


def test_minutes_that_would_say_the_same_are_drawn_up_once(world: World) -> None:
    coordinator = drawn_up(world)

    again = coordinator.send(f"{MEETING}notulen/baru/")

    assert again.status == 422
    assert again.has(f"Notulen {issued(world).number} sudah berisi semua catatan ini")


def test_anybody_can_check_a_paper_and_learns_nothing_else(world: World) -> None:
    coordinator = drawn_up(world)
    one = issued(world)
    paper = coordinator.client.get(f"{MEETING}notulen/{one.number}.pdf")
    assert paper.content.startswith(b"%PDF-")
    assert not re.search(rb"Kupang|Rakor|KD-2019", paper.content)  # nor in its properties

    good = Client().get(f"/periksa/{one.number}/{one.digest[:MARK_SIGNS]}/")
    pairs = [(one.number, "0" * MARK_SIGNS), ("N-84G7-ZWYE", one.digest[:MARK_SIGNS]), ("x", "y")]
    wrong = [Client().get(f"/periksa/{number}/{mark}/") for number, mark in pairs]

    assert "Asli" in good.content.decode()
    assert {answer.status_code for answer in wrong} == {404}
    for answer in (good, *wrong):
        text = answer.content.decode()
        assert outside.told(text) == []
        assert not re.search(r"Kupang|Rakor|KEP-1|Kementerian|3 Mitra", text)


def test_an_older_paper_is_told_apart_from_the_latest(world: World) -> None:
    drawn_up(world)
    old = issued(world)
    world.here("coordination.decision.withdraw", code="KEP-1", reason="Keliru")
    drawn_up(world)

    shown = Client().get(f"/periksa/{old.number}/{old.digest[:MARK_SIGNS]}/").content.decode()

    assert "dokumen yang lebih baru" in shown


def test_an_invitation_names_the_day_and_no_programme(world: World) -> None:
    plan: dict[str, Any] = {
        "code": "RAKOR-2",
        "planned_for": "2019-03-18",
        "agencies": [CITY, MINISTRY],
        "title": "Rapat lanjutan",
    }
    world.here("coordination.meeting.plan", **plan)
    reviewer = Browser(world, MINISTRY_REVIEWER)
    where = f"/program/{PROGRAMME}/rapat/RAKOR-2/"

    file = reviewer.client.get(f"{where}undangan.ics")
    letter = reviewer.client.get(f"{where}undangan.pdf")

    text = file.content.decode()
    assert {"DTSTART;VALUE=DATE:20190318", "DTEND;VALUE=DATE:20190319", "CLASS:PRIVATE"} <= set(text.split("\r\n"))
    assert text.endswith("END:VCALENDAR\r\n")
    assert max(len(line) for line in text.split("\r\n")) <= 75
    assert outside.told(text) == []
    assert letter.content.startswith(b"%PDF-")
    assert reviewer.get(f"{MEETING}undangan.ics").status == 404  # that one was held


def test_a_meeting_that_was_not_held_has_no_minutes(world: World) -> None:
    world.here("coordination.meeting.expect", code="RAKOR-2", title="Rapat lanjutan")

    assert Browser(world, COORDINATOR).get(f"/program/{PROGRAMME}/rapat/RAKOR-2/notulen/").status == 404
