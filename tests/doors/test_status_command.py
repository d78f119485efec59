"""`pulang status`, `why` and `verify` from outside: the documents others rely on, exit codes, and every no in words."""

import argparse
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import scratch
from tests.setup.conftest import prepared, pulang

from pulang.doors.jobs.days import day_argument
from pulang.doors.jobs.demo.files import files
from pulang.storage.postgres import Cluster, Home

pytestmark = pytest.mark.slow

Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def used() -> Iterator[Path]:
    """A home that holds Karang Dempel, with its database kept running for all of this file."""
    folder = Path(tempfile.mkdtemp(prefix="pulang-s-", dir=scratch.folder()))
    folder.chmod(0o755)
    home = prepared(folder / "home")
    with Cluster(home).running():
        for name in ("00-offices.jsonl", "10-kd-2019.jsonl"):
            path = folder / name
            path.write_bytes(files()[name])
            loaded = pulang("load", str(path), home=home.path)
            assert loaded.returncode == 0, loaded.stderr
        yield home.path
    shutil.rmtree(folder, ignore_errors=True)


def asked(used: Path, *words: str, **env: str) -> Done:
    return pulang(*words, home=used, **{"PULANG_TODAY": "2019-03-03", **env})


def document(done: Done) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def refused(done: Done, code: int) -> str:
    assert done.returncode == code, (done.stdout, done.stderr)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    return done.stderr


def words_in_both(value: Any) -> bool:
    return set(value) == {"id", "en"} and all(value.values())


def test_the_document_holds_what_other_programs_rely_on(used: Path) -> None:
    found = document(asked(used, "status", "KD-2019", "--as-of", "2019-03-03", "--json"))

    assert {"programme", "as_of", "headline", "counts", "blockers", "funds", "promises", "reported_figures"} <= set(
        found
    )
    assert (found["programme"], found["as_of"], found["known_on"]) == ("KD-2019", "2019-03-03", None)
    assert found["headline"]["id"] == "Pemulangan 145 orang menunggu hasil rapat koordinasi dengan Kementerian Sosial."
    assert {"registered", "by_choice", "by_stage", "by_origin"} <= set(found["counts"])
    assert words_in_both(found["headline"])
    assert [blocker["gate"] for blocker in found["blockers"][:2]] == ["rakor-decided", "partner-ready"]
    for blocker in found["blockers"]:
        assert {"gate", "holder", "cases", "since", "days", "sentence", "remedy"} <= set(blocker)
        assert words_in_both(blocker["sentence"])
        assert words_in_both(blocker["remedy"])
    for fund in found["funds"]:
        assert {"source", "ceiling", "committed", "spent", "available", "needed", "shortfall"} <= set(fund)
        assert all(isinstance(fund[name], int) for name in ("ceiling", "committed", "spent", "available", "shortfall"))
    assert all({"what", "first_promised", "now_promised", "slips"} <= set(promise) for promise in found["promises"])
    for figure in found["reported_figures"]:
        assert {"on", "office", "figure", "value", "source", "conflicts_with"} <= set(figure)
    assert "NIK" not in json.dumps(found)


def test_everybodys_way_home_is_reckoned_against_the_money_and_the_alarm_names_what_is_missing(used: Path) -> None:
    found = document(asked(used, "budget", "KD-2019", "--as-of", "2019-03-03", "--fare", "2500000", "--json"))

    today, raised = found["scenarios"]
    assert (today["people"], today["need"], today["money"]) == (145, 362_500_000, 300_000_000)
    assert (today["shortfall"], today["covers"]) == (62_500_000, 120)
    assert (raised["need"], raised["covers"], raised["rise_percent"]) == (435_000_000, 100, 20)
    assert sum(one["people"] for one in today["origins"]) == today["people"]
    assert words_in_both(today["sentence"])


