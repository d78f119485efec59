"""`pulang doctor`: what is missing here, and how to mend it."""

import argparse
from collections.abc import Iterator

from pulang.doors.jobs import checks, ready
from pulang.doors.jobs.checks import Check, Level
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same

HELP = Words(
    id="Memeriksa mesin, lingkungan, folder dan basis data, dan mengatakan cara memperbaiki yang kurang.",
    en="Looks at the machine, the environment, the folders and the database, and says how to mend what is missing.",
)
_MARKS = {Level.GOOD: "  baik", Level.ODD: "! cek ", Level.BAD: "X BURUK"}
_MARKS_EN = {Level.GOOD: "  good ", Level.ODD: "! look ", Level.BAD: "X BAD  "}


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the port to look at and `--json`."""
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will print every check; exit code 1 when one of them must be mended."""
    found = list(_look(options.port))
    good = all(check.level is not Level.BAD for check in found)
    if options.json:
        ready.answer(
            {
                "ok": good,
                "checks": [
                    {"name": c.name, "level": c.level.value, "says": c.says.as_dict(), "mend": c.mend.as_dict()}
                    for c in found
                ],
            }
        )
        return 0 if good else 1
    marks = _MARKS_EN if options.lang == "en" else _MARKS
    for check in found:
        print(f"{marks[check.level]:8} {check.name:12} {check.says.text(options.lang)}")
        if check.level is not Level.GOOD:
            print(f"{'':21} -> {check.mend.text(options.lang)}")
    return 0 if good else 1


def _look(port: int) -> Iterator[Check]:
    yield from checks.tools()
    yield checks.moment()
    yield checks.port(port)
    try:
        with ready.server() as target:
            yield from checks.home(target)
            yield from checks.database(target)
    except Refusal as refusal:
        yield Check("database", Level.BAD, same(refusal.code), refusal.words)
