"""Whether somebody works through the queue; the queue itself is the library's."""

from pulang.storage import sql

_ALIVE = "SELECT coalesce(max(w.last_heartbeat) > now() - interval '30 seconds', false) FROM procrastinate_workers w"


def worker_runs() -> bool:
    """This will be true while a worker has shown itself within half a minute."""
    found = sql.one(_ALIVE)
    return bool(found and found[0])