def test_the_day_is_today_unless_said(used: Path) -> None:
    without = document(asked(used, "status", "KD-2019", "--json"))
    said = document(asked(used, "status", "KD-2019", "--as-of", "2019-03-03", "--json"))

    assert without == said
    assert document(asked(used, "status", "KD-2019", "--json", PULANG_TODAY="2018-12-25"))["as_of"] == "2018-12-25"


def test_what_was_known_is_asked_for_by_its_own_day(used: Path) -> None:
    found = document(asked(used, "status", "KD-2019", "--as-of", "2019-01-02", "--known-on", "2018-12-31", "--json"))

    assert (found["as_of"], found["known_on"]) == ("2019-01-02", "2018-12-31")
    assert found["counts"]["registered"] == 145
    assert found["blockers"][0]["gate"] == "legal-basis"  # the decree was recorded on the first of January


@pytest.mark.parametrize(
    ("lang", "part"), [("id", "Pemulangan 145 orang menunggu"), ("en", "The return of 145 people waits for")]
)
def test_people_read_sentences_in_their_language(used: Path, lang: str, part: str) -> None:
    done = asked(used, "status", "KD-2019", "--as-of", "2019-03-03", "--lang", lang)

    assert (done.returncode, done.stderr) == (0, "")
    assert part in done.stdout
    assert "300" in done.stdout


@pytest.mark.parametrize("day", ["2019-02-30", "9999-12-31"])
def test_a_day_nobody_can_mean_is_wrong_usage(used: Path, day: str) -> None:
    said = refused(asked(used, "status", "KD-2019", "--as-of", day, "--json"), 2)

    assert "2019-03-03" in said
    assert "tulis tanggal yang ada" in said


IMPOSSIBLE = (
    "2019-02-30 2019-2-3 20190303 03/03/2019 9999-12-31 2200-01-01 1899-12-31 2019-03-03T10:00 kemarin ２０１９-03-03"
)


