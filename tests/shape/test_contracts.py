"""Every import contract bites: each is shown one planted line it has to refuse, in a copy of the code."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

# contract -> the file that gets one line more, and the line
PLANTED = {
    "Doors call flows, flows call areas": ("helpers/__init__.py", "SHARED = 1"),
    "Areas do not know each other": ("areas/funds/rules.py", "import pulang.areas.partners.rules"),
    "Doors do not know each other": ("doors/jobs/ready.py", "import pulang.doors.web.pages"),
    "Inside an area: operations > queries > models > rules": ("areas/cases/utils.py", "SHARED = 1"),
    "Rules are plain Python": ("areas/cases/rules.py", "import django.db"),
    "Only flows change anything": ("doors/web/pages.py", "import pulang.areas.coordination.operations"),
    "Tables stay at home": ("doors/web/pages.py", "import pulang.areas.coordination.models"),
    "The public door sees published figures and nothing else": (
        "doors/public/__init__.py",
        "import pulang.areas.coordination.queries",
    ),
    "The public door calls no flow": ("doors/public/site.py", "import pulang.flows.counting"),
    "Flows read as a script: only the act knows Django": ("flows/decisions.py", "import django.db"),
    "One module of each area speaks to the solver": ("areas/journeys/planning/greedy.py", "import highspy"),
    "No cycles anywhere": ("kernel/words.py", "import pulang.kernel.refusals"),
}
# An import upwards is refused more than once: by the layers, and as a cycle.
UPWARDS = ("kernel/money.py", "import pulang.storage.sql")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The code and its settings, to do harm to."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    yield folder
    shutil.rmtree(folder)


def contracts() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]


def verdicts(copy: Path) -> dict[str, str]:
    """This will give KEPT or BROKEN for every contract."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src"), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    lines = re.findall(r"^(.+) (KEPT|BROKEN)( \(.*\))?$", done.stdout, flags=re.MULTILINE)
    found = {name.strip(): verdict for name, verdict, _ in lines}
    assert found, done.stdout + done.stderr
    return found


def planted(copy: Path, file: str, line: str) -> dict[str, str]:
    path = copy / "src" / "pulang" / file
    before = path.read_text(encoding="utf-8") if path.exists() else None
    made = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    try:
        return verdicts(copy)
    finally:
        if before is not None:
            path.write_text(before, encoding="utf-8")
        elif made:
            shutil.rmtree(path.parent)
        else:
            path.unlink()


def test_every_contract_has_a_planted_line() -> None:
    assert set(contracts()) == set(PLANTED)


def test_the_code_keeps_every_contract(copy: Path) -> None:
    found = verdicts(copy)

    assert found == dict.fromkeys(contracts(), "KEPT")


@pytest.mark.parametrize("name", list(PLANTED))
def test_contract_refuses_what_it_forbids_and_it_alone(name: str, copy: Path) -> None:
    file, line = PLANTED[name]

    found = planted(copy, file, line)

    assert {each for each, verdict in found.items() if verdict == "BROKEN"} == {name}


def test_two_imports_are_excused_and_no_more() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    excused = [
        line for each in settings["tool"]["importlinter"]["contracts"] for line in each.get("ignore_imports", ())
    ]

    assert excused == [
        "pulang.doors.public.command -> pulang.areas.figures.queries",
        "pulang.flows.act -> django",
    ], "an excuse more needs a decision record"


def test_an_import_upwards_is_refused(copy: Path) -> None:
    found = planted(copy, *UPWARDS)

    assert {"Doors call flows, flows call areas", "No cycles anywhere"} <= {
        name for name, verdict in found.items() if verdict == "BROKEN"
    }
