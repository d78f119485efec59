"""The press desk: an office answers with the facts of the day, once the decision is in force, and it is on record."""

import json
from datetime import date
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.doors.keys import Machine, key
from tests.flows.offices import refused
from tests.world import (
    CASE_WORKER,
    CITY,
    COORDINATOR,
    HEAD,
    MINISTRY,
    MINISTRY_REVIEWER,
    PARTNER_WORKER,
    PROGRAMME,
    REGISTRAR,
    WATCHER,
    World,
)

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.figures import queries as figures
from pulang.areas.statements import queries
from pulang.areas.statements.facts import AnswerFacts
from pulang.doors.public import site
from pulang.doors.web.labels import SUBJECTS
from pulang.flows import counting, press, standing
from pulang.flows import said as stated
from pulang.flows.status import status
from pulang.flows.status_json import document
from pulang.kernel.moments import moment
from pulang.storage import sql

pytestmark = pytest.mark.django_db
SAYS = "Per {hari}: {menunggu} Dana perjalanan yang dialokasikan {dana}."
AFTER = {"meeting": "RAKOR-1", "outcome": "MAY_PROCEED"}
THERE = "https://example.org/siaran"


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    found = World()
    found.travel_money(on=date(2019, 2, 1))
    return found


def prepared(world: World, by: str = COORDINATOR, *, code: str = "j-1", text: str = SAYS, **said: Any) -> None:
    told = {"question": "Kapan warga pulang?", "text": text, "happened_on": "2019-03-01", **said}
    world.here("statements.answer.prepare", by, code=code, **told)


def given(world: World, by: str = COORDINATOR, **said: Any) -> Any:
    return world.here("statements.answer.give", by, **{"code": "j-1", "source": THERE, **said})


def answers(world: World) -> list[AnswerFacts]:
    return list(queries.answers(PROGRAMME, moment(world.today)))


def test_an_answer_is_filled_with_the_facts_of_the_day_and_becomes_a_statement_and_numbers_of_the_office(
    world: World,
) -> None:
    prepared(world)
    given(world, happened_on="2019-03-02")

    (one,) = answers(world)
    assert (one.given, one.agency, one.source) == (True, CITY, THERE)
    assert one.text.startswith("Per 2 Maret 2019: Pemulangan menunggu dasar hukum yang berlaku")
    now = moment(world.today)
    (said,) = queries.statements(PROGRAMME, now)
    figures = [each for each in queries.figures(PROGRAMME, now) if each.source == THERE]
    assert (said.office, said.said_on, said.summary) == (press.office_of(one), date(2019, 3, 2), one.text)
    assert [(each.figure, each.unit, each.office) for each in figures] == [("travel-budget", "RUPIAH", said.office)]
    assert f"Rp{figures[0].value:,}".replace(",", ".") in one.text
    assert {press.SUBJECT, press.VERIFIED, press.TRAVEL} <= set(SUBJECTS)


def test_an_answer_that_waits_for_a_decision_is_held_until_it_is_in_force_and_is_the_one_supposed(world: World) -> None:
    world.here("coordination.meeting.expect", code="RAKOR-1", title="Rakor")
    prepared(world, **AFTER)
    with refused("answer-under-embargo", field="code"):
        given(world)
    assert queries.statements(PROGRAMME, moment(world.today)) == ()

    prepared(world, code="j-2", meeting="RAKOR-1", outcome="DEFERRED")
    with refused("unknown-meeting", field="meeting"):
        prepared(world, code="j-3", meeting="RAKOR-9")
    with refused("outcome-without-meeting", field="outcome"):
        prepared(world, code="j-3", outcome="DEFERRED")


def test_once_decided_only_the_answer_for_that_outcome_may_be_given(world: World) -> None:
    world.rakor_decided()
    prepared(world, **AFTER)
    prepared(world, code="j-2", meeting="RAKOR-1", outcome="DEFERRED")

    with refused("answer-supposes-otherwise", field="code"):
        given(world, code="j-2")
    given(world)
    for verb in (given, prepared):
        with refused("answer-given", field="code"):
            verb(world)


def test_no_number_of_people_is_told_before_a_release_and_no_fact_that_nobody_knows(world: World) -> None:
    for text, code in (("Ada {orang} di program ini.", "no-fact-to-tell"), ("Namanya {nama}, tentu.", "unknown-place")):
        with refused(code, field="text"):
            prepared(world, text=text)
    assert answers(world) == []


