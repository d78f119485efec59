"""`pulang duplicates`: which cases of a programme may be one person's, and why; marks them for a decision."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from pulang.areas.people.assessment import threshold
from pulang.doors.jobs import ready
from pulang.doors.jobs.doubles import spark
from pulang.doors.jobs.doubles.duck import InMemory
from pulang.doors.jobs.doubles.statements import Register
from pulang.kernel.words import Words

HELP = Words(
    id="Membandingkan seluruh register satu program dengan dirinya. Yang keluar hanya nomor berkas dan alasannya; "
    "--apply menandainya agar diputuskan koordinator.",
    en="Compares the whole register of a programme with itself. Only case numbers and reasons come out; --apply marks "
    "them for a coordinator's decision.",
)

_PAIR = Words(id="{one} dan {other}: {bits} bit ({says})", en="{one} and {other}: {bits} bits ({says})")
_CROWD = Words(
    id="Satu nomor telepon dipakai {count} berkas: {cases}. Tanyakan kepada orangnya masing-masing; mungkin ada "
    "perantara yang mendaftarkan mereka.",
    en="One telephone number stands in {count} cases: {cases}. Ask each of them; somebody may be registering them.",
)
_NONE = Words(id="Tidak ada dugaan ganda yang baru.", en="No new likely doubles.")
_COUNT = Words(id="{count} dugaan ganda baru.", en="{count} new likely doubles.")
_FLAGGED = Words(id="{count} ditandai; koordinator yang memutuskan.", en="{count} marked; a coordinator decides.")


Weighed = tuple[int, int, float, Mapping[str, str]]


def _duckdb(master: str, entries: Iterable[Any]) -> Register:
    return InMemory(entries)


def _spark(master: str, entries: Iterable[Any]) -> Register:
    return spark.OnSpark(entries, master=master or spark.HERE)


ENGINES: Final = {"duckdb": _duckdb, "spark": _spark}


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the programme, who asks, what compares, and whether pairs are marked."""
    parser.add_argument("programme", metavar="PROGRAMME")
    parser.add_argument("--by", metavar="ACCOUNT", required=True, help="atas nama akun ini | in this account's name")
    parser.add_argument("--apply", action="store_true", help="tandai | mark")
    parser.add_argument(
        "--engine", choices=sorted(ENGINES), default="duckdb", help="mesin pembanding | what does the comparing"
    )
    parser.add_argument("--master", metavar="URL", default="", help="kluster Spark | a Spark cluster (spark://…)")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will compare, tell, and mark if it is asked to."""
    if options.engine == "spark":
        spark.refuse_if_absent()  # before anything is opened
    match = partial(matched, register=partial(ENGINES[options.engine], options.master))
    with ready.database():
        from pulang.areas.accounts import queries as accounts  # noqa: PLC0415 - only once Django is set up
        from pulang.flows import doubling  # noqa: PLC0415
        from pulang.storage import clock  # noqa: PLC0415

        by, at = accounts.actor(options.by, clock.today()), clock.now()
        found = doubling.compare(by=by, programme=options.programme, at=at, match=match)
        if options.apply:
            for pair in found.pairs:
                doubling.flag(by=by, programme=options.programme, at=at, found=pair)
    _tell(found, options)
    return 0


def matched(entries: Iterable[Any], register: Callable[..., Register] = InMemory) -> Iterator[Weighed]:
    """This will compare entries and give the pairs above the threshold."""
    with register(entries) as compared:
        if compared.candidates():
            yield from (
                (each.one, each.other, each.weight, each.steps) for each in compared.pairs(threshold(compared.count))
            )


def _tell(compared: Any, options: argparse.Namespace) -> None:
    found = compared.pairs
    if options.json:
        pairs = [
            {"one": each.one, "other": each.other, "bits": each.bits, "says": each.says.as_dict()} for each in found
        ]
        crowds = [list(each.cases) for each in compared.crowds]
        ready.answer({"programme": options.programme, "marked": options.apply, "pairs": pairs, "one_telephone": crowds})
        return
    for crowd in compared.crowds:
        ready.tell(_CROWD.format(count=len(crowd.cases), cases=", ".join(crowd.cases)).text(options.lang))
    for each in found:
        words = _PAIR.format(one=each.one, other=each.other, bits=each.bits, says=each.says)
        ready.tell(words.text(options.lang))
    words = _NONE if not found else (_FLAGGED if options.apply else _COUNT).format(count=len(found))
    print(words.text(options.lang))
