"""`pulang why`: what one case waits for on a day."""

import argparse

from pulang.doors.jobs import ready
from pulang.doors.jobs.days import day_argument
from pulang.kernel.words import Words

HELP = Words(
    id="Apa yang ditunggu satu berkas pada suatu tanggal, siapa pemegangnya, apa yang bisa dikerjakan.",
    en="What one case waits for on a day, who holds it, what can be done.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the case and the two days of the question."""
    parser.add_argument("case", metavar="K-XXXX-XXXX")
    parser.add_argument("--as-of", type=day_argument, metavar="YYYY-MM-DD", help="keadaan per tanggal | as of a day")
    parser.add_argument(
        "--known-on", type=day_argument, metavar="YYYY-MM-DD", help="yang diketahui saat itu | as known"
    )
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will print every gate of the case, those it waits for first."""
    with ready.database():
        from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
        from pulang.areas.readiness.rules import STAGE_WORDS  # noqa: PLC0415
        from pulang.flows.looking import note  # noqa: PLC0415
        from pulang.flows.standing import looking  # noqa: PLC0415
        from pulang.flows.status_json import reasons  # noqa: PLC0415
        from pulang.flows.why import why  # noqa: PLC0415
        from pulang.storage import clock  # noqa: PLC0415

        with looking(SYSTEM, day=clock.today()):
            found = why(options.case, as_of=options.as_of or clock.today(), known_on=options.known_on)
            note(action="case.why", number=found.number, programme=found.programme, fields=("stage", "gates"))
        if options.json:
            ready.answer(reasons(found))
            return 0
        lines = [f"{found.number} ({found.programme}): {STAGE_WORDS[found.stage].text(options.lang)}", ""]
        for blocker in (*found.blockers, *((found.care,) if found.care else ())):
            lines.append(f"  {blocker.sentence.text(options.lang)}")
            lines.append(f"    → {blocker.remedy.text(options.lang)}")
        if not found.blockers:
            nothing = Words(id="  Tidak ada yang ditunggu.", en="  Nothing is being waited for.")
            lines.append(nothing.text(options.lang))
        print("\n".join(lines))
    return 0
