"""Tables of reported figures, promises and statements; nothing in them is ever overwritten."""

from typing import ClassVar

from django.db import models

from pulang.areas.statements.rules import AnswerEvent, ConflictKind, Precision, StatementKind, Unit
from pulang.storage.books import BookRow
from pulang.storage.fields import code_field, one_of


class SaidRow(BookRow):
    """Something an office said: `said_on` is the day of saying, `happened_on` the day it is about."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    said_on = models.DateField()
    summary = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        abstract = True


class ReportedFigure(SaidRow):
    """A number somebody stated; `high` closes a range."""

    figure = code_field(length=64)
    value = models.BigIntegerField()
    high = models.BigIntegerField(null=True)
    unit = code_field()

    class Meta:
        constraints: ClassVar = [
            one_of("unit", Unit, "figure_unit_is_known"),
            models.CheckConstraint(
                condition=models.Q(high__isnull=True) | models.Q(high__gt=models.F("value")),
                name="figure_range_goes_up",
            ),
        ]


class ConflictNote(BookRow):
    """A reasoned note on a stated number that others contradict; the numbers themselves stay as they were said."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    figure = code_field(length=64)
    office = models.CharField(max_length=200)
    about_on = models.DateField()
    value = models.BigIntegerField()
    kind = code_field()
    note = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar = [one_of("kind", ConflictKind, "conflict_kind_is_known")]


class Promise(SaidRow):
    """A date or an amount stated publicly; a later promise of the same subject is a slip of the earlier."""

    subject = code_field(length=64)
    promised_on = models.DateField(null=True)
    precision = code_field()
    amount = models.BigIntegerField(null=True)
    unit = code_field(blank=True)
    funding = code_field(blank=True)

    class Meta:
        constraints: ClassVar = [one_of("precision", Precision, "promise_precision_is_known")]


class PromiseKept(BookRow):
    """A promise was kept on a day."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    subject = code_field(length=64)


class Statement(SaidRow):
    """Words said in public, or a grievance voiced by a group."""

    kind = code_field()
    subject = code_field(length=64)

    class Meta:
        constraints: ClassVar = [one_of("kind", StatementKind, "statement_kind_is_known")]


class Answer(BookRow):
    """What an office will answer in public, and what it answered: with the facts of that day, as they stood."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = code_field()
    event = code_field()
    agency = code_field()
    question = models.CharField(max_length=300)
    text = models.CharField(max_length=2000)
    meeting = code_field(blank=True)
    outcome = code_field(blank=True)
    source = models.CharField(max_length=300, blank=True)
    facts = models.JSONField()

    class Meta:
        constraints: ClassVar = [one_of("event", AnswerEvent, "answer_event_is_known")]
