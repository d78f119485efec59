"""`pulang incident`: whom a lost account, key or agency touches, and until when they must know."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from pulang.doors.jobs import ready
from pulang.doors.jobs.days import instant_argument
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

if TYPE_CHECKING:
    from pulang.areas.audit.facts import Suspects
    from pulang.flows.incident import Incident

HELP = Words(
    id="Siapa yang terkena bila sebuah akun, kunci mesin atau instansi bocor, data apa, dan kapan harus diberi tahu.",
    en="Whom a leaked account, machine's key or agency touches, which data, and by when they must be told.",
)
_HEAD = Words(
    id="{cases} berkas terkena, dalam program: {programmes}. Beri tahu paling lambat {deadline} (UU 27/2022 Pasal 46):",
    en="{cases} cases are touched, in programmes: {programmes}. Tell by {deadline} at the latest (UU 27/2022 art. 46):",
)
_NOBODY = Words(
    id="Tidak ada berkas yang dilihat atau diubah dalam waktu itu.", en="No case was seen or changed in that time."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the period and whose looks and acts are asked for."""
    parser.add_argument("--since", type=instant_argument, required=True, metavar="2026-11-01[T08:00]")
    parser.add_argument("--until", type=instant_argument, metavar="2026-11-03[T17:00]", help="sampai sekarang | now")
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--account", metavar="CODE", help="akun | an account")
    who.add_argument("--key", metavar="NAME", help="nama kunci mesin | a machine's key by its name")
    who.add_argument("--agency", metavar="CODE", help="instansi | an agency")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will list the cases with the names of the fields, and say who must be told."""
    with ready.database():
        from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
        from pulang.flows.incident import incident  # noqa: PLC0415
        from pulang.flows.standing import looking  # noqa: PLC0415
        from pulang.storage import clock  # noqa: PLC0415

        now = clock.now()
        with looking(SYSTEM, day=clock.today()):
            who = _who(options, options.until or clock.latest())
            found = incident(who=who, known_at=now)
        if options.json:
            ready.answer(_document(found, now))
        else:
            _print(found, options.lang)
    return 0


def _who(options: argparse.Namespace, until: datetime) -> "Suspects":
    from pulang.areas.accounts import queries as accounts  # noqa: PLC0415 - only once Django is set up
    from pulang.areas.audit.facts import Suspects  # noqa: PLC0415
    from pulang.flows.looking import MARK_SIGNS  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    if options.account:
        accounts.user(options.account, clock.today())
        return Suspects(options.since, until, actors=(options.account,))
    if options.agency:
        accounts.agency(options.agency)
        return Suspects(options.since, until, agencies=(options.agency,))
    keys = accounts.keys_named(options.key)
    if not keys:
        words = Words(id="Tidak ada kunci bernama “{name}”.", en="There is no key named “{name}”.")
        raise Refusal("unknown-key", words.format(name=options.key))
    # A line in the act book does not say through which door it came, so everything the key's holder did is counted.
    marks = tuple(digest.hex()[:MARK_SIGNS] for _, digest in keys)
    return Suspects(options.since, until, actors=tuple(user for user, _ in keys), marks=marks)


def _document(found: "Incident", now: datetime) -> dict[str, object]:
    from pulang.flows.incident import TELL  # noqa: PLC0415 - only once Django is set up

    return {
        "known_at": now.isoformat(),
        "deadline": found.deadline.isoformat(),
        "tell": [words.as_dict() for words in TELL],
        "programmes": list(found.programmes),
        "copied": [{"programme": one.key, "fields": list(one.fields), "times": one.times} for one in found.copied],
        "cases": [
            {
                "number": case.number,
                "programme": case.programme,
                "fields": sorted(case.fields),
                "looks": case.looks,
                "acts": case.acts,
                "first": case.first,
                "last": case.last,
            }
            for case in found.cases
        ],
    }


def _print(found: "Incident", lang: str) -> None:
    from pulang.flows.incident import TELL  # noqa: PLC0415 - only once Django is set up

    if not found.cases:
        print(_NOBODY.text(lang))
        return
    programmes = ", ".join(found.programmes)
    deadline = found.deadline.isoformat(sep=" ", timespec="minutes")
    print(_HEAD.format(cases=len(found.cases), programmes=programmes, deadline=deadline).text(lang))
    for words in TELL:
        print(f"  - {words.text(lang)}")
    for case in found.cases:
        print(f"{case.number}  {case.programme}  {', '.join(sorted(case.fields))}")
