"""`pulang migrate`: bring the schema up to date as its owner."""

import argparse

from pulang.doors.jobs import ready, schema
from pulang.kernel.words import Words

HELP = Words(
    id="Memperbarui skema basis data sebagai pemiliknya, lalu memasang kembali penjagaan setiap tabel.",
    en="Brings the database's schema up to date as its owner, then sets the guards of every table anew.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare `--check`."""
    parser.add_argument("--check", action="store_true", help="hanya periksa | only look")


def run(options: argparse.Namespace) -> int:
    """This will migrate, or with `--check` only tell what waits."""
    with ready.server():
        waiting = schema.pending()
        for name in waiting:
            ready.tell(name)
        if options.check:
            return 1 if waiting else 0
        schema.refuse_newer()
        schema.migrate()
    return 0
