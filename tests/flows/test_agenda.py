"""The agenda of a meeting: put from what waits, changed by one at a time, decided point by point and only once."""

import re
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.flows.offices import AT, PROGRAMME, do, offices, refused
from tests.world import (
    CITY,
    COORDINATOR,
    ELSEWHERE,
    HEAD,
    MINISTRY,
    MINISTRY_REVIEWER,
    OTHER_CITY,
    PARTNER,
    REGISTRAR,
    World,
)

from pulang.areas.coordination import queries
from pulang.areas.coordination.facts import DecisionFacts, ItemFacts
from pulang.areas.coordination.rules import Outcome
from pulang.flows import waiting
from pulang.flows.status import status
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
BOTH = [CITY, MINISTRY]


def kupang(**held: Any) -> None:
    """A meeting that both offices must decide, held with one point on its agenda."""
    offices(HEAD, MINISTRY_REVIEWER, REGISTRAR)
    plan: dict[str, Any] = {
        "programme": PROGRAMME,
        "code": "r",
        "planned_for": "2019-02-25",
        "agencies": BOTH,
        "quorum": BOTH,
    }
    do("coordination.meeting.plan", COORDINATOR, **plan)
    put()
    held = {"agencies": BOTH, "deciding": BOTH, **held}
    do("coordination.meeting.hold", COORDINATOR, programme=PROGRAMME, code="r", happened_on="2019-02-25", **held)


def put(by: str = COORDINATOR, **said: Any) -> None:
    said = {"programme": PROGRAMME, "meeting": "r", "code": "1", "question": "Boleh jalan?", **said}
    do("coordination.agenda.put", by, **said)


def decide(code: str, by: str = COORDINATOR, **said: Any) -> None:
    said = {"programme": PROGRAMME, "code": code, "meeting": "r", "item": "1", "outcome": "MAY_PROCEED", **said}
    do("coordination.decision.make", by, **said)


def items() -> list[ItemFacts]:
    return list(queries.agenda(PROGRAMME, moment(AT.date())))


def decisions() -> list[DecisionFacts]:
    return list(queries.decisions(PROGRAMME, moment(AT.date())))


def test_a_point_is_put_changed_and_taken_off_and_every_state_stays_on_record() -> None:
    kupang()
    put(gate="partner-ready", cases=145, missing="Hasil survei", proposed="MAY_PROCEED_IF", version=1)
    (item,) = items()
    assert (item.gate, item.cases, item.proposed, item.version) == ("partner-ready", 145, "MAY_PROCEED_IF", 2)

    do("coordination.agenda.drop", COORDINATOR, programme=PROGRAMME, meeting="r", code="1", note="Ditunda")

    assert [(item.event, item.version) for item in items()] == [("DROPPED", 3)]
    with refused("unknown-item", field="item"):
        decide("k1")


def test_who_changes_a_point_somebody_else_changed_meanwhile_is_told() -> None:
    kupang()
    put(question="Boleh jalan dengan mitra?", version=1)

    with refused("agenda-changed"):
        put(HEAD, question="Boleh jalan tanpa mitra?", version=1)
    with refused("agenda-changed"):
        put(HEAD, question="Boleh jalan tanpa mitra?")
    assert [item.question for item in items()] == ["Boleh jalan dengan mitra?"]


def test_what_waits_is_proposed_for_the_agenda_until_it_is_there() -> None:
    world = World()
    world.verified()
    world.here("coordination.meeting.expect", code="r", title="Rakor", agencies=BOTH)
    with world.looking():
        now = status(PROGRAMME, as_of=world.today)
        proposed = {one.gate: one for one in waiting.not_on("r", (), now)}
    assert {"legal-basis", "rakor-decided", "partner-ready"} <= set(proposed)
    assert (proposed["rakor-decided"].cases, proposed["rakor-decided"].proposed) == (1, Outcome.MAY_PROCEED_IF)

    world.here("coordination.agenda.put", meeting="r", code="1", question="Boleh jalan?", gate="rakor-decided")
    with world.looking():
        again = waiting.not_on(
            "r", queries.agenda(PROGRAMME, moment(world.today)), status(PROGRAMME, as_of=world.today)
        )
    assert {one.gate for one in again} == set(proposed) - {"rakor-decided"}


