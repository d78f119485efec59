"""Runs the project's checks side by side and prints only what failed: `quick`, or `all` with tests and coverage."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"


@dataclass(frozen=True, slots=True)
class Check:
    """A name and the command behind it."""

    name: str
    command: tuple[str, ...]


# The slowest first, so that two cores finish together.
QUICK = (
    Check("rule tests", ("pytest", "-q", "-n", "0", "-m", "not slow", "tests/rules")),
    Check("shape tests", ("pytest", "-q", "-n", "0", "-m", "not slow", "tests/shape")),
    Check("types", ("mypy",)),
    Check("architecture", ("lint-imports", "--cache-dir", ".import_linter_cache")),
    Check("templates", ("djlint", "--lint", "--quiet", "src")),
    Check("dead code", ("vulture",)),
    Check("dependencies", ("deptry", "src")),
    Check("lint", ("ruff", "check", "--output-format", "concise", ".")),
    Check("format", ("ruff", "format", "--check", "--output-format", "concise", ".")),
)


def run(check: Check) -> tuple[bool, str]:
    """This will run one check and give its outcome with what it said."""
    begun = time.monotonic()
    words = [word for word in check.command if not word.startswith("tests/") or (ROOT / word).exists()]
    # Settings want a folder for secrets even when nothing is started; a check must not make a real one.
    env = {**os.environ, "PULANG_HOME": str(ROOT / ".pulang-test"), "NO_COLOR": "1"}
    done = subprocess.run(
        [str(BIN / words[0]), *words[1:]], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    good = done.returncode == 0
    print(f"{'ok  ' if good else 'FAIL'} {check.name:14} {time.monotonic() - begun:5.1f} s", flush=True)
    return good, f"\n--- {check.name}: {' '.join(words)}\n{done.stdout}{done.stderr}"


def quick() -> bool:
    """This will run the quick checks, two at a time."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(run, QUICK))
    for good, said in outcomes:
        if not good:
            print(said)
    return all(good for good, _ in outcomes)


def tests() -> bool:
    """This will run every test under coverage, in the foreground so that pytest's closing line is seen."""
    for left in ROOT.glob(".coverage*"):
        left.unlink()
    passed = _shown("coverage", "run", "-m", "pytest")
    return passed and _shown("coverage", "combine", "--quiet") and _shown("coverage", "report")


def reference() -> bool:
    """This will compare docs/reference with what the code says."""
    return _shown("pulang", "reference", "--check")


def _shown(*words: str) -> bool:
    return subprocess.run([str(BIN / words[0]), *words[1:]], cwd=ROOT, check=False).returncode == 0


def main() -> int:
    """This will run what is asked for; exit code 1 when anything failed."""
    steps = {"quick": [quick], "all": [quick, tests, reference]}[sys.argv[1] if len(sys.argv) > 1 else "quick"]
    begun = time.monotonic()
    outcomes = [step() for step in steps]  # all of them: one failure must not hide another
    good = all(outcomes)
    print(f"{'all good' if good else 'NOT good'}, {time.monotonic() - begun:.0f} s")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
