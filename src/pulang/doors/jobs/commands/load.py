"""`pulang load`: replay a file of acts."""

import argparse
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO

from pulang.doors.jobs import ready
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

HELP = Words(
    id="Memutar ulang berkas tindakan (JSON Lines). Baris yang ditolak disebut; mengulang tidak mencatat dua kali.",
    en="Replays a file of acts (JSON Lines). Refused lines are told by number; repeating it records nothing twice.",
)

_REFUSED = Words(id="baris {line}: {reason}", en="line {line}: {reason}")
_REFUSED_NAMED = Words(id="baris {line} ({id}): {reason}", en="line {line} ({id}): {reason}")
_COUNTS = Words(
    id="{done} dicatat, {already} sudah pernah, {refused} ditolak.",
    en="{done} recorded, {already} recorded before, {refused} refused.",
)
_NOT_THERE = Words(id="Berkas {path} tidak ada.", en="There is no file {path}.")
_UNREADABLE = Words(
    id="Berkas {path} tidak dapat dibuka. Periksa izinnya.",
    en="The file {path} cannot be opened. Check its permissions.",
)
_NOT_ORDINARY = Words(
    id="{path} bukan berkas biasa. Simpan dulu isinya ke berkas, karena dibaca dua kali.",
    en="{path} is not an ordinary file. Save its content to one first, because it is read twice.",
)
_ENDINGS = {
    "malformed": Words(
        id="Tidak ada yang dicatat: betulkan dulu baris di atas.",
        en="Nothing was recorded: mend the lines above first.",
    ),
    "dry-run": Words(id="Percobaan saja: tidak ada yang dicatat.", en="Only a trial: nothing was recorded."),
    "undone": Words(
        id="Semua dibatalkan karena ada baris yang ditolak.", en="All was undone because a line was refused."
    ),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the file and how it is to be taken."""
    parser.add_argument("file", type=Path, metavar="FILE.jsonl")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--atomic", action="store_true", help="semua atau tidak sama sekali | all or nothing")
    how.add_argument("--dry-run", action="store_true", help="hanya mencoba | only try")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will replay the file; exit code 1 when any line was refused."""
    with _opened(options.file) as file, ready.database():
        from pulang.flows.replay import Mode, replay  # noqa: PLC0415 - only once Django is set up
        from pulang.storage import clock  # noqa: PLC0415

        mode = Mode.ATOMIC if options.atomic else Mode.DRY_RUN if options.dry_run else Mode.LINE_BY_LINE
        report = replay(file=file, mode=mode, latest=clock.latest())
    if options.json:
        ready.answer(_document(report))
    else:
        _say(report, options.lang)
    return 1 if report.refused else 0


def _opened(path: Path) -> BinaryIO:
    try:
        # O_NONBLOCK: opening a pipe nobody writes to would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as problem:
        raise Refusal(
            "file-unreadable",
            Words(id="Berkas {path} tidak dapat dibuka: {why}.", en="The file {path} cannot be opened: {why}.").format(
                path=path, why=problem.strerror or "?"
            ),
        ) from problem
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Refusal("file-not-regular", _NOT_ORDINARY.format(path=path))
    return os.fdopen(descriptor, "rb")


def _say(report: Any, lang: str) -> None:
    for refused in report.told:
        words = _REFUSED_NAMED if refused.id else _REFUSED
        ready.tell(words.format(line=refused.line, id=refused.id, reason=refused.words).text(lang))
    ending = _ENDINGS.get(_ending(report))
    counts = _COUNTS.format(done=report.done, already=report.already_done, refused=report.refused).text(lang)
    print(f"{counts} {ending.text(lang)}" if ending else counts)


def _ending(report: Any) -> str:
    if report.malformed:
        return "malformed"
    if report.mode.value == "DRY_RUN":
        return "dry-run"
    return "" if report.kept else "undone"


def _document(report: Any) -> dict[str, object]:
    return {
        "mode": report.mode.value,
        "recorded": report.kept,
        "done": report.done,
        "already_done": report.already_done,
        "refused": report.refused,
        "malformed": report.malformed,
        "lines": [
            {"line": one.line, "id": one.id, "code": one.code, "reason": one.words.as_dict()} for one in report.told
        ],
    }
