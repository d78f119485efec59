"""`pulang status`: where a programme stands on a day."""

import argparse
from typing import TYPE_CHECKING

from pulang.doors.jobs import ready
from pulang.doors.jobs.days import day_argument
from pulang.kernel.days import in_words, rupiah_in_words
from pulang.kernel.words import Words

if TYPE_CHECKING:
    from pulang.flows.status import Status

HELP = Words(
    id="Keadaan satu program pada suatu tanggal: apa yang ditunggu, siapa pemegangnya, dengan uang apa.",
    en="Where a programme stands on a day: what is waited for, who holds it, on what money.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the programme and the two days of the question."""
    parser.add_argument("programme", metavar="PROGRAM")
    parser.add_argument("--as-of", type=day_argument, metavar="YYYY-MM-DD", help="keadaan per tanggal | as of a day")
    parser.add_argument(
        "--known-on", type=day_argument, metavar="YYYY-MM-DD", help="yang diketahui saat itu | as known"
    )
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will print the status, as sentences or as one JSON document."""
    with ready.database():
        from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
        from pulang.flows.standing import looking  # noqa: PLC0415
        from pulang.flows.status import status  # noqa: PLC0415
        from pulang.flows.status_json import document  # noqa: PLC0415
        from pulang.storage import clock  # noqa: PLC0415

        with looking(SYSTEM, day=clock.today()):
            found = status(options.programme, as_of=options.as_of or clock.today(), known_on=options.known_on)
        if options.json:
            ready.answer(document(found))
        else:
            _print(found, options.lang)
    return 0


def _print(found: "Status", lang: str) -> None:
    lines = [
        f"{found.programme.name} ({found.programme.code}), {in_words(found.as_of).text(lang)}",
        "",
        found.headline.text(lang),
        "",
    ]
    for blocker in found.blockers:
        lines.append(f"  {blocker.cases:>6}  {blocker.sentence.text(lang)}")
        lines.append(f"          → {blocker.remedy.text(lang)}")
    lines.append("")
    lines.extend(_money(found, lang))
    print("\n".join(lines))


def _money(found: "Status", lang: str) -> list[str]:
    words = Words(
        id="  {name}: pagu {ceiling}, cair {released}, terikat {committed}, terpakai {spent}",
        en="  {name}: ceiling {ceiling}, released {released}, tied {committed}, spent {spent}",
    )
    short = Words(id="    perlu {needed}, kurang {gap}", en="    needed {needed}, short by {gap}")
    lines = []
    for fund in found.funds:
        lines.append(
            words.format(
                name=fund.name,
                ceiling=rupiah_in_words(fund.ceiling),
                released=rupiah_in_words(fund.released),
                committed=rupiah_in_words(fund.committed),
                spent=rupiah_in_words(fund.spent),
            ).text(lang)
        )
        if fund.needed is not None and fund.shortfall:
            gap = short.format(needed=rupiah_in_words(fund.needed), gap=rupiah_in_words(fund.shortfall))
            lines.append(gap.text(lang))
    return lines