@pytest.mark.parametrize("day", [*IMPOSSIBLE.split(), "", " 2019-03-03"])
def test_only_days_of_the_calendar_are_read(day: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        day_argument(day)


def test_a_wrong_day_of_knowing_is_wrong_usage_as_well(used: Path) -> None:
    refused(asked(used, "status", "KD-2019", "--known-on", "2019-02-30", "--json"), 2)


@pytest.mark.parametrize("words", [("status",), ("status", "KD-2019", "BTN-2019"), ("status", "KD-2019", "--jsn")])
def test_wrong_usage_is_exit_code_2(used: Path, words: tuple[str, ...]) -> None:
    refused(asked(used, *words), 2)


@pytest.mark.parametrize("code", ["kd-2019", "K" * 400])
def test_an_unknown_programme_is_refused_in_one_sentence(used: Path, code: str) -> None:
    said = refused(asked(used, "status", code, "--json"), 1)

    assert len(said.strip().splitlines()) == 1
    assert "tidak ada" in said


def test_a_case_says_what_it_waits_for(used: Path) -> None:
    number = json.loads(next(line for line in files()["10-kd-2019.jsonl"].splitlines() if b"case.register" in line))[
        "with"
    ]["case"]

    found = document(asked(used, "why", number.lower(), "--as-of", "2019-03-03", "--json"))

    assert (found["case"], found["programme"], found["as_of"]) == (number, "KD-2019", "2019-03-03")
    assert found["waits_for"][0]["gate"] == "rakor-decided"
    assert all(words_in_both(gate["says"]) for gate in found["gates"])
    refused(asked(used, "why", number, "--as-of", "2018-01-01", "--json"), 1)


@pytest.mark.parametrize("number", ["K-7F3Q-2M8X", ""])
def test_an_unknown_case_is_refused_in_one_sentence(used: Path, number: str) -> None:
    assert len(refused(asked(used, "why", number, "--json"), 1).strip().splitlines()) == 1


def test_the_record_is_proved_whole_and_otherwise_found_wanting(used: Path) -> None:
    whole = document(asked(used, "verify", "--json"))
    with Cluster(Home(used)).admin("pulang") as admin:
        admin.execute("GRANT UPDATE ON cases_choice TO pulang_app")
        wanting = asked(used, "verify", "--json")
        told = asked(used, "verify")
        admin.execute("REVOKE UPDATE ON cases_choice FROM pulang_app")

    assert whole["ok"]
    assert {check["check"] for check in whole["checks"]} >= {"tables-guarded", "ledger-in-balance"}
    assert all(isinstance(check["counted"], int) for check in whole["checks"])
    assert (wanting.returncode, told.returncode) == (1, 1)
    assert not json.loads(wanting.stdout)["ok"]
    assert "cases_choice: the application may change a book" in told.stderr
    assert asked(used, "verify").returncode == 0


def planned(used: Path, *words: str) -> Done:
    return asked(used, "plan", "KD-2019", "--seconds", "10", *words)


# The city's money, and with the ministry's 6,000,000 for each of the 145.
@pytest.mark.parametrize("budget", [300_000_000, 1_170_000_000])
def test_a_plan_holds_what_other_programs_rely_on(used: Path, budget: int) -> None:
    done = planned(used, "--budget", str(budget), "--json")
    found = json.loads(done.stdout)

    assert done.returncode == 0, done.stderr
    assert {"home", "cost", "bound", "gap", "seconds", "waiting", "itineraries"} <= set(found)
    assert found["home"] == found["people"] == found["home_bound"]
    assert len(found["itineraries"]) == 145
    assert found["bound"] <= found["cost"] <= budget
    assert found["waiting"] == [], "nobody waits for money that is there"
    assert found["fares_are_examples"] is True
    assert all(trip["legs"][0]["from"] == "Kupang" for trip in found["itineraries"])
    assert "NIK" not in done.stdout


def test_a_plan_without_enough_money_says_who_waits_why_and_what_more_would_do(used: Path) -> None:
    found = json.loads(planned(used, "--budget", "40000000", "--json").stdout)

    assert 0 < found["home"] < found["people"]
    assert found["cost"] <= 40_000_000
    assert sum(len(group["cases"]) for group in found["waiting"]) + len(found["itineraries"]) == 145
    assert [group["code"] for group in found["waiting"]] == ["NO_MONEY"]
    assert all(words_in_both(group["reason"]) for group in found["waiting"])
    assert [step["more"] for step in found["further"]] == sorted(step["more"] for step in found["further"])


def test_a_plan_is_read_in_words(used: Path) -> None:
    done = planned(used, "--budget", "40000000", "--lang", "en")

    assert done.returncode == 0, done.stderr
    assert "can go home, at a cost of" in done.stdout
    assert "The released money is not enough." in done.stdout


@pytest.mark.parametrize("words", [("--budget", "-5"), ("--budget", "300.000"), ("--seconds", "0")])
def test_a_plan_with_an_amount_nobody_can_read_is_wrong_usage(used: Path, words: tuple[str, str]) -> None:
    done = asked(used, "plan", "KD-2019", *words)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_plan_for_an_unknown_programme_is_refused_in_a_sentence(used: Path) -> None:
    refused(asked(used, "plan", "XX-2019"), 1)


def test_a_release_is_checked_before_it_is_published(used: Path) -> None:
    done = asked(used, "release", "KD-2019", "--quarter", "2018-4", "--check", "--json")
    found = document(done)

    assert found["counts"]["quarter"] == "2018-4"
    assert {"table", "unit", "why"} <= set(found["hidden"][0])
    assert "disembunyikan" in asked(used, "release", "KD-2019", "--quarter", "2018-4", "--check").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--quarter", "2018-1"), "belum terbit"),
        (("--quarter", "2019-1", "--check"), "berakhir pada 31 Maret 2019"),
        (("--quarter", "2019"), "misalnya 2019-1"),
    ],
)
def test_a_release_that_is_not_there_is_refused_in_a_sentence(used: Path, words: tuple[str, ...], told: str) -> None:
    done = asked(used, "release", "KD-2019", *words)

    assert done.returncode == 1
    assert told in done.stderr
