"""Who the server runs as: ourselves, or, since PostgreSQL refuses root, an unprivileged user made for it."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pulang.storage.postgres import faults

NAME = "pulang-db"


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system user that owns the data; `lesser` when it is not the one who started us."""

    uid: int
    gid: int
    lesser: bool

    def for_process(self) -> dict[str, Any]:
        """This will give the arguments that make `subprocess` start a program as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.lesser else {}

    def own(self, path: Path) -> None:
        """This will hand a file or folder to this user."""
        if self.lesser:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def reaches(self, path: Path) -> bool:
        """This will be true when every folder above `path` lets this user through."""
        if not self.lesser:
            return True
        return all(self._passes(folder) for folder in path.parents)

    def _passes(self, folder: Path) -> bool:
        if not folder.exists():
            return True
        found = folder.stat()
        if found.st_uid == self.uid:
            return bool(found.st_mode & 0o100)
        return bool(found.st_mode & (0o010 if found.st_gid == self.gid else 0o001))


def may_pass(folder: Path) -> bool:
    """This will be true when a folder lets the unprivileged user through, and nobody else but its owner."""
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        return False
    found = folder.stat()
    return (found.st_gid, stat.S_IMODE(found.st_mode)) == (entry.pw_gid, 0o710)


def server_account() -> Account:
    """This will give the user to run the server as, making the unprivileged one the first time root asks."""
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid(), lesser=False)
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        _make_user()
        entry = pwd.getpwnam(NAME)
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, lesser=True)


def _make_user() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    adduser = shutil.which("adduser", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        command = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        command += ["--shell", "/usr/sbin/nologin", NAME]
    elif adduser:  # Alpine knows only this one
        command = [adduser, "-S", "-D", "-H", "-s", "/sbin/nologin", NAME]
    else:
        raise faults.no_account(NAME, "useradd?")
    made = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    try:
        pwd.getpwnam(NAME)  # two programs may have made it at once; what counts is that it is there
    except KeyError:
        raise faults.no_account(NAME, made.stderr.strip()[-200:]) from None
