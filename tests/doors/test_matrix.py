"""Every address × method × role × relation to the case: what opens, and one answer for all that does not."""

import os
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker
from tests import databases
from tests.asvs import asvs
from tests.doors import matrix
from tests.doors import test_web_rights as rights
from tests.doors.browsing import signed_in
from tests.doors.keys import BASE, Machine, key
from tests.doors.matrix import SIGNED_OUT, Cell, Relation
from tests.world import COORDINATOR, ELSEWHERE, PROGRAMME, World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.accounts.rules import LOOKS, RIGHTS
from pulang.areas.reveals.rules import FIELDS_ON, Basis
from pulang.flows import standing
from pulang.storage import context, sql

NIGHTLY = os.environ.get("PULANG_NIGHTLY_MATRIX") == "1"
READ_CELLS = 1_000  # of those that make a page, here; the nightly size asks all of them
EVERYBODY = (*sorted(rights.EVERYBODY), SIGNED_OUT)
REFUSED = ("PUT", "PATCH", "DELETE")


@dataclass
class Asked:
    """The world of the matrix: its cases, its addresses, a client for each person."""

    world: World
    cases: dict[Relation, str]
    where: dict[str, str]
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, user: str) -> Client:
        if user not in self.clients:
            self.world.actor(user) if user else None
            self.clients[user] = signed_in(user) if user else Client()
        return self.clients[user]

    def ask(self, cell: Cell) -> tuple[int, bytes]:
        answer = self.client(cell.user).generic(cell.method, cell.url)
        return answer.status_code, answer.content


@pytest.fixture(scope="module")
def asked(django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Asked]:
    """One world for all of these tests, which is what they show: that asking changes nothing."""
    with django_db_blocker.unblock():
        name = databases.copy(database_template)
        try:
            with databases.pointed_at(name), override_settings(PULANG_TODAY="2019-03-03"):
                world = World()
                where = rights.addresses(world)
                for user in rights.EVERYBODY:
                    world.actor(user)
                yield Asked(world, matrix.cases(world), where)
        finally:
            databases.drop(name)


def about_a_case() -> set[str]:
    """Addresses that are about a case and nothing inside it; what lies inside is asked about at the first case only."""
    found = (each for each in rights.ours() if set(each.pattern.converters) == {"number"})
    return {str(each.name) for each in found if each.name in rights.MAY}


def cells(asked: Asked, *methods: str) -> Iterator[Cell]:
    of_cases = about_a_case()
    for name, method, user in product(rights.MAY, methods, EVERYBODY):
        if name not in of_cases:
            yield Cell(name, method, user, None, asked.where[name])
            continue
        for relation, number in asked.cases.items():
            yield Cell(name, method, user, relation, reverse(name, args=[number]))


def chosen(found: list[Cell], most: int) -> list[Cell]:
    return found if NIGHTLY else random.Random(2019).sample(found, min(most, len(found)))


def acts() -> Any:
    with context.looking(standing.view_of(SYSTEM)):
        return sql.one("SELECT count(*), max(seq) FROM audit_act")


@asvs("V8.1.1", "V8.2.1", "V8.2.2", "V8.4.1")
def test_whoever_may_opens_it_and_everybody_else_meets_one_and_the_same_answer(asked: Asked) -> None:
    missing = asked.client(COORDINATOR).get("/program/TIDAK-ADA/").content
    wrong = []
    found = chosen(list(cells(asked, "GET")), READ_CELLS)
    for cell in found:
        status, body = asked.ask(cell)
        if cell.user == SIGNED_OUT:
            good = status == 302
        elif matrix.allowed(cell):
            good = status == 200
        else:
            good = (status, body) == (404, missing)
        if not good:
            wrong.append((cell.name, cell.user, cell.relation and cell.relation.name, status))

    assert len(found) >= READ_CELLS
    assert wrong == []


@asvs("V8.2.1", "V8.2.2", "V8.3.1")
def test_nothing_is_changed_by_anybody_who_may_not_whatever_is_sent(asked: Asked) -> None:
    missing = asked.client(COORDINATOR).get("/program/TIDAK-ADA/").content
    before = acts()
    found = [cell for cell in cells(asked, "POST") if cell.user == SIGNED_OUT or not matrix.allowed(cell)]
    wrong = []
    for cell in chosen(found, READ_CELLS):
        answer = asked.client(cell.user).post(cell.url, {"ref": "x"})
        if cell.user == SIGNED_OUT:
            good = answer.status_code == 302
        else:
            good = (answer.status_code, answer.content) == (404, missing)
        if matrix.explained(cell):
            good = good or answer.status_code == 422
        if cell.name in _looks() and cell.relation is None:
            good = good or answer.status_code == 405  # nothing is ever sent there, whatever number the address holds
        if not good:
            wrong.append((cell.name, cell.user, cell.relation and cell.relation.name, answer.status_code))

    assert wrong == []
    assert acts() == before


def _looks() -> set[str]:
    return {str(each.name) for each in rights.ours() if getattr(each.callback, "right", "") in LOOKS}


