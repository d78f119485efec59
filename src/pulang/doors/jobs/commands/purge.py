"""`pulang purge`: destroys what has been kept long enough, and writes down how much."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from pulang.doors.jobs import ready
from pulang.kernel.words import Words

if TYPE_CHECKING:
    from pulang.doors.jobs.clearing import Cleared

HELP = Words(
    id="Memusnahkan yang lewat masa simpannya dan mencatat berapa; lebih dari 50 orang menunggu persetujuan dua orang.",
    en="Destroys what was kept long enough and writes down how much; more than 50 people wait for two to agree.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare looking without destroying, and how the answer is printed."""
    parser.add_argument("--dry-run", action="store_true", help="hanya melihat | only look")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will purge, and tell rule by rule what was due and what went."""
    with ready.database():
        from pulang.doors.jobs import clearing  # noqa: PLC0415 - only once Django is set up
        from pulang.storage import clock  # noqa: PLC0415

        found = clearing.purge(at=clock.now(), day=clock.today(), only_look=options.dry_run)
    if options.json:
        ready.answer({"dry_run": options.dry_run, "rules": [asdict(one) for one in found]})
        return 0
    print("\n".join(_line(one).text(options.lang) for one in found))
    return 0


def _line(one: "Cleared") -> Words:
    waits = Words(id=" (menunggu persetujuan dua orang)", en=" (waits for two people to agree)")
    return Words(
        id="{rule}{of}: {due} lewat masa simpan sebelum {day}, {gone} dimusnahkan{waits}",
        en="{rule}{of}: {due} kept long enough before {day}, {gone} destroyed{waits}",
    ).format(
        rule=one.rule,
        of=f" {one.programme}" if one.programme else "",
        due=one.due,
        day=one.cut_on.isoformat(),
        gone=one.destroyed,
        waits=waits if one.waits_for_two else "",
    )
