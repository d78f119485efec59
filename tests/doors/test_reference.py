"""The written reference says what the code says, and what it shows can be done."""

import io
from pathlib import Path

import pytest

from pulang.doors.jobs import cli
from pulang.doors.jobs.reference import acts, refusals
from pulang.doors.jobs.reference.meanings import MEANINGS
from pulang.flows import catalog, fields
from pulang.flows.replay import replay
from pulang.flows.verbs import fields_of


def test_every_field_of_every_act_has_its_meaning_and_no_meaning_is_left_over() -> None:
    used = {(verb.name, field) for verb in catalog.verbs().values() for field in fields_of(verb).get("properties", {})}

    missing = {f"{verb}:{field}" for verb, field in used if field not in MEANINGS and f"{verb}:{field}" not in MEANINGS}
    idle = set(MEANINGS) - {field for _, field in used} - {f"{verb}:{field}" for verb, field in used}

    assert (missing, idle) == (set(), set())


@pytest.mark.parametrize("verb", list(catalog.verbs()))
def test_example_of_an_act_is_well_formed(verb: str) -> None:
    chosen = catalog.verb(verb)

    fields.read(chosen.asks, acts.example_of(chosen))


def test_worked_example_can_be_loaded(own_database: str) -> None:
    report = replay(file=io.BytesIO("\n".join(acts.worked()).encode()))

    assert [(line.line, line.words.en) for line in report.told] == []
    assert report.done == len(acts.worked())


def test_every_refusal_is_found_with_its_sentence() -> None:
    found = {(each.code, each.module): each for each in refusals.found()}

    assert found["not-allowed", "flows.act"].en.startswith("Your account may not")
    assert found["unknown-programme", "areas.programmes.queries"].id == "Program dengan kode “{code}” tidak ada."
    assert found["at-hour-24", "flows.actlines"].en
    assert len(found) > 200


def test_check_tells_what_is_stale_and_writing_mends_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["reference", "--folder", str(tmp_path / "rujukan")]

    missing = cli.main([*words, "--check"])
    written = cli.main(words)
    current = cli.main([*words, "--check"])
    (tmp_path / "rujukan" / "gates.md").write_text("# Gates\n", encoding="utf-8")
    capsys.readouterr()
    stale = cli.main([*words, "--check"])

    assert (missing, written, current, stale) == (1, 0, 0, 1)
    told = capsys.readouterr().err
    assert "gates.md" in told
    assert "acts.md" not in told
