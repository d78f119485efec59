"""`pulang worker`: work through the queue until told to stop."""

import argparse
import contextlib

from django.core.management import call_command
from procrastinate.exceptions import AlreadyEnqueued

from pulang.doors.jobs import ready
from pulang.kernel.words import Words

HELP = Words(
    id="Mengerjakan tugas dalam antrean sampai dihentikan; `pulang run` sudah menjalankannya.",
    en="Works through the queue until stopped; `pulang run` already starts one.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare `--once`."""
    parser.add_argument("--once", action="store_true", help="sampai antrean kosong | until the queue is empty")


def run(options: argparse.Namespace) -> int:
    """This will run procrastinate's worker over the application's own connection."""
    words = ["--concurrency=1", "--shutdown-graceful-timeout=3"]
    if options.once:
        words.append("--one-shot")
    with ready.database():
        from pulang.doors.jobs import tasks  # noqa: PLC0415 - only once Django is set up

        tasks.seal_trail(timestamp=0)  # what was written while nobody sealed should not count as waiting
        with contextlib.suppress(AlreadyEnqueued):
            tasks.refresh_outdated_answers.defer()
        call_command("procrastinate", "worker", *words)
    return 0
