"""`pulang bench NAME`: measures, beside a baseline measured in the same run."""

import argparse
import importlib
import json
from typing import Final

from pulang.doors.jobs import ready
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

HELP = Words(
    id="Mengukur kecepatan di basis data buatan, di samping pembanding dari kali jalan yang sama.",
    en="Measures on a synthetic database, beside a baseline of the same run.",
)

_TOO_SMALL: Final = Words(
    id="Pengukuran {name} memerlukan --size paling sedikit {least}.",
    en="The measurement {name} needs a --size of {least} at least.",
)
_NAMES: Final = {
    "readiness": "pulang.doors.jobs.bench.readiness",
    "pages": "pulang.doors.jobs.bench.pages",
    "membership": "pulang.doors.jobs.bench.membership",
    "need-to-know": "pulang.doors.jobs.bench.need_to_know",
    "import": "pulang.doors.jobs.bench.intake",
    "duplicates": "pulang.doors.jobs.bench.duplicates",
    "duplicates-engines": "pulang.doors.jobs.bench.engines",
    "duplicates-febrl": "pulang.doors.jobs.bench.febrl",
    "newcomers": "pulang.doors.jobs.bench.newcomers",
    "register": "pulang.doors.jobs.bench.registration",
    "planning": "pulang.doors.jobs.bench.planning",
    "disclosure": "pulang.doors.jobs.bench.disclosure",
    "coordination": "pulang.doors.jobs.bench.coordination",
    "trail": "pulang.doors.jobs.bench.trail",
    "ledger": "pulang.doors.jobs.bench.ledger",
    "balances": "pulang.doors.jobs.bench.balances",
    "public": "pulang.doors.jobs.bench.public",
    "refusals": "pulang.doors.jobs.bench.refusals",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare what is measured, on how many cases."""
    parser.add_argument("name", choices=sorted(_NAMES))
    parser.add_argument("--size", type=_cases, help="banyaknya berkas | number of cases")
    parser.add_argument("--json", action="store_true")


def _cases(said: str) -> int:
    count = int(said) if said.isdecimal() else 0
    if count < 1:
        message = f"{said!r}: tulis bilangan bulat dari 1 | write a whole number from 1"
        raise argparse.ArgumentTypeError(message)
    return count


def run(options: argparse.Namespace) -> int:
    """This will measure and print the figures; nothing is judged, nothing can fail by being slow."""
    module = importlib.import_module(_NAMES[options.name])
    size = options.size or module.SIZE
    least = getattr(module, "LEAST", 1)
    if size < least:
        raise Refusal("bench-too-small", _TOO_SMALL.format(name=options.name, least=least))
    figures = module.measure(size)
    if options.json:
        ready.answer(figures)
    else:
        print(json.dumps(figures, indent=2, ensure_ascii=False))
    return 0
