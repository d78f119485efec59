"""The schema: whether it is current, and bringing it there as the owner."""

import io

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import guards
from pulang.storage.postgres import roles

OWNER = "owner"

# Two programs that find the schema old must not both change it; the second waits and finds it current.
_ONE_AT_A_TIME = 7_285_701


def pending() -> list[str]:
    """This will name the migrations that wait, in order."""
    executor = MigrationExecutor(connections[OWNER])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def is_current() -> bool:
    """This will be true when no migration waits and the database has the guards of this code."""
    return not pending() and guards.are_current(connections[OWNER])


def migrate() -> None:
    """This will apply what waits as the owner, then have the database guard its tables."""
    connection = connections[OWNER]
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '60s'")
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
    try:
        call_command("migrate", database=OWNER, interactive=False, verbosity=0, stdout=io.StringIO())
        guards.apply(connection)
        with connection.cursor() as cursor:
            cursor.execute(f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {roles.BACKUP}")
    finally:
        connection.close()  # gives the lock back, whatever state a failure left the session in


def newer_than_code() -> list[str]:
    """This will name applied migrations this code does not know: the database was used by a newer version."""
    executor = MigrationExecutor(connections[OWNER])
    migrations = executor.loader.disk_migrations or {}
    known = {*migrations, *(old for migration in migrations.values() for old in migration.replaces)}
    return [".".join(key) for key in executor.loader.applied_migrations if key not in known]


def refuse_newer() -> None:
    """This will refuse to work on a database from the future."""
    strange = newer_than_code()
    if strange:
        raise Refusal(
            "schema-newer",
            Words(
                id="Basis data dibuat oleh versi Pulang yang lebih baru ({names}). Perbarui Pulang.",
                en="The database was made by a newer Pulang ({names}). Update Pulang.",
            ).format(names=", ".join(sorted(strange)[:3])),
        )
