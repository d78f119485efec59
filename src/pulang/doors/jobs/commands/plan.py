"""`pulang plan`: the whole way home for everybody who chose to return, within the money there is."""

import argparse
import json
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from pulang.areas.journeys.rules import PREFIX
from pulang.doors.jobs import ready, watching
from pulang.doors.jobs.days import day_argument
from pulang.kernel import refs
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, people

if TYPE_CHECKING:
    from pulang.flows.planning import Planned

HELP = Words(
    id="Menyusun perjalanan pulang setiap orang yang memilih pulang, dalam batas dana; tidak mencatat apa pun.",
    en="Plans the journey of everybody who chose to return, within the money; records nothing but the look.",
)
SECONDS = 20.0

HOME = Words(
    id="{home} dari {asked} dapat pulang, biaya {cost} dari {budget}.",
    en="{home} of {asked} can go home, at a cost of {cost} out of {budget}.",
)
GREEDY = Words(
    id="Cara satu per satu: {home}, {cost}. Paling banyak yang mungkin: {most}. Jarak ke batas terbukti: {gap} %.",
    en="One after the other: {home}, {cost}. The most that is possible: {most}. Distance to the proven bound: {gap} %.",
)
EXAMPLES = Words(
    id="Tarif dan jadwal adalah contoh; isi tarif kantor Anda sebelum memutuskan.",
    en="Fares and times are examples; enter your office's own before you decide.",
)
FURTHER = Words(id="Dengan {more} lagi: {people} lebih banyak.", en="With {more} more: {people} more.")
BOTH = Words(
    id="Sebutkan sumber dana (--act) dan akun yang menerima rencana (--by) bersama-sama.",
    en="Name the source of money (--act) and the account that accepts the plan (--by) together.",
)
DISTANT = Words(id="belum terbukti", en="not proven yet")


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the programme, the money and how long to look for a better plan."""
    parser.add_argument("programme", metavar="PROGRAM")
    parser.add_argument("--budget", type=_rupiah, metavar="RP", help="dana yang boleh dipakai | money that may be used")
    parser.add_argument("--as-of", type=day_argument, metavar="YYYY-MM-DD", help="keadaan per tanggal | as of a day")
    parser.add_argument("--seconds", type=_seconds, default=SECONDS, help="lama mencari | how long to look")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--act",
        metavar="SUMBER",
        help="tulis tindakan yang menerimanya atas dana ini | the act accepting it on a source",
    )
    parser.add_argument("--by", metavar="AKUN", help="siapa yang menerimanya | who accepts it")


def _rupiah(said: str) -> int:
    if not said.isascii() or not said.isdecimal() or int(said) > 10**15:
        message = f"{said!r}: tulis rupiah bulat tanpa titik | write whole rupiah without separators"
        raise argparse.ArgumentTypeError(message)
    return int(said)


def _seconds(said: str) -> float:
    if not said.isascii() or not said.isdecimal() or not 1 <= int(said) <= 3600:  # noqa: PLR2004
        message = f"{said!r}: tulis detik, 1 sampai 3600 | write seconds, 1 to 3600"
        raise argparse.ArgumentTypeError(message)
    return float(said)


def run(options: argparse.Namespace) -> int:
    """This will print the plan; the books are read in one short look, and the search holds no transaction open."""
    with ready.database():
        from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
        from pulang.flows.planning import gathered, planned  # noqa: PLC0415
        from pulang.flows.planning_json import document  # noqa: PLC0415
        from pulang.flows.standing import looking  # noqa: PLC0415
        from pulang.storage import clock  # noqa: PLC0415

        as_of = options.as_of or clock.today()
        if (options.act is None) != (options.by is None):
            raise Refusal("act-needs-both", BOTH)
        with looking(SYSTEM, day=clock.today()):
            problem = gathered(options.programme, as_of=as_of, budget=options.budget)
        with watching.watch(options.seconds) as seen:
            found = planned(
                options.programme,
                problem,
                as_of=as_of,
                seconds=options.seconds,
                progress=seen.progress,
                stop=seen.stop,
            )
        if options.act:
            print(_act(found, options.act, options.by, clock.now()))
        elif options.json:
            ready.answer(document(found))
        else:
            print("\n".join(_lines(found, options.lang)))
    return 0


def _act(found: "Planned", source: str, by: str, at: datetime) -> str:
    """This will write the act that accepts the plan, one line for `pulang load`."""
    from pulang.flows.planning_json import accepting  # noqa: PLC0415

    number = refs.draw(PREFIX, secrets.randbelow)
    said = {"programme": found.programme, "plan": number, "source": source, **accepting(found)}
    line = {"id": number, "at": at.isoformat(), "by": by, "do": "journeys.plan.accept", "with": said}
    return json.dumps(line, ensure_ascii=False)


def _lines(found: "Planned", lang: str) -> list[str]:
    from pulang.areas.journeys.planning.waiting import RULE  # noqa: PLC0415 - with the plan that needs it
    from pulang.flows.planning_json import document  # noqa: PLC0415

    outcome, budget = found.outcome, found.problem.budget or 0
    told = HOME.format(
        home=people(outcome.home),
        asked=people(outcome.asked),
        cost=rupiah_in_words(outcome.plan.cost),
        budget=rupiah_in_words(budget),
    )
    beside = GREEDY.format(
        home=people(outcome.greedy_home),
        cost=rupiah_in_words(outcome.greedy_cost),
        most=people(outcome.home_bound) if outcome.proven else DISTANT,
        gap=f"{100 * outcome.gap:.1f}",
    )
    plain = document(found)
    examples = [EXAMPLES.text(lang)] if found.examples else []
    lines = [told.text(lang), beside.text(lang), *examples, "", RULE.text(lang)]
    for group in plain["waiting"]:
        lines += ["", f"  {len(group['cases'])}: {group['reason'][lang]}", f"    {', '.join(group['cases'])}"]
    for each in found.further:
        lines.append("  " + FURTHER.format(more=rupiah_in_words(each.more), people=people(each.people)).text(lang))
    for trip in plain["itineraries"]:
        lines += ["", f"{trip['case']}{'  +' + trip['escort'] if trip['escort'] else ''}"]
        lines += [
            f"  {leg['departs'][:16]} {leg['from']} → {leg['arrives'][:16]} {leg['to']} ({leg['mode']})"
            for leg in trip["legs"]
        ]
    return lines
