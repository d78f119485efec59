"""Karang Dempel as the demo tells it, replayed once for a state of the code; whoever changes it gets a copy."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any, TypeVar

from django.db import connections
from pytest_django.plugin import DjangoDbBlocker
from tests import databases

from pulang.areas.accounts.facts import SYSTEM
from pulang.doors.jobs.demo.files import files
from pulang.flows import standing
from pulang.flows.act import Receipt
from pulang.flows.perform import perform
from pulang.flows.replay import replay
from pulang.flows.status import Status, status
from pulang.flows.status_json import document

KD = "KD-2019"
COORDINATOR = "dinsos-kupang.koordinator"
WORKER = "dinsos-kupang.pendamping"
HEAD = "dinsos-kupang.kepala"
REVIEWER = "kemensos.peninjau"
TREASURER = "bkad-kupang.bendahara"
PARTNER = "lks-kupang"
RAKOR = "rakor-kemensos"
_REFS = count(1)
T = TypeVar("T")


@contextmanager
def told(database_template: str, blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database in which Karang Dempel stands as on 3 March 2019; nobody is connected to it."""

    def tell() -> None:
        for file in ("00-offices.jsonl", "10-kd-2019.jsonl"):
            report = replay(file=io.BytesIO(files()[file]))
            assert not report.refused, report.told

    with blocker.unblock():
        yield databases.filled_once("story", database_template, tell)


@contextmanager
def told_by(tell: Callable[[], T], database_template: str, blocker: DjangoDbBlocker) -> Iterator[tuple[str, T]]:
    """A database with a story of a module's own, and what its telling gives; nobody is connected to it."""
    with blocker.unblock():
        name = databases.copy(database_template)
        try:
            with databases.pointed_at(name):
                given = tell()
            yield name, given
        finally:
            databases.drop(name)


@contextmanager
def copied(name: str, blocker: DjangoDbBlocker) -> Iterator[str]:
    """A copy to spoil."""
    with blocker.unblock():
        connections.close_all()
        fresh = databases.copy(name)
        try:
            with databases.pointed_at(fresh):
                yield fresh
        finally:
            databases.drop(fresh)


def at(day: str, hour: int = 4) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour), UTC)


def do(verb: str, by: str, on: str, *, ref: str = "", hour: int = 4, **said: Any) -> Receipt:
    """Carries out an act of the programme on a day, with the rights its actor holds that day."""
    actor = standing.actor_on(by, date.fromisoformat(on))
    if not verb.startswith(("audit", "partners.registration", "partners.accreditation", "partners.survey")):
        said = {"programme": KD, **said}
    return perform(by=actor, verb=verb, with_=said, at=at(on, hour), ref=ref or f"later-{next(_REFS)}")


def on(day: str, *, known_on: str = "") -> Status:
    said = date.fromisoformat(day)
    with standing.looking(SYSTEM, day=said):
        return status(KD, as_of=said, known_on=date.fromisoformat(known_on) if known_on else None)


def told_on(day: str, *, known_on: str = "") -> dict[str, Any]:
    return document(on(day, known_on=known_on))


def gates(day: str) -> list[str]:
    return [blocker.gate for blocker in on(day).blockers]


def held_by(day: str, gate: str) -> int:
    return next((blocker.cases for blocker in on(day).blockers if blocker.gate == gate), 0)


def numbers(count_: int = 145) -> list[str]:
    """The first cases, in the order of the listing."""
    found = [json.loads(line) for line in files()["10-kd-2019.jsonl"].splitlines()]
    return [line["with"]["case"] for line in found if line["do"] == "cases.case.register"][:count_]
