"""`pulang numbers`: the numbers that whoever writes an act file has to draw beforehand."""

import argparse
import secrets
from typing import Final

from pulang.kernel import refs
from pulang.kernel.words import Words

HELP = Words(
    id="Mencetak nomor baru untuk berkas tindakan, satu sebaris: nomor berkas, atau (--for) pembayaran dan lainnya.",
    en="Prints new numbers for an act file, one a line: case numbers, or (--for) of payments and others.",
)

# By the field of an act in which such a number stands; written here, because this command needs no database.
PREFIXES: Final = {
    "case": "K",
    "payment": "B",
    "tokens": "T",
    "plan": "R",
    "search": "C",
    "handover": "S",
    "minutes": "N",
    "export": "E",
}
_MOST: Final = 100_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare how many are wanted, and of what."""
    parser.add_argument("count", type=_count, nargs="?", default=1, metavar="N")
    parser.add_argument("--for", dest="field", choices=tuple(PREFIXES), default="case")


def run(options: argparse.Namespace) -> int:
    """This will print the numbers; drawn by chance, none twice, and nothing is kept of them."""
    drawn: dict[str, None] = {}
    while len(drawn) < options.count:
        drawn[refs.draw(PREFIXES[options.field], secrets.randbelow)] = None
    print("\n".join(drawn))
    return 0


def _count(said: str) -> int:
    count = int(said) if said.isdecimal() else 0
    if not 1 <= count <= _MOST:
        message = f"{said!r}: 1 … {_MOST}"
        raise argparse.ArgumentTypeError(message)
    return count