def beside(world: World) -> list[waiting.Suggestion]:
    with world.looking():
        at = moment(world.today)
        return list(waiting.beside("r", queries.agenda(PROGRAMME, at), PROGRAMME, at))


def test_what_residents_asked_and_what_was_found_is_proposed_until_it_is_there_or_settled() -> None:
    world = World()
    world.partner_ready()
    world.open_programme(ELSEWHERE, OTHER_CITY)
    world.here("coordination.meeting.expect", code="r", title="Rakor", agencies=BOTH)
    assert beside(world) == []
    open_: dict[str, Any] = {"code": "t1", "text": "Kapan kami pulang?", "holder": CITY, "due_on": "2019-03-10"}
    answered = {"code": "t2", "text": "Boleh menetap?", "answer": "Boleh"}
    told: dict[str, Any] = {"office": "Dinsos", "audience": "residents", "summary": "Rencana pulang"}
    world.here("coordination.consultation.record", **told, questions=[open_, answered])
    found: dict[str, Any] = {"partner": PARTNER, "kind": "FINDING", "severity": "GRAVE", "text": "Kata rahasia"}
    world.do("partners.incident.record", code="f1", **found)
    world.do("partners.incident.record", code="f2", programme=ELSEWHERE, **found)

    asked, fault = beside(world)
    assert (asked.asked, asked.question.id) == ("t1", "Warga bertanya: Kapan kami pulang?")
    assert asked.missing.id == "Jawaban Dinas Sosial Kota Kupang, paling lambat 10 Maret 2019."
    assert (fault.partner, fault.incident) == (PARTNER, "f1")
    assert fault.question.id == "Temuan pada LKS Satu, 3 Maret 2019: apa tindak lanjutnya?"
    assert "rahasia" not in f"{fault}"  # agendas are read by everybody

    world.here("coordination.agenda.put", meeting="r", code="1", question="Kapan?", asked="t1")
    assert beside(world) == [fault]
    world.here("coordination.agenda.drop", meeting="r", code="1", note="Nanti")
    assert beside(world) == [asked, fault]
    world.here("coordination.question.answer", code="t1", text="Bulan April")
    world.do("partners.incident.close", partner=PARTNER, code="f1", text="Papan sudah dipasang")
    assert beside(world) == []


def test_a_point_names_a_question_and_a_finding_that_are_on_record() -> None:
    kupang()
    for code, said in (
        ("unknown-question", {"asked": "x"}),
        ("finding-half-named", {"incident": "x"}),
        ("unknown-incident", {"partner": "LKS-SATU", "incident": "x"}),
    ):
        with refused(code):
            put(code="2", **said)


def test_a_question_of_residents_is_put_on_the_agenda_from_the_meetings_page(settings: Settings) -> None:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    world.partner_ready()
    world.here("coordination.meeting.expect", code="r", title="Rakor", agencies=BOTH)
    told: dict[str, Any] = {"office": "Dinsos", "audience": "residents", "summary": "Rencana pulang"}
    asked = [{"code": "t1", "text": "Kapan kami pulang?"}]
    world.here("coordination.consultation.record", **told, questions=asked)
    coordinator, meeting = Browser(world, COORDINATOR), f"/program/{PROGRAMME}/rapat/r/"
    assert coordinator.get(meeting).has("Warga bertanya: Kapan kami pulang? Belum dijawab sejak 3 Maret 2019.")

    form = f"{meeting}agenda/?tanya=t1"
    assert re.search(r'name="asked" value="t1"', coordinator.get(form).text)
    coordinator.send(form, question="Warga bertanya: Kapan kami pulang?", asked="t1")
    shown = coordinator.get(meeting)

    assert shown.has("1. Warga bertanya: Kapan kami pulang?")
    assert shown.has("Pertanyaan warga")
    assert not shown.has("Belum dijawab")
    with world.looking():
        assert [(one.asked, one.gate) for one in queries.agenda(PROGRAMME, moment(world.today))] == [("t1", "")]


