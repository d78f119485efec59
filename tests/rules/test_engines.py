"""A register is compared by one engine or the other: the same statements, words that mean the same, nothing left."""

import re
import shutil
from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path
from random import Random

import duckdb
import pytest

from pulang.areas.people import nearness
from pulang.doors.jobs.bench.duplicates import entries_of
from pulang.doors.jobs.bench.engines import compared
from pulang.doors.jobs.bench.lookalikes import register
from pulang.doors.jobs.commands import duplicates
from pulang.doors.jobs.doubles import duck, spark
from pulang.doors.jobs.doubles.statements import PREPARED, met, weighed
from pulang.kernel.refusals import Refusal

# What every engine that we use has by the same name, with the same meaning.
COMMON = {"count", "length", "least", "log2", "nullif", "split", "split_part", "substr"}
ASKED = (PREPARED, met(), weighed())


def test_the_statements_use_no_word_that_an_engine_does_not_know() -> None:
    used = {word for asked in ASKED for word in re.findall(r"\b([a-z][a-z0-9_]*)\(", asked)}

    assert used == COMMON | duck.WORDS.keys()
    assert duck.WORDS.keys() == spark.WORDS.keys()


def test_a_weight_is_a_double_to_every_engine() -> None:
    numbers = re.findall(r"(?:THEN|log2\()\s*(-?[0-9][0-9.e+-]*)", weighed())

    assert len(numbers) > 20
    assert [number for number in numbers if "e" not in number] == []


def test_the_words_mean_the_same_to_both_engines() -> None:
    chance = Random(5)
    names = [entry.key for entry in entries_of(register(60, 5))]
    slips = [name[:at] + name[at + 1 :] for name in names for at in [chance.randrange(len(name))]]
    pairs = [(chance.choice(names), chance.choice(names)) for _ in range(300)] + list(zip(names, slips, strict=True))
    asked = duckdb.connect(":memory:")
    for word, said in duck.WORDS.items():
        asked.execute(f"CREATE MACRO {word}{said}")

    answers = asked.execute(
        "SELECT edits(a, b), within(a, b, 1), within(a, b, 2), reaches(a, b, 86e-2), reaches(a, b, 95e-2), "
        "shared(split(a, ' '), split(b, ' ')), covers(split(a, ' '), split(b, ' ')) "
        "FROM (SELECT unnest(?) AS a, unnest(?) AS b, unnest(range(?)) AS place) ORDER BY place",
        [[one for one, _ in pairs], [other for _, other in pairs], len(pairs)],
    ).fetchall()

    assert answers == [_said(*pair) for pair in pairs]
    assert len(set(answers)) > 20
    asked.close()


def _said(one: str, other: str) -> tuple[object, ...]:
    parts = one.split(" "), other.split(" ")
    return (
        nearness.edits(one, other),
        *(nearness.within(one, other, most) for most in (1, 2)),
        *(nearness.reaches(one, other, least) for least in (0.86, 0.95)),
        nearness.shared(*parts),
        nearness.covers(*parts),
    )


def test_spark_is_given_the_very_functions_that_weigh_a_newcomer() -> None:
    assert all(function is getattr(nearness, word) for word, (function, _) in spark.WORDS.items())


@pytest.mark.parametrize("master", [spark.HERE, "spark://elsewhere:7077"])
def test_spark_is_told_to_leave_nothing_that_could_be_read(master: str, tmp_path: Path) -> None:
    said = spark.settings(tmp_path, master)

    assert said["spark.io.encryption.enabled"] == "true"
    assert said["spark.network.crypto.enabled"] == "true"
    assert said["spark.authenticate"] == "true"
    assert (said["spark.eventLog.enabled"], said["spark.ui.enabled"]) == ("false", "false")
    assert said["spark.local.dir"] == str(tmp_path)
    assert ("spark.driver.bindAddress" in said) == (master == spark.HERE)
    assert not any("secret" in name for name in said), "everybody on the machine can read how a process was started"


@pytest.mark.parametrize(("package", "code"), [(None, "spark-not-installed"), ("there", "java-not-installed")])
def test_without_spark_the_command_says_what_to_install_and_opens_nothing(
    package: str | None, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda name: package)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr("pulang.doors.jobs.ready.database", lambda: pytest.fail("opened"))

    with pytest.raises(Refusal) as refused:
        duplicates.run(Namespace(engine="spark", master=""))

    assert refused.value.code == code
    assert "--engine duckdb" in refused.value.words.id
    assert "--engine duckdb" in refused.value.words.en


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("pyspark") or not shutil.which("java"), reason="only after make spark, with Java")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # it leaves sockets of its own open
def test_both_engines_give_the_same_and_nothing_readable_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    said = spark.settings
    plain = {f"spark.{what}.compress": "false" for what in ("shuffle", "shuffle.spill", "rdd")}
    monkeypatch.setattr(spark, "settings", lambda folder, master: said(folder, master) | plain)
    entries = entries_of(register(1500, 7))
    with duck.InMemory(entries) as held:
        held.candidates()
        here = list(held.pairs(-1000))

    with spark.OnSpark(entries) as there:
        there.candidates()
        found = list(there.pairs(-1000))
        written = [path.read_bytes() for path in there.folder.rglob("*") if path.is_file()]

    told = compared(here, found)
    assert len(here) > 300
    assert (told["pairs_of_one_engine_only"], told["pairs_with_other_steps"]) == (0, 0)
    assert told["largest_difference_in_bits"] < 1e-9
    assert len(written) > 20
    names = [entry.name.encode() for entry in entries if len(entry.name) > 8]
    assert [name for name in names if any(name in text for text in written)] == []
    assert not there.folder.exists()
