"""`pulang psql`: look at the database by hand."""

import argparse
import os
import subprocess

from pulang.doors.jobs import openings, ready
from pulang.kernel.words import Words
from pulang.storage.postgres import ROLES
from pulang.storage.postgres.binaries import programs

HELP = Words(
    id="Membuka psql sebagai salah satu peran (tanpa --role sebagai aplikasi), untuk tujuan yang dicatat dalam jejak.",
    en="Opens psql as one of the roles (without --role as the application), for a purpose that the trail keeps.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the role and the purpose, and pass the rest on to psql."""
    openings.arguments(parser)
    parser.add_argument("--role", choices=ROLES, default="pulang_app")
    parser.add_argument("words", nargs="*")


def run(options: argparse.Namespace) -> int:
    """This will write the opening down, then run psql and give its exit code."""
    openings.refuse_without_purpose(options.purpose)
    with ready.database() as target:
        openings.write("books.opened", purpose=options.purpose, what=options.role)
        dsn = target.dsn(options.role)
        known = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
        env = {**os.environ, **{name: str(dsn[key]) for name, key in known.items() if dsn[key]}}
        return subprocess.run([programs().path("psql"), *options.words], env=env, check=False).returncode
