"""Letters and their clocks, the memo for a successor, and what observers hold of a decision."""

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.flows.offices import refused
from tests.world import COORDINATOR, HEAD, PROGRAMME, REGISTRAR, WATCHER, World

from pulang.areas.coordination import queries
from pulang.areas.coordination.facts import LetterFacts
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    world.rakor_decided()
    return world


def sent(world: World, **said: Any) -> None:
    base = {"code": "s-1", "event": "SENT", "office": "Kementerian Sosial", "number": "B/7", "subject": "Tanggal rapat"}
    world.here("coordination.letter.record", **{**base, "happened_on": "2019-02-01", "due_on": "2019-02-15", **said})


def letter(day: date) -> LetterFacts:
    return queries.letters(PROGRAMME, moment(day))[0]


def test_a_letter_waits_day_by_day_until_it_is_answered(world: World) -> None:
    sent(world)
    clocks = {day: (letter(day).waits(day), letter(day).late(day)) for day in (date(2019, 2, 10), date(2019, 2, 20))}
    assert list(clocks.values()) == [(9, 0), (19, 5)]

    world.here("coordination.letter.answer", code="s-1", number="K/9", happened_on="2019-02-22")

    assert letter(date(2019, 2, 21)).waits(date(2019, 2, 21)) == 20
    assert (letter(world.today).waits(world.today), letter(world.today).answer) == (None, "K/9")
    with refused("letter-answered"):
        world.here("coordination.letter.answer", code="s-1", number="K/10")


def test_letters_that_cannot_be_are_refused(world: World) -> None:
    sent(world)
    with refused("letter-code-used", field="code"):
        sent(world)
    with refused("ends-before-start", field="due_on"):
        sent(world, code="s-2", due_on="2019-01-31")
    with refused("letter-answer-has-its-act", field="event"):
        sent(world, code="s-2", event="ANSWERED")
    with refused("unknown-letter", field="code"):
        world.here("coordination.letter.answer", code="s-9", number="K/9")
    with refused("answered-before-written", field="happened_on"):
        world.here("coordination.letter.answer", code="s-1", number="K/9", happened_on="2019-01-31")
    with refused("not-allowed"):
        world.here("coordination.letter.answer", REGISTRAR, code="s-1", number="K/9")


def test_an_observers_position_stands_beside_the_decision_if_it_wants_that(world: World) -> None:
    page = f"/program/{PROGRAMME}/rapat/RAKOR-1/"
    text = "Warga perlu didengar sebelum tanggal ditetapkan"
    watcher, head = Browser(world, WATCHER), Browser(world, HEAD)
    where = f"/program/{PROGRAMME}/keputusan/KEP-1/pendapat/"
    watcher.send(where, text=text)
    assert watcher.get(page).has(text)
    assert not head.get(page).has(text)

    watcher.send(where, text=f"{text}, di tempatnya", published="on")

    assert head.get(page).has(f"Organisasi Pemantau: {text}, di tempatnya")
    assert head.get(where).status == 404
    with refused("unknown-decision"):
        world.here("coordination.position.file", WATCHER, decision="KEP-9", text=text)


def test_the_memo_tells_a_successor_what_is_open_on_any_day(world: World) -> None:
    world.verified()
    world.travel_money()
    sent(world)
    promise: dict[str, Any] = {"subject": "return", "promised_on": "2019-02-28", "office": "Dinas", "source": "surat 1"}
    world.here("statements.promise.make", **promise)
    head = Browser(world, HEAD)

    memo = head.get(f"/program/{PROGRAMME}/memo/")
    paper = head.client.get(f"/program/{PROGRAMME}/memo/memo.pdf")
    before = head.get(f"/program/{PROGRAMME}/memo/?hari={(world.today - timedelta(days=40)).isoformat()}")

    assert memo.has("B/7, Kementerian Sosial: Tanggal rapat – ditunggu sejak 1 Februari 2019 (30 hari)")
    assert memo.has("KEP-1: Boleh jalan, berlaku mulai 3 Maret 2019")
    assert memo.has("Kepulangan: semula 28 Februari 2019")
    assert memo.has("pagu Rp300.000.000")
    assert paper.content.startswith(b"%PDF-")
    assert not before.has("B/7")
    assert Browser(world, WATCHER).get(f"/program/{PROGRAMME}/memo/").status == 404


def test_the_list_of_letters_offers_an_answer_to_those_who_may_write_it(world: World) -> None:
    sent(world)

    assert Browser(world, COORDINATOR).get(f"/program/{PROGRAMME}/surat/").has("Lewat tenggat 16 hari")
    assert not Browser(world, WATCHER).get(f"/program/{PROGRAMME}/surat/").has("Catat jawaban")
