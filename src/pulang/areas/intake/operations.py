"""Writes that a workbook was registered, which case came from which row, and that it was taken back."""

from collections.abc import Sequence
from uuid import UUID

from pulang.areas.intake import models as rows
from pulang.areas.intake.queries import unknown
from pulang.storage import sql
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def open_import(*, programme: str, number: str, actor: str, count: int, stamp: Stamp) -> None:
    """This will write that the rows of a workbook are being registered; a used number is refused by the database."""
    rows.Import.objects.create(programme_id=programme, number=number, actor=actor, rows=count, **stamp.columns())


_ENTER = """
INSERT INTO intake_entry (case_id, programme_id, number, line, act_id, happened_on, recorded_at)
SELECT x.id, i.programme_id, i.number, x.line, x.act, x.happened_on, %(recorded_at)s
FROM unnest(%(cases)s::uuid[], %(lines)s::integer[], %(numbers)s::text[], %(acts)s::bigint[], %(days)s::date[])
  AS x (id, line, number, act, happened_on)
JOIN intake_import i ON i.number = x.number AND i.programme_id = %(programme)s
"""


@needs_transaction
def enter(*, programme: str, entered: Sequence[tuple[UUID, str, int, Stamp]]) -> None:
    """This will write from which row of which workbook each case came; refuses a workbook this programme lacks."""
    if not entered:
        return
    written = sql.run(
        _ENTER,
        programme=programme,
        recorded_at=entered[0][3].recorded_at,
        cases=[case for case, _, _, _ in entered],
        numbers=[number for _, number, _, _ in entered],
        lines=[line for _, _, line, _ in entered],
        acts=[stamp.act_id for _, _, _, stamp in entered],
        days=[stamp.happened_on for _, _, _, stamp in entered],
    )
    if written != len(entered):
        raise unknown()


@needs_transaction
def undo(*, programme: str, number: str, actor: str, struck: int, kept: int, stamp: Stamp) -> None:
    """This will write that a workbook was taken back; a second time is refused by the database."""
    rows.Undo.objects.create(
        programme_id=programme, number=number, actor=actor, struck=struck, kept=kept, **stamp.columns()
    )