def test_another_office_neither_changes_nor_gives_it_and_nobody_gives_it_early_or_unknown(world: World) -> None:
    prepared(world)
    with refused("answer-of-another-office", field="code"):
        given(world, MINISTRY_REVIEWER)
    with refused("answer-of-another-office", field="code"):
        prepared(world, MINISTRY_REVIEWER)
    with refused("given-before-prepared", field="happened_on"):
        given(world, happened_on="2019-02-28")
    with refused("unknown-answer", field="code"):
        given(world, code="j-9")
    for by in (CASE_WORKER, REGISTRAR):
        with refused("not-allowed"):
            prepared(world, by, code="j-5")


def test_an_office_that_said_another_number_before_is_told_so_and_finds_both_among_the_numbers_that_differ(
    world: World,
) -> None:
    said: dict[str, Any] = {"figure": "travel-budget", "value": 250_000_000, "unit": "RUPIAH", "source": THERE}
    prepared(world)
    office = press.office_of(answers(world)[0])
    world.here("statements.figure.report", office=office, happened_on="2019-02-01", **said)

    (warning,) = given(world).warnings

    assert "250.000.000" in warning.id
    assert "1 Februari 2019" in warning.id
    with standing.looking(SYSTEM, day=world.today):
        (found,) = stated.differing(PROGRAMME, moment(world.today))
    assert (found.figure.value, [each.value for each in found.against]) == (300_000_000, [250_000_000])


def test_words_that_count_or_number_people_are_kept_out_of_an_answer(world: World) -> None:
    for text in ("Tinggal 3 orang di sana.", "Tinggal tiga warga di sana.", "Only two residents stay.",
                 "Dua puluh satu orangnya pulang.", "Berkas K-7F3Q-2 ditunda.",
                 "Berkas K-7F3P-2K8R ditunda.", "berkas k-7f3p-2k8r"):  # fmt: skip
        with refused("people-in-answer", field="text"):
            prepared(world, text=text)
        with refused("people-in-answer", field="question"):
            prepared(world, question=text)
    prepared(world, text="Per 3 Maret 2019 warga Kupang menunggu; lima menit cukup: {menunggu}")


def kept_by_the_database(world: World, by: str) -> int:
    """How many prepared words the database itself shows to somebody, whatever a screen would do."""
    world.actor(by)
    with world.looking(by):
        return len(sql.rows("SELECT text FROM statements_answer"))


def test_before_its_decision_an_answer_is_read_by_nobody_but_the_offices_that_give_it(world: World) -> None:
    """Not on a page, not in the status, not in a release, not by anybody else's own question to the database."""
    world.here("coordination.meeting.expect", code="RAKOR-1", title="Rakor")
    prepared(world, text="Rahasia sampai diputuskan: {menunggu}", **AFTER)

    pages = [f"/program/{PROGRAMME}/", f"/program/{PROGRAMME}/catatan/", f"/program/{PROGRAMME}/tindakan/"]
    for by in (COORDINATOR, MINISTRY_REVIEWER, WATCHER):
        assert not any("Rahasia" in Browser(world, by).get(page).text for page in pages)
    seen = {by: kept_by_the_database(world, by) for by in (COORDINATOR, MINISTRY_REVIEWER, WATCHER, PARTNER_WORKER)}
    assert seen == {COORDINATOR: 1, MINISTRY_REVIEWER: 1, WATCHER: 0, PARTNER_WORKER: 0}
    with standing.looking(SYSTEM, day=world.today):
        assert "Rahasia" not in json.dumps(document(status(PROGRAMME, as_of=world.today)), default=str)
        assert "Rahasia" not in json.dumps(counting.planned(PROGRAMME, "2019-1").content)


def test_after_its_decision_it_is_published_with_the_facts_of_the_day_and_changes_no_more(world: World) -> None:
    world.rakor_decided()
    prepared(world, **AFTER)
    given(world, happened_on="2019-03-03")

    with standing.looking(SYSTEM, day=world.today):
        (said,) = counting.planned(PROGRAMME, "2019-1").content["statements"]
    assert said["summary"].startswith("Per 3 Maret 2019: ")
    with refused("answer-given", field="code"):
        prepared(world, text="Sebenarnya lain: {menunggu}")


def test_a_decision_that_is_struck_or_put_off_brings_the_embargo_back(world: World) -> None:
    world.here("coordination.meeting.plan", code="RAKOR-1", title="Rakor", planned_for="2019-03-01")
    world.here("coordination.meeting.hold", code="RAKOR-1", agencies=[CITY, MINISTRY], happened_on="2019-03-01")
    decides: dict[str, Any] = {"meeting": "RAKOR-1", "happened_on": "2019-03-01"}
    world.here("coordination.decision.make", code="k-1", outcome="MAY_PROCEED", ref="keliru", **decides)
    prepared(world, **AFTER)
    world.do("audit.act.strike", COORDINATOR, act="keliru", reason="Salah rapat")
    with refused("answer-under-embargo", field="code"):
        given(world)

    world.here("coordination.decision.make", code="k-2", outcome="DEFERRED", **decides)
    with refused("answer-supposes-otherwise", field="code"):
        given(world)


