"""`pulang budget`: what everybody's way home costs against the money there is, today and if fares rise."""

import argparse

from pulang.doors.jobs import ready
from pulang.doors.jobs.days import day_argument
from pulang.kernel.words import Words

HELP = Words(
    id="Biaya pulang semua yang memilih pulang terhadap dananya, hari ini dan bila harga tiket naik.",
    en="What everybody's way home costs against the money there is, today and if fares rise.",
)
_RISE_MOST = 1000


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the programme, the day, fares and how many percent they rise."""
    parser.add_argument("programme", metavar="PROGRAMME")
    parser.add_argument("--as-of", type=day_argument, metavar="YYYY-MM-DD", help="keadaan per tanggal | as of a day")
    parser.add_argument(
        "--fare", action="append", default=[], type=_fare, metavar="[PROVINCE=]RP", help="harga tiket | a fare"
    )
    parser.add_argument("--rise", type=_percent, default=20, metavar="PERCENT", help="naik berapa persen | rises by")
    parser.add_argument("--json", action="store_true")


def _fare(said: str) -> tuple[str, int]:
    origin, _, amount = said.rpartition("=")
    if not (amount.isdecimal() and amount.isascii() and 0 < int(amount) <= 10**9) or (origin and len(origin) != 2):  # noqa: PLR2004
        message = f"{said!r}: 2500000 | 35=2800000"
        raise argparse.ArgumentTypeError(message)
    return origin, int(amount)


def _percent(said: str) -> int:
    if not (said.isdecimal() and said.isascii() and int(said) <= _RISE_MOST):
        message = f"{said!r}: 0 … {_RISE_MOST}"
        raise argparse.ArgumentTypeError(message)
    return int(said)


def run(options: argparse.Namespace) -> int:
    """This will print a sentence for each scenario, and the people by origin under it."""
    with ready.database():
        from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
        from pulang.areas.funds.assessment import said  # noqa: PLC0415
        from pulang.flows.budgeting import budget, document  # noqa: PLC0415
        from pulang.flows.standing import looking  # noqa: PLC0415
        from pulang.storage import clock  # noqa: PLC0415

        fares = dict(options.fare)
        with looking(SYSTEM, day=clock.today()):
            found = budget(
                options.programme,
                as_of=options.as_of or clock.today(),
                fare=fares.pop("", None),
                fares=fares,
                rise=options.rise,
            )
        if options.json:
            ready.answer(document(found))
            return 0
        for one in found.scenarios:
            print(f"+{one.rise} %: {said(one).text(options.lang)}")
            for cost in one.costs:
                print(f"  {found.names.get(cost.code, '?')}: {cost.people} × {cost.fare:,} = {cost.need:,}")
    return 0
