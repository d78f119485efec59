"""Writes complaints."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from pulang.areas.grievances import models as rows
from pulang.areas.grievances.facts import ComplaintLine
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def add(*, line: ComplaintLine, stamp: Stamp) -> None:
    """This will write what happened to a complaint."""
    said = asdict(line)
    said["programme_id"], said["desk_id"] = said.pop("programme"), said.pop("desk")
    del said["on"]
    rows.Line.objects.create(**said, **stamp.columns())


@needs_transaction
def keep_text(*, key: UUID, box: bytes, at: datetime) -> None:
    """This will keep a sealed text."""
    rows.Text.objects.create(id=key, box=box, written_at=at)
