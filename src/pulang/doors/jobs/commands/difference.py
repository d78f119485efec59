"""`pulang difference`: by which acts a programme's list on one day became the list on another; numbers, no names."""

import argparse
from typing import Any

from pulang.doors.jobs import ready
from pulang.doors.jobs.days import day_argument
from pulang.kernel.words import Words

HELP = Words(
    id="Membandingkan daftar satu program pada dua hari: siapa datang, pergi, berubah, dan oleh tindakan mana. Nomor "
    "berkas saja, tanpa nama.",
    en="Compares a programme's list on two days: who came, left or changed, and by which act. Case numbers only, no "
    "names.",
)

_LINE = Words(
    id="{case}: {about} {before} → {after} ({verb}, {act})", en="{case}: {about} {before} → {after} ({verb}, {act})"
)
_LISTS = Words(
    id="{before} berkas pada {one}, {after} pada {other}; {changes} perbedaan, semuanya dengan tindakannya.",
    en="{before} cases on {one}, {after} on {other}; {changes} differences, each with its act.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the programme and the two days, each perhaps as known on another day."""
    parser.add_argument("programme", metavar="PROGRAMME")
    parser.add_argument("--before", type=day_argument, metavar="DATE", required=True)
    parser.add_argument("--after", type=day_argument, metavar="DATE", required=True)
    parser.add_argument("--before-known-on", type=day_argument, metavar="DATE")
    parser.add_argument("--after-known-on", type=day_argument, metavar="DATE")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will print every difference and both totals; exit code 1 when one has no act, which would be a fault."""
    with ready.database():
        from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
        from pulang.areas.programmes import queries as programmes  # noqa: PLC0415
        from pulang.flows.lists import difference  # noqa: PLC0415
        from pulang.kernel.moments import moment  # noqa: PLC0415

        zone = programmes.programme(options.programme).time_zone
        found = difference(
            by=SYSTEM,
            programme=options.programme,
            before=moment(options.before, known_on=options.before_known_on, zone=zone),
            after=moment(options.after, known_on=options.after_known_on, zone=zone),
        )
    _tell(found, options)
    return 1 if found.unexplained else 0


def _tell(found: Any, options: argparse.Namespace) -> None:
    if options.json:
        ready.answer({"before": found.before, "after": found.after, "changes": [_row(each) for each in found.changes]})
        return
    for each in found.changes:
        print(_LINE.format(**{**_row(each), "about": each.words}).text(options.lang))
    words = _LISTS.format(
        before=found.before.get("LISTED", 0),
        after=found.after.get("LISTED", 0),
        one=options.before,
        other=options.after,
        changes=len(found.changes),
    )
    print(words.text(options.lang))


def _row(change: Any) -> dict[str, str]:
    names = ("case", "about", "before", "after", "act", "verb")
    return {name: getattr(change, name) for name in names}
