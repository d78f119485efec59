"""`pulang demo`: the sample programmes, in an empty PULANG_HOME."""

import argparse
import io
import json
import os
from datetime import date
from pathlib import Path

from pulang.doors.jobs import ready
from pulang.doors.jobs.demo import kupang
from pulang.doors.jobs.demo.files import OFFICES, files, write
from pulang.doors.jobs.demo.offices import PASSWORD, shown
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

HELP = Words(
    id="Mengisi PULANG_HOME yang kosong dengan data contoh: KD-2019 dan BTN-2019. Mengulang tidak mengubah apa pun.",
    en="Loads the demo into an empty PULANG_HOME: KD-2019 and BTN-2019. Doing it again changes nothing.",
)
_LOADED = Words(
    id="Data contoh dimuat: {acts} tindakan, {accounts} akun (kata sandi: {password}).",
    en="The demo is loaded: {acts} acts, {accounts} accounts (password: {password}).",
)
_THERE = Words(id="Data contoh sudah ada; tidak ada yang berubah.", en="The demo is already there; nothing changed.")
_NOT_EMPTY = Words(
    id="Basis data ini sudah berisi catatan lain. Data contoh hanya untuk yang kosong: pilih PULANG_HOME lain.",
    en="This database already holds other records. The demo is only for an empty one: choose another PULANG_HOME.",
)
_REFUSED = Words(
    id="Data contoh ditolak: {file} baris {line} ({ref}): {reason}",
    en="The demo was refused: {file} line {line} ({ref}): {reason}",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare where the files go when they are only wanted as files."""
    parser.add_argument(
        "--write", type=Path, metavar="DIR", help="tulis berkas tindakannya saja | only write the files"
    )


def run(options: argparse.Namespace) -> int:
    """This will load the demo, or write its files."""
    if options.write is not None:
        for path in write(options.write):
            print(path)
        return 0
    with ready.database():
        done = load_demo()
    words = _LOADED.format(acts=done, accounts=len(shown()), password=PASSWORD) if done else _THERE
    print(words.text(options.lang))
    return 0


def load_demo() -> int:
    """This will load what is missing and give how many acts that were; the database runs and is up to date already.

    Each file is loaded whole or not at all, so after a refusal the next call takes it up where it stopped.
    """
    made = files()
    known, holds_acts = _in_the_book([_ref(content, place) for content in made.values() for place in (0, -1)])
    # A file whose last act stands in the book was replayed to its end.
    missing = {name: content for name, content in made.items() if _ref(content, -1) not in known}
    if not missing:
        return 0
    if holds_acts and not known:
        raise Refusal("not-empty", _NOT_EMPTY)
    done = _replay(OFFICES, made[OFFICES])
    _give_passwords()  # before the programmes, so that a demo that was cut short is taken up again with them
    done += sum(_replay(name, content) for name, content in missing.items() if name != OFFICES)
    _bring_up_to_date()
    return done


def _ref(content: bytes, place: int) -> str:
    ref: str = json.loads(content.splitlines()[place])["id"]
    return ref


def _in_the_book(refs: list[str]) -> tuple[set[str], bool]:
    """This will give those of the ids that stand in the book, and whether anything does."""
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
    from pulang.areas.audit import queries as lines  # noqa: PLC0415
    from pulang.flows import standing  # noqa: PLC0415

    with standing.looking(SYSTEM, day=_today()):
        return {ref for ref in refs if lines.by_id(ref)}, next(lines.of_programme(""), None) is not None


def _replay(name: str, content: bytes) -> int:
    from pulang.flows.replay import Mode, replay  # noqa: PLC0415 - only once Django is set up

    report = replay(file=io.BytesIO(content), mode=Mode.ATOMIC)
    for refused in report.told[:1]:
        raise Refusal(
            "demo-refused", _REFUSED.format(file=name, line=refused.line, ref=refused.id, reason=refused.words)
        )
    return report.done


def _give_passwords() -> None:
    from django.db import transaction  # noqa: PLC0415 - only once Django is set up

    from pulang.flows.agencies import give_password  # noqa: PLC0415

    with transaction.atomic():
        for account in shown():  # a password is slow to hash, so the others stay without one
            give_password(code=account["code"], raw=account["password"])


def _bring_up_to_date() -> None:
    """This will let time alone change the stored answers, up to the day the demo stands on."""
    from pulang.flows.assessing import refresh_due  # noqa: PLC0415 - only once Django is set up

    refresh_due(day=_today())


def _today() -> date:
    said = os.environ.get("PULANG_TODAY", "")
    return date.fromisoformat(said) if said else kupang.TODAY
