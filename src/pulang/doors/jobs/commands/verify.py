"""`pulang verify`: proves that the record is whole."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pulang.doors.jobs import ready
from pulang.doors.jobs.demo import bintan, homeward, kupang
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.postgres import floor

if TYPE_CHECKING:
    from pulang.areas.audit.facts import SealFacts

HELP = Words(
    id="Membuktikan catatan utuh: buku terjaga, uang seimbang, jawaban tersimpan sama dengan hitungan ulang.",
    en="Proves the record is whole: books guarded, money in balance, stored answers equal to recomputed ones.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the checkpoint from outside, how long a row may wait for its seal, and the form of answer."""
    parser.add_argument(
        "--checkpoint", type=Path, metavar="FILE", help="dari `pulang seal --export` | from `pulang seal --export`"
    )
    parser.add_argument(
        "--lag", type=int, default=None, metavar="SECONDS", help="batas tunggu segel | how long a row may wait"
    )
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will run every check; exit code 1 when one finds something."""
    with ready.database():
        from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
        from pulang.flows.standing import looking  # noqa: PLC0415
        from pulang.flows.trail import LAG_SECONDS, Asked  # noqa: PLC0415
        from pulang.flows.verifying import verify  # noqa: PLC0415
        from pulang.storage import clock, jobs, signing  # noqa: PLC0415

        with looking(SYSTEM, day=clock.today()):
            lag = options.lag if options.lag is not None else LAG_SECONDS if jobs.worker_runs() else None
            asked = Asked(signing.sealer_key().line, clock.real(), lag, _checkpoint(options.checkpoint))
            checks, warnings = verify(trail=asked), _release()
    ok = all(check.ok for check in checks)
    if options.json:
        told = [{"check": c.name, "ok": c.ok, "counted": c.counted, "faults": list(c.faults)} for c in checks]
        ready.answer({"ok": ok, "checks": told, "warnings": list(warnings)})
        return 0 if ok else 1
    for check in checks:
        ready.tell(f"{'ok  ' if check.ok else 'SALAH'} {check.name} ({check.counted})")
        for fault in check.faults:
            ready.tell(f"      {fault}")
    for warning in warnings:
        ready.tell(f"AWAS  {warning}")
    return 0 if ok else 1


def _release() -> tuple[str, ...]:
    """This will warn of a server release with a known hole, unless nobody but the demo's people is in it.

    It says nothing about whether the record is whole, so it does not fail; `pulang run` refuses to serve from it.
    """
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    from pulang.areas.programmes import queries as programmes  # noqa: PLC0415

    number = connection.connection.info.server_version
    codes = {one.code for one in programmes.programmes()}
    return floor.faults(number, programmes=codes, samples={kupang.CODE, bintan.CODE, homeward.CODE})


def _checkpoint(path: Path | None) -> "SealFacts | None":
    from pulang.flows.trail import read_checkpoint  # noqa: PLC0415 - only once Django is set up

    if path is None:
        return None
    try:
        return read_checkpoint(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise Refusal(
            "checkpoint-not-there",
            Words(
                id="Berkas {path} tidak dapat dibaca. Periksa nama dan izinnya.",
                en="The file {path} cannot be read. Check its name and permissions.",
            ).format(path=path),
        ) from problem
