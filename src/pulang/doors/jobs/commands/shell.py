"""`pulang shell`: Python with Django ready, or any of Django's own commands after `--`."""

import argparse

from django.core.management import execute_from_command_line

from pulang.doors.jobs import openings, ready
from pulang.kernel.words import Words

HELP = Words(
    id="Membuka Python dengan Django siap, untuk tujuan yang dicatat dalam jejak. Setelah `--` boleh perintah Django.",
    en="Opens Python with Django ready, for a purpose that the trail keeps. Django's own commands may follow `--`.",
)
_OF_THE_CODE = frozenset({"check", "help", "makemigrations", "makemessages", "showmigrations", "sqlmigrate", "version"})


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the purpose, and take the rest of the line as Django's."""
    openings.arguments(parser)
    parser.add_argument("words", nargs="*")


def run(options: argparse.Namespace) -> int:
    """This will write the opening down and hand over to Django; what only looks at the code opens no book."""
    if options.words and options.words[0] in _OF_THE_CODE:
        with ready.server():
            execute_from_command_line(["pulang shell", *options.words])
        return 0
    openings.refuse_without_purpose(options.purpose)
    with ready.database():
        openings.write("books.opened", purpose=options.purpose, what="shell")
        execute_from_command_line(["pulang shell", *(options.words or ["shell"])])
    return 0
