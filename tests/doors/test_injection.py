"""Whatever is typed stays what was typed: never markup, never a statement, never an address, never a second line."""

import html
import json
import logging
import re
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors.browsing import Browser, on
from tests.doors.keys import Machine, key
from tests.world import COORDINATOR, PROGRAMME, REGISTRAR, World

from pulang.site.logs import OneLine
from pulang.storage import sql

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR '1'='1",
    "'; DROP TABLE cases_case; --",
    "{{ 7*7 }}{% debug %}",
    "${7*7} #{7*7} %s %n {0.__class__}",
    "javascript:alert(1)",
    "&lt;b&gt; &amp; %3Cb%3E",
    "\\x3cscript\\x3e",
    "[a](javascript:alert(1)) [url=x]y[/url] @import url(//evil.example)",
    "a\r\nSet-Cookie: x=1",
    "..%2f..%2fetc/passwd",
    "$(reboot) `reboot` | reboot",
    "(?=(a+)+b$",
]


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def said_once(text: str, value: str) -> bool:
    """Whether a value stands on a page exactly as typed, encoded once, and nowhere raw."""
    raw_is_dangerous = "<" in value or '"' in value
    return html.escape(value) in text.replace("&#39;", "&#x27;") and not (raw_is_dangerous and value in text)


@asvs("V1.1.1", "V1.1.2", "V1.2.1", "V1.3.1", "V1.3.3", "V3.2.2", "V1.3.5", "V1.3.7")
@pytest.mark.parametrize("value", [each for each in HOSTILE if "\r" not in each])
def test_hostile_text_is_kept_as_it_was_and_shown_as_text(world: World, value: str) -> None:
    coordinator = Browser(world, COORDINATOR)

    world.here("coordination.meeting.expect", code="R-9", title=value)
    page = coordinator.get(reverse("meeting", args=[PROGRAMME, "R-9"]))

    assert page.status == 200
    assert said_once(page.text, value)
    assert "49" not in re.sub(r"<[^>]+>", "", page.text).replace("2019", "")


@asvs("V1.2.3", "V1.2.4", "V2.2.1")
@pytest.mark.parametrize("value", HOSTILE)
def test_a_machine_reads_back_what_was_written_and_no_statement_was_changed(world: World, value: str) -> None:
    machine = Machine(key(world, COORDINATOR))

    answer = machine.act("coordination.meeting.expect", programme=PROGRAMME, code="R-9", title=value)

    if "\r" in value:
        assert answer.status == 422
        return
    assert answer.status == 201
    told = machine.get(f"/programmes/{PROGRAMME}/status")
    assert told.status == 200
    json.loads(told.raw)


@asvs("V1.2.4", "V1.2.9", "V1.2.2")
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60)))
def test_whatever_is_searched_for_or_filtered_by_the_page_answers(world: World, value: str) -> None:
    registrar = Browser(world, REGISTRAR)
    where = reverse("cases", args=[PROGRAMME])

    for name in ("q", "site", "origin", "choice", "gate", "stage", "page", "hari"):
        shown = registrar.client.get(where, {name: value})
        assert shown.status_code in (200, 404, 422), (name, value)
        assert value not in re.findall(r'(?:href|action)="([^"]*)"', shown.content.decode()) or not value.strip()


@asvs("V1.2.2", "V3.7.2")
@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "https:evil.example",
     "http://127.0.0.1@evil.example/", "/%0d%0aLocation:%20//evil.example", "\t//evil.example", "data:text/html,x"],
)  # fmt: skip
def test_nobody_is_led_to_a_place_somebody_else_chose(world: World, target: str) -> None:
    coordinator = Browser(world, COORDINATOR)

    answers = [
        coordinator.client.post("/bahasa/", {"language": "en", "next": target}),
        coordinator.client.get("/akun/login/", {"next": target}),
        coordinator.client.get(reverse("step-up"), {"next": target}),
    ]

    for answer in answers:
        to = answer.headers.get("Location", "/")
        assert urlsplit(to).netloc == ""
        assert re.match(r"/(?![/\\\\])", to), to
        led = [html.unescape(one) for one in re.findall(r'(?:href|action)="([^"]*)"', answer.content.decode())]
        assert [one for one in led if urlsplit(one).netloc or "javascript:" in one] == []


