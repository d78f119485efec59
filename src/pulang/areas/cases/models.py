"""Tables of cases and the books kept about each."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pulang.areas.cases.facts import Need
from pulang.areas.cases.rules import (
    AssignmentEvent,
    AttemptOutcome,
    AttemptReason,
    AttesterEvent,
    ChoiceKind,
    ConsentEvent,
    DuplicateEvent,
    EvidenceKind,
    Informed,
    LockEvent,
    Movement,
    ObjectionEvent,
    ObjectionOutcome,
    Purpose,
    ScreeningOutcome,
)
from pulang.storage.books import BookRow, latest_index
from pulang.storage.fields import code_field, one_of


class Case(models.Model):
    """One person's way through one programme, under a number; dependants travel with it."""

    id = models.UUIDField(primary_key=True)
    number = code_field(length=16, unique=True)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    alias = models.CharField(max_length=40, blank=True)
    site = code_field(blank=True)
    block = code_field(blank=True)
    origin = code_field(length=2, blank=True)
    home = code_field(length=13, blank=True)
    children_with = models.SmallIntegerField(default=0)
    adults_with = models.SmallIntegerField(default=0)
    opened_on = models.DateField()
    recorded_at = models.DateTimeField()
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "person"], name="one_case_a_person_and_programme"),
            models.CheckConstraint(
                condition=models.Q(
                    children_with__gte=0, children_with__lte=30, adults_with__gte=0, adults_with__lte=30
                ),
                name="dependants_are_countable",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["programme", "number"], name="cases_case_list"),
            models.Index(fields=["programme", "origin", "number"], name="cases_case_by_origin"),
            models.Index(fields=["programme", "site", "number"], name="cases_case_by_site"),
            # A pass over every case reads them in the order of their key, beside the books in the same order.
            models.Index(
                fields=["id"],
                include=["number", "programme", "origin", "home", "opened_on", "recorded_at", "act"],
                name="cases_case_pass",
            ),
        ]


class CaseRow(BookRow):
    """A book line about one case; the programme stands in it so that row security needs no join."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Choice(CaseRow):
    """The person's choice, and how she was informed before it."""

    choice = code_field()
    informed = code_field()
    companion = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            one_of("choice", ChoiceKind, "choice_is_one_of_four"),
            one_of("informed", Informed, "informed_is_known"),
        ]
        indexes: ClassVar = [latest_index("cases", "choice", "case", shows=("choice", "informed"))]


class Pressure(CaseRow):
    """Pressure was seen when she made the choice of the same act; apart, because few of those who see it may know."""

    class Meta:
        indexes: ClassVar = [latest_index("cases", "pressure", "case")]


class Consent(CaseRow):
    """Consent by purpose; `until` is the first day it no longer counts."""

    purpose = code_field()
    event = code_field()
    text_version = code_field(blank=True)
    language = code_field(length=8, blank=True)
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            one_of("purpose", Purpose, "consent_purpose_is_known"),
            one_of("event", ConsentEvent, "consent_event_is_known"),
            models.CheckConstraint(
                condition=~models.Q(event="GIVEN") | models.Q(until__gt=models.F("happened_on")),
                name="given_consent_ends_after_it_began",
            ),
        ]
        indexes: ClassVar = [latest_index("cases", "consent", "case", "purpose", shows=("event", "until"))]


class TravelWish(CaseRow):
    """How the person wants to travel: discreetly, with an escort, between which days."""

    discreet = models.BooleanField(default=False)
    escort = models.BooleanField(default=False)
    needs = ArrayField(code_field(), default=list, db_default=[])
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(discreet=True, escort=True), name="discreet_travel_has_no_escort"
            ),
            models.CheckConstraint(
                condition=models.Q(needs__contained_by=[need.value for need in Need]), name="travel_needs_are_known"
            ),
            models.CheckConstraint(
                condition=models.Q(not_before__isnull=True)
                | models.Q(not_after__isnull=True)
                | models.Q(not_after__gte=models.F("not_before")),
                name="travel_window_ends_after_start",
            ),
        ]
        indexes: ClassVar = [latest_index("cases", "wish", "case", shows=("discreet", "not_before", "not_after"))]


