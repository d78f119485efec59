"""Recorded requests with every id swapped: no byte of somebody else's case, and no difference from what does not exist.

Two offices run two programmes. What one office's people may send is recorded: addresses, forms as they are shown with
their hidden fields, acts for machines. Then the people of the other office send the same with ids that are not theirs,
and beside each request its twin with an id that nobody has.
"""

import json
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker
from tests import databases
from tests.asvs import asvs
from tests.doors import test_web_rights as rights
from tests.doors.browsing import signed_in
from tests.doors.keys import BASE, key
from tests.world import (
    CASE_WORKER,
    COORDINATOR,
    ELSEWHERE,
    HEAD,
    PARTNER_WORKER,
    PROGRAMME,
    RECEIVING_OFFICER,
    REGISTRAR,
    STRANGER,
    SURABAYA,
    World,
)

from pulang.areas.accounts.facts import SYSTEM
from pulang.doors.jobs.reference.meanings import MEANINGS
from pulang.flows import catalog, standing
from pulang.kernel import refs
from pulang.storage import context, sql

REQUESTS = int(os.environ.get("PULANG_NIGHTLY_SWAPS", "600"))  # nightly: 100000, or shares of it by another seed
SEED = os.environ.get("PULANG_NIGHTLY_SEED", "")
CASES = 5
_VOLATILE = re.compile(
    rb'value="[0-9a-f-]{36}"|name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|"X-CSRFToken": "[^"]+"'
)
_CONTROL = re.compile(r"<(input|select|textarea)\b([^>]*)>(?:(.*?)</\1>)?", re.DOTALL)
_ATTRIBUTE = re.compile(r'([a-z_-]+)="([^"]*)"')


@dataclass
class Two:
    """Two offices, their cases and what stands in those that may never reach the other."""

    mine: dict[str, list[str]]  # by programme
    secrets: dict[str, list[bytes]]
    forms: dict[str, dict[str, str]]
    copies: list[str]
    clients: dict[str, Client]
    tokens: dict[str, str]
    drawn: random.Random = field(
        default_factory=lambda: random.Random(f"swapped ids{SEED}")
    )  # not the world's own stream

    def nobodys(self, prefix: str = "K") -> str:
        return refs.draw(prefix, self.drawn.randrange)


SIDE = {
    COORDINATOR: PROGRAMME,
    CASE_WORKER: PROGRAMME,
    REGISTRAR: PROGRAMME,
    HEAD: PROGRAMME,
    STRANGER: ELSEWHERE,
    PARTNER_WORKER: "",  # has no case at all in this world
    RECEIVING_OFFICER: "",
}


@pytest.fixture(scope="module")
def two(django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Two]:
    with django_db_blocker.unblock():
        name = databases.copy(database_template)
        try:
            with databases.pointed_at(name), override_settings(PULANG_TODAY="2019-03-03"):
                yield made(World())
        finally:
            databases.drop(name)


def made(world: World) -> Two:
    world.open_programme(ELSEWHERE, "DINSOS-BTN")
    for user in SIDE:
        world.actor(user)
    mine: dict[str, list[str]] = {PROGRAMME: [], ELSEWHERE: []}
    secrets: dict[str, list[bytes]] = {PROGRAMME: [], ELSEWHERE: []}
    for place in range(CASES):
        for code, by in ((PROGRAMME, REGISTRAR), (ELSEWHERE, STRANGER)):
            alias, person = f"Kanari{place}{code[:2]}Alias", f"Kanari{place}{code[:2]}Nama"
            said: dict[str, Any] = {"case": world.number(), "home": SURABAYA, "alias": alias, "name": person}
            said |= {"choice": "RETURN", "informed": "CONVERSATION", "consents": ["RETURN"], "text_version": "1"}
            number = world.do("cases.case.register", by, programme=code, language="id", **said).subject
            mine[code].append(number)
            secrets[code] += [number.encode(), alias.encode(), person.encode()]
    copies = [world.copied()]
    secrets[PROGRAMME] += [copies[0].encode()]
    clients = {user: signed_in(user) for user in SIDE}
    tokens = {user: key(world, user) for user in SIDE}
    forms = recorded(clients[COORDINATOR], mine[PROGRAMME][0])
    return Two(mine, secrets, forms, copies, clients, tokens)


def recorded(client: Client, number: str) -> dict[str, dict[str, str]]:
    """What the owner's browser would send from each form about a case, hidden fields included."""
    found = {}
    for name in addresses():
        page = client.get(reverse(name, args=[number]))
        if page.status_code == 200:
            found[name] = dict(typed(page.content.decode(errors="replace")))
    return found


def addresses() -> list[str]:
    about_a_case = (each for each in rights.ours() if set(each.pattern.converters) == {"number"})
    return sorted(str(each.name) for each in about_a_case if each.name in rights.MAY)


def typed(text: str) -> Iterator[tuple[str, str]]:
    main = text.split("<main", 1)[-1]
    for kind, attributes, inside in _CONTROL.findall(main):
        told = dict(_ATTRIBUTE.findall(attributes))
        name = told.get("name", "")
        if name and name != "csrfmiddlewaretoken":
            options = re.findall(r'<option value="([^"]+)"', inside)
            yield name, told.get("value") or (options[0] if kind == "select" and options else "1")


# --- the requests


@dataclass(frozen=True)
class Sent:
    """One request, but for the id that is swapped in it."""

    user: str
    label: str
    send: Callable[[str], Any]
    foreign: str
    nobodys: str


