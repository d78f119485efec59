"""Whether somebody works through the queue; the queue itself is the library's."""

import contextlib

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from pulang.storage import sql

_ALIVE = "SELECT coalesce(max(w.last_heartbeat) > now() - interval '30 seconds', false) FROM procrastinate_workers w"


def worker_runs() -> bool:
    """This will be true while a worker has shown itself within half a minute."""
    found = sql.one(_ALIVE)
    return bool(found and found[0])


def soon(task: str, *, queue: str, lock: str) -> None:
    """This will let a worker do a task as soon as it can; where the same waits already, once is enough."""
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(task, queue=queue, queueing_lock=lock).defer(timestamp=0)
