"""The book of acts, the strikes that make an act count no more, and the book of looks."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from pulang.areas.audit.rules import Decision, Door, ObjectKind
from pulang.storage.books import BookRow
from pulang.storage.fields import code_field, one_of


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


class Look(models.Model):
    """One decision about personal data, written before the data leaves; a list of fifty cases is one row.

    It names fields and never values. What points to a case or a person is a bare key: the row outlives both, and
    says nothing of them when they are gone. `leaf` is set by the database from all the other columns.
    """

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    written_at = models.DateTimeField(db_default=Now())
    actor = code_field(length=64)
    agency = code_field(blank=True)
    roles = ArrayField(code_field())
    session = code_field(blank=True)
    door = code_field()
    purpose = code_field()
    action = code_field(length=64)
    kind = code_field()
    case_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    number = code_field(length=64, blank=True)
    programme = code_field(blank=True)
    fields = ArrayField(code_field(length=64))
    count = models.IntegerField()
    cases = ArrayField(models.UUIDField())
    decision = code_field()
    reason = code_field(length=64, blank=True)
    request = code_field(length=64, blank=True)
    leaf = models.BinaryField(max_length=32, db_default=b"")

    class Meta:
        constraints: ClassVar = [
            one_of("door", Door, "look_door_is_known"),
            one_of("kind", ObjectKind, "look_kind_is_known"),
            one_of("decision", Decision, "look_decision_is_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["programme", "seq"], name="audit_look_programme"),
            models.Index(fields=["actor", "seq"], name="audit_look_actor"),
            models.Index(fields=["case_id", "seq"], name="audit_look_case"),
            GinIndex(fields=["cases"], name="audit_look_cases"),
        ]
