"""`pulang entitlement`: what one case is due, from whom, when, and why not yet."""

import argparse

from pulang.doors.jobs import ready
from pulang.doors.jobs.days import day_argument
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.words import Words

HELP = Words(
    id="Hak bantuan satu berkas: apa, berapa, dari siapa, kapan, dan mengapa belum.",
    en="What one case is due: what, how much, from whom, when, and why not yet.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the case and the day of the question."""
    parser.add_argument("case", metavar="K-XXXX-XXXX")
    parser.add_argument("--as-of", type=day_argument, metavar="YYYY-MM-DD", help="keadaan per tanggal | as of a day")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will print the sheet line by line; it holds no identity."""
    with ready.database():
        from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
        from pulang.flows.entitlement import entitlement  # noqa: PLC0415
        from pulang.flows.looking import note  # noqa: PLC0415
        from pulang.flows.standing import looking  # noqa: PLC0415
        from pulang.flows.status_json import entitled  # noqa: PLC0415
        from pulang.storage import clock  # noqa: PLC0415

        with looking(SYSTEM, day=clock.today()):
            found = entitlement(options.case, as_of=options.as_of or clock.today())
            note(action="case.why", number=found.number, programme=found.programme, fields=("entitlement",))
        if options.json:
            ready.answer(entitled(found))
            return 0
        told = options.lang
        print(f"{found.number} ({found.programme}) {found.decree}".rstrip())
        for line in found.lines:
            amount = "?" if line.amount is None else rupiah_in_words(line.amount).text(told)
            print(f"  {line.what.text(told)}: {amount} – {line.payer.text(told)}. {line.when.text(told)}")
            for wait in line.waits:
                print(f"    → {wait.text(told)}")
        print(f"  = {rupiah_in_words(found.total).text(told)}")
    return 0
