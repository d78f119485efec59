"""What was known on a day stays known, whatever is learned or struck later; a dump tells the same of it all."""

import io
import json
import random
from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker
from tests import databases
from tests.flows import demo

from pulang.doors.jobs.demo.files import files
from pulang.flows.dumping import dumped
from pulang.flows.replay import Mode, replay

pytestmark = pytest.mark.slow
DAYS = ("2018-10-18", "2019-03-03", "2019-03-20")
LATER = "2019-03-10T10:00:00+08:00"
OF_ONE_VERB = 3


@pytest.fixture(scope="module")
def kd(django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with demo.told(database_template, django_db_blocker) as name:
        yield name


def told(known_on: str = "") -> list[str]:
    return [json.dumps(demo.told_on(day, known_on=known_on)) for day in DAYS]


def strikes(seed: int) -> bytes:
    """Strikes of some acts of every verb there is in the demo, in any order."""
    chance, verbs = random.Random(seed), dict[str, list[str]]()
    for line in map(json.loads, files()["10-kd-2019.jsonl"].splitlines()):
        verbs.setdefault(line["do"], []).append(line["id"])
    chosen = [act for acts in verbs.values() for act in chance.sample(acts, min(OF_ONE_VERB, len(acts)))]
    chance.shuffle(chosen)
    lines = [
        {"id": f"coret-{place}", "at": LATER, "by": demo.COORDINATOR, "do": "audit.act.strike",
         "with": {"act": act, "reason": "Uji"}} for place, act in enumerate(chosen)
    ]  # fmt: skip
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def test_striking_anything_later_leaves_what_was_known_and_is_dumped_whole(
    kd: str, database_template: str, django_db_blocker: DjangoDbBlocker
) -> None:
    with demo.copied(kd, django_db_blocker):
        known = {day: told(day) for day in ("2018-12-25", "2019-03-03", "2019-03-09")}

        report = replay(file=io.BytesIO(strikes(2019)))

        assert report.done > 2 * report.refused
        assert {one.code for one in report.told} <= {
            "others-rest-on-it", "money-is-not-struck", "decision-rests-on-it", "listing-rests-on-it",
        }  # fmt: skip
        assert {day: told(day) for day in known} == known
        assert told() != known["2019-03-09"]
        now, lines = told(), list(dumped(programme=demo.KD))

    name = databases.copy(database_template)
    try:
        with databases.pointed_at(name):
            assert replay(file=io.BytesIO("\n".join(lines).encode()), mode=Mode.ATOMIC).kept
            assert told() == now
    finally:
        databases.drop(name)
