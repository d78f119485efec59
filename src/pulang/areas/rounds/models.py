"""Tables of times, appointments and frozen lists."""

from typing import ClassVar

from django.db import models

from pulang.areas.rounds.rules import AppointmentEvent, Listed
from pulang.storage.books import BookRow
from pulang.storage.fields import code_field, one_of


class Slot(BookRow):
    """A time offered in a round: where, and for how many at once."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    round = code_field()
    code = code_field(length=40)
    meets_on = models.DateField()
    starts = models.CharField(max_length=5)
    place = models.CharField(max_length=80)
    capacity = models.SmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "code"], name="slot_code_is_free"),
            models.CheckConstraint(condition=models.Q(capacity__gte=1), name="slot_has_room"),
        ]


class OfCase(BookRow):
    """A line about one case; the programme stands in it so that row security needs no join."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Appointment(OfCase):
    """A time kept for a case, or given back; the latest line counts."""

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="+", db_index=False)
    event = code_field()

    class Meta:
        constraints: ClassVar = [one_of("event", AppointmentEvent, "appointment_event_is_known")]
        indexes: ClassVar = [
            models.Index(fields=["case", "-act"], name="rounds_appointment_latest"),
            models.Index(fields=["slot", "case"], name="rounds_appointment_slot"),
        ]


class FrozenList(BookRow):
    """The list a round left behind, with its method, its counts and who decided it."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    round = code_field()
    last_day = models.DateField()
    counts = models.JSONField()
    digest = models.CharField(max_length=64)
    method = models.JSONField()
    decided_by = code_field(length=64)
    agency = code_field(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "round"], name="round_list_is_frozen_once")
        ]


class Line(OfCase):
    """One case on a frozen list."""

    round = code_field()
    outcome = code_field()
    kind = code_field(blank=True)
    late = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            one_of("outcome", Listed, "listed_outcome_is_known"),
            models.UniqueConstraint(fields=["programme", "round", "case"], name="case_is_listed_once_a_round"),
        ]
