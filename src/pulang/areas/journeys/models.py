"""Tables of accepted plans, itineraries, tickets and acknowledgments."""

from typing import ClassVar

from django.db import models

from pulang.areas.journeys.rules import (
    FOLLOW_UP_ANSWERS,
    FOLLOW_UP_MONTHS,
    Difference,
    HandoverEvent,
    ItineraryEvent,
    Mode,
    Reached,
    ReceiverEvent,
    SearchState,
    SupportKind,
    SupportState,
    TicketEvent,
)
from pulang.storage.books import BookRow, latest_index
from pulang.storage.fields import code_field, one_of, rupiah_field


class CaseRow(BookRow):
    """A book line about one case; the programme stands in it so that row security needs no join."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Itinerary(CaseRow):
    """One person's way from the site to the home district: where it ends and when, and whether tickets are confirmed.

    `legs` is a list of `{"mode", "from", "to", "departs", "arrives", "fare"}`, and where a timetable is known also
    `leaves` and `comes`, local times with their clock. A plan and its confirmation are separate lines, and the latest
    line counts.
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


class Checkin(CaseRow):
    """She was there on the day her way began; who is not there is nowhere called absent."""

    class Meta:
        indexes: ClassVar = [latest_index("journeys", "checkin", "case", shows=())]


class Handover(CaseRow):
    """One person in one handover: given into another agency's hands, received there, or not there.

    `agency` is the one whose side this line is, `to` the one that receives; `actor` who recorded it. The witness is a
    function or an organisation, never a private person. `why` says how an arrival differs from the list.
    """

    number = code_field(length=16)
    event = code_field()
    final = models.BooleanField()
    place = models.CharField(max_length=80)
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    actor = code_field()
    witness = models.CharField(max_length=120, blank=True)
    why = code_field(blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("event", HandoverEvent, "handover_event_is_known"),
            models.CheckConstraint(
                condition=models.Q(why="") | models.Q(why__in=[kind.value for kind in Difference]),
                name="difference_is_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["number"], name="journeys_handover_number"),
            latest_index("journeys", "handover", "case", shows=()),
        ]


class Cancellation(BookRow):
    """A departure that does not run: by what, from where to where, on which local day and at which hour."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    mode = code_field()
    start = models.CharField(max_length=80)
    to = models.CharField(max_length=80)
    departs = models.DateField()
    leaves = models.CharField(max_length=16, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [one_of("mode", Mode, "cancelled_mode_is_known")]
        indexes: ClassVar = [models.Index(fields=["programme", "departs"], name="journeys_cancellation_day")]


class Stop(BookRow):
    """A place an office added to its network: a port, a terminal, an office; in which district, by which clock."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = code_field()
    name = models.CharField(max_length=80)
    zone = code_field()
    district = code_field(length=13)
    latitude = models.DecimalField(max_digits=8, decimal_places=5)
    longitude = models.DecimalField(max_digits=8, decimal_places=5)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "code"], name="stop_code_is_free"),
        ]


class Service(BookRow):
    """A weekly leg an office added to its network; fares carry their validity and their source."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = code_field()
    mode = code_field()
    start = code_field()
    to = code_field()
    days = models.CharField(max_length=7)
    leaves = models.CharField(max_length=5)
    minutes = models.IntegerField()
    fare = rupiah_field()
    charter = rupiah_field()
    seats = models.IntegerField()
    first = models.DateField()
    last = models.DateField()
    source = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            one_of("mode", Mode, "service_mode_is_known"),
            models.UniqueConstraint(fields=["programme", "code"], name="service_code_is_free"),
            models.CheckConstraint(
                condition=models.Q(fare__gte=0, charter__gte=0, seats__gt=0, minutes__gt=0),
                name="service_has_seats_and_a_fare",
            ),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="service_is_valid_some_days"),
        ]


class ServiceEnd(BookRow):
    """From some day on a service runs no more: one an office added, or one of the starter network."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = code_field()
    last = models.DateField()
    reason = models.CharField(max_length=300, blank=True)