def draw(two: Two) -> Sent:
    """One recorded request as somebody of another office sends it, in one of the places an id can stand."""
    pick = two.drawn
    user = pick.choice(list(SIDE))
    other = pick.choice([code for code in (PROGRAMME, ELSEWHERE) if code != SIDE[user]])
    foreign, nobodys = pick.choice(two.mine[other]), two.nobodys()
    makers = (in_path, in_form, in_query, in_body, in_act, in_machine_path, in_copy)
    label, send = pick.choice(makers)(two, user, other)
    if label.startswith("copy"):
        foreign, nobodys = two.copies[0], two.nobodys("E")
        if SIDE[user] == PROGRAMME:
            return draw(two)
    return Sent(user, label, send, foreign, nobodys)


Maker = tuple[str, Callable[[str], Any]]


def in_path(two: Two, user: str, other: str) -> Maker:
    name = two.drawn.choice(addresses())
    return name, lambda number: two.clients[user].get(reverse(name, args=[number]))


def in_form(two: Two, user: str, other: str) -> Maker:
    name = two.drawn.choice(sorted(two.forms))
    body = two.forms[name]
    return f"form {name}", lambda number: two.clients[user].post(reverse(name, args=[number]), body)


def in_query(two: Two, user: str, other: str) -> Maker:
    where = reverse("cases", args=[two.drawn.choice([PROGRAMME, ELSEWHERE])])
    asked = two.drawn.choice(["q", "site", "hari", "syarat"])
    return f"query {asked}", lambda number: two.clients[user].get(where, {asked: number})


def in_body(two: Two, user: str, other: str) -> Maker:
    """The id of one's own case in the address, the swapped one in every field of the form."""
    own = two.mine.get(SIDE[user])
    if not own:
        return in_path(two, user, other)
    named = {name: [each for each in body if each not in {"ref", "happened_on"}] for name, body in two.forms.items()}
    name, number = two.drawn.choice(sorted(name for name, fields in named.items() if fields)), own[0]
    fields = named[name]

    def send(swapped: str) -> Any:
        body = {**two.forms[name], **dict.fromkeys(fields, swapped), "ref": "00000000-0000-0000-0000-000000000000"}
        return two.clients[user].post(reverse(name, args=[number]), body)

    return f"body {name}", send


def in_act(two: Two, user: str, other: str) -> Maker:
    """An act for machines about the swapped case, in the case's programme or in one's own."""
    verbs = [one for one in catalog.verbs().values() if "case" in one.asks.model_fields]
    verb = two.drawn.choice(verbs)
    programme = two.drawn.choice([PROGRAMME, ELSEWHERE])
    said: dict[str, Any] = {
        name: (MEANINGS.get(f"{verb.name}:{name}") or MEANINGS[name])[1]
        for name, told in verb.asks.model_fields.items()
        if told.is_required()
    }
    ref = f"swap-{two.drawn.randrange(10**12)}"

    def send(number: str) -> Any:
        placed = {"programme": programme} if "programme" in verb.asks.model_fields else {}
        body = {"do": verb.name, "with": {**said, **placed, "case": number}}
        headers = {"Authorization": f"Bearer {two.tokens[user]}", "Idempotency-Key": f"{ref}-{number}"}
        return Client().post(f"{BASE}/acts", json.dumps(body), content_type="application/json", headers=headers)

    return f"act {verb.name}", send


def in_machine_path(two: Two, user: str, other: str) -> Maker:
    headers = {"Authorization": f"Bearer {two.tokens[user]}"}
    path = two.drawn.choice([f"{BASE}/cases/{{}}", f"{BASE}/programmes/{other}/cases?q={{}}"])
    return f"machine {path}", lambda number: Client().get(path.format(number), headers=headers)


def in_copy(two: Two, user: str, other: str) -> Maker:
    name = two.drawn.choice(["export-approve", "export-refuse", "export-fetch", "export-password"])
    code = two.drawn.choice([PROGRAMME, ELSEWHERE])
    method = two.drawn.choice(["get", "post"])
    return f"copy {name}", lambda number: getattr(two.clients[user], method)(reverse(name, args=[code, number]))


def without(body: bytes, number: str) -> bytes:
    plain = number.encode()
    return _VOLATILE.sub(b"", body).replace(plain, b"#").replace(plain.lower(), b"#")


# --- what is shown


@asvs("V8.2.2", "V8.4.1", "V8.2.1")
def test_a_swapped_id_gives_no_byte_of_anothers_case_and_answers_as_if_there_were_none(two: Two) -> None:
    leaked, different, seen = [], [], Counter[str]()
    for _ in range(REQUESTS // 2):
        sent = draw(two)
        seen[sent.label.split()[0]] += 1
        first, twin = sent.send(sent.foreign), sent.send(sent.nobodys)
        if any(300 <= each.status_code < 400 for each in (first, twin)):
            # What an act in one's own case has to say is read now, or the next page says it.
            two.clients[sent.user].get(first.headers.get("Location", "/"), follow=True)
        allowed = SIDE[sent.user]
        foreign = [one for code in (PROGRAMME, ELSEWHERE) if code != allowed for one in two.secrets[code]]
        found = [one for one in foreign if one in first.content and one.decode() != sent.foreign]
        if found:
            leaked.append((sent.user, sent.label, found[:3]))
        same = without(first.content, sent.foreign) == without(twin.content, sent.nobodys)
        if first.status_code != twin.status_code or not same:
            different.append((sent.user, sent.label, first.status_code, twin.status_code))

    assert leaked == []
    assert different == []
    assert len(seen) > 10


@asvs("V8.3.1")
def test_and_nothing_was_written_about_anybody_elses_case(two: Two) -> None:
    with context.looking(standing.view_of(SYSTEM)):
        acts = sql.rows("SELECT by, subject, verb FROM audit_act WHERE by <> 'pulang'")
    wrong = [
        (by, subject, verb)
        for by, subject, verb in acts
        for code, numbers in two.mine.items()
        if subject in numbers and SIDE.get(by) != code
    ]

    assert wrong == []
