"""Writes how far papers are."""

from datetime import date
from uuid import UUID

from pulang.areas.papers.models import Task
from pulang.areas.papers.rules import PaperKind, PaperState
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def mark(
    *,
    case: UUID,
    programme: str,
    kind: PaperKind,
    state: PaperState,
    holder: str,
    expected_on: date | None,
    stamp: Stamp,
) -> None:
    """This will write how far a paper is."""
    Task.objects.create(
        case_id=case,
        programme_id=programme,
        kind=kind.value,
        state=state.value,
        holder_id=holder or None,
        expected_on=expected_on,
        **stamp.columns(),
    )
