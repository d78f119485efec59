"""The press desk: an office answers with the facts of the day, once the decision is in force, and it is on record."""

from datetime import date
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.flows.offices import refused
from tests.world import CASE_WORKER, CITY, COORDINATOR, MINISTRY_REVIEWER, PROGRAMME, REGISTRAR, WATCHER, World

from pulang.areas.statements import queries
from pulang.areas.statements.facts import AnswerFacts
from pulang.doors.web.labels import SUBJECTS
from pulang.flows import press
from pulang.kernel.moments import moment

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
    assert one.text.startswith("Per 2 Maret 2019: Program tidak sedang menunggu")
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


def test_an_office_that_said_another_number_before_is_told_so(world: World) -> None:
    said: dict[str, Any] = {"figure": "travel-budget", "value": 250_000_000, "unit": "RUPIAH", "source": THERE}
    prepared(world)
    office = press.office_of(answers(world)[0])
    world.here("statements.figure.report", office=office, happened_on="2019-02-01", **said)

    (warning,) = given(world).warnings

    assert "250.000.000" in warning.id
    assert "1 Februari 2019" in warning.id


def test_the_desk_shows_how_it_reads_today_and_why_it_is_held_and_answers_are_prepared_and_given_there(
    world: World,
) -> None:
    world.here("coordination.meeting.expect", code="RAKOR-1", title="Rakor")
    lead, place = Browser(world, COORDINATOR), f"/program/{PROGRAMME}/catatan/pers/"
    assert "{menunggu}" in lead.get(place).text
    typed = {"question": "Kapan warga pulang?", "text": "Sampai {hari}: {menunggu}"}

    held = lead.send(f"{place}baru/", **typed, meeting="RAKOR-1", outcome="MAY_PROCEED")
    assert held.has("Keputusan rapatnya belum ada")
    assert held.has("Sesudah keputusan “Rakor”, bila:")

    (one,) = answers(world)
    shown = lead.send(f"{place}{one.code}/", **typed, meeting="", outcome="")
    assert shown.has("Sampai 3 Maret 2019: Program tidak sedang menunggu")
    assert shown.has("Boleh disampaikan")

    give = f"{place}{one.code}/disampaikan/"
    assert lead.get(give).has("Hari ini berbunyi: “Sampai 3 Maret 2019")
    assert THERE in lead.send(give, source=THERE, happened_on="2019-03-03").text
    assert lead.get(give).status == 404
    assert [Browser(world, each).get(place).status for each in (CASE_WORKER, WATCHER)] == [404, 404]