def test_a_decision_in_force_only_later_holds_the_answer_until_that_day(world: World, settings: Settings) -> None:
    world.here("coordination.meeting.plan", code="RAKOR-1", title="Rakor", planned_for="2019-03-01")
    world.here("coordination.meeting.hold", code="RAKOR-1", agencies=[CITY, MINISTRY], happened_on="2019-03-01")
    decides: dict[str, Any] = {"meeting": "RAKOR-1", "outcome": "MAY_PROCEED", "in_force_on": "2019-03-10"}
    world.here("coordination.decision.make", code="k-1", happened_on="2019-03-02", **decides)
    prepared(world, text="Rahasia sampai berlaku: {menunggu}", **AFTER)
    place = f"/program/{PROGRAMME}/catatan/pers/"

    with refused("answer-under-embargo", field="code"):
        given(world)
    assert Browser(world, COORDINATOR).get(place).has("Keputusannya baru berlaku pada 10 Maret 2019")
    assert kept_by_the_database(world, WATCHER) == 0

    settings.PULANG_TODAY, world.today = "2019-03-10", date(2019, 3, 10)
    assert Browser(world, COORDINATOR).get(place).has("Boleh disampaikan")
    with refused("answer-under-embargo", field="code"):
        given(world, happened_on="2019-03-09")
    given(world)
    assert [one.given for one in answers(world)] == [True]


def test_neither_a_machine_nor_the_built_site_and_its_feed_tell_an_answer_before_it_is_given(
    world: World, settings: Settings
) -> None:
    settings.PULANG_TODAY, world.today = "2019-04-02", date(2019, 4, 2)
    world.here("coordination.meeting.expect", code="RAKOR-1", title="Rakor")
    prepared(world, text="Rahasia sampai diputuskan: {menunggu}", **AFTER)
    prepared(world, code="j-2", text="Sudah dikatakan per {hari}.")
    given(world, code="j-2", happened_on="2019-03-20")
    world.here("figures.release.prepare", COORDINATOR, quarter="2019-1")
    world.here("figures.release.publish", HEAD, quarter="2019-1")
    with world.looking(HEAD):
        files = site.files((figures.release(PROGRAMME, "2019-1"),), address="https://umum.example.org/")

    told = {name for name, content in files.items() if b"Sudah dikatakan per 20 Maret 2019." in content}
    assert told >= {f"{PROGRAMME}/index.html", f"en/{PROGRAMME}/index.html", f"{PROGRAMME}/data/statements.csv"}
    assert f"{PROGRAMME}/atom.xml" in files
    assert not [name for name, content in files.items() if b"Rahasia" in content]
    for by in (COORDINATOR, WATCHER):
        machine = Machine(key(world, by))
        read = [machine.get(f"/programmes/{PROGRAMME}{path}") for path in ("", "/status", "/cases")]
        assert read[0].status == 200
        assert not any(b"Rahasia" in one.raw for one in read)


def test_the_desk_shows_how_it_reads_today_and_why_it_is_held_and_answers_are_prepared_and_given_there(
    world: World,
) -> None:
    world.here("coordination.meeting.expect", code="RAKOR-1", title="Rakor")
    lead, place = Browser(world, COORDINATOR), f"/program/{PROGRAMME}/catatan/pers/"
    assert "{menunggu}" in lead.get(place).text
    typed = {"question": "Kapan warga pulang?", "text": "Sampai {hari}: {menunggu}"}

    held = lead.send(f"{place}baru/", **typed, meeting="RAKOR-1", outcome="MAY_PROCEED")
    assert held.has("Belum ada keputusan rapat yang berlaku")
    assert held.has("Sesudah keputusan “Rakor”, bila:")

    (one,) = answers(world)
    shown = lead.send(f"{place}{one.code}/", **typed, meeting="", outcome="")
    assert shown.has("Sampai 3 Maret 2019: Pemulangan menunggu dasar hukum yang berlaku")
    assert shown.has("Boleh disampaikan")

    give = f"{place}{one.code}/disampaikan/"
    assert lead.get(give).has("Hari ini berbunyi: “Sampai 3 Maret 2019")
    assert THERE in lead.send(give, source=THERE, happened_on="2019-03-03").text
    assert lead.get(give).status == 404
    assert [Browser(world, each).get(place).status for each in (CASE_WORKER, WATCHER)] == [404, 404]
