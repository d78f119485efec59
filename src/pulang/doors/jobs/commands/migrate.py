"""`pulang migrate`: bring the schema up to date as its owner, and the stored answers to the rules of this version."""

import argparse

from pulang.doors.jobs import ready, schema
from pulang.kernel.words import Words

HELP = Words(
    id="Memperbarui skema basis data dan penjagaan tabelnya, lalu jawaban tersimpan yang diputuskan aturan lama.",
    en="Brings the database's schema and guards up to date, then the stored answers that older rules decided.",
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
        ready.bring_answers_up_to_date()
    return 0
