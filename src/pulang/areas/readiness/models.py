"""Tables of waivers and of the stored answer for each case."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from pulang.storage.books import BookRow, latest_index
from pulang.storage.fields import code_field


class Waiver(BookRow):
    """A named role sets a gate aside for a case or a programme until a day, with a reason, or ends that."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    gate = code_field()
    event = code_field()
    reason = models.CharField(max_length=500, blank=True)
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(event="ENDED") | models.Q(event="GIVEN", until__gt=models.F("happened_on")),
                name="waiver_ends_after_it_began",
            ),
        ]
        indexes: ClassVar = [latest_index("readiness", "waiver", "case", "gate", shows=("event", "until"))]


class Assessment(models.Model):
    """The stored answer for one case, kept by the acts that change its facts; never a licence to act.

    The line of facts it rests on stands apart (`Situation`). `stage` is the furthest step the case itself allows,
    `unmet` the case gates it waits for, `good_until` the first day time alone may change the answer, `basis` the
    digest of all that decided it: an answer of another basis is not read, and is brought up to date.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, primary_key=True, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    assessed_for = models.DateField()
    good_until = models.DateField(null=True)
    choice = code_field(blank=True)
    stage = code_field()
    unmet = ArrayField(code_field())
    choice_on = models.DateField(null=True)
    consent_lost_on = models.DateField(null=True)
    duplicate_on = models.DateField(null=True)
    objection_on = models.DateField(null=True)
    itinerary_on = models.DateField(null=True)
    move_on = models.DateField(null=True)
    basis = code_field(length=16, db_default="")  # what the code before this column writes is of another basis

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["programme", "basis", "case"], name="readiness_by_basis"),
            models.Index(fields=["programme", "stage"], name="readiness_by_stage"),
            models.Index(fields=["programme", "choice"], name="readiness_by_choice"),
            GinIndex(fields=["unmet"], name="readiness_by_gate"),
        ]


class Situation(models.Model):
    """The line of facts a stored answer rests on: it tells how she was screened, so few of those who see the answer do.

    A line that does not end with its bar names gates that are waived for the case; those are few, and told apart.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, primary_key=True, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    facts = models.CharField(max_length=400)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["programme"],
                condition=~models.Q(facts__endswith="|"),
                name="readiness_waived",
            ),
        ]
