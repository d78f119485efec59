"""Tables of workbooks: which were registered, which case came from which, and the file while it lives."""

from typing import ClassVar

from django.db import models

from pulang.areas.intake.facts import FileState
from pulang.storage.books import BookRow
from pulang.storage.fields import code_field, one_of


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


class File(models.Model):
    """A workbook that somebody handed in, sealed while it lives: a day, afterwards only that there was one.

    `wrapped` is the key that opens its content, what its columns mean and what was found; all four are emptied
    together. `taken_at` is when a worker last said that it is at it.
    """

    number = code_field(length=16, primary_key=True)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    actor = code_field()
    kept_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = code_field()
    taken_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)
    people = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    ready = models.IntegerField(default=0)
    mend = models.IntegerField(default=0)
    perhaps = models.IntegerField(default=0)
    known = models.IntegerField(default=0)
    wrapped = models.BinaryField(blank=True)
    content = models.BinaryField(blank=True)
    meant = models.BinaryField(blank=True)
    found = models.BinaryField(blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("state", FileState, "intake_file_state_is_known"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("kept_at")), name="intake_file_ends"),
        ]
        indexes: ClassVar = [models.Index(fields=["programme", "-kept_at"], name="intake_file_of_programme")]


class Draft(models.Model):
    """A registration that is not finished, sealed; emptied when it is registered, put away or a week old."""

    number = code_field(length=16, primary_key=True)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    actor = code_field()
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    version = models.IntegerField(default=1)
    wrapped = models.BinaryField(blank=True)
    said = models.BinaryField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["programme", "actor"], name="intake_draft_of_actor")]
