"""The count of ASVS items is honest: known ids only, nothing carried by a test that never runs."""

import subprocess
import sys
from pathlib import Path

import pytest
from scripts.asvs import carried
from tests.asvs import asvs, classes

ROOT = Path(__file__).resolve().parents[2]


def test_an_unknown_id_stops_the_collection() -> None:
    with pytest.raises(ValueError, match=r"V99\.1\.1"):
        asvs("V8.2.2", "V99.1.1")
    with pytest.raises(ValueError, match="none given"):
        asvs()


def test_every_carried_id_is_in_the_table() -> None:
    assert set(carried()) <= set(classes())


def test_every_item_a_machine_can_hold_is_held_and_what_is_absent_is_shown_to_be() -> None:
    wanted = {item for item, kind in classes().items() if kind in {"AUTO", "AUTO-L3", "N/A"}}

    assert sorted(wanted - set(carried())) == []


def test_a_mark_on_a_skipped_test_or_on_no_test_counts_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text(
        "pytestmark = [asvs('V1.2.1')]\n"
        "@asvs('V2.2.1')\n@pytest.mark.skip\ndef test_a(): ...\n"
        "@asvs('V2.2.2')\ndef helper(): ...\n"
        "@asvs('V2.2.3')\ndef test_b(): ...\n"
        "class TestC:\n    @asvs('V2.3.1')\n    def test_d(self): ...\n",
        encoding="utf-8",
    )

    assert set(carried(tmp_path)) == {"V1.2.1", "V2.2.3", "V2.3.1"}


def test_the_command_tells_each_class() -> None:
    told = subprocess.run([sys.executable, "scripts/asvs.py"], cwd=ROOT, capture_output=True, text=True, check=False)

    lines = [line.split() for line in told.stdout.splitlines() if "carried" in line]
    assert [(line[0], line[3]) for line in lines] == [("AUTO", "165"), ("AUTO-L3", "16"), ("N/A", "60")]
    assert told.returncode == int(any(line[1] != line[3] for line in lines[:2]))
