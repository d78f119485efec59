"""The door for machines: who is let in, what is answered, one shape for every no, an act done once per key."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.doors.keys import Answer, Machine, key
from tests.world import (
    ADMINISTRATOR,
    COORDINATOR,
    PARTNER,
    PARTNER_WORKER,
    PROGRAMME,
    RECEIVING_OFFICER,
    REGISTRAR,
    STRANGER,
    SURABAYA,
    TREASURER,
    WATCHER,
    World,
)

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.audit import queries as audit
from pulang.doors.api import acts as acts_door
from pulang.flows import status_json
from pulang.flows.status import status
from pulang.storage.numbering import case_numbers

pytestmark = pytest.mark.django_db

EXPECT = "coordination.meeting.expect"
MEETING = {"programme": PROGRAMME, "code": "RAKOR-1", "title": "Rapat koordinasi"}


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


@pytest.fixture
def coordinator(world: World) -> Machine:
    return Machine(key(world, COORDINATOR))


def meetings() -> int:
    return len(audit.about("RAKOR-1"))


# --- who is let in


def test_without_a_living_token_nobody_is_let_in(world: World) -> None:
    expired = key(world, COORDINATOR, name="lama", expires=datetime(2019, 3, 3, 4, 0, 1, tzinfo=UTC))
    revoked = key(world, COORDINATOR, name="dicabut")
    world.do("accounts.token.revoke", SYSTEM.code, user=COORDINATOR, name="dicabut")
    closed = key(world, TREASURER)
    world.do("accounts.user.deactivate", SYSTEM.code, user=TREASURER)
    world.today = world.today.replace(day=4)

    for token in (
        "",
        "plg_",
        "plg_" + "0" * 64,
        "sandi",
        revoked,
        closed,
        "plg_\N{LATIN SMALL LETTER E WITH ACUTE}" * 20,
    ):
        answer = Machine(token).get("/programmes")
        assert (answer.status, answer.code) == (401, "token-needed")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert Machine(expired).get("/programmes").status in {200, 401}


def test_token_ends_with_its_last_instant(world: World, settings: Settings) -> None:
    machine = Machine(key(world, COORDINATOR, expires=datetime(2019, 3, 5, tzinfo=UTC)))

    before = machine.get("/programmes").status
    settings.PULANG_TODAY = "2019-03-06"

    assert (before, machine.get("/programmes").status) == (200, 401)


def test_token_does_only_what_it_was_made_for(world: World) -> None:
    reader, doer = Machine(key(world, COORDINATOR, "read", name="a")), Machine(key(world, COORDINATOR, "act", name="b"))

    assert reader.act(EXPECT, **MEETING).code == "token-scope"
    assert doer.get(f"/programmes/{PROGRAMME}/status").code == "token-scope"
    assert meetings() == 0


def test_tokens_are_not_made_with_tokens(world: World) -> None:
    administrator = Machine(key(world, ADMINISTRATOR))

    answer = administrator.act("accounts.token.revoke", user=ADMINISTRATOR, name="uji")

    assert (answer.status, answer.code) == (403, "not-through-this-door")
    assert administrator.get("/programmes").status == 200


def test_no_cookie_is_set_and_no_form_token_asked(coordinator: Machine) -> None:
    read, done = coordinator.get("/programmes"), coordinator.act(EXPECT, **MEETING)

    assert (read.cookies, done.cookies) == (0, 0)
    assert (read.status, done.status) == (200, 201)
    assert read.headers["Cache-Control"] == "no-store"


# --- reading


def test_programmes_are_told_with_their_sites(coordinator: Machine) -> None:
    listed = coordinator.get("/programmes").content["programmes"]
    one = coordinator.get(f"/programmes/{PROGRAMME}").content

    assert [each["code"] for each in listed] == [PROGRAMME]
    assert {site["code"]: site["blocks"] for site in one["sites"]} == {"ALAK": ["A", "B"], "OESAPA": ["A", "B"]}


def test_status_is_the_document_of_the_command(world: World, coordinator: Machine) -> None:
    world.choosing()
    world.travel_money()

    told = coordinator.get(f"/programmes/{PROGRAMME}/status").content

    with world.looking():
        assert told == json.loads(json.dumps(status_json.document(status(PROGRAMME, as_of=world.today))))
    assert told["funds"]


def test_status_of_an_earlier_day_and_knowledge(world: World, coordinator: Machine) -> None:
    world.choosing()
    path = f"/programmes/{PROGRAMME}/status"

    assert coordinator.get(path, as_of="2019-03-02").content["counts"]["registered"] == 0
    assert coordinator.get(path, as_of="2019-03-03", known_on="2019-03-02").content["counts"]["registered"] == 0
    assert coordinator.get(path).content["counts"]["registered"] == 1


@pytest.mark.parametrize(
    "said", ["2019-02-30", "9999-12-31", "kemarin", "2019-3-3", "", "1551571200", "2019-03-03\x00"]
)
def test_impossible_day_is_told_in_words(coordinator: Machine, said: str) -> None:
    answer = coordinator.get(f"/programmes/{PROGRAMME}/status", as_of=said)

    assert (answer.status, answer.code) == (422, "fields")
    assert [problem["field"] for problem in answer.content["problems"]] == ["as_of"]


def test_money_is_left_out_for_who_may_not_see_it(world: World) -> None:
    world.travel_money()
    partner = Machine(key(world, PARTNER_WORKER))

    assert partner.get(f"/programmes/{PROGRAMME}/status").content["funds"] is None


def test_cases_are_listed_without_any_identity(world: World, coordinator: Machine) -> None:
    number = world.choosing(name="Nama Contoh", alias="Mawar", phone="081234567890")
    world.choosing(choice="STAY")

    page = coordinator.get(f"/programmes/{PROGRAMME}/cases", choice="RETURN")
    file = coordinator.get(f"/cases/{number}")

    assert [row["number"] for row in page.content["rows"]] == [number]
    assert page.content["total"] == 1
    for answer in (page, file):
        for hidden in (b"Contoh", b"Mawar", b"81234567890"):
            assert hidden not in answer.raw


def test_case_tells_what_it_waits_for_and_what_is_in_its_file(world: World, coordinator: Machine) -> None:
    number = world.choosing()

    told = coordinator.get(f"/cases/{number}").content

    assert told["choice"] == "RETURN"
    assert told["waits_for"][0]["remedy"]["id"]
    assert [line["choice"] for line in told["file"]["choices"]] == ["RETURN"]
    assert all(line["in_force"] for line in told["file"]["consents"])


@pytest.mark.parametrize(
    "said", [{"page": "0"}, {"page": "201"}, {"choice": "PULANG"}, {"gate": "x"}, {"origin": "1" * 99}]
)
def test_strange_filter_is_told_by_name(coordinator: Machine, said: dict[str, str]) -> None:
    answer = coordinator.get(f"/programmes/{PROGRAMME}/cases", **said)

    assert answer.code == "fields"
    assert [problem["field"] for problem in answer.content["problems"]] == list(said)


def test_hidden_and_absent_are_one_answer(world: World, coordinator: Machine) -> None:
    number = world.choosing()
    world.open_programme("BTN-2019", "DINSOS-BTN")
    stranger = Machine(key(world, STRANGER))
    treasurer = Machine(key(world, TREASURER))
    watcher = Machine(key(world, WATCHER))

    answers = [
        coordinator.get("/cases/K-0000-0000"),
        coordinator.get(f"/cases/{world.number()}"),
        coordinator.get("/cases/x%00y"),
        coordinator.get("/programmes/TIDAK-ADA"),
        coordinator.get("/programmes/%00"),
        coordinator.get("/programmes/TIDAK-ADA/status"),
        coordinator.get("/nowhere"),
        stranger.get(f"/cases/{number}"),
        treasurer.get(f"/cases/{number}"),
        treasurer.get(f"/programmes/{PROGRAMME}/cases"),
        watcher.get(f"/cases/{number}"),
        watcher.get(f"/programmes/{PROGRAMME}/cases"),
    ]

    assert {(answer.status, answer.raw) for answer in answers} == {(404, answers[0].raw)}
    assert stranger.get(f"/programmes/{PROGRAMME}/cases").content["rows"] == []


def test_receiving_office_reads_no_screening(world: World) -> None:
    number = world.given(world.verified())
    receiver, coordinator = Machine(key(world, RECEIVING_OFFICER)), Machine(key(world, COORDINATOR))

    told = receiver.get(f"/cases/{number}").content["file"]

    assert (told["screenings"], told["duplicates"], told["choices"]) == (None, None, [])
    assert coordinator.get(f"/cases/{number}").content["file"]["screenings"]


def test_case_before_its_first_day_is_not_there_yet(world: World, coordinator: Machine) -> None:
    answer = coordinator.get(f"/cases/{world.choosing()}", as_of="2019-03-02")

    assert (answer.status, answer.code) == (404, "case-not-there-yet")


# --- acting


def test_act_is_done_once_for_its_key(coordinator: Machine) -> None:
    first, again = coordinator.act(EXPECT, **MEETING), coordinator.act(EXPECT, **MEETING)
    other = coordinator.act(EXPECT, **{**MEETING, "title": "Rapat lain"})

    assert (first.status, again.status) == (201, 200)
    assert first.content == {**again.content, "already_done": False}
    assert first.content["id"] == "a-1"
    assert (other.status, other.code) == (409, "id-used-for-something-else")
    assert meetings() == 1


def test_key_of_somebody_else_is_no_way_to_their_receipt(world: World, coordinator: Machine) -> None:
    world.open_programme("BTN-2019", "DINSOS-BTN")
    coordinator.act(EXPECT, **MEETING)

    answer = Machine(key(world, STRANGER)).act(EXPECT, **{**MEETING, "programme": "BTN-2019"})

    assert (answer.status, answer.code) == (409, "id-used-for-something-else")


def test_verb_beyond_the_role_is_forbidden(world: World) -> None:
    answer = Machine(key(world, WATCHER)).act(EXPECT, **MEETING)

    assert (answer.status, answer.code) == (403, "not-allowed")
    assert meetings() == 0


def test_act_about_a_hidden_case_reads_as_unknown(world: World, coordinator: Machine) -> None:
    world.open_programme("BTN-2019", "DINSOS-BTN")
    said = {"programme": "BTN-2019", "choice": "STAY", "informed": "CONVERSATION"}
    stranger = Machine(key(world, STRANGER))

    hidden = stranger.act("cases.choice.record", **said, case=world.choosing())
    absent = stranger.act("cases.choice.record", **said, case=world.number())

    assert hidden.code == absent.code == "unknown-case"
    assert hidden.raw == absent.raw


def test_registration_draws_its_number_from_the_key(world: World) -> None:
    registrar = Machine(key(world, REGISTRAR))
    said = {"programme": PROGRAMME, "home": SURABAYA}

    first, again = registrar.act("cases.case.register", **said), registrar.act("cases.case.register", **said)
    second = registrar.act("cases.case.register", "a-2", **said)

    assert (first.status, again.status, second.status) == (201, 200, 201)
    assert first.content["subject"] == again.content["subject"] != second.content["subject"]
    assert registrar.get(f"/cases/{first.content['subject']}").status == 200


def test_a_number_somebody_chose_is_refused_alike_whether_a_case_has_it_or_not(world: World) -> None:
    registrar = Machine(key(world, REGISTRAR))
    said = {"programme": PROGRAMME, "home": SURABAYA}

    taken = registrar.act("cases.case.register", **said, case=world.case())
    free = registrar.act("cases.case.register", **said, case=world.number())
    drawn = registrar.act("cases.case.register", **said).content["subject"]
    again = registrar.act("cases.case.register", **said, case=drawn)

    assert (taken.code, taken.raw) == (free.code, free.raw)
    assert taken.code == "number-is-drawn"
    assert (again.status, again.content["already_done"]) == (200, True)


def test_a_drawn_number_that_another_case_has_is_passed_over_each_time_it_is_asked_for(world: World) -> None:
    taken, free, *_ = case_numbers(user=REGISTRAR, key="a-1")
    world.case(case=taken)
    registrar = Machine(key(world, REGISTRAR))
    said = {"programme": PROGRAMME, "home": SURABAYA}

    first, again = registrar.act("cases.case.register", **said), registrar.act("cases.case.register", **said)

    assert [(one.status, one.content["subject"]) for one in (first, again)] == [(201, free), (200, free)]


def test_every_wrong_field_is_told_at_once_in_the_language_asked_for(coordinator: Machine) -> None:
    said = {"programme": PROGRAMME, "code": "R 1", "titel": "x", "happened_on": "2019-02-30"}

    indonesian = coordinator.act(EXPECT, **said)
    english = Machine(coordinator.token, lang="fr, en-GB;q=0.8, id;q=0.5").act(EXPECT, **said)

    assert {problem["field"] for problem in indonesian.content["problems"]} == {"code", "title", "titel", "happened_on"}
    assert (indonesian.code, english.code) == ("fields", "fields")
    assert "Isian" in indonesian.content["detail"]
    assert "The field" in english.content["detail"]
    assert (indonesian.headers["Content-Language"], english.headers["Content-Language"]) == ("id", "en")


@pytest.mark.parametrize("ref", ["", "x" * 65, "a b", "-a", "ä"])
def test_key_of_another_shape_is_refused(coordinator: Machine, ref: str) -> None:
    answer = coordinator.act(EXPECT, ref, **MEETING)

    assert answer.code == "fields"
    assert answer.content["problems"][0]["field"] == "Idempotency-Key"


def body(**said: Any) -> str:
    return json.dumps({"do": EXPECT, "with": {**MEETING, **said}})


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (" ", 400, "body-not-readable"),
        ("{", 400, "body-not-readable"),
        ("[]", 400, "body-not-readable"),
        ('"x"', 400, "body-not-readable"),
        ("[" * 100_000, 400, "body-not-readable"),
        (b'{"do": "\xff"}', 400, "body-not-readable"),
        ('{"do": "a", "do": "b", "with": {}}', 400, "body-has-name-twice"),
        ('{"do": "a", "with": {"x": NaN}}', 400, "body-not-a-number"),
        ('{"do": "a", "with": {"x": -Infinity}}', 400, "body-not-a-number"),
        ('{"do": "a", "with": {"x": 1e999}}', 400, "body-not-a-number"),
        (f'{{"do": "a", "with": {{"x": {"9" * 5000}}}}}', 400, "body-not-a-number"),
        ("{}", 422, "fields"),
        ('{"do": 1, "with": []}', 422, "fields"),
        ('{"do": "a", "with": {}, "id": "x"}', 422, "fields"),
        ('{"do": "a\\u0000\\ud800", "with": {}}', 422, "unknown-verb"),
        (body(title="a\x00b"), 422, "fields"),
        (body(title="\ud800"), 422, "fields"),
        (body(**{"\ud800": 1}), 422, "fields"),
        (body(title=2**70), 400, "body-not-a-number"),
        (body(title=2**64), 422, "fields"),
        (body(title="x" * 2**20), 413, "body-too-large"),
    ],
)
def test_unreadable_body_is_a_problem_and_changes_nothing(
    coordinator: Machine, sent: str | bytes, status: int, code: str
) -> None:
    answer = coordinator.post(sent)

    assert (answer.status, answer.code) == (status, code)
    assert meetings() == 0


@pytest.mark.parametrize("kind", ["", "text/plain", "application/xml", "application/json; charset=utf-16"])
def test_body_of_another_kind_is_refused(coordinator: Machine, kind: str) -> None:
    answer = coordinator.post(body(), kind)

    assert (answer.status, answer.code) == (415, "body-not-json-type")


# --- everything else


def test_verbs_come_with_the_schema_of_their_fields(world: World) -> None:
    told = {verb["verb"]: verb for verb in Machine(key(world, WATCHER)).get("/acts/verbs").content["verbs"]}

    assert told[EXPECT]["fields"]["required"] == ["programme", "code", "title"]
    assert told["cases.case.register"]["personal"] == [
        "address",
        "alias",
        "birth_date",
        "name",
        "nik",
        "phone",
        "village",
    ]
    assert {name for name, verb in told.items() if verb["allowed"]} == {"coordination.position.file"}


@pytest.mark.parametrize(
    ("method", "path"), [("DELETE", "/programmes"), ("GET", "/acts"), ("PUT", "/acts"), ("POST", "/programmes")]
)
def test_other_method_is_a_problem_that_names_the_right_one(coordinator: Machine, method: str, path: str) -> None:
    answer = coordinator.call(method, path)

    assert (answer.status, answer.code) == (405, "other-method")
    assert answer.headers["Allow"]


def test_our_own_fault_is_a_problem_too(coordinator: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(acts_door, "perform", broken)

    answer: Answer = coordinator.act(EXPECT, **MEETING)

    assert (answer.status, answer.code) == (500, "broken")
    assert b"Zero" not in answer.raw


def test_document_stands_at_its_address_for_callers_with_a_token(world: World) -> None:
    assert Machine().get("/openapi.json").status == 401

    answer = Machine(key(world, WATCHER)).get("/openapi.json")

    assert answer.status == 200
    assert answer.content["openapi"].startswith("3.1")
    assert Machine().get("/docs").status == 404


def test_partner_sees_only_the_cases_it_was_given(world: World) -> None:
    world.partner_ready()
    given, other = world.choosing(), world.choosing()
    world.given(given, agency=PARTNER, purpose="PARTNER")
    partner = Machine(key(world, PARTNER_WORKER))

    rows = partner.get(f"/programmes/{PROGRAMME}/cases").content["rows"]

    assert [row["number"] for row in rows] == [given]
    assert partner.get(f"/cases/{other}").status == 404
