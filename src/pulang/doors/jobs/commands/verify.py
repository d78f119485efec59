"""`pulang verify`: proves that the record is whole."""

import argparse

from pulang.doors.jobs import ready
from pulang.kernel.words import Words

HELP = Words(
    id="Membuktikan catatan utuh: buku terjaga, uang seimbang, jawaban tersimpan sama dengan hitungan ulang.",
    en="Proves the record is whole: books guarded, money in balance, stored answers equal to recomputed ones.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare how the answer is printed."""
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will run every check; exit code 1 when one finds something."""
    with ready.database():
        from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
        from pulang.flows.standing import looking  # noqa: PLC0415
        from pulang.flows.verifying import verify  # noqa: PLC0415
        from pulang.storage import clock  # noqa: PLC0415

        with looking(SYSTEM, day=clock.today()):
            checks = verify()
    ok = all(check.ok for check in checks)
    if options.json:
        told = [{"check": c.name, "ok": c.ok, "counted": c.counted, "faults": list(c.faults)} for c in checks]
        ready.answer({"ok": ok, "checks": told})
        return 0 if ok else 1
    for check in checks:
        ready.tell(f"{'ok  ' if check.ok else 'SALAH'} {check.name} ({check.counted})")
        for fault in check.faults:
            ready.tell(f"      {fault}")
    return 0 if ok else 1
