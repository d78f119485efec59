"""Homes of their own for the supervisor's tests, and a way to be another user for a while."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests import databases, scratch

from pulang.storage.postgres import Cluster, Home, leases

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65_534

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def place() -> Iterator[Path]:
    """A short folder that an unprivileged server can reach; pytest's own is closed to other users."""
    folder = Path(tempfile.mkdtemp(prefix="pulang-t-", dir=scratch.folder()))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def home(place: Path) -> Iterator[Home]:
    """A home nobody has used; whatever runs on it is stopped afterwards."""
    found = Home(place / "home")
    yield found
    if (found.path / "run").is_dir():
        Cluster(found).server().stop()


@pytest.fixture
def script() -> Run:
    """Runs Python lines in a process of their own, as another user when told so."""

    def run(lines: str, *, home: Path, uid: int | None = None, **env: str) -> "subprocess.CompletedProcess[str]":
        python = sys.executable if uid is None else reachable_python()
        return subprocess.run(
            [python, "-c", lines],
            env=environment(home, **env, PYTHONPATH=os.pathsep.join(path for path in sys.path if path)),
            cwd="/",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            user=uid,
            group=uid,
            extra_groups=None if uid is None else [],
        )

    return run


def prepared(path: Path) -> Home:
    """A home with its schema in place, copied from one that is made anew only when the code that makes it changes."""
    shared = databases.cluster().home
    if not shared.lock.parent.is_dir():  # `make` would shut a running server out of it
        shared.make()
    kept = shared.path / "homes" / databases.shape()
    with leases.alone(shared):
        if not kept.is_dir():
            shutil.rmtree(kept.parent, ignore_errors=True)
            kept.parent.mkdir()
            # Made where an unprivileged server can reach it, as the copies are.
            folder = Path(tempfile.mkdtemp(prefix="pulang-p-", dir=scratch.folder()))
            folder.chmod(0o755)
            done = pulang("migrate", home=folder / "home")
            assert done.returncode == 0, done.stderr
            _copy(folder / "home", kept)
            shutil.rmtree(folder)
    _copy(kept, path)
    return Home(path)


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", source, target], check=True)  # keeps whose files are whose


def reachable_python() -> str:
    """A Python of our version that any user may run; one that root installed for itself is closed to others."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (Path(sys.executable), Path(f"/usr/bin/{version}"), Path(f"/usr/local/bin/{version}")):
        real = candidate.resolve()
        if real.is_file() and all(folder.stat().st_mode & 0o001 for folder in real.parents):
            return str(candidate)
    pytest.skip("no Python here that another user may run")


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PULANG_", "DJANGO_", "DATABASE_"))
    }
    return {**kept, "PULANG_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), **more}


def started(lines: str, home: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", lines], env=environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def pulang(*words: str, home: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "pulang.doors.jobs.cli", *words],
        env=environment(home, **env),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
