"""Twenty people known by sight: none of their values stands in a page, an answer, a log or a file that leaves."""

import logging
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors import test_web_rights as rights
from tests.doors.browsing import Browser
from tests.doors.keys import BASE, Machine, key
from tests.world import CASE_WORKER, COORDINATOR, HEAD, PROGRAMME, REGISTRAR, World, noon

from pulang.doors.api import acts as acts_door
from pulang.flows import copying
from pulang.flows.dumping import dumped

pytestmark = pytest.mark.django_db
PEOPLE = 20


@dataclass(frozen=True)
class Canary:
    number: str
    name: str
    nik: str
    phone: str
    address: str

    @property
    def values(self) -> tuple[bytes, ...]:
        plain = (self.name, self.nik, self.phone, self.phone.removeprefix("0"), self.address)
        return tuple(form for one in plain for form in (one.encode(), one.encode("utf-16-le"), one[::-1].encode()))


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


@pytest.fixture
def canaries(world: World) -> list[Canary]:
    found = []
    for place in range(PEOPLE):
        said: dict[str, Any] = {
            "name": f"Kenari{place:02}Qzx Walet{place:02}Vbn",
            "nik": f"537101410790{7000 + place}",
            "phone": f"08139977{place:02}551",
            "address": f"Jalan Sarang Wqj{place:02} Nomor {place}",
        }
        found.append(Canary(world.choosing(**said), **said))
    return found


@pytest.fixture
def logged() -> Any:
    """All that any logger says, at its most talkative."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


def hits(canaries: list[Canary], where: str, content: bytes) -> list[tuple[str, str]]:
    return [(where, canary.number) for canary in canaries if any(value in content for value in canary.values)]


@asvs("V14.2.1", "V14.2.6", "V15.3.1")
def test_no_page_shows_a_sealed_value_to_anybody_who_did_not_open_it(world: World, canaries: list[Canary]) -> None:
    where = rights.addresses(world)
    found: list[Any] = []
    for user in sorted(rights.EVERYBODY):
        client = Browser(world, user).client
        for name, allowed in rights.MAY.items():
            if user in allowed:
                found += hits(canaries, f"{user} {name}", client.get(where[name]).content)
    for canary in canaries[:5]:
        found += hits(canaries, "file", Browser(world, CASE_WORKER).client.get(f"/berkas/{canary.number}/").content)

    assert found == []


@asvs("V14.2.1", "V15.3.1")
def test_no_answer_to_a_machine_holds_one(world: World, canaries: list[Canary]) -> None:
    machine = Machine(key(world, COORDINATOR))
    answers = [machine.get(f"/cases/{canary.number}") for canary in canaries]
    answers += [machine.get(f"/programmes/{PROGRAMME}/{part}") for part in ("cases", "status")]

    assert {answer.status for answer in answers} == {200}
    assert [hit for answer in answers for hit in hits(canaries, "machine", answer.raw)] == []


@asvs("V16.2.5", "V14.2.1")
def test_no_log_holds_one_not_even_when_everything_breaks(
    world: World, canaries: list[Canary], logged: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = canaries[0]
    registrar = Browser(world, REGISTRAR).client
    registrar.raise_request_exception = False
    url = reverse("case-new", args=[PROGRAMME])
    typed = {"ref": "1", "name": one.name, "nik": one.nik, "phone": one.phone, "address": one.address}
    token = {"Authorization": f"Bearer {key(world, REGISTRAR)}", "Idempotency-Key": "a-1"}
    act = {
        "do": "cases.case.register",
        "with": {"programme": PROGRAMME, "home": "35.78", "name": one.name, "nik": one.nik},
    }

    registrar.post(url, typed)
    registrar.post(f"{url}?q={PROGRAMME}", {**typed, "home": "99"})

    def broken(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(acts_door, "perform", broken)
    machine = Client(raise_request_exception=False)
    machine.post(f"{BASE}/acts", act, content_type="application/json", headers=token)
    machine.post(f"{BASE}/acts", {**act, "extra": one.name}, content_type="application/json", headers=token)
    for path in (f"/berkas/{one.number}/x", "/akun/login/"):
        machine.post(path, typed)

    told = logged.getvalue().encode()
    assert b"ZeroDivisionError" in told
    assert hits(canaries, "log", told) == []


@asvs("V14.2.1")
def test_no_file_that_leaves_holds_one_in_clear(world: World, canaries: list[Canary]) -> None:
    number = world.copied(columns=["NUMBER", "NAME", "NIK"])
    content = copying.fetch(by=world.actor(COORDINATOR), programme=PROGRAMME, number=number, at=noon(world.today))
    told = "\n".join(dumped(programme=PROGRAMME)).encode()

    assert len(content) > 5_000
    assert canaries[0].number.encode() in told
    assert hits(canaries, "copy", content) + hits(canaries, "dump", told) == []


@asvs("V14.2.1", "V14.2.2")
def test_no_address_of_ours_carries_a_value(world: World, canaries: list[Canary]) -> None:
    where = rights.addresses(world)
    head = Browser(world, HEAD).client
    answer = head.get(where["cases"], {"q": canaries[0].nik})

    assert hits(canaries[1:], "addresses", "\n".join(where.values()).encode()) == []
    assert answer.status_code in (200, 404, 422)
    assert canaries[0].number.encode() not in answer.content
