"""Days given on the command line."""

import argparse
import re
from datetime import date

from pulang.kernel.periods import sensible
from pulang.kernel.refusals import Refusal


def day_argument(text: str) -> date:
    """This will read a day written as `2019-03-03`; anything else is wrong usage, told in a sentence."""
    written = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None
    try:
        return sensible(date.fromisoformat(text if written else ""))
    except (ValueError, Refusal) as problem:
        message = f"{text!r}: tulis tanggal yang ada, seperti 2019-03-03 | write a day that exists, like 2019-03-03"
        raise argparse.ArgumentTypeError(message) from problem
