"""What every command needs before it starts: the database running, Django set up, the schema current."""

import json
import os
import pwd
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django

from pulang.doors.jobs import schema
from pulang.storage.postgres import Target, target_from_env

# A command may count a million rows; a page may not.
_COMMAND_STATEMENT_SECONDS = "600"
_USER_SIGNS = 64  # the column's


@contextmanager
def server() -> Iterator[Target]:
    """This will keep the database running while inside, with Django set up; the schema is left as it is."""
    target = target_from_env()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pulang.site.settings")
    os.environ.setdefault("PULANG_STATEMENT_SECONDS", _COMMAND_STATEMENT_SECONDS)
    with target.running():
        os.environ.setdefault("PULANG_KEYRING", str(target.home.secrets / "keyring.json"))
        django.setup()
        try:
            yield target
        finally:
            from django.db import connections  # noqa: PLC0415 - only once Django is set up

            connections.close_all()


@contextmanager
def database() -> Iterator[Target]:
    """This will do the same and bring the schema up to date first, so that an empty PULANG_HOME just works."""
    with server() as target:
        if not schema.is_current():
            schema.migrate()
        from pulang.areas.audit.rules import Door  # noqa: PLC0415 - only once Django is set up
        from pulang.flows.looking import Through, through  # noqa: PLC0415
        from pulang.storage import clock  # noqa: PLC0415

        with through(Through(Door.COMMAND, clock.now(), request=_user_here())):
            yield target


def _user_here() -> str:
    """This will name the user of the machine, who has no account here, and who it was before `sudo`."""
    uid = os.getuid()
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:  # a container may run as a number without a name
        name = ""
    before = os.environ.get("SUDO_UID", "")
    told = (f"uid-{uid}", name, f"sudo-uid-{before}" if before.isascii() and before.isdigit() else "")
    return " ".join(filter(None, told))[:_USER_SIGNS]


def bring_answers_up_to_date() -> None:
    """This will have the rules of this version decide what those of another one had, and tell how far it is."""
    from pulang.flows.assessing import refresh_outdated  # noqa: PLC0415 - only once Django is set up
    from pulang.storage import clock  # noqa: PLC0415

    def told(done: int) -> None:
        tell(f"{done:,} jawaban diperbarui | answers brought up to date")

    refresh_outdated(day=clock.today(), told=told)


def answer(document: object) -> None:
    """This will print the one JSON document of a `--json` answer."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def tell(line: str) -> None:
    """This will tell the person at the terminal something that is not part of the answer."""
    print(line, file=sys.stderr, flush=True)
