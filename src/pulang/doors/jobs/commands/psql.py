"""`pulang psql`: look at the database by hand."""

import argparse
import os
import subprocess

from pulang.kernel.words import Words
from pulang.storage.postgres import ROLES, target_from_env
from pulang.storage.postgres.binaries import programs

HELP = Words(
    id="Membuka psql sebagai salah satu peran; tanpa --role sebagai aplikasi.",
    en="Opens psql as one of the roles; without --role as the application.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the role and pass the rest on to psql."""
    parser.add_argument("--role", choices=ROLES, default="pulang_app")
    parser.add_argument("words", nargs="*")


def run(options: argparse.Namespace) -> int:
    """This will run psql and give its exit code."""
    target = target_from_env()
    with target.running():
        dsn = target.dsn(options.role)
        known = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
        env = {**os.environ, **{name: str(dsn[key]) for name, key in known.items() if dsn[key]}}
        return subprocess.run([programs().path("psql"), *options.words], env=env, check=False).returncode
