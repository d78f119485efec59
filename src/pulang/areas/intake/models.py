"""Tables of workbooks: which were registered, which case came from which, and the file while it lives."""

from typing import ClassVar

from django.db import models

from pulang.storage.books import BookRow
from pulang.storage.fields import code_field


class Import(BookRow):
    """The rows of a workbook are registered under a number."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = code_field(length=16)
    actor = code_field()
    rows = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="import_number_is_free"),
            models.CheckConstraint(condition=models.Q(rows__gt=0), name="import_holds_somebody"),
        ]


class Entry(BookRow):
    """A case came from a row of a workbook; its act is the registration's own."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = code_field(length=16)
    line = models.IntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["number", "line"], name="intake_entry_of_import")]


class Undo(BookRow):
    """What was registered from a workbook was taken back, but for those that somebody has worked on since."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = code_field(length=16)
    actor = code_field()
    struck = models.IntegerField()
    kept = models.IntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["number"], name="import_is_undone_once")]