@asvs("V15.3.3")
def test_fields_nobody_asked_for_are_refused_or_left_alone(world: World) -> None:
    coordinator, machine = Browser(world, COORDINATOR), Machine(key(world, COORDINATOR))
    extra = {"recorded_by": "kepala", "is_superuser": "1", "programme": "BTN-2019", "roles": "ADMINISTRATOR"}

    typed = {"title": "Rapat", "kind": "RAKOR", **on("1 3 2019"), **extra}
    shown = coordinator.send(reverse("meeting-expect", args=[PROGRAMME]), **typed)
    answer = machine.act("coordination.meeting.expect", programme=PROGRAMME, code="R-7", title="Rapat", recorded_by="x")

    assert shown.status == 200
    assert (answer.status, answer.content["problems"][0]["field"]) == (422, "recorded_by")
    with world.looking():
        written = sql.rows("SELECT by, programme, payload FROM audit_act WHERE verb = 'coordination.meeting.expect'")
    assert [(by, programme) for by, programme, _ in written] == [(COORDINATOR, PROGRAMME)]
    assert not any(name in str(written[0][2]) for name in extra if name != "programme")
    assert "kepala" not in str(written[0][2])


@asvs("V15.3.7")
def test_a_field_sent_twice_is_not_two_answers(world: World) -> None:
    machine = Machine(key(world, COORDINATOR))

    answer = machine.post(b'{"do": "coordination.meeting.expect", "do": "cases.case.register", "with": {}}')
    shown = Browser(world, REGISTRAR).client.get(f"{reverse('cases', args=[PROGRAMME])}?q=K-7F3Q-2M8X&q=%27")

    assert (answer.status, answer.code) == (400, "body-has-name-twice")
    assert shown.status_code in (200, 404, 422)


@asvs("V15.3.5", "V2.2.1")
@pytest.mark.parametrize(
    "value", [1, True, None, [], {}, 1.5, "1e3", "１２", "0x10", "NaN", "1_000", -1, 2**63, "true"]
)
def test_a_value_of_another_kind_is_not_taken_for_the_right_one(world: World, value: Any) -> None:
    answer = Machine(key(world, COORDINATOR)).act("funds.fare.estimate", programme=PROGRAMME, amount=value)

    assert answer.status == (201 if value == 1 and value is not True else 422)


@asvs("V2.2.1", "V2.2.2", "V2.2.3")
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"not_before": "2019-04-02", "not_after": "2019-04-01"}, "travel_window_ends_after_start"),
        ({"discreet": True, "escort": True}, "discreet_travel_has_no_escort"),
    ],
)
def test_what_does_not_fit_together_is_refused_alike_by_form_and_machine(
    world: World, wrong: dict[str, Any], code: str
) -> None:
    number = world.choosing()
    machine = Machine(key(world, COORDINATOR))
    typed = {
        name: value
        for field, said in wrong.items()
        for name, value in (
            on(" ".join(str(int(part)) for part in reversed(said.split("-"))), field).items()
            if isinstance(said, str)
            else [(field, "on")]
        )
    }

    by_machine = machine.act("cases.wish.record", programme=PROGRAMME, case=number, **wrong)
    by_form = Browser(world, COORDINATOR).send(reverse("case-wish", args=[number]), **typed, **on("1 3 2019"))

    assert by_machine.status == 422
    assert by_form.status == 422
    assert by_form.has(by_machine.content["detail"]), (by_machine.content["detail"], code)


@asvs("V16.4.1", "V16.2.4")
@pytest.mark.parametrize("value", ["a\r\n2019-03-03T00:00:00Z ERROR forged", "\x1b[31mred", "x\u2028y", 'a" b', "\x00"])
def test_no_text_in_a_log_passes_for_another_line(value: str) -> None:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(OneLine())
    log = logging.getLogger(f"uji.{len(value)}.{ord(value[0])}")
    log.propagate = False
    log.addHandler(handler)

    log.error("Not Found: %s", value)
    try:
        int(value)
    except ValueError:
        log.exception("broke on %s", value)

    lines = stream.getvalue().split("\n")
    assert len(lines) == 3
    for line in lines[:2]:
        at, level, name, said = line.split(" ", 3)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", at)
        assert (level, name[:3]) == ("ERROR", "uji")
        assert value in json.loads(said) or repr(value) in json.loads(said)
        assert line.isascii()
        assert line.isprintable()


@asvs("V16.2.3")
def test_logs_go_to_one_place_and_nowhere_else() -> None:
    """To the standard error of the process, which the operator's own system keeps; no file, no network."""
    assert {handler["class"] for handler in configured.LOGGING["handlers"].values()} == {"logging.StreamHandler"}
    assert configured.LOGGING["formatters"]["line"]["()"] == f"{OneLine.__module__}.{OneLine.__qualname__}"
