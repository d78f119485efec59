"""`pulang ledger`: every entry of a programme as text that an auditor's own program can check."""

import argparse

from pulang.doors.jobs import ready
from pulang.doors.jobs.days import day_argument
from pulang.kernel.words import Words

HELP = Words(
    id="Seluruh buku uang satu program sebagai teks untuk program pemeriksa (beancount).",
    en="The whole ledger of a programme as text for an auditor's program (beancount).",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the programme, the day and the form of the text."""
    parser.add_argument("programme", metavar="PROGRAMME")
    parser.add_argument("--as-of", type=day_argument, metavar="YYYY-MM-DD", help="keadaan per tanggal | as of a day")
    parser.add_argument("--beancount", action="store_true", required=True, help="teks beancount | beancount's text")


def run(options: argparse.Namespace) -> int:
    """This will print the text; it holds no name and no case number."""
    with ready.database():
        from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
        from pulang.flows.beancount import beancount  # noqa: PLC0415
        from pulang.flows.standing import looking  # noqa: PLC0415
        from pulang.storage import clock  # noqa: PLC0415

        with looking(SYSTEM, day=clock.today()):
            print(beancount(options.programme, as_of=options.as_of or clock.today()), end="")
    return 0
