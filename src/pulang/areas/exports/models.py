"""Tables of requested copies, what the second person said, and the file while it lives."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pulang.areas.exports.facts import Verdict
from pulang.areas.exports.rules import ROWS_MOST
from pulang.storage.books import BookRow
from pulang.storage.fields import code_field, one_of


class ExportRow(BookRow):
    """A book line about one copy; the programme stands in it so that row security needs no join."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = code_field(length=16)

    class Meta:
        abstract = True


class Request(ExportRow):
    """Somebody asks for a copy: for what, of which columns and cases, and for whom."""

    actor = code_field()
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+", to_field="code")
    recipient = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+", to_field="code")
    receiver = models.CharField(max_length=120)
    purpose = code_field()
    columns = ArrayField(code_field())
    origin = code_field(blank=True)
    stage = code_field(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="export_number_is_free"),
        ]


class Decision(ExportRow):
    """What the second person said, once."""

    verdict = code_field()
    actor = code_field()

    class Meta:
        constraints: ClassVar = [
            one_of("verdict", Verdict, "export_verdict_is_known"),
            models.UniqueConstraint(fields=["number"], name="export_is_decided_once"),
        ]


class File(models.Model):
    """The file of an approved copy: an encrypted workbook for a day, afterwards only that it existed.

    `wrapped` is the key its password is drawn from; it is emptied when the password is shown.
    """

    number = code_field(length=16, primary_key=True)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    rows = models.IntegerField()
    digest = models.CharField(max_length=64, blank=True)
    failed = code_field(blank=True)
    content = models.BinaryField(blank=True)
    wrapped = models.BinaryField(null=True)
    version = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(rows__gte=0) & models.Q(rows__lte=ROWS_MOST), name="export_holds_few_people"
            ),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("made_at")), name="export_ends"),
        ]