def test_a_point_is_decided_once_and_again_only_in_the_place_of_what_stands() -> None:
    kupang()
    decide("k1")

    with refused("item-decided", field="item"):
        decide("k2", HEAD, outcome="REFUSED")
    with refused("item-decided"):
        put(version=1, question="Lain")
    decide("k2", HEAD, outcome="DEFERRED", supersedes="k1")
    with refused("item-decided", field="item"):
        decide("k3", supersedes="k1")  # seen before the other replaced it
    assert [(one.code, one.superseded_by) for one in decisions()] == [("k1", "k2"), ("k2", "")]


def test_a_meeting_without_quorum_puts_off_and_nothing_else() -> None:
    kupang(agencies=BOTH, deciding=[CITY])

    with refused("meeting-without-quorum", field="outcome"):
        decide("k1")
    decide("k1", outcome="DEFERRED", reason="Kementerian hadir tanpa mandat")


def test_nobody_absent_brings_a_mandate_and_another_day_keeps_who_is_invited() -> None:
    offices(HEAD, MINISTRY_REVIEWER)
    plan: dict[str, Any] = {
        "programme": PROGRAMME,
        "code": "r",
        "planned_for": "2019-02-25",
        "agencies": BOTH,
        "quorum": BOTH,
    }
    do("coordination.meeting.plan", COORDINATOR, **plan)
    do("coordination.meeting.plan", COORDINATOR, programme=PROGRAMME, code="r", planned_for="2019-03-01")
    (meeting,) = queries.meetings(PROGRAMME, moment(AT.date()))
    assert (list(meeting.invited), list(meeting.quorum)) == (BOTH, BOTH)

    with refused("mandate-of-the-absent", field="deciding"):
        do("coordination.meeting.hold", COORDINATOR, programme=PROGRAMME, code="r", agencies=[CITY], deciding=BOTH)


def test_a_slip_of_the_pen_is_set_right_for_every_day_and_what_was_known_stays_askable() -> None:
    kupang()
    decide("k1", in_force_on="2019-06-01", happened_on="2019-02-25", reason="Semua siap")
    asked: dict[str, Any] = {"programme": PROGRAMME, "code": "k1", "why": "Bulan salah ketik", "version": 1}
    with refused("decided-before-meeting", field="in_force_on"):
        do("coordination.decision.correct", COORDINATOR, **asked, in_force_on="2019-02-24")
    do("coordination.decision.correct", COORDINATOR, **asked, in_force_on="2019-02-26")

    (right,) = decisions()
    known = queries.decisions(PROGRAMME, moment(AT.date(), known_on=AT.date().replace(day=2), zone="Asia/Makassar"))
    assert (right.in_force_on.isoformat(), right.reason, right.version) == ("2019-02-26", "Semua siap", 2)
    assert known == ()  # yesterday nobody had recorded it
    with refused("decision-changed"):
        do("coordination.decision.correct", HEAD, **asked, due_on="2019-04-01")
    with refused("decision-changed"):
        do("coordination.decision.withdraw", HEAD, programme=PROGRAMME, code="k1", reason="Keliru", version=1)
    do("coordination.decision.withdraw", HEAD, programme=PROGRAMME, code="k1", reason="Keliru", version=2)


def test_who_only_registers_people_sets_no_agenda() -> None:
    kupang()

    with refused("not-allowed"):
        put(REGISTRAR, code="2")
