"""Books of reveals, of emergencies and what followed them, and of the samples the ministry drew."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual

from pulang.areas.reveals.rules import (
    EMERGENCY_FOR,
    EXPLAINED_LEAST,
    OPEN_FOR,
    PEOPLE_A_DAY,
    SAMPLE_MOST,
    EmergencyReason,
    EmergencyStep,
    Field,
    RevealPurpose,
)
from pulang.storage.books import BookRow
from pulang.storage.fields import code_field, one_of


class CaseRow(BookRow):
    """A book line about one case and its person, under the account that wrote it."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    actor = code_field(length=64)
    agency = code_field()

    class Meta:
        abstract = True


class Reveal(CaseRow):
    """Fields of one person opened for one account; the database itself says from when (`pulang_reveal`).

    `opened_at`, `closes_at` and `written_in` are the database's: its own clock and its own transaction. A reveal shows
    nothing to the transaction that writes it, so that no value is read whose reveal is undone.
    """

    fields = ArrayField(code_field())
    purpose = code_field()
    basis = code_field()
    people_a_day = models.SmallIntegerField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    written_in = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            one_of("purpose", RevealPurpose, "reveal_purpose_is_known"),
            models.CheckConstraint(
                condition=Q(fields__contained_by=[kind.value for kind in Field]) & Q(fields__len__gt=0),
                name="revealed_fields_are_known",
            ),
            models.CheckConstraint(condition=Q(closes_at__lte=F("opened_at") + OPEN_FOR), name="reveal_closes_in_time"),
            models.CheckConstraint(
                condition=Q(
                    *(Q(basis=basis.value, people_a_day=most) for basis, most in PEOPLE_A_DAY.items()), _connector=Q.OR
                ),
                name="reveal_is_under_its_cap",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["actor", "person", "closes_at"], name="reveals_living"),
            models.Index(fields=["actor", "happened_on"], name="reveals_of_a_day"),
            models.Index(fields=["case", "-act"], name="reveals_of_a_case"),
        ]


class Emergency(CaseRow):
    """Danger to life: for a few hours an account without the case may open it, and has to answer for it."""

    reason = code_field()
    explained = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("reason", EmergencyReason, "emergency_reason_is_known"),
            models.CheckConstraint(
                condition=Q(closes_at__lte=F("opened_at") + EMERGENCY_FOR), name="emergency_closes_in_time"
            ),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Length("explained"), EXPLAINED_LEAST), name="emergency_is_explained"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["actor", "person", "closes_at"], name="reveals_emergency_living"),
            models.Index(fields=["case"], name="reveals_emergency_case"),
        ]


class EmergencyWord(BookRow):
    """What followed an emergency: a second person's word, the data-protection officer's, or that she was told."""

    emergency = models.ForeignKey(Emergency, on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    step = code_field()
    upheld = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    actor = code_field(length=64)
    asked_by = code_field(length=64)

    class Meta:
        constraints: ClassVar = [
            one_of("step", EmergencyStep, "emergency_step_is_known"),
            models.UniqueConstraint(fields=["emergency", "step"], name="emergency_step_is_said_once"),
            models.CheckConstraint(
                condition=~Q(actor=F("asked_by")) | Q(step=EmergencyStep.TELL.value),
                name="emergency_is_judged_by_another",
            ),
        ]


class Sample(BookRow):
    """Cases drawn by chance for the ministry to verify; seed and count are kept, so that it can be drawn again."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    actor = code_field(length=64)
    size = models.SmallIntegerField()
    among = models.IntegerField()
    seed = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(size__gte=1) & Q(size__lte=SAMPLE_MOST), name="sample_is_small")
        ]


class Drawn(BookRow):
    """One case of a sample."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sample", "case"], name="case_is_drawn_once_in_a_sample")
        ]
