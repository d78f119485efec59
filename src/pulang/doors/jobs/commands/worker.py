"""`pulang worker`: work through the queue until told to stop."""

import argparse
import contextlib
import os

from django.core.management import call_command
from procrastinate.exceptions import AlreadyEnqueued

from pulang.doors.jobs import ready
from pulang.kernel.words import Words

HELP = Words(
    id="Mengerjakan tugas dalam antrean sampai dihentikan; `pulang run` sudah menjalankannya.",
    en="Works through the queue until stopped; `pulang run` already starts one.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare `--once` and `--opens`."""
    parser.add_argument("--once", action="store_true", help="sampai antrean kosong | until the queue is empty")
    parser.add_argument(
        "--opens",
        action="store_true",
        help="hanya tugas yang membuka identitas | only what must open an identity",
    )


def run(options: argparse.Namespace) -> int:
    """This will run procrastinate's worker; without `--opens` as a role that can open no identity."""
    os.environ["PULANG_PROCESS"] = "opener" if options.opens else "worker"  # read by the settings
    # Two at a time where plans are sought: what has to be done every minute does not wait for a search.
    words = [f"--concurrency={1 if options.opens else 2}", "--shutdown-graceful-timeout=3"]
    if options.once:
        words.append("--one-shot")
    with ready.database():
        from pulang.doors.jobs import tasks  # noqa: PLC0415 - only once Django is set up

        if not options.opens:
            tasks.seal_trail(timestamp=0)  # what was written while nobody sealed should not count as waiting
            with contextlib.suppress(AlreadyEnqueued):
                tasks.refresh_outdated_answers.defer()
        queue = tasks.OPENS if options.opens else tasks.EVERYTHING_ELSE
        call_command("procrastinate", "worker", f"--queues={queue}", *words)
    return 0
