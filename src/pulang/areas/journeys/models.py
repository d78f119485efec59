"""Tables of itineraries and acknowledgments."""

from typing import ClassVar

from django.db import models

from pulang.areas.journeys.rules import ItineraryEvent, ReceiverEvent
from pulang.storage.books import BookRow, latest_index
from pulang.storage.fields import code_field, one_of


class CaseRow(BookRow):
    """A book line about one case; the programme stands in it so that row security needs no join."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Itinerary(CaseRow):
    """One person's way from the site to the home district: where it ends and when, and whether tickets are confirmed.

    `legs` is a list of `{"mode", "from", "to", "departs", "arrives", "fare"}`; a plan and its confirmation are
    separate lines, and the latest line counts.
    """

    event = code_field()
    reaches = code_field(length=13, blank=True)
    departs_on = models.DateField(null=True)
    arrives_on = models.DateField(null=True)
    legs = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            one_of("event", ItineraryEvent, "itinerary_event_is_known"),
            models.CheckConstraint(
                condition=models.Q(arrives_on__isnull=True) | models.Q(arrives_on__gte=models.F("departs_on")),
                name="journey_arrives_after_it_departs",
            ),
            models.CheckConstraint(
                condition=models.Q(event="DROPPED") | models.Q(departs_on__isnull=False, arrives_on__isnull=False),
                name="planned_journey_has_its_days",
            ),
        ]
        indexes: ClassVar = [latest_index("journeys", "itinerary", "case", shows=("event", "reaches", "departs_on"))]


class Receiver(CaseRow):
    """The receiving office's word that it expects this case."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    event = code_field()

    class Meta:
        constraints: ClassVar = [one_of("event", ReceiverEvent, "receiver_event_is_known")]
        indexes: ClassVar = [latest_index("journeys", "receiver", "case", shows=("event",))]
