"""Meetings with residents: every question by itself, and what nobody answered goes on waiting until somebody does."""

from datetime import date
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.flows.offices import refused
from tests.world import CASE_WORKER, CITY, COORDINATOR, MINISTRY_REVIEWER, PROGRAMME, REGISTRAR, WATCHER, World

from pulang.areas.coordination import queries
from pulang.areas.coordination.facts import QuestionFacts
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
WHEN = {"code": "t-1", "text": "Kapan kami berangkat?", "holder": CITY, "due_on": "2019-02-10"}
MAY = {"code": "t-2", "text": "Boleh membawa anak?", "answer": "Boleh, dengan tiket sendiri"}


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def held(world: World, *questions: dict[str, Any], **said: Any) -> None:
    told = {"office": "Dinas Sosial", "audience": "block-owners", "summary": "Rencana penutupan"}
    with_ = {"questions": [*questions], "happened_on": "2019-02-01", **told, **said}
    world.here("coordination.consultation.record", CASE_WORKER, **with_)


def questions(day: date) -> dict[str, QuestionFacts]:
    return {one.code: one for one in queries.questions(PROGRAMME, moment(day))}


def test_what_was_answered_there_is_done_and_the_rest_waits_on_every_day_until_it_is_answered(world: World) -> None:
    held(world, WHEN, MAY)
    with refused("answered-before-asked", field="happened_on"):
        world.here("coordination.question.answer", code="t-1", text="Segera", happened_on="2019-01-31")
    world.here("coordination.question.answer", MINISTRY_REVIEWER, code="t-1", text="Sesudah 11 Maret")
    for code, field in (("question-answered", "t-1"), ("question-answered", "t-2"), ("unknown-question", "t-9")):
        with refused(code, field="code"):
            world.here("coordination.question.answer", code=field, text="Sekali lagi")
    with refused("not-allowed"):
        world.here("coordination.question.answer", REGISTRAR, code="t-1", text="Bukan tugas saya")

    assert questions(date(2019, 1, 31)) == {}
    ages = {day: questions(day)["t-1"] for day in (date(2019, 2, 1), date(2019, 2, 10), date(2019, 3, 2))}
    assert [(one.waits(day), one.late(day)) for day, one in ages.items()] == [(0, 0), (9, 0), (29, 20)]
    now = questions(world.today)
    assert (now["t-1"].answered_on, now["t-1"].waits(world.today)) == (world.today, None)
    assert (now["t-2"].answer, now["t-2"].answered_on) == ("Boleh, dengan tiket sendiri", date(2019, 2, 1))


def test_a_code_stands_for_one_question_and_an_answer_is_due_after_the_meeting(world: World) -> None:
    held(world, WHEN)
    for wrong, code in (([WHEN], "question-code-used"), ([MAY, MAY], "question-code-used")):
        with refused(code, field="questions"):
            held(world, *wrong)
    with refused("ends-before-start", field="questions"):
        held(world, {**WHEN, "code": "t-3", "due_on": "2019-01-31"})
    with refused("unknown-agency"):
        held(world, {**WHEN, "code": "t-3", "holder": "TIDAK-ADA"})
    held(world)  # a meeting where nobody asked anything

    assert [len(one.questions) for one in queries.consultations(PROGRAMME, moment(world.today))] == [1, 0]


def test_a_struck_meeting_takes_its_questions_with_it(world: World) -> None:
    said: dict[str, Any] = {"office": "Dinas Sosial", "audience": "residents", "summary": "Rencana"}
    said |= {"happened_on": "2019-02-01"}
    world.here("coordination.consultation.record", CASE_WORKER, ref="pertemuan", questions=[WHEN], **said)
    world.do("audit.act.strike", act="pertemuan", reason="Tercatat dua kali")

    assert questions(world.today) == {}
    held(world, WHEN)
    assert questions(world.today)["t-1"].on == date(2019, 2, 1)


def test_questions_are_written_down_on_a_screen_wait_where_everybody_sees_them_and_are_answered(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    here = f"/program/{PROGRAMME}"
    sent = {"office": "Dinas Sosial", "audience": "working-group", "summary": "Rencana", "happened_on": "2019-03-01"}
    rows = {"question_1": "Kapan berangkat?", "question_2": "Boleh bawa anak?", "answer_2": "Boleh"}
    assert browser.send(f"{here}/catatan/pertemuan/", **sent, answer_1="Segera").has("Tulis pertanyaannya")
    shown = browser.send(f"{here}/catatan/pertemuan/", **sent, **rows, told_of_companions="on", due_on="2019-03-10")
    assert shown.has("Kelompok kerja, 1 Maret 2019")
    assert shown.has("Warga diberi tahu boleh membawa pendamping; tidak ada yang hadir.")
    for page in ("tunggu", "memo", "catatan"):
        assert browser.get(f"{here}/{page}/").has("Kapan berangkat?")
    seen = Browser(world, WATCHER).get(f"{here}/tunggu/")
    assert seen.has("Belum dijawab, 2 hari")
    assert seen.has("Dinas Sosial Kota Kupang")
    assert "pertanyaan/tanya-1/" not in seen.text
    assert not browser.get(f"{here}/tunggu/").has("Boleh bawa anak?")

    answer = f"{here}/catatan/pertanyaan/tanya-1/"
    assert browser.send(answer, text="Sesudah rapat 11 Maret", happened_on="2019-03-03").has("Sesudah rapat 11 Maret")
    assert browser.get(answer).status == 404
    assert not browser.get(f"{here}/tunggu/").has("Kapan berangkat?")
