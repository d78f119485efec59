"""The book of acts, the strikes that make an act count no more, the book of looks, and the seals on them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from pulang.areas.audit.rules import Decision, Door, ObjectKind
from pulang.storage.books import BookRow
from pulang.storage.fields import code_field, leaf_field, one_of


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
    leaf = leaf_field()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["programme", "seq"], name="audit_act_programme"),
            models.Index(fields=["subject", "seq"], name="audit_act_subject"),
            # Acts about single cases are many and have their number for a subject: the others stand in few pages.
            models.Index(
                fields=["programme", "seq"], name="audit_act_of_all", condition=~models.Q(subject__startswith="K-")
            ),
        ]


class Strike(BookRow):
    """A later act's word that an earlier one was a mistake: its rows stay in the books and count no more."""

    struck = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    leaf = leaf_field()

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
    leaf = leaf_field()

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
            GinIndex(fields=["cases"], name="audit_look_cases", fastupdate=False),  # she asks often; lists are few
            models.Index(
                fields=["programme", "seq"],
                name="audit_look_whole",
                condition=models.Q(action__endswith=".dump") | models.Q(action="books.opened"),
            ),
        ]


class Seal(models.Model):
    """What stood in the sealed books at an instant, chained to the seal before it and signed (Ed25519).

    `root` is SHA-256 over 0x01, the root before, the Merkle root of this seal's leaves and their count; `total` counts
    all rows sealed so far. Only the sealer's own role may add one.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    count = models.IntegerField()
    total = models.BigIntegerField()
    merkle = models.BinaryField(max_length=32)
    root = models.BinaryField(max_length=32)
    key = code_field()
    signature = models.BinaryField(max_length=64)


class SealedRows(models.Model):
    """Which rows of one book a seal holds, in the places of their leaves; a late row lands in a later seal."""

    id = models.BigIntegerField(primary_key=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="+")
    book = code_field()
    rows = ArrayField(models.BigIntegerField())

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["seal", "book"], name="one_list_a_seal_and_book")]
