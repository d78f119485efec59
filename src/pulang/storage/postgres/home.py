"""PULANG_HOME: the private folder that holds data, secrets and who is using them."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from pulang.storage.postgres import faults
from pulang.storage.postgres.account import Account, may_pass

# The kernel keeps a socket's address in 108 bytes; PostgreSQL adds the name of the socket to the folder.
_CHECKED = ("context.key", "django.key")
_SECRET_SIGNS_MIN = 32
_SECRET_SIGNS_APART = 10
_SOCKET_FOLDER_BYTES_MAX = 85
_AWAY = Path("/var/lib/pulang")
_CHECKOUT = Path(__file__).resolve().parents[4]


def home_from_env() -> "Home":
    """This will give the folder PULANG_HOME names, else `.pulang` in a checkout, else the user's data folder."""
    named = os.environ.get("PULANG_HOME")
    if named:
        return Home(Path(named).expanduser().absolute())
    if (_CHECKOUT / "pyproject.toml").is_file():
        return Home(_CHECKOUT / ".pulang")
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Home(Path(data).expanduser() / "pulang")


@dataclass(frozen=True, slots=True)
class Home:
    """The folder and the places in it."""

    path: Path

    @property
    def secrets(self) -> Path:
        """Passwords and keys; readable by the one who runs Pulang, never by the database's user."""
        return self.path / "secrets"

    @property
    def users(self) -> Path:
        """One file for every program that is using the database now."""
        return self.path / "run" / "users"

    @property
    def lock(self) -> Path:
        """Held while the server is being started or stopped."""
        return self.path / "run" / "lock"

    def make(self, account: Account | None = None) -> None:
        """This will make the folder and its insides, private; refuses what cannot be written."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (self.secrets, self.path / "run", self.users):
                folder.mkdir(mode=0o700, exist_ok=True)
                folder.chmod(0o700)
            if account is not None and account.lesser:
                # The server's user must pass through to its data, and through nothing else.
                os.chown(self.path, -1, account.gid)
                self.path.chmod(0o710)
            elif not may_pass(self.path):  # a server of this home, or of one within it, may be running as its user
                self.path.chmod(0o700)
        except OSError as error:
            raise faults.home_unwritable(self.path, error) from error

    def server_folder(self, account: Account) -> Path:
        """This will give the folder of the server's data: inside home unless its user cannot get there.

        The folders above PULANG_HOME are never opened up for it; the data then lives under /var/lib/pulang
        in a folder of its own, and a file in home says which.
        """
        pointer = self.path / "postgres.location"
        if pointer.is_file():
            return Path(pointer.read_text(encoding="utf-8").strip())
        inside = self.path / "postgres"
        if inside.exists() or account.reaches(inside.parent):
            return inside
        away = _AWAY / secrets.token_hex(6)
        try:
            _AWAY.mkdir(mode=0o711, parents=True, exist_ok=True)
            pointer.write_text(f"{away}\n", encoding="utf-8")
        except OSError as error:
            raise faults.home_unwritable(_AWAY, error) from error
        return away

    def secret(self, name: str) -> str:
        """This will read a secret, making a random one the first time."""
        file = self.secrets / name
        try:
            return file.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            pass
        except OSError as error:
            raise faults.home_unwritable(file, error) from error
        self.keep_secret(name, secrets.token_urlsafe(32))
        return file.read_text(encoding="utf-8").strip()

    def secret_lines(self, name: str) -> list[str]:
        """This will read a secret that may have several lines: the first is in use, the others are still known."""
        return self.secret(name).split()

    def refuse_weak_secrets(self) -> None:
        """This will refuse keys and passwords that protect nothing: empty, short, monotonous, or used twice."""
        seen: dict[str, Path] = {}
        for file in sorted([*map(self.secrets.joinpath, _CHECKED), *self.secrets.glob("*.password")]):
            lines = file.read_text(encoding="utf-8").split()
            for line in lines or [""]:
                if len(line) < _SECRET_SIGNS_MIN or len(set(line)) < _SECRET_SIGNS_APART or line in seen:
                    raise faults.weak_secret(file)
                seen[line] = file

    def keep_secret(self, name: str, value: str) -> None:
        """This will write a secret once; whoever comes second finds the first one's."""
        try:
            if not self.secrets.is_dir():
                self.make()
            # Written aside and linked, so that no reader can ever see half a secret.
            draft = self.secrets / f".{name}.{secrets.token_hex(4)}"
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
                stream.write(f"{value}\n")
            try:
                os.link(draft, self.secrets / name)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        except OSError as error:
            raise faults.home_unwritable(self.secrets, error) from error


def socket_folder(server_folder: Path, account: Account) -> Path:
    """This will give the private folder of the server's socket, short enough for the kernel to accept."""
    inside = server_folder / "socket"
    # A comma would read as two folders, to the server and to its clients alike.
    if len(os.fsencode(inside)) <= _SOCKET_FOLDER_BYTES_MAX and not set(str(inside)) & set(",\"'\\\n"):
        return inside
    name = f"pulang-{hashlib.sha256(os.fsencode(server_folder)).hexdigest()[:16]}"
    runtime = Path(f"/run/user/{account.uid}")
    return (runtime if runtime.is_dir() and os.access(runtime, os.W_OK) else Path("/tmp")) / name  # noqa: S108 - checked by `make_private`


def make_private(folder: Path, account: Account) -> None:
    """This will make a folder only the server's user may enter, refusing one that somebody else put there."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if folder.is_symlink() or found.st_uid not in {account.uid, os.geteuid()}:
            raise faults.foreign_folder(folder)
        account.own(folder)
        folder.chmod(0o700)
    except OSError as error:
        raise faults.home_unwritable(folder, error) from error