class FollowUp(CaseRow):
    """What she said some months after she arrived, in few questions, or that nobody could reach her. No free text."""

    month = models.SmallIntegerField()
    outcome = code_field()
    safety = code_field(blank=True)
    whereabouts = code_field(blank=True)
    income = code_field(blank=True)
    support = code_field(blank=True)
    outlook = code_field(blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("outcome", Reached, "follow_up_outcome_is_known"),
            models.CheckConstraint(condition=models.Q(month__in=FOLLOW_UP_MONTHS), name="follow_up_month_is_asked_for"),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{name}__in": ["", *(each.value for each in kind)]}),
                    name=f"follow_up_{name}_is_known",
                )
                for name, kind in FOLLOW_UP_ANSWERS.items()
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="REACHED") | models.Q(**dict.fromkeys(FOLLOW_UP_ANSWERS, "")),
                name="only_who_was_reached_has_answered",
            ),
        ]
        indexes: ClassVar = [latest_index("journeys", "followup", "case", shows=("month", "outcome"))]


class Receiver(CaseRow):
    """The receiving office's word that it expects this case."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    event = code_field()

    class Meta:
        constraints: ClassVar = [one_of("event", ReceiverEvent, "receiver_event_is_known")]
        indexes: ClassVar = [latest_index("journeys", "receiver", "case", shows=("event",))]


class Plan(BookRow):
    """A plan that somebody accepted: on which source's money, for how many people, and with which escorts.

    `escorts` is a list of `{"code", "there", "back", "cost"}`, legs as in an itinerary. Who travels how stands in the
    itineraries and tickets of the cases; no case is named here.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    number = code_field(length=16)
    source = models.ForeignKey("funds.Source", on_delete=models.PROTECT, related_name="+")
    cost = rupiah_field()
    people = models.IntegerField()
    escorts = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="plan_number_is_free"),
            models.CheckConstraint(condition=models.Q(people__gt=0), name="plan_brings_somebody_home"),
        ]


class Support(CaseRow):
    """How far one step of support is, and which agency gives it; the latest line of a kind counts."""

    kind = code_field()
    state = code_field()
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)

    class Meta:
        constraints: ClassVar = [
            one_of("kind", SupportKind, "support_kind_is_known"),
            one_of("state", SupportState, "support_state_is_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "kind", "-act"], name="journeys_support_latest")]


class Search(models.Model):
    """A search for a better plan that a worker does: how far it is, and for a day what it found.

    `result` is the plan as the act that accepts it asks for it, or the sentence of why there is none.
    """

    number = code_field(length=16, primary_key=True)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    actor = code_field(length=64)
    as_of = models.DateField()
    seconds = models.IntegerField()
    begun_at = models.DateTimeField()
    state = code_field()
    share = models.SmallIntegerField(default=0)
    home = models.IntegerField(default=0)
    cost = models.BigIntegerField(default=0)
    stopping = models.BooleanField(default=False)
    result = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            one_of("state", SearchState, "search_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(share__gte=0, share__lte=100), name="search_share_is_a_percentage"
            ),
        ]


class Ticket(CaseRow):
    """What a person's way costs under a plan, who comes along, and when she is asked to be there.

    The latest line counts: money is tied for her, her tickets are bought (`proof` is the paper), or given back.
    """

    plan = code_field(length=16)
    event = code_field()
    escort = code_field(blank=True)
    amount = rupiah_field()
    proof = models.CharField(max_length=120, blank=True)
    meets = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("event", TicketEvent, "ticket_event_is_known"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="ticket_costs_nothing_or_more"),
        ]
        indexes: ClassVar = [
            latest_index("journeys", "ticket", "case", shows=("event", "plan", "escort")),
            models.Index(fields=["plan"], name="journeys_ticket_plan"),
        ]