@asvs("V3.5.3", "V8.2.1")
def test_no_other_method_does_anything_anywhere(asked: Asked) -> None:
    before, wrong, count = acts(), [], 0
    for cell in cells(asked, *REFUSED[: 3 if NIGHTLY else 1]):
        count += 1
        answer = asked.ask(cell)
        if answer != (405, b""):
            wrong.append((cell.name, cell.method, cell.user, answer[0]))

    assert count + 2 * READ_CELLS >= 5_000
    assert wrong == []
    assert acts() == before


def test_what_is_only_read_cannot_be_sent_to_by_those_who_read_it(asked: Asked) -> None:
    wrong, looks = [], _looks()
    for cell in cells(asked, "POST"):
        if cell.name in looks and cell.relation in {None, Relation.OWN} and cell.user and matrix.allowed(cell):
            answer = asked.client(cell.user).post(cell.url)
            if answer.status_code != 405:
                wrong.append((cell.name, cell.user, answer.status_code))

    assert wrong == []


@asvs("V8.1.1", "V8.1.2")
def test_the_table_of_rights_is_the_document_and_names_fields_too() -> None:
    """docs/reference/rights.md is written from the code; here it is held to name every look, verb and opened field."""
    text = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "rights.md").read_text(encoding="utf-8")

    assert [verb for verb in RIGHTS if f"`{verb}`" not in text] == []
    assert [look for look in LOOKS if f"`{look}`" not in text] == []
    opened = dict(
        re.findall(r"^\| `([A-Z_]+)` \| ((?:`[A-Z_]+`(?:, )?)+) \|$", text.split("## Sealed fields")[1], re.MULTILINE)
    )
    assert {basis.value: {field.value for field in fields} for basis, fields in FIELDS_ON.items()} == {
        basis: set(re.findall(r"[A-Z_]+", fields))
        for basis, fields in opened.items()
        if basis in {one.value for one in Basis}
    }


@asvs("V8.2.3", "V15.3.1")
def test_each_role_lists_exactly_the_cases_it_may_see(asked: Asked) -> None:
    wrong = []
    for user in sorted(rights.EVERYBODY):
        for code in (PROGRAMME, ELSEWHERE):
            text = asked.client(user).get(reverse("cases", args=[code])).content.decode()
            for relation, number in asked.cases.items():
                mine = matrix.in_programme(relation) == code and matrix.allowed(Cell("case", "GET", user, relation, ""))
                if (number in text) is not mine:
                    wrong.append((user, code, relation.name))

    assert wrong == []


# --- the same through the door for machines


def operations() -> Iterator[URLPattern]:
    for each in get_resolver().url_patterns:
        if isinstance(each, URLResolver):
            for inner in each.url_patterns:
                if isinstance(inner, URLResolver) and "api" in str(inner.pattern):
                    yield from (one for one in inner.url_patterns if isinstance(one, URLPattern))


LOOKED = {  # what an operation shows, and to whom
    "programmes": "programme",
    "programme": "programme",
    "programme_status": "counts",
    "cases": "cases",
    "case": "cases",
    "verbs": "",
}


@asvs("V8.2.1", "V8.2.3", "V8.4.1")
def test_a_machine_sees_what_its_user_sees_and_its_scopes_let_it(asked: Asked) -> None:
    wrong, count = [], 0
    missing: bytes = b""
    for user, scope in product(sorted(rights.EVERYBODY), ("read", "act")):
        machine = Machine(key(asked.world, user, scope, name=scope))
        missing = machine.get("/cases/K-0000-0000").raw
        for relation, number in asked.cases.items():
            count += 1
            answer = machine.get(f"/cases/{number}")
            mine = matrix.allowed(Cell("case", "GET", user, relation, ""))
            if scope == "act":
                good = answer.code == "token-scope"
            else:
                good = answer.status == 200 if mine else (answer.status, answer.raw) == (404, missing)
            if not good:
                wrong.append((user, scope, relation.name, answer.status))

    assert count == len(rights.EVERYBODY) * 2 * len(Relation)
    assert wrong == []


@asvs("V8.2.1", "V7.4.2")
def test_without_a_living_token_every_operation_is_closed(asked: Asked) -> None:
    case = asked.cases[Relation.OWN]
    of_a_programme = [f"/programmes/{PROGRAMME}{rest}" for rest in ("", "/status", "/cases")]
    paths = ("/programmes", *of_a_programme, f"/cases/{case}", "/acts/verbs", "/openapi.json")

    answers = {
        (path, token): Client().get(f"{BASE}{path}", headers={"Authorization": f"Bearer {token}"} if token else {})
        for path in paths
        for token in ("", "plg_" + "x" * 40, "Basic YTpi")
    }

    assert {answer.status_code for answer in answers.values()} == {401}


def test_every_operation_of_the_api_is_known_here() -> None:
    names = {str(each.name) for each in operations()}

    assert {name for name in names if name not in {"openapi-json", "api-root", "nothing-here", "act"}} <= set(LOOKED)
