"""One line of a person's own trail, in words."""

from dataclasses import dataclass
from datetime import date

from pulang.kernel.words import Words

SYSTEM = Words(id="Pengelola sistem", en="The system's operator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One day's looks of one kind by one agency."""

    day: date
    agency: Words
    roles: Words
    purpose: Words
    action: Words
    denied: bool
    times: int
