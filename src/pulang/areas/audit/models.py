"""The book of acts and the strikes that make an act count no more."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from pulang.storage.books import BookRow
from pulang.storage.fields import code_field


class Act(models.Model):
    """One line for one act.

    `payload` holds what was asked, without any personal value; those are in `sealed`, under the person's
    own key. The fingerprints are keyed, so that the line can be compared with a repeated one without
    letting anybody guess what was in it. `at` is when it was done, `written_at` when this database wrote it.
    """

    seq = models.BigAutoField(primary_key=True)
    id = code_field(length=64, unique=True)
    at = models.DateTimeField()
    written_at = models.DateTimeField(db_default=Now())
    by = code_field(length=64)
    agency = code_field(blank=True)
    verb = code_field(length=64)
    programme = code_field(blank=True)
    subject = code_field(length=64, blank=True)
    payload = models.JSONField()
    sealed = models.BinaryField(null=True)
    sealed_for = models.UUIDField(null=True)
    fingerprint = models.BinaryField(max_length=32)
    sealed_fingerprint = models.BinaryField(max_length=32, null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["programme", "seq"], name="audit_act_programme"),
            models.Index(fields=["subject", "seq"], name="audit_act_subject"),
        ]


class Strike(BookRow):
    """A later act's word that an earlier one was a mistake: its rows stay in the books and count no more."""

    struck = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["struck"], name="act_struck_once")]
