"""Whoever opens the books past the application, by hand in the database or as a copy of it all, is written down first.

The operator has no account here: the trail tells which user of the machine it was, what was opened, and the purpose
that was said. One look for each programme, so that whoever keeps a programme's trail finds it there; it is committed
and sealed before anything opens, because whoever then speaks as the owner of the tables could take an unsealed row out.
"""

import argparse
from typing import Final

from pulang.doors.jobs import ready
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

PURPOSES: Final = {
    "repair": Words(id="memperbaiki kerusakan", en="to mend what is broken"),
    "upkeep": Words(id="pemeliharaan rutin", en="routine upkeep"),
    "incident": Words(id="memeriksa insiden", en="to look into an incident"),
    "request": Words(
        id="menjawab permintaan orangnya atau permintaan resmi", en="to answer a request, hers or official"
    ),
    "audit": Words(id="pemeriksaan (audit)", en="an audit"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the purpose for which the books are opened."""
    parser.add_argument("--for", dest="purpose", choices=sorted(PURPOSES), help="untuk apa | for what")


def refuse_without_purpose(purpose: str | None) -> None:
    """This will refuse to open the books for nothing said; asked before anything starts."""
    if purpose is None:
        raise Refusal(
            "opening-needs-purpose",
            Words(
                id="Buku tidak dibuka tanpa tujuan. Tambahkan --for dan satu dari: {purposes}. Pembukaan ini dicatat.",
                en="The books are not opened without a purpose. Add --for and one of: {purposes}. It is written down.",
            ).format(purposes=", ".join(sorted(PURPOSES))),
        )


def write(action: str, *, purpose: str, what: str) -> None:
    """This will write down and seal, for every programme, that somebody at this machine opens its books now."""
    from pulang.flows import trail  # noqa: PLC0415 - only once Django is set up
    from pulang.storage import clock, signing  # noqa: PLC0415

    note(action, purpose=purpose, what=what)
    trail.seal(key=signing.sealer_key(), at=clock.real())
    ready.tell(f"dicatat dalam jejak | written in the trail: {action}, {what}, {purpose}")


def note(action: str, *, purpose: str, what: str) -> None:
    """This will write it down alone, where the sealer's key may not be back yet: the next seal holds it."""
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
    from pulang.areas.programmes import queries as programmes  # noqa: PLC0415
    from pulang.flows import looking, standing  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    with standing.looking(SYSTEM, day=clock.today()):
        for code in [one.code for one in programmes.programmes()] or [""]:
            looking.note(action=action, programme=code, fields=(what,), reason=purpose)
