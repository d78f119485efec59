"""Days given on the command line."""

import argparse
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

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


def instant_argument(text: str) -> datetime:
    """This will read a day, or a day with an hour (`2019-03-03T17:30`), on the installation's own clock."""
    try:
        said = datetime.fromisoformat(text)
        sensible(said.date())
    except (ValueError, Refusal) as problem:
        message = f"{text!r}: tulis seperti 2019-03-03 atau 2019-03-03T17:30 | write it like 2019-03-03T17:30"
        raise argparse.ArgumentTypeError(message) from problem
    return said if said.tzinfo else said.replace(tzinfo=ZoneInfo("Asia/Makassar"))
