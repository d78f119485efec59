"""Writes that a workbook was registered, which case came from which row, and that it was taken back."""

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
SELECT %(case)s, i.programme_id, i.number, %(line)s, %(act_id)s, %(happened_on)s, %(recorded_at)s
FROM intake_import i WHERE i.number = %(number)s AND i.programme_id = %(programme)s
"""


@needs_transaction
def enter(*, case: UUID, programme: str, number: str, line: int, stamp: Stamp) -> None:
    """This will write from which row of which workbook a case came; refuses one this programme does not have."""
    if not sql.run(_ENTER, case=case, programme=programme, number=number, line=line, **stamp.columns()):
        raise unknown()


@needs_transaction
def undo(*, programme: str, number: str, actor: str, struck: int, kept: int, stamp: Stamp) -> None:
    """This will write that a workbook was taken back; a second time is refused by the database."""
    rows.Undo.objects.create(
        programme_id=programme, number=number, actor=actor, struck=struck, kept=kept, **stamp.columns()
    )
