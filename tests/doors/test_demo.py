"""The demo: always the same files, people who cannot exist, and the story of 3 March 2019 in the answers."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker
from tests import databases

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.accounts.models import User
from pulang.areas.accounts.rules import Role
from pulang.areas.aid import queries as aid
from pulang.areas.figures import queries as figures
from pulang.areas.journeys.rules import DueState
from pulang.areas.places import queries as places
from pulang.doors.jobs.commands import demo
from pulang.doors.jobs.demo import offices, published
from pulang.doors.jobs.demo.files import files
from pulang.flows import standing
from pulang.flows.accounting import account
from pulang.flows.entitlement import reckoned
from pulang.flows.following_up import asked
from pulang.flows.handing_over import handovers
from pulang.flows.manifests import departures
from pulang.flows.status import Status, status
from pulang.kernel import refs
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage import sql
from pulang.storage.context import counting

ORIGINS = {"35": 120, "32": 2, "33": 2, "62": 1, "73": 3, "18": 1, "52": 5, "53": 11}


def acts(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files()[name].splitlines()]


def registered(name: str) -> list[dict[str, Any]]:
    return [line["with"] for line in acts(name) if line["do"] == "cases.case.register"]


def test_the_files_are_the_same_in_every_process(tmp_path: Any) -> None:
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        words = [sys.executable, "-m", "pulang.doors.jobs.cli", "demo", "--write", str(folder)]
        subprocess.run(words, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert made[0] == made[1] == files()


def test_every_act_has_its_own_id_and_comes_in_the_order_of_its_moments() -> None:
    ids = [line["id"] for name in files() for line in acts(name)]
    assert len(ids) == len(set(ids))
    for name in files():
        moments = [line["at"] for line in acts(name)]
        assert moments == sorted(moments)


def test_the_people_of_karang_dempel_come_from_where_the_listing_says() -> None:
    people = registered("10-kd-2019.jsonl")
    assert Counter(one["home"][:2] for one in people) == ORIGINS
    assert all(places.place(code=one["home"]).regency_name for one in people)
    assert {one["choice"] for one in people} == {"RETURN"}
    assert {one["informed"] for one in people} == {"NOT_INFORMED"}


@pytest.mark.parametrize("name", ["10-kd-2019.jsonl", "20-btn-2019.jsonl", "30-kpg-2019.jsonl"])
def test_nobody_in_the_demo_can_exist(name: str) -> None:
    people = registered(name)
    assert all(one["nik"].endswith("0000") for one in people if "nik" in one)
    assert all(one["phone"].startswith("+62000") for one in people if "phone" in one)
    without = sum(one["papers"] == "NONE" for one in people)
    assert 0.55 <= without / len(people) <= 0.65


@pytest.mark.parametrize("name", ["10-kd-2019.jsonl", "20-btn-2019.jsonl", "30-kpg-2019.jsonl"])
def test_case_numbers_are_proper_and_neither_they_nor_aliases_repeat(name: str) -> None:
    people = registered(name)
    assert [refs.parse(one["case"], prefix="K") for one in people] == [one["case"] for one in people]
    assert len({one["case"] for one in people}) == len({one["alias"] for one in people}) == len(people)


@pytest.mark.parametrize(
    ("facts", "name"), [("karang-dempel-2019", "10-kd-2019.jsonl"), ("bintan-2019", "20-btn-2019.jsonl")]
)
def test_every_published_fact_is_an_act_of_the_day_it_was_said(facts: str, name: str) -> None:
    told = [(line["at"][:10], json.dumps(line["with"], ensure_ascii=False)) for line in acts(name)]
    for row in published.rows(facts):
        on_its_day = [words for day, words in told if day == row.reported_on.isoformat()]
        assert any(row.summary[:200] in words or row.kind == "stakeholder" for words in on_its_day), row


def test_every_role_has_an_account_on_the_sign_in_page() -> None:
    shown = {one["code"] for one in offices.shown()}
    held = {role for account in offices.ACCOUNTS if account.code in shown for role in account.roles}
    assert held == {role.value for role in Role}
    assert all(len(account.roles) == 1 for account in offices.ACCOUNTS)


# --- loaded once, and then asked


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        name = databases.copy(databases.demo(database_template))
        try:
            with databases.pointed_at(name):
                yield
        finally:
            databases.drop(name)


@pytest.mark.usefixtures("loaded")
def test_its_releases_say_what_the_acts_before_them_in_the_same_file_brought_about() -> None:
    """Thousands of acts replayed at once are assessed at the end; a release in their midst reads them all the same."""
    with standing.looking(SYSTEM, day=date(2020, 3, 3)):
        found = {(each.programme, each.quarter, each.revision): each for each in figures.for_everybody()}
    waits = {key: [one["gate"] for one in each.content["waiting"]] for key, each in found.items()}
    assert {"legal-basis", "rakor-decided"} <= set(waits["KD-2019", "2018-4", 2])
    assert waits["BTN-2019", "2019-2", 1] == ["legal-basis", "travel-funds-released", "aid-funds-confirmed"]
    assert waits["BTN-2019", "2019-3", 1] == []
    assert found["BTN-2019", "2019-3", 1].content["counts"]["total"] == 75
    first, second = (found["KD-2019", "2018-4", revision] for revision in (1, 2))
    assert [len(each.content["decrees"]) for each in (first, second)] == [0, 1]
    assert second.reason


def on(day: str, programme: str = "KD-2019") -> Status:
    said = date.fromisoformat(day)
    with standing.looking(SYSTEM, day=said):
        return status(programme, as_of=said)


def gates(found: Status) -> list[str]:
    return [blocker.gate for blocker in found.blockers]


@pytest.mark.slow
def test_loading_again_changes_nothing(loaded: None) -> None:
    in_the_files = {json.loads(line)["id"] for content in files().values() for line in content.splitlines()}
    with standing.looking(SYSTEM, day=date(2019, 3, 3)):
        in_the_book = [ref for (ref,) in sql.rows("SELECT id FROM audit_act")]

    assert sorted(in_the_book) == sorted(in_the_files)
    assert demo.load_demo() == 0


@pytest.mark.slow
def test_demo_accounts_open_with_the_password_of_the_demo(loaded: None) -> None:
    assert User.objects.get(code="dinsos-kupang.koordinator").check_password(offices.PASSWORD)
    with_password = {user.code for user in User.objects.all() if user.has_usable_password()}
    assert with_password == {one["code"] for one in offices.shown()}


@pytest.mark.slow
def test_on_3_march_2019_the_return_of_145_people_waits_for_the_coordination_meeting(loaded: None) -> None:
    found = on("2019-03-03")
    assert found.headline.id == "Pemulangan 145 orang menunggu hasil rapat koordinasi dengan Kementerian Sosial."
    assert gates(found)[:2] == ["rakor-decided", "partner-ready"]
    assert found.blockers[0].holder.id == "Kementerian Sosial"
    assert found.counts.by_origin[0] == ("35", 120)
    travel = next(line for line in found.funds if line.use == "TRAVEL")
    assert (travel.ceiling, travel.released, travel.committed, travel.spent) == (300_000_000, 0, 0, 0)
    assert (travel.needed, travel.shortfall) == (145 * 2_500_000, 62_500_000)
    told = {promise.subject: promise for promise in found.promises}
    assert (told["return"].first_promised, told["return"].now_promised, told["return"].slips) == ("2019-02", None, 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2018-10-18", "legal-basis"),
        ("2018-12-25", "legal-basis"),
        ("2019-01-02", "rakor-decided"),
        ("2019-02-11", "rakor-decided"),
    ],
)
def test_each_earlier_day_names_its_own_blocker(loaded: None, day: str, first: str) -> None:
    found = on(day)
    assert gates(found)[0] == first
    assert found.blockers[0].cases == 145


@pytest.mark.slow
def test_on_25_december_the_decree_is_signed_and_not_yet_in_force(loaded: None) -> None:
    assert "1 January 2019" in on("2018-12-25").headline.en


@pytest.mark.slow
def test_bintan_ends_with_56_people_home_and_344_million_paid(loaded: None) -> None:
    found = on("2019-09-17", "BTN-2019")
    assert found.headline.en == "56 people have arrived home."
    assert found.counts.registered == 81
    aid = next(line for line in found.funds if line.use == "AID")
    assert aid.spent == 344_000_000


@pytest.mark.slow
def test_on_3_march_one_departure_waits_and_what_differed_before_stands(loaded: None) -> None:
    day, zone = date(2019, 3, 3), "Asia/Makassar"
    with standing.looking(SYSTEM, day=day):
        found = departures("KPG-2019", as_of=day, zone=zone)
        differences = [len(each.unheard) for each in handovers("KPG-2019", moment(day))]
        (asked_again,) = [
            one for one in asked("KPG-2019", moment(day))[0] if one.told and one.told[0].outcome == "UNREACHABLE"
        ]

    gone, today, _thursday = found.listed
    assert (gone.people, today.on, today.people, today.ready) == (5, day, 3, ())
    assert (len(found.silent), sorted(differences)) == (1, [0, 0, 1])
    assert asked_again.dues[0].state is DueState.OPEN, "that nobody reached her is an answer, and she is asked again"
    (fund,) = on("2019-03-03", "KPG-2019").funds
    assert fund.spent == 11_840_000 + 2_340_000 - 1_350_000, "what came back for the ticket of whoever stayed"


@pytest.mark.slow
def test_what_bintans_decree_amounts_to_by_its_rates_is_what_was_published(loaded: None) -> None:
    at = moment(date(2019, 9, 20))
    with standing.looking(SYSTEM, day=at.day), counting():
        found = reckoned("BTN-2019", aid.beneficiary_decrees("BTN-2019", at), at)["SK contoh 02/2019"]

    assert (found.people, found.partners, found.total) == (56, 1, 344_000_000)
    assert found.items == {
        "CAPITAL": 280_000_000,
        "LIVING": 42_000_000,
        "LOCAL_TRANSPORT": 14_000_000,
        "PARTNER_OPERATIONS": 8_000_000,
    }


@pytest.mark.slow
def test_bintans_aid_agrees_with_its_list_and_names_who_was_not_paid_yet(loaded: None) -> None:
    """The 56 got what they were due, and the partner its part; the 19 who stayed or went alone wait for their own."""
    with standing.looking(SYSTEM, day=date(2019, 9, 20)), counting():
        found = account("BTN-2019", as_of=date(2019, 9, 20))

    assert {one.kind: (one.people, one.reached) for one in found.sums} == {
        "CAPITAL": (56, 280_000_000),
        "LIVING": (56, 42_000_000),
        "LOCAL_TRANSPORT": (56, 14_000_000),
    }
    assert found.paid_alone == 8_000_000
    assert {one.decree for one in found.differences} == {"SK contoh 03/2019"}


def test_a_register_with_other_records_is_not_mixed_with_the_demo(own_database: str) -> None:
    fields = {"code": "dinas", "kind": "CITY_OFFICE", "name": "Dinas"}
    line = {
        "id": "a-1",
        "at": "2018-01-01T08:00:00+07:00",
        "by": "pulang",
        "do": "accounts.agency.register",
        "with": fields,
    }
    with pytest.raises(Refusal, match=r"other line 1 \(a-1\)"):
        demo._replay("other", json.dumps({**line, "with": {**fields, "kind": "NONE"}}).encode() + b"\n")
    twice = "\n".join(json.dumps(one) for one in (line, {**line, "id": "a-2"}, {**line, "id": "a-1"}))
    with pytest.raises(Refusal, match=r"other line 2 \(a-2\)"):
        demo._replay("other", twice.encode() + b"\n")
    # Nothing of it was kept, so its last line does not pass for a file that was loaded.
    assert demo._replay("other", json.dumps(line).encode() + b"\n") == 1
    with pytest.raises(Refusal) as refused:
        demo.load_demo()
    assert refused.value.code == "not-empty"
