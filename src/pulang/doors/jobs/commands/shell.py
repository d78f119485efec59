"""`pulang shell`: Python with Django ready, or any of Django's own commands after `--`."""

import argparse

from django.core.management import execute_from_command_line

from pulang.doors.jobs import ready
from pulang.kernel.words import Words

HELP = Words(
    id="Membuka Python dengan Django siap. Setelah `--` boleh perintah Django: pulang shell -- makemigrations",
    en="Opens Python with Django ready. Django's own commands may follow `--`: pulang shell -- makemigrations",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will take the rest of the line as Django's."""
    parser.add_argument("words", nargs="*")


def run(options: argparse.Namespace) -> int:
    """This will hand over to Django."""
    with ready.server():
        execute_from_command_line(["pulang shell", *(options.words or ["shell"])])
    return 0
