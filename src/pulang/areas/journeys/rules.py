"""Codes of the way home."""

from enum import Enum


class ItineraryEvent(Enum):
    """An itinerary is drawn up, its tickets are confirmed, or it is dropped."""

    PLANNED = "PLANNED"
    TICKETS_CONFIRMED = "TICKETS_CONFIRMED"
    DROPPED = "DROPPED"


class ReceiverEvent(Enum):
    """The receiving office acknowledges, or takes it back."""

    ACKNOWLEDGED = "ACKNOWLEDGED"
    WITHDRAWN = "WITHDRAWN"
