"""`pulang dump`: write a programme's acts."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from pulang.doors.jobs import ready
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

HELP = Words(
    id="Menulis semua tindakan suatu program (JSON Lines). Data pribadi ditinggalkan kecuali dengan --identities.",
    en="Writes all acts of a programme (JSON Lines). Personal data stays behind unless --identities is given.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the programme, the file and whether identities go along."""
    parser.add_argument("programme")
    parser.add_argument("--output", type=Path, metavar="FILE", help="berkas baru, hanya untuk pemiliknya | a new file")
    parser.add_argument("--identities", action="store_true", help="buka data pribadi | open personal data")


def run(options: argparse.Namespace) -> int:
    """This will write the lines to standard output, or to a new file that only its owner can read."""
    if options.identities and options.output is None:
        raise Refusal(
            "identities-need-a-file",
            Words(
                id="Data pribadi tidak dicetak ke layar. Tambahkan --output BERKAS, dan hapus setelah dipakai.",
                en="Personal data is not printed. Add --output FILE, and delete it after use.",
            ),
        )
    with ready.database():
        from pulang.flows.dumping import dumped  # noqa: PLC0415 - only once Django is set up

        lines = dumped(programme=options.programme, identities=options.identities)
        first = next(lines, None)  # an unknown programme is refused before a file is made
        count = 0
        with _target(options.output) as target:
            while first is not None:
                target.write(f"{first}\n")
                count += 1
                first = next(lines, None)
    if options.output is not None:
        written = Words(id="{count} tindakan ditulis ke {path}.", en="{count} acts written to {path}.")
        ready.tell(written.format(count=count, path=options.output).text(options.lang))
    return 0


@contextmanager
def _target(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        # An act file is UTF-8 with plain line ends, whatever the terminal prefers.
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except OSError as problem:
        raise Refusal(
            "file-not-made",
            Words(
                id="Berkas {path} tidak dapat dibuat: sudah ada, atau foldernya tidak bisa ditulis.",
                en="The file {path} cannot be made: it exists, or its folder cannot be written to.",
            ).format(path=path),
        ) from problem
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as target:
        yield target
        target.flush()
        os.fsync(target.fileno())
