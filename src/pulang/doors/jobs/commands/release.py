"""`pulang release`: a quarter's published figures, or what would be published and what would be hidden."""

import argparse
from typing import TYPE_CHECKING, Any

from pulang.doors.jobs import ready
from pulang.kernel.words import Words

if TYPE_CHECKING:
    from pulang.flows.counting import Planned

HELP = Words(
    id="Angka publik satu triwulan: yang sudah terbit, atau apa yang akan terbit dan apa yang disembunyikan.",
    en="A quarter's public figures: what is published, or what would be published and what would be hidden.",
)
_HIDDEN = Words(id="disembunyikan: {why}", en="hidden: {why}")
_TOTAL = Words(id="jumlah", en="total")
_REVISION = Words(id="Rilis {quarter}, revisi {revision}.", en="Release {quarter}, revision {revision}.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the programme, the quarter, and whether to look ahead."""
    parser.add_argument("programme", metavar="PROGRAM")
    parser.add_argument("--quarter", required=True, metavar="YYYY-N", help="triwulan, misalnya 2019-1 | such as 2019-1")
    parser.add_argument(
        "--check", action="store_true", help="apa yang akan terbit, tanpa menerbitkan | what would be, without doing it"
    )
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will print the release or the check; refuses a quarter that is no quarter, or not over, or not published."""
    with ready.database():
        from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
        from pulang.areas.figures import queries, rules  # noqa: PLC0415
        from pulang.flows import counting  # noqa: PLC0415
        from pulang.flows.standing import looking  # noqa: PLC0415
        from pulang.storage import clock  # noqa: PLC0415

        with looking(SYSTEM, day=clock.today()):
            rules.last_day(options.quarter)
            if options.check:
                rules.refuse_running(options.quarter, clock.today())
                planned = counting.planned(options.programme, options.quarter)
                document, why = planned.content, _reasons(planned)
                revision = queries.next_revision(options.programme, options.quarter)
            else:
                found = queries.release(options.programme, options.quarter)
                document, why, revision = found.content, {}, found.revision
        if options.json:
            ready.answer({**document, "revision": revision, "hidden": _listed(why)})
        else:
            said = _REVISION.format(quarter=options.quarter, revision=revision).text(options.lang)
            print("\n".join([said, document["headline"][options.lang], "", *_lines(document, why, options.lang)]))
    return 0


def _reasons(planned: "Planned") -> dict[tuple[str, str], Words]:
    from pulang.areas.figures.rules import WHY_WORDS  # noqa: PLC0415

    return {(each.table.value if each.table else "", each.unit): WHY_WORDS[each.why] for each in planned.counted.hidden}


def _listed(why: dict[tuple[str, str], Words]) -> list[dict[str, Any]]:
    return [{"table": table, "unit": unit, "why": words.as_dict()} for (table, unit), words in why.items()]


def _lines(document: dict[str, Any], why: dict[tuple[str, str], Words], lang: str) -> list[str]:
    from pulang.areas.figures.facts import Table  # noqa: PLC0415
    from pulang.areas.figures.rules import TABLE_WORDS  # noqa: PLC0415

    counts = document["counts"]
    lines = [_line(_TOTAL.text(lang), counts["total"], why.get(("", "")), lang)]
    for table in Table:
        lines += ["", TABLE_WORDS[table].text(lang)]
        lines += [
            _line(cell["name"][lang], cell["shown"], why.get((table.value, cell["unit"])), lang)
            for cell in counts["cells"]
            if cell["table"] == table.value
        ]
    return lines


def _line(name: str, shown: int | None, why: Words | None, lang: str) -> str:
    tail = "" if why is None else "  " + _HIDDEN.format(why=why).text(lang)
    return f"  {'–' if shown is None else shown:>6}  {name}{tail}"
