"""What waits to be told goes out in her hours, once, and never to whoever took her word back."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings
from tests import world as cast
from tests.doors.browsing import Browser
from tests.world import World

from pulang.areas.cases import queries as cases
from pulang.areas.contacts import operations
from pulang.areas.contacts import queries as contacts
from pulang.areas.contacts.rules import TRIES_MOST, WORDINGS, Way
from pulang.doors.jobs.gateways import Folder
from pulang.flows.noticing import LEFT_BEHIND, Undelivered, send_due
from pulang.storage import context
from pulang.storage.context import SYSTEM_VIEW

pytestmark = pytest.mark.django_db
NINE = datetime(2019, 3, 4, 1, tzinfo=UTC)  # in Kupang


class Broken:
    """A gateway that carries nothing until it is mended."""

    def __init__(self) -> None:
        self.tries = 0

    def deliver(self, *, message: UUID, way: Way, address: str, text: str) -> None:
        self.tries += 1
        raise Undelivered


@pytest.fixture
def world() -> World:
    return World()


def answered(world: World, *, way: str = "TEXT", address: str = "081200000001", questions: int = 1) -> str:
    """Somebody who asked and was answered, and what she is reached by."""
    number = world.choosing()
    world.here("contacts.contact.change", cast.CASE_WORKER, case=number, way=way, address=address, language="en")
    for turn in range(questions):
        world.here("contacts.question.ask", cast.CASE_WORKER, case=number, question=f"S-{turn}", words="Kapan?")
        world.here("contacts.question.answer", cast.CASE_WORKER, case=number, question=f"S-{turn}", words="Besok.")
    return number


def states(world: World, number: str) -> list[str]:
    with world.looking():
        return [one.state for one in contacts.notices(cases.find(number).id)]


def sent(folder: Path) -> list[dict[str, str]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def test_several_answers_go_out_as_one_neutral_message_in_her_language_and_only_once(
    world: World, tmp_path: Path
) -> None:
    number = answered(world, questions=3)
    gateway = Folder(tmp_path)

    counts = [send_due(gateway, at=NINE), send_due(gateway, at=NINE + timedelta(days=1))]

    assert counts == [1, 0]
    assert states(world, number) == ["SENT"] * 3
    text = "There is an answer for you on the service page. Open it whenever it suits you."
    assert sent(tmp_path) == [{"way": "TEXT", "to": "081200000001", "text": text}]
    assert (tmp_path.stat().st_mode & 0o777, {path.stat().st_mode & 0o777 for path in tmp_path.glob("*.json")}) == (
        tmp_path.stat().st_mode & 0o777,
        {0o600},
    )


def test_whoever_is_reached_on_her_page_only_gets_no_message(world: World, tmp_path: Path) -> None:
    quiet, silent = answered(world, way="PAGE", address=""), world.choosing()
    world.here("contacts.question.ask", cast.CASE_WORKER, case=silent, question="S-1", words="Kapan?")
    world.here("contacts.question.answer", cast.CASE_WORKER, case=silent, question="S-1", words="Besok.")

    assert send_due(Folder(tmp_path), at=NINE) == 0
    assert (states(world, quiet), states(world, silent)) == (["SENT"], ["SENT"])
    assert sent(tmp_path) == []


def test_what_a_worker_left_behind_goes_out_under_the_same_message_and_reaches_her_once(
    world: World, tmp_path: Path
) -> None:
    number = answered(world)
    gateway = Folder(tmp_path)
    with context.working(SYSTEM_VIEW):  # a worker that claimed, handed over, and was stopped before it wrote so down
        claimed = operations.claim(at=NINE, stale=NINE - LEFT_BEHIND, limit=10)
    message = claimed[0].message
    assert message is not None
    gateway.deliver(message=message, way=Way.TEXT, address="081200000001", text="x")

    early, late = send_due(gateway, at=NINE), send_due(gateway, at=NINE + LEFT_BEHIND + timedelta(minutes=1))

    assert (early, late) == (0, 1)
    assert states(world, number) == ["SENT"]
    assert len(sent(tmp_path)) == 1


def test_a_gateway_that_fails_is_tried_again_later_and_given_up_at_last(world: World, tmp_path: Path) -> None:
    number = answered(world)
    broken = Broken()

    at = NINE
    for _ in range(TRIES_MOST + 2):
        send_due(broken, at=at)
        send_due(broken, at=at)  # at once again: it waits
        at += timedelta(days=1)

    assert broken.tries == TRIES_MOST
    assert states(world, number) == ["FAILED"]
    assert send_due(Folder(tmp_path), at=at) == 0


def test_a_message_that_did_not_go_out_is_free_to_go_out_later(world: World, tmp_path: Path) -> None:
    number = answered(world)
    gateway = Folder(tmp_path)
    blocked = tmp_path / "handed"
    with context.working(SYSTEM_VIEW):
        assert blocked.exists()

    send_due(Broken(), at=NINE)
    send_due(gateway, at=NINE + timedelta(days=1))

    assert states(world, number) == ["SENT"]
    assert len(sent(tmp_path)) == 1


def test_an_erased_person_is_told_nothing_and_what_she_wrote_is_gone(world: World, tmp_path: Path) -> None:
    number = answered(world)
    with world.looking():
        keys = contacts.keys(cases.find(number).id)
        assert len(contacts.texts(keys)) == 3

    world.here("privacy.request.receive", cast.CASE_WORKER, case=number, request="P-1", kind="ERASURE")
    world.here("privacy.request.check", cast.CASE_WORKER, case=number, request="P-1", known="IN_PERSON")
    world.here("privacy.erasure.decide", cast.DATA_PROTECTION, case=number, request="P-1", note="Tidak wajib disimpan")
    world.here("privacy.erasure.confirm", case=number, request="P-1")

    assert send_due(Folder(tmp_path), at=NINE) == 0
    assert states(world, number) == ["DROPPED"]
    with world.looking():
        assert contacts.texts(keys) == {}


def test_what_would_be_sent_is_read_before_and_the_log_says_what_became_of_it_and_of_nobody(
    world: World, tmp_path: Path, settings: Settings
) -> None:
    settings.PULANG_TODAY = "2019-03-03"
    number = answered(world, questions=2)
    failed = answered(world)
    send_due(Folder(tmp_path), at=NINE)
    world.here("contacts.question.ask", cast.CASE_WORKER, case=failed, question="S-9", words="Kapan?")
    world.here("contacts.question.answer", cast.CASE_WORKER, case=failed, question="S-9", words="Besok.")

    shown = Browser(world, cast.COORDINATOR).get(f"/program/{cast.PROGRAMME}/kabar/")

    for versions in WORDINGS.values():
        for lang in ("id", "en"):
            assert shown.has(versions[-1].words.text(lang))
    assert shown.has("sekali sehari pukul 9, semua kabar jadi satu")
    assert shown.has("4 Maret 2019 Ada jawaban 1 terkirim, atau di halamannya saja 3 1")
    assert shown.has("3 Maret 2019 Ada jawaban 1 menunggu jamnya 1 0")
    assert number not in shown.text
    assert "081200000001" not in shown.text
    assert Browser(world, cast.WATCHER).get(f"/program/{cast.PROGRAMME}/kabar/").status == 404


def test_whoever_wants_it_once_a_day_gets_one_message_for_all_of_the_day(world: World, tmp_path: Path) -> None:
    number = world.choosing()
    said: dict[str, Any] = {"way": "TEXT", "address": "081200000001", "hours": "TOGETHER"}
    world.here("contacts.contact.change", cast.CASE_WORKER, case=number, **said)
    for turn in range(2):
        world.here("contacts.question.ask", cast.CASE_WORKER, case=number, question=f"S-{turn}", words="Kapan?")
        world.here("contacts.question.answer", cast.CASE_WORKER, case=number, question=f"S-{turn}", words="Besok.")

    counts = [send_due(Folder(tmp_path), at=at) for at in (NINE - timedelta(minutes=1), NINE)]

    assert counts == [0, 1]
    assert len(sent(tmp_path)) == 1
