"""The database's own users: one owns, the others may only do what they are granted."""

from collections.abc import Mapping
from typing import Any, Final

from psycopg import Connection, sql
from psycopg.rows import TupleRow

OWNER: Final = "pulang_owner"
APP: Final = "pulang_app"
JOBS: Final = "pulang_jobs"
PUBLIC: Final = "pulang_public"
SEALER: Final = "pulang_sealer"
BACKUP: Final = "pulang_backup"

# The application, its jobs, the public pages, the sealer of checkpoints and the backup each have their own.
GUESTS: Final = (APP, JOBS, PUBLIC, SEALER, BACKUP)
ROLES: Final = (OWNER, *GUESTS)

_PLAIN = "LOGIN NOINHERIT NOCREATEROLE"
# Only a superuser may even say these; for anybody else's new roles they hold from the start.
_BARRED = "NOSUPERUSER NOCREATEDB NOREPLICATION"


def make_roles(connection: Connection[TupleRow], passwords: Mapping[str, str]) -> None:
    """This will create the roles that are missing and give every one its password; safe to repeat."""
    asked = connection.execute("SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user").fetchone()
    plain = sql.SQL(f"{_PLAIN} {_BARRED}" if asked == (True,) else _PLAIN)
    for role in ROLES:
        name = sql.Identifier(role)
        word = sql.Literal(passwords[role])
        connection.execute(
            sql.SQL(
                "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = {literal}) "
                "THEN CREATE ROLE {name}; END IF; END $$"
            ).format(literal=sql.Literal(role), name=name)
        )
        connection.execute(
            sql.SQL("ALTER ROLE {name} WITH {plain} PASSWORD {word}").format(name=name, plain=plain, word=word)
        )
        # A role may always change its own password and settings; what it changed lasts until the next start.
        connection.execute(sql.SQL("ALTER ROLE {name} RESET ALL").format(name=name))


def let_backup_read_all(connection: Connection[TupleRow]) -> None:
    """This will let the backup role see every row; a superuser's to give. A copy with gaps would be worse than none."""
    connection.execute(sql.SQL("ALTER ROLE {name} BYPASSRLS").format(name=sql.Identifier(BACKUP)))


def keep_queries_private(connection: Connection[TupleRow]) -> None:
    """This will keep what one session asks from every other of the same role; a superuser's to give.

    Every page connects as the application, and a question may hold a case's number: no page may read another's.
    """
    for role in (APP, JOBS):
        connection.execute(sql.SQL("ALTER ROLE {} SET track_activities = off").format(sql.Identifier(role)))


_LARGE_OBJECTS = """
SELECT p.oid::pg_catalog.regprocedure::text FROM pg_catalog.pg_proc p
WHERE p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace AND p.proname ~ '^(lo_|loread$|lowrite$)'
  AND pg_catalog.has_function_privilege('public', p.oid, 'EXECUTE')
"""


def bar_large_objects(connection: Connection[TupleRow]) -> None:
    """This will take large objects from everybody in this database, where no row security reaches; a superuser's."""
    for (function,) in connection.execute(_LARGE_OBJECTS).fetchall():
        connection.execute(sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC").format(sql.SQL(str(function))))


def own_database(connection: Connection[TupleRow], database: str) -> None:
    """This will make the owner own a database, and let the others in with nothing but a seat.

    These grants belong to the database and not to its contents, so a copy made from a template needs them again.
    """
    into: dict[str, Any] = {"database": sql.Identifier(database), "owner": sql.Identifier(OWNER)}
    guests = sql.SQL(", ").join(sql.Identifier(role) for role in GUESTS)
    connection.execute(sql.SQL("ALTER DATABASE {database} OWNER TO {owner}").format(**into))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {database} FROM PUBLIC").format(**into))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {database} FROM {guests}").format(guests=guests, **into))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {database} TO {guests}").format(guests=guests, **into))


def share_database(connection: Connection[TupleRow], database: str) -> None:
    """This will do the same in a database that somebody else owns: the owner may create in it, the others may enter."""
    into: dict[str, Any] = {"database": sql.Identifier(database), "owner": sql.Identifier(OWNER)}
    roles = sql.SQL(", ").join(sql.Identifier(role) for role in ROLES)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {database} FROM PUBLIC").format(**into))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {database} TO {roles}").format(roles=roles, **into))
    connection.execute(sql.SQL("GRANT CREATE, USAGE ON SCHEMA public TO {owner}").format(**into))
