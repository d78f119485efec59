"""`pulang numbers`: case numbers for whoever writes an act file."""

import argparse
import secrets
from typing import Final

from pulang.kernel import refs
from pulang.kernel.words import Words

HELP = Words(
    id="Mencetak nomor berkas baru, satu sebaris, untuk berkas tindakan yang mendaftarkan warga dampingan.",
    en="Prints new case numbers, one a line, for an act file that registers people.",
)

_MOST: Final = 100_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare how many are wanted."""
    parser.add_argument("count", type=_count, nargs="?", default=1, metavar="N")


def run(options: argparse.Namespace) -> int:
    """This will print the numbers; drawn by chance, none twice, and nothing is kept of them."""
    drawn: dict[str, None] = {}
    while len(drawn) < options.count:
        drawn[refs.draw("K", secrets.randbelow)] = None
    print("\n".join(drawn))
    return 0


def _count(said: str) -> int:
    count = int(said) if said.isdecimal() else 0
    if not 1 <= count <= _MOST:
        message = f"{said!r}: 1 … {_MOST}"
        raise argparse.ArgumentTypeError(message)
    return count