class Screening(CaseRow):
    """Outcome of the child, trafficking and care checklist, done by trained staff."""

    outcome = code_field()
    trained = models.BooleanField()

    class Meta:
        constraints: ClassVar = [one_of("outcome", ScreeningOutcome, "screening_outcome_is_known")]
        indexes: ClassVar = [latest_index("cases", "screening", "case", shows=("outcome", "trained"))]


class Round(models.Model):
    """A dated window in which people are verified; there are several, and missing one costs nothing."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = code_field()
    opens_on = models.DateField()
    closes_on = models.DateField()
    late_until = models.DateField(null=True)
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "code"], name="round_code_is_free"),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="round_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(late_until__isnull=True) | models.Q(late_until__gt=models.F("closes_on")),
                name="late_registration_follows_the_round",
            ),
        ]


class Attester(BookRow):
    """A group that may attest to who somebody is, such as the residents' working group."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = code_field()
    name = models.CharField(max_length=200, blank=True)
    event = code_field()

    class Meta:
        constraints: ClassVar = [one_of("event", AttesterEvent, "attester_event_is_known")]


class Attempt(CaseRow):
    """One attempt to verify somebody; `attesters` counts the different listed attesters who spoke for her."""

    round = code_field(blank=True)
    kind = code_field()
    outcome = code_field()
    attesters = ArrayField(code_field(), default=list)
    reason = code_field(blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(reason__in=["", *(reason.value for reason in AttemptReason)]),
                name="attempt_reason_is_known",
            ),
            one_of("kind", EvidenceKind, "evidence_kind_is_known"),
            one_of("outcome", AttemptOutcome, "attempt_outcome_is_known"),
        ]
        indexes: ClassVar = [latest_index("cases", "attempt", "case", shows=("outcome", "kind", "attesters"))]


class Duplicate(CaseRow):
    """Another case that may be the same person, and what a person decided about it."""

    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    event = code_field()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("event", DuplicateEvent, "duplicate_event_is_known"),
            models.CheckConstraint(condition=~models.Q(case=models.F("other")), name="nobody_is_her_own_duplicate"),
        ]
        indexes: ClassVar = [latest_index("cases", "duplicate", "case", "other", shows=("event",))]


class Objection(CaseRow):
    """An objection by the person herself under a short reference, and its answer."""

    ref = code_field()
    event = code_field()
    topic = code_field(blank=True)
    due_on = models.DateField(null=True)
    outcome = code_field(blank=True, db_default="")
    reason = models.CharField(max_length=500, blank=True, db_default="")
    by = code_field(length=64, blank=True, db_default="")
    companion = models.BooleanField(db_default=False)

    class Meta:
        constraints: ClassVar = [
            one_of("event", ObjectionEvent, "objection_event_is_known"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *(outcome.value for outcome in ObjectionOutcome)]),
                name="objection_outcome_is_known",
            ),
        ]
        indexes: ClassVar = [latest_index("cases", "objection", "case", "ref", shows=("event",))]


class Move(CaseRow):
    """A step that happened in the world: left, arrived, aided … or an ending."""

    move = code_field()

    class Meta:
        constraints: ClassVar = [one_of("move", Movement, "move_is_known")]
        indexes: ClassVar = [latest_index("cases", "move", "case", shows=("move",))]


class Assignment(CaseRow):
    """A case in the care of another office for a purpose; row security follows it."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    purpose = code_field()
    event = code_field()
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            one_of("purpose", Purpose, "assignment_purpose_is_known"),
            one_of("event", AssignmentEvent, "assignment_event_is_known"),
        ]
        indexes: ClassVar = [
            latest_index("cases", "assignment", "case", "agency", "purpose"),
            models.Index(fields=["agency", "case"], name="cases_assignment_agency"),
        ]


class Lock(CaseRow):
    """A case locked to two named people, or opened again; for everybody else it does not exist meanwhile."""

    event = code_field()
    first = code_field(length=64, blank=True)
    second = code_field(length=64, blank=True)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            one_of("event", LockEvent, "lock_event_is_known"),
            models.CheckConstraint(
                condition=models.Q(event="ENDED") | (~models.Q(first="") & ~models.Q(second="")),
                name="lock_names_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(event="ENDED") | ~models.Q(first=models.F("second")),
                name="lock_names_different_people",
            ),
        ]
        indexes: ClassVar = [latest_index("cases", "lock", "case")]
